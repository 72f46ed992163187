"""What the clerk recorded from paper or telephone waits for its person, who confirms many in one act 补签."""

from __future__ import annotations

from datetime import date

import pytest

from filedesk.domain.circulation import Means, Mode
from filedesk.domain.routing import SignedOn
from filedesk.services import circulation, handling, urging
from filedesk.services.recording import Slip, confirm_recorded, recorded_for
from filedesk.services.verification import verify
from tests.services.route_office import AUDITOR, BUILDER, BUILDING, BUILDING_HAND, CLERK, HEAD, ID, PAYER, Ways

CALL = Slip(SignedOn.TELEPHONE, date(2026, 3, 5))


def waits(office: Ways, name: str) -> list[int]:
    with office.ports.ledger.reading() as rows:
        return [row["seq"] for row in recorded_for(rows, ID[name])]


@pytest.fixture
def recorded(manned: Ways) -> Ways:
    """A reading of two papers and a result are recorded for one, another reading for somebody else."""
    for reader in (BUILDER, BUILDER, PAYER):
        document = manned.circulating(reader, mode=Mode.SINGLE)
        circulation.record_reading(manned.ports, manned.session(), document=document, reader=ID[reader], slip=CALL)
    document = manned.handled(BUILDING, accepted=False)
    handling.record_result(
        manned.ports,
        manned.session(),
        document=document,
        department=BUILDING,
        person=ID[BUILDER],
        result="已办",
        slip=CALL,
    )
    return manned


def test_it_waits_for_its_person_the_oldest_first(recorded: Ways) -> None:
    with recorded.ports.ledger.reading() as rows:
        told = [(row["type"], row["document"]) for row in recorded_for(rows, ID[BUILDER])]
    assert told == [("reading_recorded", 1), ("reading_recorded", 2), ("result_recorded", 4)]
    assert [len(waits(recorded, name)) for name in (PAYER, CLERK, HEAD)] == [1, 0, 0]


def test_he_confirms_them_all_in_one_act(recorded: Ways) -> None:
    size, own = recorded.size(), waits(recorded, BUILDER)
    changes = confirm_recorded(recorded.ports, recorded.session(BUILDER), recorded=own)
    assert changes.documents == {1, 2, 4}
    assert waits(recorded, BUILDER) == []
    assert len(waits(recorded, PAYER)) == 1
    with recorded.ports.ledger.reading() as rows:
        events = [rows.event(seq)[0] for seq in range(size + 1, rows.size() + 1)]
    assert [event.type for event in events] == ["recorded_confirmed"] * 3
    assert len({event.act for event in events}) == 1
    assert {event.actor for event in events} == {ID[BUILDER]}
    assert verify(recorded.ports).good


def test_once_and_only_what_was_recorded_for_him(recorded: Ways) -> None:
    own, others = waits(recorded, BUILDER), waits(recorded, PAYER)
    confirm_recorded(recorded.ports, recorded.session(BUILDER), recorded=own[:1])
    for seqs in (own[:1], others, [9_999], [own[1], *others]):
        with recorded.refuses("nothing_to_confirm"):
            confirm_recorded(recorded.ports, recorded.session(BUILDER), recorded=seqs)
    assert waits(recorded, BUILDER) == own[1:]


@pytest.mark.parametrize("name", [CLERK, HEAD, BUILDING_HAND])
def test_nobody_confirms_for_him(recorded: Ways, name: str) -> None:
    with recorded.refuses("nothing_to_confirm"):
        confirm_recorded(recorded.ports, recorded.session(name), recorded=waits(recorded, BUILDER))


def test_an_auditor_confirms_nothing(recorded: Ways) -> None:
    with recorded.refuses("act_not_for_role"):
        confirm_recorded(recorded.ports, recorded.session(AUDITOR), recorded=waits(recorded, BUILDER))


def test_nothing_more_is_recorded_for_somebody_who_has_left(manned: Ways) -> None:
    """He could never confirm it."""
    reading, acting = manned.circulating(BUILDER, mode=Mode.SINGLE), manned.handled(BUILDING, accepted=False)
    manned.leaves(BUILDER)
    with manned.refuses("person_gone"):
        circulation.record_reading(manned.ports, manned.session(), document=reading, reader=ID[BUILDER], slip=CALL)
    told = {"document": acting, "department": BUILDING, "person": ID[BUILDER]}
    with manned.refuses("person_gone"):
        handling.record_result(manned.ports, manned.session(), **told, result="已办", slip=CALL)
    with manned.refuses("person_gone"):
        handling.name_responsible(manned.ports, manned.session(HEAD), **told)
    with manned.refuses("person_gone"):
        urging.urge(manned.ports, manned.session(), document=acting, means=Means.LETTER, person=ID[BUILDER])
