"""Urging 催办 (I5): what the clerk did to move a paper on, and what she was answered."""

from __future__ import annotations

from filedesk.domain.circulation import UNDER_WAY, Means
from filedesk.domain.documents import tidy_lines
from filedesk.domain.people import Role
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, check_department, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.custody import check_here, name_of
from filedesk.services.deputies import represented
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row


def urgings(reading: Reading, document: int) -> list[Row]:
    """How often and how it was urged on."""
    return reading.find("urging", order="seq", document=document)


def urge(
    ports: Ports,
    session: Session,
    *,
    document: int,
    means: Means,
    person: int | None = None,
    department: int | None = None,
    text: str = "",
    answer: str = "",
    seen: int | None = None,
) -> Changes:
    """Record that somebody in the paper's route was urged, with his answer.

    Raises RuleRefused: "nobody_urged", "nothing_to_urge", "not_in_route", "person_gone".
    """
    require(session, "urged", rule="I5")
    if person is None and department is None:
        raise RuleRefused("nobody_urged", rule="I5")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        if row["state"] not in UNDER_WAY:
            raise RuleRefused("nothing_to_urge", rule="I5", number=row["number"])
        if department is not None:
            check_department(writing, department)
        if person is not None:
            check_here(writing, person)
        _check_in_route(ports, writing, row, person=person, department=department)
        data = {
            "document": document,
            "means": means.value,
            "on": ports.today(writing),
            "times": row["urged"] + 1,
            "person": person,
            "department": department,
        }
        act_of(writing, session).append("urged", data, {"text": tidy_lines(text), "answer": tidy_lines(answer)})
    return changed(row)


def _check_in_route(ports: Ports, reading: Reading, row: Row, *, person: int | None, department: int | None) -> None:
    """Readers, departments that must act with their people, the general manager, and who is their deputy today."""
    tasks = reading.find("handling_task", document=row["id"])
    units = {task["department"] for task in tasks}
    if department is not None and department not in units:
        raise RuleRefused("not_in_route", rule="I5", number=row["number"], name=_department_name(reading, department))
    if person is None:
        return
    concerned = {turn["reader"] for turn in reading.find("reading_turn", document=row["id"])}
    concerned |= {task["responsible"] for task in tasks}
    concerned |= {told["person"] for told in reading.find("person_role", role=Role.GENERAL_MANAGER)}
    concerned |= {member["id"] for unit in units for member in reading.find("person", department=unit)}
    if concerned.isdisjoint({person} | represented(reading, person, ports.today(reading))):
        raise RuleRefused("not_in_route", rule="I5", number=row["number"], name=name_of(reading, person))


def _department_name(reading: Reading, department: int) -> str:
    row = reading.get("department", id=department)
    return row["name"] if row is not None else "–"
