"""A demo paper's way after the instruction, as far as its turn says: read, acted on, asked about, come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from filedesk.clock import SetClock, office_day
from filedesk.domain.circulation import Means, Mode
from filedesk.domain.routing import SignedOn
from filedesk.services import asking, circulation, deputies, finishing, handling, urging
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Row
from filedesk.services.recording import Slip
from filedesk.services.wording import Wording, instructed

OPINIONS = ("阅。", "已阅，请按要求办理。", "同意。", "请承办部门按时报送。")
RESULTS = ("已按要求办结。", "已整改完毕，复查合格。", "已报送有关材料。", "已组织学习并落实。")
QUESTIONS = ("涉及费用约三万元，可否从维修资金列支？", "来文要求本周报送，可否先报初稿？", "是否需请外聘单位参加检查？")
REASONS = ("此项应由现场负责人办理，请另行指定。", "本人正在外地出差，请改派。")


class Reached(IntEnum):
    """How far a paper has come; each stage has those before it behind it, as far as its instruction asks for them."""

    INSTRUCTED = 0
    WITH_FIRST_READER = 1
    WITH_SECOND_READER = 2
    WITH_ALL_READERS = 3
    READ_BY_TELEPHONE = 4
    HANDED_TO_DEPARTMENTS = 5
    NAMED = 6
    DECLINED = 7
    ACCEPTED = 8
    ASKED = 9
    URGED = 10
    LEAD_REPORTED = 11
    FINISHED = 12
    RETURNED = 13


@dataclass
class Route:
    """One paper on its way. `sign_in` gives a person's session by his id, `turn` varies the words."""

    ports: Ports
    clerk: Session
    head: Session
    document: int
    sign_in: Callable[[int], Session]
    clock: SetClock
    zone: str
    turn: int

    def go(self, reached: Reached) -> None:
        """All steps up to this stage."""
        if reached is Reached.INSTRUCTED:
            return
        said, row = self._begin()
        if said.readers and not self._read(said, reached):
            return
        if reached >= Reached.HANDED_TO_DEPARTMENTS and said.departments() and not self._handle(said, reached):
            return
        if reached >= Reached.FINISHED and (said.readers or said.departments()):
            finishing.finish(self.ports, self.clerk, document=self.document)
            if reached >= Reached.RETURNED:
                finishing.check_in(
                    self.ports, self.clerk, document=self.document, copies=row["copies"], pages=row["pages"] or 0,
                    attachments=row["attachments"],
                )  # fmt: skip

    def _begin(self) -> tuple[Wording, Row]:
        with self.ports.ledger.reading() as reading:
            said, row = instructed(reading, self.document), reading.get("document", id=self.document)
        assert said is not None
        assert row is not None
        return said, row

    def _today(self) -> date:
        return office_day(self.clock.now(), self.zone)

    def _opinion(self, place: int) -> str:
        return OPINIONS[(self.turn + place) % len(OPINIONS)]

    def _read(self, said: Wording, reached: Reached) -> bool:
        """The readers' part; whether all have read and the original is back."""
        together = reached is Reached.WITH_ALL_READERS
        circulation.begin_circulation(
            self.ports, self.clerk, document=self.document, mode=Mode.TOGETHER if together else Mode.SEQUENCE
        )
        if reached in {Reached.WITH_FIRST_READER, Reached.WITH_ALL_READERS}:
            return False
        for place, reader in enumerate(said.readers):
            self.clock.advance(timedelta(hours=5))
            if place and reached is Reached.WITH_SECOND_READER:
                return False
            self._reads(reader, place, by_telephone=place == 1 and reached is Reached.READ_BY_TELEPHONE)
            if place and reached is Reached.READ_BY_TELEPHONE:
                return False
            circulation.send_to_next(self.ports, self.clerk, documents=[self.document])
        return True

    def _reads(self, reader: int, place: int, *, by_telephone: bool) -> None:
        ports, document, opinion = self.ports, self.document, self._opinion(place)
        if by_telephone:
            slip = Slip(SignedOn.TELEPHONE, self._today())
            circulation.record_reading(ports, self.clerk, document=document, reader=reader, slip=slip, text=opinion)
        else:
            circulation.sign_reading(ports, self.sign_in(reader), document=document, text=opinion)

    def _handle(self, said: Wording, reached: Reached) -> bool:
        """The departments' part; whether all have reported."""
        handling.begin_handling(self.ports, self.clerk, document=self.document)
        if reached is Reached.HANDED_TO_DEPARTMENTS:
            return False
        for place, told in enumerate(said.departments()):
            if place and reached is Reached.LEAD_REPORTED:
                return False
            if not self._act_on(told["department"], reached):
                return False
        self.clock.advance(timedelta(hours=20))
        return True

    def _act_on(self, department: int, reached: Reached) -> bool:
        """The department's manager takes it on himself; whether he has reported."""
        ports, document, person = self.ports, self.document, self._manager(department)
        session = self.sign_in(person)
        handling.name_responsible(ports, session, document=document, department=department, person=person)
        if reached is Reached.NAMED:
            return False
        if reached is Reached.DECLINED:
            reason = REASONS[self.turn % len(REASONS)]
            handling.decline(ports, session, document=document, department=department, reason=reason)
            return False
        handling.accept(ports, session, document=document, department=department)
        if reached in {Reached.ACCEPTED, Reached.ASKED, Reached.URGED}:
            self._is_waited_for(session, person, department, reached)
            return False
        if self.turn % 8 == 1:
            self._asks(session, answered=True)
        self.clock.advance(timedelta(hours=6))
        result = RESULTS[self.turn % len(RESULTS)]
        handling.report_result(ports, session, document=document, department=department, result=result)
        return True

    def _is_waited_for(self, session: Session, person: int, department: int, reached: Reached) -> None:
        if reached is Reached.ASKED:
            self._asks(session, answered=False)
        if reached is Reached.URGED:
            for means, answer in ((Means.TELEPHONE, "本周内办结"), (Means.IN_PERSON, "材料已齐，正在会签")):
                self.clock.advance(timedelta(hours=9))
                urging.urge(
                    self.ports, self.clerk, document=self.document, means=means, person=person,
                    department=department, text="询问办理进度", answer=answer,
                )  # fmt: skip

    def _asks(self, session: Session, *, answered: bool) -> None:
        asking.ask(self.ports, session, document=self.document, text=QUESTIONS[self.turn % len(QUESTIONS)])
        if not answered:
            return
        with self.ports.ledger.reading() as reading:
            query = asking.questions(reading, self.document)[-1]["seq"]
        self.clock.advance(timedelta(hours=2))
        asking.answer(self.ports, self.head, query=query, text="可以，请按规定办理。")

    def _manager(self, department: int) -> int:
        with self.ports.ledger.reading() as reading:
            managers = {row["person"] for row in reading.find("person_role", role="department_manager")}
            managers |= {row["person"] for row in reading.find("person_role", role="office_head")}
            found: int = next(
                row["id"] for row in reading.find("person", department=department) if row["id"] in managers
            )
        return found


def name_a_deputy(ports: Ports, *, of: Session, deputy: int, first: date) -> None:
    """Somebody on leave for two weeks names who reads for him."""
    deputies.name_deputy(
        ports, of, person=of.person, deputy=deputy, first=first, last=first + timedelta(days=13), reason="年休假"
    )
