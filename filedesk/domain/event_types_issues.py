"""The events of a signed document: number, chop, sending and receipts, distribution and recall, carrying it out."""

from __future__ import annotations

from filedesk.domain.drafts import DRAFTED_SERIES, Means
from filedesk.domain.event_types_drafts import FOR_WHOM
from filedesk.domain.fields import choice, count, day, each, flag, identifier, random_id, record
from filedesk.domain.grammar import CLERKS, OFFICE, TEXT, EventType
from filedesk.domain.people import CONTENT_ROLES, Role

ORDERING = OFFICE | {Role.DEPARTMENT_MANAGER, Role.GENERAL_MANAGER}
RECEIVED_BY = frozenset({"received_by"})

_OF_VERSION = {"document": identifier, "version": identifier}
drafted = choice({s.value for s in DRAFTED_SERIES})
_PLACE = {"document": identifier, "position": count}

TYPES: dict[str, EventType] = {
    "draft_numbered": EventType(
        CLERKS,
        {**_OF_VERSION, "series": drafted, "code": identifier, "year": identifier, "serial": identifier},
        {"replies_to": identifier, "block": identifier},
        frozenset({"code"}),
        frozenset({"code"}),
    ),
    "number_kept": EventType(CLERKS, _OF_VERSION),
    "chop_used": EventType(
        OFFICE,
        {**_OF_VERSION, "on": day, "witness": identifier, "copies": identifier},
        words=frozenset({"chop", "purpose"}),
        must_say=frozenset({"chop"}),
    ),
    "document_sent": EventType(
        CLERKS,
        {
            **_OF_VERSION,
            "on": day,
            "further": flag,
            "means": choice({m.value for m in Means}),
            "recipients": each(record(copies=identifier, main=flag, receipt=flag), least=1),
        },
        {"replies_to": identifier},
        frozenset({"recipient", "tracking", "notes"}),
        numbered={"recipient": "recipients"},
    ),
    "receipt_noted": EventType(
        CLERKS,
        {**_PLACE, "sending": identifier, "on": day, "none": flag},
        {"file": random_id},
        RECEIVED_BY,
        RECEIVED_BY,
    ),
    "originals_deposited": EventType(
        CLERKS, {**_OF_VERSION, "signed_draft": flag, "final_text": flag, "fair_copy": flag}
    ),
    "document_distributed": EventType(
        OFFICE,
        {
            **_OF_VERSION,
            "on": day,
            "further": flag,
            "to": each(record(person=count, department=count, copies=identifier, recall=flag), least=1),
        },
    ),
    "distribution_received": EventType(
        CONTENT_ROLES, {**_PLACE, "distribution": identifier, "on": day, "recorded": flag}, FOR_WHOM, RECEIVED_BY
    ),
    "copies_recalled": EventType(
        OFFICE, {**_PLACE, "distribution": identifier, "on": day, "count": identifier}, words=TEXT
    ),
    "carrying_out_ordered": EventType(
        ORDERING,
        {**_OF_VERSION, "orders": each(record(person=count, department=count, due=day), least=1)},
        words=TEXT,
    ),
    "order_confirmed": EventType(CONTENT_ROLES, {**_PLACE, "order": identifier}, FOR_WHOM),
    "order_reported": EventType(
        CONTENT_ROLES,
        {**_PLACE, "order": identifier, "on": day, "left": count},
        {"file": random_id, **FOR_WHOM},
        TEXT,
        TEXT,
    ),
    "memo_answered": EventType(
        CONTENT_ROLES, {**_OF_VERSION, "on": day}, {"file": random_id, **FOR_WHOM}, TEXT, TEXT
    ),
}  # fmt: skip
