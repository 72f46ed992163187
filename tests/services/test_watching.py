"""Two processes on one desk (design section 2): what others did is noticed, one's own acts are not told twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from filedesk.desk import Desk, open_desk
from filedesk.domain.documents import Series
from filedesk.services import instruction, people, registration
from filedesk.services.changes import Changes
from filedesk.services.keys import Session
from filedesk.services.watching import MOST_READ, changes_since
from tests.desk_template import PASSWORD, SECOND_CLERK, Office, entry


@pytest.fixture
def other(office: Office) -> Iterator[tuple[Desk, Session]]:
    """The same desk opened a second time, with the second clerk signed in."""
    desk = open_desk(office.folder, clock=office.clock)
    yield desk, people.sign_in(desk.ports, name=SECOND_CLERK, password=PASSWORD)
    desk.close()


def test_what_another_process_registers_is_told_with_its_series_and_document(
    office: Office, other: tuple[Desk, Session]
) -> None:
    desk, session = other
    _nothing, seen = changes_since(office.ports, None)
    made = registration.register(desk.ports, session, entry=entry("别处登记的"))
    changes, seen = changes_since(office.ports, seen)
    assert changes == Changes(frozenset({Series.INCOMING}), frozenset({made.document}))
    assert changes_since(office.ports, seen)[0] == Changes(), "told once"


def test_ones_own_acts_are_no_news(office: Office) -> None:
    _nothing, seen = changes_since(office.ports, None)
    office.register("自己登记的")
    changes, seen = changes_since(office.ports, seen)
    assert changes == Changes()
    assert seen.size == office.size()


def test_a_folder_kind_or_person_of_another_process_changes_the_office(
    office: Office, other: tuple[Desk, Session]
) -> None:
    desk, session = other
    _nothing, seen = changes_since(office.ports, None)
    instruction.add_folder(desk.ports, session, name="新案卷", year=2026)
    assert changes_since(office.ports, seen)[0] == Changes(office=True)


def test_after_very_much_everything_counts_as_changed(office: Office, other: tuple[Desk, Session]) -> None:
    desk, session = other
    _nothing, seen = changes_since(office.ports, None)
    for number in range(MOST_READ + 1):
        registration.register(desk.ports, session, entry=entry(f"第{number}号"))
    changes, _seen = changes_since(office.ports, seen)
    assert changes.office
    assert len(changes.documents) == MOST_READ + 1
