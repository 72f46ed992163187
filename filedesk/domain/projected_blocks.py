"""Rows of blocks of numbers 手工号段: the block, and which document took each of its numbers (0 while none has)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from filedesk.domain.documents import Series
from filedesk.domain.events import Event
from filedesk.domain.numbering import PLAIN, number_text
from filedesk.domain.routing import State
from filedesk.domain.rows import Operation, Patch, Put

Words = Mapping[str, str]


def taken_rows(event: Event) -> list[Operation]:
    """That the event's document has the number of a block, where its number is out of one."""
    block = event.data.get("block")
    if block is None:
        return []
    taken = {"block": block, "serial": event.data["serial"]}
    return [Patch("reserved_number", taken, {"document": event.data["document"]})]


def _reserved(event: Event, words: Words) -> list[Operation]:
    data = event.data
    ledger = {"series": data["series"], "secret": 0, "code": data["code"], "year": data["year"]}
    block = {
        "id": data["block"], "series": data["series"], "code": data["code"], "code_text": words.get("code", ""),
        "year": data["year"], "first": data["first"], "last": data["last"], "reason": words["reason"],
        "reserved_by": event.actor, "reserved_at": event.at,
    }  # fmt: skip
    codes: list[Operation] = []
    if data["series"] == Series.OUTGOING and data["code"] != PLAIN:
        codes = [Put("number_code", {"id": data["code"], "text": words.get("code", "")})]
    return [
        *codes,
        Put("number_block", block),
        *(
            Put("reserved_number", {"block": data["block"], "serial": serial, "document": 0})
            for serial in range(data["first"], data["last"] + 1)
        ),
        Put("book", {**ledger, "last": data["last"], "closed": 0}),
    ]


def _voided(event: Event, words: Words) -> list[Operation]:
    data = event.data
    document = data["document"]
    ledger = {"series": data["series"], "secret": 0, "code": data["code"], "year": data["year"]}
    number = number_text(Series(data["series"]), data["code"], words.get("code", ""), data["year"], data["serial"])
    row = {
        "id": document, **ledger, "serial": data["serial"], "number": number, "kind": "other", "title": "",
        "sender": "", "sender_number": "", "dated": None, "received": data["on"], "signed_for_by": "", "copies": 1,
        "pages": None, "urgency": "routine", "medium": "paper", "department": None, "deadline": None, "notes": "",
        "correspondent": 0, "attachments": 0, "level": "ordinary", "late": 0, "block": data["block"],
        "state": State.VOID, "holder": event.actor, "held_since": event.at, "registered_by": event.actor,
        "registered_at": event.at, "files": 0, "instruction": "", "instructed_on": None, "to_confirm": 0,
        "folder": None, "filed_on": None, "void_reason": words["reason"], "reply": "", "finished_on": None,
        "urged": 0, "urged_on": None, "last_seq": event.seq,
    }  # fmt: skip
    return [
        Put("document", row),
        Put("number", {**ledger, "serial": data["serial"], "document": document}),
        Put("timeline", {"document": document, "seq": event.seq}),
        *taken_rows(event),
    ]


PROJECTORS: dict[str, Callable[[Event, Words], list[Operation]]] = {
    "numbers_reserved": _reserved,
    "reserved_number_voided": _voided,
}
