"""The ledger's transactions: what a failing disk, another writer or a damaged file is told as, and what a view sees."""

from __future__ import annotations

import sqlite3

import pytest

from filedesk.errors import EnvironmentFailed
from filedesk.storage import database
from tests.desk_template import Office


def test_a_full_disk_is_told_and_nothing_stays(office: Office) -> None:
    """Issue 2, "Bad input": a full disk in the middle; the database may grow by a few pages only."""
    connection = office.desk.database.connection()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    before = office.size()

    def until_it_is_full() -> None:
        for _ in range(400):
            office.register()

    with pytest.raises(EnvironmentFailed) as caught:
        until_it_is_full()
    assert caught.value.code == "disk_full"
    assert caught.value.params == {"folder": str(office.folder)}
    connection.execute(f"PRAGMA max_page_count = {pages + 1_000}")
    assert not connection.in_transaction
    done = office.size() - before
    assert len(office.rows("document")) == done
    office.register()
    assert office.rows("book")[0]["last"] == done + 1


def test_another_writer_who_does_not_end_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.desk.database.connection().execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(office.folder / "desk.sqlite3", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentFailed) as caught:
            office.register()
        assert caught.value.code == "desk_busy"
        other.execute("ROLLBACK")
        office.register()
    finally:
        other.close()


def test_a_damaged_page_is_told_as_an_unreadable_desk(office: Office) -> None:
    office.register()
    connection = office.desk.database.connection()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'document'").fetchone()[0]
    office.desk.database.close()
    path = office.folder / "desk.sqlite3"
    raw = bytearray(path.read_bytes())
    raw[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    path.write_bytes(raw)
    ledger = office.desk.ports.ledger
    for view in (ledger.reading, ledger.snapshot):
        with pytest.raises(EnvironmentFailed) as caught, view() as reading:
            reading.find("document")
        assert caught.value.code == "desk_unreadable"


def test_a_mistake_in_the_code_stays_one(office: Office) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"), office.desk.ports.ledger.reading() as reading:
        reading.find("document", nonsense=1)
    assert database.failure(office.folder, sqlite3.OperationalError("made here")) is None
    assert not office.desk.database.connection().in_transaction


def test_a_snapshot_sees_nothing_that_comes_after_its_beginning(office: Office) -> None:
    with office.desk.ports.ledger.snapshot() as snapshot:
        office.register()
        assert snapshot.find("document") == []
    with office.desk.ports.ledger.snapshot() as snapshot:
        assert len(snapshot.find("document")) == 1
