"""What a person may do now with an incoming paper on its way (I4–I7): one rule for the window, the to-do and scripts.

The services refuse whatever is not lawful; this says beforehand what they would not refuse, so that only that is
offered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from filedesk.domain import event_types
from filedesk.domain.circulation import ASKABLE, IN_CIRCULATION, IN_HANDLING, LEFT_OPEN, UNDER_WAY, Handling, Turn
from filedesk.domain.documents import Series
from filedesk.domain.people import Role
from filedesk.domain.routing import State, Step, lawful_steps


class RouteAct(StrEnum):
    """The acts on a paper between its instruction and its filing."""

    READ = "read"
    CIRCULATE = "circulate"
    SEND_NEXT = "send_next"
    TAKE_BACK = "take_back"
    WITHDRAW = "withdraw"
    HAND_OVER = "pass_on"
    RECORD_READING = "record_reading"
    ADD_READER = "add_reader"
    SKIP_READER = "skip_reader"
    HAND_TO_DEPARTMENT = "hand_to_department"
    NAME_RESPONSIBLE = "name_responsible"
    ACCEPT = "accept"
    DECLINE = "decline"
    REPORT = "report"
    RECORD_RESULT = "record_result"
    ASK = "ask"
    ANSWER = "answer"
    EXTEND = "extend"
    URGE = "urge"
    CONFIRM = "confirm"
    FINISH = "finish"
    CHECK_IN = "check_in"


@dataclass(frozen=True)
class TaskStanding:
    """Where a department stands with what it has to do, and who is to do it."""

    department: int
    state: Handling
    responsible: int | None = None


@dataclass(frozen=True)
class Standing:
    """A paper on its way as one person finds it.

    `acts_for` are he and those whose deputy he is today; `managed` the departments that he manages, as himself or as
    deputy; `holder_carries` whether the original is with a clerk or the head of the office; `to_confirm` whether
    something was recorded for him that he has not confirmed.
    """

    state: State
    roles: Collection[str]
    person: int
    holder: int
    holder_carries: bool = False
    series: Series = Series.INCOMING
    acts_for: frozenset[int] = frozenset()
    managed: frozenset[int] = frozenset()
    turns: tuple[tuple[int, Turn], ...] = ()
    tasks: tuple[TaskStanding, ...] = ()
    questions: int = 0
    deadline: bool = False
    to_confirm: bool = False
    readers_named: bool = False
    departments_named: bool = False

    def may_sign(self, kind: str) -> bool:
        """Whether one of his roles signs events of this type."""
        return not event_types.TYPES[kind].signers.isdisjoint(self.roles)

    def may_step(self, wanted: Step) -> bool:
        """Whether the step is lawful from here, and his."""
        return wanted in lawful_steps(self.series, self.state, self.roles)

    def open_turns(self) -> tuple[int, ...]:
        """Readers who can read now: the paper was handed to them, or they hold it anyway."""
        return tuple(
            reader
            for reader, turn in self.turns
            if turn is Turn.OUT or (turn is Turn.WAITING and reader == self.holder)
        )

    def own_turns(self) -> tuple[int, ...]:
        """For whom he can read and sign now: himself first."""
        return tuple(sorted((r for r in self.open_turns() if r in self.acts_for), key=lambda r: r != self.person))

    def own_tasks(self, *states: Handling) -> tuple[int, ...]:
        """Departments whose task, in one of these states, is his to do."""
        return tuple(t.department for t in self.tasks if t.state in states and t.responsible in self.acts_for)

    def is_done(self) -> bool:
        """Whether nothing is left open (I7), so that the paper may be finished."""
        read = not any(turn in LEFT_OPEN for _reader, turn in self.turns) and (self.turns or not self.readers_named)
        acted = all(task.state is Handling.REPORTED for task in self.tasks)
        return bool(read) and acted and (bool(self.tasks) or not self.departments_named) and not self.questions

    def tasks_to_name(self) -> tuple[int, ...]:
        """Departments for which he can name the responsible person."""
        return tuple(t.department for t in self.tasks if t.state in _NAMEABLE and t.department in self.managed)


_NAMEABLE = frozenset({Handling.ASSIGNED, Handling.NAMED, Handling.DECLINED})
_IN_HANDS = UNDER_WAY | {State.INSTRUCTED, State.FINISHED, State.RETURNED}


def _send_next(s: Standing) -> bool:
    if s.state not in IN_CIRCULATION or not s.may_sign("handed_over") or (s.holder, Turn.OUT) in s.turns:
        return False
    return any(turn is Turn.WAITING and reader != s.holder for reader, turn in s.turns) or not s.holder_carries


def _changes_readers(s: Standing, kind: str) -> bool:
    return s.state in IN_CIRCULATION and s.may_sign(kind)


def _names_someone(s: Standing) -> bool:
    return s.state in IN_HANDLING and s.may_sign("responsible_named") and bool(s.tasks_to_name())


def _does_task(s: Standing, kind: str, *states: Handling) -> bool:
    return s.state in IN_HANDLING and s.may_sign(kind) and bool(s.own_tasks(*states))


def _records_result(s: Standing) -> bool:
    unreported = any(task.state is not Handling.REPORTED for task in s.tasks)
    return s.state in IN_HANDLING and s.may_sign("result_recorded") and unreported


_RULES: Mapping[RouteAct, Callable[[Standing], bool]] = {
    RouteAct.READ: lambda s: s.may_sign("reading_signed") and bool(s.own_turns()),
    RouteAct.CIRCULATE: lambda s: s.may_step(Step.CIRCULATE) and s.readers_named,
    RouteAct.SEND_NEXT: _send_next,
    RouteAct.TAKE_BACK: lambda s: s.state in _IN_HANDS and s.may_sign("handed_over") and s.holder != s.person,
    RouteAct.WITHDRAW: lambda s: s.may_sign("reading_withdrawn") and any(turn is Turn.OUT for _r, turn in s.turns),
    RouteAct.HAND_OVER: lambda s: s.state in _IN_HANDS and s.may_sign("handed_over"),
    RouteAct.RECORD_READING: lambda s: s.may_sign("reading_recorded") and bool(s.open_turns()),
    RouteAct.ADD_READER: lambda s: _changes_readers(s, "reader_added"),
    RouteAct.SKIP_READER: lambda s: (
        _changes_readers(s, "reader_skipped") and any(turn in LEFT_OPEN for _reader, turn in s.turns)
    ),
    RouteAct.HAND_TO_DEPARTMENT: lambda s: s.may_step(Step.HAND_TO_DEPARTMENT) and s.departments_named,
    RouteAct.NAME_RESPONSIBLE: _names_someone,
    RouteAct.ACCEPT: lambda s: _does_task(s, "handling_accepted", Handling.NAMED),
    RouteAct.DECLINE: lambda s: _does_task(s, "handling_declined", Handling.NAMED),
    RouteAct.REPORT: lambda s: _does_task(s, "result_reported", Handling.ACCEPTED, Handling.REPORTED),
    RouteAct.RECORD_RESULT: _records_result,
    RouteAct.ASK: lambda s: (
        s.state in ASKABLE and s.may_sign("query_put") and Role.GENERAL_MANAGER not in s.roles
    ),
    RouteAct.ANSWER: lambda s: s.may_sign("query_answered") and s.questions > 0,
    RouteAct.EXTEND: lambda s: (
        s.may_sign("deadline_extended") and s.deadline and s.state in UNDER_WAY | {State.INSTRUCTED}
    ),
    RouteAct.URGE: lambda s: s.state in UNDER_WAY and s.may_sign("urged"),
    RouteAct.CONFIRM: lambda s: s.to_confirm and s.may_sign("recorded_confirmed"),
    RouteAct.FINISH: lambda s: s.may_step(Step.FINISH) and (s.is_done() or s.may_sign("urged")),
    RouteAct.CHECK_IN: lambda s: s.may_step(Step.RETURN),
}  # fmt: skip


def route_acts(standing: Standing) -> tuple[RouteAct, ...]:
    """What this person may do now, in the order of a paper's way. Papers of other series have other ways."""
    if standing.series is not Series.INCOMING:
        return ()
    return tuple(act for act in RouteAct if _RULES[act](standing))
