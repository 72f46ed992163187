"""One desk's database file: opening, schema, triggers, and a connection for each thread that asks for one.

peewee declares and opens; the hot paths run prepared SQL on the sqlite3 connection underneath. The triggers stop
accidents (the signatures find intent): the journal takes no UPDATE and no DELETE, and an INSERT only as the next in
its chain (a word only for the last event), since INSERT OR REPLACE slips past a delete trigger.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from peewee import SqliteDatabase

from filedesk.errors import EnvironmentFailed
from filedesk.storage import search_index, tables
from filedesk.storage.models import SORTABLE

APPLICATION_ID = 0x46444B31  # "FDK1"
SCHEMA_VERSION = 2
EARLIER = {1: "3df16cbd3690ba2f28d12a17718b33557bb1878a864ede77e99e18711f04b227"}
"""Earlier schemas by their number, each with the digest of its SQL: what only says that it is earlier is none."""
BUSY_SECONDS = 30
_UNREADABLE = {
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL,
}  # fmt: skip

_TRIGGERS = {
    f"{table}_no_{act}": f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for table in ("event", "word")
    for act in ("update", "delete")
} | {
    "event_is_next": "CREATE TRIGGER event_is_next BEFORE INSERT ON event WHEN "
    "NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event) OR "
    "NEW.prev IS NOT coalesce((SELECT hash FROM event WHERE seq = NEW.seq - 1), zeroblob(32)) "
    "BEGIN SELECT RAISE(ABORT, 'event does not follow the last one'); END",
    "word_is_new": "CREATE TRIGGER word_is_new BEFORE INSERT ON word WHEN "
    "NEW.seq IS NOT (SELECT max(seq) FROM event) OR "
    "EXISTS (SELECT 1 FROM word WHERE seq = NEW.seq AND field = NEW.field) "
    "BEGIN SELECT RAISE(ABORT, 'word does not belong to the last event'); END",
}

_INDEXES = [
    f"CREATE INDEX document_by_{column} ON document (series, "
    + ("year, code, serial" if column == "number" else column)
    + ", id)"
    for column in SORTABLE
] + [
    "CREATE INDEX document_by_department ON document (series, department, id)",
    "CREATE INDEX concern_of_person ON concern (person, document) WHERE person > 0",
    "CREATE INDEX concern_of_department ON concern (department, document) WHERE department > 0",
    "CREATE INDEX document_late ON document (series, id) WHERE late = 1",
    "CREATE INDEX document_last_seq ON document (last_seq)",
    "CREATE INDEX document_to_confirm ON document (id) WHERE to_confirm = 1",
    "CREATE INDEX document_in_folder ON document (folder, id) WHERE folder IS NOT NULL",
]


class Database:
    """The desk's SQLite file. Each thread has its own connection; `close` closes that of the calling thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.peewee = SqliteDatabase(
            str(path),
            pragmas={
                "journal_mode": "wal",
                "synchronous": "full",
                "foreign_keys": 1,
                "secure_delete": 1,
                "cache_size": -64_000,
                "mmap_size": 0,
            },
            lock_type="IMMEDIATE",
            autoconnect=False,
            timeout=BUSY_SECONDS,
            cached_statements=400,
        )
        for name, function in search_index.SQL_FUNCTIONS.items():
            self.peewee.register_function(function, name, 2, deterministic=True)

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, opened when it has none yet. Raises EnvironmentFailed("desk_unreadable")."""
        if self.peewee.is_closed():
            try:
                self.peewee.connect()
            except Exception as error:
                raise unreadable(self.path, error) from error
        return raw(self.peewee)

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.peewee.is_closed():
            self.peewee.close()

    def create(self) -> None:
        """Make the schema in an empty file."""
        connection = self.connection()
        create_schema(connection, self.peewee)

    def is_earlier(self) -> bool:
        """Whether the desk is of an earlier schema. One that only bears such a number is none: somebody changed the
        number, and to bring it along would wipe what else he changed.

        Raises EnvironmentFailed unless it is a desk, and none of a later schema: "desk_unreadable", "not_a_desk",
        "desk_is_newer".
        """
        try:
            application = self.connection().execute("PRAGMA application_id").fetchone()[0]
            version = self.connection().execute("PRAGMA user_version").fetchone()[0]
            digest = digest_of_schema(self.connection())
        except sqlite3.DatabaseError as error:
            raise unreadable(self.path, error) from error
        if application != APPLICATION_ID:
            raise EnvironmentFailed("not_a_desk", folder=str(self.path.parent))
        if version > SCHEMA_VERSION:
            raise EnvironmentFailed("desk_is_newer", version=version, known=SCHEMA_VERSION)
        return bool(EARLIER.get(version) == digest)


def raw(database: SqliteDatabase) -> sqlite3.Connection:
    """The sqlite3 connection under peewee's, for prepared SQL."""
    return cast("sqlite3.Connection", cast("Any", database).connection())


def unreadable(path: Path, error: Exception) -> EnvironmentFailed:
    """The error for a database file that SQLite cannot read."""
    return EnvironmentFailed("desk_unreadable", folder=str(path.parent), reason=str(error))


def failure(path: Path, error: sqlite3.Error) -> EnvironmentFailed | None:
    """What a person is told of SQLite's error on the desk's database; None when it is a mistake in the code."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return EnvironmentFailed("disk_full", folder=str(path.parent))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return EnvironmentFailed("desk_busy", folder=str(path.parent))
        case code if code in _UNREADABLE:
            return unreadable(path, error)
        case sqlite3.SQLITE_ERROR if str(error).startswith("no such table"):
            return unreadable(path, error)  # somebody dropped it: the verifier names it
        case _:
            return None


def create_schema(connection: sqlite3.Connection, database: SqliteDatabase) -> None:
    """Tables, indexes, triggers and the search index, all in one transaction."""
    kept = (*tables.JOURNAL, *tables.WORDS, *tables.TREE, *tables.BOUND)
    with database.atomic("IMMEDIATE"):
        with database.bind_ctx(kept):
            database.create_tables(kept, safe=False)
        for sql in _TRIGGERS.values():
            connection.execute(sql)
        create_derived(connection, database)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def create_derived(connection: sqlite3.Connection, database: SqliteDatabase) -> None:
    """The derived tables with their indexes and the search index, of the present schema, whose number they bear."""
    with database.bind_ctx(tables.DERIVED):
        database.create_tables(tables.DERIVED, safe=False)
    for sql in (*_INDEXES, *tables.INDEXES):
        connection.execute(sql)
    search_index.create(connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


@contextmanager
def empty_copy() -> Iterator[sqlite3.Connection]:
    """A private, unnamed database with this schema, for replaying into; gone when the block ends."""
    database = SqliteDatabase(
        "file:", uri=True, pragmas={"journal_mode": "off", "synchronous": "off"}, autoconnect=False
    )
    database.connect()
    try:
        create_schema(raw(database), database)
        search_index.register(raw(database))
        yield raw(database)
    finally:
        database.close()


def digest_of_schema(connection: sqlite3.Connection) -> str:
    """SHA-256 of the schema's SQL in hex, by which an earlier schema is known."""
    told = "\n".join(f"{name}\n{sql}" for name, sql in schema_of(connection).items())
    return hashlib.sha256(told.encode()).hexdigest()


def schema_of(connection: sqlite3.Connection) -> dict[str, str]:
    """Name → SQL of every table, index and trigger."""
    return dict(connection.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1"))
