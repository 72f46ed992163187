"""The program's one source of time, so that tests and the demo office can say what time it is.

Times are kept in UTC to the millisecond; an office's days are days in its own zone (`tzdata` ships along,
because Windows has no zone database).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Anything that can tell the present moment, always aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it is put; `advance` moves it. For tests and for drawing up the demo office."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        return self.moment

    def advance(self, step: timedelta) -> None:
        """Move the clock by `step`, which may be negative."""
        self.moment += step


def to_text(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds, the one form that events hold: 2026-03-05T08:30:00.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def from_text(text: str) -> datetime:
    """The moment that `to_text` wrote. Raises ValueError for anything else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or to_text(moment) != text:
        raise ValueError(f"not a moment as events hold it: {text}")
    return moment


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone that is known here."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def office_day(moment: datetime, zone: str) -> date:
    """The calendar day of `moment` in the office's zone (an IANA name)."""
    return moment.astimezone(ZoneInfo(zone)).date()


def office_time(moment: datetime, zone: str) -> str:
    """A moment on the office's clock, to the minute: 2026-03-05 16:30."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
