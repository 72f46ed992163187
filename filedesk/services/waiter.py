"""For whom a to-do is asked: himself and those he represents today, his departments, and the days that count."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from filedesk.clock import to_text
from filedesk.domain import event_types
from filedesk.domain.documents import Urgency
from filedesk.domain.people import PersonState, Role
from filedesk.domain.urging import worked_back
from filedesk.services.calendar import calendar
from filedesk.services.deputies import represented
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Waiter
from filedesk.services.urging_levels import urging_levels

ANSWER_IS_NEW: Final = 5
"""So many working days an answer stands in the to-do of whoever asked."""
_ORDER: Final = (Urgency.EXTRA_URGENT, Urgency.URGENT, Urgency.ROUTINE)
_MANAGERS: Final = frozenset({Role.DEPARTMENT_MANAGER.value, Role.OFFICE_HEAD.value})


def waiter(ports: Ports, reading: Reading, session: Session) -> Waiter:
    """The person signed in, as a to-do knows him today."""
    today, zone = ports.today(reading), office_row(reading)["zone"]
    people = (session.person, *sorted(represented(reading, session.person, today)))
    return waiter_on(
        reading, date.fromisoformat(today), zone, person=session.person, roles=session.roles, people=people
    )


def waiter_on(
    reading: Reading,
    today: date,
    zone: str,
    *,
    person: int = 0,
    roles: frozenset[str] = frozenset(),
    people: tuple[int, ...] = (),
) -> Waiter:
    """The same for a given day; without a person, what the office has to do."""
    days = calendar(reading)
    levels = [urging_levels(reading)[urgency] for urgency in _ORDER]
    urged = [level.urged_until(days, today) for level in levels]
    extra, urgent, routine = (_begin_after(day, zone) for day in urged)
    near = [level.near_until(days, today).day.isoformat() for level in levels]
    return Waiter(
        person=person,
        roles=roles,
        people=people,
        managed=_managed(reading, roles, people),
        today=today.isoformat(),
        urge_before=(extra, urgent, routine),
        urged_until=(urged[0].isoformat(), urged[1].isoformat(), urged[2].isoformat()),
        near_until=(near[0], near[1], near[2]),
        answered_from=_begin_after(worked_back(days, today, ANSWER_IS_NEW), zone),
    )


def _begin_after(day: date, zone: str) -> str:
    """The first moment after `day` in the office's zone."""
    return to_text(datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC))


def _managed(reading: Reading, roles: frozenset[str], people: tuple[int, ...]) -> tuple[int, ...]:
    """The departments that these people manage; for the general manager, also those that nobody does."""
    if event_types.TYPES["responsible_named"].signers.isdisjoint(roles):
        return ()
    managing = {row["person"] for role in _MANAGERS for row in reading.find("person_role", role=role)}
    here = [row for row in reading.find("person") if row["state"] != PersonState.LEFT and row["id"] in managing]
    own = {row["department"] for row in here if row["id"] in people}
    if Role.GENERAL_MANAGER in roles:
        led = {row["department"] for row in here}
        own |= {row["id"] for row in reading.find("department")} - led
    return tuple(sorted(own - {None}))
