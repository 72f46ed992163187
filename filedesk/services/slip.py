"""The handling slip 文件处理单 of an incoming paper, with what has happened to it so far: a form, not a register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import BinaryIO

from filedesk.domain.circulation import Handling, Turn
from filedesk.domain.routing import SignedOn
from filedesk.services.acts import document_row, require
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import HandlingSlip, SignedMark, SlipReader
from filedesk.services.printing import facts_now
from filedesk.services.scan_codes import code_of_document
from filedesk.services.signed import Signatures
from filedesk.services.wording import Wording, wording
from filedesk.texts import Catalogue, catalogue, mark
from filedesk.texts.names import LEVELS, SIGNED_ON, URGENCIES

_FOR_READING, _TO_ACT_ON = mark("For reading only"), mark("To be acted on")
_CONFIRMED = mark("confirmed by the general manager")
_LEFT_OUT = mark("Left out: {reason}")
_ASKED, _ANSWERED = mark("Question ({person}): {text}"), mark("Answer: {text}")
_TASK, _RESPONSIBLE = mark("{department}: {result}"), mark("{department} ({person}): {result}")
_REPORT = mark("Report: {text}")
_REPLY = mark("Replied: {number}")
_RETURNED, _NOT_BACK = mark("Original returned {day}, {person}."), mark("Missing: {text}")


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
        code = code_of_document(reading, office, document)
        facts = replace(facts_now(ports, session, reading, language), titled=words.tr("Handling slip"), code=code)
        told = _Told(reading, shown, words, Signatures(reading, words, office))
        slip = HandlingSlip(facts, row["number"], *told.all(), told.readers(), told.awaited())
    return ports.printer.print_slip(slip=slip, out=out)


@dataclass(frozen=True)
class _Told:
    """What one document's slip says; `row` is the document as lists show it."""

    reading: Reading
    row: Row
    words: Catalogue
    signed: Signatures

    def all(self) -> tuple[dict[str, str], dict[str, tuple[SignedMark, ...]]]:
        """The cells, and the signatures in them."""
        row, tr = self.row, self.words.tr
        said = self._said()
        acted_on = said is not None and said.lead is not None
        handling = tr(_TO_ACT_ON if acted_on else _FOR_READING) if acted_on or (said and said.readers) else ""
        writing = {
            "proposal": self._proposal(),
            "instruction": self._instruction(),
            "result": self._results(),
        }
        cells = {
            "source_number": row["sender_number"],
            "sender": row["sender"],
            "dated": row["dated"] or "",
            "received": row["received"],
            "number": row["number"],
            "urgency": tr(URGENCIES[row["urgency"]]),
            "level": tr(LEVELS[row["level"]]),
            "handling": handling,
            "title": row["title"],
            "filing": self._filing(),
            "notes": self._notes(),
            **{name: text for name, (text, _marks) in writing.items()},
        }
        return cells, {name: tuple(marks) for name, (_text, marks) in writing.items() if marks}

    def _said(self) -> Wording | None:
        told = self.reading.find("instruction", order="id", document=self.row["id"])
        return wording(self.reading, told[-1]["id"], told[-1]["text"], told[-1]["deadline"]) if told else None

    def _proposal(self) -> tuple[str, list[SignedMark]]:
        """The words of the proposal 拟办, with whose it is and when."""
        told = self.reading.get("proposal", document=self.row["id"])
        if told is None:
            return "", []
        return told["text"], [
            self.signed.mark(told["seq"], self.signed.name(told["person"]), self.signed.time(told["at"]))
        ]

    def _instruction(self) -> tuple[str, list[SignedMark]]:
        """The latest instruction, how it was signed and by whom (a recorded one is the clerk's till confirmed), and
        what the general manager was asked and answered (I6)."""
        told = self.reading.find("instruction", order="id", document=self.row["id"])
        parts: list[str] = []
        marks: list[SignedMark] = []
        if told:
            last, signed = told[-1], self.signed
            on_screen = last["signed_on"] == SignedOn.SCREEN
            parts.append(last["text"])
            when = signed.time(last["at"] if on_screen else last["given"])
            how = self.words.tr(SIGNED_ON[last["signed_on"]])
            marks.append(signed.mark(last["id"], how, signed.name(last["person"]), when))
            marks += signed.confirmation(None if on_screen else last["confirmed_seq"], _CONFIRMED)
        for asked in self.reading.find("question", order="seq", document=self.row["id"]):
            person = self.signed.name(asked["person"])
            parts.append(self.words.tr(_ASKED, person=person, text=asked["text"]))
            if asked["answered_seq"] is not None:
                parts.append(self.words.tr(_ANSWERED, text=asked["answer"]))
                by, at = self.signed.name(asked["answered_by"]), self.signed.time(asked["answered_at"])
                marks.append(self.signed.mark(asked["answered_seq"], self.words.tr("Answer"), by, at))
        return "\n".join(parts), marks

    def readers(self) -> tuple[SlipReader, ...]:
        """Those who read it, in turn, with opinion and signature; before circulation those whom it is to go to."""
        turns = self.reading.find("reading_turn", order="position", document=self.row["id"])
        if not turns:
            said = self._said()
            return tuple(SlipReader(self.signed.name(one)) for one in said.readers) if said else ()
        return tuple(self._reader(turn) for turn in turns)

    def _reader(self, turn: Row) -> SlipReader:
        name = self.signed.name(turn["reader"])
        if turn["state"] == Turn.SKIPPED:
            left_out = self.words.tr(_LEFT_OUT, reason=turn["opinion"])
            event, _words = self.reading.event(turn["seq"])
            by, at = self.signed.name(event.actor), self.signed.time(event.at)
            return SlipReader(name, left_out, (self.signed.mark(turn["seq"], by, at),))
        if turn["state"] != Turn.READ:
            return SlipReader(name)
        marks = self.signed.of_act(
            turn["seq"], turn["signed_on"], turn["read_at"], turn["reader"], deputy=bool(turn["deputy"])
        )
        return SlipReader(name, turn["opinion"], tuple(marks))

    def _results(self) -> tuple[str, list[SignedMark]]:
        """What each department did, the leading one first: who is responsible, the result and the report (I5)."""
        parts: list[str] = []
        marks: list[SignedMark] = []
        for task in self._tasks():
            unit = self.reading.get("department", id=task["department"])
            person = self.signed.name(task["responsible"] or task["reported_by"])
            parts.append(
                self.words.tr(
                    _RESPONSIBLE if person else _TASK,
                    department=unit["name"] if unit else "–",
                    person=person,
                    result=task["result"] or "…",
                )
            )
            if task["report"]:
                parts.append(self.words.tr(_REPORT, text=task["report"]))
            if task["state"] == Handling.REPORTED:
                marks += self.signed.of_act(
                    task["seq"],
                    task["signed_on"],
                    task["reported_at"],
                    task["reported_by"],
                    deputy=bool(task["deputy"]),
                )
        if self.row["reply"]:
            parts.append(self.words.tr(_REPLY, number=self.row["reply"]))
        return "\n".join(parts), marks

    def _tasks(self) -> list[Row]:
        return self.reading.find("handling_task", order="lead DESC, department", document=self.row["id"])

    def awaited(self) -> frozenset[str]:
        """The cells that somebody has still to sign although others have."""
        open_tasks = any(task["state"] != Handling.REPORTED for task in self._tasks())
        return frozenset({"result"} if open_tasks else ())

    def _filing(self) -> str:
        folder = self.row["folder_name"]
        if not folder:
            return ""
        put = self.signed.events(self.row["id"], "put_into_folder")
        if not put:
            return str(folder)
        event, _words = put[-1]
        signed = self.signed.mark(event.seq, self.signed.name(event.actor), event.data["on"])
        return f"{folder}  {signed.told}\n{signed.code}"

    def _notes(self) -> str:
        """The entry's notes, and how the original came back (I7)."""
        parts = [self.row["notes"]]
        for event, words in self.signed.events(self.row["id"], "original_returned"):
            person = self.signed.name(event.actor)
            parts.append(self.words.tr(_RETURNED, day=event.data["on"], person=person))
            if "missing" in words:
                parts.append(self.words.tr(_NOT_BACK, text=words["missing"]))
        return "\n".join(part for part in parts if part)
