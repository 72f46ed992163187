"""Whose signatures count, judged by the journal itself: keys, roles and certificates as they stood at each event.

Fed with every event in order, it tells for each whether its key belonged to its actor at that moment and whether
that actor might do this. It trusts nothing but the root key of the first event (which the anchor is compared with).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from filedesk.domain import event_types
from filedesk.domain.events import NOBODY, Event
from filedesk.domain.people import Role
from filedesk.domain.projected_office import key_id


@dataclass
class _Person:
    roles: frozenset[str]
    key: str = ""
    signing: str = ""
    certified: bool = False
    keys_expected: bool = True
    left: bool = False


@dataclass
class Authority:
    """The state of keys and roles after the events seen so far."""

    root: str = ""
    root_key: str = ""
    workstations: dict[str, str] = field(default_factory=dict)
    people: dict[int, _Person] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)

    def public(self, event: Event) -> str | None:
        """The public key, in hex, that must have signed this event, or None when its key is unknown."""
        if event.type == "office_founded" and not self.root:
            return str(event.data["root"])
        if event.type == "keys_made":
            return str(event.data["signing"])
        return self._keys.get(event.key)

    def problem(self, event: Event) -> str | None:
        """Why this event's signer may not have signed it, or None. Codes: see texts, findings."""
        kind = event_types.TYPES[event.type]
        if event.type == "office_founded":
            return "founded_twice" if self.root else None
        if event.actor == NOBODY:
            if event.key == self.root_key:
                return None if event_types.ROOT in kind.signers else "root_may_not"
            if event.key in self.workstations:
                return None if event_types.WORKSTATION in kind.signers else "workstation_may_not"
            return "key_unknown"
        return self._problem_of_person(event, kind.signers)

    def _problem_of_person(self, event: Event, signers: frozenset[str]) -> str | None:
        person = self.people.get(event.actor)
        if person is None:
            return "actor_unknown"
        if person.left:
            return "actor_left"
        if event_types.SELF in signers:
            if event.data["person"] != event.actor:
                return "not_his_own"
            if event.type == "keys_made":
                if not person.keys_expected:
                    return "keys_not_expected"
                return None if event.key == key_id(event.data["signing"]) else "key_not_his"
            return None if event.key == person.key else "key_not_his"
        if event.key != person.key:
            return "key_not_his"
        if not person.certified:
            return "actor_unconfirmed"
        if signers.isdisjoint(person.roles):
            return "role_may_not"
        return "makes_general_manager" if self._promotes(event) else None

    def _promotes(self, event: Event) -> bool:
        """Whether somebody who is not the general manager gives that role to anybody: only the root certifies one."""
        if event.type not in {"person_added", "roles_changed"}:
            return False
        return (
            Role.GENERAL_MANAGER in event.data["roles"] and Role.GENERAL_MANAGER not in self.people[event.actor].roles
        )

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        data = event.data
        match event.type:
            case "office_founded":
                self.root, self.root_key = data["root"], key_id(data["root"])
                self._keys[self.root_key] = data["root"]
            case "workstation_certified":
                self.workstations[key_id(data["public"])] = data["public"]
                self._keys[key_id(data["public"])] = data["public"]
            case "person_added":
                self.people[data["person"]] = _Person(frozenset(data["roles"]))
            case "person_invited" if data["person"] in self.people:
                self.people[data["person"]].keys_expected = True
            case "roles_changed" if data["person"] in self.people:
                self.people[data["person"]].roles = frozenset(data["roles"])
            case "person_left" if data["person"] in self.people:
                self.people[data["person"]].left = True
            case "keys_made" if data["person"] in self.people:
                person = self.people[data["person"]]
                person.key, person.signing, person.certified = key_id(data["signing"]), data["signing"], False
                person.keys_expected = False
                self._keys[person.key] = data["signing"]
            case "general_manager_certified" | "person_confirmed" if data["person"] in self.people:
                person = self.people[data["person"]]
                person.certified = person.signing == data["signing"]
            case _:
                pass
