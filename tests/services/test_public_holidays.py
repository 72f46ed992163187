"""The kept library's table against what the State Council announced (国办发明电 for 2026, of 4 November 2025)."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest

from filedesk.domain.working_days import Counted
from filedesk.services.public_holidays import announced

HOLIDAYS_2026 = {
    "new_years_day": (date(2026, 1, 1), date(2026, 1, 3)),
    "spring_festival": (date(2026, 2, 15), date(2026, 2, 23)),
    "tomb_sweeping_day": (date(2026, 4, 4), date(2026, 4, 6)),
    "labour_day": (date(2026, 5, 1), date(2026, 5, 5)),
    "dragon_boat_festival": (date(2026, 6, 19), date(2026, 6, 21)),
    "mid_autumn_festival": (date(2026, 9, 25), date(2026, 9, 27)),
    "national_day": (date(2026, 10, 1), date(2026, 10, 7)),
}
MADE_UP_2026 = {
    date(2026, 1, 4): "new_years_day",
    date(2026, 2, 14): "spring_festival",
    date(2026, 2, 28): "spring_festival",
    date(2026, 5, 9): "labour_day",
    date(2026, 9, 20): "national_day",
    date(2026, 10, 10): "national_day",
}
WORKING_DAYS = {2023: 249, 2024: 251, 2025: 248, 2026: 248}


def test_every_day_of_2026_is_as_announced() -> None:
    wanted = {day: (True, name) for day, name in MADE_UP_2026.items()}
    for name, (first, last) in HOLIDAYS_2026.items():
        wanted |= {first + timedelta(days=n): (False, name) for n in range((last - first).days + 1)}
    assert {day: (told.working, told.name) for day, told in announced().days_told(2026)} == wanted


@pytest.mark.parametrize("year", WORKING_DAYS)
def test_the_working_days_of_a_year(year: int) -> None:
    found = announced().working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
    assert found == WORKING_DAYS[year]


def test_the_years_follow_on_each_other() -> None:
    """A hole would be told as known and counted by weekdays."""
    years = announced().years
    assert {2024, 2025, 2026} <= years
    assert years == set(range(min(years), max(years) + 1))


def test_make_up_days_are_weekends_and_every_day_has_a_name() -> None:
    calendar = announced()
    assert all(day.isoweekday() > 5 for day, told in calendar.published.items() if told.working)
    assert all(told.name for told in calendar.published.values())


def test_no_arrangement_ever_touched_december_before_the_29th() -> None:
    """On this stands which days of December wait for the next year's arrangement."""
    assert min(day.day for day in announced().published if day.month == 12) == 29


def test_over_the_end_of_what_is_announced() -> None:
    calendar, last = announced(), max(announced().years)
    found = calendar.add_working_days(date(last, 12, 20), 30)
    assert found.unknown == (last + 1,)
    assert calendar.add_working_days(date(2026, 9, 18), 1) == Counted(date(2026, 9, 20), ())


def test_the_table_is_loaded_for_the_first_deadline_only() -> None:
    """The window opens without it (start-up time is a goal)."""
    code = "import sys, filedesk.desk, filedesk.services.public_holidays; sys.exit('chinese_calendar' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
