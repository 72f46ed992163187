"""The handling slip 文件处理单 of an incoming paper, with what is known of it so far; it is a form, not a register."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from filedesk.clock import from_text
from filedesk.domain.routing import SignedOn
from filedesk.services.acts import document_row, require
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import HandlingSlip
from filedesk.services.printing import office_time, print_facts, print_moment
from filedesk.services.wording import wording
from filedesk.texts import Catalogue, catalogue, mark
from filedesk.texts.names import LEVELS, SIGNED_ON, URGENCIES

_FOR_READING, _TO_ACT_ON = mark("For reading only"), mark("To be acted on")


def print_slip(ports: Ports, session: Session, *, document: int, out: BinaryIO, language: str) -> int:
    """Print the handling slip of an incoming document; returns its pages. May run in any thread.

    Raises RuleRefused("document_unknown") and ("heading_has_no_glyph"), EnvironmentFailed.
    """
    require(session, "document_registered", rule="I3")
    words = catalogue(language)
    with ports.ledger.snapshot() as reading:
        row = document_row(reading, document)
        shown = reading.rows([document])[document]
        office = office_row(reading)
        size = reading.size()
        moment = print_moment(ports, reading)
        facts = print_facts(office, session, language, moment, size=size, root=reading.root(size))
        facts = replace(facts, titled=words.tr("Handling slip"), code=row["number"])
        slip = HandlingSlip(facts, row["number"], _cells(reading, shown, words, office["zone"]))
    return ports.printer.print_slip(slip=slip, out=out)


def _cells(reading: Reading, row: Row, words: Catalogue, zone: str) -> dict[str, str]:
    urgency, level = URGENCIES[row["urgency"]], LEVELS[row["level"]]
    instructed = reading.find("instruction", order="id", document=row["id"])
    readers, handling = _goes_to(reading, instructed[-1], words) if instructed else ("", "")
    return {
        "source_number": row["sender_number"],
        "sender": row["sender"],
        "dated": row["dated"] or "",
        "received": row["received"],
        "number": row["number"],
        "urgency": words.tr(urgency),
        "level": words.tr(level),
        "handling": handling,
        "title": row["title"],
        "proposal": _proposal(reading, row["id"], zone),
        "instruction": _instruction(reading, instructed[-1], words) if instructed else "",
        "circulation": readers,
        "result": "",
        "filing": row["folder_name"] or "",
        "notes": row["notes"],
    }


def _name(reading: Reading, person: int) -> str:
    row = reading.get("person", id=person)
    return str(row["name"]) if row else ""


def _proposal(reading: Reading, document: int, zone: str) -> str:
    """The words of the proposal 拟办, with whose it is and the day."""
    proposed = reading.get("proposal", document=document)
    if proposed is None:
        return ""
    day = office_time(from_text(proposed["at"]), zone)[:10]
    return f"{proposed['text']}\n{_name(reading, proposed['person'])}  {day}".strip()


def _instruction(reading: Reading, told: Row, words: Catalogue) -> str:
    """The words of the instruction, how it was signed and by whom (a recorded one is the clerk's till confirmed)."""
    signed = words.tr(SIGNED_ON[told["signed_on"]])
    parts = [signed, _name(reading, told["person"]), told["given"]]
    if told["signed_on"] != SignedOn.SCREEN and told["confirmed_seq"] is not None:
        parts.append(words.tr("confirmed by the general manager"))
    return f"{told['text']}\n{'  '.join(parts)}".strip()


def _goes_to(reading: Reading, told: Row, words: Catalogue) -> tuple[str, str]:
    """The names of those who are to read it, in order, and whether it is for reading 阅 or to be acted on 办."""
    said = wording(reading, told["id"], told["text"], told["deadline"])
    acted_on = said.lead is not None
    readers = words.tr(", ").join(_name(reading, person) for person in said.readers)
    return readers, words.tr(_TO_ACT_ON if acted_on else _FOR_READING) if acted_on or readers else ""
