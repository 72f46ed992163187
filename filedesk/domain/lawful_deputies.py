"""Whether deputies were named lawfully, and who could act for whom on a day (rules, "People")."""

from __future__ import annotations

from dataclasses import dataclass, field

from filedesk.domain.events import Event
from filedesk.domain.lawful_office import LawfulOffice
from filedesk.domain.people import Role

_HEAD = frozenset({Role.GENERAL_MANAGER})


@dataclass(slots=True)
class _Naming:
    person: int
    deputy: int
    first: str
    last: str


@dataclass
class LawfulDeputies:
    """The namings after the events seen so far. `office` is fed before this."""

    office: LawfulOffice
    namings: dict[int, _Naming] = field(default_factory=dict)

    def problem(self, event: Event) -> str | None:
        """Why this naming should never have been written, or None. Codes: see texts, findings."""
        if event.type == "deputy_named":
            return self._named(event)
        return self._ended(event) if event.type == "deputy_ended" else None

    def acts_for(self, actor: int, person: int, event: Event) -> bool:
        """Whether `actor` is this person, or as his deputy on the day of the event; the event has to say which."""
        if actor == person:
            return not event.data.get("deputy", 0)
        day = self.office.day(event).isoformat()
        named = any(
            (one.person, one.deputy) == (person, actor) and one.first <= day <= one.last
            for one in self.namings.values()
        )
        return named and bool(event.data.get("deputy", 0))

    def _named(self, event: Event) -> str | None:
        data = event.data
        if data["person"] == data["deputy"] or data["last"] < data["first"]:
            return "deputy_wrong"
        if not (self.office.is_here(data["person"]) and self.office.is_here(data["deputy"])):
            return "person_unknown"
        if event.actor == data["person"] or self.office.holds(event.actor, _HEAD):
            return None
        chief, member = self.office.people[event.actor], self.office.people[data["person"]]
        manages = Role.DEPARTMENT_MANAGER in chief.roles and chief.department == member.department != 0
        return None if manages else "not_his_department"

    def _ended(self, event: Event) -> str | None:
        naming = self.namings.get(event.data["naming"])
        if naming is None or naming.person != event.data["person"]:
            return "deputy_wrong"
        return None if event.actor == naming.person or self.office.holds(event.actor, _HEAD) else "not_his_own"

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        data = event.data
        if event.type == "deputy_named":
            self.namings[event.seq] = _Naming(data["person"], data["deputy"], data["first"], data["last"])
        elif event.type == "deputy_ended" and data["naming"] in self.namings:
            self.namings[data["naming"]].last = data["on"]
