"""A desk of an earlier schema is brought along by replaying its journal: all of it or nothing, and only when alone."""

from __future__ import annotations

import sqlite3
import tarfile
from pathlib import Path

import pytest

from filedesk.clock import SetClock
from filedesk.desk import opened
from filedesk.domain.documents import Series
from filedesk.errors import Cancelled, EnvironmentFailed
from filedesk.services import people, reading
from filedesk.services.ledger import Query
from filedesk.services.ports import Progress
from filedesk.services.verification import verify
from filedesk.storage import migrating
from filedesk.storage.database import Database, empty_copy, schema_of
from tests.desk_template import CLERK, NOON, PASSWORD, Template


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The filled desk of the first schema, as a program of that time left it."""
    with tarfile.open(Path(__file__).parents[1] / "data" / "desk-schema-1" / "desk.tar.xz") as archive:
        archive.extractall(tmp_path / "desk", filter="data")
    return tmp_path / "desk"


def schema(folder: Path) -> dict[str, str]:
    connection = sqlite3.connect(folder / "desk.sqlite3")
    try:
        return schema_of(connection)
    finally:
        connection.close()


def test_it_is_brought_along_and_equals_a_replay(earlier: Path) -> None:
    with opened(earlier, clock=SetClock(NOON)) as desk:
        session = people.sign_in(desk.ports, name=CLERK, password=PASSWORD)
        assert verify(desk.ports, session=session).findings == []
        assert len(reading.first_page(desk.ports, session, Query(Series.INCOMING, "事项 tz"), count=500)) == 190
    with empty_copy() as new:
        assert schema(earlier) == schema_of(new)


def test_not_while_another_has_it_open(filled: Template, earlier: Path, tmp_path: Path) -> None:
    before = schema(earlier)
    with opened(filled.copy(tmp_path / "other"), clock=SetClock(NOON)) as held:
        held.lock.release()
        held.lock = type(held.lock)(earlier)
        held.lock.share()
        with pytest.raises(EnvironmentFailed, match="desk_in_use_by_earlier"), opened(earlier, clock=SetClock(NOON)):
            pass
    assert schema(earlier) == before


def test_stopped_in_the_middle_it_is_as_it_was(earlier: Path) -> None:
    class Stopped(Progress):
        def raise_if_cancelled(self) -> None:
            raise Cancelled

    before = schema(earlier)
    database = Database(earlier / "desk.sqlite3")
    with pytest.raises(Cancelled):
        migrating.bring_along(database, Stopped())
    database.close()
    assert schema(earlier) == before
