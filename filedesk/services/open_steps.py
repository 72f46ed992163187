"""What keeps a paper from being finished or filed (I7): readings, results and answers that are missing."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.domain.circulation import LEFT_OPEN, Handling
from filedesk.errors import RuleRefused
from filedesk.services.ledger import Reading
from filedesk.services.wording import instructed


@dataclass(frozen=True)
class OpenStep:
    """One thing that keeps a paper from being finished: a `reader`, a `department` or a `question`, by id and name."""

    kind: str
    id: int
    name: str


class StepsOpen(RuleRefused):
    """A paper cannot be finished (rule I7); `steps` tells what is missing, for the window to lead there."""

    def __init__(self, steps: list[OpenStep]) -> None:
        super().__init__("steps_open", rule="I7", steps=", ".join(one.name for one in steps), count=len(steps))
        self.steps = steps


def open_steps(reading: Reading, document: int) -> list[OpenStep]:
    """What is missing: readings of those named and not left out, results of departments, answers."""
    people = {row["id"]: row["name"] for row in reading.find("person")}
    departments = {row["id"]: row["name"] for row in reading.find("department")}
    standing = reading.find("reading_turn", order="position", document=document)
    under_way = reading.find("handling_task", order="lead DESC, department", document=document)
    said = instructed(reading, document)
    readers = [turn["reader"] for turn in standing if turn["state"] in LEFT_OPEN]
    if not standing:
        readers = list(said.readers) if said is not None else []
    units = [task["department"] for task in under_way if task["state"] != Handling.REPORTED]
    if not under_way:
        units = [one["department"] for one in said.departments()] if said is not None else []
    return [
        *(OpenStep("reader", one, people.get(one, "–")) for one in readers),
        *(OpenStep("department", one, departments.get(one, "–")) for one in units),
        *(
            OpenStep("question", row["seq"], row["text"])
            for row in reading.find("question", order="seq", document=document, answered_seq=None)
        ),
    ]
