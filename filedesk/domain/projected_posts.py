"""Rows of leaving a post: the list and its signatures, and with the last of them who holds and does what from then on.

What passes stands in the event of the last signature itself, so that nothing has to be looked up in other rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from filedesk.domain.circulation import ORIGINAL
from filedesk.domain.events import Event
from filedesk.domain.posts import LAST, OpenPart
from filedesk.domain.projected_documents import on_document
from filedesk.domain.projected_routes import turn_row
from filedesk.domain.routing import SignedOn
from filedesk.domain.rows import Delete, Operation, Patch, Put, Row

Words = Mapping[str, str]
LISTED, SIGNING, DONE, WITHDRAWN = "listed", "signing", "done", "withdrawn"
"""How a handing-over stands."""


def _post(event: Event, changes: Row) -> Patch:
    return Patch("post", {"id": event.data["post"]}, changes)


def _listed(event: Event, words: Words) -> list[Operation]:
    data = event.data
    post = {
        "id": data["post"], "version": data["version"], "leaver": data["leaver"], "successor": data["successor"],
        "supervisor": data["supervisor"], "state": LISTED, "listed_seq": event.seq, "listed_at": event.at,
        "listed_by": event.actor, "signed": 0, "done_at": None, "reason": "",
    }  # fmt: skip
    empty = {"kind": "", "document": None, "copy": 0, "key": 0, "place": 0, "count": 0, "text": ""}
    told: list[Row] = [
        *({**empty, "sort": "paper", "document": one["document"], "copy": one["copy"]} for one in data["papers"]),
        *(_step_row(empty, one, "step") for one in data["steps"]),
        *(_step_row(empty, one, "stays") for one in data["stays"]),
        *({**empty, "sort": "folder", "key": one["folder"], "count": one["papers"]} for one in data["folders"]),
        *(
            {**empty, "sort": "line", "kind": one["kind"], "count": one["count"], "text": words[f"line.{place}"]}
            for place, one in enumerate(data["lines"])
        ),
    ]
    of = {"post": data["post"], "version": data["version"]}
    return [
        Put("post", post),
        *(Put("post_item", {**of, "position": position, **row}) for position, row in enumerate(told)),
    ]


def _step_row(empty: Row, one: Mapping[str, Any], sort: str) -> Row:
    return {
        **empty, "sort": sort, "kind": one["kind"], "document": one["document"], "key": one["key"],
        "place": one["position"],
    }  # fmt: skip


def _signature(event: Event, *, person: int, signed_on: str, given: str) -> list[Operation]:
    data = event.data
    row = {
        "post": data["post"], "version": data["version"], "part": data["part"], "person": person, "seq": event.seq,
        "at": event.at, "signed_on": signed_on, "given": given, "document": data.get("document"),
    }  # fmt: skip
    done = data["part"] == LAST
    signed = {"leaver": 1, "successor": 2, "supervisor": 3}[data["part"]]
    changes: Row = {"state": DONE if done else SIGNING, "signed": signed}
    if done:
        changes["done_at"] = event.at
    return [_post(event, changes), Put("post_signature", row), *(passing_rows(event) if done else [])]


def _signed(event: Event, _words: Words) -> list[Operation]:
    return _signature(event, person=event.actor, signed_on=SignedOn.SCREEN, given=event.at)


def _recorded(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    act = {
        "seq": event.seq, "document": data["document"], "person": data["person"], "type": event.type,
        "signed_on": data["signed_on"], "given": data["given"], "scan": data["scan"], "confirmed_seq": None,
    }  # fmt: skip
    signed = _signature(event, person=data["person"], signed_on=data["signed_on"], given=data["given"])
    return [*on_document(event, {}, Put("recorded_act", act)), *signed]


def passing_rows(event: Event) -> list[Operation]:
    """What the last signature passes on: papers to the new holder, and each step that waited."""
    data = event.data
    successor = data["successor"]
    rows: list[Operation] = []
    touched: dict[int, Row] = {}
    for one in data["papers"]:
        document = one["document"]
        changes = touched.setdefault(document, {})
        if one["copy"] == ORIGINAL:
            changes |= {"holder": successor, "held_since": event.at}
        else:
            rows.append(Put("copy", {**one, "holder": successor, "held_since": event.at}))
    for one in data["steps"]:
        touched.setdefault(one["document"], {})
        rows += _STEPS[OpenPart(one["kind"])](event, one)
    for document, changes in touched.items():
        rows += [
            Patch("document", {"id": document}, {**changes, "last_seq": event.seq}),
            Put("timeline", {"document": document, "seq": event.seq}),
            Put("concern", {"document": document, "person": successor, "department": 0}),
        ]
    return rows


def _reading(event: Event, one: Row) -> list[Operation]:
    """The turn as it stood, now his: `key` says that the paper was with the reader."""
    leaver, successor = event.data["leaver"], event.data["successor"]
    turn = turn_row(one["document"], successor, one["position"], sent_at=event.at if one["key"] else None)
    return [Delete("reading_turn", {"document": one["document"], "reader": leaver}), Put("reading_turn", turn)]


def _countersigning(event: Event, one: Row) -> list[Operation]:
    key = {"document": one["document"], "version": one["key"]}
    row = {
        **key, "person": event.data["successor"], "position": one["position"], "asked_at": event.at,
        "signed_seq": None, "signed_at": None, "agreed": 0, "text": "", "deputy": 0,
    }  # fmt: skip
    return [Delete("countersigner", {**key, "person": event.data["leaver"]}), Put("countersigner", row)]


def _patched(table: str, column: str, *key: tuple[str, str]) -> Callable[[Event, Row], list[Operation]]:
    def rows(event: Event, one: Row) -> list[Operation]:
        place = {column_of: one[field] for column_of, field in key}
        return [Patch(table, place, {column: event.data["successor"]})]

    return rows


_STEPS: Mapping[OpenPart, Callable[[Event, Row], list[Operation]]] = {
    OpenPart.READING: _reading,
    OpenPart.HANDLING: _patched("handling_task", "responsible", ("document", "document"), ("department", "key")),
    OpenPart.DRAFT: _patched("draft", "kept_by", ("document", "document")),
    OpenPart.SIGNING: _patched("draft", "put_to", ("document", "document")),
    OpenPart.COUNTERSIGNING: _countersigning,
    OpenPart.RECEIPT: _patched("distribution", "person", ("seq", "key"), ("position", "position")),
    OpenPart.CARRYING_OUT: _patched("carrying_out", "person", ("seq", "key"), ("position", "position")),
    OpenPart.QUESTION: _patched("question", "told_to", ("seq", "key")),
}


def _withdrawn(event: Event, words: Words) -> list[Operation]:
    return [_post(event, {"state": WITHDRAWN, "reason": words["reason"]})]


PROJECTORS: dict[str, Callable[[Event, Words], list[Operation]]] = {
    "post_listed": _listed,
    "post_signed": _signed,
    "post_recorded": _recorded,
    "post_withdrawn": _withdrawn,
}
