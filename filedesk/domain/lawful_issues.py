"""Whether the acts on a signed document were lawful: number, chop, sending, distribution, carrying out (O2, O3, F8).

It judges the same drafts as `lawful_drafts`, whose steps and states come first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from filedesk.domain.documents import Series
from filedesk.domain.events import Event
from filedesk.domain.lawful_drafts import LawfulDraft, LawfulDrafts, named_once
from filedesk.domain.lawful_numbers import Book
from filedesk.domain.numbering import FIRST_CODE
from filedesk.domain.people import CARRIERS
from filedesk.domain.routing import State

Place = tuple[int, int]
"""The seq of a sending, distribution or order, and the place in its list."""


@dataclass(slots=True)
class _Part:
    person: int
    department: int
    copies: int = 0
    recalled: int = 0
    open: bool = True
    confirmed: bool = False


@dataclass(slots=True)
class _Issue:
    receipts: set[Place] = field(default_factory=set)
    """Receipts that were asked for and are missing."""
    unreceived: set[Place] = field(default_factory=set)
    """Recipients of whom no receipt has come, asked for or not."""
    parts: dict[Place, _Part] = field(default_factory=dict)
    orders: dict[Place, _Part] = field(default_factory=dict)
    deposited: bool = False
    answered: bool = False

    def open_orders(self) -> int:
        """How many have yet to report."""
        return sum(order.open for order in self.orders.values())


@dataclass
class LawfulIssues:
    """What was done with signed documents after the events seen so far. The drafts are fed first."""

    drafts: LawfulDrafts
    issues: dict[int, _Issue] = field(default_factory=dict)

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        draft = self.drafts.drafts.get(event.data.get("document", 0))
        judge = _JUDGES.get(event.type)
        if draft is None or judge is None:
            return None
        return judge(self, event, draft, self.issues.get(event.data["document"], _Issue()))

    def _file(self, event: Event) -> str | None:
        file = event.data.get("file")
        if file is not None and self.drafts.documents.files.get(file) != event.data["document"]:
            return "file_unknown"
        return None

    def _past(self, event: Event) -> str | None:
        latest = self.drafts.office.day(event).isoformat()
        return "date_in_future" if event.data["on"] > latest else self._file(event)

    def _numbered(self, event: Event, draft: LawfulDraft, _issue: _Issue) -> str | None:
        data = event.data
        if draft.number is not None or data["series"] != draft.series:
            return "number_twice"
        own = FIRST_CODE if draft.series is Series.OUTGOING else self.drafts.codes.get(draft.department)
        if data["code"] != own:
            return "code_of_another"
        problem = self.drafts.documents.numbers.next_problem(_book(event), data["serial"], data.get("block"))
        if problem is not None:
            return problem
        today = self.drafts.office.day(event)
        if "block" not in data and data["year"] not in {today.year, (today - timedelta(days=1)).year}:
            return "number_of_wrong_year"
        return self._reply(event, draft)

    @staticmethod
    def _reply(event: Event, draft: LawfulDraft) -> str | None:
        return None if event.data.get("replies_to", 0) == draft.answers else "reply_to_nothing"

    def _kept(self, _event: Event, draft: LawfulDraft, _issue: _Issue) -> str | None:
        return "number_not_given" if draft.number is None else None

    def _chopped(self, event: Event, _draft: LawfulDraft, _issue: _Issue) -> str | None:
        witness = event.data["witness"]
        if witness == event.actor or not self.drafts.office.is_here(witness):
            return "witness_wrong"
        return self._past(event)

    def _sent(self, event: Event, draft: LawfulDraft, _issue: _Issue) -> str | None:
        return self._further(event, State.SENT) or self._past(event) or self._reply(event, draft)

    def _further(self, event: Event, already: State) -> str | None:
        """It says whether it went out before."""
        standing = self.drafts.documents.documents[event.data["document"]].state
        return None if bool(event.data["further"]) == (standing is already) else "further_wrong"

    def _receipt(self, event: Event, _draft: LawfulDraft, issue: _Issue) -> str | None:
        place = (event.data["sending"], event.data["position"])
        filed = self.drafts.documents.documents[event.data["document"]].state is State.FILED
        missing = issue.unreceived if filed and not event.data["none"] else issue.receipts
        return self._past(event) if place in missing else "nothing_to_receive"

    def _deposited(self, event: Event, _draft: LawfulDraft, _issue: _Issue) -> str | None:
        return (
            None if all(event.data[name] for name in ("signed_draft", "final_text", "fair_copy")) else "not_deposited"
        )

    def _distributed(self, event: Event, _draft: LawfulDraft, _issue: _Issue) -> str | None:
        return self._further(event, State.DISTRIBUTED) or self._named(event.data["to"]) or self._past(event)

    def _named(self, told: list[Mapping[str, int]]) -> str | None:
        if not named_once(told):
            return "receiver_wrong"
        office = self.drafts.office
        known = all(
            office.is_here(one["person"]) if one["person"] else one["department"] in office.departments for one in told
        )
        return None if known else "receiver_wrong"

    def _is_his(self, event: Event, part: _Part) -> bool:
        """Whether it is the signer's: by name, through his department, or as the deputy of whom it names."""
        person = self.drafts.deputies.signs_for(event)
        if "deputy_for" in event.data:
            return person == part.person != 0
        return person == part.person or self.drafts.of_department(person, part.department)

    def _received(self, event: Event, _draft: LawfulDraft, issue: _Issue) -> str | None:
        data = event.data
        part = issue.parts.get((data["distribution"], data["position"]))
        if part is None or not part.open:
            return "nothing_to_receive"
        recorded = self.drafts.office.holds(event.actor, CARRIERS) and "received_by" in event.words
        if not (recorded if data["recorded"] else self._is_his(event, part)):
            return "not_his_own"
        return self._past(event)

    def _recalled(self, event: Event, _draft: LawfulDraft, issue: _Issue) -> str | None:
        data = event.data
        part = issue.parts.get((data["distribution"], data["position"]))
        if part is None or not part.recalled < data["count"] <= part.copies:
            return "copies_miscounted"
        return self._past(event)

    def _ordered(self, event: Event, _draft: LawfulDraft, _issue: _Issue) -> str | None:
        earliest = (self.drafts.office.day(event) - timedelta(days=1)).isoformat()
        if any(order["due"] < earliest for order in event.data["orders"]):
            return "due_in_past"
        return self._named(event.data["orders"])

    def _urged(self, event: Event, draft: LawfulDraft, issue: _Issue) -> str | None:
        """Who has yet to report can be urged (F8), his department and its people, and deputies of these."""
        data = event.data
        open_orders = [order for order in issue.orders.values() if order.open]
        if not open_orders:
            return "step_not_lawful"
        if data["times"] != draft.urged + 1:
            return "urging_miscounted"
        if not self.drafts.its_day(event, data["on"]):
            return "day_not_its_own"
        person, department = data.get("person"), data.get("department")
        units = {order.department for order in open_orders if order.department}
        if (person is None and department is None) or (department is not None and department not in units):
            return "not_in_route"
        if person is None:
            return None
        concerned = {order.person for order in open_orders if order.person}
        concerned |= {number for number, one in self.drafts.office.people.items() if one.department in units}
        return None if concerned & {person, *self.drafts.deputies.represented(person, event)} else "not_in_route"

    def _confirmed(self, event: Event, _draft: LawfulDraft, issue: _Issue) -> str | None:
        order = issue.orders.get((event.data["order"], event.data["position"]))
        if order is None or order.confirmed or not order.open:
            return "no_such_order"
        return None if self._is_his(event, order) else "not_his_own"

    def _reported(self, event: Event, _draft: LawfulDraft, issue: _Issue) -> str | None:
        order = issue.orders.get((event.data["order"], event.data["position"]))
        if order is None or not order.open or not order.confirmed:
            return "no_such_order"
        if event.data["left"] != issue.open_orders() - 1:
            return "orders_miscounted"
        return self._past(event) if self._is_his(event, order) else "not_his_own"

    def _answered(self, event: Event, draft: LawfulDraft, issue: _Issue) -> str | None:
        if not draft.answer_due or issue.answered:
            return "no_answer_due"
        if not any(self._is_his(event, part) for part in issue.parts.values()):
            return "not_his_own"
        return self._past(event)

    def _filed(self, _event: Event, draft: LawfulDraft, issue: _Issue) -> str | None:
        if draft.series is Series.OUTGOING and not issue.deposited:
            return "not_deposited"
        unreceived = issue.receipts or any(part.open for part in issue.parts.values())
        if unreceived or issue.open_orders() or (draft.answer_due and not issue.answered):
            return "steps_left_open"
        return None

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        data = event.data
        if data.get("document", 0) not in self.drafts.drafts:
            return
        if event.type == "draft_numbered":
            self.drafts.documents.numbers.give(_book(event), data["serial"], data.get("block"))
        elif event.type == "draft_revised":
            self.issues.pop(data["document"], None)
        elif event.type in _JUDGES:
            _admit(event, self.issues.setdefault(data["document"], _Issue()))


def _book(event: Event) -> Book:
    return event.data["series"], 0, event.data["code"], event.data["year"]


def _admit(event: Event, issue: _Issue) -> None:
    data = event.data
    match event.type:
        case "document_sent":
            issue.receipts |= {(event.seq, place) for place, told in enumerate(data["recipients"]) if told["receipt"]}
            issue.unreceived |= {(event.seq, place) for place in range(len(data["recipients"]))}
        case "receipt_noted":
            told = (data["sending"], data["position"])
            issue.receipts.discard(told)
            if not data["none"]:
                issue.unreceived.discard(told)
        case "originals_deposited":
            issue.deposited = True
        case "document_distributed":
            for place, told in enumerate(data["to"]):
                issue.parts[event.seq, place] = _Part(told["person"], told["department"], told["copies"])
        case "carrying_out_ordered":
            for place, told in enumerate(data["orders"]):
                issue.orders[event.seq, place] = _Part(told["person"], told["department"])
        case "memo_answered":
            issue.answered = True
        case _:
            _admit_part(event, issue)


def _admit_part(event: Event, issue: _Issue) -> None:
    data = event.data
    part = issue.parts.get((data.get("distribution", 0), data.get("position", 0)))
    order = issue.orders.get((data.get("order", 0), data.get("position", 0)))
    match event.type:
        case "distribution_received" if part is not None:
            part.open = False
        case "copies_recalled" if part is not None:
            part.recalled = data["count"]
        case "order_confirmed" if order is not None:
            order.confirmed = True
        case "order_reported" if order is not None:
            order.open = False


_JUDGES: Mapping[str, Callable[[LawfulIssues, Event, LawfulDraft, _Issue], str | None]] = {
    "draft_numbered": LawfulIssues._numbered,
    "number_kept": LawfulIssues._kept,
    "chop_used": LawfulIssues._chopped,
    "document_sent": LawfulIssues._sent,
    "receipt_noted": LawfulIssues._receipt,
    "originals_deposited": LawfulIssues._deposited,
    "document_distributed": LawfulIssues._distributed,
    "distribution_received": LawfulIssues._received,
    "copies_recalled": LawfulIssues._recalled,
    "carrying_out_ordered": LawfulIssues._ordered,
    "urged": LawfulIssues._urged,
    "order_confirmed": LawfulIssues._confirmed,
    "order_reported": LawfulIssues._reported,
    "memo_answered": LawfulIssues._answered,
    "put_into_folder": LawfulIssues._filed,
}
