"""Every type of event: the fields it must and may have, the words it may carry, and which roles may sign it.

This table is the grammar of the journal. `docs/journal-format.md` is written from it. A field never changes its
meaning; a type that must change gets a new version, and the old one is upcast on reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from filedesk.domain.documents import Level, Medium, Series, Urgency
from filedesk.domain.fields import (
    Check,
    choice,
    code,
    count,
    day,
    digest,
    each,
    flag,
    hexadecimal,
    identifier,
    integer,
    media_type,
    moment,
    random_id,
    record,
    zone,
)
from filedesk.domain.people import CONTENT_ROLES, OVERSEERS, Role
from filedesk.domain.routing import Purpose, SignedOn

ROOT = "root"
WORKSTATION = "workstation"
SELF = "self"
"""Signers that are not roles: the office root, a certified workstation, and a person for his own keys."""

_CLERKS = frozenset({Role.CLERK})
_OFFICE = frozenset({Role.CLERK, Role.OFFICE_HEAD})
_HEAD = frozenset({Role.GENERAL_MANAGER})
_STAFF = frozenset({Role.GENERAL_MANAGER, Role.ADMINISTRATOR})
_READERS = OVERSEERS


@dataclass(frozen=True)
class EventType:
    """The grammar of one type. `signers` are roles, or ROOT, WORKSTATION, SELF.

    Of its `words`, `must_say` may not be missing; a `numbered` one is told once for each element of the named field.
    """

    signers: frozenset[str]
    fields: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    must_say: frozenset[str] = frozenset()
    numbered: Mapping[str, str] = field(default_factory=dict)
    version: int = 1


_key = hexadecimal(64)
_role_key = choice({"office", "secret", "personnel"})
_wraps = each(record(name=_role_key, generation=identifier, person=count, digest=digest))
_series = choice({s.value for s in Series})
_roles = each(choice({r.value for r in Role}), least=1)
_commitments = each(digest)
_departments = each(record(department=identifier, lead=flag))

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
_NAME, _TEXT, _REASON = frozenset({"name"}), frozenset({"text"}), frozenset({"reason"})
_INSTRUCTION: Mapping[str, Check] = {
    "document": identifier,
    "readers": each(identifier),
    "departments": _departments,
    "covers": _commitments,
}

TYPES: dict[str, EventType] = {
    "office_founded": EventType(
        frozenset({ROOT}),
        {"root": _key, "recovery": _key, "zone": zone, "demo": flag},
        words=frozenset({"name", "code"}),
        must_say=frozenset({"name", "code"}),
    ),
    "role_key_made": EventType(
        _HEAD | {ROOT}, {"name": _role_key, "generation": identifier, "public": _key, "wraps": _wraps}
    ),
    "department_added": EventType(_STAFF | {ROOT}, {"department": identifier}, words=_NAME, must_say=_NAME),
    "person_added": EventType(
        _STAFF | {ROOT},
        {"person": identifier, "roles": _roles},
        {"department": identifier},
        _NAME,
        _NAME,
    ),
    "roles_changed": EventType(
        _STAFF, {"person": identifier, "roles": _roles, "roles_before": _roles}, {"department": identifier}
    ),
    "person_left": EventType(_STAFF, {"person": identifier}),
    "person_invited": EventType(
        _STAFF, {"person": identifier, "salt": random_id, "code": digest}
    ),
    "keys_made": EventType(
        frozenset({SELF}),
        {"person": identifier, "signing": _key, "opening": _key, "bundle": digest, "provisional": flag},
    ),
    "general_manager_certified": EventType(
        frozenset({ROOT}), {"person": identifier, "signing": _key, "opening": _key}
    ),
    "person_confirmed": EventType(
        _HEAD, {"person": identifier, "signing": _key, "wraps": _wraps}
    ),
    "password_changed": EventType(frozenset({SELF}), {"person": identifier, "bundle": digest}),
    "workstation_certified": EventType(
        _HEAD | {ROOT}, {"workstation": identifier, "public": _key}, words=_NAME, must_say=_NAME
    ),
    "sign_in_refused": EventType(frozenset({WORKSTATION}), {"person": identifier, "count": identifier}),
    "signed_in_again": EventType(frozenset({SELF}), {"person": identifier}),
    "setting_changed": EventType(
        _STAFF, {"setting": code}, words=frozenset({"value"}), must_say=frozenset({"value"})
    ),
    "kind_added": EventType(_STAFF | _OFFICE, {"kind": code}, words=_NAME, must_say=_NAME),
    "book_closed": EventType(_CLERKS, {"series": _series, "secret": flag, "year": identifier, "last": count}),
    "document_registered": EventType(
        _CLERKS,
        {
            **_ENTRY,
            "document": identifier,
            "series": _series,
            "secret": flag,
            "level": choice({level.value for level in Level}),
            "year": identifier,
            "serial": identifier,
            "files": each(random_id),
        },
        {**_ENTRY_OPTIONAL, "late": flag},
        _ENTRY_WORDS,
        _ENTRY_SAYS,
        _ATTACHMENTS,
    ),
    "entry_corrected": EventType(
        _CLERKS,
        {**_ENTRY, "document": identifier, "slip": flag, "attachments_before": count},
        _ENTRY_OPTIONAL,
        _ENTRY_WORDS | {"reason"},
        _ENTRY_SAYS,
        _ATTACHMENTS,
    ),
    "file_taken_in": EventType(
        _CLERKS,
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
    "number_voided": EventType(_CLERKS, {"document": identifier}, words=_REASON, must_say=_REASON),
    "proposal_made": EventType(
        _OFFICE,
        {"document": identifier, "readers": each(identifier), "departments": _departments},
        {"deadline": day},
        _TEXT,
    ),
    "handed_over": EventType(
        _OFFICE,
        {
            "document": identifier,
            "from": count,
            "to": identifier,
            "carrier": identifier,
            "purpose": choice({p.value for p in Purpose}),
        },
    ),
    "put_to_general_manager": EventType(_OFFICE, {"document": identifier}),
    "instructed": EventType(
        _HEAD, {**_INSTRUCTION, "on": day}, {"deadline": day, "as_proposed": flag}, _TEXT, _TEXT
    ),
    "sent_back": EventType(_HEAD, {"document": identifier}, words=_REASON, must_say=_REASON),
    "instruction_recorded": EventType(
        _CLERKS,
        {**_INSTRUCTION, "signed_on": choice({s.value for s in SignedOn} - {SignedOn.SCREEN}), "given": day},
        {"deadline": day, "scan": random_id},
        _TEXT,
        _TEXT,
    ),
    "instruction_confirmed": EventType(_HEAD, {"document": identifier, "instruction": identifier}),
    "folder_added": EventType(_CLERKS, {"folder": identifier, "year": identifier}, words=_NAME, must_say=_NAME),
    "put_into_folder": EventType(_CLERKS, {"document": identifier, "folder": identifier, "on": day}),
    "opened_outside": EventType(CONTENT_ROLES, {"document": identifier, "file": random_id}),
    "register_printed": EventType(
        _READERS,
        {
            "register": code,
            "version": identifier,
            "rows": count,
            "rows_root": digest,
            "hashes": digest,
            "salt": random_id,
            "snapshot": identifier,
            "snapshot_root": digest,
            "language": choice({"zh_CN", "en"}),
        },
        {"year": identifier, "month": identifier},
        frozenset({"selection"}),
        frozenset({"selection"}),
    ),
    "print_abandoned": EventType(_READERS, {"printing": identifier}),
    "audit_noted": EventType(frozenset({Role.AUDITOR}), {}, {"document": identifier}, _TEXT, _TEXT),
    "checkpoint": EventType(frozenset({WORKSTATION}), {"size": identifier, "root": digest, "note": digest}),
    "clock_corrected": EventType(_HEAD, {"from": moment, "by": integer}),
}  # fmt: skip
