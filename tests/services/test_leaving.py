"""Somebody leaves: after his post is handed over, with a new office key for what comes (rules, "People")."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from filedesk.errors import FiledeskError, KeyOrSealWrong, RuleRefused
from filedesk.services import people, posts, reading
from filedesk.services.held_keys import take_up_keys
from filedesk.services.leaving import leave
from filedesk.services.post_signing import sign_post
from filedesk.services.signing_here import others
from filedesk.services.taking_in import discard, stage
from filedesk.services.verification import verify
from tests.desk_template import CLERK, HEAD, INVITED, OFFICE_HEAD, PASSWORD, RESPONSIBLE, SECOND_CLERK, Office
from tests.drafts_at_work import drafted


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "新来文.txt"
    path.write_text("正文", encoding="utf-8")
    return path


def gone(office: Office, name: str, by: str = HEAD) -> None:
    leave(office.ports, office.session(by), person=office.row("person", name=name)["id"])


def refused(call: Callable[[], object], code: str) -> None:
    with pytest.raises(FiledeskError) as told:
        call()
    assert told.value.code == code


def content(office: Office, document: int, name: str) -> bytes:
    (file,) = office.rows("document_file", document=document)
    return b"".join(reading.decrypt(office.ports, office.session(name), file))


def test_what_comes_afterwards_is_under_a_key_that_he_never_held(office: Office, paper: Path) -> None:
    """Design, "Keys": a new generation serves new files; those who stay are given it, also while they are signed in."""
    before = office.register("旧文", staged=office.stage(paper)).document
    left, others = office.session(RESPONSIBLE), [office.session(name) for name in (CLERK, OFFICE_HEAD)]
    assert others
    gone(office, RESPONSIBLE)
    paper.write_text("后来的正文", encoding="utf-8")
    after = office.register("新文", staged=office.stage(paper)).document
    assert [row["generation"] for row in office.rows("document_file", order="taken_at, seq")] == [1, 2]
    for name in (CLERK, OFFICE_HEAD, HEAD):
        assert content(office, after, name).decode() == "后来的正文"
        assert content(office, before, name).decode() == "正文"
    (file,) = office.rows("document_file", document=after)
    with pytest.raises(KeyOrSealWrong, match="no_office_key"):
        list(reading.decrypt(office.ports, left, file))
    assert {row["person"] for row in office.rows("key_wrap", generation=2)} == {
        0, *(office.row("person", name=name)["id"] for name in (HEAD, CLERK, OFFICE_HEAD, SECOND_CLERK)),
    }  # fmt: skip
    assert verify(office.ports, session=office.session(HEAD)).good


def test_he_signs_in_and_acts_no_more(office: Office) -> None:
    session = office.session(RESPONSIBLE)
    gone(office, RESPONSIBLE)
    with pytest.raises(RuleRefused, match="person_left"):
        people.sign_in(office.ports, name=RESPONSIBLE, password=PASSWORD)
    with pytest.raises(RuleRefused, match="person_left"):
        drafted(office, by=RESPONSIBLE)
    assert session.name == RESPONSIBLE
    refused(lambda: gone(office, RESPONSIBLE), "person_left")


def test_whoever_still_has_something_hands_it_over_first(office: Office) -> None:
    """Rules, "People": whoever leaves a post hands it over with a list that both and a supervisor sign."""
    drafted(office, by=RESPONSIBLE)
    refused(lambda: gone(office, RESPONSIBLE), "hand_over_first")
    parties = [office.session(name) for name in (RESPONSIBLE, OFFICE_HEAD, HEAD)]
    leaver, successor, supervisor = parties
    posts.prepare(
        office.ports, office.session(), leaver=leaver.person, successor=successor.person, supervisor=supervisor.person
    )
    for one in parties:
        refused(lambda: gone(office, RESPONSIBLE), "hand_over_first")
        sign_post(office.ports, one, post=1, version=1)
    gone(office, RESPONSIBLE)
    assert office.row("person", name=RESPONSIBLE)["state"] == "left"
    assert verify(office.ports).good


def test_only_the_general_manager_says_so_and_never_of_himself(office: Office) -> None:
    """Only he can make a key; his own successor is certified by the office root."""
    refused(lambda: gone(office, RESPONSIBLE, CLERK), "act_not_for_role")
    refused(lambda: gone(office, HEAD), "general_manager_stays")
    refused(lambda: leave(office.ports, office.session(HEAD), person=99), "person_unknown")


def test_somebody_without_keys_leaves_no_new_key_behind(office: Office) -> None:
    gone(office, INVITED)
    assert {row["generation"] for row in office.rows("role_key", name="office")} == {1}
    assert verify(office.ports).good


def test_who_is_confirmed_later_gets_every_generation(office: Office) -> None:
    gone(office, RESPONSIBLE)
    session = people.first_sign_in(office.ports, name=INVITED, code=office.codes[INVITED], password=PASSWORD)
    fingerprint = people.fingerprint_of(office.ports, office.row("person", id=session.person))
    people.confirm_person(office.ports, office.session(HEAD), person=session.person, fingerprint=fingerprint)
    held = people.sign_in(office.ports, name=INVITED, password=PASSWORD).role_keys
    assert {at for at in held if at[0] == "office"} == {("office", 1), ("office", 2)}


def test_whoever_signs_here_without_his_keys_takes_up_none(office: Office, paper: Path) -> None:
    """当面签: what the general manager hands in at her screen is taken in under the key that she holds."""
    clerk = office.session(CLERK)
    (head,) = (one for one in others(office.ports, clerk) if one.name == HEAD)
    with office.ports.ledger.reading() as told:
        take_up_keys(office.ports, told, head)
    assert head.role_keys == {}
    head.role_keys = dict(clerk.role_keys)
    (staged,) = stage(office.ports, head, [paper])
    assert staged.generation == 1
    assert head.role_keys.keys() == clerk.role_keys.keys()
    discard(office.ports, [staged])
