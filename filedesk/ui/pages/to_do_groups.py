"""The groups of the to-do 待办: what they are called, in which order they stand, and what a row tells of its paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from filedesk.services.ledger import Row
from filedesk.services.waiting import BLOCKS, PEOPLE, POSTS
from filedesk.texts import mark, tr
from filedesk.texts.names import EVENTS

GROUPS: Final[Mapping[str, str]] = {
    "to_answer": mark("Questions to answer"),
    "to_sign": mark("To sign"),
    "to_confirm": mark("Recorded instructions to confirm"),
    "exceptions": mark("Went on without you, to be seen"),
    "recorded": mark("Recorded for you, to confirm"),
    "to_countersign": mark("To countersign"),
    "to_sign_internal": mark("To sign for the department"),
    "to_read": mark("To read"),
    "to_accept": mark("To accept"),
    "to_handle": mark("To act on"),
    "to_name": mark("To name who does it"),
    "answers": mark("Answers to your questions"),
    "to_receive": mark("To confirm the receipt"),
    "to_carry_out": mark("To carry out"),
    "answer_due": mark("An answer is due"),
    "returned_drafts": mark("Drafts returned to you"),
    "to_put_up": mark("Your drafts, to be put up"),
    "to_number": mark("Signed, to be numbered"),
    "to_chop": mark("Numbered, to be chopped"),
    "to_send": mark("Chopped, to be sent"),
    "to_distribute": mark("Numbered, to be distributed"),
    "receipts_missing": mark("Receipts missing"),
    "sent_back": mark("Sent back by the general manager"),
    "to_submit": mark("Registered, not put to the general manager yet"),
    "to_circulate": mark("Instructed, to be sent round"),
    "to_hand_over": mark("Instructed, to be handed to departments"),
    "to_send_on": mark("Read, to be sent to the next reader"),
    "to_take_back": mark("Read by all, to be taken back"),
    "to_urge": mark("To urge today"),
    "overdue": mark("Past its deadline, urged already"),
    "near": mark("Near its deadline"),
    "to_finish": mark("Nothing open any more, to be finished"),
    "to_check_in": mark("Finished, the original to be checked in"),
    "to_file": mark("To be put into a folder"),
    "to_file_issued": mark("Went out, to be put into a folder"),
    POSTS: mark("Posts handed over, to sign"),
    BLOCKS: mark("Blocks of numbers still open, to be entered or closed"),
    PEOPLE: mark("People to be confirmed"),
}
COLUMNS: Final = (
    mark("Receipt no."),
    mark("Title"),
    mark("What about it"),
    mark("Sender"),
    mark("Waits for"),
    mark("Urgency"),
    mark("Deadline"),
)
WIDTHS: Final = (176, 0, 130, 120, 75, 75, 95)
"""Of the columns; 0 takes what is left."""
TITLE, ABOUT, SENDER, AGE, URGENCY, DUE = range(1, 7)


def about(group: str, row: Row, person: int) -> str:
    """What a row tells beside its paper, to this person."""
    telling = _TELLING.get(group)
    return telling(row, person) if telling is not None else ""


def _asked(row: Row, _person: int) -> str:
    return tr("{name}: {text}", name=row["whose_name"], text=row["told"])


def _for_whom(row: Row, person: int) -> str:
    return "" if row["whose"] == person else tr("for {name}", name=row["whose_name"])


def _task(row: Row, person: int) -> str:
    return _joined(row["unit_name"], _for_whom(row, person))


def _named(row: Row, _person: int) -> str:
    return _joined(row["unit_name"], tr("declined: {reason}", reason=row["told"]) if row["told"] else "")


def _next(row: Row, _person: int) -> str:
    return tr("next: {name}", name=row["whose_name"])


def _with(row: Row, _person: int) -> str:
    return tr("with {name}", name=row["whose_name"])


def _recorded(row: Row, _person: int) -> str:
    return tr(EVENTS[row["told"]])


def _exception(row: Row, _person: int) -> str:
    kind, _, reason = row["told"].partition(" ")
    return _joined(tr(EVENTS[kind]), row["whose_name"], reason)


def _late(row: Row, _person: int) -> str:
    urged = tr("urged {n}×, last {day}", n=row["urged"], day=row["urged_on"]) if row["urged"] else ""
    return _joined(row["unit_name"], row["whose_name"], urged)


def _receipt(row: Row, _person: int) -> str:
    return tr("from {name}", name=row["told"] or row["unit_name"] or row["whose_name"])


def _by(row: Row, _person: int) -> str:
    return tr("drafted by {name}", name=row["whose_name"])


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


_TELLING: Final[Mapping[str, Callable[[Row, int], str]]] = {
    "to_answer": _asked,
    "answers": _asked,
    "recorded": _recorded,
    "exceptions": _exception,
    "to_read": _for_whom,
    "to_accept": _task,
    "to_handle": _task,
    "to_name": _named,
    "to_send_on": _next,
    "to_take_back": _with,
    "to_check_in": _with,
    "to_countersign": _by,
    "to_sign_internal": _by,
    "to_receive": _task,
    "to_carry_out": _task,
    "receipts_missing": _receipt,
    "to_urge": _late,
    "overdue": _late,
    "near": _late,
}
