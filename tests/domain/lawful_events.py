"""An office's journal as a list of events without keys: what the tests of lawfulness are told in."""

from __future__ import annotations

from typing import Any

from filedesk.domain.events import Event
from filedesk.domain.lawfulness import Lawfulness

HEAD, CLERK, OTHER_CLERK, READER, GONE, AUDITOR = 1, 2, 3, 4, 5, 6
ROLES = {
    HEAD: "general_manager", CLERK: "clerk", OTHER_CLERK: "clerk", READER: "department_manager", GONE: "responsible",
    AUDITOR: "auditor",
}  # fmt: skip
NOON = "2026-03-05T04:00:00.000Z"
ENTRY = {
    "kind": "notice", "received": "2026-03-05", "copies": 1, "urgency": "routine", "medium": "paper",
    "correspondent": 1,
}  # fmt: skip
SAID = {"readers": [READER], "departments": [{"department": 1, "lead": 1}]}


def hashed(seq: int) -> bytes:
    """The leaf hash that event `seq` has here."""
    return seq.to_bytes(32, "big")


class Told:
    """Tells one event after another to the judge of lawfulness, and what it says of each."""

    def __init__(self) -> None:
        self.judge = Lawfulness()
        self.seq = 0
        self.at = NOON
        self.lawful("office_founded", 0, zone="Asia/Shanghai", root="0" * 64, recovery="0" * 64, demo=0)
        self.lawful("department_added", 0, department=1)
        for person, role in ROLES.items():
            self.lawful("person_added", 0, person=person, roles=[role])
        self.lawful("role_key_made", 0, name="office", generation=1, public="0" * 64, wraps=[])
        self.lawful("person_left", HEAD, person=GONE)
        self.lawful("folder_added", CLERK, folder=1, year=2026)

    def tell(
        self, of_type: str, actor: int, words: tuple[str, ...] = (), act: str = "", **data: Any
    ) -> list[tuple[int, str]]:
        """What the judge finds at this event, as (seq, problem)."""
        self.seq += 1
        said = dict.fromkeys(words, "e" * 64)
        event = Event(
            self.seq, of_type, 1, "0" * 32, "0" * 64, act or f"{self.seq:032x}", actor, "0" * 32, self.at, data, said
        )
        return list(self.judge.problems(event, hashed(self.seq)))

    def lawful(self, of_type: str, actor: int, words: tuple[str, ...] = (), act: str = "", **data: Any) -> int:
        """Tell a lawful event; returns its seq."""
        assert self.tell(of_type, actor, words, act, **data) == [], of_type
        return self.seq

    def unlawful(self, of_type: str, actor: int, words: tuple[str, ...] = (), **data: Any) -> str:
        """Tell an unlawful event; returns the one problem that it has."""
        found = self.tell(of_type, actor, words, **data)
        assert [seq for seq, _problem in found] == [self.seq], of_type
        return found[0][1]

    def entry(self, document: int = 1, serial: int | None = None, **changes: Any) -> dict[str, Any]:
        """The fields of a registration, whose number and sender follow those before."""
        known = {"correspondent_new": 1} if document == 1 and changes.get("correspondent", 1) == 1 else {}
        return {
            **ENTRY, **known, "document": document, "series": "incoming", "secret": 0, "level": "ordinary",
            "year": 2026, "serial": document if serial is None else serial, "files": [], **changes,
        }  # fmt: skip

    def registered(self, document: int = 1, **changes: Any) -> int:
        """A document enters the register."""
        return self.lawful("document_registered", CLERK, **self.entry(document, **changes))

    def submitted(self, document: int = 1, **changes: Any) -> int:
        """A document is registered and put to the general manager; returns the seq of its registration."""
        seq = self.registered(document, **changes)
        self.handed(document, HEAD)
        self.lawful("put_to_general_manager", CLERK, document=document)
        return seq

    def handed(self, document: int, to: int, giver: int = CLERK) -> None:
        given = {"from": giver, "to": to, "carrier": CLERK, "purpose": "review"}
        self.lawful("handed_over", CLERK, document=document, **given)

    def instructed(self, document: int = 1) -> int:
        """A document is registered, put to the general manager and instructed by him."""
        seq = self.submitted(document)
        self.lawful("instructed", HEAD, ("text",), **self.instruction(seq, document=document))
        return seq

    @staticmethod
    def instruction(*covered: int, document: int = 1, **changes: Any) -> dict[str, Any]:
        covers = [hashed(seq).hex() for seq in covered]
        return {"document": document, **SAID, "covers": covers, "on": "2026-03-05", **changes}

    @staticmethod
    def file(name: str = "a", position: int = 0, **changes: Any) -> dict[str, Any]:
        return {
            "document": 1, "file": name * 32, "position": position, "slot": name * 32, "generation": 1, "supplement": 0,
            **changes,
        }  # fmt: skip
