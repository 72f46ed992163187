"""Papers of the demo office on their way, each where certain dialogs are lawful; made through the services."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from filedesk.demo import DEMO_PASSWORD
from filedesk.desk import open_desk
from filedesk.domain.circulation import Means
from filedesk.domain.documents import Entry, Series
from filedesk.domain.routing import SignedOn
from filedesk.services import asking, circulation, finishing, handling, instruction, recording, registration, urging
from filedesk.services.people import sign_in
from filedesk.services.wording import Wording

HEAD, CLERK, CHIEF, READER, OTHER = 1, 2, 3, 4, 5
"""李建国, 王芳, 陈静 of the office, 张伟, 刘洋."""
NAMES = {HEAD: "李建国", CLERK: "王芳", CHIEF: "陈静", READER: "张伟", OTHER: "刘洋"}

DIALOGS: dict[str, list[tuple[str, str, str]]] = {
    "王芳": [
        ("released", "direct_dialog", "send_directly"),
        ("released", "act_first_dialog", "act_first"),
        ("instructed", "circulate_dialog", "circulate"),
        ("going", "withdraw_dialog", "withdraw"),
        ("going", "pass_on_dialog", "pass_on"),
        ("going", "record_reading_dialog", "record_reading"),
        ("going", "add_reader_dialog", "add_reader"),
        ("going", "skip_reader_dialog", "skip_reader"),
        ("going", "record_result_dialog", "record_result"),
        ("going", "urge_dialog", "urge"),
        ("going", "ask_dialog", "ask"),
        ("going", "missing_dialog", "finish"),
        ("read", "send_next_dialog", "send_next_by"),
        ("finished", "check_in_dialog", "check_in"),
        ("back", "folder_dialog", "folder"),
    ],
    "李建国": [
        ("going", "answer_dialog", "answer"),
        ("going", "extend_dialog", "extend"),
        ("going", "name_responsible_dialog", "name_responsible"),
    ],
    "张伟": [("going", "read_dialog", "read"), ("read", "confirm_recorded_dialog", "confirm")],
    "陈静": [
        ("going", "accept_dialog", "accept"),
        ("going", "decline_dialog", "decline"),
        ("taken", "report_dialog", "report"),
    ],
}
"""For each person: on which paper, which dialog, by which act."""
HIS_OFFICE = (
    ("release_kind_dialog", "release_kind"),
    ("receiving_office_dialog", "set_receiving_office"),
    ("password_dialog", "change_password"),
    ("deputy_dialog", "deputies"),
)
"""The general manager's dialogs on the page of the office, each with its button."""


def send_on_their_way(folder: Path) -> dict[str, str]:
    """What each paper is called here → its number."""
    desk = open_desk(folder)
    ports = desk.ports
    by = {number: sign_in(ports, name=name, password=DEMO_PASSWORD) for number, name in NAMES.items()}
    today = date.today()
    by_telephone = recording.Slip(SignedOn.TELEPHONE, today)
    numbers, documents = {}, {}
    soon = today + timedelta(days=20)
    for name, said in {
        "instructed": Wording("请传阅。", (READER, OTHER)),
        "going": Wording("请阅办。", (READER, OTHER), 1, (3,), soon),
        "read": Wording("请传阅。", (READER, OTHER)),
        "taken": Wording("请办公室办理。", (), 1),
        "finished": Wording("请办公室办理。", (), 1),
        "back": Wording("请办公室办理。", (), 1),
    }.items():
        entry = Entry(Series.INCOMING, "关于年度检查的通知", "滨江市档案馆", copies=2, pages=3)
        made = registration.register(ports, by[CLERK], entry=entry, staged=())
        numbers[name], documents[name] = made.number, made.document
        instruction.submit(ports, by[CLERK], documents=[made.document])
        instruction.instruct(ports, by[HEAD], document=made.document, said=said)
    going, read = documents["going"], documents["read"]
    for document in (going, read):
        circulation.begin_circulation(ports, by[CLERK], document=document)
    circulation.record_reading(ports, by[CLERK], document=read, reader=READER, slip=by_telephone)
    for name, departments in {"going": (1, 3), "taken": (1,), "finished": (1,), "back": (1,)}.items():
        handling.begin_handling(ports, by[CLERK], document=documents[name])
        for department in departments:
            told: dict[str, Any] = {"document": documents[name], "department": department}
            handling.name_responsible(ports, by[HEAD], person=CHIEF, **told)
            if name != "going":
                handling.accept(ports, by[CHIEF], **told)
            if name in ("finished", "back"):
                handling.report_result(ports, by[CHIEF], result="已办结", **told)
    bulletin = Entry(Series.INCOMING, "物业服务行业简报（第十二期）", "滨江市档案馆", kind="bulletin")
    numbers["released"] = registration.register(ports, by[CLERK], entry=bulletin, staged=()).number
    asking.ask(ports, by[CLERK], document=going, text="原件可否复印？")
    urging.urge(ports, by[CLERK], document=going, means=Means.TELEPHONE, person=CHIEF, text="请抓紧", answer="好")
    for name in ("finished", "back"):
        finishing.finish(ports, by[CLERK], document=documents[name])
    finishing.check_in(
        ports, by[CLERK], document=documents["back"], copies=1, pages=3, attachments=0, missing="缺一份副本"
    )
    desk.close()
    return numbers
