"""Every type of event: the fields it must and may have, the words it may carry, and which roles may sign it.

This table is the grammar of the journal, gathered from one file an area. `docs/journal-format.md` is written from it.
A field never changes its meaning; a type that must change gets a new version, and the old one is upcast on reading.
"""

from __future__ import annotations

from filedesk.domain import (
    event_types_blocks,
    event_types_calendar,
    event_types_documents,
    event_types_drafts,
    event_types_exceptions,
    event_types_issues,
    event_types_office,
    event_types_posts,
    event_types_routes,
)
from filedesk.domain.grammar import ROOT, SELF, WORKSTATION, EventType

TYPES: dict[str, EventType] = {
    **event_types_office.TYPES,
    **event_types_calendar.TYPES,
    **event_types_documents.TYPES,
    **event_types_routes.TYPES,
    **event_types_drafts.TYPES,
    **event_types_issues.TYPES,
    **event_types_exceptions.TYPES,
    **event_types_blocks.TYPES,
    **event_types_posts.TYPES,
}

__all__ = ["ROOT", "SELF", "TYPES", "WORKSTATION", "EventType"]
