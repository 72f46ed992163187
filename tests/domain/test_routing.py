"""Every step of a document's life: who may, from where; whatever is not in the table is refused by its rule."""

from __future__ import annotations

import re
from itertools import product

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.people import Role
from filedesk.domain.routing import TRANSITIONS, State, Step, Transition, lawful_steps, step
from filedesk.errors import RuleRefused

ALL = [(series, t) for series in Series for t in TRANSITIONS[series]]
IDS = [f"{series}-{t.step}-{t.target}" for series, t in ALL]


@pytest.mark.parametrize(("series", "t"), ALL, ids=IDS)
@pytest.mark.parametrize("role", list(Role))
def test_each_step_is_for_its_roles_only(series: Series, t: Transition, role: Role) -> None:
    for source in t.sources:
        if role in t.roles:
            assert step(series, source, t.step, {role}) is t.target
            assert t.step in lawful_steps(series, source, {role})
        else:
            with pytest.raises(RuleRefused) as caught:
                step(series, source, t.step, {role})
            assert (caught.value.code, caught.value.rule) == ("step_not_for_role", t.rule)
            assert t.step not in lawful_steps(series, source, {role})


@pytest.mark.parametrize("series", list(Series))
def test_what_the_table_does_not_tell_is_refused_naming_a_rule(series: Series) -> None:
    everybody = frozenset(Role)
    lawful = {(source, t.step) for t in TRANSITIONS[series] for source in t.sources}
    for state, wanted in product(State, Step):
        if (state, wanted) in lawful:
            continue
        with pytest.raises(RuleRefused) as caught:
            step(series, state, wanted, everybody)
        assert caught.value.code == "step_not_now"
        assert re.fullmatch(r"[A-Z]\d+[a-z]?", str(caught.value.rule))


@pytest.mark.parametrize("series", list(Series))
def test_a_state_and_a_step_lead_to_one_state(series: Series) -> None:
    pairs = [(source, t.step) for t in TRANSITIONS[series] for source in t.sources]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("series", list(Series))
def test_void_and_filed_are_ends(series: Series) -> None:
    """What can still be noted of a filed document, late receipts (O3) and copies taken back (N1), leaves it filed."""
    assert lawful_steps(series, State.VOID, frozenset(Role)) == ()
    late = lawful_steps(series, State.FILED, frozenset(Role))
    assert set(late) == {
        Series.INCOMING: set(), Series.OUTGOING: {Step.NOTE_RECEIPT}, Series.INTERNAL: {Step.RECALL},
    }[series]  # fmt: skip
    assert all(step(series, State.FILED, one, frozenset(Role)) is State.FILED for one in late)
    reached = {t.target for t in TRANSITIONS[series]}
    assert {State.VOID, State.FILED} <= reached


def test_the_road_of_an_incoming_document() -> None:
    """I3 to I7."""
    state = State.REGISTERED
    for wanted, role in (
        (Step.SUBMIT, Role.CLERK), (Step.SEND_BACK, Role.GENERAL_MANAGER), (Step.SUBMIT, Role.OFFICE_HEAD),
        (Step.INSTRUCT, Role.GENERAL_MANAGER), (Step.CIRCULATE, Role.CLERK), (Step.HAND_TO_DEPARTMENT, Role.CLERK),
        (Step.FINISH, Role.RESPONSIBLE), (Step.RETURN, Role.CLERK), (Step.PUT_INTO_FOLDER, Role.CLERK),
    ):  # fmt: skip
        state = step(Series.INCOMING, state, wanted, {role})
    assert state is State.FILED


def test_the_auditor_moves_nothing() -> None:
    for series, state in product(Series, State):
        assert lawful_steps(series, state, {Role.AUDITOR, Role.ADMINISTRATOR}) == ()
