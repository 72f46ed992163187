"""How a paper's way stands after the events seen so far: its instruction, turns, tasks, questions, deadline (I4–I7).

Kept apart from `lawful_routes`, which judges by it: this only takes events in, lawful or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from filedesk.domain.circulation import Handling, Mode, Turn
from filedesk.domain.events import Event
from filedesk.domain.routing import Purpose

Data = Mapping[str, Any]

ENTRIES = frozenset({"document_registered", "entry_corrected"})
INSTRUCTIONS = frozenset({"instructed", "instruction_recorded", "sent_directly", "acted_first"})


@dataclass(slots=True)
class Task:
    """What a department has to do, and who is to do it (0 for nobody yet)."""

    state: Handling = Handling.ASSIGNED
    responsible: int = 0


@dataclass(slots=True)
class Standing:
    """One paper's way. `said` holds readers and departments of its instruction, `counted` copies, pages, attachments.

    `people` and `units` are those whom the paper concerns (I4).
    """

    said: tuple[list[int], list[Data]] = field(default_factory=lambda: ([], []))
    deadline: str | None = None
    counted: tuple[int, int, int] = (1, 0, 0)
    people: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    turns: dict[int, Turn] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    queries: dict[int, int] = field(default_factory=dict)
    """Open questions: seq → who gets the answer."""
    urged: int = 0

    def admit(self, event: Event) -> None:
        """Take an act on this paper into account."""
        data = event.data
        if event.type in ENTRIES:
            self.deadline = data.get("deadline")
            attachments = sum(told["count"] for told in data.get("attachments", ()))
            self.counted = (data["copies"], data.get("pages", 0), attachments)
        elif event.type in INSTRUCTIONS:
            self.said = (data["readers"], data["departments"])
            self.deadline = data.get("deadline", self.deadline)
            self._concern(data["readers"], data["departments"])
        elif data.get("department", 0) in self.tasks and event.type != "urged":
            self._admit_task(event, self.tasks[data["department"]])
        else:
            self._admit_more(event)

    def _concern(self, people: list[int], departments: list[Data]) -> None:
        self.people.update(people)
        self.units.update(told["department"] for told in departments)

    def _admit_more(self, event: Event) -> None:
        data = event.data
        match event.type:
            case "circulation_begun":
                begin = Turn.WAITING if data["mode"] == Mode.SEQUENCE else Turn.OUT
                self.turns = dict.fromkeys(data["readers"], begin)
                self._concern(data["readers"], [])
            case "reader_added":
                self.turns[data["reader"]] = Turn.WAITING
                self._concern([data["reader"]], [])
            case "reading_withdrawn":
                self.turns[data["reader"]] = Turn.WAITING
            case "reader_skipped":
                self.turns[data["reader"]] = Turn.SKIPPED
            case "reading_signed" | "reading_recorded":
                self.turns[data["reader"]] = Turn.READ
            case "handed_over" if data["purpose"] == Purpose.READING and data["to"] in self.turns:
                self.turns[data["to"]] = Turn.OUT
            case "handling_begun":
                self.tasks = {told["department"]: Task() for told in data["departments"]}
                self._concern([], data["departments"])
            case "query_put":
                self.queries[event.seq] = event.actor
            case "query_answered":
                self.queries.pop(data["query"], None)
            case "deadline_extended":
                self.deadline = data["deadline"]
            case "urged":
                self.urged = data["times"]

    def _admit_task(self, event: Event, task: Task) -> None:
        match event.type:
            case "responsible_named":
                task.state, task.responsible = Handling.NAMED, event.data["person"]
                self._concern([event.data["person"]], [])
            case "handling_accepted":
                task.state = Handling.ACCEPTED
            case "handling_declined":
                task.state, task.responsible = Handling.DECLINED, 0
            case "result_reported" | "result_recorded":
                task.state = Handling.REPORTED
