"""The events of an incoming paper's way after the instruction: reading, acting, asking, urging, coming back (I4–I7)."""

from __future__ import annotations

from collections.abc import Mapping

from filedesk.domain.circulation import UNDER_WAY, Means, Mode
from filedesk.domain.fields import Check, choice, count, day, each, flag, identifier, random_id
from filedesk.domain.grammar import CLERKS, HEAD, OFFICE, REASON, TEXT, EventType, commitments, departments
from filedesk.domain.people import CONTENT_ROLES, Role
from filedesk.domain.routing import SignedOn

_MANAGERS = frozenset({Role.DEPARTMENT_MANAGER, Role.OFFICE_HEAD, Role.GENERAL_MANAGER})
_HANDLERS = frozenset({Role.CLERK, Role.DEPARTMENT_MANAGER, Role.RESPONSIBLE})
_CONTENT = frozenset(CONTENT_ROLES)
_state = choice({state.value for state in UNDER_WAY})
_not_here = choice({s.value for s in SignedOn} - {SignedOn.SCREEN})
_RECORDED: Mapping[str, Check] = {"person": identifier, "signed_on": _not_here, "given": day}
_SCAN: Mapping[str, Check] = {"scan": random_id}
_ON_HIS_WORD: Mapping[str, Check] = {**_RECORDED, **_SCAN}
_READER: Mapping[str, Check] = {"document": identifier, "reader": identifier}
_TASK: Mapping[str, Check] = {"document": identifier, "department": identifier}
_RESULT = frozenset({"result", "report"})
_SAYS_RESULT = frozenset({"result"})

TYPES: dict[str, EventType] = {
    "circulation_begun": EventType(
        OFFICE,
        {
            "document": identifier, "mode": choice({m.value for m in Mode}), "readers": each(identifier, least=1),
            "state": _state,
        },
    ),
    "reader_added": EventType(HEAD | CLERKS, {**_READER, "position": count}, _ON_HIS_WORD, REASON, REASON),
    "reader_skipped": EventType(HEAD | CLERKS, _READER, _ON_HIS_WORD, REASON, REASON),
    "reading_withdrawn": EventType(OFFICE, _READER, words=REASON, must_say=REASON),
    "reading_signed": EventType(_CONTENT, {**_READER, "covers": commitments}, {"deputy": flag}, TEXT, TEXT),
    "reading_recorded": EventType(CLERKS, {**_READER, **_RECORDED, "covers": commitments}, _SCAN, TEXT, TEXT),
    "handling_begun": EventType(
        OFFICE, {"document": identifier, "departments": departments, "state": _state}, {"deadline": day}
    ),
    "responsible_named": EventType(_MANAGERS, {**_TASK, "person": identifier}, {"deputy": flag}),
    "handling_accepted": EventType(_CONTENT, _TASK, {"deputy": flag}),
    "handling_declined": EventType(_CONTENT, _TASK, {"deputy": flag}, REASON, REASON),
    "result_reported": EventType(
        _CONTENT, {**_TASK, "files": each(random_id)}, {"deputy": flag}, _RESULT, _SAYS_RESULT
    ),
    "result_recorded": EventType(CLERKS, {**_TASK, **_RECORDED}, _SCAN, _RESULT, _SAYS_RESULT),
    "recorded_confirmed": EventType(_CONTENT, {"document": identifier, "recorded": identifier}),
    "query_put": EventType(_CONTENT, {"document": identifier}, {}, TEXT, TEXT),
    "query_answered": EventType(HEAD, {"document": identifier, "query": identifier}, {}, TEXT, TEXT),
    "deadline_extended": EventType(
        HEAD, {"document": identifier, "deadline": day, "before": day, "departments": each(identifier)}, {},
        REASON, REASON,
    ),
    "urged": EventType(
        OFFICE, {"document": identifier, "means": choice({m.value for m in Means}), "on": day, "times": identifier},
        {"person": identifier, "department": identifier}, frozenset({"text", "answer"}),
    ),
    "finished": EventType(_HANDLERS, {"document": identifier, "on": day}),
    "original_returned": EventType(
        OFFICE, {"document": identifier, "copies": count, "pages": count, "attachments": count, "on": day}, {},
        frozenset({"missing"}),
    ),
    "deputy_named": EventType(
        _CONTENT, {"person": identifier, "deputy": identifier, "first": day, "last": day}, words=REASON
    ),
    "deputy_ended": EventType(_CONTENT, {"person": identifier, "naming": identifier, "on": day}),
}  # fmt: skip
