"""Times as events hold them: UTC, to the millisecond, written in one way only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filedesk.clock import from_text, to_text


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)))
def test_a_moment_is_read_as_it_was_written(moment: datetime) -> None:
    assert from_text(to_text(moment)) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def test_every_zone_is_written_as_utc_and_cut_to_the_millisecond() -> None:
    moment = datetime(2026, 3, 5, 8, 30, 0, 999_999, tzinfo=timezone(timedelta(hours=8)))
    assert to_text(moment) == "2026-03-05T00:30:00.999Z"


@pytest.mark.parametrize(
    "text",
    ["2026-03-05T08:30:00.000", "2026-03-05 08:30:00.000Z", "2026-03-05T08:30:00Z", "2026-03-05T08:30:00.000+00:00",
     "2026-03-05T08:30:00.000000Z", "2026-02-30T08:30:00.000Z", "20260305T083000.000Z", ""],
)  # fmt: skip
def test_no_other_form_is_a_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_text(text)
