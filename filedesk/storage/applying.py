"""Writing row operations of a projection into tables, singly when live and folded per key when replaying."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from filedesk.domain.rows import KEYS, Delete, Operation, Patch, Put, Row
from filedesk.storage import search_index

_PUT_ONCE = "document"
"""The table whose rows are put once and only patched from then on. It has most of the indexes, and OR REPLACE has
SQLite keep a copy of each of their pages that it touches, in case that the statement fails."""
SEARCHED = ("number", "title", "sender", "sender_number", "notes")

_sql: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], str] = {}


def _prepared(act: str, table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    found = _sql.get((act, table, columns, key))
    if found is None:
        match act:
            case "put":
                names, places = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
                insert = "INSERT" if table == _PUT_ONCE else "INSERT OR REPLACE"
                found = f'{insert} INTO "{table}" ({names}) VALUES ({places})'
            case "patch":
                sets = ", ".join(f'"{c}" = ?' for c in columns)
                found = f'UPDATE "{table}" SET {sets} WHERE ' + _where(key)  # noqa: S608
            case _:
                found = f'DELETE FROM "{table}" WHERE ' + _where(key)  # noqa: S608
        _sql[act, table, columns, key] = found
    return found


def _where(key: tuple[str, ...]) -> str:
    return " AND ".join(f'"{c}" = ?' for c in key)


def apply(connection: sqlite3.Connection, operations: Iterable[Operation]) -> None:
    """Apply operations one by one, keeping the search index in step with the documents."""
    for operation in operations:
        table = operation.table
        match operation:
            case Put(_, row):
                connection.execute(_prepared("put", table, tuple(row), ()), tuple(row.values()))
                if table == "document":
                    search_index.put(connection, row["id"], [row[name] for name in SEARCHED])
            case Patch(_, key, changes):
                _patch(connection, table, key, changes)
            case Delete(_, key):
                connection.execute(_prepared("delete", table, (), tuple(key)), tuple(key.values()))


def _patch(connection: sqlite3.Connection, table: str, key: Row, changes: Row) -> None:
    before = None
    if table == "document" and any(name in changes for name in SEARCHED):
        before = searched_fields(connection, key["id"])
    connection.execute(_prepared("patch", table, tuple(changes), tuple(key)), (*changes.values(), *key.values()))
    if before is not None and (after := searched_fields(connection, key["id"])) is not None and before != after:
        search_index.remove(connection, key["id"], before)
        search_index.put(connection, key["id"], after)


def searched_fields(connection: sqlite3.Connection, document: int) -> list[str] | None:
    """The texts of a document that the search index holds, or None without such a document."""
    sql = f"SELECT {', '.join(SEARCHED)} FROM document WHERE id = ?"  # noqa: S608 - our own names
    row = connection.execute(sql, (document,)).fetchone()
    return list(row) if row else None


class Folding:
    """Operations folded per key, so that a replay writes each row once."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, tuple[Any, ...]], Row] = {}

    def add(self, operation: Operation) -> None:
        """Fold one operation in. A patch of a row that is not there does nothing, as in SQL."""
        table = operation.table
        match operation:
            case Put(_, row):
                self._rows[table, tuple([row[c] for c in KEYS[table]])] = row
            case Patch(_, key, changes):
                at = (table, tuple([key[c] for c in KEYS[table]]))
                standing = self._rows.get(at)
                if standing is not None:
                    standing.update(changes)
            case Delete(_, key):
                self._rows.pop((table, tuple([key[c] for c in KEYS[table]])), None)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every row that stands at the end."""
        for (table, _key), row in self._rows.items():
            yield table, row

    def write(self, connection: sqlite3.Connection) -> None:
        """Write every row into empty tables, in batches."""
        batches: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
        for table, row in self.rows():
            batches.setdefault((table, tuple(row)), []).append(tuple(row.values()))
        for (table, columns), rows in batches.items():
            connection.executemany(_prepared("put", table, columns, ()), rows)
