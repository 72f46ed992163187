"""Urging 催办 (I5): what the clerk did to move a paper on, and what she was answered."""

from __future__ import annotations

from filedesk.domain.circulation import UNDER_WAY, Means
from filedesk.domain.documents import tidy_lines
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, check_department, document_row, require
from filedesk.services.changes import Changes, changed
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
    """Record that somebody was urged, with his answer. Raises RuleRefused: "nobody_urged", "nothing_to_urge"."""
    require(session, "urged", rule="I5")
    if person is None and department is None:
        raise RuleRefused("nobody_urged", rule="I5")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        if row["state"] not in UNDER_WAY:
            raise RuleRefused("nothing_to_urge", rule="I5", number=row["number"])
        if department is not None:
            check_department(writing, department)
        if person is not None and writing.get("person", id=person) is None:
            raise RuleRefused("person_gone")
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
