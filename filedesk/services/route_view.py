"""A paper's way as the document page shows it 去向: who has it, who read, who acts, what was asked and urged.

And what the person who looks may do about it now.
"""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.domain.circulation import ORIGINAL, Handling, Turn
from filedesk.domain.documents import Series
from filedesk.domain.people import CARRIERS, MANAGERS, PersonState, Role
from filedesk.domain.route_acts import RouteAct, Standing, TaskStanding, route_acts
from filedesk.domain.routing import State
from filedesk.services.deputies import represented, running
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.wording import instructed


@dataclass(frozen=True)
class Holding:
    """Who has the original (copy 1) or a further copy, and since which moment."""

    copy: int
    holder: int
    since: str


@dataclass(frozen=True)
class Route:
    """The rows of a paper's way, in their order. `standing` is what the person who looks may act on, `acts` how.

    The rest is for choosing: who may carry papers, who belongs to each department, and whom one may urge.
    """

    mode: str
    turns: list[Row]
    tasks: list[Row]
    questions: list[Row]
    urgings: list[Row]
    recorded: list[Row]
    incidents: list[Row]
    holdings: list[Holding]
    carriers: dict[int, str]
    members: dict[int, dict[int, str]]
    concerned: dict[int, str]
    standing: Standing
    acts: tuple[RouteAct, ...]

    def may(self, act: RouteAct) -> bool:
        """Whether the person who looks may do this now."""
        return act in self.acts

    def unconfirmed(self, seq: int | None) -> bool:
        """Whether what this event recorded for somebody still waits for him 补签."""
        return any(row["seq"] == seq and row["confirmed_seq"] is None for row in self.recorded)


def route(ports: Ports, reading: Reading, session: Session, row: Row) -> Route:
    """The way of the document of this row, as this person finds it now."""
    document = row["id"]
    people = [one for one in reading.find("person", order="id") if one["state"] != PersonState.LEFT]
    roles: dict[int, set[str]] = {}
    for told in reading.find("person_role"):
        roles.setdefault(told["person"], set()).add(told["role"])
    circulation = reading.get("circulation", document=document)
    turns = reading.find("reading_turn", order="position", document=document)
    tasks = reading.find("handling_task", order="lead DESC, department", document=document)
    questions = reading.find("question", order="seq", document=document)
    recorded = reading.find("recorded_act", order="seq", document=document)
    today = ports.today(reading)
    acts_for = frozenset({session.person}) | represented(reading, session.person, today)
    said = instructed(reading, document)
    standing = Standing(
        state=State(row["state"]),
        roles=session.roles,
        person=session.person,
        holder=row["holder"],
        holder_carries=not CARRIERS.isdisjoint(roles.get(row["holder"], ())),
        series=Series(row["series"]),
        acts_for=acts_for,
        managed=_managed(session, people, roles, acts_for, tasks),
        turns=tuple((turn["reader"], Turn(turn["state"])) for turn in turns),
        tasks=tuple(TaskStanding(t["department"], Handling(t["state"]), t["responsible"]) for t in tasks),
        questions=sum(one["answered_seq"] is None for one in questions),
        deadline=row["deadline"] is not None,
        to_confirm=any(one["person"] == session.person and one["confirmed_seq"] is None for one in recorded),
        readers_named=said is not None and bool(said.readers),
        departments_named=said is not None and bool(said.departments()),
    )
    members: dict[int, dict[int, str]] = {}
    for one in people:
        if one["department"] is not None:
            members.setdefault(one["department"], {})[one["id"]] = one["name"]
    return Route(
        mode=circulation["mode"] if circulation is not None else "",
        turns=turns,
        tasks=tasks,
        questions=questions,
        urgings=reading.find("urging", order="seq", document=document),
        recorded=recorded,
        incidents=reading.find("incident", order="seq", document=document),
        holdings=_holdings(reading, row),
        carriers={p["id"]: p["name"] for p in people if not CARRIERS.isdisjoint(roles.get(p["id"], ()))},
        members=members,
        concerned=_concerned(people, roles, turns, tasks, running(reading, today)),
        standing=standing,
        acts=route_acts(standing),
    )


def _holdings(reading: Reading, row: Row) -> list[Holding]:
    """Copies that never went out have been with whoever registered the document since then."""
    away = {told["copy"]: told for told in reading.find("copy", document=row["id"])}
    found = [Holding(ORIGINAL, row["holder"], row["held_since"] or row["registered_at"])]
    for copy in range(ORIGINAL + 1, row["copies"] + 1):
        told = away.get(copy, {"holder": row["registered_by"], "held_since": row["registered_at"]})
        found.append(Holding(copy, told["holder"], told["held_since"]))
    return found


def _concerned(
    people: list[Row], roles: dict[int, set[str]], turns: list[Row], tasks: list[Row], standing_in: list[Row]
) -> dict[int, str]:
    """Whom one may urge: readers, who must act, the people of their departments, the head, and deputies of today."""
    units = {task["department"] for task in tasks}
    found = {turn["reader"] for turn in turns} | {task["responsible"] for task in tasks}
    found |= {one["id"] for one in people if one["department"] in units}
    found |= {number for number, held in roles.items() if Role.GENERAL_MANAGER in held}
    found |= {row["deputy"] for row in standing_in if row["person"] in found}
    return {one["id"]: one["name"] for one in people if one["id"] in found}


def _managed(
    session: Session, people: list[Row], roles: dict[int, set[str]], acts_for: frozenset[int], tasks: list[Row]
) -> frozenset[int]:
    if Role.GENERAL_MANAGER in session.roles:
        return frozenset(task["department"] for task in tasks)
    return frozenset(
        one["department"]
        for one in people
        if one["id"] in acts_for and one["department"] and not MANAGERS.isdisjoint(roles.get(one["id"], ()))
    )
