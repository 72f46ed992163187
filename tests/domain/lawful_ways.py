"""A paper on its way after the instruction, told as events without keys: for the tests of what is lawful there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.domain.lawful_events import CLERK, HEAD, READER, Told, hashed

CHIEF, MEMBER, OTHER_CHIEF, STRANGER, OFFICE_HEAD = 7, 8, 9, 10, 11
"""The first department's manager and one of its people; the second's; the head of the office, the third department."""
_PEOPLE = {
    CHIEF: ("department_manager", 1), MEMBER: ("responsible", 1), OTHER_CHIEF: ("department_manager", 2),
    STRANGER: ("responsible", 2), OFFICE_HEAD: ("office_head", 3),
}  # fmt: skip
TODAY, TOMORROW, YESTERDAY = "2026-03-05", "2026-03-06", "2026-03-04"
BY_TELEPHONE = {"signed_on": "telephone", "given": TODAY}


def led(*departments: int) -> list[dict[str, int]]:
    """Departments as events hold them: the first leads."""
    return [{"department": one, "lead": int(place == 0)} for place, one in enumerate(departments)]


class Way(Told):
    """An office with three departments, and one incoming paper, document 1, on its way."""

    def __init__(self) -> None:
        super().__init__()
        for department in (2, 3):
            self.lawful("department_added", 0, department=department)
        for person, (role, department) in _PEOPLE.items():
            self.lawful("person_added", 0, person=person, roles=[role], department=department)
        self.entry_seq = 0

    @property
    def covers(self) -> list[str]:
        """What a signature on the paper covers."""
        return [hashed(self.entry_seq).hex()]

    def said(self, readers: Sequence[int] = (READER, CHIEF), departments: Sequence[int] = (1, 2), **entry: Any) -> Way:
        """The paper is instructed, still in the general manager's hands."""
        self.entry_seq = self.submitted(**entry)
        said = self.instruction(self.entry_seq, readers=list(readers), departments=led(*departments))
        self.lawful("instructed", HEAD, ("text",), **said)
        return self

    def back(self, giver: int = HEAD, **changes: Any) -> None:
        """The paper comes back to the clerk."""
        self.lawful("handed_over", CLERK, **self.movement(giver, CLERK, "return", **changes))

    @staticmethod
    def movement(giver: int, taker: int, purpose: str, **changes: Any) -> dict[str, Any]:
        return {"document": 1, "from": giver, "to": taker, "carrier": CLERK, "purpose": purpose, **changes}

    def sent(self, reader: int, **changes: Any) -> None:
        """The clerk hands the paper to a reader."""
        self.lawful("handed_over", CLERK, **self.movement(CLERK, reader, "reading", **changes))

    def circulating(self, mode: str = "sequence", state: str = "in_circulation", **changes: Any) -> Way:
        """Reading has begun; the paper is with the clerk."""
        readers = [READER, CHIEF]
        told = {"document": 1, "mode": mode, "readers": readers, "state": state, **changes}
        self.lawful("circulation_begun", CLERK, **told)
        self.back()
        return self

    def reading(self, reader: int, **changes: Any) -> dict[str, Any]:
        """The fields of a reader's signature."""
        return {"document": 1, "reader": reader, "covers": self.covers, **changes}

    def recorded(self, reader: int, **changes: Any) -> dict[str, Any]:
        """The fields of a reading that the clerk records."""
        return {**self.reading(reader), "person": reader, **BY_TELEPHONE, **changes}

    def all_read(self) -> Way:
        """Both readers read it, one after the other, and it comes back."""
        for reader in (READER, CHIEF):
            self.sent(reader)
            self.lawful("reading_signed", reader, ("text",), **self.reading(reader))
            self.back(reader)
        return self

    def handling(self, *departments: int, state: str = "in_handling", **changes: Any) -> Way:
        """Departments have begun to act on it."""
        told = {"document": 1, "departments": led(*(departments or (1, 2))), "state": state, **changes}
        self.lawful("handling_begun", CLERK, **told)
        return self

    def accepted(self, department: int = 1, person: int = MEMBER, chief: int = CHIEF) -> Way:
        """A department's responsible person is named and takes it on."""
        self.lawful("responsible_named", chief, document=1, department=department, person=person)
        self.lawful("handling_accepted", person, document=1, department=department)
        return self

    def reported(self) -> Way:
        """Both departments report."""
        for department, person, chief in ((1, MEMBER, CHIEF), (2, STRANGER, OTHER_CHIEF)):
            self.accepted(department, person, chief)
            self.lawful("result_reported", person, ("result",), document=1, department=department, files=[])
        return self

    def done(self) -> Way:
        """Read and acted on, ready to be finished."""
        self.said().circulating().all_read()
        return self.handling(state="in_circulation_and_handling").reported()

    def finished(self) -> Way:
        self.done().lawful("finished", CLERK, document=1, on=TODAY)
        return self

    def deputy(self, person: int, deputy: int, first: str = TODAY, last: str = TODAY) -> int:
        """Somebody names his deputy; returns the naming's seq."""
        return self.lawful("deputy_named", person, person=person, deputy=deputy, first=first, last=last)
