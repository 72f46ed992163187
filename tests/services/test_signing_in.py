"""Passwords, waits, first keys by one-time code, confirming by fingerprint, and what the unconfirmed see: nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from filedesk.domain.documents import Series
from filedesk.errors import FiledeskError, KeyOrSealWrong, RuleRefused
from filedesk.services import people, reading, registration, waiting
from filedesk.services.ledger import Query
from filedesk.services.verification import verify
from tests.desk_template import (
    ADMINISTRATOR,
    AUDITOR,
    CLERK,
    HEAD,
    INVITED,
    OFFICE_HEAD,
    PASSWORD,
    RESPONSIBLE,
    Office,
    entry,
)

NEW = "another long one 7"


def refused(office: Office, name: str, password: str) -> FiledeskError:
    with pytest.raises(FiledeskError) as caught:
        people.sign_in(office.ports, name=name, password=password)
    return caught.value


def test_a_wrong_password_is_noted_in_the_journal(office: Office) -> None:
    assert refused(office, CLERK, "wrong").code == "password_wrong"
    assert office.events()[-1] == "sign_in_refused"
    assert office.row("person", name=CLERK)["refused"] == 1
    assert verify(office.ports).good


def test_each_wrong_password_doubles_the_wait_up_to_five_minutes(office: Office) -> None:
    waited = []
    for _ in range(11):
        assert refused(office, CLERK, "wrong").code == "password_wrong"
        told = refused(office, CLERK, PASSWORD)
        assert told.code == "sign_in_wait"
        waited.append(told.params["seconds"])
        office.clock.advance(timedelta(seconds=int(told.params["seconds"])))
    assert waited == [2, 3, 5, 9, 17, 33, 65, 129, 257, 301, 301]


def test_signing_in_again_ends_the_wait(office: Office) -> None:
    refused(office, CLERK, "wrong")
    office.clock.advance(timedelta(seconds=2))
    people.sign_in(office.ports, name=CLERK, password=PASSWORD)
    assert office.events()[-2:] == ["sign_in_refused", "signed_in_again"]
    assert office.row("person", name=CLERK)["refused"] == 0
    people.sign_in(office.ports, name=CLERK, password=PASSWORD)


def test_one_persons_wait_is_not_anothers(office: Office) -> None:
    refused(office, CLERK, "wrong")
    assert people.sign_in(office.ports, name=HEAD, password=PASSWORD).confirmed


def test_who_is_not_there_or_has_no_keys_yet_is_told_so(office: Office) -> None:
    assert refused(office, "路人", PASSWORD).code == "person_unknown"
    assert refused(office, INVITED, PASSWORD).code == "first_sign_in_needs_code"


def test_a_one_time_code_makes_keys_that_wait_for_confirmation(office: Office) -> None:
    code = office.codes[INVITED]
    with pytest.raises(KeyOrSealWrong, match="code_wrong"):
        people.first_sign_in(office.ports, name=INVITED, code="AAAA-AAAA-AAAA-AAAA", password=NEW)
    office.clock.advance(timedelta(seconds=2))
    session = people.first_sign_in(office.ports, name=INVITED, code=code, password=NEW)
    assert not session.confirmed
    with pytest.raises(RuleRefused, match="code_not_expected"):
        people.first_sign_in(office.ports, name=INVITED, code=code, password=NEW)
    assert verify(office.ports).good


def test_the_unconfirmed_see_nothing_and_do_nothing(office: Office) -> None:
    office.register()
    people.first_sign_in(office.ports, name=INVITED, code=office.codes[INVITED], password=NEW)
    session = people.sign_in(office.ports, name=INVITED, password=NEW)
    assert not session.confirmed
    assert session.role_keys == {}
    assert waiting.waiting(office.ports, session) == []
    assert waiting.count(office.ports, session) == 0
    query = Query(Series.INCOMING)
    for look in (
        lambda: reading.first_page(office.ports, session, query),
        lambda: reading.ids(office.ports, session, query),
        lambda: reading.document(office.ports, session, 1),
        lambda: reading.completions(office.ports, session, "sender", ""),
        lambda: registration.register(office.ports, session, entry=entry()),
    ):
        with pytest.raises(RuleRefused, match="person_unconfirmed"):
            look()


def test_the_general_manager_confirms_by_fingerprint(office: Office) -> None:
    people.first_sign_in(office.ports, name=INVITED, code=office.codes[INVITED], password=NEW)
    (shown,) = [row for row in people.people(office.ports) if row["name"] == INVITED]
    head = office.session(HEAD)
    with pytest.raises(RuleRefused, match="fingerprint_differs"):
        people.confirm_person(office.ports, head, person=shown["id"], fingerprint="0000-0000-0000-0000-0000")
    people.confirm_person(office.ports, head, person=shown["id"], fingerprint=shown["fingerprint"].lower())
    session = people.sign_in(office.ports, name=INVITED, password=NEW)
    assert session.confirmed
    assert ("office", 1) in session.role_keys
    with pytest.raises(RuleRefused, match="nothing_to_confirm"):
        people.confirm_person(office.ports, head, person=shown["id"], fingerprint=shown["fingerprint"])
    assert verify(office.ports, session=session).good


@pytest.mark.parametrize("name", [CLERK, AUDITOR, OFFICE_HEAD, ADMINISTRATOR, RESPONSIBLE])
def test_nobody_but_the_general_manager_confirms(office: Office, name: str) -> None:
    people.first_sign_in(office.ports, name=INVITED, code=office.codes[INVITED], password=NEW)
    (shown,) = [row for row in people.people(office.ports) if row["name"] == INVITED]
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        people.confirm_person(office.ports, office.session(name), person=shown["id"], fingerprint=shown["fingerprint"])


def test_a_forgotten_password_takes_a_new_code_and_a_new_confirmation(office: Office) -> None:
    administrator = office.session(ADMINISTRATOR)
    clerk = office.row("person", name=CLERK)["id"]
    code = people.new_code(office.ports, administrator, person=clerk)
    session = people.first_sign_in(office.ports, name=CLERK, code=code, password=NEW)
    assert not session.confirmed
    with pytest.raises(RuleRefused, match="person_unconfirmed"):
        registration.register(office.ports, session, entry=entry())
    assert verify(office.ports).good


def test_nobody_makes_a_code_for_himself(office: Office) -> None:
    session = office.session(ADMINISTRATOR)
    with pytest.raises(RuleRefused, match="not_for_oneself"):
        people.new_code(office.ports, session, person=session.person)


def test_a_new_password_is_the_only_one_from_then_on(office: Office) -> None:
    session = office.session()
    with pytest.raises(KeyOrSealWrong, match="password_wrong"):
        people.change_password(office.ports, session, old="wrong", new=NEW)
    office.clock.advance(timedelta(seconds=2))
    people.change_password(office.ports, session, old=PASSWORD, new=NEW)
    assert refused(office, CLERK, PASSWORD).code == "password_wrong"
    office.clock.advance(timedelta(seconds=2))
    again = people.sign_in(office.ports, name=CLERK, password=NEW)
    assert registration.register(office.ports, again, entry=entry()).number == "收〔2026〕0001"
    assert verify(office.ports, session=again).good


def test_people_and_departments_are_added_by_staff_with_names_of_their_own(office: Office) -> None:
    staff = office.session(ADMINISTRATOR)
    people.add_department(office.ports, staff, name="财务部")
    code = people.add_person(office.ports, staff, name="冯新", roles=frozenset({"clerk"}), department=3)
    people.first_sign_in(office.ports, name="冯新", code=code, password=NEW)
    with pytest.raises(RuleRefused, match="name_twice"):
        people.add_person(office.ports, staff, name=" 冯新 ", roles=frozenset({"clerk"}), department=None)
    with pytest.raises(RuleRefused, match="name_twice"):
        people.add_department(office.ports, staff, name="财务部")
    with pytest.raises(RuleRefused, match="roles_exclude_each_other"):
        people.add_person(office.ports, staff, name="两面", roles=frozenset({"clerk", "auditor"}), department=None)
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        people.add_department(office.ports, office.session(CLERK), name="保卫部")
    assert verify(office.ports).good
