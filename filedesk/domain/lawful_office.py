"""Whether the acts on the office itself were lawful: people, keys, departments, workstations, kinds, the clock.

Kept apart from `authority`, which says whose signature counts: this says whether such a signer might do just this,
as the office stood at that moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from filedesk.domain.documents import KINDS
from filedesk.domain.events import Event
from filedesk.domain.people import NEVER_TOGETHER, RECOVERY, Role, reads_content
from filedesk.domain.receiving import ANY_CLERK, may_receive

SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class Member:
    """A person as the events before tell of him. `refused` counts wrong passwords in a row."""

    roles: frozenset[str]
    department: int = 0
    left: bool = False
    refused: int = 0


@dataclass
class LawfulOffice:
    """The office as it stands after the events seen so far."""

    zone: str = "UTC"
    at: str = ""
    people: dict[int, Member] = field(default_factory=dict)
    departments: set[int] = field(default_factory=set)
    kinds: set[str] = field(default_factory=lambda: set(KINDS))
    workstations: set[int] = field(default_factory=set)
    generations: dict[str, int] = field(default_factory=dict)
    receiving: int = ANY_CLERK
    """The department that alone receives incoming papers (I1)."""

    def day(self, event: Event) -> date:
        """The office's day of an event."""
        return datetime.fromisoformat(event.at).astimezone(ZoneInfo(self.zone)).date()

    def is_here(self, person: int) -> bool:
        """Whether there is such a person who has not left."""
        found = self.people.get(person)
        return found is not None and not found.left

    def holds(self, person: int, roles: Collection[str]) -> bool:
        """Whether this person has one of these roles."""
        found = self.people.get(person)
        return found is not None and not found.roles.isdisjoint(roles)

    def roles(self, person: int) -> frozenset[str]:
        """The roles this person has; none for somebody unknown."""
        found = self.people.get(person)
        return found.roles if found is not None else frozenset()

    def receives(self, person: int) -> bool:
        """Whether this person, by the department, receives incoming papers (I1)."""
        found = self.people.get(person)
        return found is not None and may_receive(self.receiving, found.department)

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        data = event.data
        match event.type:
            case "clock_corrected":
                return None if self._corrects(event) else "clock_correction_wrong"
            case "department_added":
                return "id_twice" if data["department"] in self.departments else None
            case "receiving_office_set":
                return None if data["department"] in self.departments | {ANY_CLERK} else "department_unknown"
            case "kind_added":
                return "id_twice" if data["kind"] in self.kinds else None
            case "workstation_certified":
                return "id_twice" if data["workstation"] in self.workstations else None
            case "person_added":
                return "id_twice" if data["person"] in self.people else self._problem_of_roles(data)
            case "role_key_made":
                return self._problem_of_role_key(data)
            case _ if "person" in data:
                return self._problem_of_person(event)
            case _:
                return None

    def _corrects(self, event: Event) -> bool:
        told = event.data
        if told["from"] != self.at:
            return False
        went_back = (datetime.fromisoformat(event.at) - datetime.fromisoformat(self.at)) // SECOND
        return bool(told["by"] == went_back and went_back < 0)

    def _problem_of_roles(self, data: Mapping[str, Any]) -> str | None:
        if data.get("department", 0) not in self.departments | {0}:
            return "department_unknown"
        roles = set(data["roles"])
        if any({one, other} <= roles for one, other in NEVER_TOGETHER):
            return "roles_exclude_each_other"
        others = (m for number, m in self.people.items() if number != data["person"] and not m.left)
        if Role.GENERAL_MANAGER in roles and any(Role.GENERAL_MANAGER in other.roles for other in others):
            return "second_general_manager"
        return None

    def _problem_of_person(self, event: Event) -> str | None:
        data = event.data
        person = self.people.get(data["person"])
        if person is None:
            return "person_unknown"
        if person.left and event.type != "deputy_ended":
            return "person_left"
        match event.type:
            case "roles_changed":
                return (
                    "roles_before_differ" if set(data["roles_before"]) != person.roles else self._problem_of_roles(data)
                )
            case "person_invited":
                return "not_for_oneself" if data["person"] == event.actor else None
            case "general_manager_certified":
                return None if Role.GENERAL_MANAGER in person.roles else "not_general_manager"
            case "person_confirmed":
                return None if self._due(data["wraps"], {data["person"]}) else "key_not_due"
            case "sign_in_refused":
                return None if data["count"] == person.refused + 1 else "refusals_miscounted"
            case _:
                return None

    def _problem_of_role_key(self, data: Mapping[str, Any]) -> str | None:
        if data["generation"] != self.generations.get(data["name"], 0) + 1:
            return "generation_out_of_order"
        if any((wrap["name"], wrap["generation"]) != (data["name"], data["generation"]) for wrap in data["wraps"]):
            return "key_not_due"
        coming = {**self.generations, data["name"]: data["generation"]}
        return None if self._due(data["wraps"], None, coming) else "key_not_due"

    def _due(
        self, wraps: Iterable[Mapping[str, Any]], persons: set[int] | None, generations: Mapping[str, int] | None = None
    ) -> bool:
        """Whether each wrap goes to whom the key is due: the office key to those who read content, others to the head.

        `persons` limits who may be named at all; recovery gets every key when it is made.
        """
        known = self.generations if generations is None else generations
        for wrap in wraps:
            person = wrap["person"]
            if wrap["generation"] > known.get(wrap["name"], 0) or (persons is not None and person not in persons):
                return False
            if person == RECOVERY:
                continue
            holder = self.people.get(person)
            if holder is None or holder.left:
                return False
            if not (reads_content(holder.roles) if wrap["name"] == "office" else Role.GENERAL_MANAGER in holder.roles):
                return False
        return True

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        data = event.data
        self.at = event.at
        match event.type:
            case "office_founded":
                self.zone = data["zone"]
            case "department_added":
                self.departments.add(data["department"])
            case "receiving_office_set":
                self.receiving = data["department"]
            case "kind_added":
                self.kinds.add(data["kind"])
            case "workstation_certified":
                self.workstations.add(data["workstation"])
            case "person_added":
                self.people[data["person"]] = Member(frozenset(data["roles"]), data.get("department", 0))
            case "role_key_made":
                self.generations[data["name"]] = data["generation"]
            case _ if "person" in data and data["person"] in self.people:
                self._admit_of_person(event.type, data)
            case _:
                pass

    def _admit_of_person(self, kind: str, data: Mapping[str, Any]) -> None:
        person = self.people[data["person"]]
        match kind:
            case "roles_changed":
                person.roles, person.department = frozenset(data["roles"]), data.get("department", 0)
            case "person_left":
                person.left = True
            case "sign_in_refused":
                person.refused = data["count"]
            case "signed_in_again":
                person.refused = 0
            case _:
                pass
