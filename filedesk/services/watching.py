"""Noticing what another process did on the same desk, so that this one's views show it (design, "Two processes")."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports

MOST_READ = 200
"""So many new events are looked at one by one; after more than that everything is taken as changed."""


@dataclass(frozen=True)
class Seen:
    """How far the desk was known: the journal's size, and the number by which others' writing shows."""

    size: int
    version: int


def changes_since(ports: Ports, seen: Seen | None) -> tuple[Changes, Seen]:
    """What others changed after `seen`, and what is known now; without `seen` nothing counts as changed.

    Runs always in the same thread: by the connection's own acts the version stays. What this process did between two
    looks is told once more when somebody else wrote as well; to show a change twice does no harm.
    """
    with ports.ledger.reading() as reading:
        now = Seen(reading.size(), reading.version())
        if seen is None or now.size == seen.size or now.version == seen.version:
            return Changes(), now
        touched = reading.documents_since(seen.size)
        new = range(seen.size + 1, now.size + 1)
        office = len(new) > MOST_READ or any("document" not in reading.event(seq)[0].data for seq in new)
    series = frozenset(row["series"] for row in touched)
    return Changes(series, frozenset(row["id"] for row in touched), office=office), now
