"""Rows of a paper's way after the instruction: turns, tasks, questions, urging, what was recorded, deputies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from filedesk.domain.circulation import Handling, Mode, Turn
from filedesk.domain.events import Event
from filedesk.domain.projected_documents import concern_rows, on_document
from filedesk.domain.routing import SignedOn, State
from filedesk.domain.rows import Operation, Patch, Put, Row

Words = Mapping[str, str]


def turn_row(document: int, reader: int, position: int, *, sent_at: str | None = None) -> Row:
    """A reader's turn as it begins."""
    return {
        "document": document, "reader": reader, "position": position,
        "state": Turn.WAITING if sent_at is None else Turn.OUT, "sent_at": sent_at, "read_at": None,
        "returned_at": None, "opinion": "", "read_by": None, "signed_on": None, "deputy": 0, "seq": None,
    }  # fmt: skip


def _turn(event: Event, changes: Row) -> Patch:
    return Patch("reading_turn", {"document": event.data["document"], "reader": event.data["reader"]}, changes)


def _task(event: Event, changes: Row) -> Patch:
    key = {"document": event.data["document"], "department": event.data["department"]}
    return Patch("handling_task", key, changes)


def _recorded(event: Event, person: int) -> list[Operation]:
    """The row of what waits to be confirmed, if the event was recorded from paper or telephone."""
    data = event.data
    if not data.keys() >= {"signed_on", "given"}:
        return []
    row = {
        "seq": event.seq, "document": data["document"], "person": person, "type": event.type,
        "signed_on": data["signed_on"], "given": data["given"], "scan": data.get("scan"), "confirmed_seq": None,
    }  # fmt: skip
    return [Put("recorded_act", row)]


def _circulation_begun(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    at_once = data["mode"] != Mode.SEQUENCE
    begun = {"document": data["document"], "mode": data["mode"], "begun_at": event.at, "begun_by": event.actor}
    turns: list[Operation] = [
        Put("reading_turn", turn_row(data["document"], reader, place, sent_at=event.at if at_once else None))
        for place, reader in enumerate(data["readers"])
    ]
    concerned = concern_rows(event, people=data["readers"])
    return on_document(event, {"state": data["state"]}, Put("circulation", begun), *turns, *concerned)


def _reader_added(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    turn = Put("reading_turn", turn_row(data["document"], data["reader"], data["position"]))
    concerned = concern_rows(event, people=[data["reader"]])
    return on_document(event, {}, turn, *concerned, *_recorded(event, data.get("person", 0)))


def _reader_skipped(event: Event, words: Words) -> list[Operation]:
    skipped = _turn(event, {"state": Turn.SKIPPED, "opinion": words["reason"], "seq": event.seq})
    return on_document(event, {}, skipped, *_recorded(event, event.data.get("person", 0)))


def _reading_withdrawn(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {}, _turn(event, {"state": Turn.WAITING, "sent_at": None}))


def _read(event: Event, words: Words, *, signed_on: str, read_at: str) -> list[Operation]:
    data = event.data
    changes: Row = {
        "state": Turn.READ, "read_at": read_at, "opinion": words["text"], "read_by": event.actor,
        "signed_on": signed_on, "deputy": data.get("deputy", 0), "seq": event.seq,
    }  # fmt: skip
    return on_document(event, {}, _turn(event, changes), *_recorded(event, data["reader"]))


def _reading_signed(event: Event, words: Words) -> list[Operation]:
    return _read(event, words, signed_on=SignedOn.SCREEN, read_at=event.at)


def _reading_recorded(event: Event, words: Words) -> list[Operation]:
    return _read(event, words, signed_on=event.data["signed_on"], read_at=event.data["given"])


def _handling_begun(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    tasks: list[Operation] = [
        Put(
            "handling_task",
            {
                "document": data["document"], "department": told["department"], "lead": told["lead"],
                "deadline": data.get("deadline"), "begun_at": event.at, "state": Handling.ASSIGNED,
                "responsible": None, "named_at": None, "accepted_at": None, "declined_for": "", "result": "",
                "report": "", "reported_at": None, "reported_by": None, "signed_on": None, "deputy": 0, "seq": None,
            },
        )
        for told in data["departments"]
    ]  # fmt: skip
    concerned = concern_rows(event, departments=(told["department"] for told in data["departments"]))
    return on_document(event, {"state": data["state"]}, *tasks, *concerned)


def _responsible_named(event: Event, _words: Words) -> list[Operation]:
    named = {"state": Handling.NAMED, "responsible": event.data["person"], "named_at": event.at, "declined_for": ""}
    return on_document(event, {}, _task(event, named), *concern_rows(event, people=[event.data["person"]]))


def _handling_accepted(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {}, _task(event, {"state": Handling.ACCEPTED, "accepted_at": event.at}))


def _handling_declined(event: Event, words: Words) -> list[Operation]:
    declined = {"state": Handling.DECLINED, "responsible": None, "declined_for": words["reason"]}
    return on_document(event, {}, _task(event, declined))


def _reported(event: Event, words: Words, *, signed_on: str, person: int, at: str) -> list[Operation]:
    changes: Row = {
        "state": Handling.REPORTED, "result": words["result"], "report": words.get("report", ""), "reported_at": at,
        "reported_by": person, "signed_on": signed_on, "deputy": event.data.get("deputy", 0), "seq": event.seq,
    }  # fmt: skip
    return on_document(event, {}, _task(event, changes), *_recorded(event, person))


def _result_reported(event: Event, words: Words) -> list[Operation]:
    return _reported(event, words, signed_on=SignedOn.SCREEN, person=event.actor, at=event.at)


def _result_recorded(event: Event, words: Words) -> list[Operation]:
    data = event.data
    return _reported(event, words, signed_on=data["signed_on"], person=data["person"], at=data["given"])


def _recorded_confirmed(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {}, Patch("recorded_act", {"seq": event.data["recorded"]}, {"confirmed_seq": event.seq}))


def _query_put(event: Event, words: Words) -> list[Operation]:
    row = {
        "seq": event.seq, "document": event.data["document"], "person": event.actor, "at": event.at,
        "text": words["text"], "answered_seq": None, "answered_at": None, "answered_by": None, "answer": "",
        "told_to": event.actor,
    }  # fmt: skip
    return on_document(event, {}, Put("question", row))


def _query_answered(event: Event, words: Words) -> list[Operation]:
    answer: Row = {
        "answered_seq": event.seq, "answered_at": event.at, "answered_by": event.actor, "answer": words["text"],
    }  # fmt: skip
    return on_document(event, {}, Patch("question", {"seq": event.data["query"]}, answer))


def _deadline_extended(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    tasks = [
        Patch("handling_task", {"document": data["document"], "department": one}, {"deadline": data["deadline"]})
        for one in data["departments"]
    ]
    return on_document(event, {"deadline": data["deadline"]}, *tasks)


def _urged(event: Event, words: Words) -> list[Operation]:
    data = event.data
    row: dict[str, Any] = {
        "seq": event.seq, "document": data["document"], "by": event.actor, "at": event.at, "day": data["on"],
        "means": data["means"], "times": data["times"], "person": data.get("person"),
        "department": data.get("department"), "text": words.get("text", ""), "answer": words.get("answer", ""),
    }  # fmt: skip
    return on_document(event, {"urged": data["times"], "urged_on": data["on"]}, Put("urging", row))


def _finished(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {"state": State.FINISHED, "finished_on": event.data["on"]})


def _original_returned(event: Event, words: Words) -> list[Operation]:
    more: list[Operation] = []
    if "missing" in words:
        row = {"seq": event.seq, "document": event.data["document"], "person": event.actor, "at": event.at}
        more.append(Put("incident", {**row, "text": words["missing"]}))
    return on_document(event, {"state": State.RETURNED}, *more)


def _deputy_named(event: Event, words: Words) -> list[Operation]:
    data = event.data
    row = {
        "seq": event.seq, "person": data["person"], "deputy": data["deputy"], "first": data["first"],
        "last": data["last"], "named_by": event.actor, "reason": words.get("reason", ""),
    }  # fmt: skip
    return [Put("deputy", row)]


def _deputy_ended(event: Event, _words: Words) -> list[Operation]:
    return [Patch("deputy", {"seq": event.data["naming"]}, {"last": event.data["on"]})]


PROJECTORS: dict[str, Callable[[Event, Words], list[Operation]]] = {
    "circulation_begun": _circulation_begun,
    "reader_added": _reader_added,
    "reader_skipped": _reader_skipped,
    "reading_withdrawn": _reading_withdrawn,
    "reading_signed": _reading_signed,
    "reading_recorded": _reading_recorded,
    "handling_begun": _handling_begun,
    "responsible_named": _responsible_named,
    "handling_accepted": _handling_accepted,
    "handling_declined": _handling_declined,
    "result_reported": _result_reported,
    "result_recorded": _result_recorded,
    "recorded_confirmed": _recorded_confirmed,
    "query_put": _query_put,
    "query_answered": _query_answered,
    "deadline_extended": _deadline_extended,
    "urged": _urged,
    "finished": _finished,
    "original_returned": _original_returned,
    "deputy_named": _deputy_named,
    "deputy_ended": _deputy_ended,
}
