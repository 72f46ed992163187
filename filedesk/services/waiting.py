"""What waits for whoever is signed in 待办: papers by reason, with the day since when (F7), and people to be confirmed.

It is derived from the state of documents and people, never kept. Whoever represents somebody today finds what waits
for him too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from filedesk.clock import from_text, office_day
from filedesk.domain.people import PersonState, Role
from filedesk.services.blocks import open_blocks
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.people import roles_of
from filedesk.services.posts import to_sign
from filedesk.services.reading import names
from filedesk.services.waiter import waiter, waiter_on

PEOPLE: Final = "people"
EXCEPTIONS: Final = "exceptions"
BLOCKS: Final = "blocks"
POSTS: Final = "posts_to_sign"
"""Groups of what is no paper: people, open blocks of numbers 手工号段, for clerks, and posts handed over, to sign."""
MOST: Final = 100
"""So many of a group are listed; its count tells of all."""
_ALL: Final = 1_000_000_000
_TO_URGE: Final = "to_urge"
_BY_DEADLINE: Final = frozenset({"to_accept", "to_handle", "to_carry_out", "to_urge", "overdue"})
_SENT_BACK: Final = "sent_back"
"""Waits from its last act on."""


@dataclass(frozen=True)
class Group:
    """What waits for one reason: how much it is, and the first rows, each with `since`, a day, or "" if unknown.

    A row tells of the document `id`, `number`, `title`, `sender`, `urgency`, `state`, `holder` and `last_seq`; and of
    what waits `key` (a question, a recorded act, a department, a reader), `due`, a day or None, `whose` person and
    `unit` by id, `whose_name` and `unit_name`, and words that were `told`. In the group of people each row has `id`,
    `name`, `department` and `roles`; in that of blocks `id`, `series`, `numbers`, `reason`, how many are `free`, its
    `size`, and `by` whom it was reserved; in that of posts handed over it is one, with `part` and `leaver_name`.
    """

    name: str
    count: int
    rows: list[Row]


def waiting(ports: Ports, session: Session) -> list[Group]:
    """The groups that are not empty. An unconfirmed person has only his own confirmation to wait for: none."""
    if not session.confirmed:
        return []
    with ports.ledger.reading() as reading:
        listed = reading.waiting(waiter(ports, reading, session), MOST)
        completed = _completing(reading)
        found = [Group(name, told.much, [completed(name, row) for row in told.rows]) for name, told in listed.items()]
        people = _people(reading) if Role.GENERAL_MANAGER in session.roles else []
        blocks = _blocks(reading) if Role.CLERK in session.roles else []
        zone = office_row(reading)["zone"]
        posts = [{**row, "since": _day(row["listed_at"], zone)} for row in to_sign(reading, session.person)]
    more = ((BLOCKS, blocks), (POSTS, posts), (PEOPLE, people))
    return found + [Group(name, len(rows), rows) for name, rows in more if rows]


def count(ports: Ports, session: Session) -> int:
    """How much waits in all."""
    if not session.confirmed:
        return 0
    with ports.ledger.reading() as reading:
        papers = reading.waiting_count(waiter(ports, reading, session))
        papers += len(open_blocks(reading)) if Role.CLERK in session.roles else 0
        papers += len(to_sign(reading, session.person))
        return papers + (len(_unconfirmed(reading)) if Role.GENERAL_MANAGER in session.roles else 0)


def count_overdue(ports: Ports, session: Session) -> int:
    """How much of what is listed to the person is past its deadline, each paper's task once."""
    with ports.ledger.reading() as reading:
        today = ports.today(reading)
    late = {
        (row["id"], row["unit"])
        for group in waiting(ports, session)
        if group.name in _BY_DEADLINE
        for row in group.rows
        if row["due"] and row["due"] < today
    }
    return len(late)


def urging_due(reading: Reading, today: date) -> list[Row]:
    """What the clerk has to urge today by the levels of urgency (I5), all of it, as rows of the group "to_urge".

    A row has `unit` for a task without a result, and no `unit` for a reader who has not read.
    """
    asked = waiter_on(reading, today, office_row(reading)["zone"], roles=frozenset({Role.CLERK}))
    completed = _completing(reading)
    found = reading.waiting(asked, _ALL, frozenset({_TO_URGE})).get(_TO_URGE)
    return [completed(_TO_URGE, row) for row in found.rows] if found is not None else []


def _completing(reading: Reading) -> Callable[[str, Row], Row]:
    """What makes a row of a group complete: its day, and names for ids."""
    zone, people, departments = office_row(reading)["zone"], names(reading, "person"), names(reading, "department")

    def completed(group: str, row: Row) -> Row:
        moment = reading.event(row["last_seq"])[0].at if group == _SENT_BACK else row["since"]
        named = {"whose_name": people.get(row["whose"], ""), "unit_name": departments.get(row["unit"], "")}
        return {**row, **named, "since": _day(moment, zone), "holder_name": people.get(row["holder"], "")}

    return completed


def _day(moment: str | None, zone: str) -> str:
    if not moment:
        return ""
    return moment if len(moment) == len("2026-03-05") else office_day(from_text(moment), zone).isoformat()


def _unconfirmed(reading: Reading) -> list[Row]:
    return reading.find("person", order="id", state=PersonState.UNCONFIRMED)


def _blocks(reading: Reading) -> list[Row]:
    return [
        {
            "id": block.id, "series": block.series.value, "numbers": block.told, "reason": block.reason,
            "since": block.since, "free": len(block.free), "size": block.size, "by": block.by,
        }
        for block in open_blocks(reading)
    ]  # fmt: skip


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
