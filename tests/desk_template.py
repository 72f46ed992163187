"""Desks for tests: a founded office and one with some of everything, each built once a run and copied per test."""

from __future__ import annotations

import errno
import io
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from filedesk.clock import SetClock
from filedesk.desk import Desk, create_desk, open_desk
from filedesk.domain.circulation import Means
from filedesk.domain.documents import Attachment, Entry, Medium, Series
from filedesk.domain.routing import Purpose, SignedOn
from filedesk.errors import EnvironmentFailed, KeyOrSealWrong
from filedesk.services import (
    asking,
    blocks,
    calendar,
    checkpoints,
    circulation,
    custody,
    deputies,
    exceptions,
    finishing,
    founding,
    handling,
    instruction,
    people,
    printing,
    recording,
    registration,
    taking_in,
    urging,
)
from filedesk.services.acts import act_of
from filedesk.services.blocks import FromBlock
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Query
from filedesk.services.recording import Slip
from filedesk.services.registration import Registered
from filedesk.services.taking_in import Staged
from filedesk.services.wording import Wording
from tests.drafts_at_work import write_papers
from tests.posts_at_work import hand_posts_over

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
"""Thursday, 5 March 2026, noon in Shanghai."""

PASSWORD = "plain sailing 9"

HEAD, CLERK, AUDITOR, OFFICE_HEAD, RESPONSIBLE, ADMINISTRATOR, SECOND_CLERK, INVITED = (
    "李总", "王芳", "赵审", "周明", "孙任", "吴管", "郑洁", "钱新",
)  # fmt: skip

_Person = founding.NewPerson
OFFICE = founding.NewOffice(
    "华兴公司",
    "华兴办",
    ("办公室", "工程部"),
    (
        _Person(HEAD, frozenset({"general_manager"}), None, PASSWORD),
        _Person(CLERK, frozenset({"clerk"}), "办公室", PASSWORD),
        _Person(AUDITOR, frozenset({"auditor"}), None, PASSWORD),
        _Person(OFFICE_HEAD, frozenset({"office_head"}), "办公室", PASSWORD),
        _Person(RESPONSIBLE, frozenset({"responsible"}), "工程部", PASSWORD),
        _Person(ADMINISTRATOR, frozenset({"administrator"}), None, PASSWORD),
        _Person(SECOND_CLERK, frozenset({"clerk"}), "办公室", PASSWORD),
        _Person(INVITED, frozenset({"department_manager"}), "工程部"),
    ),
)


@dataclass
class Office:
    """An open desk with its clock and its people at hand."""

    desk: Desk
    clock: SetClock
    codes: dict[str, str] = field(default_factory=dict)
    _sessions: dict[str, Session] = field(default_factory=dict)

    @property
    def ports(self) -> Ports:
        return self.desk.ports

    @property
    def folder(self) -> Path:
        return self.desk.folder

    def session(self, name: str = CLERK) -> Session:
        """Somebody's session; he signs in once."""
        if name not in self._sessions:
            self._sessions[name] = people.sign_in(self.ports, name=name, password=PASSWORD)
        return self._sessions[name]

    def stage(self, *sources: Path) -> list[Staged]:
        return taking_in.stage(self.ports, self.session(), sources)

    def register(self, title: str = "关于测试的通知", staged: Sequence[Staged] = (), **changes: object) -> Registered:
        """The clerk registers an incoming document."""
        return registration.register(self.ports, self.session(), entry=entry(title, **changes), staged=staged)

    def submit(self, *documents: int, said: Wording | None = None) -> None:
        instruction.submit(self.ports, self.session(), documents=documents, said=said)

    def row(self, table: str, **key: object) -> dict[str, object]:
        with self.ports.ledger.reading() as reading:
            found = reading.get(table, **key)
        assert found is not None
        return found

    def rows(self, table: str, **where: object) -> list[dict[str, object]]:
        with self.ports.ledger.reading() as reading:
            return reading.find(table, **where)

    def size(self) -> int:
        with self.ports.ledger.reading() as reading:
            return reading.size()

    def events(self) -> list[str]:
        """The types of all events, in order."""
        with self.ports.ledger.reading() as reading:
            return [reading.event(seq)[0].type for seq in range(1, reading.size() + 1)]


def entry(title: str = "关于测试的通知", **changes: object) -> Entry:
    told: dict[str, object] = {"series": Series.INCOMING, "title": title, "sender": "市财政局", **changes}
    return Entry(**told)  # type: ignore[arg-type]


def found(folder: Path) -> Office:
    """A new desk with the office of these tests."""
    clock = SetClock(NOON)
    desk = create_desk(folder, demo=True, clock=clock)
    root = desk.ports.vault.new_root()
    founded = founding.found_office(desk.ports, OFFICE, root=root, demo=True)
    root.forget()
    return Office(desk, clock, founded.codes)


@dataclass(frozen=True)
class Template:
    """A closed desk to be copied. `early` is its database at an earlier moment; `printed` the code on a print."""

    folder: Path
    codes: dict[str, str]
    early: Path | None = None
    printed: str = ""

    def copy(self, to: Path) -> Path:
        return shutil.copytree(self.folder, to)

    def opened(self, to: Path) -> Office:
        """A copy, open, at noon (an hour later when the desk is a filled one)."""
        clock = SetClock(NOON if self.early is None else NOON + timedelta(hours=1))
        return Office(open_desk(self.copy(to), clock=clock), clock, dict(self.codes))


@cache
def founded_template(base: Path) -> Template:
    office = found(base / "founded")
    office.desk.close()
    return Template(office.folder, office.codes)


def go_the_whole_way(office: Office, document: int) -> None:
    """An instructed paper of the filled desk is read, acted on, asked about, urged, and comes back (I4-I7)."""
    ports, clerk, head = office.ports, office.session(), office.session(HEAD)
    chief, responsible = office.session(OFFICE_HEAD), office.session(RESPONSIBLE)
    by_telephone = Slip(SignedOn.TELEPHONE, date(2026, 3, 5))
    deputies.name_deputy(ports, chief, person=4, deputy=5, first=date(2026, 3, 5), last=date(2026, 3, 9))
    naming = int(str(office.rows("deputy")[0]["seq"]))
    circulation.begin_circulation(ports, clerk, document=document)
    custody.pass_on(ports, clerk, document=document, to=4, purpose=Purpose.READING, copy=2)
    circulation.withdraw(ports, clerk, document=document, reader=4, reason="送错")
    circulation.send_to_next(ports, clerk, documents=[document])
    circulation.sign_reading(ports, responsible, document=document, reader=4, text="已阅，请办。")
    deputies.end_deputy(ports, chief, naming=naming)
    circulation.add_reader(ports, clerk, document=document, reader=7, reason="总经理电话", slip=by_telephone)
    circulation.add_reader(ports, head, document=document, reader=5, reason="一并阅知")
    circulation.skip_reader(ports, head, document=document, reader=5, reason="出差")
    circulation.send_to_next(ports, clerk, documents=[document])
    circulation.sign_reading(ports, clerk, document=document)
    circulation.send_to_next(ports, clerk, documents=[document])
    circulation.record_reading(ports, clerk, document=document, reader=7, slip=by_telephone, text="同意")
    custody.take_back(ports, clerk, document=document)
    handling.begin_handling(ports, clerk, document=document)
    handling.name_responsible(ports, head, document=document, department=2, person=5)
    handling.decline(ports, responsible, document=document, department=2, reason="应由现场负责")
    handling.name_responsible(ports, head, document=document, department=2, person=5)
    handling.accept(ports, responsible, document=document, department=2)
    asking.ask(ports, responsible, document=document, text="是否需要外聘？")
    query = int(str(office.rows("question")[0]["seq"]))
    asking.answer(ports, head, query=query, text="不必。")
    handling.extend_deadline(ports, head, document=document, deadline=date(2026, 4, 10), reason="工作量大")
    urging.urge(ports, clerk, document=document, means=Means.TELEPHONE, person=5, text="催问进度", answer="周五完成")
    handling.report_result(ports, responsible, document=document, department=2, result="已办结", report="见附件")
    handling.record_result(ports, clerk, document=document, department=1, person=4, result="已配合", slip=by_telephone)
    recording.confirm_recorded(ports, chief, recorded=[row["seq"] for row in office.rows("recorded_act", person=4)])
    finishing.finish(ports, clerk, document=document)
    finishing.check_in(ports, clerk, document=document, copies=2, pages=2, attachments=3, missing="缺第3页")


def go_without_waiting(office: Office) -> None:
    """A kind is released and a paper of it sent directly; another is acted on first (I3)."""
    ports, clerk, head = office.ports, office.session(), office.session(HEAD)
    exceptions.release_kind(ports, head, kind="bulletin")
    exceptions.release_kind(ports, head, kind="fax", reason="传真多为广告")
    exceptions.release_kind(ports, head, kind="fax", released=False)
    direct = office.register("第三期简报", kind="bulletin").document
    exceptions.send_directly(ports, clerk, document=direct, said=Wording("", (4,)))
    first = office.register("防汛紧急通知").document
    exceptions.act_first(
        ports, clerk, document=first, said=Wording("请工程部先办", (), 2), reason="汛情紧急",
        slip=Slip(SignedOn.TELEPHONE, date(2026, 3, 5)),
    )  # fmt: skip
    exceptions.see_exceptions(ports, head, seen=[int(str(office.rows("exception", document=direct)[0]["seq"]))])


def acted_on(office: Office, document: int, department: int = 2) -> None:
    """An instructed paper is acted on by one department, finished and checked in: it may be filed."""
    ports, clerk, responsible = office.ports, office.session(), office.session(RESPONSIBLE)
    handling.begin_handling(ports, clerk, document=document)
    handling.name_responsible(ports, office.session(HEAD), document=document, department=department, person=5)
    handling.accept(ports, responsible, document=document, department=department)
    handling.report_result(ports, responsible, document=document, department=department, result="已办结")
    finishing.finish(ports, clerk, document=document)
    row = office.row("document", id=document)
    counted = {name: int(str(row[name] or 0)) for name in ("copies", "pages", "attachments")}
    finishing.check_in(ports, clerk, document=document, **counted)


def reserve_numbers(office: Office) -> None:
    """A block of three internal numbers 手工号段: one used, one void, one still reserved."""
    ports, clerk = office.ports, office.session()
    block = blocks.reserve(ports, clerk, series=Series.INTERNAL, count=3, reason="停电检修").block
    registration.register(
        ports, clerk, entry=entry("停电期间的通知", series=Series.INTERNAL), reserved=FromBlock(block.id)
    )
    blocks.void_reserved(ports, clerk, block=block.id, serials=[block.last], reason="写坏了")


class JammedPrinter(io.BytesIO):
    """Takes nothing."""

    def write(self, data: ReadableBuffer) -> int:
        raise OSError(errno.EIO, "Input/output error")


@cache
def filled_template(base: Path) -> Template:
    """A desk with rows in every table, and more than 256 events."""
    office = found(base / "filled")
    ports, clerk, head, auditor = office.ports, office.session(), office.session(HEAD), office.session(AUDITOR)
    papers = base / "papers"
    papers.mkdir()
    for name in ("notice.txt", "slip.txt", "annex.txt"):
        (papers / name).write_text(f"Paper {name}\n" * 40, encoding="utf-8")
    attachments = (Attachment("图纸", Medium.DISC, 2), Attachment("样品", Medium.THING))
    first = office.register(
        "关于加强合同管理的通知", office.stage(papers / "notice.txt"), sender_number="财〔2026〕5号",
        attachments=attachments,
        dated=date(2026, 3, 1), deadline=date(2026, 5, 1), notes="急件", pages=3, copies=2,
        department=1, signed_for_by="王芳",
    )  # fmt: skip
    slip = office.register("关于检查的函", office.stage(papers / "slip.txt"))
    third = office.register("打错的标题")
    registration.void_number(ports, clerk, document=office.register("误登").document, reason="重复登记")
    office.register("往年来文", received=date(2025, 12, 30))
    registration.close_book(ports, clerk, series=Series.INCOMING, year=2025)
    office.register("补登来文", received=date(2025, 12, 29))
    for series in (Series.OUTGOING, Series.INTERNAL):
        office.register("合同", series=series, sender="本公司")
    registration.correct(ports, clerk, document=third.document, entry=entry("改正的标题", attachments=attachments[:1]))
    registration.add_kind(ports, clerk, name="工程联系单")
    office.submit(
        first.document, slip.document, third.document,
        said=Wording("拟请工程部办理", (4, 2), 2, (1,), date(2026, 4, 1)),
    )  # fmt: skip
    instruction.instruct(ports, head, document=first.document, said=Wording("同意拟办。"), as_proposed=True)
    registration.add_files(
        ports, clerk, document=first.document, staged=office.stage(papers / "annex.txt"), what="补充材料"
    )
    scan = office.rows("document_file", document=slip.document)[0]["file"]
    for document in (slip.document, third.document):
        on = SignedOn.PAPER if document == slip.document else SignedOn.TELEPHONE
        instruction.record_instruction(
            ports, clerk, document=document, said=Wording("请办公室办理", (), 1), signed_on=on,
            given=date(2026, 3, 5), scan=str(scan) if on is SignedOn.PAPER else None,
        )  # fmt: skip
    instruction.confirm_instructions(ports, head, documents=[slip.document])
    go_the_whole_way(office, first.document)
    go_without_waiting(office)
    folder = instruction.add_folder(ports, clerk, name="上级来文", year=2026)
    instruction.put_into_folder(ports, clerk, documents=[first.document], folder=folder)
    calendar.set_days(
        ports, clerk, first=date(2026, 3, 12), last=date(2026, 3, 13), working=False, name="司庆"
    )  # fmt: skip
    calendar.clear_day(ports, clerk, day=date(2026, 3, 13), reason="照常上班")
    calendar.tell_year(ports, clerk, year=2003, whole=True)
    with ports.ledger.writing() as writing:
        act_of(writing, head).append("setting_changed", {"setting": "reminder_days"}, {"value": "3"})
        act_of(writing, head).append("receiving_office_set", {"department": 1})
        act_of(writing, head).append(
            "roles_changed",
            {"person": 5, "roles": ["responsible"], "roles_before": ["responsible"], "department": 2},
        )
        act_of(writing, auditor).append("audit_noted", {"document": first.document}, {"text": "已查"})
    people.change_password(ports, clerk, old=PASSWORD, new=PASSWORD)
    checkpoints.take_checkpoint(ports)
    early = base / "early.sqlite3"
    office.desk.database.close()
    shutil.copy(office.folder / "desk.sqlite3", early)
    write_papers(office, papers / "notice.txt")
    hand_posts_over(office, papers / "slip.txt")
    for number in range(190):
        office.register(f"关于第{number}号事项的通知", sender=f"第{number % 7}分局")
    this_year = Query(Series.INCOMING, year=2026, descending=False)
    printed = printing.print_register(ports, clerk, query=this_year, out=io.BytesIO(), language="zh_CN")
    with suppress(EnvironmentFailed):
        printing.print_register(ports, clerk, query=this_year, out=JammedPrinter(), language="en")
    office.register("打印之后的来文")
    reserve_numbers(office)
    with suppress(KeyOrSealWrong):
        people.sign_in(ports, name=AUDITOR, password="wrong")
    checkpoints.take_checkpoint(ports)
    office.desk.close()
    return Template(office.folder, office.codes, early, printed.code)
