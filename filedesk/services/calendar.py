"""The office's working days: the announced holidays and make-up days, and what the office says itself before them.

A year that no library holds yet is entered here day by day from the State Council's notice, and then told whole;
until then deadlines in it count by weekdays, and whoever counts is told so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from filedesk.domain.documents import LONGEST_LINE, needed_reason, tidy
from filedesk.domain.working_days import SpecialDay, WorkingCalendar
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, require
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading
from filedesk.services.public_holidays import announced

MOST_DAYS = 31
"""The longest span that one act sets: longer than any holiday, shorter than a slip in the year."""


@dataclass(frozen=True)
class OwnDays:
    """What the office said of its days itself, and which years it told whole."""

    days: dict[date, SpecialDay] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def calendar(self) -> WorkingCalendar:
        """The whole calendar. The first call of all loads the announced years, some 25 ms."""
        return announced().told_by_office(self.days, self.years)


def own_days(reading: Reading) -> OwnDays:
    """The office's own days and years."""
    days = {
        date.fromisoformat(row["day"]): SpecialDay(bool(row["working"]), row["name"], own=True)
        for row in reading.find("calendar_day", order="day")
    }
    return OwnDays(days, frozenset(row["year"] for row in reading.find("calendar_year")))


def calendar(reading: Reading) -> WorkingCalendar:
    """The office's working days as they stand now."""
    return own_days(reading).calendar()


def set_days(ports: Ports, session: Session, *, first: date, last: date, working: bool, name: str) -> Changes:
    """Say that the office works, or is free, on each day from `first` to `last`, whatever was said before.

    Raises RuleRefused: "name_empty", "text_too_long", "days_in_wrong_order", "days_too_many".
    """
    require(session, "calendar_day_set")
    told = tidy(name)
    if not told:
        raise RuleRefused("name_empty")
    if len(told) > LONGEST_LINE:
        raise RuleRefused("text_too_long", field="day_name", most=LONGEST_LINE)
    count = (last - first).days + 1
    if count < 1:
        raise RuleRefused("days_in_wrong_order")
    if count > MOST_DAYS:
        raise RuleRefused("days_too_many", days=count, most=MOST_DAYS)
    with ports.ledger.writing() as writing:
        act = act_of(writing, session)
        for place in range(count):
            day = first + timedelta(days=place)
            act.append("calendar_day_set", {"day": day.isoformat(), "working": int(working)}, {"name": told})
    return Changes(office=True)


def set_day(ports: Ports, session: Session, *, day: date, working: bool, name: str) -> Changes:
    """Say that the office works, or is free, on `day`. Raises RuleRefused as `set_days` does."""
    return set_days(ports, session, first=day, last=day, working=working, name=name)


def clear_days(ports: Ports, session: Session, *, days: Collection[date], reason: str) -> Changes:
    """Take the office's own word on `days` back, so that the announced arrangement or the weekday counts again.

    Raises RuleRefused: "reason_missing", "day_not_set" for a day of which the office said nothing.
    """
    require(session, "calendar_day_cleared")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        act = act_of(writing, session)
        for day in sorted(days):
            if writing.get("calendar_day", day=day.isoformat()) is None:
                raise RuleRefused("day_not_set", day=day.isoformat())
            act.append("calendar_day_cleared", {"day": day.isoformat()}, {"reason": told})
    return Changes(office=True)


def clear_day(ports: Ports, session: Session, *, day: date, reason: str) -> Changes:
    """Take the office's own word on `day` back. Raises RuleRefused as `clear_days` does."""
    return clear_days(ports, session, days=(day,), reason=reason)


def tell_year(ports: Ports, session: Session, *, year: int, whole: bool) -> Changes:
    """Say that the office has entered the whole arrangement of `year`, or take that back.

    Raises RuleRefused: "year_announced" for one that the library holds, "year_as_before" when nothing would change.
    """
    require(session, "calendar_year_told")
    if year in announced().years:
        raise RuleRefused("year_announced", year=year)
    with ports.ledger.writing() as writing:
        if (writing.get("calendar_year", year=year) is not None) == whole:
            raise RuleRefused("year_as_before", year=year)
        act_of(writing, session).append("calendar_year_told", {"year": year, "whole": int(whole)})
    return Changes(office=True)
