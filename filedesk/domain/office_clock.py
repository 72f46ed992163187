"""One clock for all entries (rule H1; design, "Clock"): which time an event takes, and when a person is asked first.

Order is the journal's; a time never goes back. What the computer's clock says counts, unless it stands behind the
last event: a little, then that event's time is taken; more than a day, then nothing is recorded until the clock is
set right, or the general manager signs that the events before are wrong. A jump of more than 30 days forward asks.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from filedesk.errors import ClockDoubtful

MAY_LAG = timedelta(days=1)
MAY_JUMP = timedelta(days=30)

UNASKED = frozenset({"checkpoint", "sign_in_refused", "signed_in_again", "keys_made"})
"""What is recorded without anybody who could be asked, or before he can be: under a doubtful clock it takes the last
event's time, so that nobody is locked out and the journal's time does not run ahead."""

CORRECTION = "clock_corrected"


def event_time(now: datetime, last: datetime | None, *, kind: str, trusted: bool) -> datetime:
    """The time of the next event, of type `kind`: the clock's, but never before the last event's.

    `trusted` means that a person has said the clock is right. Raises ClockDoubtful: "clock_behind" when the clock
    stands more than a day behind, "clock_jumped" when it is more than 30 days ahead and nobody has said it is right.
    """
    if last is None or kind == CORRECTION:
        return now
    if kind in UNASKED:
        return now if last <= now <= last + MAY_JUMP or (trusted and now > last) else last
    if now < last - MAY_LAG:
        raise ClockDoubtful("clock_behind", now=f"{now:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")
    if now > last + MAY_JUMP and not trusted:
        raise ClockDoubtful("clock_jumped", now=f"{now:%Y-%m-%d}", last=f"{last:%Y-%m-%d}", days=(now - last).days)
    return max(now, last)


def present(now: datetime, last: datetime) -> datetime:
    """What time it is in the office: the clock's, or the last event's while the clock stands a little behind it."""
    return last if last - MAY_LAG <= now < last else now
