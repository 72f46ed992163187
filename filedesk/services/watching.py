"""Noticing what another process did on the same desk, so that this one's views show it (design, "Two processes")."""

from __future__ import annotations

from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports


def changes_since(ports: Ports, seen: int | None) -> tuple[Changes, int]:
    """What the events after `seen` changed, and the journal's size now. With None only the size is asked for."""
    with ports.ledger.reading() as reading:
        size = reading.size()
        if seen is None or size == seen:
            return Changes(), size
        touched = reading.documents_since(seen)
    series = frozenset(row["series"] for row in touched)
    return Changes(series, frozenset(row["id"] for row in touched), office=True), size
