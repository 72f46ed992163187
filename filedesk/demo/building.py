"""Building the demo office: two years of acts through the services, on a clock of its own, with papers it draws.

Its first event marks it as a demo, so every print says so; its secrets lie inside, so a copied folder opens anywhere.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from filedesk.clock import Clock, SetClock, SystemClock, office_day
from filedesk.demo import DEMO_PASSWORD
from filedesk.demo.drafts import Drafts
from filedesk.demo.exceptions import go_on_without_him
from filedesk.demo.papers import BODY, CODE, DEPARTMENTS, INCOMING, INTERNAL, OFFICE, OUTGOING, PEOPLE, PHRASES, Told
from filedesk.demo.routes import Reached, Route, name_a_deputy
from filedesk.desk import Desk, create_desk, draw_official_paper
from filedesk.domain.documents import Attachment, Entry, Medium, Series, Urgency
from filedesk.domain.routing import SignedOn
from filedesk.services import checkpoints, instruction, people, registration, taking_in
from filedesk.services.founding import NewOffice, NewPerson, found_office
from filedesk.services.keys import Session
from filedesk.services.ports import Progress
from filedesk.services.wording import Wording

ZONE = "Asia/Shanghai"
_ROUNDS = 15
_OFTEN = 8
_LAST = 45
"""So many of the latest papers are still on their way."""
_SEED = 20260305
_SIGNS = {Series.INCOMING: "王芳", Series.OUTGOING: "", Series.INTERNAL: "李建国"}


def build_demo(folder: Path, *, clock: Clock | None = None, progress: Progress | None = None) -> None:
    """Make the demo office in a new or empty folder. Raises EnvironmentFailed and Cancelled, leaving nothing of it."""
    end = (clock or SystemClock()).now()
    moving = SetClock((end - timedelta(days=730)).replace(hour=1, minute=0, second=0, microsecond=0))
    desk = create_desk(folder, demo=True, clock=moving)
    try:
        root = desk.ports.vault.new_root()
        staff = tuple(
            NewPerson(name, frozenset(roles), department, DEMO_PASSWORD) for name, roles, department in PEOPLE
        )
        office = NewOffice(OFFICE, CODE, DEPARTMENTS, staff, ZONE).with_usual_office()
        found_office(desk.ports, office, root=root, demo=True)
        root.forget()
        _Story(desk, moving, end, progress or Progress()).tell()
        checkpoints.take_checkpoint(desk.ports)
    except BaseException:
        desk.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    desk.close()


class _Story:
    """The acts of two years, in order."""

    def __init__(self, desk: Desk, clock: SetClock, end: datetime, progress: Progress) -> None:
        self._ports = desk.ports
        self._clock = clock
        self._end = end
        self._progress = progress
        self._dice = random.Random(_SEED)  # noqa: S311 - a story, not a key
        self._clerk = self._sign_in("王芳")
        self._head = self._sign_in("李建国")
        self._folders: dict[int, int] = {}
        self._sessions: dict[str, Session] = {}
        self._under_way = 0

    def _sign_in(self, name: str) -> Session:
        return people.sign_in(self._ports, name=name, password=DEMO_PASSWORD)

    def tell(self) -> None:
        """Register some three hundred papers and take each as far as its turn says."""
        papers = [(Series.INCOMING, told) for _ in range(_ROUNDS) for told in INCOMING]
        papers += [(Series.OUTGOING, told) for told in OUTGOING * _OFTEN] + [
            (Series.INTERNAL, told) for told in INTERNAL * _OFTEN
        ]
        self._dice.shuffle(papers)
        begin = self._clock.now()
        step = (self._end - begin - timedelta(days=2)) / (len(papers) + 1)
        with tempfile.TemporaryDirectory(prefix="filedesk-demo-") as drawn:
            for turn, (series, told) in enumerate(papers):
                self._progress.report(turn, len(papers))
                self._progress.raise_if_cancelled()
                self._clock.moment = max(self._clock.moment, begin + step * (turn + 1))
                self._one(series, told, turn, late=turn >= len(papers) - _LAST, drawn=Path(drawn))
        self._clock.moment = max(self._clock.moment, self._end - timedelta(days=2))
        Drafts(self._ports, self._clerk, self._head, self._named, self._clock, ZONE).tell(OUTGOING, INTERNAL)
        go_on_without_him(self._ports, self._clerk, self._head, self._clock, ZONE)
        leaving, standing_in = (self._named(name) for name in ("周堃", "孙玥"))
        name_a_deputy(self._ports, of=leaving, deputy=standing_in.person, first=self._today())
        self._clock.moment = max(self._clock.moment, (self._end - timedelta(minutes=5)).astimezone(UTC))

    def _today(self) -> date:
        return office_day(self._clock.now(), ZONE)

    def _draw(self, told: Told, turn: int, drawn: Path, *, title: str = "") -> tuple[Path, str]:
        today = self._today()
        number = f"{told.code}〔{today.year}〕{self._dice.randint(3, 180)}号"
        dated = today - timedelta(days=self._dice.randint(1, 5))
        path = drawn / f"{turn:02d}-{(title or told.title)[:20]}.pdf"
        with path.open("wb") as out:
            draw_official_paper(
                out,
                issuer=told.issuer,
                number=number,
                title=title or told.title,
                addressee=told.to or OFFICE,
                dated=f"{dated.year}年{dated.month}月{dated.day}日",
                body=BODY,
                urgency={"extra_urgent": "特急", "urgent": "加急"}.get(told.urgency, ""),
            )
        return path, number

    def _one(self, series: Series, told: Told, turn: int, *, late: bool, drawn: Path) -> None:
        today = self._today()
        path, number = self._draw(told, turn, drawn)
        entry = Entry(
            series=series,
            title=told.title,
            sender={Series.INCOMING: told.issuer, Series.OUTGOING: told.to}.get(
                series, DEPARTMENTS[told.department - 1]
            ),
            kind=told.kind,
            sender_number=number,
            dated=today - timedelta(days=self._dice.randint(1, 5)),
            received=today,
            signed_for_by=_SIGNS[series],
            copies=self._dice.choice((1, 1, 1, 2, 3)),
            pages=1,
            urgency=Urgency(told.urgency),
            department=told.department,
            deadline=today + timedelta(days=self._dice.choice((5, 7, 10, 15))) if told.urgency != "routine" else None,
            attachments=(Attachment("统计表", Medium.PAPER, 1),) if turn % 9 == 4 else (),
        )
        if turn % 13 == 7:
            entry = replace(
                entry,
                medium=Medium.TELEPHONE,
                kind="telephone_notice",
                sender_number="",
                notes="电话通知，纸质文件随后送达。",
            )
            staged: Sequence[taking_in.Staged] = ()
        else:
            staged = taking_in.stage(self._ports, self._clerk, [path])
        made = registration.register(self._ports, self._clerk, entry=entry, staged=staged)
        self._clock.advance(timedelta(minutes=40))
        if series is Series.INCOMING:
            self._route(made.document, told, turn, late=late, drawn=drawn)
        elif not late:
            self._file(made.document)

    def _route(self, document: int, told: Told, turn: int, *, late: bool, drawn: Path) -> None:
        if turn % 17 == 11:
            registration.void_number(self._ports, self._clerk, document=document, reason="重复登记，以先登记的为准。")
            return
        if late and turn % 4 == 0:
            return
        said = Wording(
            f"拟请{DEPARTMENTS[told.department - 1]}阅办，请总经理批示。", (4, 5), told.department,
            (3,) if told.department != 3 else (), self._today() + timedelta(days=10),
        )  # fmt: skip
        instruction.submit(self._ports, self._clerk, documents=[document], said=said if turn % 5 else None)
        self._clock.advance(timedelta(hours=2))
        if late and turn % 4 == 1:
            return
        if turn % 14 == 6:
            instruction.send_back(
                self._ports, self._head, document=document, reason="附件不全，请与来文单位核对后再报。"
            )
            return
        if turn % 7 == 3:
            self._on_paper(document, told, turn, drawn, confirm=not late)
        elif turn % 5:
            instruction.instruct(self._ports, self._head, document=document, said=Wording(""), as_proposed=True)
        else:
            text = self._dice.choice(PHRASES)
            instruction.instruct(self._ports, self._head, document=document, said=replace(said, text=text))
        self._clock.advance(timedelta(hours=3))
        if turn % 6 == 2:
            path, _number = self._draw(told, turn, drawn, title="补充材料")
            staged = taking_in.stage(self._ports, self._clerk, [path])
            registration.add_files(self._ports, self._clerk, document=document, staged=staged, what="补充说明")
        route = Route(self._ports, self._clerk, self._head, document, self._session, self._clock, zone=ZONE, turn=turn)
        if late:
            route.go(Reached(self._under_way % len(Reached)))
            self._under_way += 1
        else:
            route.go(Reached.RETURNED)
            self._file(document)

    def _session(self, person: int) -> Session:
        with self._ports.ledger.reading() as reading:
            row = reading.get("person", id=person)
        assert row is not None
        return self._named(row["name"])

    def _named(self, name: str) -> Session:
        if name not in self._sessions:
            self._sessions[name] = self._sign_in(name)
        return self._sessions[name]

    def _on_paper(self, document: int, told: Told, turn: int, drawn: Path, *, confirm: bool) -> None:
        path, _number = self._draw(told, turn, drawn, title="文件处理单（扫描件）")
        staged = taking_in.stage(self._ports, self._clerk, [path])
        registration.add_files(self._ports, self._clerk, document=document, staged=staged, what="文件处理单")
        instruction.record_instruction(
            self._ports, self._clerk, document=document, said=Wording("同意。请抓紧办理。", (), told.department),
            signed_on=SignedOn.PAPER, given=self._today(), scan=staged[0].file,
        )  # fmt: skip
        if confirm:
            self._clock.advance(timedelta(hours=1))
            instruction.confirm_instructions(self._ports, self._head, documents=[document])

    def _file(self, document: int) -> None:
        year = self._today().year
        if year not in self._folders:
            name = f"{year}年文件"
            self._folders[year] = instruction.add_folder(self._ports, self._clerk, name=name, year=year)
        instruction.put_into_folder(self._ports, self._clerk, documents=[document], folder=self._folders[year])
