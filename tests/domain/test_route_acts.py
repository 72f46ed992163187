"""What is offered on a paper's way (I4–I7), and to whom: only what the services would not refuse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from filedesk.domain.circulation import Handling, Turn
from filedesk.domain.documents import Series
from filedesk.domain.people import Role
from filedesk.domain.route_acts import RouteAct, Standing, TaskStanding, route_acts
from filedesk.domain.routing import State

A = RouteAct
CLERK, READER, OTHER, HEAD = 2, 4, 5, 1


def acts(standing: Standing) -> set[RouteAct]:
    return set(route_acts(standing))


def at(state: State, role: Role, person: int, **more: object) -> Standing:
    told = Standing(state, frozenset({role}), person, CLERK, True, acts_for=frozenset({person}))
    return replace(told, **more)  # type: ignore[arg-type]


ROUND = {"turns": ((READER, Turn.OUT), (OTHER, Turn.WAITING)), "holder": READER, "holder_carries": False}


def test_an_instructed_paper_goes_where_the_instruction_says() -> None:
    """I4, I5: to readers if it names some, to departments if it names some."""
    clerk = at(State.INSTRUCTED, Role.CLERK, CLERK)
    assert acts(clerk) == {A.HAND_OVER, A.ASK}
    assert A.CIRCULATE in acts(replace(clerk, readers_named=True))
    assert A.HAND_TO_DEPARTMENT in acts(replace(clerk, departments_named=True))


def test_a_paper_with_a_reader_waits_for_him() -> None:
    """I4: it is not sent on before he has read; it can be taken back, recorded for him, urged."""
    clerk = at(State.IN_CIRCULATION, Role.CLERK, CLERK, **ROUND)
    assert A.SEND_NEXT not in acts(clerk)
    assert {A.TAKE_BACK, A.WITHDRAW, A.RECORD_READING, A.URGE, A.SKIP_READER, A.ADD_READER} <= acts(clerk)
    read = replace(clerk, turns=((READER, Turn.READ), (OTHER, Turn.WAITING)))
    assert A.SEND_NEXT in acts(read)
    assert A.WITHDRAW not in acts(read)


def test_when_everybody_has_read_it_comes_back_once() -> None:
    done = at(State.IN_CIRCULATION, Role.CLERK, CLERK, turns=((READER, Turn.READ),), holder=READER)
    assert A.SEND_NEXT in acts(replace(done, holder_carries=False))
    assert A.SEND_NEXT not in acts(replace(done, holder=CLERK))


def test_a_reader_reads_in_his_turn_and_for_whom_he_stands_in() -> None:
    """I4: nobody reads before the paper is with him; the deputy does it for one on leave."""
    reader = at(State.IN_CIRCULATION, Role.DEPARTMENT_MANAGER, READER, **ROUND)
    assert acts(reader) == {A.READ, A.ASK}
    other = at(State.IN_CIRCULATION, Role.DEPARTMENT_MANAGER, OTHER, **ROUND)
    assert A.READ not in acts(other)
    deputy = replace(other, acts_for=frozenset({OTHER, READER}))
    assert A.READ in acts(deputy)
    assert deputy.own_turns() == (READER,)


def test_a_clerk_who_reads_too_needs_no_hand_over() -> None:
    clerk = at(State.IN_CIRCULATION, Role.CLERK, CLERK, turns=((CLERK, Turn.WAITING),))
    assert A.READ in acts(clerk)
    assert A.SEND_NEXT not in acts(clerk)


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        (Handling.ASSIGNED, set()),
        (Handling.NAMED, {A.ACCEPT, A.DECLINE}),
        (Handling.DECLINED, set()),
        (Handling.ACCEPTED, {A.REPORT}),
        (Handling.REPORTED, {A.REPORT}),
    ],
)
def test_the_responsible_person_follows_his_task(state: Handling, wanted: set[RouteAct]) -> None:
    """F11: he accepts or sends back; what he accepted he reports, and may report again."""
    mine = at(State.IN_HANDLING, Role.RESPONSIBLE, OTHER, tasks=(TaskStanding(2, state, OTHER),))
    assert acts(mine) - {A.ASK, A.FINISH} == wanted
    assert not acts(replace(mine, tasks=(TaskStanding(2, state, READER),))) & {A.ACCEPT, A.DECLINE, A.REPORT}


def test_a_manager_names_for_his_own_department_until_somebody_accepted() -> None:
    """I5, F11."""
    manager = at(State.IN_HANDLING, Role.DEPARTMENT_MANAGER, READER, tasks=(TaskStanding(2, Handling.ASSIGNED),))
    assert A.NAME_RESPONSIBLE not in acts(manager)
    manager = replace(manager, managed=frozenset({2}))
    assert A.NAME_RESPONSIBLE in acts(manager)
    assert A.NAME_RESPONSIBLE not in acts(replace(manager, tasks=(TaskStanding(2, Handling.ACCEPTED, OTHER),)))


def test_the_general_manager_answers_and_extends_and_changes_readers() -> None:
    """I6: there must be a question, and a deadline. He asks nobody."""
    head = at(State.IN_CIRCULATION, Role.GENERAL_MANAGER, HEAD, **ROUND)
    assert acts(head) == {A.ADD_READER, A.SKIP_READER}
    assert {A.ANSWER, A.EXTEND} <= acts(replace(head, questions=1, deadline=True))


def test_what_was_recorded_for_somebody_is_his_to_confirm() -> None:
    """Rules, "Signing on paper": also when the paper is filed already."""
    reader = at(State.FILED, Role.DEPARTMENT_MANAGER, READER, to_confirm=True)
    assert acts(reader) == {A.CONFIRM}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_looks_is_offered_nothing(role: Role) -> None:
    told = at(State.IN_CIRCULATION_AND_HANDLING, role, 9, questions=1, deadline=True, **ROUND)
    assert acts(replace(told, tasks=(TaskStanding(1, Handling.NAMED, OTHER),))) == set()


def test_only_the_office_is_offered_to_finish_what_is_not_done() -> None:
    """I7: it is told what is missing; a reader or handler finishes when nothing is."""
    reader = at(State.IN_CIRCULATION, Role.DEPARTMENT_MANAGER, READER, **ROUND)
    clerk = at(State.IN_CIRCULATION, Role.CLERK, CLERK, **ROUND)
    assert (A.FINISH in acts(reader), A.FINISH in acts(clerk)) == (False, True)
    assert A.FINISH in acts(replace(reader, turns=((READER, Turn.READ), (OTHER, Turn.SKIPPED))))


def test_the_end_of_the_way() -> None:
    """I7: finished, back in the office, filed."""
    assert acts(at(State.FINISHED, Role.CLERK, CLERK)) == {A.HAND_OVER, A.CHECK_IN}
    assert acts(at(State.FILED, Role.CLERK, CLERK)) == set()


def test_other_series_have_other_ways() -> None:
    assert acts(at(State.WITH_GENERAL_MANAGER, Role.CLERK, CLERK, series=Series.OUTGOING)) == set()
