"""Working days of the office: weekdays, public holidays 放假, make-up working days 调休, and its own exceptions.

The State Council announces a year's arrangement in the November before, New Year's last days of December with it. So
a deadline may run into a year that is not known yet: then Monday to Friday count, and whoever asks is told which
year's arrangement is missing (design, "To-do": due when).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Final

_DAY: Final = timedelta(days=1)
_NEW_YEAR_MAY_BEGIN: Final = (12, 29)
"""Month and day from which on next year's arrangement decides: never was an earlier day of December touched by it."""


@dataclass(frozen=True)
class SpecialDay:
    """A day told apart from its weekday: worked or free, and why.

    `name` is the code of a public holiday (texts, names) where the arrangement tells it, the office's own words where
    the office does (`own`).
    """

    working: bool
    name: str
    own: bool = False


@dataclass(frozen=True)
class Counted:
    """A day found by counting, and the years whose arrangement was missing: they were counted by weekdays."""

    day: date
    unknown: tuple[int, ...]

    @property
    def known(self) -> bool:
        """Whether no arrangement was missing."""
        return not self.unknown


@dataclass(frozen=True)
class WorkingCalendar:
    """The days of the known `years`, and what the office said itself, which goes before the arrangement."""

    years: frozenset[int] = frozenset()
    published: Mapping[date, SpecialDay] = field(default_factory=dict)
    own: Mapping[date, SpecialDay] = field(default_factory=dict)

    def told_by_office(self, own: Mapping[date, SpecialDay], years: Collection[int]) -> WorkingCalendar:
        """This calendar with the office's own days in place of those before, and the years that it told whole."""
        return replace(self, own=own, years=self.years | frozenset(years))

    def special(self, day: date) -> SpecialDay | None:
        """What is told of `day` in particular, by the office before the arrangement."""
        return self.own.get(day) or self.published.get(day)

    def is_working(self, day: date) -> bool:
        """Whether the office works on `day`."""
        told = self.special(day)
        return told.working if told else _weekday(day)

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years whose arrangement decides over days from `first` to `last`, both included, and is not known."""
        return tuple(y for y in range(_decided_by(first), _decided_by(last) + 1) if y not in self.years)

    def add_working_days(self, start: date, days: int) -> Counted:
        """The day `days` working days after `start`, which is not counted itself; for 0 it is `start`.

        Raises ValueError when `days` is negative, OverflowError beyond the year 9999.
        """
        if days < 0:
            raise ValueError("working days are counted forward")
        day = start
        for _ in range(days):
            day = self._working_from(day + _DAY)
        return Counted(day, self.unknown_years(start + _DAY, day) if days else ())

    def first_working_day(self, day: date) -> Counted:
        """`day` where it is worked, else the next that is. Raises OverflowError beyond the year 9999."""
        found = self._working_from(day)
        return Counted(found, self.unknown_years(day, found))

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and with `end`; below 0 where `end` lies before `start`."""
        return self._worked_until(end) - self._worked_until(start)

    def days_told(self, year: int) -> Iterator[tuple[date, SpecialDay]]:
        """The days of `year` that are told apart from their weekday, in order."""
        for day in sorted({day for days in (self.published, self.own) for day in days if day.year == year}):
            if told := self.special(day):
                yield day, told

    def _working_from(self, day: date) -> date:
        while not self.is_working(day):
            day += _DAY
        return day

    def _worked_until(self, day: date) -> int:
        """Working days from the first day of all to `day`: weekdays, set right by the special days until then."""
        weeks, rest = divmod(day.toordinal(), 7)
        days, sums = self._set_right
        return weeks * 5 + min(rest, 5) + sums[bisect_right(days, day)]

    @cached_property
    def _set_right(self) -> tuple[list[date], list[int]]:
        """Days that are not as their weekday is, and by how much the first n of them change the count."""
        days = sorted(d for d in {*self.published, *self.own} if self.is_working(d) != _weekday(d))
        return days, list(accumulate((-1 if _weekday(d) else 1 for d in days), initial=0))


def _weekday(day: date) -> bool:
    return day.isoweekday() <= 5


def _decided_by(day: date) -> int:
    """The year whose arrangement decides over `day`."""
    return day.year + 1 if (day.month, day.day) >= _NEW_YEAR_MAY_BEGIN else day.year
