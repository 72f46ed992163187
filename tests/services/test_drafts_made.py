"""Drafts until they are signed (O1, F9): versions, checking, countersigning, signatures on paper, returning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.drafts import Wording
from filedesk.domain.routing import SignedOn
from filedesk.errors import ChangedMeanwhile
from filedesk.services import (
    draft_reading,
    drafting,
    instruction,
    issuing,
    recording,
    registration,
)
from filedesk.services.ledger import Query
from filedesk.services.recording import Slip
from filedesk.services.verification import verify
from tests.desk_template import AUDITOR, CLERK, HEAD, OFFICE_HEAD, RESPONSIBLE, Office
from tests.drafts_at_work import (
    LETTER,
    MANAGER,
    approved,
    drafted,
    make_manager,
    make_second_manager,
    numbered,
    refused,
    state,
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "函.txt"
    path.write_text("正文", encoding="utf-8")
    return path


class TestDrafts:
    def test_a_draft_has_no_number_and_stands_in_no_printed_register(self, office: Office) -> None:
        letter = drafted(office)
        row = office.row("document", id=letter)
        assert (row["serial"], row["number"], row["state"]) == (0, "", "drafted")
        with office.ports.ledger.reading() as rows:
            assert list(rows.ids(Query(Series.OUTGOING))) == [letter]
            assert list(rows.ids(Query(Series.OUTGOING, numbered=True))) == []
            assert list(rows.ids(Query(Series.OUTGOING, "供水管道"))) == [letter]

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"title": " "}, "draft_title_missing"),
            ({"recipients": ""}, "recipients_missing"),
            ({"kind": "unheard_of"}, "kind_unknown"),
            ({"copies": 0}, "copies_out_of_range"),
            ({"title": "长" * 2001}, "title_too_long"),
            ({"copied": "长" * 4001}, "text_too_long"),
            ({"answer_due": date(2026, 3, 9)}, "answer_due_internal_only"),
            ({"department": 9}, "department_unknown"),
            ({"department": 1}, "not_your_department"),
        ],
    )
    def test_one_that_cannot_stand_is_refused(self, office: Office, changes: dict[str, object], code: str) -> None:
        said: Wording = replace(LETTER, **changes)  # type: ignore[arg-type]
        refused(lambda: drafted(office, said), code)
        assert office.rows("document") == []

    def test_the_auditor_drafts_nothing(self, office: Office) -> None:
        refused(lambda: drafted(office, by=AUDITOR), "act_not_for_role", "O1")

    def test_a_reply_answers_an_incoming_document_only(self, office: Office) -> None:
        letter = drafted(office)
        refused(lambda: drafted(office, replies_to=letter), "reply_to_nothing", "O3")
        refused(lambda: drafted(office, replies_to=99), "document_unknown")

    def test_another_department_does_not_change_it(self, office: Office) -> None:
        letter = drafted(office, replace(LETTER, department=1), by=CLERK)
        revise = lambda: drafting.revise(  # noqa: E731
            office.ports, office.session(RESPONSIBLE), document=letter, said=replace(LETTER, department=1)
        )
        refused(revise, "not_your_draft", "N1")

    def test_it_is_revised_and_never_corrected_as_an_entry(self, office: Office) -> None:
        """F9."""
        from tests.desk_template import entry

        letter = drafted(office)
        correct = lambda: registration.correct(  # noqa: E731
            office.ports, office.session(), document=letter, entry=entry(series=Series.OUTGOING), reason="错"
        )
        refused(correct, "draft_is_revised", "F9")
        submit = lambda: instruction.submit(office.ports, office.session(), documents=[letter])  # noqa: E731
        refused(submit, "incoming_only")

    def test_given_up_it_stays_with_its_reason(self, office: Office) -> None:
        letter = drafted(office)
        ports, drafter = office.ports, office.session(RESPONSIBLE)
        refused(lambda: drafting.drop(ports, drafter, document=letter, reason=" "), "reason_missing")
        refused(
            lambda: registration.void_number(ports, office.session(), document=letter, reason="误"), "number_not_given"
        )
        drafting.drop(ports, drafter, document=letter, reason="不再需要")
        assert (state(office, letter), office.row("document", id=letter)["void_reason"]) == ("void", "不再需要")
        assert verify(ports).good


class TestVersions:
    """F9: what was signed is never replaced."""

    def test_a_new_version_keeps_the_files_that_are_named_and_leaves_the_old_ones_readable(
        self, office: Office, paper: Path
    ) -> None:
        letter = drafted(office, staged=office.stage(paper, paper))
        first, second = (str(one["file"]) for one in office.rows("document_file", order="position"))
        drafting.revise(
            office.ports, office.session(RESPONSIBLE), document=letter, said=LETTER, kept=[second],
            staged=office.stage(paper),
        )  # fmt: skip
        view = draft_reading.view(office.ports, office.session(), letter)
        assert [one.row["version"] for one in view.versions] == [2, 1]
        assert [len(one.files) for one in view.versions] == [2, 2]
        assert view.versions[0].files[0] == second
        assert view.versions[1].files == [first, second]

    def test_after_the_signature_a_change_is_a_new_version_and_goes_back_to_him(self, office: Office) -> None:
        letter = approved(office)
        drafter = office.session(RESPONSIBLE)
        change = replace(LETTER, title="改了的题")
        refused(lambda: drafting.revise(office.ports, drafter, document=letter, said=change), "reason_missing", "F9")
        drafting.revise(office.ports, drafter, document=letter, said=change, reason="补充内容")
        assert state(office, letter) == "drafted"
        refused(lambda: issuing.number(office.ports, office.session(), document=letter), "step_not_now", "O3")
        view = draft_reading.view(office.ports, office.session(), letter)
        assert view.versions[0].approvals == []
        assert [one["name"] for one in view.versions[1].approvals] == [HEAD]
        drafting.submit(office.ports, drafter, document=letter)
        issuing.approve(office.ports, office.session(HEAD), document=letter)
        assert verify(office.ports).good

    def test_a_numbered_one_keeps_its_number(self, office: Office) -> None:
        letter = numbered(office)
        drafter = office.session(RESPONSIBLE)
        drafting.revise(office.ports, drafter, document=letter, said=LETTER, reason="改日期")
        refused(lambda: drafting.drop(office.ports, drafter, document=letter, reason="不要"), "number_to_be_voided")
        drafting.submit(office.ports, drafter, document=letter)
        issuing.approve(office.ports, office.session(HEAD), document=letter)
        assert issuing.number(office.ports, office.session(), document=letter).number == "华兴办〔2026〕1号"
        assert len(office.rows("number")) == 1
        assert verify(office.ports).good

    def test_the_signature_covers_words_and_files_of_its_version(self, office: Office, paper: Path) -> None:
        letter = approved(office, staged=office.stage(paper))
        with office.ports.ledger.reading() as rows:
            told = rows.timeline(letter)
            hashes = {e.type: bytes(rows.find("event", seq=e.seq)[0]["hash"]).hex() for e, _words in told}
        signed = next(e for e, _words in told if e.type == "draft_approved").data["covers"]
        assert signed == [hashes["draft_made"], hashes["file_taken_in"]]

    def test_files_added_later_are_supplements(self, office: Office, paper: Path) -> None:
        letter = drafted(office)
        registration.add_files(office.ports, office.session(), document=letter, staged=office.stage(paper))
        assert office.rows("document_file")[0]["supplement"] == 1
        assert verify(office.ports).good

    def test_somebody_was_faster(self, office: Office) -> None:
        letter = drafted(office)
        seen = int(str(office.row("document", id=letter)["last_seq"]))
        drafting.submit(office.ports, office.session(RESPONSIBLE), document=letter, seen=seen)
        with pytest.raises(ChangedMeanwhile):
            drafting.drop(office.ports, office.session(RESPONSIBLE), document=letter, reason="不要", seen=seen)


class TestCountersigning:
    @pytest.fixture(autouse=True)
    def _managers(self, office: Office) -> None:
        make_manager(office)
        make_second_manager(office)

    def test_all_who_were_asked_sign_before_it_goes_on(self, office: Office) -> None:
        letter = drafted(office)
        ports, drafter = office.ports, office.session(RESPONSIBLE)
        drafting.ask_countersign(ports, drafter, document=letter, persons=[4, 8])
        refused(lambda: drafting.submit(ports, drafter, document=letter), "step_not_now", "O1")
        drafting.countersign(ports, office.session(MANAGER), document=letter)
        assert state(office, letter) == "in_countersigning"
        refused(
            lambda: drafting.countersign(ports, office.session(MANAGER), document=letter), "not_asked_to_countersign"
        )
        drafting.countersign(ports, office.session(OFFICE_HEAD), document=letter)
        assert state(office, letter) == "countersigned"
        assert verify(ports).good

    def test_one_who_refuses_sends_it_back_with_remarks(self, office: Office) -> None:
        letter = drafted(office)
        ports = office.ports
        drafting.ask_countersign(ports, office.session(RESPONSIBLE), document=letter, persons=[8])
        manager = office.session(MANAGER)
        refused(lambda: drafting.refuse_countersign(ports, manager, document=letter, reason=""), "reason_missing")
        drafting.refuse_countersign(ports, manager, document=letter, reason="费用未列")
        assert (state(office, letter), office.row("document", id=letter)["instruction"]) == ("sent_back", "费用未列")
        assert verify(ports).good

    @pytest.mark.parametrize(
        ("persons", "code"),
        [([], "countersigner_missing"), ([8, 8], "countersigner_twice"), ([2], "countersigner_unfit")],
    )
    def test_who_may_not_is_not_asked(self, office: Office, persons: list[int], code: str) -> None:
        letter = drafted(office)
        drafter = office.session(RESPONSIBLE)
        refused(lambda: drafting.ask_countersign(office.ports, drafter, document=letter, persons=persons), code, "O1")

    def test_nobody_checks_or_countersigns_his_own(self, office: Office) -> None:
        letter = drafted(office, by=MANAGER)
        manager = office.session(MANAGER)
        refused(lambda: drafting.check(office.ports, manager, document=letter), "not_for_oneself", "O1")
        refused(
            lambda: drafting.ask_countersign(office.ports, manager, document=letter, persons=[8]), "countersigner_unfit"
        )


class TestSignedElsewhere:
    def test_recorded_by_the_clerk_it_stands_until_he_confirms_it(self, office: Office, paper: Path) -> None:
        """补签."""
        letter = drafted(office)
        ports, clerk = office.ports, office.session()
        drafting.submit(ports, office.session(RESPONSIBLE), document=letter)
        on_paper = Slip(SignedOn.PAPER, date(2026, 3, 5))
        record = lambda slip: issuing.record_signature(ports, clerk, document=letter, person=1, slip=slip)  # noqa: E731
        refused(lambda: record(on_paper), "scan_missing")
        record(replace(on_paper, staged=office.stage(paper)))
        assert state(office, letter) == "approved"
        (approval,) = draft_reading.view(ports, clerk, letter).versions[0].approvals
        assert (approval["name"], approval["confirmed"], approval["signed_on"]) == (HEAD, False, "paper")
        recording.confirm_recorded(ports, office.session(HEAD), recorded=[approval["seq"]])
        (approval,) = draft_reading.view(ports, clerk, letter).versions[0].approvals
        assert approval["confirmed"]
        assert verify(ports).good

    def test_it_is_recorded_for_the_general_manager_alone(self, office: Office) -> None:
        letter = drafted(office)
        drafting.submit(office.ports, office.session(RESPONSIBLE), document=letter)
        by_telephone = Slip(SignedOn.TELEPHONE, date(2026, 3, 5))
        refused(
            lambda: issuing.record_signature(
                office.ports, office.session(), document=letter, person=4, slip=by_telephone
            ),
            "needs_general_manager",
            "O1",
        )


class TestReturned:
    def test_he_returns_it_with_remarks_to_its_drafter(self, office: Office) -> None:
        letter = drafted(office)
        ports, head = office.ports, office.session(HEAD)
        drafting.submit(ports, office.session(RESPONSIBLE), document=letter)
        assert office.row("document", id=letter)["holder"] == head.person
        refused(lambda: issuing.return_draft(ports, head, document=letter, reason="\n"), "reason_missing")
        issuing.return_draft(ports, head, document=letter, reason="请核实数字")
        row = office.row("document", id=letter)
        assert (row["state"], row["holder"]) == ("sent_back", office.session(RESPONSIBLE).person)
        drafting.submit(ports, office.session(RESPONSIBLE), document=letter)
        assert verify(ports).good
