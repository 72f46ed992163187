"""Working days (design, "To-do": due when): counting over weekends, holidays, make-up days and unknown years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filedesk.domain.working_days import Counted, SpecialDay, WorkingCalendar

DAY = timedelta(days=1)
FREE, WORKED = SpecialDay(False, "spring_festival"), SpecialDay(True, "spring_festival")
FESTIVAL = {date(2026, 2, 15) + n * DAY: FREE for n in range(9)} | {
    date(2026, 2, 14): WORKED, date(2026, 2, 28): WORKED
}  # fmt: skip
CALENDAR = WorkingCalendar(frozenset({2025, 2026}), FESTIVAL)

days = st.dates(date(2019, 12, 1), date(2029, 2, 28))
told = st.dictionaries(days, st.builds(SpecialDay, st.booleans(), st.just("")), max_size=60)
calendars = st.builds(WorkingCalendar, st.frozensets(st.integers(2019, 2030)), told, told)


def counted_out(calendar: WorkingCalendar, start: date, end: date) -> int:
    return sum(calendar.is_working(start + n * DAY) for n in range(1, (end - start).days + 1))


@given(calendars, days, st.integers(0, 300))
def test_what_is_added_lies_between(calendar: WorkingCalendar, start: date, n: int) -> None:
    found = calendar.add_working_days(start, n).day
    assert calendar.working_days_between(start, found) == n
    assert found == start if n == 0 else calendar.is_working(found)


@given(calendars, days, days)
def test_between_is_what_counting_by_hand_gives(calendar: WorkingCalendar, one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    assert calendar.working_days_between(first, last) == counted_out(calendar, first, last)
    assert calendar.working_days_between(last, first) == -counted_out(calendar, first, last)


@given(calendars, days, st.integers(0, 60), st.integers(0, 60))
def test_adding_twice_is_adding_the_sum(calendar: WorkingCalendar, start: date, one: int, other: int) -> None:
    step = calendar.add_working_days(start, one).day
    assert calendar.add_working_days(step, other).day == calendar.add_working_days(start, one + other).day


@given(calendars, days, st.integers(0, 60))
def test_more_days_end_later_and_a_later_start_not_earlier(calendar: WorkingCalendar, start: date, n: int) -> None:
    found = calendar.add_working_days(start, n).day
    assert found < calendar.add_working_days(start, n + 1).day
    assert found <= calendar.add_working_days(start + DAY, n).day


@given(calendars, days)
def test_the_first_working_day_is_worked_and_none_lies_before_it(calendar: WorkingCalendar, day: date) -> None:
    found = calendar.first_working_day(day).day
    assert found >= day
    assert calendar.is_working(found)
    assert counted_out(calendar, day - DAY, found) == 1


@given(calendars, days, st.integers(0, 60))
def test_unknown_is_said_for_what_was_counted_only(calendar: WorkingCalendar, start: date, n: int) -> None:
    found = calendar.add_working_days(start, n)
    assert found.known == (not found.unknown)
    assert calendar.years.isdisjoint(found.unknown)
    assert all(start.year <= year <= found.day.year + 1 for year in found.unknown)
    every_year = calendar.told_by_office(calendar.own, range(2019, 2032))
    assert every_year.add_working_days(start, n) == Counted(found.day, ())


@pytest.mark.parametrize(
    ("start", "n", "day"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 2, 14), 1, date(2026, 2, 24)),
        (date(2026, 2, 18), 1, date(2026, 2, 24)),
        (date(2026, 2, 27), 1, date(2026, 2, 28)),
        (date(2026, 2, 27), 2, date(2026, 3, 2)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 0, date(2026, 3, 7)),
    ],
)
def test_over_the_spring_festival_of_2026(start: date, n: int, day: date) -> None:
    assert CALENDAR.add_working_days(start, n) == Counted(day, ())


@pytest.mark.parametrize(
    ("start", "n", "day"),
    [
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 2, 28), 2, date(2024, 3, 1)),
        (date(2023, 2, 28), 1, date(2023, 3, 1)),
        (date(2100, 2, 26), 1, date(2100, 3, 1)),
    ],
)
def test_leap_years(start: date, n: int, day: date) -> None:
    assert WorkingCalendar().add_working_days(start, n).day == day


@pytest.mark.parametrize(
    ("start", "n", "unknown"),
    [
        (date(2026, 12, 25), 1, ()),
        (date(2026, 12, 25), 2, (2027,)),
        (date(2026, 12, 28), 5, (2027,)),
        (date(2026, 12, 31), 0, ()),
        (date(2024, 12, 26), 1, (2024,)),
        (date(2024, 12, 30), 1, ()),
        (date(2026, 12, 30), 270, (2027, 2028)),
    ],
)
def test_new_years_last_days_of_december_belong_to_the_next_arrangement(
    start: date, n: int, unknown: tuple[int, ...]
) -> None:
    """30 and 31 December are free or worked by the arrangement of the year that follows."""
    assert CALENDAR.add_working_days(start, n).unknown == unknown


def test_an_unknown_year_counts_by_weekdays() -> None:
    assert WorkingCalendar().add_working_days(date(2026, 9, 30), 3) == Counted(date(2026, 10, 5), (2026,))
    assert WorkingCalendar().first_working_day(date(2026, 10, 3)) == Counted(date(2026, 10, 5), (2026,))


def test_the_office_goes_before_the_arrangement() -> None:
    own = {
        date(2026, 2, 16): SpecialDay(True, "值班", own=True),
        date(2026, 3, 5): SpecialDay(False, "司庆", own=True),
    }
    calendar = CALENDAR.told_by_office(own, {2027})
    assert calendar.add_working_days(date(2026, 2, 14), 1) == Counted(date(2026, 2, 16), ())
    assert calendar.add_working_days(date(2026, 3, 4), 1) == Counted(date(2026, 3, 6), ())
    assert not calendar.unknown_years(date(2026, 1, 1), date(2027, 12, 28))
    assert calendar.unknown_years(date(2026, 1, 1), date(2027, 12, 29)) == (2028,)
    told = dict(calendar.days_told(2026))
    assert list(told) == sorted(told)
    assert told[date(2026, 2, 16)].name == "值班"
    assert not dict(calendar.days_told(2027))
    assert not calendar.told_by_office({}, ()).own


def test_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add_working_days(date(2026, 3, 5), -1)


def test_the_calendar_ends_with_the_year_9999() -> None:
    with pytest.raises(OverflowError):
        CALENDAR.add_working_days(date(9999, 12, 31), 1)
