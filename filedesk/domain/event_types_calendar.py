"""The office's own word on its working days: single days worked or free, and years that it has entered whole."""

from __future__ import annotations

from filedesk.domain.fields import day, flag, identifier
from filedesk.domain.grammar import NAME, OFFICE, REASON, STAFF, EventType

TYPES: dict[str, EventType] = {
    "calendar_day_set": EventType(OFFICE | STAFF, {"day": day, "working": flag}, words=NAME, must_say=NAME),
    "calendar_day_cleared": EventType(OFFICE | STAFF, {"day": day}, words=REASON, must_say=REASON),
    "calendar_year_told": EventType(OFFICE | STAFF, {"year": identifier, "whole": flag}),
}
