"""Which department receives incoming papers (I1), and whether somebody may; see `domain.receiving` for the decision."""

from __future__ import annotations

from filedesk.domain import receiving
from filedesk.domain.people import PersonState, Role
from filedesk.domain.receiving import ANY_CLERK
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, check_department, receiving_office, require
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading


def may_receive(reading: Reading, person: int) -> bool:
    """Whether a clerk, by her department, receives incoming papers (I1)."""
    row = reading.get("person", id=person)
    return row is not None and receiving.may_receive(receiving_office(reading), row["department"])


def check_may_receive(reading: Reading, person: int) -> None:
    """Raise RuleRefused("office_receives") for a clerk of another department than the one that receives (I1)."""
    if not may_receive(reading, person):
        row = reading.get("department", id=receiving_office(reading))
        raise RuleRefused("office_receives", rule="I1", department=row["name"] if row else "–")


def set_receiving_office(ports: Ports, session: Session, *, department: int) -> Changes:
    """Name the department that alone receives incoming papers, or ANY_CLERK; what stands so is not recorded again.

    Raises RuleRefused: "department_unknown"; "no_receiving_clerk" where nobody could register any more.
    """
    require(session, "receiving_office_set", rule="I1")
    with ports.ledger.writing() as writing:
        if department != ANY_CLERK:
            check_department(writing, department)
            if not _has_clerk(writing, department):
                row = writing.get("department", id=department)
                raise RuleRefused("no_receiving_clerk", rule="I1", department=row["name"] if row else "–")
        if department == receiving_office(writing):
            return Changes()
        act_of(writing, session).append("receiving_office_set", {"department": department})
    return Changes(office=True)


def _has_clerk(reading: Reading, department: int) -> bool:
    clerks = (reading.get("person", id=row["person"]) for row in reading.find("person_role", role=Role.CLERK.value))
    return any(
        one is not None and one["state"] != PersonState.LEFT and receiving.may_receive(department, one["department"])
        for one in clerks
    )
