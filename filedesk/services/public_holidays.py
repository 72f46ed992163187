"""The public holidays 放假 and make-up working days 调休 of the years announced so far, as a kept library has them.

The only place that knows the library `chinesecalendar`: it is renewed every November with the State Council's notice
and holds no more than the announced years. A later year is entered by the office itself (services, calendar).
"""

from __future__ import annotations

from functools import cache

from filedesk.domain.working_days import SpecialDay, WorkingCalendar


@cache
def announced() -> WorkingCalendar:
    """The calendar of the announced years, without anything that the office said itself."""
    # The library's table takes longer to load than what a window needs to open; the first deadline waits for it.
    import chinese_calendar

    codes = {told.value: told.name for told in chinese_calendar.Holiday}
    days = {day: SpecialDay(False, codes.get(name, "")) for day, name in chinese_calendar.holidays.items()}
    days |= {day: SpecialDay(True, codes.get(name, "")) for day, name in chinese_calendar.workdays.items()}
    return WorkingCalendar(frozenset(day.year for day in chinese_calendar.holidays), days)
