"""Papers of the house (N1, N1a, N2, F8, F10): who signs, the department's number, distribution, carrying out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from filedesk.domain.documents import KINDS, Series
from filedesk.domain.drafts import COMPANY_DOCUMENTS, Signature, Wording, offered_code, signature_for
from filedesk.services import distributing, draft_reading, drafting, instruction, issuing
from filedesk.services.distributing import Order, Receiver
from filedesk.services.verification import verify
from tests.desk_template import CLERK, HEAD, OFFICE_HEAD, RESPONSIBLE, Office
from tests.drafts_at_work import MEMO, REGULATION, approved, distributed, drafted, make_manager, refused, state


def test_a_regulation_is_issued_numbered_given_out_and_carried_out(office: Office) -> None:
    """N1a, F10, F8, N2."""
    make_manager(office)
    ports, clerk, head, responsible = office.ports, office.session(), office.session(HEAD), office.session(RESPONSIBLE)
    issuing.set_code(ports, clerk, department=1, text="华兴办字")
    regulation = drafted(office, REGULATION, by=CLERK)
    drafting.submit(ports, clerk, document=regulation)
    issuing.approve(ports, head, document=regulation, text="印发执行。")
    assert issuing.number(ports, clerk, document=regulation).number == "华兴办字〔2026〕1号"
    distributing.distribute(ports, clerk, document=regulation, to=[Receiver(person=4), Receiver(department=2)])
    distributing.order(ports, head, document=regulation, orders=[Order(date(2026, 4, 1), department=2)])
    file = lambda: instruction.put_into_named_folder(ports, clerk, documents=[regulation], name="制度", year=2026)  # noqa: E731
    assert refused(file, "receipts_open", "F10").params["names"] == "周明, 工程部"
    distributing.receive(ports, office.session(OFFICE_HEAD), document=regulation)
    distributing.receive(ports, responsible, document=regulation)
    assert refused(file, "orders_open", "F8").params["names"] == "工程部"
    distributing.confirm_orders(ports, responsible, document=regulation)
    distributing.report_orders(ports, responsible, document=regulation, text="已组织学习")
    assert state(office, regulation) == "carried_out"
    file()
    assert state(office, regulation) == "filed"
    assert verify(ports).good


class TestWhoSigns:
    """N1 and N1a."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_company_documents_are_the_general_managers(self, kind: str) -> None:
        wanted = Signature.ISSUE if kind in COMPANY_DOCUMENTS else Signature.SIGN
        assert signature_for(Series.INTERNAL, kind) is wanted
        assert signature_for(Series.OUTGOING, kind) is Signature.ISSUE

    def test_those_that_the_rule_names_are_among_them(self) -> None:
        assert {"regulation", "order", "circular", "notice"} <= COMPANY_DOCUMENTS
        assert "memo" not in COMPANY_DOCUMENTS

    def test_the_manager_signs_everyday_business_of_his_department_only(self, office: Office) -> None:
        manager = make_manager(office)
        ports = office.ports
        memo = drafted(office, MEMO)
        drafting.submit(ports, office.session(RESPONSIBLE), document=memo)
        assert (state(office, memo), office.row("document", id=memo)["holder"]) == ("with_manager", manager.person)
        issuing.sign(ports, manager, document=memo)
        assert state(office, memo) == "signed"
        regulation = drafted(office, replace(REGULATION, department=2))
        refused(lambda: issuing.sign(ports, manager, document=regulation), "needs_general_manager", "N1a")
        other = drafted(office, replace(MEMO, department=1), by=CLERK)
        refused(lambda: issuing.sign(ports, manager, document=other), "not_manager_of_department", "N1")
        assert verify(ports).good

    def test_the_general_manager_signs_anything(self, office: Office) -> None:
        memo = drafted(office, MEMO)
        issuing.sign(office.ports, office.session(HEAD), document=memo)
        second = drafted(office, MEMO)
        drafting.submit(office.ports, office.session(RESPONSIBLE), document=second, to_general_manager=True)
        issuing.approve(office.ports, office.session(HEAD), document=second)
        assert [state(office, one) for one in (memo, second)] == ["signed", "approved"]
        assert verify(office.ports).good

    def test_the_manager_returns_what_was_put_to_him(self, office: Office) -> None:
        manager = make_manager(office)
        memo = drafted(office, MEMO)
        drafting.submit(office.ports, office.session(RESPONSIBLE), document=memo)
        issuing.return_draft(office.ports, manager, document=memo, reason="时间不对")
        assert state(office, memo) == "sent_back"
        assert verify(office.ports).good

    def test_a_department_without_a_manager_is_told_so(self, office: Office) -> None:
        memo = drafted(office, replace(MEMO, department=1), by=CLERK)
        refused(
            lambda: drafting.submit(office.ports, office.session(), document=memo), "department_without_manager", "N1"
        )


class TestCodes:
    def test_a_department_without_a_code_numbers_nothing_and_is_offered_one(self, office: Office) -> None:
        document = approved(office, replace(REGULATION, department=2))
        error = refused(
            lambda: issuing.number(office.ports, office.session(), document=document), "department_without_code", "N1a"
        )
        assert (error.params["department"], error.params["offered"]) == ("工程部", "华兴办工")
        assert offered_code("华兴", "工程部") == "华兴工"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (" ", "code_empty"),
            ("华兴〔工〕", "code_not_clear"),
            ("华兴1", "code_not_clear"),
            ("长" * 21, "name_too_long"),
        ],
    )
    def test_what_would_blur_a_number_is_no_code(self, office: Office, text: str, code: str) -> None:
        refused(lambda: issuing.set_code(office.ports, office.session(), department=2, text=text), code)

    def test_each_department_has_its_own_and_none_the_offices(self, office: Office) -> None:
        ports, clerk = office.ports, office.session()
        issuing.set_code(ports, clerk, department=2, text="华兴工")
        for text in ("华兴工", "华兴办"):
            refused(lambda: issuing.set_code(ports, clerk, department=1, text=text), "code_taken")  # noqa: B023
        issuing.set_code(ports, clerk, department=1, text="华兴综")
        assert verify(ports).good

    def test_a_code_that_comes_back_goes_on_with_its_numbers(self, office: Office) -> None:
        ports, clerk = office.ports, office.session()
        said = replace(REGULATION, department=2)
        numbers = []
        for text in ("华兴工", "华工", "华兴工"):
            issuing.set_code(ports, clerk, department=2, text=text)
            numbers.append(issuing.number(ports, clerk, document=approved(office, said)).number)
        assert numbers == ["华兴工〔2026〕1号", "华工〔2026〕1号", "华兴工〔2026〕2号"]
        assert verify(ports).good


class TestDistribution:
    @pytest.mark.parametrize(
        ("to", "code"),
        [
            ([], "receivers_missing"),
            ([Receiver(person=4), Receiver(person=4)], "receiver_twice"),
            ([Receiver(person=4, department=2)], "receiver_twice"),
            ([Receiver(person=99)], "receiver_unknown"),
            ([Receiver(department=9)], "department_unknown"),
            ([Receiver(person=4, copies=0)], "copies_out_of_range"),
        ],
    )
    def test_it_names_people_and_departments_once_each(self, office: Office, to: list[Receiver], code: str) -> None:
        document = distributed(office)
        refused(lambda: distributing.distribute(office.ports, office.session(), document=document, to=to), code)

    def test_each_confirms_for_himself_and_the_office_records_what_is_on_paper(self, office: Office) -> None:
        """F10."""
        document = distributed(office)
        ports, clerk = office.ports, office.session()
        refused(lambda: distributing.receive(ports, office.session(HEAD), document=document), "nothing_to_receive")
        (row,) = office.rows("distribution", department=2)
        place = {"distribution": int(str(row["seq"])), "position": int(str(row["position"]))}
        record = lambda by: distributing.receive(  # noqa: E731
            ports, office.session(by), document=document, **place, received_by="孙任"
        )
        refused(lambda: record(RESPONSIBLE), "act_not_for_role", "F10")
        record(CLERK)
        refused(
            lambda: distributing.receive(ports, office.session(RESPONSIBLE), document=document), "nothing_to_receive"
        )
        (row,) = office.rows("distribution", department=2)
        assert (row["received_by"], row["received_name"]) == (clerk.person, "孙任")
        assert verify(ports).good

    def test_copies_come_back_and_never_more_than_went_out(self, office: Office) -> None:
        document = distributed(office)
        ports, clerk = office.ports, office.session()
        (row,) = office.rows("distribution", department=2)
        place = {"distribution": int(str(row["seq"])), "position": int(str(row["position"]))}
        recall = lambda count: distributing.recall(ports, clerk, document=document, **place, count=count)  # noqa: E731
        recall(2)
        assert refused(lambda: recall(2), "too_many_recalled", "N2").params["most"] == 1
        refused(lambda: recall(0), "nothing_to_recall", "N2")
        recall(1)
        assert office.rows("distribution", department=2)[0]["recalled"] == 3
        assert verify(ports).good

    def test_a_new_version_of_what_was_given_out_starts_anew(self, office: Office) -> None:
        """F9: a change of an issued document goes back to him; the receipts of the old version do not count."""
        document = distributed(office)
        ports, clerk = office.ports, office.session()
        drafting.revise(ports, clerk, document=document, said=REGULATION, reason="修订")
        drafting.submit(ports, clerk, document=document)
        issuing.approve(ports, office.session(HEAD), document=document)
        issuing.number(ports, clerk, document=document)
        distributing.distribute(ports, clerk, document=document, to=[Receiver(person=4)])
        distributing.receive(ports, office.session(OFFICE_HEAD), document=document)
        instruction.put_into_named_folder(ports, clerk, documents=[document], name="制度", year=2026)
        assert verify(ports).good


class TestCarryingOut:
    """F8."""

    def test_it_is_done_when_all_have_reported(self, office: Office) -> None:
        document = distributed(office)
        ports, head = office.ports, office.session(HEAD)
        due = date(2026, 4, 1)
        distributing.order(ports, head, document=document, orders=[Order(due, person=2), Order(due, department=2)])
        refused(
            lambda: distributing.report_orders(ports, office.session(OFFICE_HEAD), document=document, text="好"),
            "no_order_for_you",
            "F8",
        )
        distributing.report_orders(ports, office.session(), document=document, text="已传达")
        assert state(office, document) == "distributed"
        refused(
            lambda: distributing.report_orders(ports, office.session(), document=document, text="再报"),
            "no_order_for_you",
            "F8",
        )
        refused(
            lambda: distributing.report_orders(ports, office.session(RESPONSIBLE), document=document, text=" "),
            "report_missing",
        )
        distributing.report_orders(ports, office.session(RESPONSIBLE), document=document, text="已执行")
        assert state(office, document) == "carried_out"
        distributing.order(ports, head, document=document, orders=[Order(due, department=2)])
        assert state(office, document) == "distributed"
        assert verify(ports).good

    def test_it_is_due_on_a_day_to_come(self, office: Office) -> None:
        document = distributed(office)
        late = [Order(date(2026, 3, 4), department=2)]
        refused(
            lambda: distributing.order(office.ports, office.session(), document=document, orders=late), "due_in_past"
        )


class TestMemos:
    def memo(self, office: Office, said: Wording = MEMO) -> int:
        ports, clerk = office.ports, office.session()
        if not office.rows("department_code"):
            issuing.set_code(ports, clerk, department=2, text="华兴工")
        document = drafted(office, said)
        issuing.sign(ports, office.session(HEAD), document=document)
        issuing.number(ports, clerk, document=document)
        distributing.distribute(ports, clerk, document=document, to=[Receiver(department=1)])
        distributing.receive(ports, clerk, document=document)
        return document

    def test_whoever_got_it_answers_once(self, office: Office) -> None:
        document = self.memo(office)
        ports, clerk = office.ports, office.session()
        answer = lambda by, text="可以": distributing.answer_memo(  # noqa: E731
            ports, office.session(by), document=document, text=text
        )
        refused(lambda: answer(RESPONSIBLE), "not_given_to_you", "N1")
        refused(lambda: answer(CLERK, " "), "answer_missing", "N1")
        file = lambda: instruction.put_into_named_folder(ports, clerk, documents=[document], name="联系单", year=2026)  # noqa: E731
        refused(file, "answer_open", "N1")
        answer(OFFICE_HEAD)
        refused(lambda: answer(CLERK), "no_answer_due", "N1")
        (told,) = draft_reading.view(ports, clerk, document).answers
        assert told["text"] == "可以"
        file()
        assert verify(ports).good

    def test_one_without_a_day_wants_no_answer(self, office: Office) -> None:
        document = self.memo(office, replace(MEMO, answer_due=None))
        refused(
            lambda: distributing.answer_memo(office.ports, office.session(), document=document, text="好"),
            "no_answer_due",
            "N1",
        )
