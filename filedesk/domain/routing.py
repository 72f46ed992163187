"""The life of a document (design section 3) as a table of transitions: who may, from which state, by which event.

The whole life stands here, also the steps whose screens come later; `step` is the one place that says no.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from filedesk.domain.documents import Series
from filedesk.domain.people import Role
from filedesk.errors import RuleRefused


class State(StrEnum):
    """Where a document stands in its life."""

    REGISTERED = "registered"
    WITH_GENERAL_MANAGER = "with_general_manager"
    SENT_BACK = "sent_back"
    INSTRUCTED = "instructed"
    IN_CIRCULATION = "in_circulation"
    IN_HANDLING = "in_handling"
    IN_CIRCULATION_AND_HANDLING = "in_circulation_and_handling"
    FINISHED = "finished"
    RETURNED = "returned"
    DRAFTED = "drafted"
    COUNTERSIGNED = "countersigned"
    APPROVED = "approved"
    NUMBERED = "numbered"
    CHOPPED = "chopped"
    SENT = "sent"
    SIGNED = "signed"
    DISTRIBUTED = "distributed"
    CARRIED_OUT = "carried_out"
    FILED = "filed"
    VOID = "void"
    IN_COUNTERSIGNING = "in_countersigning"
    WITH_MANAGER = "with_manager"


class Purpose(StrEnum):
    """Why a paper changes hands (rule N3)."""

    REVIEW = "review"
    READING = "reading"
    HANDLING = "handling"
    RETURN = "return"
    FILING = "filing"
    WITHDRAWAL = "withdrawal"


class SignedOn(StrEnum):
    """How a signature was given (rules, "Signing on paper")."""

    SCREEN = "screen"
    PAPER = "paper"
    TELEPHONE = "telephone"


class Step(StrEnum):
    """The acts that move a document on."""

    SUBMIT = "submit"
    INSTRUCT = "instruct"
    SEND_BACK = "send_back"
    CIRCULATE = "circulate"
    HAND_TO_DEPARTMENT = "hand_to_department"
    FINISH = "finish"
    RETURN = "return"
    PUT_INTO_FOLDER = "put_into_folder"
    VOID = "void"
    SIGN = "sign"
    COUNTERSIGN = "countersign"
    APPROVE = "approve"
    NUMBER = "number"
    CHOP = "chop"
    SEND = "send"
    DISTRIBUTE = "distribute"
    CARRY_OUT = "carry_out"
    REVISE = "revise"
    CHECK = "check"
    ASK_COUNTERSIGN = "ask_countersign"
    REFUSE = "refuse"
    PUT_TO_MANAGER = "put_to_manager"
    HAND_BACK = "hand_back"
    DROP = "drop"
    NOTE_RECEIPT = "note_receipt"
    DEPOSIT = "deposit"
    RECEIVE = "receive"
    RECALL = "recall"
    ANSWER = "answer"
    ORDER = "order"
    CONFIRM_ORDER = "confirm_order"
    SEND_DIRECTLY = "send_directly"
    ACT_FIRST = "act_first"


@dataclass(frozen=True)
class Transition:
    """One lawful step: from which states, to which, by whom, under which rule."""

    step: Step
    sources: frozenset[State]
    target: State
    roles: frozenset[Role]
    rule: str


_CLERK = frozenset({Role.CLERK})
_OFFICE = frozenset({Role.CLERK, Role.OFFICE_HEAD})
_HEAD = frozenset({Role.GENERAL_MANAGER})
_HANDLERS = frozenset({Role.DEPARTMENT_MANAGER, Role.RESPONSIBLE, Role.CLERK})
_MANAGERS = frozenset({Role.DEPARTMENT_MANAGER, Role.GENERAL_MANAGER})
_DRAFTERS = frozenset({Role.CLERK, Role.OFFICE_HEAD, Role.DEPARTMENT_MANAGER, Role.RESPONSIBLE, Role.GENERAL_MANAGER})
_CHECKERS = frozenset({Role.OFFICE_HEAD, Role.DEPARTMENT_MANAGER})
_COUNTERSIGNERS = frozenset({Role.DEPARTMENT_MANAGER})
_ORDERING = _OFFICE | _MANAGERS
_UNDER_WAY = frozenset({State.IN_CIRCULATION, State.IN_HANDLING, State.IN_CIRCULATION_AND_HANDLING})


def _t(step: Step, sources: Collection[State], target: State, roles: frozenset[Role], rule: str) -> Transition:
    return Transition(step, frozenset(sources), target, roles, rule)


S = State
_BEFORE_THE_NUMBER = frozenset(
    {S.DRAFTED, S.IN_COUNTERSIGNING, S.COUNTERSIGNED, S.WITH_GENERAL_MANAGER, S.SENT_BACK, S.APPROVED}
)
_REVISABLE = frozenset({*_BEFORE_THE_NUMBER, S.NUMBERED, S.CHOPPED}) - {S.WITH_GENERAL_MANAGER}
OUT_IN_THE_HOUSE = (S.DISTRIBUTED, S.CARRIED_OUT)
"""States in which an internal document is with those whom it was given to."""


def _making(drafting: str, issuing: str) -> tuple[Transition, ...]:
    """How a draft becomes a signed document, whether it goes out or stays in the house; under which two rules."""
    return (
        _t(Step.CHECK, {S.DRAFTED}, S.DRAFTED, _CHECKERS, drafting),
        _t(Step.ASK_COUNTERSIGN, {S.DRAFTED}, S.IN_COUNTERSIGNING, _DRAFTERS, drafting),
        _t(Step.COUNTERSIGN, {S.IN_COUNTERSIGNING}, S.COUNTERSIGNED, _COUNTERSIGNERS, drafting),
        _t(Step.REFUSE, {S.IN_COUNTERSIGNING}, S.SENT_BACK, _COUNTERSIGNERS, drafting),
        _t(Step.SUBMIT, {S.DRAFTED, S.COUNTERSIGNED, S.SENT_BACK}, S.WITH_GENERAL_MANAGER, _DRAFTERS, issuing),
        _t(Step.APPROVE, {S.WITH_GENERAL_MANAGER}, S.APPROVED, _HEAD, issuing),
        _t(Step.SEND_BACK, {S.WITH_GENERAL_MANAGER}, S.SENT_BACK, _HEAD, issuing),
    )


TRANSITIONS: dict[Series, tuple[Transition, ...]] = {
    Series.INCOMING: (
        _t(Step.SUBMIT, {S.REGISTERED, S.SENT_BACK}, S.WITH_GENERAL_MANAGER, _OFFICE, "I3"),
        _t(Step.SEND_DIRECTLY, {S.REGISTERED, S.SENT_BACK}, S.INSTRUCTED, _OFFICE, "I3"),
        _t(Step.ACT_FIRST, {S.REGISTERED, S.SENT_BACK}, S.INSTRUCTED, _CLERK, "I3"),
        _t(Step.INSTRUCT, {S.WITH_GENERAL_MANAGER}, S.INSTRUCTED, _HEAD, "I3"),
        _t(Step.SEND_BACK, {S.WITH_GENERAL_MANAGER}, S.SENT_BACK, _HEAD, "I3"),
        _t(Step.CIRCULATE, {S.INSTRUCTED}, S.IN_CIRCULATION, _OFFICE, "I4"),
        _t(Step.HAND_TO_DEPARTMENT, {S.INSTRUCTED}, S.IN_HANDLING, _OFFICE, "I5"),
        _t(Step.CIRCULATE, {S.IN_HANDLING}, S.IN_CIRCULATION_AND_HANDLING, _OFFICE, "I4"),
        _t(Step.HAND_TO_DEPARTMENT, {S.IN_CIRCULATION}, S.IN_CIRCULATION_AND_HANDLING, _OFFICE, "I5"),
        _t(Step.FINISH, _UNDER_WAY, S.FINISHED, _HANDLERS, "I7"),
        _t(Step.RETURN, {S.FINISHED}, S.RETURNED, _OFFICE, "I7"),
        _t(Step.PUT_INTO_FOLDER, {S.INSTRUCTED, S.RETURNED}, S.FILED, _CLERK, "I7"),
        _t(Step.VOID, {S.REGISTERED}, S.VOID, _CLERK, "I2"),
    ),
    Series.OUTGOING: (
        *_making("O1", "O1"),
        _t(Step.REVISE, _REVISABLE, S.DRAFTED, _DRAFTERS, "F9"),
        _t(Step.NUMBER, {S.APPROVED}, S.NUMBERED, _CLERK, "O3"),
        _t(Step.CHOP, {S.NUMBERED}, S.CHOPPED, _OFFICE, "O3"),
        _t(Step.SEND, {S.CHOPPED, S.SENT}, S.SENT, _CLERK, "O3"),
        *(_t(Step.NOTE_RECEIPT, {state}, state, _CLERK, "O3") for state in (S.SENT, S.FILED)),
        _t(Step.DEPOSIT, {S.SENT}, S.SENT, _CLERK, "O2"),
        _t(Step.PUT_INTO_FOLDER, {S.REGISTERED, S.SENT}, S.FILED, _CLERK, "O2"),
        _t(Step.DROP, _BEFORE_THE_NUMBER, S.VOID, _DRAFTERS, "O1"),
        _t(Step.VOID, {S.REGISTERED, S.NUMBERED, S.CHOPPED, *_BEFORE_THE_NUMBER}, S.VOID, _CLERK, "O3"),
    ),
    Series.INTERNAL: (
        *_making("N1", "N1a"),
        _t(Step.REVISE, {S.SIGNED, S.DISTRIBUTED, S.CARRIED_OUT, *_REVISABLE}, S.DRAFTED, _DRAFTERS, "F9"),
        _t(Step.PUT_TO_MANAGER, {S.DRAFTED, S.COUNTERSIGNED, S.SENT_BACK}, S.WITH_MANAGER, _DRAFTERS, "N1"),
        _t(Step.SIGN, {S.DRAFTED, S.COUNTERSIGNED, S.WITH_MANAGER}, S.SIGNED, _MANAGERS, "N1"),
        _t(Step.HAND_BACK, {S.WITH_MANAGER}, S.SENT_BACK, _MANAGERS, "N1"),
        _t(Step.NUMBER, {S.SIGNED, S.APPROVED}, S.NUMBERED, _CLERK, "N1a"),
        _t(Step.CHOP, {S.NUMBERED}, S.CHOPPED, _OFFICE, "N1a"),
        _t(Step.DISTRIBUTE, {S.NUMBERED, S.CHOPPED, S.DISTRIBUTED}, S.DISTRIBUTED, _OFFICE, "F10"),
        *(_t(Step.RECEIVE, {state}, state, _DRAFTERS, "F10") for state in OUT_IN_THE_HOUSE),
        *(_t(Step.RECALL, {state}, state, _OFFICE, "N2") for state in (*OUT_IN_THE_HOUSE, S.FILED)),
        *(_t(Step.ANSWER, {state}, state, _DRAFTERS, "N1") for state in OUT_IN_THE_HOUSE),
        _t(Step.ORDER, {S.DISTRIBUTED, S.CARRIED_OUT}, S.DISTRIBUTED, _ORDERING, "F8"),
        _t(Step.CONFIRM_ORDER, {S.DISTRIBUTED}, S.DISTRIBUTED, _DRAFTERS, "F8"),
        _t(Step.CARRY_OUT, {S.DISTRIBUTED}, S.CARRIED_OUT, _DRAFTERS, "F8"),
        _t(Step.PUT_INTO_FOLDER, {S.REGISTERED, S.DISTRIBUTED, S.CARRIED_OUT}, S.FILED, _CLERK, "N2"),
        _t(Step.DROP, {S.SIGNED, S.WITH_MANAGER, *_BEFORE_THE_NUMBER}, S.VOID, _DRAFTERS, "N1"),
        _t(
            Step.VOID,
            {S.REGISTERED, S.SIGNED, S.WITH_MANAGER, S.NUMBERED, S.CHOPPED, *_BEFORE_THE_NUMBER},
            S.VOID,
            _CLERK,
            "N2",
        ),
    ),
}


UNSIGNED = frozenset({State.REGISTERED, State.SENT_BACK, State.DRAFTED})
"""States in which nobody has signed yet: the entry may be corrected and files belong to the document itself (F9)."""

PROPOSABLE = frozenset({State.REGISTERED, State.SENT_BACK, State.WITH_GENERAL_MANAGER})
"""States in which a proposal 拟办 may be made (I5)."""


def target(series: Series, state: State, wanted: Step) -> State | None:
    """The state after `wanted`, whoever takes the step, or None when it is not lawful from `state`."""
    return next((t.target for t in TRANSITIONS[series] if t.step is wanted and state in t.sources), None)


def lawful_steps(series: Series, state: State, roles: Collection[str]) -> tuple[Step, ...]:
    """The steps that a person with these roles may take now, in the order of the life of a document."""
    return tuple(
        t.step for t in TRANSITIONS[series] if state in t.sources and not t.roles.isdisjoint({Role(r) for r in roles})
    )


def step(series: Series, state: State, wanted: Step, roles: Collection[str]) -> State:
    """The state after `wanted`. Raises RuleRefused naming the rule when it is not lawful now or not theirs."""
    steps = [t for t in TRANSITIONS[series] if t.step is wanted]
    for t in steps:
        if state in t.sources:
            if t.roles.isdisjoint({Role(r) for r in roles}):
                raise RuleRefused("step_not_for_role", rule=t.rule, step=wanted.value)
            return t.target
    raise RuleRefused("step_not_now", rule=steps[0].rule if steps else "I2", step=wanted.value, state=state.value)
