"""Rows of a draft until it is signed: its versions with their files, countersigners, signatures; its return or end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from filedesk.domain.documents import Series
from filedesk.domain.drafts import Signature
from filedesk.domain.events import Event
from filedesk.domain.numbering import PLAIN
from filedesk.domain.projected_documents import SHORT, concern_rows, on_document
from filedesk.domain.routing import SignedOn, State
from filedesk.domain.rows import Operation, Patch, Put, Row

Words = Mapping[str, str]

SIGNED_STATE = {Signature.ISSUE: State.APPROVED, Signature.SIGN: State.SIGNED}
"""Where a document stands once it bears this signature."""
_STATE_PUT_TO = {Signature.ISSUE: State.WITH_GENERAL_MANAGER, Signature.SIGN: State.WITH_MANAGER}


def _code_set(event: Event, words: Words) -> list[Operation]:
    data = event.data
    return [
        Put("number_code", {"id": data["code"], "text": words["text"]}),
        Put("department_code", {"department": data["department"], "code": data["code"]}),
    ]


def _shown(event: Event, words: Words, series: str) -> Row:
    """The columns of the document that a version of its draft tells."""
    data = event.data
    return {
        "kind": data["kind"], "title": words["title"], "copies": data["copies"], "urgency": data["urgency"],
        "sender": words["recipients"] if series == Series.OUTGOING else words["unit"],
        "department": data["department"], "deadline": data.get("answer_due"), "notes": words.get("notes", ""),
        "attachments": max(len(data["files"]) - 1, 0),
    }  # fmt: skip


def _version_rows(event: Event, words: Words, version: int) -> list[Operation]:
    data = event.data
    row = {
        "document": data["document"], "version": version, "seq": event.seq, "title": words["title"],
        "recipients": words["recipients"], "copied": words.get("copied", ""), "unit": words["unit"],
        "notes": words.get("notes", ""), "reason": words.get("reason", ""), "kind": data["kind"],
        "urgency": data["urgency"], "copies": data["copies"], "department": data["department"],
        "answer_due": data.get("answer_due"), "made_by": event.actor, "made_at": event.at, "checked_by": None,
        "checked_at": None, "check_text": "",
    }  # fmt: skip
    files: list[Operation] = [
        Put("version_file", {"document": data["document"], "version": version, "position": position, "file": file})
        for position, file in enumerate(data["files"])
    ]
    return [Put("draft_version", row), *files]


def _made(event: Event, words: Words) -> list[Operation]:
    data = event.data
    document, day = data["document"], data["on"]
    row = {
        "id": document, "series": data["series"], "secret": 0, "code": PLAIN, "year": int(day[:4]), "serial": 0,
        "number": "", **_shown(event, words, data["series"]), "sender_number": "", "dated": None, "received": day,
        "signed_for_by": "", "pages": None, "medium": "file", "correspondent": 0, "level": "ordinary", "late": 0,
        "block": None, "state": State.DRAFTED, "holder": event.actor, "held_since": event.at,
        "registered_by": event.actor, "registered_at": event.at, "files": 0, "instruction": "", "instructed_on": None,
        "to_confirm": 0, "folder": None, "filed_on": None, "void_reason": "", "reply": "", "finished_on": None,
        "urged": 0, "urged_on": None, "last_seq": event.seq,
    }  # fmt: skip
    draft = {
        "document": document, "version": 1, "put_to": 0, "put_at": None, "replies_to": data.get("replies_to"),
        "recipients": words["recipients"], "answer_due": data.get("answer_due"), "answered_seq": None,
        "deposited_seq": None, "signed_by": None, "issued_on": None, "kept_by": event.actor,
    }  # fmt: skip
    more: list[Operation] = []
    if "replies_to" in data:
        link = {"document": document, "answers": data["replies_to"], "number": "", "sent_on": None}
        more = [Put("reply_to", link), *answered_rows(event, {})]
    return [
        Put("document", row),
        Put("draft", draft),
        *_version_rows(event, words, 1),
        Put("timeline", {"document": document, "seq": event.seq}),
        *concern_rows(event, people=[event.actor], departments=[data["department"]]),
        *more,
    ]


def answered_rows(event: Event, changes: Row) -> list[Operation]:
    """What an act on a reply does to the incoming document that it answers, which the event names."""
    answers = event.data["replies_to"]
    return [
        Patch("document", {"id": answers}, {**changes, "last_seq": event.seq}),
        Put("timeline", {"document": answers, "seq": event.seq}),
    ]


def _draft(event: Event, changes: Row) -> Patch:
    return Patch("draft", {"document": event.data["document"]}, changes)


def _revised(event: Event, words: Words) -> list[Operation]:
    data = event.data
    draft: Row = {
        "version": data["version"], "put_to": 0, "put_at": None, "recipients": words["recipients"],
        "answer_due": data.get("answer_due"), "answered_seq": None, "deposited_seq": None, "signed_by": None,
        "issued_on": None,
    }  # fmt: skip
    changes = {**_shown(event, words, data["series"]), "state": State.DRAFTED, "holder": event.actor}
    return on_document(
        event,
        {**changes, "held_since": event.at},
        _draft(event, draft),
        *_version_rows(event, words, data["version"]),
        *concern_rows(event, people=[event.actor], departments=[data["department"]]),
    )


def _checked(event: Event, words: Words) -> list[Operation]:
    checked = {"checked_by": event.actor, "checked_at": event.at, "check_text": words.get("text", "")}
    return on_document(event, {}, Patch("draft_version", _version(event), checked))


def _version(event: Event) -> Row:
    return {"document": event.data["document"], "version": event.data["version"]}


def _countersign_asked(event: Event, _words: Words) -> list[Operation]:
    persons = event.data["persons"]
    rows: list[Operation] = [
        Put(
            "countersigner",
            {
                **_version(event), "person": person, "position": position, "asked_at": event.at, "signed_seq": None,
                "signed_at": None, "agreed": 0, "text": "", "deputy": 0,
            },
        )
        for position, person in enumerate(persons)
    ]  # fmt: skip
    return on_document(event, {"state": State.IN_COUNTERSIGNING}, *rows, *concern_rows(event, people=persons))


def acted_for(event: Event) -> tuple[int, int]:
    """For whom the signer acted, and who was the deputy, 0 for nobody."""
    person = event.data.get("deputy_for", 0)
    return (person, event.actor) if person else (event.actor, 0)


def _countersigner(event: Event, *, agreed: int, text: str) -> Patch:
    person, deputy = acted_for(event)
    signed = {"signed_seq": event.seq, "signed_at": event.at, "agreed": agreed, "text": text, "deputy": deputy}
    return Patch("countersigner", {**_version(event), "person": person}, signed)


def _countersigned(event: Event, words: Words) -> list[Operation]:
    changes: Row = {} if event.data["left"] else {"state": State.COUNTERSIGNED}
    return on_document(event, changes, _countersigner(event, agreed=1, text=words.get("text", "")))


def _countersign_refused(event: Event, words: Words) -> list[Operation]:
    return on_document(
        event,
        {"state": State.SENT_BACK, "instruction": words["reason"][:SHORT]},
        _countersigner(event, agreed=0, text=words["reason"]),
    )


def _submitted(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    changes = {"state": _STATE_PUT_TO[data["signature"]], "holder": data["to"], "held_since": event.at}
    put = _draft(event, {"put_to": data["to"], "put_at": event.at})
    return on_document(event, changes, put, *concern_rows(event, people=[data["to"]]))


def _approval(
    event: Event, words: Words, *, signature: str, person: int, signed_on: str, given: str
) -> list[Operation]:
    data = event.data
    text = words.get("text", "")
    row = {
        "seq": event.seq, **_version(event), "person": person, "signature": signature, "at": event.at,
        "given": given, "signed_on": signed_on, "scan": data.get("scan"), "text": text,
        "deputy": event.actor if "deputy_for" in data else 0,
    }  # fmt: skip
    recorded: list[Operation] = []
    if signed_on != SignedOn.SCREEN:
        act = {
            "seq": event.seq, "document": data["document"], "person": person, "type": event.type,
            "signed_on": signed_on, "given": given, "scan": data.get("scan"), "confirmed_seq": None,
        }  # fmt: skip
        recorded.append(Put("recorded_act", act))
    changes = {
        "state": SIGNED_STATE[Signature(signature)],
        "instruction": text[:SHORT],
        "instructed_on": given,
        "dated": given,
    }
    signed = _draft(event, {"signed_by": person, "issued_on": given})
    return on_document(event, changes, signed, Put("draft_approval", row), *recorded)


def _approved(event: Event, words: Words) -> list[Operation]:
    return _approval(
        event, words, signature=Signature.ISSUE, person=event.actor, signed_on=SignedOn.SCREEN, given=event.data["on"]
    )


def _signed(event: Event, words: Words) -> list[Operation]:
    return _approval(
        event,
        words,
        signature=Signature.SIGN,
        person=acted_for(event)[0],
        signed_on=SignedOn.SCREEN,
        given=event.data["on"],
    )


def _approval_recorded(event: Event, words: Words) -> list[Operation]:
    data = event.data
    return _approval(
        event, words, signature=data["signature"], person=data["person"], signed_on=data["signed_on"],
        given=data["given"],
    )  # fmt: skip


def _returned(event: Event, words: Words) -> list[Operation]:
    changes = {
        "state": State.SENT_BACK, "instruction": words["reason"][:SHORT], "holder": event.data["to"],
        "held_since": event.at,
    }  # fmt: skip
    return on_document(event, changes, _draft(event, {"put_to": 0, "put_at": None}))


def _dropped(event: Event, words: Words) -> list[Operation]:
    return on_document(event, {"state": State.VOID, "void_reason": words["reason"]})


PROJECTORS: dict[str, Callable[[Event, Words], list[Operation]]] = {
    "department_code_set": _code_set,
    "draft_made": _made,
    "draft_revised": _revised,
    "draft_checked": _checked,
    "countersign_asked": _countersign_asked,
    "countersigned": _countersigned,
    "countersign_refused": _countersign_refused,
    "draft_submitted": _submitted,
    "draft_approved": _approved,
    "draft_signed": _signed,
    "draft_returned": _returned,
    "approval_recorded": _approval_recorded,
    "draft_dropped": _dropped,
}
