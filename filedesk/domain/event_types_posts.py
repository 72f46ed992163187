"""The events of leaving a post: the list 移交清册, its three signatures, the last of which passes all on, its end."""

from __future__ import annotations

from filedesk.domain.fields import choice, count, day, digest, each, identifier, random_id, record
from filedesk.domain.grammar import CLERKS, REASON, EventType
from filedesk.domain.people import CONTENT_ROLES
from filedesk.domain.posts import OpenPart, Part, Thing
from filedesk.domain.routing import SignedOn

_papers = each(record(document=identifier, copy=identifier))
_steps = each(record(kind=choice({part.value for part in OpenPart}), document=identifier, key=count, position=count))
_PARTIES = {"leaver": identifier, "successor": identifier}
_LIST = {"papers": _papers, "steps": _steps}
_SIGNED = {
    "post": identifier, "version": identifier, "part": choice({part.value for part in Part}), "covers": digest,
}  # fmt: skip
_LINE = frozenset({"line"})

TYPES: dict[str, EventType] = {
    "post_listed": EventType(
        CONTENT_ROLES,
        {
            "post": identifier,
            "version": identifier,
            **_PARTIES,
            "supervisor": identifier,
            **_LIST,
            "stays": _steps,
            "folders": each(record(folder=identifier, papers=identifier)),
            "lines": each(record(kind=choice({thing.value for thing in Thing}), count=identifier)),
        },
        words=_LINE,
        numbered={"line": "lines"},
    ),
    "post_signed": EventType(CONTENT_ROLES, _SIGNED, {**_PARTIES, **_LIST}),
    "post_recorded": EventType(
        CLERKS,
        {
            **_SIGNED,
            "document": identifier,
            "person": identifier,
            "signed_on": choice({SignedOn.PAPER.value}),
            "given": day,
            "scan": random_id,
        },
        {**_PARTIES, **_LIST},
    ),
    "post_withdrawn": EventType(CONTENT_ROLES, {"post": identifier}, words=REASON, must_say=REASON),
}
