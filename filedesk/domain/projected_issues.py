"""Rows of a signed document: number, chop, sending and receipts, distribution and recall, carrying it out, answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from filedesk.domain.documents import Series
from filedesk.domain.events import Event
from filedesk.domain.numbering import coded
from filedesk.domain.projected_documents import concern_rows, next_in_book, on_document
from filedesk.domain.projected_drafts import answered_rows
from filedesk.domain.routing import State
from filedesk.domain.rows import Operation, Patch, Put, Row

Words = Mapping[str, str]


def _numbered(event: Event, words: Words) -> list[Operation]:
    data = event.data
    number = coded(words["code"], data["year"], data["serial"])
    ledger = {"series": data["series"], "secret": 0, "code": data["code"], "year": data["year"]}
    changes: Row = {
        "state": State.NUMBERED, "number": number, "code": data["code"], "year": data["year"],
        "serial": data["serial"], "holder": event.actor, "held_since": event.at,
        "block": data.get("block"),
    }  # fmt: skip
    rows: list[Operation] = [
        Put("number", {**ledger, "serial": data["serial"], "document": data["document"]}),
        *next_in_book(event, ledger),
    ]
    if data["series"] == Series.OUTGOING:
        rows.append(Put("number_code", {"id": data["code"], "text": words["code"]}))
    if "replies_to" in data:
        rows += [_reply(event, {"number": number}), *answered_rows(event, {"reply": number})]
    return on_document(event, changes, *rows)


def _reply(event: Event, changes: Row) -> Patch:
    return Patch("reply_to", {"document": event.data["document"]}, changes)


def _number_kept(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {"state": State.NUMBERED, "holder": event.actor, "held_since": event.at})


def _chop_used(event: Event, words: Words) -> list[Operation]:
    data = event.data
    row = {
        "seq": event.seq, "document": data["document"], "version": data["version"], "day": data["on"],
        "chop": words["chop"], "purpose": words.get("purpose", ""), "user": event.actor, "witness": data["witness"],
        "copies": data["copies"],
    }  # fmt: skip
    return on_document(event, {"state": State.CHOPPED}, Put("chop_use", row))


def _sent(event: Event, words: Words) -> list[Operation]:
    data = event.data
    sending = {
        "seq": event.seq, "document": data["document"], "version": data["version"], "day": data["on"],
        "means": data["means"], "tracking": words.get("tracking", ""), "notes": words.get("notes", ""),
        "person": event.actor,
    }  # fmt: skip
    rows: list[Operation] = [Put("sending", sending)]
    rows += [
        Put(
            "sending_recipient",
            {
                "seq": event.seq, "position": position, "document": data["document"],
                "name": words[f"recipient.{position}"], "copies": told["copies"], "main": told["main"],
                "receipt": told["receipt"], "received_on": None, "received_by": "", "none": 0, "file": None,
            },
        )
        for position, told in enumerate(data["recipients"])
    ]  # fmt: skip
    if "replies_to" in data:
        rows += [_reply(event, {"sent_on": data["on"]}), *answered_rows(event, {})]
    return on_document(event, {"state": State.SENT, **_first_day(event)}, *rows)


def _first_day(event: Event) -> Row:
    """The day on which it went out, that of the first time."""
    return {} if event.data["further"] else {"received": event.data["on"]}


def _receipt_noted(event: Event, words: Words) -> list[Operation]:
    data = event.data
    noted = {
        "received_on": data["on"], "received_by": words["received_by"], "none": data["none"],
        "file": data.get("file"),
    }  # fmt: skip
    return on_document(
        event, {}, Patch("sending_recipient", {"seq": data["sending"], "position": data["position"]}, noted)
    )


def _deposited(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {}, Patch("draft", {"document": event.data["document"]}, {"deposited_seq": event.seq}))


def _distributed(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    rows: list[Operation] = [
        Put(
            "distribution",
            {
                "seq": event.seq, "position": position, "document": data["document"], "version": data["version"],
                **told, "day": data["on"], "received_on": None, "received_by": None, "received_name": "",
                "recalled": 0, "recalled_on": None, "deputy": 0,
            },
        )
        for position, told in enumerate(data["to"])
    ]  # fmt: skip
    return on_document(event, {"state": State.DISTRIBUTED, **_first_day(event)}, *rows, *_concerned(event, data["to"]))


def _concerned(event: Event, told: list[Mapping[str, int]]) -> list[Operation]:
    people = [one["person"] for one in told if one["person"]]
    return concern_rows(event, people=people, departments=[one["department"] for one in told if one["department"]])


def _is_deputy(event: Event) -> int:
    """Whether the signer acted as somebody's deputy."""
    return int("deputy_for" in event.data)


def _part(event: Event, changes: Row) -> Patch:
    key = {"seq": event.data["distribution"], "position": event.data["position"]}
    return Patch("distribution", key, changes)


def _received(event: Event, words: Words) -> list[Operation]:
    received = {
        "received_on": event.data["on"], "received_by": event.actor, "received_name": words.get("received_by", ""),
        "deputy": _is_deputy(event),
    }  # fmt: skip
    return on_document(event, {}, _part(event, received))


def _recalled(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {}, _part(event, {"recalled": event.data["count"], "recalled_on": event.data["on"]}))


def _ordered(event: Event, words: Words) -> list[Operation]:
    data = event.data
    rows: list[Operation] = [
        Put(
            "carrying_out",
            {
                "seq": event.seq, "position": position, "document": data["document"], "version": data["version"],
                **told, "text": words.get("text", ""), "ordered_by": event.actor, "ordered_at": event.at,
                "confirmed_by": None,
                "confirmed_at": None, "reported_by": None, "reported_on": None, "report": "", "file": None,
                "deputy": 0,
            },
        )
        for position, told in enumerate(data["orders"])
    ]  # fmt: skip
    return on_document(event, {"state": State.DISTRIBUTED}, *rows, *_concerned(event, data["orders"]))


def _order(event: Event, changes: Row) -> Patch:
    return Patch("carrying_out", {"seq": event.data["order"], "position": event.data["position"]}, changes)


def _order_confirmed(event: Event, _words: Words) -> list[Operation]:
    confirmed = {"confirmed_by": event.actor, "confirmed_at": event.at, "deputy": _is_deputy(event)}
    return on_document(event, {}, _order(event, confirmed))


def _order_reported(event: Event, words: Words) -> list[Operation]:
    data = event.data
    reported = {
        "reported_by": event.actor, "reported_on": data["on"], "report": words["text"], "file": data.get("file"),
        "deputy": _is_deputy(event),
    }  # fmt: skip
    changes: Row = {} if data["left"] else {"state": State.CARRIED_OUT}
    return on_document(event, changes, _order(event, reported))


def _answered(event: Event, words: Words) -> list[Operation]:
    data = event.data
    answer = {
        "seq": event.seq, "document": data["document"], "version": data["version"], "person": event.actor,
        "day": data["on"], "text": words["text"], "file": data.get("file"), "deputy": _is_deputy(event),
    }  # fmt: skip
    answered = Patch("draft", {"document": data["document"]}, {"answered_seq": event.seq})
    return on_document(event, {}, answered, Put("memo_answer", answer))


PROJECTORS: dict[str, Callable[[Event, Words], list[Operation]]] = {
    "draft_numbered": _numbered,
    "number_kept": _number_kept,
    "chop_used": _chop_used,
    "document_sent": _sent,
    "receipt_noted": _receipt_noted,
    "originals_deposited": _deposited,
    "document_distributed": _distributed,
    "distribution_received": _received,
    "copies_recalled": _recalled,
    "carrying_out_ordered": _ordered,
    "order_confirmed": _order_confirmed,
    "order_reported": _order_reported,
    "memo_answered": _answered,
}
