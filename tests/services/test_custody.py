"""Who has which copy (N3, I4): a hand-over has a giver, a taker and a carrier, and never goes among readers 横传."""

from __future__ import annotations

import pytest

from filedesk.domain.circulation import Mode
from filedesk.domain.routing import Purpose
from filedesk.errors import ChangedMeanwhile
from filedesk.services import circulation, custody, instruction
from filedesk.services.verification import verify
from tests.services.route_office import (
    AUDITOR,
    BUILDER,
    BUILDING_HAND,
    CHIEF_OF_OFFICE,
    CLERK,
    HEAD,
    ID,
    PAYER,
    SECOND_CLERK,
    Ways,
)  # fmt: skip


def holders(office: Ways, document: int) -> dict[int, int]:
    with office.ports.ledger.reading() as rows:
        row = rows.get("document", id=document)
        assert row is not None
        return custody.holders(rows, row)


def give(office: Ways, document: int, to: str, purpose: Purpose = Purpose.READING, **changes: object) -> None:
    custody.pass_on(
        office.ports,
        office.session(),
        document=document,
        to=ID[to],
        purpose=purpose,
        **changes,  # type: ignore[arg-type]
    )


class TestCopies:
    def test_n3_each_copy_has_exactly_one_holder(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER, mode=Mode.TOGETHER, copies=3)
        assert holders(manned, document) == {1: ID[HEAD], 2: ID[CLERK], 3: ID[CLERK]}
        give(manned, document, BUILDER, copy=2)
        give(manned, document, PAYER, copy=3)
        custody.take_back(manned.ports, manned.session(), document=document)
        assert holders(manned, document) == {1: ID[CLERK], 2: ID[BUILDER], 3: ID[PAYER]}
        assert len(manned.rows("copy", document=document)) == 2
        give(manned, document, CLERK, Purpose.RETURN, copy=2)
        assert holders(manned, document) == {1: ID[CLERK], 2: ID[CLERK], 3: ID[PAYER]}
        assert manned.document(document)["holder"] == ID[CLERK]
        assert verify(manned.ports).good

    @pytest.mark.parametrize("copy", [0, 3, -1])
    def test_n3_there_are_as_many_copies_as_were_registered(self, manned: Ways, copy: int) -> None:
        document = manned.circulating(BUILDER, mode=Mode.SINGLE, copies=2)
        with manned.refuses("copy_unknown"):
            give(manned, document, BUILDER, copy=copy)

    def test_i4_a_copy_for_reading_opens_the_readers_turn(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER, copies=2)
        give(manned, document, PAYER, copy=2)
        assert manned.turn(document, PAYER)["state"] == "out"
        circulation.sign_reading(manned.ports, manned.session(PAYER), document=document)


class TestAcross:
    def test_i4_n3_readers_do_not_hand_it_on_among_themselves(self, manned: Ways) -> None:
        """横传, recorded by hand: refused with the rule."""
        document = manned.circulating(BUILDER, PAYER)
        with manned.refuses("handed_among_readers", "I4") as caught:
            give(manned, document, PAYER)
        assert caught.value.params == {"giver": BUILDER, "taker": PAYER}

    @pytest.mark.parametrize("to", [HEAD, BUILDING_HAND, AUDITOR])
    def test_i4_nor_does_it_go_from_a_reader_to_anybody_but_the_office(self, manned: Ways, to: str) -> None:
        document = manned.circulating(BUILDER)
        with manned.refuses("handed_among_readers", "I4"):
            give(manned, document, to, Purpose.HANDLING)

    @pytest.mark.parametrize("to", [CLERK, SECOND_CLERK, CHIEF_OF_OFFICE])
    def test_i4_it_comes_back_to_the_office(self, manned: Ways, to: str) -> None:
        document = manned.circulating(BUILDER, PAYER)
        give(manned, document, to, Purpose.RETURN)
        assert manned.document(document)["holder"] == ID[to]

    @pytest.mark.parametrize("carrier", [BUILDER, PAYER, HEAD, AUDITOR])
    def test_n3_papers_are_carried_by_the_office_only(self, manned: Ways, carrier: str) -> None:
        document = manned.circulating(BUILDER)
        with manned.refuses("carrier_may_not", "N3"):
            custody.take_back(manned.ports, manned.session(), document=document, carrier=ID[carrier])

    def test_n3_another_of_the_office_may_carry_it(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        custody.take_back(manned.ports, manned.session(), document=document, carrier=ID[CHIEF_OF_OFFICE])
        last = manned.rows("movement", order="seq")[-1]
        assert (last["giver"], last["taker"], last["carrier"]) == (ID[BUILDER], ID[CLERK], ID[CHIEF_OF_OFFICE])

    @pytest.mark.parametrize("name", [BUILDER, HEAD, BUILDING_HAND, AUDITOR])
    def test_n3_nobody_else_records_a_hand_over(self, manned: Ways, name: str) -> None:
        document = manned.circulating(BUILDER)
        with manned.refuses("act_not_for_role", "N3"):
            custody.take_back(manned.ports, manned.session(name), document=document)
        with manned.refuses("act_not_for_role", "N3"):
            custody.pass_on(
                manned.ports, manned.session(name), document=document, to=ID[PAYER], purpose=Purpose.READING
            )


class TestTaking:
    def test_f3_what_lies_in_a_folder_stays_there_but_copies_come_back(self, manned: Ways) -> None:
        document = manned.said(copies=2)
        give(manned, document, BUILDER, Purpose.HANDLING, copy=2)
        instruction.put_into_named_folder(manned.ports, manned.session(), documents=[document], name="来文", year=2026)
        with manned.refuses("original_is_filed", "F3"):
            give(manned, document, BUILDER, Purpose.HANDLING)
        with manned.refuses("original_is_filed", "F3"):
            custody.take_back(manned.ports, manned.session(SECOND_CLERK), document=document)
        give(manned, document, CLERK, Purpose.RETURN, copy=2)
        assert holders(manned, document) == {1: ID[CLERK], 2: ID[CLERK]}
        assert verify(manned.ports).good

    def test_what_is_with_you_is_not_taken_back(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        custody.take_back(manned.ports, manned.session(), document=document)
        with manned.refuses("already_with_you"):
            custody.take_back(manned.ports, manned.session(), document=document)
        with manned.refuses("already_with_him"):
            give(manned, document, CLERK, Purpose.RETURN)

    def test_nobody_takes_it_who_is_not_there(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        with manned.refuses("person_gone"):
            custody.pass_on(manned.ports, manned.session(), document=document, to=99, purpose=Purpose.RETURN)

    def test_i4_for_reading_it_goes_only_to_who_has_yet_to_read(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER)
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
        custody.take_back(manned.ports, manned.session(), document=document)
        with manned.refuses("not_a_reader", "I4"):
            give(manned, document, BUILDING_HAND)
        with manned.refuses("turn_not_open", "I4"):
            give(manned, document, BUILDER)
        give(manned, document, BUILDER, Purpose.HANDLING)
        assert manned.turn(document, BUILDER)["state"] == "read"

    def test_who_acts_second_is_told(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        seen = manned.seen(document)
        custody.take_back(manned.ports, manned.session(SECOND_CLERK), document=document, seen=seen)
        with pytest.raises(ChangedMeanwhile) as caught:
            custody.take_back(manned.ports, manned.session(), document=document, seen=seen)
        assert caught.value.params["name"] == SECOND_CLERK
        assert manned.document(document)["holder"] == ID[SECOND_CLERK]
