"""Who can be urged about a paper 催办 (I5), and what the papers say of it: since when he has it, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.domain.circulation import Handling, Turn
from filedesk.services.ledger import Reading, Row


@dataclass(frozen=True)
class Addressee:
    """The department or person that an urging goes to, by id; `name` is for people to read."""

    name: str
    department: int | None = None
    person: int | None = None


def addressees(reading: Reading, document: int) -> list[Addressee]:
    """Those who have still to act on the paper or to read it, the leading department first."""
    found: list[Addressee] = []
    for task in reading.find("handling_task", order="lead DESC, department", document=document):
        if task["state"] != Handling.REPORTED:
            found.append(addressee(reading, department=task["department"], person=task["responsible"]))
    for turn in reading.find("reading_turn", order="position", document=document):
        if turn["state"] == Turn.OUT:
            found.append(addressee(reading, person=turn["reader"]))
    return found


def addressee(reading: Reading, *, department: int | None = None, person: int | None = None) -> Addressee:
    """The addressee with his name: department, person, or both."""
    unit = reading.get("department", id=department) if department else None
    who = reading.get("person", id=person) if person else None
    return Addressee(" ".join(str(row["name"]) for row in (unit, who) if row), department, person)


def urged(reading: Reading, document: int, to: Addressee) -> list[Row]:
    """How he was urged before, the oldest first."""
    return [
        row
        for row in reading.find("urging", order="seq", document=document)
        if (to.department is not None and row["department"] == to.department)
        or (to.person is not None and row["person"] == to.person)
    ]


def task_of(reading: Reading, document: int, to: Addressee) -> Row | None:
    """The task of the department, or of the person who is responsible for it."""
    if to.department is not None:
        return reading.get("handling_task", document=document, department=to.department)
    tasks = reading.find("handling_task", order="lead DESC, department", document=document, responsible=to.person)
    return tasks[0] if tasks else None


def assigned_on(reading: Reading, row: Row, to: Addressee) -> str | None:
    """When the paper came to him: a moment, or None where nothing tells."""
    task = task_of(reading, row["id"], to)
    if task is not None:
        return str(task["named_at"] or task["begun_at"])
    turn = reading.get("reading_turn", document=row["id"], reader=to.person) if to.person else None
    return turn["sent_at"] if turn else None


def due_on(reading: Reading, row: Row, to: Addressee) -> str:
    """The day by which he is to have done it, empty for none."""
    task = task_of(reading, row["id"], to)
    return str((task["deadline"] if task else None) or row["deadline"] or "")
