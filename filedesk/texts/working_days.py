"""What the calendar of working days says in words: names of special days, and which years are not known yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from filedesk.texts.catalogue import mark, tr

HOLIDAYS = {
    "new_years_day": mark("New Year's Day"),
    "spring_festival": mark("Spring Festival"),
    "tomb_sweeping_day": mark("Tomb-sweeping Day"),
    "labour_day": mark("Labour Day"),
    "dragon_boat_festival": mark("Dragon Boat Festival"),
    "mid_autumn_festival": mark("Mid-autumn Festival"),
    "national_day": mark("National Day"),
    "anti_fascist_70th_day": mark("70th anniversary of the victory over fascism"),
}
_OTHER = mark("Public holiday")
"""A holiday of which the kept library has learnt after this program was made."""
WEEKDAYS = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"), mark("Saturday"),
    mark("Sunday"),
)  # fmt: skip


def weekday_text(day: date) -> str:
    """The weekday of `day`."""
    return tr(WEEKDAYS[day.weekday()])


def special_text(name: str, *, own: bool) -> str:
    """What a special day is called: the office's `own` words, or the holiday of this code."""
    return name if own else tr(HOLIDAYS.get(name, _OTHER))


def unknown_text(years: Iterable[int]) -> str:
    """That the holidays of these years are not known, and what is counted by instead."""
    named = tr(", ").join(str(year) for year in years)
    return tr("The public holidays of {years} are not entered yet; Monday to Friday are counted for now.", years=named)


def not_worked_text(day: date, reason: str) -> str:
    """That `day` is no working day, for this reason or, without one, for its weekday."""
    return tr("{day} is no working day ({reason}).", day=day.isoformat(), reason=reason or weekday_text(day))
