"""What a valid key could still write against the office's calendar is found by the verifier."""

from __future__ import annotations

import pytest

from tests.domain.lawful_events import CLERK, HEAD, Told


@pytest.fixture
def told() -> Told:
    return Told()


def test_a_day_is_set_anew_and_taken_back_once(told: Told) -> None:
    told.lawful("calendar_day_set", CLERK, ("name",), day="2026-03-12", working=0)
    told.lawful("calendar_day_set", HEAD, ("name",), day="2026-03-12", working=1)
    told.lawful("calendar_day_cleared", CLERK, ("reason",), day="2026-03-12")
    assert told.unlawful("calendar_day_cleared", CLERK, ("reason",), day="2026-03-12") == "calendar_day_not_set"


def test_a_day_of_which_nothing_was_said_is_not_taken_back(told: Told) -> None:
    assert told.unlawful("calendar_day_cleared", CLERK, ("reason",), day="2026-10-01") == "calendar_day_not_set"


def test_a_year_is_told_whole_once_and_taken_back_once(told: Told) -> None:
    assert told.unlawful("calendar_year_told", CLERK, year=2027, whole=0) == "calendar_year_as_before"
    told.lawful("calendar_year_told", CLERK, year=2027, whole=1)
    assert told.unlawful("calendar_year_told", CLERK, year=2027, whole=1) == "calendar_year_as_before"
    told.lawful("calendar_year_told", HEAD, year=2027, whole=0)
