"""What a valid key could still write against the rules is found by the verifier: acts on the office itself."""

from __future__ import annotations

from typing import Any

import pytest

from filedesk.domain.authority import Authority
from filedesk.domain.events import Event
from tests.domain.lawful_events import AUDITOR, CLERK, GONE, HEAD, READER, Told


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("department_added", {"department": 1}),
        ("person_added", {"person": CLERK, "roles": ["clerk"]}),
        ("kind_added", {"kind": "notice"}),
        ("folder_added", {"folder": 1, "year": 2026}),
    ],
)
def test_an_id_is_given_once(told: Told, kind: str, data: dict[str, Any]) -> None:
    assert told.unlawful(kind, HEAD, **data) == "id_twice"


def test_a_workstation_is_certified_under_an_id_of_its_own(told: Told) -> None:
    told.lawful("workstation_certified", HEAD, workstation=1, public="1" * 64)
    assert told.unlawful("workstation_certified", HEAD, workstation=1, public="2" * 64) == "id_twice"


def test_there_is_one_general_manager(told: Told) -> None:
    added = told.unlawful("person_added", HEAD, person=9, roles=["general_manager"])
    assert added == "second_general_manager"
    changed = told.unlawful("roles_changed", HEAD, person=CLERK, roles=["general_manager"], roles_before=["clerk"])
    assert changed == "second_general_manager"


def test_who_audits_does_not_register(told: Told) -> None:
    mixed = told.unlawful("person_added", HEAD, person=9, roles=["auditor", "clerk"])
    assert mixed == "roles_exclude_each_other"


def test_a_change_of_roles_tells_those_before(told: Told) -> None:
    changed = told.unlawful("roles_changed", HEAD, person=CLERK, roles=["clerk"], roles_before=["auditor"])
    assert changed == "roles_before_differ"


@pytest.mark.parametrize(("person", "problem"), [(GONE, "person_left"), (77, "person_unknown")])
@pytest.mark.parametrize("kind", ["person_invited", "roles_changed", "person_left", "sign_in_refused"])
def test_who_is_not_here_is_left_alone(told: Told, kind: str, person: int, problem: str) -> None:
    found = told.unlawful(kind, HEAD, person=person, roles=["clerk"], roles_before=["clerk"], count=1)
    assert found == problem


def test_nobody_gives_himself_a_code(told: Told) -> None:
    assert told.unlawful("person_invited", HEAD, person=HEAD) == "not_for_oneself"


def wrap(person: int, **changes: Any) -> dict[str, Any]:
    return {"name": "office", "generation": 1, "person": person, "digest": "d" * 64, **changes}


@pytest.mark.parametrize(
    "wraps",
    [
        [wrap(AUDITOR)],
        [wrap(CLERK)],
        [wrap(READER, generation=2)],
        [wrap(READER, name="secret")],
    ],
    ids=["no reader of content", "another person", "a key never made", "the secret key"],
)
def test_c3_a_confirmation_gives_nobody_a_key_that_is_not_due(told: Told, wraps: list[dict[str, Any]]) -> None:
    told.lawful("role_key_made", 0, name="secret", generation=1, public="0" * 64, wraps=[wrap(HEAD, name="secret")])
    person = AUDITOR if wraps[0]["person"] == AUDITOR else READER
    confirmed = told.unlawful("person_confirmed", HEAD, person=person, signing="0" * 64, wraps=wraps)
    assert confirmed == "key_not_due"
    told.lawful("person_confirmed", HEAD, person=READER, signing="0" * 64, wraps=[wrap(READER)])


def test_c3_the_secret_key_is_for_the_general_manager_and_recovery(told: Told) -> None:
    for_clerk = [wrap(CLERK, name="secret")]
    made = told.unlawful("role_key_made", HEAD, name="secret", generation=1, public="0" * 64, wraps=for_clerk)
    assert made == "key_not_due"


def test_generations_of_a_key_follow_one_another(told: Told) -> None:
    made = told.unlawful("role_key_made", HEAD, name="office", generation=3, public="0" * 64, wraps=[])
    assert made == "generation_out_of_order"


def test_refused_sign_ins_are_counted_until_he_signs_in(told: Told) -> None:
    told.lawful("sign_in_refused", 0, person=CLERK, count=1)
    assert told.unlawful("sign_in_refused", 0, person=CLERK, count=1) == "refusals_miscounted"
    told.lawful("signed_in_again", CLERK, person=CLERK)
    told.lawful("sign_in_refused", 0, person=CLERK, count=1)


class TestTheClock:
    def test_a_correction_goes_back_from_the_last_event_by_what_it_says(self, told: Told) -> None:
        told.at = "2036-03-05T04:00:00.000Z"
        told.registered(received="2036-03-05", year=2036)
        told.at = "2026-03-05T04:00:00.000Z"
        told.lawful("clock_corrected", HEAD, **{"from": "2036-03-05T04:00:00.000Z", "by": -315_619_200})

    @pytest.mark.parametrize(
        ("since", "by"),
        [("2026-03-05T04:00:00.000Z", 0), ("2026-03-05T03:00:00.000Z", -3600), ("2026-03-05T04:00:00.000Z", -60)],
    )
    def test_one_that_tells_another_time_is_found(self, told: Told, since: str, by: int) -> None:
        assert told.unlawful("clock_corrected", HEAD, **{"from": since, "by": by}) == "clock_correction_wrong"


def event(kind: str, **data: Any) -> Event:
    return Event(1, kind, 1, "0" * 32, "0" * 64, "0" * 32, 1, "0" * 32, "2026-03-05T08:00:00.000Z", data, {})


def test_an_administrator_cannot_make_a_general_manager() -> None:
    authority = Authority()
    authority.admit(event("person_added", person=1, roles=["administrator"]))
    administrator = authority.people[1]
    administrator.key, administrator.certified = "0" * 32, True
    promoting = event("roles_changed", person=2, roles=["general_manager"], roles_before=["clerk"])
    assert authority.problem(promoting) == "makes_general_manager"
    assert authority.problem(event("roles_changed", person=2, roles=["auditor"], roles_before=["clerk"])) is None
