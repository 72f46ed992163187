"""An office that writes papers of its own: its manager with keys, drafts at every stage, for tests of what goes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.drafts import Means, Wording
from filedesk.domain.routing import SignedOn
from filedesk.errors import RuleRefused
from filedesk.services import distributing, drafting, instruction, issuing, people, recording, registration, sending
from filedesk.services.acts import act_of
from filedesk.services.distributing import Order, Receiver
from filedesk.services.keys import Session
from filedesk.services.recording import Slip
from filedesk.services.sending import Recipient

if TYPE_CHECKING:
    from tests.desk_template import Office

HEAD, CLERK, OFFICE_HEAD, RESPONSIBLE, SECOND_CLERK, MANAGER = "李总", "王芳", "周明", "孙任", "郑洁", "钱新"
PASSWORD = "plain sailing 9"

LETTER = Wording("关于供水管道检修的函", "市水务局", "市住建局", kind="letter", copies=3, department=2)
REGULATION = Wording("车辆管理制度", "各部门", kind="regulation", copies=2, department=1)
MEMO = Wording("关于借用会议室的联系单", "办公室", kind="memo", department=2, answer_due=date(2026, 3, 10))


def make_manager(office: Office) -> Session:
    """钱新 makes his keys and is confirmed: from then on 工程部 has a manager."""
    session = people.first_sign_in(office.ports, name=MANAGER, code=office.codes[MANAGER], password=PASSWORD)
    fingerprint = people.fingerprint_of(office.ports, office.row("person", id=session.person))
    people.confirm_person(office.ports, office.session(HEAD), person=session.person, fingerprint=fingerprint)
    return office.session(MANAGER)


def make_second_manager(office: Office) -> None:
    """周明 heads the office 办公室 and is its manager too."""
    head = office.session(HEAD)
    with office.ports.ledger.writing() as writing:
        roles = ["department_manager", "office_head"]
        act_of(writing, head).append(
            "roles_changed", {"person": 4, "roles": roles, "roles_before": ["office_head"], "department": 1}
        )
    office._sessions.pop(OFFICE_HEAD, None)


def drafted(office: Office, said: Wording = LETTER, by: str = RESPONSIBLE, **more: object) -> int:
    series = Series.OUTGOING if said is LETTER or said.kind == "letter" else Series.INTERNAL
    made = drafting.make(office.ports, office.session(by), series=series, said=said, **more)  # type: ignore[arg-type]
    return made.document


def approved(office: Office, said: Wording = LETTER, by: str = RESPONSIBLE, **more: object) -> int:
    """A draft that the general manager has issued."""
    document = drafted(office, said, by, **more)
    drafting.submit(office.ports, office.session(by), document=document)
    issuing.approve(office.ports, office.session(HEAD), document=document, text="同意发出。")
    return document


def sent(office: Office, said: Wording = LETTER, **more: object) -> int:
    """An outgoing document that was sent to one recipient, whose receipt is missing."""
    document = approved(office, said, **more)
    ports, clerk = office.ports, office.session()
    issuing.number(ports, clerk, document=document)
    issuing.use_chop(ports, clerk, document=document, chop="公司公章", witness=4, copies=3, purpose="发文")
    sending.send(
        ports, clerk, document=document, means=Means.COURIER, tracking="SF1234567",
        recipients=[Recipient("市水务局", 2), Recipient("市住建局", main=False, receipt=False)],
    )  # fmt: skip
    return document


def distributed(office: Office, said: Wording = REGULATION, by: str = CLERK) -> int:
    """An internal document that was given to a person and a department."""
    ports, clerk = office.ports, office.session()
    if not office.rows("department_code", department=said.department):
        issuing.set_code(ports, clerk, department=said.department, text=f"华兴{said.department}部")
    document = approved(office, said, by)
    issuing.number(ports, clerk, document=document)
    distributing.distribute(
        ports, clerk, document=document, to=[Receiver(person=4), Receiver(department=2, copies=3, recall=True)]
    )
    return document


def write_papers(office: Office, paper: Path) -> None:
    """Drafts of every kind go every way there is, so that each type of event and each table has something."""
    ports, clerk, head = office.ports, office.session(), office.session(HEAD)
    manager, responsible = make_manager(office), office.session(RESPONSIBLE)
    make_second_manager(office)
    chief = office.session(OFFICE_HEAD)
    incoming = office.register("关于报送检修计划的通知").document
    letter = drafted(office, LETTER, by=MANAGER, replies_to=incoming, staged=office.stage(paper))
    (file,) = (str(row["file"]) for row in office.rows("document_file", document=letter))
    drafting.check(ports, chief, document=letter, text="格式已核")
    drafting.ask_countersign(ports, manager, document=letter, persons=[4])
    drafting.refuse_countersign(ports, chief, document=letter, reason="份数不足")
    drafting.revise(ports, manager, document=letter, said=replace(LETTER, copies=4), kept=[file], reason="增加份数")
    drafting.ask_countersign(ports, manager, document=letter, persons=[4])
    drafting.countersign(ports, chief, document=letter, text="同意")
    drafting.submit(ports, manager, document=letter)
    issuing.return_draft(ports, head, document=letter, reason="请写明日期")
    drafting.submit(ports, manager, document=letter)
    issuing.approve(ports, head, document=letter, text="发。")
    issuing.number(ports, clerk, document=letter)
    drafting.revise(ports, manager, document=letter, said=LETTER, reason="改日期")
    drafting.submit(ports, manager, document=letter)
    telephone = Slip(SignedOn.TELEPHONE, date(2026, 3, 5))
    issuing.record_signature(ports, clerk, document=letter, person=1, slip=telephone, text="同意")
    recording.confirm_recorded(
        ports, head, recorded=[one["seq"] for one in office.rows("recorded_act", document=letter)]
    )
    issuing.number(ports, clerk, document=letter)
    issuing.use_chop(ports, clerk, document=letter, chop="公司公章", witness=4, copies=3)
    sending.send(ports, clerk, document=letter, means=Means.POST, recipients=[Recipient("市水务局")], notes="挂号")
    (mail,) = office.rows("sending", document=letter)
    sending.note_receipt(ports, clerk, document=letter, sending=int(str(mail["seq"])), position=0, received_by="收发室")
    sending.file_originals(ports, clerk, document=letter, folder="发文", year=2026)
    registration.void_number(ports, clerk, document=numbered(office), reason="撤销发文")
    drafting.drop(ports, responsible, document=drafted(office), reason="不再需要")
    regulation = distributed(office)
    distributing.receive(ports, chief, document=regulation)
    (row,) = office.rows("distribution", document=regulation, department=2)
    place = {"distribution": int(str(row["seq"])), "position": int(str(row["position"]))}
    distributing.receive(ports, clerk, document=regulation, **place, received_by="孙任")
    distributing.recall(ports, clerk, document=regulation, **place, count=2, text="旧版")
    distributing.order(
        ports, head, document=regulation, orders=[Order(date(2026, 4, 1), department=2)], text="遵照执行"
    )
    distributing.confirm_orders(ports, responsible, document=regulation)
    distributing.report_orders(ports, responsible, document=regulation, text="已执行")
    issuing.set_code(ports, clerk, department=2, text="华兴工")
    memo = drafted(office, MEMO, by=RESPONSIBLE)
    drafting.submit(ports, responsible, document=memo)
    issuing.sign(ports, manager, document=memo)
    issuing.number(ports, clerk, document=memo)
    distributing.distribute(ports, clerk, document=memo, to=[Receiver(department=1)])
    distributing.receive(ports, chief, document=memo)
    distributing.answer_memo(ports, chief, document=memo, text="可以借用")
    instruction.put_into_named_folder(ports, clerk, documents=[memo], name="联系单", year=2026)


def numbered(office: Office) -> int:
    """An issued outgoing document with its number."""
    document = approved(office)
    issuing.number(office.ports, office.session(), document=document)
    return document


def state(office: Office, document: int = 1) -> object:
    """Where the document stands."""
    return office.row("document", id=document)["state"]


def refused(act: Callable[[], object], code: str, rule: str | None = None) -> RuleRefused:
    """The refusal of an act, by this code and, if told, this rule."""
    with pytest.raises(RuleRefused) as caught:
        act()
    assert caught.value.code == code
    if rule is not None:
        assert caught.value.rule == rule
    return caught.value
