"""One clock for all entries (rule H1; design, "Clock")."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from filedesk.domain.event_types import TYPES
from filedesk.domain.office_clock import CORRECTION, MAY_JUMP, MAY_LAG, UNASKED, event_time, present
from filedesk.errors import ClockDoubtful

LAST = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def told(now: datetime, *, kind: str = "sent_back", trusted: bool = False) -> datetime:
    return event_time(now, LAST, kind=kind, trusted=trusted)


def test_the_clock_counts_when_it_goes_on() -> None:
    assert told(LAST + SECOND) == LAST + SECOND
    assert told(LAST + MAY_JUMP) == LAST + MAY_JUMP
    assert event_time(LAST, None, kind="office_founded", trusted=False) == LAST


def test_time_never_goes_back() -> None:
    assert told(LAST - MAY_LAG) == LAST


def test_a_clock_more_than_a_day_behind_records_nothing() -> None:
    with pytest.raises(ClockDoubtful, match="clock_behind"):
        told(LAST - MAY_LAG - SECOND, trusted=True)


def test_a_leap_of_more_than_thirty_days_asks_until_a_person_says_it_is_right() -> None:
    leap = LAST + MAY_JUMP + SECOND
    with pytest.raises(ClockDoubtful, match="clock_jumped") as caught:
        told(leap)
    assert caught.value.params == {"now": "2026-04-04", "last": "2026-03-05", "days": 30}
    assert told(leap, trusted=True) == leap


@pytest.mark.parametrize("kind", sorted(UNASKED))
def test_what_nobody_is_asked_about_never_fails_and_never_leaps(kind: str) -> None:
    assert kind in TYPES
    for doubtful in (LAST - MAY_JUMP, LAST - SECOND, LAST + MAY_JUMP + SECOND):
        assert told(doubtful, kind=kind) == LAST
    assert told(LAST + SECOND, kind=kind) == LAST + SECOND
    assert told(LAST + 2 * MAY_JUMP, kind=kind, trusted=True) == LAST + 2 * MAY_JUMP


def test_a_signed_correction_takes_the_clocks_time() -> None:
    assert told(LAST - 10 * MAY_JUMP, kind=CORRECTION) == LAST - 10 * MAY_JUMP


def test_the_present_is_never_a_little_before_the_last_event() -> None:
    assert present(LAST - SECOND, LAST) == LAST
    assert present(LAST + SECOND, LAST) == LAST + SECOND
    assert present(LAST - MAY_LAG - SECOND, LAST) == LAST - MAY_LAG - SECOND
