"""Levels of urging (rule I5; conventions: urgent papers are followed daily, the rest at intervals)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filedesk.domain.documents import Urgency
from filedesk.domain.urging import DEFAULTS, MOST_DAYS, UrgingLevel, checked, parse, setting_of
from filedesk.domain.working_days import Counted, SpecialDay, WorkingCalendar
from filedesk.errors import RuleRefused

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
CALENDAR = WorkingCalendar(frozenset({2026}), {date(2026, 3, 7): SpecialDay(True, "")})


def test_each_urgency_has_its_usual_level_and_the_more_urgent_is_urged_more_often() -> None:
    assert {urgency: (level.every, level.near) for urgency, level in DEFAULTS.items()} == {
        Urgency.EXTRA_URGENT: (1, 1),
        Urgency.URGENT: (2, 2),
        Urgency.ROUTINE: (5, 3),
    }
    assert {setting_of(urgency) for urgency in Urgency} == {"urging_extra_urgent", "urging_urgent", "urging_routine"}


@given(st.integers(1, MOST_DAYS), st.integers(0, MOST_DAYS))
def test_a_level_is_read_as_it_was_written(every: int, near: int) -> None:
    level = UrgingLevel(every, near)
    assert parse(str(checked(level))) == level


@given(st.text(max_size=9))
def test_nothing_else_is_a_level(text: str) -> None:
    found = parse(text)
    assert found is None or parse(str(found)) == found


@pytest.mark.parametrize("text", ["", "3", "0 3", "61 3", "3 61", "3 -1", "3  3", "3 3 3", " 3 3", "a b", "3 3\n"])
def test_what_cannot_stand_is_no_level(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("level", "code"),
    [
        (UrgingLevel(0, 3), "urging_every_out_of_range"),
        (UrgingLevel(61, 3), "urging_every_out_of_range"),
        (UrgingLevel(3, -1), "urging_near_out_of_range"),
        (UrgingLevel(3, 61), "urging_near_out_of_range"),
    ],
)
def test_a_level_out_of_range_is_refused(level: UrgingLevel, code: str) -> None:
    with pytest.raises(RuleRefused, match=code):
        checked(level)


def test_urging_and_nearness_are_counted_in_working_days() -> None:
    """Saturday 7 March is made up here, so it counts; Sunday does not."""
    assert UrgingLevel(1, 1).due_again(CALENDAR, FRIDAY) == Counted(date(2026, 3, 7), ())
    assert UrgingLevel(2, 1).due_again(CALENDAR, FRIDAY) == Counted(MONDAY, ())
    assert UrgingLevel(1, 2).near_until(CALENDAR, FRIDAY) == Counted(MONDAY, ())
    assert UrgingLevel(1, 0).near_until(CALENDAR, FRIDAY) == Counted(FRIDAY, ())
