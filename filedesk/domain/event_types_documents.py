"""The events of an entry and of its way to the general manager: numbers, files, proposal, instruction, folder."""

from __future__ import annotations

from collections.abc import Mapping

from filedesk.domain.documents import Level, Medium, Urgency
from filedesk.domain.fields import (
    Check,
    choice,
    code,
    count,
    day,
    digest,
    each,
    flag,
    identifier,
    media_type,
    random_id,
    record,
)
from filedesk.domain.grammar import (
    CLERKS,
    HEAD,
    NAME,
    OFFICE,
    REASON,
    TEXT,
    EventType,
    commitments,
    departments,
    series,
)
from filedesk.domain.people import CONTENT_ROLES
from filedesk.domain.routing import Purpose, SignedOn

_ENTRY: Mapping[str, Check] = {
    "kind": code,
    "received": day,
    "copies": identifier,
    "urgency": choice({u.value for u in Urgency}),
    "medium": choice({m.value for m in Medium}),
    "correspondent": identifier,
}
_ENTRY_OPTIONAL: Mapping[str, Check] = {
    "dated": day,
    "pages": count,
    "department": identifier,
    "deadline": day,
    "attachments": each(record(medium=choice({m.value for m in Medium}), count=identifier)),
    "correspondent_new": flag,
}
_ENTRY_WORDS = frozenset({"title", "sender", "sender_number", "signed_for_by", "notes", "attachment"})
_ENTRY_SAYS = frozenset({"title", "sender"})
_ATTACHMENTS = {"attachment": "attachments"}
_INSTRUCTION: Mapping[str, Check] = {
    "document": identifier,
    "readers": each(identifier),
    "departments": departments,
    "covers": commitments,
}

TYPES: dict[str, EventType] = {
    "book_closed": EventType(CLERKS, {"series": series, "secret": flag, "year": identifier, "last": count}),
    "document_registered": EventType(
        CLERKS,
        {
            **_ENTRY,
            "document": identifier,
            "series": series,
            "secret": flag,
            "level": choice({level.value for level in Level}),
            "year": identifier,
            "serial": identifier,
            "files": each(random_id),
        },
        {**_ENTRY_OPTIONAL, "late": flag, "block": identifier},
        _ENTRY_WORDS,
        _ENTRY_SAYS,
        _ATTACHMENTS,
    ),
    "entry_corrected": EventType(
        CLERKS,
        {**_ENTRY, "document": identifier, "slip": flag, "attachments_before": count},
        _ENTRY_OPTIONAL,
        _ENTRY_WORDS | {"reason"},
        _ENTRY_SAYS,
        _ATTACHMENTS,
    ),
    "file_taken_in": EventType(
        CONTENT_ROLES,
        {
            "document": identifier,
            "file": random_id,
            "position": count,
            "size": count,
            "stored": count,
            "digest": digest,
            "slot": random_id,
            "slot_digest": digest,
            "share": digest,
            "generation": identifier,
            "mark": digest,
            "media_type": media_type,
            "supplement": flag,
        },
        {"pages": count, "wrong_text": flag},
        frozenset({"name", "content", "what"}),
        frozenset({"name", "content"}),
    ),
    "number_voided": EventType(CLERKS, {"document": identifier}, {"replies_to": identifier}, REASON, REASON),
    "proposal_made": EventType(
        OFFICE,
        {"document": identifier, "readers": each(identifier), "departments": departments},
        {"deadline": day},
        TEXT,
    ),
    "handed_over": EventType(
        OFFICE,
        {
            "document": identifier,
            "from": count,
            "to": identifier,
            "carrier": identifier,
            "purpose": choice({p.value for p in Purpose}),
        },
        {"copy": identifier},
    ),
    "put_to_general_manager": EventType(OFFICE, {"document": identifier}),
    "instructed": EventType(
        HEAD, {**_INSTRUCTION, "on": day}, {"deadline": day, "as_proposed": flag}, TEXT, TEXT
    ),
    "sent_back": EventType(HEAD, {"document": identifier}, words=REASON, must_say=REASON),
    "instruction_recorded": EventType(
        CLERKS,
        {**_INSTRUCTION, "signed_on": choice({s.value for s in SignedOn} - {SignedOn.SCREEN}), "given": day},
        {"deadline": day, "scan": random_id},
        TEXT,
        TEXT,
    ),
    "instruction_confirmed": EventType(HEAD, {"document": identifier, "instruction": identifier}),
    "folder_added": EventType(CLERKS, {"folder": identifier, "year": identifier}, words=NAME, must_say=NAME),
    "put_into_folder": EventType(CLERKS, {"document": identifier, "folder": identifier, "on": day}),
    "opened_outside": EventType(CONTENT_ROLES, {"document": identifier, "file": random_id}),
}  # fmt: skip
