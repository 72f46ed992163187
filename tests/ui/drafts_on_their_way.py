"""Drafts of the demo office, each where certain dialogs are lawful; made through the services."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from filedesk.demo import DEMO_PASSWORD
from filedesk.desk import open_desk
from filedesk.domain.documents import Series
from filedesk.domain.drafts import Means, Wording
from filedesk.domain.numbering import FIRST_CODE
from filedesk.services import blocks, distributing, drafting, issuing, sending
from filedesk.services.distributing import Order, Receiver
from filedesk.services.people import sign_in
from filedesk.services.sending import Recipient

CLERK, HEAD, CHIEF, MANAGER = "王芳", "李建国", "陈静", "张伟"

DIALOGS: dict[str, list[tuple[str, str, str]]] = {
    CLERK: [
        ("drafted", "draft_dialog", "draft_revise"),
        ("drafted", "countersigners_dialog", "draft_ask"),
        ("drafted", "drop_dialog", "draft_drop"),
        ("before_him", "record_signature_dialog", "draft_record"),
        ("numbered", "chop_dialog", "draft_chop"),
        ("chopped", "send_dialog", "draft_send"),
        ("sent", "receipt_dialog", "draft_receipt"),
        ("sent", "deposit_dialog", "draft_deposit"),
        ("house", "distribute_dialog", "draft_distribute"),
        ("given", "record_received_dialog", "draft_record_receipt"),
        ("given", "recall_dialog", "draft_recall"),
        ("given", "order_dialog", "draft_order"),
        ("ordered", "report_carried_out_dialog", "draft_report"),
        ("memo", "answer_memo_dialog", "draft_answer"),
        ("uncoded", "number_code_dialog", "draft_number"),
        ("by_hand", "number_dialog", "draft_number"),
    ],
    HEAD: [("before_him", "approve_dialog", "draft_approve"), ("before_him", "return_dialog", "draft_return")],
    CHIEF: [("drafted", "check_dialog", "draft_check")],
    MANAGER: [
        ("countersigning", "countersign_dialog", "draft_countersign"),
        ("countersigning", "refuse_dialog", "draft_refuse"),
        ("to_manager", "sign_dialog", "draft_sign"),
    ],
}
"""For each person: on which draft, which dialog, by which act."""

OFFERED = "华兴工"
"""The code that 工程部 is offered; it stands in the notes, so that it is known as a name and no untranslated word."""
TITLES = {
    "drafted": "甲函", "countersigning": "乙函", "before_him": "丙函", "numbered": "丁函", "chopped": "戊函",
    "sent": "己函", "house": "庚制度", "given": "辛制度", "ordered": "壬制度", "memo": "癸联系单",
    "to_manager": "子联系单", "uncoded": "丑制度", "by_hand": "寅函",
}  # fmt: skip


def send_drafts_on_their_way(folder: Path) -> dict[str, str]:
    """What each draft is called here → its title, by which it is found."""
    desk = open_desk(folder)
    ports = desk.ports
    clerk, head, manager = (sign_in(ports, name=name, password=DEMO_PASSWORD) for name in (CLERK, HEAD, MANAGER))
    soon = date.today() + timedelta(days=20)

    def letter(name: str) -> int:
        said = Wording(TITLES[name], "滨江市档案馆", kind="letter", department=1)
        return drafting.make(ports, clerk, series=Series.OUTGOING, said=said).document

    def house(name: str, kind: str = "regulation", department: int = 1, due: date | None = None) -> int:
        said = Wording(TITLES[name], "各部门", kind=kind, department=department, answer_due=due, notes=OFFERED)
        return drafting.make(ports, clerk, series=Series.INTERNAL, said=said).document

    def issued(document: int, *, numbered: bool = True) -> int:
        drafting.submit(ports, clerk, document=document, to_general_manager=True)
        issuing.approve(ports, head, document=document)
        if numbered:
            issuing.number(ports, clerk, document=document)
        return document

    def given(name: str, kind: str = "regulation", due: date | None = None) -> int:
        document = issued(house(name, kind, due=due))
        distributing.distribute(ports, clerk, document=document, to=[Receiver(department=1, recall=True)])
        return document

    letter("drafted")
    drafting.ask_countersign(ports, clerk, document=letter("countersigning"), persons=[manager.person])
    drafting.submit(ports, clerk, document=letter("before_him"))
    issued(letter("numbered"))
    for name in ("chopped", "sent"):
        document = issued(letter(name))
        issuing.use_chop(ports, clerk, document=document, chop="公章", witness=head.person, copies=1)
        if name == "sent":
            sending.send(ports, clerk, document=document, means=Means.POST, recipients=[Recipient("滨江市档案馆")])
    issued(house("house"))
    given("given")
    distributing.order(ports, head, document=given("ordered"), orders=[Order(soon, department=1)])
    given("memo", "memo", soon)
    drafting.submit(ports, clerk, document=house("to_manager", "memo", _department_of_manager()))
    issued(house("uncoded", department=_department_of_manager()), numbered=False)
    issued(letter("by_hand"), numbered=False)
    blocks.reserve(ports, clerk, series=Series.OUTGOING, count=2, reason="停电检修", code=FIRST_CODE)
    desk.close()
    return TITLES


def _department_of_manager() -> int:
    """工程部, which 张伟 manages and which has no code yet."""
    return 2
