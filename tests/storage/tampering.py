"""What the tampering tests share: changing a closed desk behind the program's back, and asking the verifier."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import rfc8785

from filedesk.clock import SetClock
from filedesk.desk import open_desk
from filedesk.domain import merkle
from filedesk.domain.events import Event, leaf, parse
from filedesk.errors import EnvironmentFailed, KeyOrSealWrong
from filedesk.services.inspection import Finding
from filedesk.services.ports import Signer
from filedesk.services.verification import verify
from filedesk.storage import journal
from filedesk.storage.database import empty_copy
from filedesk.storage.tables import CLASSES
from filedesk.texts import tr
from filedesk.texts.sentences.findings import FINDINGS
from tests.desk_template import NOON

DATABASE = "desk.sqlite3"
VIRTUAL = ("search_fts",)


@dataclass(frozen=True)
class Column:
    """One column as the schema tells of it."""

    table: str
    name: str
    type: str
    nullable: bool
    key: bool

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


def columns() -> list[Column]:
    """Every column of every ordinary table of a desk's schema, read from the schema itself."""
    with empty_copy() as empty:
        return [
            Column(table, name, kind, not notnull and not key, bool(key))
            for table in CLASSES
            if table not in VIRTUAL
            for _cid, name, kind, notnull, _default, key in empty.execute(f'PRAGMA table_info("{table}")')
        ]


COLUMNS = columns()
TABLES = [table for table in CLASSES if table not in VIRTUAL]
_NAMED = {"word": ("word", "event")}


def places(table: str) -> tuple[str, ...]:
    """What the place of a finding may begin with when a row of this table was changed."""
    return (*_NAMED.get(table, (table,)), "open_desk")


def changed(value: Any, column: Column) -> Any:
    """Another value that the column takes."""
    if value is None:
        return 7 if column.type == "INTEGER" else "2026-01-02"
    if isinstance(value, int):
        return value + 1_000_003 if column.key or value > 1 else 1 - value
    if isinstance(value, str):
        return value + "x"
    return bytes([value[0] ^ 1]) + value[1:]


@contextmanager
def tampering(folder: Path) -> Iterator[sqlite3.Connection]:
    """The desk's database without its triggers; they are put back afterwards as if nothing had been."""
    connection = sqlite3.connect(folder / DATABASE, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _name, sql in triggers:
            connection.execute(sql)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def findings(folder: Path, **options: Any) -> list[Finding]:
    """What opening and verifying the desk finds; each finding has its sentence."""
    try:
        desk = open_desk(folder, clock=SetClock(NOON + timedelta(hours=2)), sweeping=False)
    except (KeyOrSealWrong, EnvironmentFailed) as error:
        return [Finding(error.code, "open_desk")]
    try:
        found = verify(desk.ports, **options).findings
    finally:
        desk.close()
    for one in found:
        assert one.place
        assert "{" not in tr(FINDINGS[one.code], place=one.place, **one.params).replace(str(one.params), "")
    return found


def codes(found: list[Finding]) -> set[str]:
    return {one.code for one in found}


def rewrite(
    connection: sqlite3.Connection, first: int, signer: Signer | None, change: Callable[[dict[str, Any]], None] | None
) -> None:
    """Rewrite the journal from event `first` on as a careful forger would: chain, hashes and tiles fit again.

    With a signer every event from there on is signed by him, else the old signatures stay. `change` alters the
    payload of event `first`.
    """
    rows = connection.execute("SELECT seq, payload, key, signature FROM event WHERE seq >= ? ORDER BY seq", (first,))
    found = connection.execute("SELECT hash FROM event WHERE seq = ?", (first - 1,)).fetchone()
    prev = bytes(found[0]) if found else bytes(32)
    for seq, payload, key, signature in rows.fetchall():
        told = parse(payload).payload()
        told["prev"] = prev.hex()
        if seq == first and change is not None:
            change(told)
        if signer is not None:
            told["key"] = key = signer.key_id
        payload = rfc8785.dumps(told)
        signature = signer.sign(payload) if signer is not None else signature
        hashed = merkle.leaf_hash(leaf(key, signature, payload))
        connection.execute(
            "UPDATE event SET payload = ?, key = ?, signature = ?, prev = ?, hash = ? WHERE seq = ?",
            (payload, key, signature, prev, hashed, seq),
        )
        prev = hashed
    for level, position in connection.execute("SELECT level, position FROM tile WHERE level = 8").fetchall():
        root = merkle.subtree_root(journal.leaves(connection, position << 8, (position + 1) << 8))
        connection.execute("UPDATE tile SET hash = ? WHERE level = ? AND position = ?", (root, level, position))


def event_of_type(connection: sqlite3.Connection, kind: str, place: int = 0) -> Event:
    """The event of this type at `place` among its like."""
    events = [parse(row[0]) for row in connection.execute("SELECT payload FROM event ORDER BY seq")]
    return [event for event in events if event.type == kind][place]
