"""Deputies 代理 at what the office writes: they countersign, sign, receive and carry out in place of one on leave.

What the deputy signs says so, on the record and on paper; the general manager's issue 签发 stays his own (O1, N1a).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.drafts import Wording
from filedesk.domain.routing import Step
from filedesk.services import deputies, distributing, draft_reading, drafting, issuing
from filedesk.services.distributing import Order, Receiver
from filedesk.services.draft_sheet import print_draft_sheet
from filedesk.services.verification import verify
from filedesk.services.waiting import waiting
from filedesk.texts import catalogue
from tests.registers.pdf_text import page_texts
from tests.services.route_office import (
    BUILDER,
    BUILDING,
    BUILDING_HAND,
    CLERK,
    HEAD,
    ID,
    PAYER,
    PAYING_HAND,
    Ways,
)

DAY = date(2026, 3, 5)
AS_DEPUTY = catalogue("zh_CN").tr("{deputy} as deputy", deputy=PAYING_HAND).replace(" ", "")
"""As the draft sheet says it."""
LETTER = Wording("关于检修的函", "市水务局", kind="letter", department=1)
MEMO = Wording("关于借用会议室的联系单", "办公室", kind="memo", department=BUILDING, answer_due=date(2026, 3, 20))
RULE = Wording("车辆管理制度", "各部门", kind="regulation", department=1)


@pytest.fixture
def away(manned: Ways) -> Ways:
    """陈工 and 李总 are on leave: 许会 acts for the one, 何财 for the other."""
    for person, deputy in ((BUILDER, PAYING_HAND), (HEAD, PAYER)):
        deputies.name_deputy(
            manned.ports, manned.session(person), person=ID[person], deputy=ID[deputy], first=DAY, last=DAY
        )
    return manned


def drafted(office: Ways, said: Wording, by: str = CLERK) -> int:
    series = Series.OUTGOING if said.kind == "letter" else Series.INTERNAL
    return drafting.make(office.ports, office.session(by), series=series, said=said).document


def asked(office: Ways, *, by: str = CLERK) -> int:
    """A letter that 陈工 is to countersign."""
    document = drafted(office, LETTER, CLERK)
    drafting.ask_countersign(office.ports, office.session(by), document=document, persons=[ID[BUILDER]])
    return document


def put_up(office: Ways, by: str = BUILDING_HAND) -> int:
    """Everyday business that lies before 陈工."""
    document = drafted(office, MEMO, by)
    drafting.submit(office.ports, office.session(by), document=document)
    return document


def given(office: Ways) -> int:
    """A regulation that 陈工 got and must carry out."""
    document = drafted(office, RULE)
    drafting.submit(office.ports, office.session(), document=document)
    issuing.approve(office.ports, office.session(HEAD), document=document)
    issuing.set_code(office.ports, office.session(), department=1, text="华兴办发")
    issuing.number(office.ports, office.session(), document=document)
    distributing.distribute(office.ports, office.session(), document=document, to=[Receiver(person=ID[BUILDER])])
    orders = [Order(date(2026, 4, 1), person=ID[BUILDER])]
    distributing.order(office.ports, office.session(HEAD), document=document, orders=orders)
    return document


def steps(office: Ways, document: int, name: str) -> set[Step]:
    return set(draft_reading.view(office.ports, office.session(name), document).steps)


def waits(office: Ways, name: str) -> dict[str, list[int]]:
    return {group.name: [row["id"] for row in group.rows] for group in waiting(office.ports, office.session(name))}


def sheet(office: Ways, document: int) -> str:
    out = io.BytesIO()
    print_draft_sheet(office.ports, office.session(), document=document, out=out, language="zh_CN")
    return "".join(page_texts(out.getvalue()))


class TestCountersigning:
    def test_the_deputy_countersigns_and_it_says_so(self, away: Ways) -> None:
        document = asked(away)
        assert waits(away, PAYING_HAND)["to_countersign"] == [document]
        assert Step.COUNTERSIGN in steps(away, document, PAYING_HAND)
        drafting.countersign(away.ports, away.session(PAYING_HAND), document=document, text="同意")
        (row,) = away.rows("countersigner", document=document)
        assert (row["person"], row["deputy"]) == (ID[BUILDER], ID[PAYING_HAND])
        assert away.document(document)["state"] == "countersigned"
        assert AS_DEPUTY in sheet(away, document)
        assert verify(away.ports).good

    def test_or_refuses(self, away: Ways) -> None:
        document = asked(away)
        drafting.refuse_countersign(away.ports, away.session(PAYING_HAND), document=document, reason="份数不足")
        assert away.document(document)["state"] == "sent_back"
        assert verify(away.ports).good

    def test_he_himself_signs_for_himself(self, away: Ways) -> None:
        document = asked(away)
        drafting.countersign(away.ports, away.session(BUILDER), document=document)
        assert away.rows("countersigner", document=document)[0]["deputy"] == 0

    def test_only_on_the_deputys_days(self, manned: Ways) -> None:
        document = asked(manned)
        with manned.refuses("step_not_for_role", "O1"):
            drafting.countersign(manned.ports, manned.session(PAYING_HAND), document=document)
        assert Step.COUNTERSIGN not in steps(manned, document, CLERK)

    def test_nobody_countersigns_his_own_draft_in_anothers_place(self, manned: Ways) -> None:
        deputies.name_deputy(
            manned.ports, manned.session(BUILDER), person=ID[BUILDER], deputy=ID[CLERK], first=DAY, last=DAY
        )
        document = asked(manned)
        assert "to_countersign" not in waits(manned, CLERK)
        assert Step.COUNTERSIGN not in steps(manned, document, CLERK)
        with manned.refuses("not_for_oneself", "O1"):
            drafting.countersign(manned.ports, manned.session(CLERK), document=document)


class TestSigning:
    def test_the_deputy_signs_everyday_business(self, away: Ways) -> None:
        document = put_up(away)
        assert waits(away, PAYING_HAND)["to_sign_internal"] == [document]
        assert {Step.SIGN, Step.HAND_BACK} <= steps(away, document, PAYING_HAND)
        issuing.sign(away.ports, away.session(PAYING_HAND), document=document, text="同意")
        (row,) = away.rows("draft_approval", document=document)
        assert (row["person"], row["deputy"]) == (ID[BUILDER], ID[PAYING_HAND])
        assert f"{BUILDER}:{AS_DEPUTY}" in sheet(away, document)
        assert verify(away.ports).good

    def test_or_returns_it(self, away: Ways) -> None:
        document = put_up(away)
        issuing.return_draft(away.ports, away.session(PAYING_HAND), document=document, reason="改")
        assert away.document(document)["state"] == "sent_back"
        assert verify(away.ports).good

    def test_n1_nobody_signs_his_own_draft_in_anothers_place(self, manned: Ways) -> None:
        deputies.name_deputy(
            manned.ports, manned.session(BUILDER), person=ID[BUILDER], deputy=ID[BUILDING_HAND], first=DAY, last=DAY
        )
        document = put_up(manned)
        assert "to_sign_internal" not in waits(manned, BUILDING_HAND)
        with manned.refuses("not_for_oneself", "O1"):
            issuing.sign(manned.ports, manned.session(BUILDING_HAND), document=document)

    def test_o1_n1a_the_general_managers_deputy_issues_nothing(self, away: Ways) -> None:
        """The rules give 签发 to the general manager alone, and name no deputy for it."""
        document = drafted(away, RULE)
        drafting.submit(away.ports, away.session(), document=document)
        assert Step.APPROVE not in steps(away, document, PAYER)
        with away.refuses("act_not_for_role", "O1"):
            issuing.approve(away.ports, away.session(PAYER), document=document)
        with away.refuses("step_not_for_role", "N1a"):
            issuing.return_draft(away.ports, away.session(PAYER), document=document, reason="改")

    def test_n1_nor_signs_as_he_does(self, away: Ways) -> None:
        """Everyday business the general manager may sign; his deputy does not sign it for him."""
        document = put_up(away)
        with away.refuses("not_manager_of_department", "N1"):
            issuing.sign(away.ports, away.session(PAYER), document=document)

    def test_the_printed_register_names_the_deputy(self, away: Ways) -> None:
        document = put_up(away)
        issuing.sign(away.ports, away.session(PAYING_HAND), document=document)
        with away.ports.ledger.reading() as reading:
            issued = reading.issued([document])[document]
        assert (issued["signed_name"], issued["signed_by_deputy"]) == (BUILDER, PAYING_HAND)


class TestInTheHouse:
    @pytest.mark.parametrize(
        ("act", "table"),
        [
            (lambda o, d: distributing.receive(o.ports, o.session(PAYING_HAND), document=d), "distribution"),
            (lambda o, d: distributing.confirm_orders(o.ports, o.session(PAYING_HAND), document=d), "carrying_out"),
            (
                lambda o, d: distributing.report_orders(o.ports, o.session(PAYING_HAND), document=d, text="已执行"),
                "carrying_out",
            ),
        ],
    )
    def test_f8_f10_he_receives_takes_on_and_reports(
        self, away: Ways, act: Callable[[Ways, int], object], table: str
    ) -> None:
        document = given(away)
        act(away, document)
        assert away.rows(table, document=document)[0]["deputy"] == 1
        assert verify(away.ports).good

    def test_n1_he_answers_a_memo(self, away: Ways) -> None:
        memo = drafted(away, MEMO, BUILDING_HAND)
        drafting.submit(away.ports, away.session(BUILDING_HAND), document=memo)
        issuing.sign(away.ports, away.session(BUILDER), document=memo)
        issuing.set_code(away.ports, away.session(), department=BUILDING, text="华兴工")
        issuing.number(away.ports, away.session(), document=memo)
        distributing.distribute(away.ports, away.session(), document=memo, to=[Receiver(person=ID[BUILDER])])
        distributing.answer_memo(away.ports, away.session(PAYING_HAND), document=memo, text="可以")
        assert away.rows("memo_answer", document=memo)[0]["deputy"] == 1
        assert verify(away.ports).good
