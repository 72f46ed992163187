"""The office's own calendar: what it says goes before what was announced, is signed, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from filedesk.domain.working_days import Counted, SpecialDay, WorkingCalendar
from filedesk.errors import RuleRefused
from filedesk.services import calendar
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.verification import verify
from tests.desk_template import ADMINISTRATOR, AUDITOR, CLERK, HEAD, OFFICE_HEAD, RESPONSIBLE, Office

FOUNDED = date(2026, 3, 12)


def present(office: Office) -> WorkingCalendar:
    with office.ports.ledger.reading() as reading:
        return calendar.calendar(reading)


def test_a_day_off_is_not_counted_until_it_is_taken_back(office: Office) -> None:
    clerk = office.session()
    assert present(office).add_working_days(date(2026, 3, 11), 1) == Counted(FOUNDED, ())
    calendar.set_day(office.ports, clerk, day=FOUNDED, working=False, name=" 司庆 ")
    assert present(office).special(FOUNDED) == SpecialDay(False, "司庆", own=True)
    assert present(office).add_working_days(date(2026, 3, 11), 1) == Counted(date(2026, 3, 13), ())
    calendar.clear_day(office.ports, clerk, day=FOUNDED, reason="照常上班")
    assert present(office).special(FOUNDED) is None
    assert verify(office.ports).good


def test_the_office_works_on_an_announced_holiday(office: Office) -> None:
    day = date(2026, 10, 1)
    assert present(office).special(day) == SpecialDay(False, "national_day")
    calendar.set_day(office.ports, office.session(), day=day, working=True, name="值守")
    assert present(office).is_working(day)
    calendar.clear_day(office.ports, office.session(), day=day, reason="改为轮休")
    assert not present(office).is_working(day)


def test_a_later_year_is_entered_by_the_office_and_told_whole(office: Office) -> None:
    """No library holds it yet: its days count by weekdays, and that is said, until the office has told it."""
    year = max(present(office).years) + 1
    first, last = date(year, 5, 1), date(year, 5, 5)
    before = present(office).first_working_day(first)
    assert before.unknown == (year,)
    calendar.set_days(office.ports, office.session(), first=first, last=last, working=False, name="劳动节")
    assert present(office).first_working_day(first).unknown == (year,)
    calendar.tell_year(office.ports, office.session(), year=year, whole=True)
    found = present(office).first_working_day(first)
    assert found.known
    assert found.day > last
    assert [day.day for day, _told in present(office).days_told(year)] == [1, 2, 3, 4, 5]
    calendar.tell_year(office.ports, office.session(), year=year, whole=False)
    assert not present(office).first_working_day(first).known
    assert verify(office.ports).good


@pytest.mark.parametrize("name", [CLERK, OFFICE_HEAD, HEAD, ADMINISTRATOR])
def test_the_office_and_its_heads_keep_the_calendar(office: Office, name: str) -> None:
    calendar.set_day(office.ports, office.session(name), day=FOUNDED, working=False, name="司庆")
    calendar.clear_day(office.ports, office.session(name), day=FOUNDED, reason="误")
    calendar.tell_year(office.ports, office.session(name), year=2003, whole=True)
    assert verify(office.ports).good


ACTS: dict[str, Callable[[Ports, Session], object]] = {
    "set": lambda ports, session: calendar.set_day(ports, session, day=FOUNDED, working=False, name="司庆"),
    "clear": lambda ports, session: calendar.clear_day(ports, session, day=FOUNDED, reason="误"),
    "tell": lambda ports, session: calendar.tell_year(ports, session, year=2003, whole=True),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", [AUDITOR, RESPONSIBLE])
def test_nobody_else_does(office: Office, name: str, act: str) -> None:
    size = office.size()
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        ACTS[act](office.ports, office.session(name))
    assert office.size() == size


@pytest.mark.parametrize(
    ("first", "last", "name", "code"),
    [
        (FOUNDED, FOUNDED, "  ", "name_empty"),
        (FOUNDED, FOUNDED, "长" * 401, "text_too_long"),
        (FOUNDED, date(2026, 3, 11), "司庆", "days_in_wrong_order"),
        (FOUNDED, date(2026, 4, 12), "司庆", "days_too_many"),
    ],
)
def test_what_cannot_stand_is_refused_whole(office: Office, first: date, last: date, name: str, code: str) -> None:
    size = office.size()
    with pytest.raises(RuleRefused, match=code):
        calendar.set_days(office.ports, office.session(), first=first, last=last, working=False, name=name)
    assert office.size() == size


def test_the_longest_span_is_a_month(office: Office) -> None:
    calendar.set_days(
        office.ports, office.session(), first=FOUNDED, last=date(2026, 4, 11), working=False, name="装修停业"
    )
    assert len(office.rows("calendar_day")) == calendar.MOST_DAYS


def test_taking_back_needs_a_reason_and_a_day_that_was_set(office: Office) -> None:
    calendar.set_day(office.ports, office.session(), day=FOUNDED, working=False, name="司庆")
    size = office.size()
    with pytest.raises(RuleRefused, match="reason_missing"):
        calendar.clear_day(office.ports, office.session(), day=FOUNDED, reason=" ")
    with pytest.raises(RuleRefused, match="day_not_set"):
        calendar.clear_days(office.ports, office.session(), days=(FOUNDED, date(2026, 3, 13)), reason="误")
    assert office.size() == size
    assert len(office.rows("calendar_day")) == 1


def test_an_announced_year_is_not_told_and_no_year_twice(office: Office) -> None:
    with pytest.raises(RuleRefused, match="year_announced"):
        calendar.tell_year(office.ports, office.session(), year=2026, whole=True)
    with pytest.raises(RuleRefused, match="year_as_before"):
        calendar.tell_year(office.ports, office.session(), year=2003, whole=False)
