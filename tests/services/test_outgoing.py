"""What goes out (O1-O3, F9): drafted, countersigned, issued, numbered, chopped, sent, received for, filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.drafts import Means
from filedesk.domain.routing import Step
from filedesk.services import (
    completeness,
    draft_reading,
    drafting,
    instruction,
    issuing,
    reading,
    registration,
    sending,
)
from filedesk.services.completeness import Book
from filedesk.services.ledger import Query
from filedesk.services.sending import Recipient
from filedesk.services.verification import verify
from tests.desk_template import AUDITOR, CLERK, HEAD, OFFICE_HEAD, RESPONSIBLE, SECOND_CLERK, Office
from tests.drafts_at_work import (
    LETTER,
    MANAGER,
    approved,
    drafted,
    make_manager,
    make_second_manager,
    numbered,
    refused,
    sent,
    state,
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "函.txt"
    path.write_text("正文", encoding="utf-8")
    return path


class TestTheWholeWay:
    def test_a_reply_goes_out_and_closes_its_question(self, office: Office, paper: Path) -> None:
        """O1 to O3: draft, check, countersign, issue, number, chop, send, receipt, file."""
        make_manager(office)
        make_second_manager(office)
        ports, clerk, head = office.ports, office.session(), office.session(HEAD)
        incoming = office.register("关于报送计划的通知").document
        letter = drafted(office, by=MANAGER, replies_to=incoming, staged=office.stage(paper))
        drafting.check(ports, office.session(OFFICE_HEAD), document=letter)
        drafting.ask_countersign(ports, office.session(MANAGER), document=letter, persons=[4])
        drafting.countersign(ports, office.session(OFFICE_HEAD), document=letter, text="同意")
        assert state(office, letter) == "countersigned"
        drafting.submit(ports, office.session(MANAGER), document=letter)
        issuing.approve(ports, head, document=letter, text="发。")
        assert office.row("document", id=letter)["number"] == ""
        assert issuing.number(ports, clerk, document=letter).number == "华兴办〔2026〕1号"
        assert office.row("document", id=incoming)["reply"] == "华兴办〔2026〕1号"
        issuing.use_chop(ports, clerk, document=letter, chop="公司公章", witness=4, copies=3)
        sending.send(ports, clerk, document=letter, means=Means.BY_HAND, recipients=[Recipient("市水务局", 2)])
        assert office.row("reply_to", document=letter)["sent_on"] == "2026-03-05"
        (mail,) = office.rows("sending")
        sending.note_receipt(
            ports, clerk, document=letter, sending=int(str(mail["seq"])), position=0, received_by="收发室",
            staged=office.stage(paper),
        )  # fmt: skip
        sending.file_originals(ports, clerk, document=letter, folder="发文", year=2026)
        row = office.row("document", id=letter)
        assert (row["state"], row["holder"], row["filed_on"]) == ("filed", clerk.person, "2026-03-05")
        assert [one["supplement"] for one in office.rows("document_file", document=letter, order="position")] == [0, 1]
        assert verify(ports).good

    def test_nothing_leaves_before_the_general_manager_issued_it(self, office: Office) -> None:
        letter = drafted(office)
        ports, clerk = office.ports, office.session()
        refused(lambda: issuing.number(ports, clerk, document=letter), "step_not_now", "O3")
        refused(lambda: issuing.use_chop(ports, clerk, document=letter, chop="章", witness=4, copies=1), "step_not_now")
        recipients = [Recipient("市水务局")]
        refused(
            lambda: sending.send(ports, clerk, document=letter, means=Means.FAX, recipients=recipients), "step_not_now"
        )
        refused(lambda: issuing.approve(ports, office.session(HEAD), document=letter), "step_not_now", "O1")

    @pytest.mark.parametrize("name", [AUDITOR, CLERK, OFFICE_HEAD, RESPONSIBLE])
    def test_nobody_but_he_issues(self, office: Office, name: str) -> None:
        letter = drafted(office)
        drafting.submit(office.ports, office.session(RESPONSIBLE), document=letter)
        refused(lambda: issuing.approve(office.ports, office.session(name), document=letter), "act_not_for_role", "O1")


class TestNumbers:
    def test_they_follow_one_another_without_a_gap_and_void_ones_stay(self, office: Office) -> None:
        first, second = numbered(office), numbered(office)
        registration.void_number(office.ports, office.session(), document=first, reason="撤销")
        third = numbered(office)
        numbers = [office.row("document", id=one)["number"] for one in (first, second, third)]
        assert numbers == ["华兴办〔2026〕1号", "华兴办〔2026〕2号", "华兴办〔2026〕3号"]
        rows = completeness.completeness(
            office.ports, office.session(), book=Book(Series.OUTGOING, 1, 2026, 3, "华兴办")
        )
        assert [(one.serial, one.state, one.reason) for one in rows] == [
            (1, "void", "撤销"), (2, "numbered", ""), (3, "numbered", ""),
        ]  # fmt: skip
        assert verify(office.ports).good

    def test_the_plain_series_is_one_of_its_own(self, office: Office) -> None:
        plain = office.register(series=Series.OUTGOING)
        numbered(office)
        assert plain.number == "发〔2026〕0001"
        books = completeness.numbered_books(office.ports, office.session())
        assert [(one.series, one.code, one.last) for one in books] == [("outgoing", 0, 1), ("outgoing", 1, 1)]

    def test_a_voided_reply_answers_nothing_any_more(self, office: Office) -> None:
        incoming = office.register().document
        letter = approved(office, replies_to=incoming)
        issuing.number(office.ports, office.session(), document=letter)
        registration.void_number(office.ports, office.session(), document=letter, reason="误")
        assert office.row("document", id=incoming)["reply"] == ""
        assert verify(office.ports).good


class TestChopAndSending:
    def test_the_chop_wants_a_number_a_name_and_another_witness(self, office: Office) -> None:
        letter = numbered(office)
        ports, clerk = office.ports, office.session()

        def chop(**told: object) -> None:
            wanted: dict[str, object] = {"chop": "公章", "witness": 4, "copies": 1, **told}
            issuing.use_chop(ports, clerk, document=letter, **wanted)  # type: ignore[arg-type]

        refused(lambda: chop(chop=" "), "chop_missing", "O3")
        refused(lambda: chop(witness=clerk.person), "witness_is_user", "O3")
        refused(lambda: chop(witness=99), "witness_unknown", "O3")
        refused(lambda: chop(copies=0), "copies_out_of_range")
        refused(lambda: chop(on=date(2026, 3, 6)), "date_in_future")
        chop()
        (row,) = office.rows("chop_use")
        assert (row["chop"], row["user"], row["witness"], row["day"]) == ("公章", clerk.person, 4, "2026-03-05")

    def test_without_the_chop_nothing_is_sent(self, office: Office) -> None:
        letter = numbered(office)
        send = lambda: sending.send(  # noqa: E731
            office.ports, office.session(), document=letter, means=Means.POST, recipients=[Recipient("局")]
        )
        refused(send, "step_not_now", "O3")

    @pytest.mark.parametrize("recipients", [[], [Recipient("局", main=False)], [Recipient(" ")]])
    def test_a_sending_wants_a_main_recipient(self, office: Office, recipients: list[Recipient]) -> None:
        letter = numbered(office)
        issuing.use_chop(office.ports, office.session(), document=letter, chop="公章", witness=4, copies=1)
        send = lambda: sending.send(  # noqa: E731
            office.ports, office.session(), document=letter, means=Means.POST, recipients=recipients
        )
        refused(send, "recipients_missing", "O3")

    def test_only_receipts_that_were_asked_for_are_missing(self, office: Office) -> None:
        letter = sent(office)
        ports, clerk = office.ports, office.session(SECOND_CLERK)
        (mail,) = office.rows("sending")
        note = lambda position, by="收发室": sending.note_receipt(  # noqa: E731
            ports, clerk, document=letter, sending=int(str(mail["seq"])), position=position, received_by=by
        )
        refused(lambda: note(1), "nothing_to_receive", "O3")
        refused(lambda: note(0, " "), "received_by_missing", "O3")
        note(0)
        refused(lambda: note(0), "nothing_to_receive", "O3")
        assert verify(ports).good

    def test_more_of_it_may_be_sent_later(self, office: Office) -> None:
        letter = sent(office)
        sending.send(
            office.ports, office.session(), document=letter, means=Means.EMAIL, recipients=[Recipient("市档案局")]
        )
        assert [one["means"] for one in office.rows("sending", order="seq")] == ["courier", "email"]


class TestFiling:
    def test_the_three_originals_must_be_there_and_the_receipts_in(self, office: Office) -> None:
        """O2."""
        letter = sent(office)
        ports, clerk = office.ports, office.session()
        put = lambda: instruction.put_into_named_folder(ports, clerk, documents=[letter], name="发文", year=2026)  # noqa: E731
        refused(put, "originals_missing", "O2")
        deposit = lambda fair: sending.deposit(  # noqa: E731
            ports, clerk, document=letter, signed_draft=True, final_text=True, fair_copy=fair
        )
        refused(lambda: deposit(False), "originals_missing", "O2")
        deposit(True)
        assert refused(put, "receipts_open", "O3").params["names"] == "市水务局"
        (mail,) = office.rows("sending")
        sending.note_receipt(
            ports, clerk, document=letter, sending=int(str(mail["seq"])), position=0, received_by="未回", none=True
        )
        put()
        assert state(office, letter) == "filed"
        assert verify(ports).good


class TestWhoSees:
    def test_a_draft_is_seen_by_its_department_and_by_whom_it_concerns(self, office: Office) -> None:
        """I4."""
        other = drafted(office, replace(LETTER, department=1), by=CLERK)
        own = drafted(office)
        page = reading.first_page(office.ports, office.session(RESPONSIBLE), Query(Series.OUTGOING))
        assert [row["id"] for row in page] == [own]
        refused(lambda: draft_reading.view(office.ports, office.session(RESPONSIBLE), other), "not_named_to_you", "I4")

    def test_the_page_offers_what_this_person_may_do_now(self, office: Office) -> None:
        make_manager(office)
        letter = drafted(office)

        def steps(name: str) -> set[Step]:
            return set(draft_reading.view(office.ports, office.session(name), letter).steps)

        assert steps(RESPONSIBLE) == {Step.REVISE, Step.ASK_COUNTERSIGN, Step.SUBMIT, Step.DROP}
        assert Step.CHECK in steps(MANAGER)
        drafting.ask_countersign(office.ports, office.session(RESPONSIBLE), document=letter, persons=[8])
        assert {Step.COUNTERSIGN, Step.REFUSE} <= steps(MANAGER)
        drafting.countersign(office.ports, office.session(MANAGER), document=letter)
        drafting.submit(office.ports, office.session(RESPONSIBLE), document=letter)
        assert steps(HEAD) >= {Step.APPROVE, Step.SEND_BACK}
        issuing.approve(office.ports, office.session(HEAD), document=letter)
        assert Step.NUMBER in steps(CLERK)
        assert Step.VOID not in steps(CLERK)
