"""How often handling is urged on 催办, and from when on a deadline counts as near, for each urgency (rule I5).

Conventions: urgent papers are followed daily, the rest at intervals. The office may set other levels; they stand in
its settings, one for each urgency. All counts are working days of the office's calendar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from filedesk.domain.documents import Urgency
from filedesk.domain.working_days import Counted, WorkingCalendar
from filedesk.errors import RuleRefused

MOST_DAYS: Final = 60
_FORM: Final = re.compile(r"(\d{1,3}) (\d{1,3})")


@dataclass(frozen=True)
class UrgingLevel:
    """Urge every `every` working days; a deadline is near from `near` working days before it, 0 for its own day."""

    every: int
    near: int

    def __str__(self) -> str:
        return f"{self.every} {self.near}"

    def due_again(self, calendar: WorkingCalendar, last: date) -> Counted:
        """The day to urge on, when `last` is the day of the instruction or of the urging before."""
        return calendar.add_working_days(last, self.every)

    def urged_until(self, calendar: WorkingCalendar, today: date) -> date:
        """The last day from which on `every` working days have passed today: what was urged then is due again."""
        return worked_back(calendar, today, self.every)

    def near_until(self, calendar: WorkingCalendar, today: date) -> Counted:
        """The last day on which a deadline is near today; what lies before today is past due."""
        return calendar.add_working_days(today, self.near)


def worked_back(calendar: WorkingCalendar, today: date, days: int) -> date:
    """The latest day that lies `days` working days before `today`, today counted where it is worked."""
    day = today
    while days:
        days -= calendar.is_working(day)
        day -= timedelta(days=1)
    return day


DEFAULTS: Final[Mapping[Urgency, UrgingLevel]] = {
    Urgency.EXTRA_URGENT: UrgingLevel(1, 1),
    Urgency.URGENT: UrgingLevel(2, 2),
    Urgency.ROUTINE: UrgingLevel(5, 3),
}
"""What counts until the office says otherwise."""


def setting_of(urgency: Urgency) -> str:
    """The name of the setting that holds the level of `urgency`."""
    return f"urging_{urgency.value}"


def checked(level: UrgingLevel) -> UrgingLevel:
    """`level` as it is. Raises RuleRefused: "urging_every_out_of_range", "urging_near_out_of_range"."""
    if not 1 <= level.every <= MOST_DAYS:
        raise RuleRefused("urging_every_out_of_range", rule="I5", most=MOST_DAYS)
    if not 0 <= level.near <= MOST_DAYS:
        raise RuleRefused("urging_near_out_of_range", rule="I5", most=MOST_DAYS)
    return level


def parse(text: str) -> UrgingLevel | None:
    """The level that the setting's text holds, or None where it holds none that can stand."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    try:
        return checked(UrgingLevel(int(found[1]), int(found[2])))
    except RuleRefused:
        return None
