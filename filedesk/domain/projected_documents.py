"""Rows of the documents: entries, numbers, files, movements, proposals, instructions, folders, timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from filedesk.domain.circulation import ORIGINAL, Turn
from filedesk.domain.documents import Series
from filedesk.domain.events import Event
from filedesk.domain.numbering import PLAIN, Number
from filedesk.domain.projected_blocks import taken_rows
from filedesk.domain.routing import Purpose, SignedOn, State
from filedesk.domain.rows import Delete, Operation, Patch, Put, Row

Words = Mapping[str, str]

DIRECT = "direct"
"""How an instruction is signed that needs none: the kind was released in advance 直送 (I3)."""
SHORT = 200
"""How much of an instruction a list shows (批示摘要)."""


def _entry_columns(data: Mapping[str, Any], words: Words) -> Row:
    return {
        "kind": data["kind"], "title": words["title"], "sender": words["sender"],
        "sender_number": words.get("sender_number", ""), "dated": data.get("dated"), "received": data["received"],
        "signed_for_by": words.get("signed_for_by", ""), "copies": data["copies"], "pages": data.get("pages"),
        "urgency": data["urgency"], "medium": data["medium"], "department": data.get("department"),
        "deadline": data.get("deadline"), "notes": words.get("notes", ""), "correspondent": data["correspondent"],
        "attachments": sum(a["count"] for a in data.get("attachments", ())),
    }  # fmt: skip


def _entry_rows(data: Mapping[str, Any], words: Words) -> list[Operation]:
    rows: list[Operation] = [
        Put(
            "attachment",
            {
                "document": data["document"], "position": position, "medium": told["medium"],
                "count": told["count"], "what": words[f"attachment.{position}"],
            },
        )
        for position, told in enumerate(data.get("attachments", ()))
    ]  # fmt: skip
    if data.get("correspondent_new"):
        rows.append(Put("correspondent", {"id": data["correspondent"], "name": words["sender"]}))
    return rows


def next_in_book(event: Event, ledger: Row) -> list[Operation]:
    """The book goes on behind the event's number, but for one that a block had reserved."""
    if "block" in event.data:
        return taken_rows(event)
    return [Put("book", {**ledger, "last": event.data["serial"], "closed": 0})]


def _registered(event: Event, words: Words) -> list[Operation]:
    data = event.data
    number = Number(Series(data["series"]), bool(data["secret"]), data["year"], data["serial"])
    ledger = {"series": data["series"], "secret": data["secret"], "code": PLAIN, "year": data["year"]}
    document = {
        "id": data["document"], **ledger, "serial": data["serial"], "number": str(number),
        **_entry_columns(data, words),
        "level": data["level"], "late": data.get("late", 0), "block": data.get("block"),
        "state": State.REGISTERED, "holder": event.actor, "held_since": event.at, "registered_by": event.actor,
        "registered_at": event.at, "files": len(data["files"]), "instruction": "", "instructed_on": None,
        "to_confirm": 0, "folder": None, "filed_on": None, "void_reason": "", "reply": "", "finished_on": None,
        "urged": 0, "urged_on": None, "last_seq": event.seq,
    }  # fmt: skip
    return [
        Put("document", document),
        Put("number", {**ledger, "serial": data["serial"], "document": data["document"]}),
        *next_in_book(event, ledger),
        *_entry_rows(data, words),
        Put("timeline", {"document": data["document"], "seq": event.seq}),
    ]


def on_document(event: Event, changes: Row, *more: Operation) -> list[Operation]:
    """An act on a document: what changes in its row, its place in the timeline, and `more`."""
    document = event.data["document"]
    return [
        Patch("document", {"id": document}, {**changes, "last_seq": event.seq}),
        Put("timeline", {"document": document, "seq": event.seq}),
        *more,
    ]


def _corrected(event: Event, words: Words) -> list[Operation]:
    data = event.data
    gone = [
        Delete("attachment", {"document": data["document"], "position": position})
        for position in range(len(data.get("attachments", ())), data["attachments_before"])
    ]
    return on_document(event, _entry_columns(data, words), *_entry_rows(data, words), *gone)


def _file_taken_in(event: Event, words: Words) -> list[Operation]:
    data = event.data
    row = {
        "file": data["file"], "document": data["document"], "position": data["position"], "name": words["name"],
        "content": words["content"], "what": words.get("what", ""), "media_type": data["media_type"],
        "size": data["size"], "stored": data["stored"], "digest": data["digest"], "slot": data["slot"],
        "slot_digest": data["slot_digest"], "share": data["share"], "generation": data["generation"],
        "mark": data["mark"], "pages": data.get("pages"), "wrong_text": data.get("wrong_text", 0),
        "supplement": data["supplement"], "taken_at": event.at, "taken_by": event.actor, "seq": event.seq,
        "commitment": event.words["content"],
    }  # fmt: skip
    return on_document(event, {"files": data["position"] + 1}, Put("document_file", row))


def _voided(event: Event, words: Words) -> list[Operation]:
    gone: list[Operation] = []
    answers = event.data.get("replies_to")
    if answers is not None:
        gone = [
            Patch("reply_to", {"document": event.data["document"]}, {"number": ""}),
            Patch("document", {"id": answers}, {"reply": "", "last_seq": event.seq}),
            Put("timeline", {"document": answers, "seq": event.seq}),
        ]
    return on_document(event, {"state": State.VOID, "void_reason": words["reason"]}, *gone)


def _book_closed(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    ledger = {"series": data["series"], "secret": data["secret"], "code": PLAIN, "year": data["year"]}
    return [Put("book", {**ledger, "last": data["last"], "closed": 1})]


def concern_rows(event: Event, *, people: Iterable[int] = (), departments: Iterable[int] = ()) -> list[Operation]:
    """The rows that let these people, and everybody of these departments, see the event's document (rule I4)."""
    document = event.data["document"]
    persons: list[Operation] = [Put("concern", {"document": document, "person": p, "department": 0}) for p in people]
    return persons + [Put("concern", {"document": document, "person": 0, "department": d}) for d in departments]


def _named_rows(event: Event) -> list[Operation]:
    readers: list[Operation] = [
        Put("named_reader", {"seq": event.seq, "position": position, "person": person})
        for position, person in enumerate(event.data["readers"])
    ]
    departments: list[Operation] = [
        Put("named_department", {"seq": event.seq, "position": position, **told})
        for position, told in enumerate(event.data["departments"])
    ]
    return readers + departments


def _proposed(event: Event, words: Words) -> list[Operation]:
    data = event.data
    proposal = {
        "document": data["document"], "seq": event.seq, "person": event.actor, "at": event.at,
        "text": words.get("text", ""), "deadline": data.get("deadline"),
    }  # fmt: skip
    return on_document(event, {}, Put("proposal", proposal), *_named_rows(event))


def _handed_over(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    document, copy, purpose = data["document"], data.get("copy", 1), data["purpose"]
    movement = {
        "seq": event.seq, "document": document, "copy": copy, "giver": data["from"], "taker": data["to"],
        "carrier": data["carrier"], "purpose": purpose, "at": event.at,
    }  # fmt: skip
    more: list[Operation] = [Put("movement", movement)]
    if purpose == Purpose.READING:
        turn = {"document": document, "reader": data["to"]}
        more.append(Patch("reading_turn", turn, {"state": Turn.OUT, "sent_at": event.at, "returned_at": None}))
    elif purpose in {Purpose.RETURN, Purpose.WITHDRAWAL}:
        turn = {"document": document, "reader": data["from"]}
        more.append(Patch("reading_turn", turn, {"returned_at": event.at}))
    if copy == ORIGINAL:
        return on_document(event, {"holder": data["to"], "held_since": event.at}, *more)
    held = {"document": document, "copy": copy, "holder": data["to"], "held_since": event.at}
    return on_document(event, {}, Put("copy", held), *more)


def _put_to_general_manager(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {"state": State.WITH_GENERAL_MANAGER})


def instruction_rows(event: Event, words: Words, *, signed_on: str, on: str) -> list[Operation]:
    """An instruction: signed by the general manager, recorded on his word, or in place of one, DIRECT."""
    data = event.data
    recorded = signed_on not in {SignedOn.SCREEN, DIRECT}
    row = {
        "id": event.seq, "document": data["document"], "person": event.actor, "at": event.at, "signed_on": signed_on,
        "given": on, "text": words.get("text", ""), "deadline": data.get("deadline"),
        "as_proposed": data.get("as_proposed", 0), "scan": data.get("scan"), "confirmed_seq": None,
    }  # fmt: skip
    changes: Row = {
        "state": State.INSTRUCTED, "instruction": words.get("text", "")[:SHORT], "instructed_on": on,
        "to_confirm": int(recorded),
    }  # fmt: skip
    if "deadline" in data:
        changes["deadline"] = data["deadline"]
    lead = next((told["department"] for told in data["departments"] if told["lead"]), None)
    if lead is not None:
        changes["department"] = lead
    concerned = concern_rows(
        event, people=data["readers"], departments=(told["department"] for told in data["departments"])
    )
    return on_document(event, changes, Put("instruction", row), *_named_rows(event), *concerned)


def _instructed(event: Event, words: Words) -> list[Operation]:
    return instruction_rows(event, words, signed_on=SignedOn.SCREEN, on=event.data["on"])


def _instruction_recorded(event: Event, words: Words) -> list[Operation]:
    return instruction_rows(event, words, signed_on=event.data["signed_on"], on=event.data["given"])


def _instruction_confirmed(event: Event, _words: Words) -> list[Operation]:
    confirmed = Patch("instruction", {"id": event.data["instruction"]}, {"confirmed_seq": event.seq})
    return on_document(event, {"to_confirm": 0}, confirmed)


def _sent_back(event: Event, words: Words) -> list[Operation]:
    return on_document(event, {"state": State.SENT_BACK, "instruction": words["reason"][:SHORT]})


def _folder_added(event: Event, words: Words) -> list[Operation]:
    return [Put("folder", {"id": event.data["folder"], "year": event.data["year"], "name": words["name"]})]


def _put_into_folder(event: Event, _words: Words) -> list[Operation]:
    return on_document(event, {"state": State.FILED, "folder": event.data["folder"], "filed_on": event.data["on"]})


def _only_timeline(event: Event, _words: Words) -> list[Operation]:
    return [Put("timeline", {"document": event.data["document"], "seq": event.seq})]


PROJECTORS: dict[str, Callable[[Event, Words], list[Operation]]] = {
    "document_registered": _registered,
    "entry_corrected": _corrected,
    "file_taken_in": _file_taken_in,
    "number_voided": _voided,
    "book_closed": _book_closed,
    "proposal_made": _proposed,
    "handed_over": _handed_over,
    "put_to_general_manager": _put_to_general_manager,
    "instructed": _instructed,
    "instruction_recorded": _instruction_recorded,
    "instruction_confirmed": _instruction_confirmed,
    "sent_back": _sent_back,
    "folder_added": _folder_added,
    "put_into_folder": _put_into_folder,
    "opened_outside": _only_timeline,
}
