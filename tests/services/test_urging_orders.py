"""Orders to carry an issued document out are urged like handling (F8, I5): to-do, record, sheet and register."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest

from filedesk.domain.circulation import Means
from filedesk.domain.documents import Series
from filedesk.domain.drafts import Wording
from filedesk.services import deputies, distributing, drafting, issuing, urging
from filedesk.services.distributing import Order, Receiver
from filedesk.services.ledger import Row
from filedesk.services.office_books import BookKind, OfficeBook
from filedesk.services.papers import PaperKind, papers_of, print_paper
from filedesk.services.printing import print_register
from filedesk.services.verification import verify
from filedesk.services.waiting import count_overdue, waiting
from tests.registers.pdf_text import page_texts
from tests.services.route_office import (
    BUILDER,
    BUILDING,
    BUILDING_HAND,
    CLERK,
    HEAD,
    ID,
    PAYER,
    PAYING,
    PAYING_HAND,
    Ways,
)

RULE = Wording("车辆管理制度", "各部门", kind="regulation", department=1)
DUE = date(2026, 3, 6)


def ordered(office: Ways, *orders: Order) -> int:
    """A regulation that was issued and given out, and that these must carry out."""
    document = drafting.make(office.ports, office.session(), series=Series.INTERNAL, said=RULE).document
    drafting.submit(office.ports, office.session(), document=document)
    issuing.approve(office.ports, office.session(HEAD), document=document)
    if not office.rows("department_code"):
        issuing.set_code(office.ports, office.session(), department=1, text="华兴办发")
    issuing.number(office.ports, office.session(), document=document)
    distributing.distribute(office.ports, office.session(), document=document, to=[Receiver(person=ID[PAYER])])
    told = orders or (Order(DUE, department=BUILDING), Order(date(2026, 6, 1), person=ID[PAYER]))
    distributing.order(office.ports, office.session(HEAD), document=document, orders=list(told), text="遵照执行")
    return document


def urge(office: Ways, document: int, **whom: int | None) -> None:
    urging.urge(
        office.ports, office.session(), document=document, means=Means.TELEPHONE, text="催", answer="本周内", **whom
    )


def told(office: Ways, name: str = CLERK) -> dict[str, list[Row]]:
    return {group.name: group.rows for group in waiting(office.ports, office.session(name))}


class TestToDo:
    def test_f8_what_is_not_reported_is_urged_by_the_level_of_its_urgency(self, manned: Ways) -> None:
        document = ordered(manned, Order(DUE, department=BUILDING))
        assert "to_urge" not in told(manned)
        manned.clock.advance(timedelta(days=8))
        (row,) = told(manned)["to_urge"]
        assert (row["id"], row["unit_name"], row["due"]) == (document, "工程部", DUE.isoformat())
        urge(manned, document, department=BUILDING)
        assert "to_urge" not in told(manned)
        assert [one["id"] for one in told(manned)["overdue"]] == [document]
        distributing.report_orders(manned.ports, manned.session(BUILDING_HAND), document=document, text="已执行")
        assert {"to_urge", "overdue", "near"}.isdisjoint(told(manned))

    def test_f8_what_is_near_stands_by_itself(self, manned: Ways) -> None:
        document = ordered(manned, Order(DUE, person=ID[PAYER]))
        assert [(one["id"], one["whose_name"]) for one in told(manned)["near"]] == [(document, PAYER)]

    def test_f8_who_must_carry_it_out_is_told_that_it_is_late(self, manned: Ways) -> None:
        ordered(manned, Order(DUE, person=ID[PAYER]))
        assert count_overdue(manned.ports, manned.session(PAYER)) == 0
        manned.clock.advance(timedelta(days=3))
        assert count_overdue(manned.ports, manned.session(PAYER)) == 1

    def test_f9_orders_of_an_earlier_version_are_past(self, manned: Ways) -> None:
        document = ordered(manned)
        drafting.revise(manned.ports, manned.session(), document=document, said=RULE, reason="改")
        manned.clock.advance(timedelta(days=8))
        assert {"to_urge", "overdue"}.isdisjoint(told(manned))
        with manned.refuses("nothing_to_urge", "I5"):
            urge(manned, document, department=BUILDING)


class TestRecording:
    @pytest.mark.parametrize(
        "whom",
        [{"department": BUILDING}, {"person": ID[BUILDER]}, {"person": ID[BUILDING_HAND]}, {"person": ID[PAYER]}],
    )
    def test_f8_those_named_and_the_people_of_a_department(self, manned: Ways, whom: dict[str, int]) -> None:
        document = ordered(manned)
        urge(manned, document, **whom)
        row = manned.document(document)
        assert (row["urged"], row["urged_on"]) == (1, "2026-03-05")
        assert verify(manned.ports).good

    @pytest.mark.parametrize("whom", [{"department": PAYING}, {"person": ID[HEAD]}, {"person": ID[PAYING_HAND]}])
    def test_f8_nobody_else(self, manned: Ways, whom: dict[str, int]) -> None:
        document = ordered(manned)
        with manned.refuses("not_in_route", "F8"):
            urge(manned, document, **whom)

    def test_f8_the_deputy_of_one_on_leave(self, manned: Ways) -> None:
        document = ordered(manned)
        day = date(2026, 3, 5)
        deputies.name_deputy(
            manned.ports, manned.session(PAYER), person=ID[PAYER], deputy=ID[PAYING_HAND], first=day, last=day
        )
        urge(manned, document, person=ID[PAYING_HAND])
        assert verify(manned.ports).good

    def test_f8_not_once_all_have_reported(self, manned: Ways) -> None:
        document = ordered(manned, Order(DUE, person=ID[PAYER]))
        distributing.report_orders(manned.ports, manned.session(PAYER), document=document, text="已执行")
        with manned.refuses("nothing_to_urge", "I5"):
            urge(manned, document, person=ID[PAYER])

    def test_f8_each_urging_is_counted(self, manned: Ways) -> None:
        document = ordered(manned)
        for times in (1, 2):
            urge(manned, document, department=BUILDING)
            assert manned.document(document)["urged"] == times
        assert verify(manned.ports).good


class TestOnPaper:
    def test_f8_the_sheet_names_who_must_and_by_when(self, manned: Ways) -> None:
        document = ordered(manned)
        sheets = [paper for paper in papers_of(manned.ports, document) if paper.kind is PaperKind.URGING]
        assert [paper.to.name for paper in sheets if paper.to] == ["工程部", PAYER]
        out = io.BytesIO()
        print_paper(manned.ports, manned.session(), document=document, paper=sheets[0], out=out, language="zh_CN")
        text = "".join(page_texts(out.getvalue()))
        for said in ("催办单", RULE.title, "工程部", DUE.isoformat(), "2026-03-05"):
            assert said in text

    def test_f8_the_register_has_its_row_with_what_came_of_it(self, manned: Ways) -> None:
        document = ordered(manned, Order(DUE, person=ID[PAYER]))
        urge(manned, document, person=ID[PAYER])
        distributing.report_orders(manned.ports, manned.session(PAYER), document=document, text="已执行完毕")
        out = io.BytesIO()
        book = OfficeBook(BookKind.URGINGS, 2026, None, None)
        print_register(manned.ports, manned.session(), query=book, out=out, language="zh_CN")
        text = "".join(page_texts(out.getvalue()))
        for said in ("华兴办发〔2026〕1号", PAYER, DUE.isoformat(), "催", "本周内", "已执行完毕"):
            assert said in text
