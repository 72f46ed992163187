"""Forms about one incoming paper: circulation sheet 传阅单 and urging sheet 催办单, with rows left to be signed.

They are forms that go about the house, not registers: nothing is noted in the journal when one is printed. Each
signature on them bears its code, and the footer tells the journal's size and root.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from filedesk.domain.circulation import Turn
from filedesk.domain.routing import Purpose
from filedesk.services.acts import document_row, require
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import HeadField, PrintFacts, SignedMark
from filedesk.services.printing import facts_now
from filedesk.services.scan_codes import code_of_document
from filedesk.services.signed import Signatures
from filedesk.services.urged import Addressee, assigned_on, due_on, urged
from filedesk.services.wording import instructed
from filedesk.texts import Catalogue, catalogue, mark
from filedesk.texts.names import LEVELS, MEANS, URGENCIES

_ROWS, _URGING_ROWS = 12, 8
"""A sheet has at least so many rows; those that nobody has signed are left empty."""

_LEFT_OUT = mark("Left out: {reason}")
_PLEASE = mark(
    "Please act on this document without delay, write below how it stands (and why, if it is late), sign, and return"
    " the sheet to the office."
)


def print_circulation(ports: Ports, session: Session, *, document: int, out: BinaryIO, language: str) -> int:
    """Print the circulation sheet of an incoming document; returns its pages. May run in any thread.

    Raises RuleRefused: "document_unknown", "character_has_no_glyph", "heading_has_no_glyph"; EnvironmentFailed.
    """
    require(session, "handed_over", rule="I4")
    words = catalogue(language)
    with ports.ledger.snapshot() as reading:
        row = document_row(reading, document)
        signed = Signatures(reading, words, office_row(reading))
        facts = replace(_facts(ports, session, reading, row, language), head=_head(row, words))
        rows = _numbered(_readers(reading, row, signed), 7, _ROWS)
    return _print(ports, "circulation", facts, rows, out)


def print_urging(ports: Ports, session: Session, *, document: int, to: Addressee, out: BinaryIO, language: str) -> int:
    """Print the urging sheet for one department or person; returns its pages. Raises as `print_circulation` does."""
    require(session, "urged", rule="I5")
    words = catalogue(language)
    with ports.ledger.snapshot() as reading:
        row = document_row(reading, document)
        signed = Signatures(reading, words, office_row(reading))
        urgency = URGENCIES[row["urgency"]]
        head = (
            *_head(row, words),
            HeadField(words.tr("Urgency"), words.tr(urgency)),
            HeadField(words.tr("Department / person"), to.name),
            HeadField(words.tr("Assigned on"), signed.time(assigned_on(reading, row, to))[:10]),
            HeadField(words.tr("Due on"), due_on(reading, row, to)),
            HeadField(words.tr("Request"), words.tr(_PLEASE), wide=True),
        )
        facts = replace(_facts(ports, session, reading, row, language), head=head)
        told = [
            (one["day"], words.tr(MEANS[one["means"]]), one["text"], one["answer"], signed.name(one["by"]))
            for one in urged(reading, document, to)
        ]
        rows = _numbered(told, 6, max(_URGING_ROWS, len(told) + 2))
    return _print(ports, "urging_sheet", facts, rows, out)


def _print(ports: Ports, definition: str, facts: PrintFacts, rows: list[tuple[str, ...]], out: BinaryIO) -> int:
    drawn = ports.printer.draw_register(definition=definition, facts=facts, rows=rows)
    drawn.write(facts=facts, out=out)
    return drawn.pages


def _facts(ports: Ports, session: Session, reading: Reading, row: Row, language: str) -> PrintFacts:
    code = code_of_document(reading, office_row(reading), row["id"])
    return replace(facts_now(ports, session, reading, language), code=code)


def _head(row: Row, words: Catalogue) -> tuple[HeadField, ...]:
    level = LEVELS[row["level"]]
    return (
        HeadField(words.tr("Receipt number"), row["number"]),
        HeadField(words.tr("Number on the paper"), row["sender_number"]),
        HeadField(words.tr("Title"), row["title"], wide=True),
        HeadField(words.tr("Sending unit"), row["sender"]),
        HeadField(words.tr("Secrecy"), words.tr(level)),
    )


def _numbered(told: Sequence[tuple[str, ...]], columns: int, least: int) -> list[tuple[str, ...]]:
    """The rows with their numbers before them, and empty ones to be filled in by hand."""
    empty = [("",) * (columns - 1)] * max(least - len(told), 0)
    return [(str(number), *row) for number, row in enumerate([*told, *empty], start=1)]


def _readers(reading: Reading, row: Row, signed: Signatures) -> list[tuple[str, ...]]:
    """A row for each reader as it was; before circulation the names of those whom it is to go to."""
    turns = reading.find("reading_turn", order="position", document=row["id"])
    if not turns:
        said = instructed(reading, row["id"])
        return [(signed.name(one), "", "", "", "", "") for one in said.readers] if said else []
    moved = reading.find("movement", order="seq", document=row["id"])
    carriers = {one["taker"]: one["carrier"] for one in moved if one["purpose"] == Purpose.READING}
    begun = reading.get("circulation", document=row["id"])
    told: list[tuple[str, ...]] = []
    for turn in turns:
        carrier = carriers.get(turn["reader"], begun["begun_by"] if begun and turn["sent_at"] else None)
        told.append(
            (
                signed.name(turn["reader"]),
                signed.time(turn["sent_at"]),
                _opinion(reading, turn, signed),
                signed.time(turn["read_at"]),
                signed.time(turn["returned_at"] or _left_him(moved, turn)),
                signed.name(carrier),
            )
        )
    return told


def _left_him(moved: list[Row], turn: Row) -> str | None:
    """When the paper left whoever read it, also a deputy or a clerk, who has nobody to return it to."""
    hands = {turn["reader"], turn["read_by"]}
    return next(
        (one["at"] for one in moved if turn["seq"] and one["seq"] > turn["seq"] and one["giver"] in hands), None
    )


def _opinion(reading: Reading, turn: Row, signed: Signatures) -> str:
    """What the reader wrote, and how he signed, with the codes."""
    if turn["state"] == Turn.SKIPPED:
        event, _words = reading.event(turn["seq"])
        marks = [signed.mark(turn["seq"], signed.name(event.actor), signed.time(event.at))]
        return _told(signed.words.tr(_LEFT_OUT, reason=turn["opinion"]), marks)
    if turn["state"] != Turn.READ:
        return ""
    marks = signed.of_act(turn["seq"], turn["signed_on"], turn["read_at"], turn["reader"], deputy=bool(turn["deputy"]))
    return _told(turn["opinion"], marks)


def _told(text: str, marks: list[SignedMark]) -> str:
    return "\n".join((text, *(line for one in marks for line in (one.told, one.code))))
