"""The demo office's own papers: drafts of what goes out and of what stays inside, each as far as its turn says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from filedesk.clock import SetClock, office_day
from filedesk.demo.papers import CODE, DEPARTMENTS, OFFICE, Told
from filedesk.domain.documents import Series, Urgency
from filedesk.domain.drafts import Means, Wording
from filedesk.services import distributing, drafting, issuing, sending
from filedesk.services.desk_ports import Ports
from filedesk.services.distributing import Order, Receiver
from filedesk.services.keys import Session
from filedesk.services.sending import Recipient

OUTGOING_STAGES = (
    "drafted",
    "countersign",
    "submitted",
    "returned",
    "approved",
    "numbered",
    "chopped",
    "sent",
    "filed",
)
INTERNAL_STAGES = ("drafted", "submitted", "signed", "numbered", "distributed", "received", "ordered")
_TO = ("滨江市住房和城乡建设局", "城东街道办事处", "江北供电公司", "华信会计师事务所")
_MEANS = (Means.BY_HAND, Means.COURIER, Means.EXCHANGE, Means.EMAIL)


@dataclass
class Drafts:
    """Makes drafts through the services. `sign_in` gives a person's session by his name."""

    ports: Ports
    clerk: Session
    head: Session
    sign_in: Callable[[str], Session]
    clock: SetClock
    zone: str
    chief: str = "陈静"

    def tell(self, outgoing: tuple[Told, ...], internal: tuple[Told, ...]) -> None:
        """A draft for every stage, outgoing and internal."""
        issuing.set_code(self.ports, self.head, department=1, text=f"{CODE}办")
        for turn, stage in enumerate(OUTGOING_STAGES):
            self.clock.advance(timedelta(minutes=50))
            self._outgoing(outgoing[turn % len(outgoing)], turn, stage)
        for turn, stage in enumerate(INTERNAL_STAGES):
            self.clock.advance(timedelta(minutes=50))
            self._internal(internal[turn % 2], stage)

    def _today(self) -> date:
        return office_day(self.clock.now(), self.zone)

    def _outgoing(self, told: Told, turn: int, stage: str) -> None:
        ports, reached = self.ports, OUTGOING_STAGES.index(stage)
        said = Wording(
            told.title, _TO[turn % len(_TO)], kind=told.kind, urgency=Urgency(told.urgency), copies=2, department=1
        )
        document = drafting.make(ports, self.clerk, series=Series.OUTGOING, said=said).document
        if reached == 0:
            return
        if stage in {"countersign", "received"}:
            manager = self.sign_in("张伟")
            drafting.ask_countersign(ports, self.clerk, document=document, persons=[manager.person])
            if stage == "countersign":
                return
            drafting.countersign(ports, manager, document=document, text="同意。")
        drafting.submit(ports, self.clerk, document=document)
        if stage == "submitted":
            return
        if stage == "returned":
            issuing.return_draft(ports, self.head, document=document, reason="第二段数据请再核实。")
            return
        issuing.approve(ports, self.head, document=document, text="同意，请发。")
        if reached >= OUTGOING_STAGES.index("numbered"):
            issuing.number(ports, self.clerk, document=document)
        if reached >= OUTGOING_STAGES.index("chopped"):
            witness = self.sign_in(self.chief).person
            issuing.use_chop(ports, self.clerk, document=document, chop="公司公章", witness=witness, copies=2)
        if reached >= OUTGOING_STAGES.index("sent"):
            self._send(document, turn, receipt=stage == "received")

    def _send(self, document: int, turn: int, *, receipt: bool) -> None:
        ports = self.ports
        to = Recipient(_TO[turn % len(_TO)], 1)
        sending.send(ports, self.clerk, document=document, means=_MEANS[turn % len(_MEANS)], recipients=[to])
        if not receipt:
            return
        with ports.ledger.reading() as reading:
            sent = reading.find("sending", document=document)[-1]["seq"]
        sending.note_receipt(ports, self.clerk, document=document, sending=sent, position=0, received_by="收发室")
        sending.deposit(
            ports, self.clerk, document=document, signed_draft=True, final_text=True, fair_copy=True
        )  # fmt: skip

    def _internal(self, told: Told, stage: str) -> None:
        ports, reached = self.ports, INTERNAL_STAGES.index(stage)
        said = Wording(told.title, "各部门", kind=told.kind, copies=len(DEPARTMENTS), department=1, notes=OFFICE)
        document = drafting.make(ports, self.clerk, series=Series.INTERNAL, said=said).document
        if reached == 0:
            return
        drafting.submit(ports, self.clerk, document=document)
        if reached == 1:
            return
        issuing.approve(ports, self.head, document=document, text="签发。")
        if reached >= INTERNAL_STAGES.index("numbered"):
            issuing.number(ports, self.clerk, document=document)
        if reached >= INTERNAL_STAGES.index("distributed"):
            to = [Receiver(department=number) for number in range(2, len(DEPARTMENTS) + 1)]
            distributing.distribute(ports, self.clerk, document=document, to=to)
        if reached >= INTERNAL_STAGES.index("received"):
            distributing.receive(ports, self.sign_in("张伟"), document=document)
        if stage == "ordered":
            orders = [Order(self._today() + timedelta(days=10), department=2)]
            distributing.order(ports, self.head, document=document, orders=orders)
