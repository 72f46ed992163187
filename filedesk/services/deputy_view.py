"""The deputies 代理 that concern a person: who stands in for whom and until when, and what he may do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from filedesk.domain.people import PersonState, Role
from filedesk.services.deputies import manages
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading
from filedesk.services.reading import read


@dataclass(frozen=True)
class Naming:
    """One naming that holds or is to come; `may_end` for the person himself and the general manager."""

    seq: int
    person: str
    deputy: str
    first: str
    last: str
    reason: str
    may_end: bool


@dataclass(frozen=True)
class Deputies:
    """`for_whom` are those for whom the person signed in may name a deputy, himself first; `people` who may be one."""

    today: date
    namings: list[Naming]
    for_whom: dict[int, str]
    people: dict[int, str]


def deputies(ports: Ports, session: Session) -> Deputies:
    """What concerns whoever is signed in: as the person, as the deputy, or as his manager."""

    def work(reading: Reading) -> Deputies:
        today, head = ports.today(reading), Role.GENERAL_MANAGER in session.roles
        rows = [row for row in reading.find("person", order="id") if row["state"] != PersonState.LEFT]
        names = {row["id"]: row["name"] for row in reading.find("person")}
        people = {row["id"]: row["name"] for row in rows}
        his = [one for one in people if one != session.person and manages(reading, session, one)]
        concerned = {session.person, *his}
        namings = [
            Naming(
                row["seq"],
                names.get(row["person"], "–"),
                names.get(row["deputy"], "–"),
                row["first"],
                row["last"],
                row["reason"],
                head or row["person"] == session.person,
            )
            for row in reading.find("deputy", order="first, seq")
            if row["last"] >= today and not concerned.isdisjoint({row["person"], row["deputy"]})
        ]
        for_whom = {session.person: session.name, **{one: people[one] for one in his}}
        return Deputies(date.fromisoformat(today), namings, for_whom, people)

    return read(ports, session, work)
