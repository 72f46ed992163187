"""What waits for whoever is signed in 待办: papers by reason, with the day since when (F7), and people to be confirmed.

It is derived from the state of documents and people, never kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from filedesk.clock import from_text, office_day
from filedesk.domain.people import PersonState, Role
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.people import roles_of

PEOPLE: Final = "people"
MOST: Final = 500
"""So many of a group are listed; its count tells of all."""
_SINCE: Final = {
    "to_sign": "held_since",
    "to_confirm": "instructed_on",
    "to_submit": "registered_at",
    "to_file": "instructed_on",
}
"""From which moment or day of a paper on it waits; one sent back waits from its last act on."""


@dataclass(frozen=True)
class Group:
    """What waits for one reason: how much it is, and the first rows, each with `since`, a day, or "" if unknown.

    Papers are rows of the register; in the group of people each row has `id`, `name`, `department` and `roles`.
    """

    name: str
    count: int
    rows: list[Row]


def waiting(ports: Ports, session: Session) -> list[Group]:
    """The groups that are not empty. An unconfirmed person has only his own confirmation to wait for: none."""
    if not session.confirmed:
        return []
    with ports.ledger.reading() as reading:
        zone = office_row(reading)["zone"]
        counts = reading.waiting_counts(session.roles)
        found = [
            Group(name, counts[name], [{**row, "since": _since(reading, name, row, zone)} for row in rows])
            for name, rows in reading.waiting(session.roles, MOST).items()
            if rows
        ]
        people = _people(reading) if Role.GENERAL_MANAGER in session.roles else []
    return found + ([Group(PEOPLE, len(people), people)] if people else [])


def count(ports: Ports, session: Session) -> int:
    """How much waits in all."""
    if not session.confirmed:
        return 0
    with ports.ledger.reading() as reading:
        papers = sum(reading.waiting_counts(session.roles).values())
        return papers + (len(_unconfirmed(reading)) if Role.GENERAL_MANAGER in session.roles else 0)


def _since(reading: Reading, group: str, row: Row, zone: str) -> str:
    column = _SINCE.get(group)
    moment = row[column] if column is not None else reading.event(row["last_seq"])[0].at
    if not moment:
        return ""
    return moment if len(moment) == len("2026-03-05") else office_day(from_text(moment), zone).isoformat()


def _unconfirmed(reading: Reading) -> list[Row]:
    return reading.find("person", order="id", state=PersonState.UNCONFIRMED)


def _people(reading: Reading) -> list[Row]:
    departments = {row["id"]: row["name"] for row in reading.find("department")}
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "department": departments.get(row["department"], ""),
            "roles": roles_of(reading, row["id"]),
            "since": "",
        }
        for row in _unconfirmed(reading)
    ]
