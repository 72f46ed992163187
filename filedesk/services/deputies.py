"""Deputies 代理: a person on leave names one for a period; if he fell ill without naming one, his manager does."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from filedesk.domain.documents import tidy_lines
from filedesk.domain.people import MANAGERS, PersonState, Role
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, require
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row


def running(reading: Reading, today: str) -> list[Row]:
    """The namings that hold on this day."""
    return [row for row in reading.find("deputy", order="seq") if row["first"] <= today <= row["last"]]


def represented(reading: Reading, person: int, today: str) -> frozenset[int]:
    """For whom this person acts today, besides himself."""
    return frozenset(row["person"] for row in running(reading, today) if row["deputy"] == person)


def acting_as(ports: Ports, reading: Reading, session: Session, people: Collection[int]) -> int | None:
    """As which of these people the person signed in acts: himself, else one whose deputy he is today; None for none."""
    if session.person in people:
        return session.person
    his = represented(reading, session.person, ports.today(reading))
    return next((one for one in people if one in his), None)


def for_whom(session: Session, person: int) -> int | None:
    """How an event on a draft names the person that its signer represents: None for himself."""
    return None if person == session.person else person


def acting_for(ports: Ports, reading: Reading, session: Session, person: int) -> int | None:
    """How an event names its signer who acts for `person`: None for himself, 1 for his deputy of today.

    Raises RuleRefused("not_his_deputy").
    """
    if person == session.person:
        return None
    if person not in represented(reading, session.person, ports.today(reading)):
        raise RuleRefused("not_his_deputy")
    return 1


def name_deputy(
    ports: Ports, session: Session, *, person: int, deputy: int, first: date, last: date, reason: str = ""
) -> Changes:
    """Name a deputy for a period, both days included.

    For oneself; for somebody else as the general manager or the manager of his department, with a reason.
    Raises RuleRefused: "deputy_is_himself", "period_backwards", "period_over", "not_his_manager", "reason_missing".
    """
    require(session, "deputy_named")
    if person == deputy:
        raise RuleRefused("deputy_is_himself")
    if last < first:
        raise RuleRefused("period_backwards")
    with ports.ledger.writing() as writing:
        if last.isoformat() < ports.today(writing):
            raise RuleRefused("period_over")
        for one in (person, deputy):
            row = writing.get("person", id=one)
            if row is None or row["state"] == PersonState.LEFT:
                raise RuleRefused("person_gone")
        if person != session.person:
            if not manages(writing, session, person):
                raise RuleRefused("not_his_manager")
            if not tidy_lines(reason):
                raise RuleRefused("reason_missing")
        act_of(writing, session).append(
            "deputy_named",
            {"person": person, "deputy": deputy, "first": first.isoformat(), "last": last.isoformat()},
            {"reason": tidy_lines(reason)},
        )
    return Changes(office=True)


def end_deputy(ports: Ports, session: Session, *, naming: int) -> Changes:
    """End a naming today, the last day on which it holds: by the person himself or the general manager.

    Raises RuleRefused: "deputy_unknown", "not_his_manager", "period_over" for one that has ended before.
    """
    require(session, "deputy_ended")
    with ports.ledger.writing() as writing:
        row = writing.get("deputy", seq=naming)
        if row is None:
            raise RuleRefused("deputy_unknown")
        if row["person"] != session.person and Role.GENERAL_MANAGER not in session.roles:
            raise RuleRefused("not_his_manager")
        today = ports.today(writing)
        if row["last"] < today:
            raise RuleRefused("period_over")
        act_of(writing, session).append("deputy_ended", {"person": row["person"], "naming": naming, "on": today})
    return Changes(office=True)


def manages(reading: Reading, session: Session, person: int) -> bool:
    """Whether whoever is signed in may name a deputy for this other person, as his manager or the general manager."""
    if Role.GENERAL_MANAGER in session.roles:
        return True
    chief, member = reading.get("person", id=session.person), reading.get("person", id=person)
    assert chief is not None
    assert member is not None
    return (
        not MANAGERS.isdisjoint(session.roles)
        and chief["department"] is not None
        and chief["department"] == member["department"]
    )
