"""A demo paper's way after the instruction: it is read in turn, acted on, and comes back, with days in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from filedesk.clock import SetClock
from filedesk.services import circulation, finishing, handling
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.wording import instructed

OPINIONS = ("阅。", "已阅，请按要求办理。", "同意。", "请承办部门按时报送。")
RESULTS = ("已按要求办结。", "已整改完毕，复查合格。", "已报送有关材料。", "已组织学习并落实。")


def go_round(
    ports: Ports, clerk: Session, document: int, *, sign_in: Callable[[int], Session], clock: SetClock, turn: int
) -> None:
    """All readers read it, all departments report, it is finished and the original is checked in."""
    with ports.ledger.reading() as reading:
        said = instructed(reading, document)
        row = reading.get("document", id=document)
    assert said is not None
    assert row is not None
    if said.readers:
        circulation.begin_circulation(ports, clerk, document=document)
        for place, reader in enumerate(said.readers):
            clock.advance(timedelta(hours=5))
            opinion = OPINIONS[(turn + place) % len(OPINIONS)]
            circulation.sign_reading(ports, sign_in(reader), document=document, text=opinion)
            circulation.send_to_next(ports, clerk, documents=[document])
    if said.departments():
        handling.begin_handling(ports, clerk, document=document)
        for told in said.departments():
            _act_on(ports, document, told["department"], sign_in, turn)
        clock.advance(timedelta(hours=20))
    if said.readers or said.departments():
        finishing.finish(ports, clerk, document=document)
        finishing.check_in(
            ports, clerk, document=document, copies=row["copies"], pages=row["pages"] or 0,
            attachments=row["attachments"],
        )  # fmt: skip


def _act_on(ports: Ports, document: int, department: int, sign_in: Callable[[int], Session], turn: int) -> None:
    """The department's manager takes it on himself and reports; in the demo each department has one."""
    with ports.ledger.reading() as reading:
        managers = {row["person"] for row in reading.find("person_role", role="department_manager")}
        managers |= {row["person"] for row in reading.find("person_role", role="office_head")}
        person = next(row["id"] for row in reading.find("person", department=department) if row["id"] in managers)
    session = sign_in(person)
    handling.name_responsible(ports, session, document=document, department=department, person=person)
    handling.accept(ports, session, document=document, department=department)
    handling.report_result(
        ports, session, document=document, department=department, result=RESULTS[turn % len(RESULTS)]
    )
