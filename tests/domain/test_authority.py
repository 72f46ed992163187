"""Whose signature counts for what, judged from the events before it alone (design, "Keys")."""

from __future__ import annotations

from typing import Any

import pytest

from filedesk.domain.authority import Authority
from filedesk.domain.event_types import SELF, TYPES, WORKSTATION
from filedesk.domain.events import NOBODY, Event
from filedesk.domain.people import Role
from filedesk.domain.projected_office import key_id

ROOT_KEY, STATION, STRANGER = "00" * 32, "77" * 32, "99" * 32
PEOPLE = {number: (role, f"{number:02x}" * 32) for number, role in enumerate(Role, start=1)}
NUMBER = {role: number for number, (role, _key) in PEOPLE.items()}
HEAD, CLERK = NUMBER[Role.GENERAL_MANAGER], NUMBER[Role.CLERK]


def event(kind: str, actor: int, key: str, **data: Any) -> Event:
    return Event(1, kind, 1, "o" * 32, "0" * 64, "a" * 32, actor, key_id(key), "2026-03-05T04:00:00.000Z", data, {})


def admitted(authority: Authority, *events: Event) -> None:
    for one in events:
        assert authority.problem(one) is None, one
        authority.admit(one)


@pytest.fixture
def authority() -> Authority:
    """An office with one confirmed person for each role, and a certified workstation."""
    found = Authority()
    admitted(found, event("office_founded", NOBODY, ROOT_KEY, root=ROOT_KEY))
    for number in [HEAD, *(n for n in PEOPLE if n != HEAD)]:
        role, key = PEOPLE[number]
        certified = "general_manager_certified" if number == HEAD else "person_confirmed"
        adder, by = (NOBODY, ROOT_KEY) if number == HEAD else (HEAD, PEOPLE[HEAD][1])
        admitted(
            found,
            event("person_added", adder, by, person=number, roles=[role.value]),
            event("keys_made", number, key, person=number, signing=key),
            event(certified, adder, by, person=number, signing=key),
        )  # fmt: skip
    admitted(found, event("workstation_certified", HEAD, PEOPLE[HEAD][1], workstation=1, public=STATION))
    return found


@pytest.mark.parametrize("kind", sorted(TYPES))
@pytest.mark.parametrize("role", list(Role))
def test_each_type_is_for_its_signers_only(authority: Authority, kind: str, role: Role) -> None:
    signers = TYPES[kind].signers
    if SELF in signers or kind == "office_founded":
        pytest.skip("signed with one's own key, or once only: see below")
    number = NUMBER[role]
    problem = authority.problem(event(kind, number, PEOPLE[number][1], roles=["clerk"]))
    assert problem == (None if role in signers else "role_may_not")


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_root_and_workstation_sign_their_closed_lists_only(authority: Authority, kind: str) -> None:
    if kind == "office_founded":
        assert authority.problem(event(kind, NOBODY, ROOT_KEY)) == "founded_twice"
        return
    signers = TYPES[kind].signers
    assert (authority.problem(event(kind, NOBODY, ROOT_KEY)) is None) == ("root" in signers)
    assert (authority.problem(event(kind, NOBODY, STATION)) is None) == (WORKSTATION in signers)
    assert authority.problem(event(kind, NOBODY, STRANGER)) == "key_unknown"


def test_nobody_signs_with_another_ones_key(authority: Authority) -> None:
    assert authority.problem(event("number_voided", CLERK, PEOPLE[HEAD][1])) == "key_not_his"
    assert authority.problem(event("number_voided", CLERK, STRANGER)) == "key_not_his"
    assert authority.problem(event("number_voided", 99, STRANGER)) == "actor_unknown"
    assert authority.public(event("number_voided", CLERK, STRANGER)) is None


def test_who_left_signs_nothing_more(authority: Authority) -> None:
    admitted(authority, event("person_left", HEAD, PEOPLE[HEAD][1], person=CLERK))
    assert authority.problem(event("number_voided", CLERK, PEOPLE[CLERK][1])) == "actor_left"


def test_a_role_counts_from_its_change_on(authority: Authority) -> None:
    admitted(authority, event("roles_changed", HEAD, PEOPLE[HEAD][1], person=CLERK, roles=["responsible"]))
    assert authority.problem(event("number_voided", CLERK, PEOPLE[CLERK][1])) == "role_may_not"


def test_new_keys_want_an_invitation_first(authority: Authority) -> None:
    made = event("keys_made", CLERK, STRANGER, person=CLERK, signing=STRANGER)
    assert authority.problem(made) == "keys_not_expected"
    admitted(authority, event("person_invited", HEAD, PEOPLE[HEAD][1], person=CLERK), made)
    assert authority.problem(event("number_voided", CLERK, PEOPLE[CLERK][1])) == "key_not_his"
    assert authority.problem(event("number_voided", CLERK, STRANGER)) == "actor_unconfirmed"
    admitted(authority, event("person_confirmed", HEAD, PEOPLE[HEAD][1], person=CLERK, signing=STRANGER))
    assert authority.problem(event("number_voided", CLERK, STRANGER)) is None


def test_a_confirmation_of_other_keys_confirms_nothing(authority: Authority) -> None:
    admitted(
        authority,
        event("person_invited", HEAD, PEOPLE[HEAD][1], person=CLERK),
        event("keys_made", CLERK, STRANGER, person=CLERK, signing=STRANGER),
        event("person_confirmed", HEAD, PEOPLE[HEAD][1], person=CLERK, signing=PEOPLE[CLERK][1]),
    )
    assert authority.problem(event("number_voided", CLERK, STRANGER)) == "actor_unconfirmed"


def test_a_general_manager_with_new_keys_is_certified_by_the_root_alone(authority: Authority) -> None:
    admitted(
        authority,
        event("person_invited", HEAD, PEOPLE[HEAD][1], person=HEAD),
        event("keys_made", HEAD, STRANGER, person=HEAD, signing=STRANGER),
    )
    for kind in ("person_confirmed", "person_added", "workstation_certified", "person_invited", "instructed"):
        assert authority.problem(event(kind, HEAD, STRANGER, person=HEAD, signing=STRANGER)) == "actor_unconfirmed"
    admitted(authority, event("general_manager_certified", NOBODY, ROOT_KEY, person=HEAD, signing=STRANGER))
    assert authority.problem(event("instructed", HEAD, STRANGER)) is None


def test_ones_own_events_are_for_oneself(authority: Authority) -> None:
    other = event("password_changed", CLERK, PEOPLE[CLERK][1], person=HEAD)
    assert authority.problem(other) == "not_his_own"
    assert authority.problem(event("password_changed", CLERK, STRANGER, person=CLERK)) == "key_not_his"
    admitted(authority, event("password_changed", CLERK, PEOPLE[CLERK][1], person=CLERK))
