"""Who can be urged about a paper 催办 (I5), and what the papers say of it: since when he has it, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.domain.circulation import Handling, Turn
from filedesk.services.ledger import Reading, Row
from filedesk.services.urging import late_orders


@dataclass(frozen=True)
class Addressee:
    """The department or person that an urging goes to, by id; `name` is for people to read."""

    name: str
    department: int | None = None
    person: int | None = None


def addressees(reading: Reading, document: int) -> list[Addressee]:
    """Those who have still to act on the paper, to read it or to carry it out (F8), the leading department first."""
    found: list[Addressee] = []
    for task in reading.find("handling_task", order="lead DESC, department", document=document):
        if task["state"] != Handling.REPORTED:
            found.append(addressee(reading, department=task["department"], person=task["responsible"]))
    for turn in reading.find("reading_turn", order="position", document=document):
        if turn["state"] == Turn.OUT:
            found.append(addressee(reading, person=turn["reader"]))
    row = reading.get("document", id=document)
    for order in late_orders(reading, row) if row else []:
        found.append(addressee(reading, department=order["department"] or None, person=order["person"] or None))
    return list(dict.fromkeys(found))


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


def order_of(reading: Reading, document: int, to: Addressee) -> Row | None:
    """The latest order by which the department or person has to carry the document out (F8)."""
    key = {"department": to.department} if to.department is not None else {"person": to.person}
    orders = reading.find("carrying_out", order="seq, position", document=document, **key)
    return orders[-1] if orders else None


def done_on(reading: Reading, row: Row, to: Addressee) -> str:
    """When what he was urged for came to its end: the paper finished, or his report; empty before."""
    order = order_of(reading, row["id"], to)
    return str((order["reported_on"] if order else row["finished_on"]) or "")


def outcome_of(reading: Reading, row: Row, to: Addressee) -> str:
    """His result or report, empty before there is one."""
    task, order = task_of(reading, row["id"], to), order_of(reading, row["id"], to)
    return str(task["result"]) if task else str(order["report"]) if order else ""


def assigned_on(reading: Reading, row: Row, to: Addressee) -> str | None:
    """When the paper came to him: a moment, or None where nothing tells."""
    task = task_of(reading, row["id"], to)
    if task is not None:
        return str(task["named_at"] or task["begun_at"])
    order = order_of(reading, row["id"], to)
    if order is not None:
        return str(order["ordered_at"])
    turn = reading.get("reading_turn", document=row["id"], reader=to.person) if to.person else None
    return turn["sent_at"] if turn else None


def due_on(reading: Reading, row: Row, to: Addressee) -> str:
    """The day by which he is to have done it, empty for none."""
    task = task_of(reading, row["id"], to)
    order = order_of(reading, row["id"], to)
    if order is not None:
        return str(order["due"])
    return str((task["deadline"] if task else None) or row["deadline"] or "")
