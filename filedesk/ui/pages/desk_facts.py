"""What forms must know of the desk before anybody types: today, the zone, people, departments, folders, kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from filedesk import config
from filedesk.clock import from_text, office_day
from filedesk.domain import documents
from filedesk.domain.people import CARRIERS, PersonState
from filedesk.services.calendar import OwnDays, own_days
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Row
from filedesk.services.receiving import may_receive
from filedesk.services.registration import kinds
from filedesk.texts import tr
from filedesk.texts.names import KINDS


@dataclass(frozen=True)
class DeskFacts:
    """`people` are those who have not left, id → name; `kinds` code → the office's own name, "" for ours.

    `own_days` is what the office says of its working days; the calendar is made of it when a deadline is counted.
    `carriers` may carry papers (N3).
    """

    today: date
    zone: str = config.DEFAULT_ZONE
    people: dict[int, str] = field(default_factory=dict)
    departments: dict[int, str] = field(default_factory=dict)
    folders: list[Row] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    own_days: OwnDays = field(default_factory=OwnDays)
    carriers: tuple[int, ...] = ()
    own_department: int | None = None
    """The department of whoever is signed in."""
    receives: bool = True
    """Whether a clerk of that department receives incoming papers (I1)."""

    def kind_title(self, code: str) -> str:
        """What the kind `code` is called."""
        return self.kinds.get(code) or tr(KINDS.get(code, code))


def facts_before(ports: Ports) -> DeskFacts:
    """What is known without the database: the day of the usual zone, and the kinds that every office has."""
    return DeskFacts(office_day(ports.clock.now(), config.DEFAULT_ZONE), kinds=dict.fromkeys(documents.KINDS, ""))


def load_facts(ports: Ports, session: Session) -> DeskFacts:
    """All of it; runs on the desk's worker. An unconfirmed person gets no names."""
    with ports.ledger.reading() as reading:
        today, zone = date.fromisoformat(ports.today(reading)), office_row(reading)["zone"]
        if not session.confirmed:
            return DeskFacts(today, zone)
        people = {row["id"]: row["name"] for row in reading.find("person") if row["state"] != PersonState.LEFT}
        departments = {row["id"]: row["name"] for row in reading.find("department", order="id")}
        folders = reading.find("folder", order="year DESC, name")
        carrying = {row["person"] for role in CARRIERS for row in reading.find("person_role", role=role.value)}
        carriers = tuple(person for person in people if person in carrying)
        own = reading.get("person", id=session.person)
        department = own["department"] if own else None
        own_kinds, days = kinds(reading), own_days(reading)
        receives = may_receive(reading, session.person)
        return DeskFacts(today, zone, people, departments, folders, own_kinds, days, carriers, department, receives)


def shown_time(at: str, zone: str) -> str:
    """A moment of the journal as the office's clock showed it: 2026-03-05 14:03."""
    return f"{from_text(at).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
