"""From an event to the rows that the screens read: pure, and the only writer of derived tables.

`project(event, words)` returns row operations by primary key, never expressions over other rows: whatever needs
previous state stands in the event. Live they are applied one by one in the event's own transaction; the verifier
folds them per key, writes them into an empty database and compares every row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from filedesk.domain import (
    projected_blocks,
    projected_calendar,
    projected_documents,
    projected_drafts,
    projected_exceptions,
    projected_issues,
    projected_office,
    projected_posts,
    projected_routes,
)
from filedesk.domain.events import Event
from filedesk.domain.rows import Operation

Projector = Callable[[Event, Mapping[str, str]], list[Operation]]

_PROJECTORS: dict[str, Projector] = {
    **projected_office.PROJECTORS,
    **projected_calendar.PROJECTORS,
    **projected_documents.PROJECTORS,
    **projected_routes.PROJECTORS,
    **projected_drafts.PROJECTORS,
    **projected_issues.PROJECTORS,
    **projected_exceptions.PROJECTORS,
    **projected_blocks.PROJECTORS,
    **projected_posts.PROJECTORS,
}


def project(event: Event, words: Mapping[str, str]) -> list[Operation]:
    """The row operations of one event. `words` are its free texts by field."""
    projector = _PROJECTORS.get(event.type)
    return projector(event, words) if projector else []


def projected_types() -> frozenset[str]:
    """The event types that leave rows behind."""
    return frozenset(_PROJECTORS)
