"""What the one who leaves a post holds now, and which of it can pass to his successor (rules, "People")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from filedesk.domain.people import Role
from filedesk.domain.posts import OpenPart, may_pass
from filedesk.services.drafts import department_of, drafters
from filedesk.services.ledger import Reading, Row


@dataclass(frozen=True)
class Inventory:
    """Papers, steps and folders as events hold them; `steps` pass to the successor, `stays` remain open."""

    papers: list[dict[str, int]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    stays: list[dict[str, Any]] = field(default_factory=list)
    folders: list[dict[str, int]] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, Any]:
        """As fields of the event of a list."""
        return {"papers": self.papers, "steps": self.steps, "stays": self.stays, "folders": self.folders}


def inventory(reading: Reading, leaver: int, successor: int | None) -> Inventory:
    """Everything he holds and everything that waits for him alone; without a successor nothing passes yet."""
    head = Role.GENERAL_MANAGER.value in _roles(reading, leaver)
    held = reading.in_hands(leaver, head=head)
    passes = _passing(reading, leaver, successor) if successor else (lambda _row: False)
    steps: list[dict[str, Any]] = []
    stays: list[dict[str, Any]] = []
    for row in held.steps:
        told = {"kind": row["kind"], "document": row["document"], "key": row["key"], "position": row["place"]}
        (steps if passes(row) else stays).append(told)
    return Inventory(
        [{"document": row["document"], "copy": row["copy"]} for row in held.papers],
        steps,
        stays,
        [{"folder": row["folder"], "papers": row["papers"]} for row in held.folders],
    )


def _roles(reading: Reading, person: int) -> frozenset[str]:
    return frozenset(told["role"] for told in reading.find("person_role", person=person))


def _passing(reading: Reading, leaver: int, successor: int) -> Callable[[Row], bool]:
    roles, here, there = (
        _roles(reading, successor), department_of(reading, successor), department_of(reading, leaver),
    )  # fmt: skip

    def passes(row: Row) -> bool:
        kind = OpenPart(row["kind"])
        department = _department(reading, row, there)
        return may_pass(kind, roles=roles, of_department=here == department != 0, free=_free(reading, row, successor))

    return passes


def _department(reading: Reading, row: Row, leavers: int) -> int:
    """The department whose step it is: that of the task or the draft to be signed, else the leaver's own."""
    match OpenPart(row["kind"]):
        case OpenPart.HANDLING:
            return int(row["key"])
        case OpenPart.SIGNING:
            document = reading.get("document", id=row["document"])
            return int(document["department"] or 0) if document else 0
        case _:
            return leavers


def _free(reading: Reading, row: Row, successor: int) -> bool:
    """Whether the successor has no part of his own in the same thing."""
    document = row["document"]
    match OpenPart(row["kind"]):
        case OpenPart.READING:
            return reading.get("reading_turn", document=document, reader=successor) is None
        case OpenPart.SIGNING | OpenPart.COUNTERSIGNING as kind:
            paper, draft = reading.get("document", id=document), reading.get("draft", document=document)
            if paper is None or draft is None or successor in drafters(paper, draft):
                return False
            key = {"document": document, "version": draft["version"], "person": successor}
            return kind is OpenPart.SIGNING or reading.get("countersigner", **key) is None
        case _:
            return True
