"""Rows of what did not wait for the general manager: released kinds, and the list of exceptions that he sees (I3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from filedesk.domain.events import Event
from filedesk.domain.projected_documents import DIRECT, instruction_rows, on_document
from filedesk.domain.rows import Delete, Operation, Patch, Put

Words = Mapping[str, str]


def _kind_released(event: Event, _words: Words) -> list[Operation]:
    kind = event.data["kind"]
    if event.data["released"]:
        return [Put("released_kind", {"kind": kind, "seq": event.seq, "at": event.at})]
    return [Delete("released_kind", {"kind": kind})]


def _exception(event: Event, words: Words) -> Operation:
    row = {
        "seq": event.seq, "document": event.data["document"], "type": event.type, "person": event.actor,
        "at": event.at, "reason": words.get("reason", ""), "seen_seq": None,
    }  # fmt: skip
    return Put("exception", row)


def _sent_directly(event: Event, words: Words) -> list[Operation]:
    return [*instruction_rows(event, words, signed_on=DIRECT, on=event.data["on"]), _exception(event, words)]


def _acted_first(event: Event, words: Words) -> list[Operation]:
    data = event.data
    rows = instruction_rows(event, words, signed_on=data["signed_on"], on=data["given"])
    return [*rows, _exception(event, words)]


def _exception_seen(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {}, Patch("exception", {"seq": event.data["exception"]}, {"seen_seq": event.seq}))


PROJECTORS: dict[str, Callable[[Event, Words], list[Operation]]] = {
    "kind_released": _kind_released,
    "sent_directly": _sent_directly,
    "acted_first": _acted_first,
    "exception_seen": _exception_seen,
}
