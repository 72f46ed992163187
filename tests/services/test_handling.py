"""Acting on a paper 承办 through the services (I5, I6, I7, F11): departments, who is responsible, result, deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from filedesk.domain.routing import SignedOn
from filedesk.errors import ChangedMeanwhile
from filedesk.services import deputies, handling
from filedesk.services.recording import Slip, confirm_recorded
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
    THE_OFFICE,
    Ways,
)  # fmt: skip

TODAY = date(2026, 3, 5)
CALL = Slip(SignedOn.TELEPHONE, TODAY)
DUE = date(2026, 4, 1)


def named(document: int, **changes: Any) -> dict[str, Any]:
    return {"document": document, "department": BUILDING, **changes}


class TestBeginning:
    def test_i5_the_departments_that_he_named_with_his_deadline(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, PAYING, accepted=False, deadline=DUE)
        lead, other = manned.rows("handling_task", order="lead DESC")
        assert (lead["department"], lead["lead"], lead["state"], lead["deadline"]) == (2, 1, "assigned", "2026-04-01")
        assert (other["department"], other["lead"]) == (3, 0)
        assert manned.document(document)["state"] == "in_handling"

    def test_i5_nobody_named_nobody_acts(self, manned: Ways) -> None:
        document = manned.said([BUILDER])
        with manned.refuses("departments_not_named", "I5"):
            handling.begin_handling(manned.ports, manned.session(), document=document)

    def test_i5_once_and_after_the_instruction(self, manned: Ways) -> None:
        manned.register()
        for document in (1, manned.handled(BUILDING)):
            with manned.refuses("step_not_now", "I5"):
                handling.begin_handling(manned.ports, manned.session(), document=document)

    @pytest.mark.parametrize("name", [HEAD, BUILDER, BUILDING_HAND, AUDITOR])
    def test_i5_only_the_office_hands_it_over(self, manned: Ways, name: str) -> None:
        document = manned.said((), [BUILDING])
        with manned.refuses("act_not_for_role", "I5"):
            handling.begin_handling(manned.ports, manned.session(name), document=document)

    def test_i4_i5_beside_reading(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, departments=[BUILDING])
        handling.begin_handling(manned.ports, manned.session(), document=document)
        assert manned.document(document)["state"] == "in_circulation_and_handling"
        assert verify(manned.ports).good


class TestNaming:
    @pytest.mark.parametrize(
        ("department", "chief", "person"),
        [(BUILDING, BUILDER, BUILDING_HAND), (BUILDING, BUILDER, BUILDER), (THE_OFFICE, CHIEF_OF_OFFICE, CLERK)],
    )
    def test_i5_the_manager_names_one_of_his_people(
        self, manned: Ways, department: int, chief: str, person: str
    ) -> None:
        document = manned.handled(department, accepted=False)
        told = {"document": document, "department": department, "person": ID[person]}
        handling.name_responsible(manned.ports, manned.session(chief), **told)
        task = manned.task(document, department)
        assert (task["state"], task["responsible"]) == ("named", ID[person])
        assert verify(manned.ports).good

    def test_f11_not_one_of_another_department(self, manned: Ways) -> None:
        """Nobody passes the buck."""
        document = manned.handled(BUILDING, accepted=False)
        with manned.refuses("not_of_the_department", "F11"):
            handling.name_responsible(manned.ports, manned.session(BUILDER), **named(document, person=ID[PAYING_HAND]))

    def test_i5_the_general_manager_names_whom_he_likes(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, accepted=False)
        handling.name_responsible(manned.ports, manned.session(HEAD), **named(document, person=ID[PAYING_HAND]))
        handling.accept(manned.ports, manned.session(PAYING_HAND), **named(document))
        assert manned.task(document, BUILDING)["responsible"] == ID[PAYING_HAND]

    @pytest.mark.parametrize("name", [PAYER, CHIEF_OF_OFFICE])
    def test_i5_no_other_manager_does(self, manned: Ways, name: str) -> None:
        document = manned.handled(BUILDING, accepted=False)
        with manned.refuses("not_his_department", "I5"):
            handling.name_responsible(manned.ports, manned.session(name), **named(document, person=ID[BUILDER]))

    @pytest.mark.parametrize("name", [CLERK, BUILDING_HAND, AUDITOR])
    def test_i5_nor_does_who_manages_nothing(self, manned: Ways, name: str) -> None:
        document = manned.handled(BUILDING, accepted=False)
        with manned.refuses("act_not_for_role", "I5"):
            handling.name_responsible(manned.ports, manned.session(name), **named(document, person=ID[BUILDER]))

    def test_i5_his_deputy_does_and_the_record_says_so(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, accepted=False)
        deputies.name_deputy(
            manned.ports, manned.session(BUILDER), person=ID[BUILDER], deputy=ID[PAYER], first=TODAY, last=TODAY
        )
        handling.name_responsible(manned.ports, manned.session(PAYER), **named(document, person=ID[BUILDING_HAND]))
        with manned.ports.ledger.reading() as rows:
            assert rows.event(rows.size())[0].data["deputy"] == 1

    def test_nobody_is_named_who_is_not_there(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, accepted=False)
        with manned.refuses("person_gone"):
            handling.name_responsible(manned.ports, manned.session(BUILDER), **named(document, person=99))

    def test_f11_what_somebody_has_accepted_is_not_passed_on(self, manned: Ways) -> None:
        document = manned.handled(BUILDING)
        with manned.refuses("task_taken", "F11"):
            handling.name_responsible(manned.ports, manned.session(BUILDER), **named(document, person=ID[BUILDER]))

    def test_i5_a_department_that_need_not_act_names_nobody(self, manned: Ways) -> None:
        document = manned.handled(BUILDING)
        with manned.refuses("not_being_handled", "I5"):
            handling.name_responsible(
                manned.ports, manned.session(PAYER), document=document, department=PAYING, person=ID[PAYER]
            )


class TestAccepting:
    def test_f11_he_accepts(self, manned: Ways) -> None:
        task = manned.task(manned.handled(BUILDING), BUILDING)
        assert (task["state"], task["responsible"]) == ("accepted", ID[BUILDING_HAND])
        assert task["accepted_at"] is not None

    def test_f11_or_sends_it_back_with_a_reason_and_another_is_named(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, accepted=False)
        chief, hand = manned.sessions(BUILDER, BUILDING_HAND)
        handling.name_responsible(manned.ports, chief, **named(document, person=ID[BUILDING_HAND]))
        with manned.refuses("reason_missing"):
            handling.decline(manned.ports, hand, **named(document), reason=" ")
        handling.decline(manned.ports, hand, **named(document), reason="应由经理亲办")
        task = manned.task(document, BUILDING)
        assert (task["state"], task["responsible"], task["declined_for"]) == ("declined", None, "应由经理亲办")
        handling.name_responsible(manned.ports, chief, **named(document, person=ID[BUILDER]))
        assert manned.task(document, BUILDING)["declined_for"] == ""

    @pytest.mark.parametrize("act", [handling.accept, handling.decline])
    def test_f11_nobody_answers_before_he_is_named_or_after_he_accepted(
        self, manned: Ways, act: Callable[..., object]
    ) -> None:
        reason = {"reason": "不归我管"} if act is handling.decline else {}
        for document in (manned.handled(BUILDING, accepted=False), manned.handled(BUILDING)):
            with manned.refuses("task_not_named", "F11"):
                act(manned.ports, manned.session(BUILDING_HAND), **named(document), **reason)

    @pytest.mark.parametrize("name", [BUILDER, CLERK, HEAD])
    def test_f11_nobody_answers_for_him(self, manned: Ways, name: str) -> None:
        document = manned.handled(BUILDING, accepted=False)
        handling.name_responsible(manned.ports, manned.session(BUILDER), **named(document, person=ID[BUILDING_HAND]))
        with manned.refuses("not_his_deputy"):
            handling.accept(manned.ports, manned.session(name), **named(document))


class TestReporting:
    def test_i7_f11_the_result_with_a_report_and_files(self, manned: Ways, tmp_path: Path) -> None:
        document, paper = manned.handled(BUILDING), tmp_path / "报告.txt"
        paper.write_text("报告全文", encoding="utf-8")
        staged = manned.stage(paper)
        handling.report_result(
            manned.ports,
            manned.session(BUILDING_HAND),
            **named(document),
            result="已整改",
            report="见附件",
            staged=staged,
        )
        task = manned.task(document, BUILDING)
        assert (task["state"], task["result"], task["report"]) == ("reported", "已整改", "见附件")
        assert (task["reported_by"], task["signed_on"], task["deputy"]) == (ID[BUILDING_HAND], "screen", 0)
        (file,) = manned.rows("document_file")
        assert (file["supplement"], file["taken_by"]) == (1, ID[BUILDING_HAND])
        assert verify(manned.ports).good

    def test_i7_his_deputy_reports_with_files_and_the_record_says_so(self, manned: Ways, tmp_path: Path) -> None:
        document, paper = manned.handled(BUILDING), tmp_path / "报告.txt"
        paper.write_text("报告全文", encoding="utf-8")
        hand, chief = manned.sessions(BUILDING_HAND, BUILDER)
        deputies.name_deputy(manned.ports, hand, person=hand.person, deputy=chief.person, first=TODAY, last=TODAY)
        handling.report_result(manned.ports, chief, **named(document), result="已办", staged=manned.stage(paper))
        task = manned.task(document, BUILDING)
        assert (task["reported_by"], task["deputy"]) == (ID[BUILDER], 1)
        assert verify(manned.ports).good

    def test_i7_said_again_the_later_one_counts(self, manned: Ways) -> None:
        document = manned.handled(BUILDING)
        for result in ("初步办结", "全部办结"):
            handling.report_result(manned.ports, manned.session(BUILDING_HAND), **named(document), result=result)
        assert manned.task(document, BUILDING)["result"] == "全部办结"

    @pytest.mark.parametrize(
        ("words", "code", "rule"),
        [
            ({"result": " \n "}, "result_empty", "I7"),
            ({"result": "办" * 4001}, "text_too_long", None),
            ({"result": "办", "report": "报" * 4001}, "text_too_long", None),
        ],
    )
    def test_i7_an_empty_result_is_none(self, manned: Ways, words: dict[str, str], code: str, rule: str | None) -> None:
        document = manned.handled(BUILDING)
        with manned.refuses(code, rule):
            handling.report_result(manned.ports, manned.session(BUILDING_HAND), **named(document), **words)

    def test_f11_not_without_acceptance(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, accepted=False)
        handling.name_responsible(manned.ports, manned.session(BUILDER), **named(document, person=ID[BUILDING_HAND]))
        with manned.refuses("task_not_accepted", "F11"):
            handling.report_result(manned.ports, manned.session(BUILDING_HAND), **named(document), result="已办")

    @pytest.mark.parametrize("name", [BUILDER, PAYER, CLERK])
    def test_i7_nobody_reports_for_him(self, manned: Ways, name: str) -> None:
        document = manned.handled(BUILDING)
        with manned.refuses("not_his_deputy"):
            handling.report_result(manned.ports, manned.session(name), **named(document), result="已办")

    def test_whoever_acts_second_is_told(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, deadline=DUE)
        seen = manned.seen(document)
        handling.extend_deadline(
            manned.ports, manned.session(HEAD), document=document, deadline=DUE + timedelta(days=9), reason="缓"
        )
        with pytest.raises(ChangedMeanwhile) as caught:
            handling.report_result(
                manned.ports, manned.session(BUILDING_HAND), **named(document), result="已办", seen=seen
            )
        assert caught.value.params["name"] == HEAD


class TestRecorded:
    def test_i7_the_clerk_records_a_result_and_he_confirms_it(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, accepted=False)
        handling.record_result(
            manned.ports, manned.session(), **named(document, person=ID[BUILDING_HAND]), result="已办", slip=CALL
        )
        task = manned.task(document, BUILDING)
        assert (task["state"], task["reported_by"], task["signed_on"]) == ("reported", ID[BUILDING_HAND], "telephone")
        (act,) = manned.rows("recorded_act")
        confirm_recorded(manned.ports, manned.session(BUILDING_HAND), recorded=[int(str(act["seq"]))])
        assert verify(manned.ports).good

    def test_i7_of_the_one_who_was_named_or_of_the_department(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, accepted=False)
        told = named(document, person=ID[PAYING_HAND], result="已办", slip=CALL)
        with manned.refuses("not_of_the_department", "F11"):
            handling.record_result(manned.ports, manned.session(), **told)
        handling.name_responsible(manned.ports, manned.session(HEAD), **named(document, person=ID[PAYING_HAND]))
        handling.record_result(manned.ports, manned.session(), **told)

    def test_i7_of_somebody_who_is_there(self, manned: Ways) -> None:
        document = manned.handled(BUILDING)
        told = named(document, result="已办", slip=CALL)
        with manned.refuses("person_gone"):
            handling.record_result(manned.ports, manned.session(), **told, person=99)

    def test_i7_paper_with_its_scan_words_with_a_meaning(self, manned: Ways) -> None:
        document = manned.handled(BUILDING)
        told = named(document, person=ID[BUILDING_HAND])
        with manned.refuses("scan_missing", "I3"):
            slip = Slip(SignedOn.PAPER, TODAY)
            handling.record_result(manned.ports, manned.session(), **told, result="已办", slip=slip)
        with manned.refuses("result_empty", "I7"):
            handling.record_result(manned.ports, manned.session(), **told, result="", slip=CALL)
        with manned.refuses("act_not_for_role", "I7"):
            handling.record_result(manned.ports, manned.session(BUILDER), **told, result="已办", slip=CALL)


class TestDeadlines:
    def extend(
        self, office: Ways, document: int, *, by: str = HEAD, day: date = date(2026, 4, 10), why: str = "忙"
    ) -> None:
        handling.extend_deadline(office.ports, office.session(by), document=document, deadline=day, reason=why)

    def test_i6_he_gives_more_time_to_all_who_act(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, PAYING, deadline=DUE)
        self.extend(manned, document)
        assert manned.document(document)["deadline"] == "2026-04-10"
        assert {task["deadline"] for task in manned.rows("handling_task")} == {"2026-04-10"}
        self.extend(manned, document, day=date(2026, 5, 1))
        assert verify(manned.ports).good

    def test_i6_before_it_is_handed_over_it_goes_along(self, manned: Ways) -> None:
        document = manned.said((), [BUILDING], deadline=DUE)
        self.extend(manned, document)
        handling.begin_handling(manned.ports, manned.session(), document=document)
        assert manned.task(document, BUILDING)["deadline"] == "2026-04-10"
        assert verify(manned.ports).good

    @pytest.mark.parametrize("day", [DUE, date(2026, 3, 20)])
    def test_i6_more_not_less(self, manned: Ways, day: date) -> None:
        document = manned.handled(BUILDING, deadline=DUE)
        with manned.refuses("deadline_not_later", "I6"):
            self.extend(manned, document, day=day)

    def test_i6_where_there_is_one(self, manned: Ways) -> None:
        document = manned.handled(BUILDING)
        with manned.refuses("deadline_not_later", "I6"):
            self.extend(manned, document)

    def test_i6_with_a_reason_while_it_is_under_way(self, manned: Ways) -> None:
        document = manned.handled(BUILDING, deadline=DUE)
        with manned.refuses("reason_missing"):
            self.extend(manned, document, why="")
        manned.register(deadline=DUE)
        with manned.refuses("step_not_now", "I6"):
            self.extend(manned, document + 1)

    @pytest.mark.parametrize("name", [BUILDER, CLERK, CHIEF_OF_OFFICE])
    def test_i6_nobody_else_does(self, manned: Ways, name: str) -> None:
        document = manned.handled(BUILDING, deadline=DUE)
        with manned.refuses("act_not_for_role", "I6"):
            self.extend(manned, document, by=name)
