"""Desks that earlier versions of the schema made open, read and verify; a changed schema needs a number of its own."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from filedesk.clock import SetClock
from filedesk.desk import Desk, opened
from filedesk.domain.documents import Series
from filedesk.services import people, reading, registration
from filedesk.services.ledger import Query
from filedesk.services.verification import verify
from filedesk.storage.database import SCHEMA_VERSION, empty_copy, schema_of
from tests.desk_template import CLERK, NOON, PASSWORD, entry

DATA = Path(__file__).parents[1] / "data"
FROZEN = sorted(DATA.glob("desk-schema-*"))


@pytest.fixture(params=FROZEN, ids=lambda path: path.name)
def frozen(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def facts(frozen: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((frozen / "facts.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture
def folder(frozen: Path, tmp_path: Path) -> Path:
    with tarfile.open(frozen / "desk.tar.xz") as archive:
        archive.extractall(tmp_path / "desk", filter="data")
    return tmp_path / "desk"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with opened(folder, clock=SetClock(NOON + timedelta(hours=1))) as desk:
        yield desk


def test_the_present_schema_is_frozen() -> None:
    assert [path.name for path in FROZEN] == [f"desk-schema-{n}" for n in range(1, SCHEMA_VERSION + 1)]


def test_its_journal_is_the_one_that_was_frozen(desk: Desk, facts: dict[str, Any]) -> None:
    with desk.ports.ledger.reading() as ledger:
        assert ledger.size() == facts["events"]
        assert ledger.root(facts["events"]).hex() == facts["root"]


def test_it_is_proven_and_so_is_its_printed_register(desk: Desk, facts: dict[str, Any]) -> None:
    """Rule C7, with the eyes of the program of today; every row equals what a replay of the journal gives."""
    session = people.sign_in(desk.ports, name=CLERK, password=PASSWORD)
    report = verify(desk.ports, printed=facts["printed"], session=session)
    assert report.findings == []
    assert (report.files, report.opened) == (facts["files"], facts["files"])
    assert report.printed is not None
    assert report.printed.contained > 190
    assert (report.printed.contradicted, report.printed.closed) == (0, 0)


def test_it_can_be_read_searched_and_written_to(desk: Desk, facts: dict[str, Any]) -> None:
    session = people.sign_in(desk.ports, name=CLERK, password=PASSWORD)
    listed = sum(len(reading.ids(desk.ports, session, Query(series))) for series in Series)
    assert listed == facts["documents"]
    assert len(reading.first_page(desk.ports, session, Query(Series.INCOMING, "事项 tz"), count=500)) == 190
    before = reading.first_page(desk.ports, session, Query(Series.INCOMING, year=2026), count=1)[0]
    registration.register(desk.ports, session, entry=entry("解冻之后的来文"))
    found = reading.first_page(desk.ports, session, Query(Series.INCOMING, "解冻之后"))
    assert [row["serial"] for row in found] == [before["serial"] + 1]
    assert verify(desk.ports, session=session).good


def test_its_schema_is_what_a_new_desk_gets(folder: Path, desk: Desk) -> None:
    """Whoever changes the schema gives it a new number and writes the migration; then this desk is brought along."""
    assert desk.folder == folder
    desk.database.close()
    connection = sqlite3.connect(folder / "desk.sqlite3")
    try:
        with empty_copy() as new:
            assert schema_of(connection) == schema_of(new)
            for pragma in ("application_id", "user_version"):
                sql = f"PRAGMA {pragma}"
                assert connection.execute(sql).fetchone() == new.execute(sql).fetchone()
    finally:
        connection.close()
