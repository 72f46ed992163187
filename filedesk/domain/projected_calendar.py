"""Rows of the office's own calendar: its days, and the years that it told whole."""

from __future__ import annotations

from collections.abc import Mapping

from filedesk.domain.events import Event
from filedesk.domain.rows import Delete, Operation, Put


def _day_set(event: Event, words: Mapping[str, str]) -> list[Operation]:
    data = event.data
    row = {"day": data["day"], "working": data["working"], "name": words["name"], "seq": event.seq}
    return [Put("calendar_day", row)]


def _day_cleared(event: Event, _words: Mapping[str, str]) -> list[Operation]:
    return [Delete("calendar_day", {"day": event.data["day"]})]


def _year_told(event: Event, _words: Mapping[str, str]) -> list[Operation]:
    key = {"year": event.data["year"]}
    return [Put("calendar_year", {**key, "seq": event.seq}) if event.data["whole"] else Delete("calendar_year", key)]


PROJECTORS = {
    "calendar_day_set": _day_set,
    "calendar_day_cleared": _day_cleared,
    "calendar_year_told": _year_told,
}
