"""The events of a block of numbers 手工号段: reserved for an outage, its unused numbers made void.

An entry that takes a reserved number names the block in its own event: `document_registered`, `draft_numbered`.
"""

from __future__ import annotations

from filedesk.domain.fields import count, day, identifier
from filedesk.domain.grammar import CLERKS, REASON, EventType, series

_SAYS = REASON | {"code"}

TYPES: dict[str, EventType] = {
    "numbers_reserved": EventType(
        CLERKS,
        {
            "block": identifier, "series": series, "code": count, "year": identifier, "first": identifier,
            "last": identifier,
        },
        words=_SAYS,
        must_say=REASON,
    ),
    "reserved_number_voided": EventType(
        CLERKS,
        {
            "document": identifier, "block": identifier, "series": series, "code": count, "year": identifier,
            "serial": identifier, "on": day,
        },
        words=_SAYS,
        must_say=REASON,
    ),
}  # fmt: skip
