"""Incoming papers are received at one place (I1), and other clerks work on their departments' documents (O3, N2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from filedesk.clock import SetClock
from filedesk.desk import create_desk, open_desk
from filedesk.domain.documents import Series
from filedesk.domain.drafts import Wording
from filedesk.domain.looking_after import STEPS
from filedesk.domain.receiving import ANY_CLERK
from filedesk.domain.routing import Step
from filedesk.errors import RuleRefused
from filedesk.services import draft_reading, founding, issuing, registration
from filedesk.services.acts import Act, receiving_office
from filedesk.services.receiving import set_receiving_office
from filedesk.services.verification import verify
from tests.desk_template import (
    ADMINISTRATOR,
    CLERK,
    HEAD,
    NOON,
    OFFICE,
    PASSWORD,
    RESPONSIBLE,
    Office,
    Template,
    entry,
)
from tests.drafts_at_work import LETTER, REGULATION, approved

BUILDER = "黄文"
"""The clerk of 工程部."""
THE_OFFICE, BUILDING, NO_CLERKS = 1, 2, 3
PLAN = replace(
    OFFICE,
    departments=(*OFFICE.departments, "财务部"),
    people=(*OFFICE.people, founding.NewPerson(BUILDER, frozenset({"clerk"}), "工程部", PASSWORD)),
)


@cache
def template(base: Path) -> Template:
    """An office that receives where it is usual: the department of its head."""
    desk = create_desk(base / "receiving", demo=True, clock=SetClock(NOON))
    root = desk.ports.vault.new_root()
    founding.found_office(desk.ports, PLAN.with_usual_office(), root=root, demo=True)
    root.forget()
    desk.close()
    return Template(desk.folder, {})


@pytest.fixture
def two_clerks(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Office]:
    clock = SetClock(NOON)
    made = Office(open_desk(template(tmp_path_factory.getbasetemp()).copy(tmp_path / "desk"), clock=clock), clock)
    yield made
    made.desk.close()


def place(office: Office) -> int:
    with office.ports.ledger.reading() as reading:
        return receiving_office(reading)


def registered(office: Office, name: str, series: Series = Series.INCOMING) -> str:
    return registration.register(office.ports, office.session(name), entry=entry(series=series)).number


def test_i1_a_new_office_receives_at_the_department_of_its_head(two_clerks: Office) -> None:
    assert place(two_clerks) == THE_OFFICE
    assert registered(two_clerks, CLERK) == "收〔2026〕0001"
    size = two_clerks.size()
    with pytest.raises(RuleRefused, match="office_receives") as caught:
        registered(two_clerks, BUILDER)
    assert (caught.value.rule, caught.value.params["department"]) == ("I1", "办公室")
    assert two_clerks.size() == size, "no number is used"
    assert verify(two_clerks.ports).findings == []


def test_a_departments_clerk_registers_what_the_house_writes(two_clerks: Office) -> None:
    registered(two_clerks, BUILDER, Series.INTERNAL)
    registered(two_clerks, BUILDER, Series.OUTGOING)
    assert verify(two_clerks.ports).findings == []


@pytest.mark.parametrize("name", [HEAD, ADMINISTRATOR])
def test_the_place_is_changed_and_lifted(two_clerks: Office, name: str) -> None:
    """What stands so already is not recorded again."""
    session = two_clerks.session(name)
    set_receiving_office(two_clerks.ports, session, department=BUILDING)
    size = two_clerks.size()
    assert not set_receiving_office(two_clerks.ports, session, department=BUILDING)
    assert two_clerks.size() == size
    registered(two_clerks, BUILDER)
    with pytest.raises(RuleRefused, match="office_receives"):
        registered(two_clerks, CLERK)
    set_receiving_office(two_clerks.ports, session, department=ANY_CLERK)
    registered(two_clerks, CLERK)
    assert verify(two_clerks.ports).findings == []


def test_what_cannot_stand_is_refused(two_clerks: Office) -> None:
    head = two_clerks.session(HEAD)
    with pytest.raises(RuleRefused, match="no_receiving_clerk"):
        set_receiving_office(two_clerks.ports, head, department=NO_CLERKS)
    with pytest.raises(RuleRefused, match="department_unknown"):
        set_receiving_office(two_clerks.ports, head, department=9)
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        set_receiving_office(two_clerks.ports, two_clerks.session(), department=ANY_CLERK)
    assert place(two_clerks) == THE_OFFICE


def signed(office: Office, said: Wording, by: str) -> int:
    """A document that waits for its number; its department has a code."""
    if said is REGULATION and not office.rows("department_code", department=said.department):
        issuing.set_code(office.ports, office.session(), department=said.department, text="华兴规")
    return approved(office, said, by)


def test_a_departments_clerk_looks_after_what_her_department_wrote(two_clerks: Office) -> None:
    """O3, N2: she numbers and voids her own, the clerk of the office all."""
    ports, builder = two_clerks.ports, two_clerks.session(BUILDER)
    own, others = signed(two_clerks, LETTER, RESPONSIBLE), signed(two_clerks, REGULATION, CLERK)
    assert Step.NUMBER in draft_reading.view(ports, builder, own).steps
    assert not STEPS & set(draft_reading.view(ports, builder, others).steps), "the window offers her none of it"
    issuing.number(ports, builder, document=own)
    for act in (
        lambda: issuing.number(ports, builder, document=others),
        lambda: registration.void_number(ports, builder, document=numbered_by(two_clerks, others), reason="误"),
    ):
        with pytest.raises(RuleRefused, match="not_her_department") as caught:
            act()
        assert (caught.value.rule, caught.value.params["department"]) == ("N2", "办公室")
    issuing.use_chop(ports, two_clerks.session(), document=own, chop="公章", witness=4, copies=3, purpose="")
    assert verify(ports).findings == []


def numbered_by(office: Office, document: int) -> int:
    """The same document, numbered by the clerk of the office where it has no number yet."""
    if not office.row("document", id=document)["serial"]:
        issuing.number(office.ports, office.session(), document=document)
    return document


def test_the_verifier_finds_what_another_departments_clerk_did(two_clerks: Office) -> None:
    """Somebody with a valid key and a tool of her own."""
    document = numbered_by(two_clerks, signed(two_clerks, REGULATION, CLERK))
    builder = two_clerks.session(BUILDER)
    with two_clerks.ports.ledger.writing() as writing:
        Act(writing, signer=builder.keys.signer, actor=builder.person).append(
            "number_voided", {"document": document}, {"reason": "误"}
        )
    found = verify(two_clerks.ports).findings
    assert [(one.code, one.params["problem"]) for one in found] == [("event_unlawful", "not_of_her_department")]


def test_where_no_place_is_named_any_clerk_does_as_before(two_clerks: Office) -> None:
    set_receiving_office(two_clerks.ports, two_clerks.session(HEAD), department=ANY_CLERK)
    others = signed(two_clerks, REGULATION, CLERK)
    issuing.number(two_clerks.ports, two_clerks.session(BUILDER), document=others)
    assert verify(two_clerks.ports).findings == []


def test_a_desk_that_named_no_place_goes_on_as_it_did(office: Office) -> None:
    assert place(office) == ANY_CLERK
    office.register()


@pytest.mark.parametrize(("receives", "code"), [("仓库", "department_unknown"), ("财务部", "no_receiving_clerk")])
def test_no_office_is_founded_that_could_not_register(receives: str, code: str) -> None:
    with pytest.raises(RuleRefused, match=code):
        founding.check_office(replace(PLAN, receives=receives))
