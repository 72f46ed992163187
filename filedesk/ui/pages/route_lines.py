"""A paper's way in words 去向: for each copy, reader, department, question and urging where it stands, since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from filedesk.domain.circulation import ORIGINAL, Handling, Turn
from filedesk.services.ledger import Row
from filedesk.services.reading import DocumentView
from filedesk.texts import tr
from filedesk.texts.names import HANDLINGS, MEANS, MODES, SIGNED_ON, TURNS
from filedesk.ui.pages.desk_facts import DeskFacts, shown_time

Kind = Literal["copy", "reader", "department", "question", "urging", "incident"]
_DAY = len("2026-03-05")
_TURN_TONES = {Turn.OUT: "warning", Turn.READ: "good", Turn.WAITING: "muted", Turn.SKIPPED: "muted"}
_TASK_TONES = {Handling.REPORTED: "good", Handling.DECLINED: "error"}


@dataclass(frozen=True)
class Line:
    """One line: what it is about, and its cells: who, where it stands, when, words."""

    kind: Kind
    id: int
    who: str
    state: str
    when: str
    words: str
    tone: str = "text"


@dataclass(frozen=True)
class Section:
    """The lines of one kind, under their title."""

    title: str
    lines: list[Line]


def sections(view: DocumentView, facts: DeskFacts) -> list[Section]:
    """The sections that hold anything, in the language in use."""
    teller = _Teller(view, facts)
    mode = view.route.mode
    reading = tr("Reading in turn: {mode}", mode=tr(MODES[mode])) if mode else tr("Reading in turn")
    found = [
        Section(tr("Who has it"), list(teller.copies())),
        Section(reading, list(teller.readers())),
        Section(tr("Acting on it"), list(teller.tasks())),
        Section(tr("Questions to the general manager"), list(teller.questions())),
        Section(tr("Urging"), list(teller.urgings())),
        Section(tr("Incidents"), list(teller.incidents())),
    ]
    return [section for section in found if section.lines]


class _Teller:
    def __init__(self, view: DocumentView, facts: DeskFacts) -> None:
        self._view, self._facts = view, facts

    def _when(self, at: str | None) -> str:
        if not at:
            return ""
        return at if len(at) == _DAY else shown_time(at, self._facts.zone)

    def _name(self, person: int | None) -> str:
        return self._view.names.get(person or 0, "–")

    def _signed(self, row: Row, signer: int | None) -> str:
        """How it was signed: by whom, as deputy, recorded from paper or telephone and whether he confirmed."""
        if not row["signed_on"]:
            return ""
        parts = [tr(SIGNED_ON[row["signed_on"]])]
        if row["deputy"]:
            parts.append(tr("by {name} as deputy", name=self._name(signer)))
        if row["signed_on"] != "screen":
            waits = self._view.route.unconfirmed(row["seq"])
            parts.append(tr("waits to be confirmed") if waits else tr("confirmed"))
        return tr(", ").join(parts)

    def copies(self) -> Iterator[Line]:
        holdings = self._view.route.holdings
        for one in holdings:
            title = tr("Original") if one.copy == ORIGINAL else tr("Copy {number}", number=one.copy)
            since = tr("since {moment}", moment=self._when(one.since))
            yield Line("copy", one.copy, title, self._name(one.holder), since, "")

    def readers(self) -> Iterator[Line]:
        turns = self._view.route.turns
        if not turns and self._view.instructions:
            for place, reader in enumerate(self._view.instructions[-1].wording.readers, start=1):
                yield Line("reader", reader, f"{place}  {self._name(reader)}", tr("Named"), "", "", "muted")
            return
        for place, turn in enumerate(turns, start=1):
            state = Turn(turn["state"])
            parts = [
                tr("sent {moment}", moment=self._when(turn["sent_at"])) if turn["sent_at"] else "",
                tr("read {moment}", moment=self._when(turn["read_at"])) if turn["read_at"] else "",
                tr("back {moment}", moment=self._when(turn["returned_at"])) if turn["returned_at"] else "",
            ]
            words = [turn["opinion"], self._signed(turn, turn["read_by"])]
            who = f"{place}  {self._name(turn['reader'])}"
            yield Line(
                "reader", turn["reader"], who, tr(TURNS[state]), _lines(parts), _lines(words), _TURN_TONES[state]
            )

    def tasks(self) -> Iterator[Line]:
        tasks = self._view.route.tasks
        if not tasks and self._view.instructions:
            for told in self._view.instructions[-1].wording.departments():
                named = self._view.departments.get(told["department"], "–")
                who = tr("{department}, leads", department=named) if told["lead"] else named
                yield Line("department", told["department"], who, tr("Named"), "", "", "muted")
            return
        for task in tasks:
            state = Handling(task["state"])
            named = self._view.departments.get(task["department"], "–")
            doing = tr(HANDLINGS[state])
            if task["responsible"]:
                doing = tr("{name}: {state}", name=self._name(task["responsible"]), state=doing)
            parts = [
                tr("By {day}", day=task["deadline"]) if task["deadline"] else "",
                tr("since {moment}", moment=self._when(task["accepted_at"] or task["named_at"] or task["begun_at"])),
                tr("reported {moment}", moment=self._when(task["reported_at"])) if task["reported_at"] else "",
            ]
            words = [
                tr("Sent back: {reason}", reason=task["declined_for"]) if task["declined_for"] else "",
                task["result"],
                task["report"],
                self._signed(task, task["reported_by"]),
            ]
            who = tr("{department}, leads", department=named) if task["lead"] else named
            late = state is not Handling.REPORTED and (task["deadline"] or "9") < self._facts.today.isoformat()
            tone = "error" if late else _TASK_TONES.get(state, "warning")
            yield Line("department", task["department"], who, doing, _lines(parts), _lines(words), tone)

    def questions(self) -> Iterator[Line]:
        for row in self._view.route.questions:
            answered = row["answered_seq"] is not None
            words = [tr("Question: {text}", text=row["text"])]
            parts = [tr("asked {moment}", moment=self._when(row["at"]))]
            if answered:
                words.append(tr("{name} answers: {text}", name=self._name(row["answered_by"]), text=row["answer"]))
                parts.append(tr("answered {moment}", moment=self._when(row["answered_at"])))
            state, tone = (tr("Answered"), "good") if answered else (tr("Not answered yet"), "error")
            yield Line("question", row["seq"], self._name(row["person"]), state, _lines(parts), _lines(words), tone)

    def urgings(self) -> Iterator[Line]:
        for row in self._view.route.urgings:
            whom = [self._name(row["person"])] if row["person"] else []
            if row["department"]:
                whom.append(self._view.departments.get(row["department"], "–"))
            words = [row["text"], tr("Answer: {text}", text=row["answer"]) if row["answer"] else ""]
            who = f"{row['times']}  {tr(', ').join(whom)}"
            by = tr("{day}, by {name}", day=row["day"], name=self._name(row["by"]))
            yield Line("urging", row["seq"], who, tr(MEANS[row["means"]]), by, _lines(words))

    def incidents(self) -> Iterator[Line]:
        for row in self._view.route.incidents:
            yield Line(
                "incident", row["seq"], self._name(row["person"]), "", self._when(row["at"]), row["text"], "error"
            )


def _lines(parts: list[str]) -> str:
    return "\n".join(part for part in parts if part)
