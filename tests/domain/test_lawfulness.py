"""What a valid key could still write against the rules is found by the verifier (F9, C7)."""

from __future__ import annotations

from typing import Any

import pytest

from filedesk.domain.authority import Authority
from filedesk.domain.events import Event
from filedesk.domain.lawfulness import Lawfulness


def event(kind: str, *, actor: int = 1, **data: Any) -> Event:
    return Event(1, kind, 1, "0" * 32, "0" * 64, "0" * 32, actor, "0" * 32, "2026-03-05T08:00:00.000Z", data, {})


def registered(document: int, serial: int) -> Event:
    return event("document_registered", document=document, series="incoming", secret=0, year=2026, serial=serial)


def judged(*events: Event) -> str | None:
    lawfulness = Lawfulness()
    *before, last = events
    for one in before:
        assert lawfulness.problem(one) is None
    return lawfulness.problem(last)


def test_a_number_is_given_once() -> None:
    assert judged(registered(1, 1), registered(2, 1)) == "number_twice"


def test_a_document_is_registered_once() -> None:
    assert judged(registered(1, 1), registered(1, 2)) == "document_twice"


@pytest.mark.parametrize("signing", ["put_to_general_manager", "instructed", "instruction_recorded"])
def test_f9_nothing_is_corrected_once_a_leader_has_it(signing: str) -> None:
    corrected = event("entry_corrected", document=1)
    assert judged(registered(1, 1), event(signing, document=1), corrected) == "changed_after_signing"


def test_f9_a_later_file_is_a_supplement() -> None:
    signed = (registered(1, 1), event("instructed", document=1))
    assert judged(*signed, event("file_taken_in", document=1, file="a", supplement=1)) is None
    assert judged(*signed, event("file_taken_in", document=1, file="a", supplement=0)) == "changed_after_signing"


def test_what_was_sent_back_may_be_corrected() -> None:
    back = event("sent_back", document=1)
    assert (
        judged(
            registered(1, 1), event("put_to_general_manager", document=1), back, event("entry_corrected", document=1)
        )
        is None
    )


def test_an_act_on_a_document_that_was_never_registered() -> None:
    assert judged(event("instructed", document=9)) == "document_unknown"


def test_an_administrator_cannot_make_a_general_manager() -> None:
    authority = Authority()
    authority.admit(event("person_added", person=1, roles=["administrator"]))
    administrator = authority.people[1]
    administrator.key, administrator.certified = "0" * 32, True
    promoting = event("roles_changed", person=2, roles=["general_manager"], roles_before=["clerk"])
    assert authority.problem(promoting) == "makes_general_manager"
    assert authority.problem(event("roles_changed", person=2, roles=["auditor"], roles_before=["clerk"])) is None
