"""Reading single rows, events and bodies on one connection; `ledger` adds the lists and the writing."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from functools import cache
from typing import Any

from filedesk.clock import from_text
from filedesk.domain.events import Event
from filedesk.errors import KeyOrSealWrong
from filedesk.services.ledger import Row
from filedesk.storage import journal
from filedesk.storage.tables import CLASSES


@cache
def _find_sql(table: str, columns: tuple[str, ...], order: str) -> str:
    if table not in CLASSES:
        raise ValueError(f"no such table: {table}")
    sql = f'SELECT * FROM "{table}" AS t'  # noqa: S608 - checked above
    if columns:
        sql += " WHERE " + " AND ".join([f't."{column}" IS ?' for column in columns])
    return f"{sql} ORDER BY {order}" if order else sql


class RowReading:
    """Reads rows and events of one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def select(self, sql: str, *values: Any) -> list[Row]:
        """All rows of a statement as dictionaries."""
        cursor = self.connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def get(self, table: str, **key: Any) -> Row | None:
        found = self.find(table, **key)
        return found[0] if found else None

    def find(self, table: str, *, order: str = "", **where: Any) -> list[Row]:
        return self.select(_find_sql(table, tuple(where), order), *where.values())

    def size(self) -> int:
        return int(self.connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0])

    def last_moment(self) -> datetime:
        head = self.head()
        if not head.seq:
            raise KeyOrSealWrong("event_missing", seq=0)
        return from_text(head.at)

    def head(self) -> journal.Head:
        """What the journal's next event follows."""
        return journal.head(self.connection)

    def version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def root(self, size: int) -> bytes:
        return journal.root(self.connection, size)

    def event(self, seq: int) -> tuple[Event, dict[str, str]]:
        return journal.read_event(self.connection, seq)

    def body(self, digest: str) -> bytes:
        row = self.connection.execute("SELECT body FROM body WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise KeyOrSealWrong("body_missing", digest=digest)
        return bytes(row[0])

    def timeline(self, document: int) -> list[tuple[Event, dict[str, str]]]:
        seqs = self.connection.execute(
            "SELECT seq FROM timeline WHERE document = ? ORDER BY seq", (document,)
        ).fetchall()
        return [self.event(seq) for (seq,) in seqs]
