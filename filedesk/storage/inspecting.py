"""Implements `services.inspection`: reads a desk as it lies there, replays its journal, compares every row."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from filedesk.domain.rows import KEYS
from filedesk.errors import EnvironmentFailed
from filedesk.services.inspection import Finding, StoredEvent
from filedesk.services.ports import Progress, Written
from filedesk.storage import index_check, search_index
from filedesk.storage.applying import SEARCHED
from filedesk.storage.database import Database, empty_copy, schema_of
from filedesk.storage.files import EncryptedFiles
from filedesk.storage.ledger import SqlReading, read_only
from filedesk.storage.replaying import folded
from filedesk.storage.slots import SlotsFile
from filedesk.storage.tables import CLASSES, DERIVED

_EVENTS = "SELECT seq, payload, key, signature, prev, hash FROM event ORDER BY seq"


class SqlInspected:
    """One snapshot of a desk's database, read without trusting it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.reading = SqlReading(connection)

    def events(self) -> Iterator[StoredEvent]:
        for row in self._connection.execute(_EVENTS):
            yield StoredEvent(*row)

    def words(self) -> Iterator[tuple[int, str, bytes, str]]:
        return self._connection.execute("SELECT seq, field, salt, text FROM word ORDER BY seq, field")

    def bodies(self) -> Iterator[tuple[str, str, bytes]]:
        return self._connection.execute("SELECT digest, kind, body FROM body")

    def tiles(self) -> Iterator[tuple[int, int, bytes]]:
        return self._connection.execute("SELECT level, position, hash FROM tile ORDER BY level, position")

    def compare(self, upto: int, progress: Progress) -> Iterator[Finding]:
        with empty_copy() as copy:
            folded(self._connection, upto, progress).write(copy)
            for table in DERIVED:
                progress.raise_if_cancelled()
                name = table._meta.table_name
                yield from self._compare_table(copy, name, KEYS[name])

    def _compare_table(self, copy: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Iterator[Finding]:
        order = ", ".join(f'"{column}"' for column in key)
        sql = f'SELECT * FROM "{table}" ORDER BY {order}'  # noqa: S608 - our own names
        try:
            held, wanted = self._connection.execute(sql), copy.execute(sql)
            columns = [told[0] for told in wanted.description]
            if [told[0] for told in held.description] != columns:
                yield Finding("table_columns_differ", table)
                return
        except sqlite3.DatabaseError as error:
            yield Finding("table_unreadable", table, {"reason": str(error)})
            return
        places = [columns.index(column) for column in key]
        yield from _merge(table, columns, places, held, wanted)

    def structure(self) -> Iterator[Finding]:
        for (said,) in self._connection.execute("PRAGMA integrity_check"):
            if said != "ok":
                yield Finding("integrity", "desk.sqlite3", {"reason": str(said)})
        with empty_copy() as copy:
            wanted, held = schema_of(copy), schema_of(self._connection)
            for name in ("application_id", "user_version"):
                sql = f"PRAGMA {name}"
                if copy.execute(sql).fetchone() != self._connection.execute(sql).fetchone():
                    yield Finding("schema_differs", name)
        for name in sorted(wanted.keys() | held.keys()):
            if wanted.get(name) != held.get(name):
                yield Finding("schema_differs", name)
        yield from self._index()

    def _index(self) -> Iterator[Finding]:
        try:
            found = index_check.differences(self._connection, ", ".join(SEARCHED))
        except sqlite3.DatabaseError as error:
            yield Finding("table_unreadable", "search_fts", {"reason": str(error)})
            return
        for table, document in found:
            yield Finding("index_differs", f"{table} {document}")

    @contextmanager
    def replayed(self, upto: int) -> Iterator[SqlReading]:
        with empty_copy() as copy:
            folded(self._connection, upto, Progress()).write(copy)
            for document, *fields in copy.execute(f"SELECT id, {', '.join(SEARCHED)} FROM document").fetchall():  # noqa: S608
                search_index.put(copy, document, fields)
            yield SqlReading(copy)


def _merge(
    table: str, columns: list[str], places: list[int], held: Iterable[Any], wanted: Iterable[Any]
) -> Iterator[Finding]:
    """Compare two runs of rows in key order: what differs, is missing or is one too many."""
    left, right = iter(held), iter(wanted)
    a, b = next(left, None), next(right, None)
    while a is not None or b is not None:
        at = tuple(str(a[p]) for p in places) if a is not None else ()
        due = tuple(str(b[p]) for p in places) if b is not None else ()
        if a is not None and b is not None and at == due:
            if a != b:
                which = [name for name, x, y in zip(columns, a, b, strict=True) if x != y or type(x) is not type(y)]
                yield Finding("row_differs", f"{table} {' '.join(at)}", {"columns": ", ".join(which)})
            a, b = next(left, None), next(right, None)
        elif b is None or (a is not None and _before(a, b, places)):
            yield Finding("row_extra", f"{table} {' '.join(at)}")
            a = next(left, None)
        else:
            yield Finding("row_missing", f"{table} {' '.join(due)}")
            b = next(right, None)


def _before(a: tuple[Any, ...], b: tuple[Any, ...], places: list[int]) -> bool:
    """Whether row `a` comes before `b` in SQLite's order of the key (numbers before texts, texts by their bytes)."""
    return [_rank(a[p]) for p in places] < [_rank(b[p]) for p in places]


def _rank(value: Any) -> tuple[int, float, bytes]:
    if value is None:
        return (0, 0, b"")
    if isinstance(value, int | float):
        return (1, value, b"")
    return (2, 0, value.encode() if isinstance(value, str) else bytes(value))


class DeskInspection:
    """Opens a desk's parts for the verifier."""

    def __init__(self, database: Database, files: EncryptedFiles, slots: SlotsFile) -> None:
        self._database = database
        self._files = files
        self._slots = slots

    @contextmanager
    def open(self) -> Iterator[SqlInspected]:
        with read_only(self._database.path) as connection:
            connection.execute("BEGIN")
            yield SqlInspected(connection)

    def file_ids(self) -> Iterable[str]:
        return self._files.all_ids()

    def file_as_stored(self, file: str) -> Written | None:
        try:
            return self._files.digest(file)
        except (EnvironmentFailed, ValueError):
            return None

    def slots(self) -> Iterator[tuple[str, str, str]]:
        for slot in self._slots.entries():
            yield slot.id, slot.state, hashlib.sha256(slot.value).hexdigest()


def unclassified(connection: sqlite3.Connection) -> list[str]:
    """Tables without a class; shadow tables of the search index belong to it."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [n for n in names if n not in CLASSES and not n.startswith("search_fts_")]
