"""Urging 催办 (I5, F8): what the clerk did to move a paper on, and what she was answered."""

from __future__ import annotations

from filedesk.domain.circulation import UNDER_WAY, Means
from filedesk.domain.documents import tidy_lines
from filedesk.domain.people import Role
from filedesk.domain.routing import OUT_IN_THE_HOUSE
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, check_department, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.custody import check_here, name_of
from filedesk.services.deputies import represented
from filedesk.services.desk_ports import Ports
from filedesk.services.distributing import open_orders
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
    """Record that somebody in the paper's route, or who must carry an issued one out (F8), was urged, and his answer.

    Raises RuleRefused: "nobody_urged", "nothing_to_urge", "not_in_route", "person_gone".
    """
    require(session, "urged", rule="I5")
    if person is None and department is None:
        raise RuleRefused("nobody_urged", rule="I5")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        orders = late_orders(writing, row)
        rule = "F8" if orders else "I5"
        if row["state"] not in UNDER_WAY and not orders:
            raise RuleRefused("nothing_to_urge", rule="I5", number=row["number"])
        if department is not None:
            check_department(writing, department)
        if person is not None:
            check_here(writing, person)
        units, concerned = _ordered(writing, orders) if orders else _in_route(writing, row)
        if department is not None and department not in units:
            raise RuleRefused("not_in_route", rule=rule, number=row["number"], name=_department(writing, department))
        if person is not None and concerned.isdisjoint({person} | represented(writing, person, ports.today(writing))):
            raise RuleRefused("not_in_route", rule=rule, number=row["number"], name=name_of(writing, person))
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


def late_orders(reading: Reading, row: Row) -> list[Row]:
    """Who has yet to report that an issued document was carried out (F8); none for a paper of another kind."""
    if row["state"] not in OUT_IN_THE_HOUSE:
        return []
    draft = reading.get("draft", document=row["id"])
    return open_orders(reading, row["id"], draft["version"]) if draft else []


def _ordered(reading: Reading, orders: list[Row]) -> tuple[set[int], set[int]]:
    """The departments that have to carry it out, and the people: those named, and everybody of the departments."""
    units = {one["department"] for one in orders if one["department"]}
    people = {one["person"] for one in orders if one["person"]}
    return units, people | _members(reading, units)


def _in_route(reading: Reading, row: Row) -> tuple[set[int], set[int]]:
    """The departments that must act; readers, those departments' people, and the general manager."""
    tasks = reading.find("handling_task", document=row["id"])
    units = {task["department"] for task in tasks}
    concerned = {turn["reader"] for turn in reading.find("reading_turn", document=row["id"])}
    concerned |= {task["responsible"] for task in tasks}
    concerned |= {told["person"] for told in reading.find("person_role", role=Role.GENERAL_MANAGER)}
    return units, concerned | _members(reading, units)


def _members(reading: Reading, units: set[int]) -> set[int]:
    return {member["id"] for unit in units for member in reading.find("person", department=unit)}


def _department(reading: Reading, department: int) -> str:
    row = reading.get("department", id=department)
    return row["name"] if row is not None else "–"
