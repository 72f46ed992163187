"""What a page shows of a document that the office wrote: its versions and signatures, numbers, chops, where it went."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from filedesk.domain.documents import Series
from filedesk.domain.drafts import needs_general_manager
from filedesk.domain.people import Role
from filedesk.domain.routing import State, Step, lawful_steps
from filedesk.services.desk_ports import Ports
from filedesk.services.drafting import waiting_countersigners
from filedesk.services.drafts import department_of, draft_rows, drafters, manages, may_change
from filedesk.services.fileable import receiver_name
from filedesk.services.issuing import code_offered
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.reading import check_named, names, read


@dataclass(frozen=True)
class Version:
    """One version: its row, the ids of its files, who countersigned it, and the signatures on it.

    A signature has `name`, and `confirmed` unless it was recorded and he has yet to confirm it.
    """

    row: Row
    files: list[str]
    countersigners: list[Row]
    approvals: list[Row]


@dataclass(frozen=True)
class DraftView:
    """Everything that a page shows of a draft besides the document itself.

    `versions`: the latest first. `recipients`, `receivers` and `orders` have `mine` where this person may act on
    one, and the latter two `name`. `steps` are what this person may do now; `reply_to` is the row of the document
    that it answers, `replies` those that answer it. `code` is the one its department has, or is offered.
    """

    series: Series
    draft: Row
    versions: list[Version]
    chops: list[Row]
    sendings: list[Row]
    recipients: list[Row]
    receivers: list[Row]
    orders: list[Row]
    answers: list[Row]
    reply_to: Row | None
    steps: tuple[Step, ...]
    code: str
    names: dict[int, str]
    managers: list[int]
    """Who may be asked to countersign, by name."""
    heads: list[int]
    """The general manager."""


def view(ports: Ports, session: Session, document: int) -> DraftView:
    """A draft with all that is known of it. Raises RuleRefused("document_unknown"), ("not_a_draft") and
    ("not_named_to_you").
    """

    def work(reading: Reading) -> DraftView:
        row, draft = draft_rows(reading, document)
        check_named(ports, reading, session, document)
        people = names(reading, "person")
        here = department_of(reading, session.person)

        def told(table: str, order: str) -> list[Row]:
            return [
                {**one, "name": receiver_name(reading, one), "mine": is_mine(one, session, here)}
                for one in reading.find(table, order=order, document=document)
            ]

        receivers, orders = told("distribution", "seq, position"), told("carrying_out", "seq, position")
        return DraftView(
            series=Series(row["series"]),
            draft=draft,
            versions=[
                _version(reading, one, people)
                for one in reading.find("draft_version", order="version DESC", document=document)
            ],
            chops=reading.find("chop_use", order="seq", document=document),
            sendings=reading.find("sending", order="seq", document=document),
            recipients=reading.find("sending_recipient", order="seq, position", document=document),
            receivers=receivers,
            orders=orders,
            answers=reading.find("memo_answer", order="seq", document=document),
            reply_to=reading.get("document", id=draft["replies_to"]) if draft["replies_to"] else None,
            steps=tuple(
                one
                for one in lawful_steps(Series(row["series"]), State(row["state"]), session.roles)
                if _may(reading, session, one, row, draft)
            ),
            code=code_offered(reading, row["department"]),
            names=people,
            managers=[one["id"] for one in people_with(reading, {Role.DEPARTMENT_MANAGER})],
            heads=[one["id"] for one in people_with(reading, {Role.GENERAL_MANAGER})],
        )

    return read(ports, session, work)


def replies(ports: Ports, session: Session, document: int) -> list[Row]:
    """The replies to an incoming document, each with `document`, `number` (empty before it has one), `sent_on`."""
    return read(ports, session, lambda r: r.find("reply_to", order="document", answers=document))


def is_mine(one: Row, session: Session, department: int) -> bool:
    """Whether a row that names a person or a department names this person, himself or through his department."""
    return bool(one["person"] == session.person or (one["department"] and one["department"] == department))


def _version(reading: Reading, row: Row, people: dict[int, str]) -> Version:
    key = {"document": row["document"], "version": row["version"]}
    approvals = []
    for one in reading.find("draft_approval", order="seq", **key):
        recorded = reading.get("recorded_act", seq=one["seq"])
        confirmed = recorded is None or recorded["confirmed_seq"] is not None
        approvals.append({**one, "name": people.get(one["person"], ""), "confirmed": confirmed})
    return Version(
        row,
        [one["file"] for one in reading.find("version_file", order="position", **key)],
        [
            {**one, "name": people.get(one["person"], "")}
            for one in reading.find("countersigner", order="position", **key)
        ],
        approvals,
    )


def _may(reading: Reading, session: Session, step: Step, row: Row, draft: Row) -> bool:
    """Whether a step that is lawful for these roles is lawful for this person and this document."""
    open_here = _Open(reading, session, row["id"], draft["version"])
    match step:
        case Step.REVISE | Step.ASK_COUNTERSIGN | Step.SUBMIT | Step.PUT_TO_MANAGER:
            suits = step is not Step.PUT_TO_MANAGER or not needs_general_manager(Series(row["series"]), row["kind"])
            return suits and may_change(reading, session, row)
        case Step.DROP:
            return not row["serial"] and may_change(reading, session, row)
        case Step.VOID:
            return bool(row["serial"])
        case Step.CHECK:
            return session.person not in drafters(row, draft)
        case Step.COUNTERSIGN | Step.REFUSE:
            return session.person in waiting_countersigners(reading, row["id"], draft["version"])
        case Step.SIGN:
            return _may_sign(reading, session, row)
        case Step.SEND_BACK | Step.HAND_BACK:
            return session.is_a(Role.GENERAL_MANAGER) or bool(session.person == draft["put_to"])
        case Step.NOTE_RECEIPT:
            return bool(reading.find("sending_recipient", document=row["id"], receipt=1, received_on=None))
        case Step.DEPOSIT:
            return draft["deposited_seq"] is None
        case Step.RECEIVE:
            return open_here.any("distribution", received_on=None)
        case Step.RECALL:
            return any(one["recalled"] < one["copies"] for one in reading.find("distribution", document=row["id"]))
        case Step.ANSWER:
            return draft["answer_due"] is not None and draft["answered_seq"] is None and open_here.any("distribution")
        case Step.CONFIRM_ORDER:
            return open_here.any("carrying_out", confirmed_by=None)
        case Step.CARRY_OUT:
            return open_here.any("carrying_out", reported_on=None)
        case _:
            return True


@dataclass(frozen=True)
class _Open:
    """What is open for this person in a version."""

    reading: Reading
    session: Session
    document: int
    version: int

    def any(self, table: str, **still: Any) -> bool:
        """Whether some row of the table is his, with these columns still empty."""
        department = department_of(self.reading, self.session.person)
        rows = self.reading.find(table, document=self.document, version=self.version, **still)
        return any(is_mine(one, self.session, department) for one in rows)


def _may_sign(reading: Reading, session: Session, row: Row) -> bool:
    if session.is_a(Role.GENERAL_MANAGER):
        return True
    everyday = not needs_general_manager(Series(row["series"]), row["kind"])
    return everyday and manages(reading, session.person, row["department"])


def people_with(reading: Reading, roles: Collection[Role]) -> list[Row]:
    """Everybody who holds one of these roles and has not left, with `id`, `name`, `department`, by name."""
    holders = {one["person"] for role in roles for one in reading.find("person_role", role=role.value)}
    return [one for one in reading.find("person", order="name") if one["id"] in holders and one["state"] != "left"]
