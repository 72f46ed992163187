"""The events of a draft until it is signed: versions, checking, countersigning, approval, return, its end."""

from __future__ import annotations

from filedesk.domain.documents import Urgency
from filedesk.domain.drafts import DRAFTED_SERIES, Signature
from filedesk.domain.fields import choice, code, count, day, each, identifier, random_id
from filedesk.domain.grammar import CLERKS, OFFICE, REASON, STAFF, TEXT, EventType, commitments
from filedesk.domain.people import CONTENT_ROLES, Role
from filedesk.domain.routing import SignedOn

CHECKERS = frozenset({Role.OFFICE_HEAD, Role.DEPARTMENT_MANAGER})
HEAD = frozenset({Role.GENERAL_MANAGER})

_VERSION = {
    "document": identifier,
    "series": choice({s.value for s in DRAFTED_SERIES}),
    "on": day,
    "kind": code,
    "urgency": choice({u.value for u in Urgency}),
    "copies": identifier,
    "department": identifier,
    "files": each(random_id),
}
_SAID = frozenset({"title", "recipients", "copied", "unit", "notes"})
_MUST_SAY = frozenset({"title", "recipients", "unit"})
_OF_VERSION = {"document": identifier, "version": identifier}
FOR_WHOM = {"deputy_for": identifier}
"""Whose deputy the signer is (rules, "People"); left out by whoever acts for himself."""
_SIGNATURE = {**_OF_VERSION, "covers": commitments}
signature = choice({s.value for s in Signature})

TYPES: dict[str, EventType] = {
    "department_code_set": EventType(
        STAFF | OFFICE, {"department": identifier, "code": identifier}, words=TEXT, must_say=TEXT
    ),
    "draft_made": EventType(
        CONTENT_ROLES,
        _VERSION,
        {"replies_to": identifier, "answer_due": day},
        _SAID,
        _MUST_SAY,
    ),
    "draft_revised": EventType(
        CONTENT_ROLES,
        {**_VERSION, "version": identifier},
        {"answer_due": day},
        _SAID | REASON,
        _MUST_SAY,
    ),
    "draft_checked": EventType(CHECKERS, _SIGNATURE, words=TEXT),
    "countersign_asked": EventType(CONTENT_ROLES, {**_OF_VERSION, "persons": each(identifier, least=1)}),
    "countersigned": EventType(CONTENT_ROLES, {**_SIGNATURE, "left": count}, FOR_WHOM, TEXT),
    "countersign_refused": EventType(
        CONTENT_ROLES, {**_SIGNATURE, "to": identifier}, FOR_WHOM, REASON, REASON
    ),
    "draft_submitted": EventType(CONTENT_ROLES, {**_OF_VERSION, "to": identifier, "signature": signature}),
    "draft_approved": EventType(HEAD, {**_SIGNATURE, "on": day}, words=TEXT),
    "draft_signed": EventType(CONTENT_ROLES, {**_SIGNATURE, "on": day}, FOR_WHOM, TEXT),
    "draft_returned": EventType(CONTENT_ROLES, {**_OF_VERSION, "to": identifier}, FOR_WHOM, REASON, REASON),
    "approval_recorded": EventType(
        CLERKS,
        {
            **_SIGNATURE,
            "person": identifier,
            "signature": signature,
            "signed_on": choice({s.value for s in SignedOn} - {SignedOn.SCREEN}),
            "given": day,
        },
        {"scan": random_id},
        TEXT,
    ),
    "draft_dropped": EventType(CONTENT_ROLES, {"document": identifier}, words=REASON, must_say=REASON),
}  # fmt: skip
