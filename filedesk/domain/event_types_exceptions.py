"""The events of what need not wait for the general manager (I3): kinds released in advance 直送, and 先办后阅."""

from __future__ import annotations

from collections.abc import Mapping

from filedesk.domain.fields import Check, choice, code, day, each, flag, identifier, random_id
from filedesk.domain.grammar import CLERKS, HEAD, OFFICE, REASON, EventType, commitments, departments
from filedesk.domain.routing import SignedOn

_GOES: Mapping[str, Check] = {
    "document": identifier,
    "readers": each(identifier),
    "departments": departments,
    "covers": commitments,
}
_not_here = choice({s.value for s in SignedOn} - {SignedOn.SCREEN})
_SAYS = frozenset({"text", "reason"})

TYPES: dict[str, EventType] = {
    "kind_released": EventType(HEAD, {"kind": code, "released": flag}, words=REASON),
    "sent_directly": EventType(OFFICE, {**_GOES, "on": day}, {"deadline": day}, _SAYS, frozenset({"text"})),
    "acted_first": EventType(
        CLERKS, {**_GOES, "signed_on": _not_here, "given": day}, {"deadline": day, "scan": random_id}, _SAYS, _SAYS
    ),
    "exception_seen": EventType(HEAD, {"document": identifier, "exception": identifier}),
}
