"""Internal documents on their way: distribution and receipts (F10), recall, memos' answers, carrying out (F8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from filedesk.domain.documents import LONGEST_TEXT, MOST_COPIES, Series, checked_remark, tidy_lines
from filedesk.domain.drafts import MOST_RECIPIENTS, checked_line
from filedesk.domain.lawful_drafts import named_once
from filedesk.domain.people import CARRIERS
from filedesk.domain.routing import State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, check_department, require
from filedesk.services.changes import Changes, changed
from filedesk.services.deputies import acting_as, for_whom
from filedesk.services.desk_ports import Ports
from filedesk.services.drafts import department_of, draft_rows, is_here, take_in_more
from filedesk.services.issuing import past_day
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.taking_in import Staged


@dataclass(frozen=True)
class Receiver:
    """Who gets copies of an internal document, a person or a department (the other is 0); `recall`: they come back."""

    person: int = 0
    department: int = 0
    copies: int = 1
    recall: bool = False


@dataclass(frozen=True)
class Order:
    """Who must carry an issued document out, a person or a department (the other is 0), and by when."""

    due: date
    person: int = 0
    department: int = 0


def _check_named(reading: Reading, told: Sequence[Receiver] | Sequence[Order], rule: str) -> None:
    if not told:
        raise RuleRefused("receivers_missing", rule=rule)
    if len(told) > MOST_RECIPIENTS:
        raise RuleRefused("too_many_recipients", most=MOST_RECIPIENTS)
    if not named_once([{"person": one.person, "department": one.department} for one in told]):
        raise RuleRefused("receiver_twice", rule=rule)
    for one in told:
        if one.department:
            check_department(reading, one.department)
        elif not is_here(reading, one.person):
            raise RuleRefused("receiver_unknown", rule=rule)


def his_part(ports: Ports, reading: Reading, session: Session, one: Row) -> int | None:
    """As whom a receipt or an order is this person's: his own or his department's, or as whose deputy; else None."""
    if one["person"]:
        return acting_as(ports, reading, session, [one["person"]])
    return session.person if one["department"] == department_of(reading, session.person) else None


def _is_his(ports: Ports, reading: Reading, session: Session, one: Row) -> bool:
    return his_part(ports, reading, session, one) is not None


def _whose(ports: Ports, reading: Reading, session: Session, one: Row) -> int | None:
    """How the event names the person that he represents."""
    person = his_part(ports, reading, session, one)
    return for_whom(session, person) if person is not None else None


def distribute(
    ports: Ports,
    session: Session,
    *,
    document: int,
    to: Sequence[Receiver],
    on: date | None = None,
    seen: int | None = None,
) -> Changes:
    """Give a numbered document out to people and departments; each confirms its receipt (F10). More may follow.

    Raises RuleRefused: "receivers_missing", "receiver_twice", "receiver_unknown", "copies_out_of_range".
    """
    require(session, "document_distributed", rule="F10")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.DISTRIBUTE, session.roles)
        _check_named(writing, to, "F10")
        if any(not 1 <= one.copies <= MOST_COPIES for one in to):
            raise RuleRefused("copies_out_of_range", most=MOST_COPIES)
        data = {
            "document": document,
            "version": draft["version"],
            "on": past_day(ports, writing, on),
            "further": int(row["state"] == State.DISTRIBUTED),
            "to": [
                {
                    "person": one.person, "department": one.department, "copies": one.copies, "recall": int(one.recall),
                }
                for one in to
            ],
        }  # fmt: skip
        act_of(writing, session).append("document_distributed", data)
    return changed(row)


def receive(
    ports: Ports,
    session: Session,
    *,
    document: int,
    distribution: int | None = None,
    position: int | None = None,
    received_by: str = "",
    on: date | None = None,
    seen: int | None = None,
) -> Changes:
    """Confirm the receipt of a distributed document: whatever is open for oneself or one's department.

    With `received_by` the office records who signed for the place that `distribution` and `position` name, on paper.
    Raises RuleRefused("nothing_to_receive") and ("act_not_for_role").
    """
    require(session, "distribution_received", rule="F10")
    told = checked_line(received_by, field="received_by")
    recorded = bool(told)
    if recorded and not session.is_a(*CARRIERS):
        raise RuleRefused("act_not_for_role", rule="F10", act="distribution_received")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.RECEIVE, session.roles)
        rows = [
            one
            for one in writing.find(
                "distribution", order="seq, position", document=document, version=draft["version"], received_on=None
            )
            if (distribution is None or (one["seq"], one["position"]) == (distribution, position))
            and (recorded or _is_his(ports, writing, session, one))
        ]
        if not rows or (recorded and distribution is None):
            raise RuleRefused("nothing_to_receive", rule="F10")
        day = past_day(ports, writing, on)
        words = {"received_by": told}
        act = act_of(writing, session)
        for one in rows:
            place = {"document": document, "distribution": one["seq"], "position": one["position"]}
            whose = None if recorded else _whose(ports, writing, session, one)
            data = {**place, "on": day, "recorded": int(recorded), "deputy_for": whose}
            act.append("distribution_received", data, words)
    return changed(row)


def recall(
    ports: Ports,
    session: Session,
    *,
    document: int,
    distribution: int,
    position: int,
    count: int,
    on: date | None = None,
    text: str = "",
    seen: int | None = None,
) -> Changes:
    """Record copies that came back 回收, `count` more of one receiver's.

    Raises RuleRefused("nothing_to_recall") and ("too_many_recalled") when he never had so many.
    """
    require(session, "copies_recalled", rule="N2")
    with ports.ledger.writing() as writing:
        row, _draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.RECALL, session.roles)
        told = writing.get("distribution", seq=distribution, position=position, document=document)
        if told is None or count < 1:
            raise RuleRefused("nothing_to_recall", rule="N2")
        total = told["recalled"] + count
        if total > told["copies"]:
            raise RuleRefused("too_many_recalled", rule="N2", most=told["copies"] - told["recalled"])
        data = {
            "document": document, "distribution": distribution, "position": position,
            "on": past_day(ports, writing, on), "count": total,
        }  # fmt: skip
        act_of(writing, session).append("copies_recalled", data, {"text": checked_remark(text)})
    return changed(row)


def order(
    ports: Ports, session: Session, *, document: int, orders: Sequence[Order], text: str = "", seen: int | None = None
) -> Changes:
    """Name who must carry an issued document out, and by when (F8). Raises as `distribute` does, and "due_in_past"."""
    require(session, "carrying_out_ordered", rule="F8")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.ORDER, session.roles)
        _check_named(writing, orders, "F8")
        for one in orders:
            if one.due.isoformat() < ports.today(writing):
                raise RuleRefused("due_in_past", rule="F8", day=one.due.isoformat())
        data = {
            "document": document,
            "version": draft["version"],
            "orders": [
                {"person": one.person, "department": one.department, "due": one.due.isoformat()} for one in orders
            ],
        }
        act_of(writing, session).append("carrying_out_ordered", data, {"text": checked_remark(text)})
    return changed(row)


def open_orders(reading: Reading, document: int, version: int) -> list[Row]:
    """Who has yet to report that this version was carried out."""
    return reading.find("carrying_out", order="seq, position", document=document, version=version, reported_on=None)


def confirm_orders(ports: Ports, session: Session, *, document: int, seen: int | None = None) -> Changes:
    """Confirm that one has to carry a document out, oneself or for one's department (F8).

    Raises RuleRefused("no_order_for_you").
    """
    require(session, "order_confirmed", rule="F8")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.CONFIRM_ORDER, session.roles)
        his = [
            one
            for one in open_orders(writing, document, draft["version"])
            if one["confirmed_by"] is None and _is_his(ports, writing, session, one)
        ]
        if not his:
            raise RuleRefused("no_order_for_you", rule="F8")
        act = act_of(writing, session)
        for one in his:
            place = {"document": document, "order": one["seq"], "position": one["position"]}
            act.append("order_confirmed", {**place, "deputy_for": _whose(ports, writing, session, one)})
    return changed(row)


def report_orders(
    ports: Ports, session: Session, *, document: int, text: str, staged: Sequence[Staged] = (), seen: int | None = None
) -> Changes:
    """Report that a document was carried out, with files; the last one who had to moves it on (F8).

    What was not confirmed yet is confirmed by it. Raises RuleRefused("report_missing") and ("no_order_for_you").
    """
    require(session, "order_reported", rule="F8")
    told = tidy_lines(text)
    if not told:
        raise RuleRefused("report_missing", rule="F8")
    if len(told) > LONGEST_TEXT:
        raise RuleRefused("text_too_long", field="text", most=LONGEST_TEXT)
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.CARRY_OUT, session.roles)
        standing = open_orders(writing, document, draft["version"])
        his = [one for one in standing if _is_his(ports, writing, session, one)]
        if not his:
            raise RuleRefused("no_order_for_you", rule="F8")
        act = act_of(writing, session)
        file = take_in_more(writing, act, row, staged, own=False)
        left = len(standing)
        for one in his:
            whose = _whose(ports, writing, session, one)
            place = {"document": document, "order": one["seq"], "position": one["position"], "deputy_for": whose}
            if one["confirmed_by"] is None:
                act.append("order_confirmed", place)
            left -= 1
            data = {**place, "on": ports.today(writing), "left": left, "file": file}
            act.append("order_reported", data, {"text": told})
    return changed(row)


def answer_memo(
    ports: Ports, session: Session, *, document: int, text: str, staged: Sequence[Staged] = (), seen: int | None = None
) -> Changes:
    """Answer an inter-office memo 工作联络单 that was given to oneself or one's department (N1).

    Raises RuleRefused: "no_answer_due", "answer_missing", "not_given_to_you".
    """
    require(session, "memo_answered", rule="N1")
    told = checked_remark(text)
    if not told:
        raise RuleRefused("answer_missing", rule="N1")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.ANSWER, session.roles)
        if draft["answer_due"] is None or draft["answered_seq"] is not None:
            raise RuleRefused("no_answer_due", rule="N1")
        parts = writing.find("distribution", document=document, version=draft["version"])
        whose = [one for one in parts if _is_his(ports, writing, session, one)]
        if not whose:
            raise RuleRefused("not_given_to_you", rule="N1")
        act = act_of(writing, session)
        file = take_in_more(writing, act, row, staged, own=False)
        data = {
            "document": document, "version": draft["version"], "on": ports.today(writing), "file": file,
            "deputy_for": _answering(ports, writing, session, whose),
        }  # fmt: skip
        act.append("memo_answered", data, {"text": told})
    return changed(row)


def _answering(ports: Ports, reading: Reading, session: Session, parts: Sequence[Row]) -> int | None:
    """For whom he answers: himself, where any part is his own or his department's."""
    told = [_whose(ports, reading, session, one) for one in parts]
    return None if None in told else told[0]
