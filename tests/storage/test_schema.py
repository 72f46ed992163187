"""The schema: every table has its class and is STRICT, and the journal takes nothing but the next event."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from filedesk.desk import open_desk
from filedesk.domain.rows import KEYS
from filedesk.errors import EnvironmentFailed
from filedesk.services import registration
from filedesk.storage.database import APPLICATION_ID, SCHEMA_VERSION, empty_copy
from filedesk.storage.inspecting import unclassified
from filedesk.storage.tables import ALL, CLASSES, DERIVED
from tests.desk_template import Office, entry

VIRTUAL = {"search_fts"}


@pytest.fixture
def empty() -> Iterator[sqlite3.Connection]:
    with empty_copy() as connection:
        yield connection


def test_every_table_has_a_class(empty: sqlite3.Connection) -> None:
    assert unclassified(empty) == []
    empty.execute("CREATE TABLE notes (text TEXT)")
    assert unclassified(empty) == ["notes"]


def test_every_class_names_a_table(empty: sqlite3.Connection) -> None:
    names = {row[0] for row in empty.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert set(CLASSES) <= names
    assert set(CLASSES.values()) == {"journal", "words", "bound", "derived", "index"}
    assert {table._meta.table_name for table in ALL} == set(CLASSES) - VIRTUAL - {"search_text", "search_mark"}


def test_every_ordinary_table_is_strict(empty: sqlite3.Connection) -> None:
    strict = {row[1]: row[5] for row in empty.execute("PRAGMA table_list") if row[2] == "table"}
    assert {table for table in CLASSES if table not in VIRTUAL and not strict[table]} == set()


@pytest.mark.parametrize("table", [table._meta.table_name for table in DERIVED])
def test_projections_know_the_primary_key(empty: sqlite3.Connection, table: str) -> None:
    found = empty.execute(f'PRAGMA table_info("{table}")').fetchall()
    assert tuple(row[1] for row in sorted(found, key=lambda row: row[5]) if row[5]) == KEYS[table]


class TestTheJournalIsAppendOnly:
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE event SET key = 'x'",
            "UPDATE event SET payload = x'00' WHERE seq = 3",
            "UPDATE OR REPLACE event SET seq = 2 WHERE seq = 3",
            "DELETE FROM event",
            "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
            "UPDATE word SET text = 'x'",
            "DELETE FROM word",
            "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 5",
            "REPLACE INTO event SELECT seq, x'00', key, signature, prev, hash FROM event WHERE seq = 1",
            "INSERT INTO event SELECT seq + 1, payload, key, signature, prev, hash FROM event WHERE seq = 31",
            "INSERT INTO event SELECT seq + 9, payload, key, signature, hash, hash FROM event WHERE seq = 31",
            "INSERT INTO event SELECT -1, payload, key, signature, prev, hash FROM event WHERE seq = 1",
            "INSERT INTO event SELECT NULL, payload, key, signature, prev, hash FROM event WHERE seq = 1",
        ],
    )
    def test_the_database_refuses(self, office: Office, sql: str) -> None:
        connection = office.desk.database.connection()
        assert office.size() == 31
        before = connection.execute("SELECT count(*), max(hash) FROM event").fetchone()
        with pytest.raises(sqlite3.DatabaseError, match=r"append-only|does not follow"):
            connection.execute(sql)
        assert connection.execute("SELECT count(*), max(hash) FROM event").fetchone() == before

    def test_a_word_is_not_replaced(self, office: Office) -> None:
        connection = office.desk.database.connection()
        office.register()
        for sql in (
            "INSERT OR REPLACE INTO word SELECT seq, field, salt, '改' FROM word ORDER BY seq LIMIT 1",
            "INSERT OR REPLACE INTO word SELECT seq, field, salt, '改' FROM word ORDER BY seq DESC LIMIT 1",
            "INSERT INTO word SELECT seq, 'more', salt, '改' FROM word ORDER BY seq LIMIT 1",
        ):
            with pytest.raises(sqlite3.DatabaseError, match="last event"):
                connection.execute(sql)
        assert office.rows("word", text="改") == []


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        (f"PRAGMA user_version = {SCHEMA_VERSION + 1}", "desk_is_newer"),
        (f"PRAGMA application_id = {APPLICATION_ID + 1}", "not_a_desk"),
    ],
)
def test_a_desk_of_another_make_is_not_opened(office: Office, sql: str, code: str) -> None:
    office.desk.database.connection().execute(sql)
    with pytest.raises(EnvironmentFailed) as caught:
        open_desk(office.folder)
    assert caught.value.code == code


def test_a_table_that_was_taken_away_is_told_and_is_no_crash(office: Office) -> None:
    session = office.session()
    connection = office.desk.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DROP TABLE document")
    with pytest.raises(EnvironmentFailed, match="desk_unreadable"):
        registration.register(office.ports, session, entry=entry())


def test_what_is_written_is_flushed_before_it_is_acknowledged(office: Office) -> None:
    connection = office.desk.database.connection()
    told = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert told == {"journal_mode": "wal", "synchronous": 2}
    assert connection.execute("PRAGMA secure_delete").fetchone()[0] == 1
