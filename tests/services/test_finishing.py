"""The end of a paper's way (I7): what is missing is listed exactly, the original is counted, a loss is an incident."""

from __future__ import annotations

import pytest

from filedesk.domain.circulation import Mode
from filedesk.domain.documents import Attachment
from filedesk.errors import ChangedMeanwhile
from filedesk.services import asking, circulation, finishing, handling, instruction
from filedesk.services.open_steps import OpenStep, StepsOpen
from filedesk.services.verification import verify
from tests.services.route_office import (
    AUDITOR,
    BUILDER,
    BUILDING,
    BUILDING_HAND,
    CHIEF_OF_OFFICE,
    CLERK,
    HEAD,
    ID,
    PAYER,
    PAYING,
    PAYING_HAND,
    SECOND_CLERK,
    Ways,
)  # fmt: skip


def missing(office: Ways, document: int, by: str = CLERK) -> list[OpenStep]:
    """What finishing says is missing; it leaves nothing behind."""
    with office.refuses("steps_open", "I7") as caught:
        finishing.finish(office.ports, office.session(by), document=document)
    assert isinstance(caught.value, StepsOpen)
    return caught.value.steps


class TestFinishing:
    def test_i7_it_lists_exactly_what_is_missing(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER, CHIEF_OF_OFFICE, departments=[BUILDING, PAYING])
        handling.begin_handling(manned.ports, manned.session(), document=document)
        asking.ask(manned.ports, manned.session(BUILDER), document=document, text="可否延期？")
        query = manned.size()
        readers = [OpenStep("reader", ID[name], name) for name in (BUILDER, PAYER, CHIEF_OF_OFFICE)]
        units = [OpenStep("department", BUILDING, "工程部"), OpenStep("department", PAYING, "财务部")]
        question = OpenStep("question", query, "可否延期？")
        assert missing(manned, document) == [*readers, *units, question]
        manned.read_by(document, BUILDER)
        circulation.skip_reader(
            manned.ports, manned.session(HEAD), document=document, reader=ID[CHIEF_OF_OFFICE], reason="出差"
        )
        manned.report(document, PAYING)
        assert missing(manned, document) == [readers[1], units[0], question]
        asking.answer(manned.ports, manned.session(HEAD), query=query, text="可以。")
        circulation.send_to_next(manned.ports, manned.session(), documents=[document])
        manned.read_by(document, PAYER)
        assert missing(manned, document) == [units[0]]
        manned.report(document, BUILDING)
        finishing.finish(manned.ports, manned.session(), document=document)
        row = manned.document(document)
        assert (row["state"], row["finished_on"]) == ("finished", "2026-03-05")
        assert verify(manned.ports).good

    def test_i7_who_was_named_and_never_got_it_is_missing(self, manned: Ways) -> None:
        document = manned.said([BUILDER], [BUILDING])
        handling.begin_handling(manned.ports, manned.session(), document=document)
        manned.report(document, BUILDING)
        assert missing(manned, document) == [OpenStep("reader", ID[BUILDER], BUILDER)]
        document = manned.circulating(BUILDER, departments=[PAYING])
        manned.read_by(document, BUILDER)
        assert missing(manned, document) == [OpenStep("department", PAYING, "财务部")]

    @pytest.mark.parametrize("name", [CLERK, SECOND_CLERK, BUILDER, BUILDING_HAND])
    def test_i7_by_a_clerk_or_somebody_whom_it_concerns(self, manned: Ways, name: str) -> None:
        document = manned.handled(BUILDING)
        manned.report(document, BUILDING)
        finishing.finish(manned.ports, manned.session(name), document=document)
        assert verify(manned.ports).good

    @pytest.mark.parametrize(
        ("name", "code", "rule"),
        [
            (PAYER, "not_named_to_you", "I4"), (PAYING_HAND, "not_named_to_you", "I4"),
            (HEAD, "act_not_for_role", "I7"), (CHIEF_OF_OFFICE, "act_not_for_role", "I7"),
            (AUDITOR, "act_not_for_role", "I7"),
        ],
    )  # fmt: skip
    def test_i7_by_nobody_else(self, manned: Ways, name: str, code: str, rule: str) -> None:
        document = manned.handled(BUILDING)
        manned.report(document, BUILDING)
        with manned.refuses(code, rule):
            finishing.finish(manned.ports, manned.session(name), document=document)

    def test_i7_what_did_not_begin_or_is_finished_is_not_finished(self, manned: Ways) -> None:
        ended = manned.handled(BUILDING)
        manned.report(ended, BUILDING)
        finishing.finish(manned.ports, manned.session(), document=ended)
        for document in (manned.said([BUILDER]), ended):
            with manned.refuses("step_not_now", "I7"):
                finishing.finish(manned.ports, manned.session(), document=document)

    def test_who_acts_second_is_told(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, mode=Mode.SINGLE)
        seen = manned.seen(document)
        manned.read_by(document, BUILDER)
        with pytest.raises(ChangedMeanwhile) as caught:
            finishing.finish(manned.ports, manned.session(), document=document, seen=seen)
        assert caught.value.params["name"] == BUILDER


class TestCheckingIn:
    WHOLE = {"copies": 2, "pages": 3, "attachments": 2}  # noqa: RUF012 - never changed

    def ended(self, office: Ways) -> int:
        document = office.handled(BUILDING, copies=2, pages=3, attachments=(Attachment("图纸", count=2),))
        office.report(document, BUILDING)
        finishing.finish(office.ports, office.session(), document=document)
        return document

    def test_i7_it_comes_back_to_the_office_and_is_whole(self, manned: Ways) -> None:
        document = self.ended(manned)
        finishing.check_in(manned.ports, manned.session(), document=document, **self.WHOLE)
        row = manned.document(document)
        assert (row["state"], row["holder"]) == ("returned", ID[CLERK])
        last = manned.rows("movement", order="seq")[-1]
        assert (last["giver"], last["taker"], last["purpose"]) == (ID[HEAD], ID[CLERK], "return")
        assert manned.rows("incident") == []
        assert verify(manned.ports).good

    @pytest.mark.parametrize("less", ["copies", "pages", "attachments"])
    def test_i7_a_missing_page_is_told_and_recorded_as_an_incident(self, manned: Ways, less: str) -> None:
        document = self.ended(manned)
        counted = {**self.WHOLE, less: self.WHOLE[less] - 1}
        with manned.refuses("missing_not_told", "I7"):
            finishing.check_in(manned.ports, manned.session(), document=document, **counted, missing=" ")
        finishing.check_in(manned.ports, manned.session(), document=document, **counted, missing="缺一件")
        (incident,) = manned.rows("incident")
        assert (incident["document"], incident["person"], incident["text"]) == (document, ID[CLERK], "缺一件")
        assert manned.document(document)["state"] == "returned"
        assert verify(manned.ports).good

    def test_i7_where_all_came_back_nothing_is_missing_whatever_is_said(self, manned: Ways) -> None:
        document = self.ended(manned)
        finishing.check_in(manned.ports, manned.session(), document=document, **self.WHOLE, missing="缺一件")
        assert manned.rows("incident") == []
        assert verify(manned.ports).good

    def test_i7_after_it_is_finished_and_once(self, manned: Ways) -> None:
        returned = self.ended(manned)
        finishing.check_in(manned.ports, manned.session(), document=returned, **self.WHOLE)
        for document in (manned.handled(BUILDING), returned):
            with manned.refuses("step_not_now", "I7"):
                finishing.check_in(manned.ports, manned.session(), document=document, **self.WHOLE)

    @pytest.mark.parametrize("name", [HEAD, BUILDER, BUILDING_HAND, AUDITOR])
    def test_i7_only_the_office_takes_originals_back(self, manned: Ways, name: str) -> None:
        document = self.ended(manned)
        with manned.refuses("act_not_for_role", "I7"):
            finishing.check_in(manned.ports, manned.session(name), document=document, **self.WHOLE)

    def test_i7_then_it_is_filed_and_not_before(self, manned: Ways) -> None:
        document = self.ended(manned)
        folder = instruction.add_folder(manned.ports, manned.session(), name="上级来文", year=2026)
        with manned.refuses("step_not_now", "I7"):
            instruction.put_into_folder(manned.ports, manned.session(), documents=[document], folder=folder)
        finishing.check_in(manned.ports, manned.session(), document=document, **self.WHOLE)
        instruction.put_into_folder(manned.ports, manned.session(), documents=[document], folder=folder)
        assert manned.document(document)["state"] == "filed"
        assert verify(manned.ports).good


class TestFilingAtOnce:
    @pytest.mark.parametrize(("readers", "units"), [([BUILDER], []), ([], [BUILDING])])
    def test_i7_not_where_somebody_was_named(self, manned: Ways, readers: list[str], units: list[int]) -> None:
        document = manned.said(readers, units)
        with manned.refuses("steps_open", "I7"):
            instruction.put_into_named_folder(
                manned.ports, manned.session(), documents=[document], name="来文", year=2026
            )

    def test_i6_i7_nor_with_a_question_open(self, manned: Ways) -> None:
        document = manned.said()
        asking.ask(manned.ports, manned.session(), document=document, text="是否存查？")
        with manned.refuses("steps_open", "I7"):
            instruction.put_into_named_folder(
                manned.ports, manned.session(), documents=[document], name="来文", year=2026
            )
