"""What a page shows of a document that the office wrote: its versions and signatures, numbers, chops, where it went."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from filedesk.domain.documents import Series
from filedesk.domain.drafts import needs_general_manager
from filedesk.domain.looking_after import STEPS
from filedesk.domain.people import Role
from filedesk.domain.routing import State, Step, lawful_steps
from filedesk.services.acts import is_looked_after_by
from filedesk.services.blocks import Block
from filedesk.services.deputies import acting_as, represented
from filedesk.services.desk_ports import Ports
from filedesk.services.distributing import his_part
from filedesk.services.drafting import waiting_countersigners
from filedesk.services.drafts import draft_rows, drafters, manages, may_change
from filedesk.services.fileable import receiver_name
from filedesk.services.issuing import blocks_for, code_offered, returning_as, signing_as
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.reading import check_named, names, read
from filedesk.services.sending import is_missing


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
    blocks: list[Block]
    """The open blocks of numbers 手工号段 that its number can be of, while it waits for one."""


def view(ports: Ports, session: Session, document: int) -> DraftView:
    """A draft with all that is known of it. Raises RuleRefused("document_unknown"), ("not_a_draft") and
    ("not_named_to_you").
    """

    def work(reading: Reading) -> DraftView:
        row, draft = draft_rows(reading, document)
        check_named(ports, reading, session, document)
        people = names(reading, "person")
        mine = Role.OFFICE_HEAD in session.roles or is_looked_after_by(reading, session.person, document)

        def told(table: str, order: str) -> list[Row]:
            return [
                {**one, "name": receiver_name(reading, one), "mine": his_part(ports, reading, session, one) is not None}
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
                for one in _lawful(ports, reading, session, row)
                if (one not in STEPS or mine) and _may(_Person(ports, reading, session), one, row, draft)
            ),
            code=code_offered(reading, row["department"]),
            names=people,
            managers=[one["id"] for one in people_with(reading, {Role.DEPARTMENT_MANAGER})],
            heads=[one["id"] for one in people_with(reading, {Role.GENERAL_MANAGER})],
            blocks=[] if row["serial"] else blocks_for(reading, row),
        )

    return read(ports, session, work)


def replies(ports: Ports, session: Session, document: int) -> list[Row]:
    """The replies to an incoming document, each with `document`, `number` (empty before it has one), `sent_on`."""
    return read(ports, session, lambda r: r.find("reply_to", order="document", answers=document))


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


_BY_DEPUTY = frozenset({Step.COUNTERSIGN, Step.REFUSE, Step.SIGN, Step.HAND_BACK})
"""Steps that a deputy takes in place of whoever has the role; the others are taken for oneself."""


def _lawful(ports: Ports, reading: Reading, session: Session, row: Row) -> list[Step]:
    """The steps that are lawful for his roles, or for those of somebody whose deputy he is today."""
    series, state = Series(row["series"]), State(row["state"])
    found = list(lawful_steps(series, state, session.roles))
    for person in represented(reading, session.person, ports.today(reading)):
        roles = {told["role"] for told in reading.find("person_role", person=person)}
        found += [one for one in lawful_steps(series, state, roles) if one in _BY_DEPUTY and one not in found]
    return found


@dataclass(frozen=True)
class _Person:
    """Who is signed in, and what is open for him in a version."""

    ports: Ports
    reading: Reading
    session: Session

    def any(self, table: str, draft: Row, **still: Any) -> bool:
        """Whether some row of the table is his or theirs whose deputy he is, with these columns still empty."""
        rows = self.reading.find(table, document=draft["document"], version=draft["version"], **still)
        return any(his_part(self.ports, self.reading, self.session, one) is not None for one in rows)

    def countersigns(self, row: Row, draft: Row) -> bool:
        """Whether he was asked to, or is the deputy of one who was, and did not draft it."""
        asked = waiting_countersigners(self.reading, row["id"], draft["version"])
        person = acting_as(self.ports, self.reading, self.session, asked)
        return person is not None and self._not_his_own(row, draft, person)

    def signs(self, row: Row, draft: Row) -> bool:
        """Whether he may sign it, as himself or as the manager's deputy."""
        if self.session.is_a(Role.GENERAL_MANAGER):
            return True
        person = signing_as(self.ports, self.reading, self.session, row)
        everyday = not needs_general_manager(Series(row["series"]), row["kind"])
        return everyday and manages(self.reading, person, row["department"]) and self._not_his_own(row, draft, person)

    def _not_his_own(self, row: Row, draft: Row, person: int) -> bool:
        return person == self.session.person or self.session.person not in drafters(row, draft)


def _may(person: _Person, step: Step, row: Row, draft: Row) -> bool:
    """Whether a step that is lawful for these roles is lawful for this person and this document."""
    reading, session = person.reading, person.session
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
            return person.countersigns(row, draft)
        case Step.SIGN:
            return person.signs(row, draft)
        case Step.SEND_BACK | Step.HAND_BACK:
            return returning_as(person.ports, reading, session, draft) is not None
        case Step.NOTE_RECEIPT:
            told = reading.find("sending_recipient", document=row["id"])
            return any(is_missing(one, filed=row["state"] == State.FILED) for one in told)
        case Step.DEPOSIT:
            return draft["deposited_seq"] is None
        case Step.RECEIVE:
            return person.any("distribution", draft, received_on=None)
        case Step.RECALL:
            return any(one["recalled"] < one["copies"] for one in reading.find("distribution", document=row["id"]))
        case Step.ANSWER:
            due = draft["answer_due"] is not None and draft["answered_seq"] is None
            return due and person.any("distribution", draft)
        case Step.CONFIRM_ORDER:
            return person.any("carrying_out", draft, confirmed_by=None)
        case Step.CARRY_OUT:
            return person.any("carrying_out", draft, reported_on=None)
        case _:
            return True


def people_with(reading: Reading, roles: Collection[Role]) -> list[Row]:
    """Everybody who holds one of these roles and has not left, with `id`, `name`, `department`, by name."""
    holders = {one["person"] for role in roles for one in reading.find("person_role", role=role.value)}
    return [one for one in reading.find("person", order="name") if one["id"] in holders and one["state"] != "left"]
