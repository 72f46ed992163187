"""Whether deputies were named lawfully, and who could act for whom on a day (rules, "People")."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from filedesk.domain.events import Event
from filedesk.domain.lawful_office import LawfulOffice
from filedesk.domain.people import MANAGERS, Role

_DAY = timedelta(days=1)
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
        return person in self.represented(actor, event) and bool(event.data.get("deputy", 0))

    def signs_for(self, event: Event) -> int:
        """Whose act the event is by its `deputy_for`: the signer's own without it; nobody's, 0, where he may not."""
        person = int(event.data.get("deputy_for", event.actor))
        if "deputy_for" not in event.data:
            return person
        return person if person in self.represented(event.actor, event) else 0

    def represented(self, actor: int, event: Event) -> frozenset[int]:
        """For whom `actor` acts, besides himself, on the day of the event."""
        day = self.office.day(event).isoformat()
        return frozenset(
            one.person for one in self.namings.values() if one.deputy == actor and one.first <= day <= one.last
        )

    def stands_for(self, event: Event, people: Collection[int]) -> bool:
        """Whether the signer is one of these, or on that day the deputy of one."""
        return not {event.actor, *self.represented(event.actor, event)}.isdisjoint(people)

    def _named(self, event: Event) -> str | None:
        data = event.data
        yesterday = (self.office.day(event) - _DAY).isoformat()
        if data["person"] == data["deputy"] or data["last"] < max(data["first"], yesterday):
            return "deputy_wrong"
        if not (self.office.is_here(data["person"]) and self.office.is_here(data["deputy"])):
            return "person_unknown"
        if event.actor == data["person"]:
            return None
        if not self.office.holds(event.actor, _HEAD):
            chief, member = self.office.people[event.actor], self.office.people[data["person"]]
            if MANAGERS.isdisjoint(chief.roles) or not chief.department == member.department != 0:
                return "not_his_department"
        return None if "reason" in event.words else "reason_missing"

    def _ended(self, event: Event) -> str | None:
        naming = self.namings.get(event.data["naming"])
        day = self.office.day(event)
        if naming is None or naming.person != event.data["person"] or naming.last < (day - _DAY).isoformat():
            return "deputy_wrong"
        if event.data["on"] not in {day.isoformat(), (day - _DAY).isoformat()}:
            return "day_not_its_own"
        return None if event.actor == naming.person or self.office.holds(event.actor, _HEAD) else "not_his_own"

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        data = event.data
        if event.type == "deputy_named":
            self.namings[event.seq] = _Naming(data["person"], data["deputy"], data["first"], data["last"])
        elif event.type == "deputy_ended" and data["naming"] in self.namings:
            self.namings[data["naming"]].last = data["on"]
