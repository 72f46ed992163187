"""当面签 (design section 7): another person signs one act at her screen with his own key, and nothing of it stays."""

from __future__ import annotations

import pytest

from filedesk.errors import RuleRefused
from filedesk.services import circulation, instruction, people, signing_here
from filedesk.services.keys import NoKeys, Session
from filedesk.services.verification import verify
from filedesk.services.wording import Wording
from tests.desk_template import (
    ADMINISTRATOR,
    CLERK,
    HEAD,
    INVITED,
    OFFICE_HEAD,
    PASSWORD,
    RESPONSIBLE,
    SECOND_CLERK,
    Office,
)


def chosen(office: Office, name: str) -> Session:
    return next(one for one in signing_here.others(office.ports, office.session()) if one.name == name)


def test_whoever_is_confirmed_and_reads_content_is_offered_but_not_oneself(office: Office) -> None:
    """People without confirmed keys, and those without a right to content, have nothing to sign."""
    named = {one.name for one in signing_here.others(office.ports, office.session())}
    assert named >= {HEAD, OFFICE_HEAD, RESPONSIBLE, SECOND_CLERK}
    assert named.isdisjoint({CLERK, INVITED, ADMINISTRATOR})


def test_his_session_has_no_keys_but_for_his_one_act(office: Office) -> None:
    """The act is signed with his key; afterwards nothing of it stays, and her next act is hers."""
    made = office.register()
    office.submit(made.document)
    his = chosen(office, HEAD)
    with pytest.raises(RuntimeError):
        instruction.instruct(office.ports, his, document=made.document, said=Wording("阅。", (4,)))
    fresh = people.sign_in(office.ports, name=HEAD, password=PASSWORD)
    signing_here.lend_keys(his, fresh)
    instruction.instruct(office.ports, his, document=made.document, said=Wording("阅。", (4,)))
    signing_here.forget_keys(his)
    assert isinstance(his.keys, NoKeys)
    assert not his.role_keys
    another = office.register("另一件")
    office.submit(another.document)
    with pytest.raises(RuntimeError):
        instruction.instruct(office.ports, his, document=another.document, said=Wording("阅。"))
    circulation.begin_circulation(office.ports, office.session(), document=made.document)
    with office.ports.ledger.reading() as reading:
        told = [reading.event(seq)[0] for seq in range(1, reading.size() + 1)]
    actors = {event.type: event.actor for event in told}
    assert (actors["instructed"], actors["circulation_begun"]) == (1, office.session().person)
    assert verify(office.ports).good


def test_the_keys_of_another_are_not_taken(office: Office) -> None:
    his = chosen(office, HEAD)
    with pytest.raises(RuleRefused, match="keys_replaced"):
        signing_here.lend_keys(his, people.sign_in(office.ports, name=RESPONSIBLE, password=PASSWORD))
    assert isinstance(his.keys, NoKeys)


def test_nor_those_of_somebody_not_confirmed(office: Office) -> None:
    fresh = people.first_sign_in(office.ports, name=INVITED, code=office.codes[INVITED], password=PASSWORD)
    keyless = Session(fresh.person, fresh.name, fresh.roles, NoKeys(), confirmed=True, provisional=False)
    with pytest.raises(RuleRefused, match="person_unconfirmed"):
        signing_here.lend_keys(keyless, fresh)
