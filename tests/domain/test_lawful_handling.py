"""A department acts on a paper (I5, F11): what a valid key could still write against the rules there is found."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.lawful_events import AUDITOR, CLERK, GONE, HEAD, READER
from tests.domain.lawful_ways import BY_TELEPHONE, CHIEF, MEMBER, OFFICE_HEAD, OTHER_CHIEF, STRANGER, TOMORROW, Way

TASK = {"document": 1, "department": 1}


@pytest.fixture
def way() -> Way:
    return Way()


def test_i5_f11_the_way_of_a_task(way: Way) -> None:
    way.said().handling()
    way.lawful("responsible_named", CHIEF, **TASK, person=MEMBER)
    way.lawful("handling_declined", MEMBER, ("reason",), **TASK)
    way.lawful("responsible_named", CHIEF, **TASK, person=CHIEF)
    way.lawful("handling_accepted", CHIEF, **TASK)
    way.lawful("file_taken_in", CHIEF, **way.file("d", supplement=1))
    way.lawful("result_reported", CHIEF, ("result",), **TASK, files=["d" * 32])
    way.lawful("result_reported", CHIEF, ("result",), **TASK, files=[])


@pytest.mark.parametrize("actor", [OTHER_CHIEF, MEMBER, CLERK, OFFICE_HEAD])
def test_i5_only_its_manager_names_somebody(way: Way, actor: int) -> None:
    way.said().handling()
    assert way.unlawful("responsible_named", actor, **TASK, person=MEMBER) == "not_his_department"


@pytest.mark.parametrize(
    ("person", "problem"), [(STRANGER, "not_of_the_department"), (GONE, "person_left"), (99, "person_unknown")]
)
def test_f11_it_is_not_passed_on_to_another_department(way: Way, person: int, problem: str) -> None:
    way.said().handling()
    assert way.unlawful("responsible_named", CHIEF, **TASK, person=person) == problem


def test_i5_the_general_manager_names_whom_he_likes_and_as_himself(way: Way) -> None:
    way.said().handling()
    way.lawful("responsible_named", HEAD, **TASK, person=STRANGER)
    assert way.unlawful("responsible_named", HEAD, **TASK, person=STRANGER, deputy=1) == "not_his_department"


def test_i5_the_head_of_the_office_manages_the_office(way: Way) -> None:
    way.said(departments=[3]).handling(3)
    way.lawful("responsible_named", OFFICE_HEAD, document=1, department=3, person=OFFICE_HEAD)


def test_f11_what_was_accepted_is_not_passed_on(way: Way) -> None:
    way.said().handling().accepted()
    assert way.unlawful("responsible_named", CHIEF, **TASK, person=CHIEF) == "step_not_lawful"
    for kind in ("handling_accepted", "handling_declined"):
        way = Way().said().handling().accepted()
        assert way.unlawful(kind, MEMBER, ("reason",), **TASK) == "step_not_lawful"


@pytest.mark.parametrize("kind", ["handling_accepted", "handling_declined"])
def test_f11_only_who_was_named_answers(way: Way, kind: str) -> None:
    way.said().handling()
    assert way.unlawful(kind, MEMBER, ("reason",), **TASK) == "step_not_lawful"
    way = Way().said().handling()
    way.lawful("responsible_named", CHIEF, **TASK, person=MEMBER)
    assert way.unlawful(kind, CHIEF, ("reason",), **TASK) == "not_his_own"


def test_i7_no_result_without_acceptance(way: Way) -> None:
    way.said().handling()
    way.lawful("responsible_named", CHIEF, **TASK, person=MEMBER)
    reported = {**TASK, "files": []}
    assert way.unlawful("result_reported", MEMBER, ("result",), **reported) == "step_not_lawful"


def test_i7_nor_by_another_nor_for_a_department_that_need_not_act(way: Way) -> None:
    way.said().handling().accepted()
    reported: dict[str, Any] = {"document": 1, "files": []}
    assert way.unlawful("result_reported", CHIEF, ("result",), **reported, department=1) == "not_his_own"
    assert way.unlawful("result_reported", MEMBER, ("result",), **reported, department=3) == "step_not_lawful"


def test_i7_files_of_a_result_are_the_papers(way: Way) -> None:
    way.said().handling().accepted()
    reported = {**TASK, "files": ["e" * 32]}
    assert way.unlawful("result_reported", MEMBER, ("result",), **reported) == "file_unknown"


@pytest.mark.parametrize("actor", [CHIEF, READER, STRANGER, HEAD, AUDITOR])
def test_f9_supplements_are_added_by_clerks_and_those_responsible(way: Way, actor: int) -> None:
    way.said().handling().accepted()
    assert way.unlawful("file_taken_in", actor, **way.file("d", supplement=1)) == "role_may_not"


def test_f9_and_by_these_only_once_they_have_accepted(way: Way) -> None:
    way.said().handling()
    way.lawful("responsible_named", CHIEF, **TASK, person=MEMBER)
    assert way.unlawful("file_taken_in", MEMBER, **way.file("d", supplement=1)) == "role_may_not"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"person": STRANGER}, "not_of_the_department"),
        ({"person": 99}, "person_unknown"),
        ({"person": GONE}, "person_left"),
        ({"given": TOMORROW}, "date_in_future"),
        ({"signed_on": "paper"}, "scan_missing"),
        ({"department": 3}, "step_not_lawful"),
    ],
)
def test_i7_a_recorded_result_is_of_the_department(way: Way, changes: dict[str, Any], problem: str) -> None:
    way.said().handling()
    recorded = {**TASK, "person": MEMBER, **BY_TELEPHONE, **changes}
    assert way.unlawful("result_recorded", CLERK, ("result",), **recorded) == problem


def test_i7_or_of_the_one_whom_the_general_manager_named(way: Way) -> None:
    way.said().handling()
    way.lawful("responsible_named", HEAD, **TASK, person=STRANGER)
    seq = way.lawful("result_recorded", CLERK, ("result",), **TASK, person=STRANGER, **BY_TELEPHONE)
    way.lawful("recorded_confirmed", STRANGER, document=1, recorded=seq)


def test_i5_nobody_acts_before_it_is_handed_to_the_department(way: Way) -> None:
    way.said().circulating()
    assert way.unlawful("responsible_named", CHIEF, **TASK, person=MEMBER) == "step_not_lawful"
