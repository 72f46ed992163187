"""To the general manager and back (I3, I5), what a signature keeps unchanged (F9), paper slips, folders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.routing import SignedOn, Step
from filedesk.errors import RuleRefused
from filedesk.services import instruction, reading, registration
from filedesk.services.verification import verify
from filedesk.services.waiting import waiting
from filedesk.services.wording import Wording
from tests.desk_template import AUDITOR, HEAD, OFFICE_HEAD, RESPONSIBLE, Office, entry

PROPOSED = Wording("拟请工程部办理", (4, 2), 2, (1,), date(2026, 4, 1))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "来文.txt"
    path.write_text("全文")
    return path


def state(office: Office, document: int = 1) -> object:
    return office.row("document", id=document)["state"]


def waits(office: Office, name: str, group: str) -> list[int]:
    found = {told.name: told.rows for told in waiting(office.ports, office.session(name))}
    return [row["id"] for row in found.get(group, [])]


class TestTheWay:
    def test_submitting_hands_the_paper_over_for_review(self, office: Office) -> None:
        office.register()
        office.submit(1)
        row = office.row("document", id=1)
        assert (row["state"], row["holder"]) == ("with_general_manager", 1)
        (movement,) = office.rows("movement")
        assert (movement["giver"], movement["taker"], movement["carrier"], movement["purpose"]) == (2, 1, 2, "review")
        assert waits(office, HEAD, "to_sign") == [1]

    def test_instructed_as_proposed_takes_over_readers_departments_words_and_deadline(self, office: Office) -> None:
        """同意拟办."""
        office.register()
        office.submit(1, said=PROPOSED)
        instruction.instruct(
            office.ports, office.session(HEAD), document=1, said=Wording("同意拟办。"), as_proposed=True
        )
        view = reading.document(office.ports, office.session(), 1)
        (said,) = view.instructions
        assert said.wording == Wording("同意拟办。", (4, 2), 2, (1,), date(2026, 4, 1))
        assert (said.signer, said.confirmed) == (HEAD, True)
        assert view.row["department"] == 2
        assert view.row["deadline"] == "2026-04-01"
        assert Step.PUT_INTO_FOLDER in view.steps
        assert verify(office.ports).good

    def test_as_proposed_without_words_takes_those_of_the_proposal(self, office: Office) -> None:
        office.register()
        office.submit(1, said=PROPOSED)
        instruction.instruct(office.ports, office.session(HEAD), document=1, said=Wording(""), as_proposed=True)
        assert office.rows("instruction")[0]["text"] == PROPOSED.text

    def test_the_latest_proposal_counts(self, office: Office) -> None:
        office.register()
        instruction.propose(office.ports, office.session(), document=1, said=PROPOSED)
        instruction.propose(office.ports, office.session(OFFICE_HEAD), document=1, said=Wording("拟存查"))
        assert reading.document(office.ports, office.session(), 1).proposal == Wording("拟存查")

    def test_sent_back_with_a_reason_it_can_be_submitted_again(self, office: Office) -> None:
        office.register()
        office.submit(1)
        head = office.session(HEAD)
        with pytest.raises(RuleRefused, match="reason_missing"):
            instruction.send_back(office.ports, head, document=1, reason=" \n")
        instruction.send_back(office.ports, head, document=1, reason="缺附件")
        assert state(office) == "sent_back"
        registration.correct(office.ports, office.session(), document=1, entry=entry("补正"), reason="缺附件")
        office.submit(1)
        assert state(office) == "with_general_manager"
        assert verify(office.ports).good

    def test_what_is_not_before_him_he_cannot_instruct(self, office: Office) -> None:
        office.register()
        with pytest.raises(RuleRefused) as caught:
            instruction.instruct(office.ports, office.session(HEAD), document=1, said=Wording("同意"))
        assert (caught.value.code, caught.value.rule) == ("step_not_now", "I3")

    @pytest.mark.parametrize("name", [AUDITOR, OFFICE_HEAD, RESPONSIBLE, "王芳"])
    def test_nobody_but_the_general_manager_instructs(self, office: Office, name: str) -> None:
        office.register()
        office.submit(1)
        size = office.size()
        with pytest.raises(RuleRefused, match="act_not_for_role"):
            instruction.instruct(office.ports, office.session(name), document=1, said=Wording("同意"))
        assert office.size() == size

    def test_one_that_cannot_go_stops_them_all(self, office: Office) -> None:
        for _ in range(3):
            office.register()
        registration.void_number(office.ports, office.session(), document=3, reason="误")
        size = office.size()
        with pytest.raises(RuleRefused, match="step_not_now"):
            office.submit(1, 2, 3)
        assert office.size() == size

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            (Wording(" "), "instruction_empty"),
            (Wording("办", (4, 4)), "reader_twice"),
            (Wording("办", (99,)), "reader_unknown"),
            (Wording("办", (), 9), "department_unknown"),
            (Wording("办", (), None, (1,)), "lead_missing"),
            (Wording("办" * 4001), "text_too_long"),
            (Wording("办", deadline=date(2026, 3, 4)), "deadline_before_receipt"),
        ],
    )
    def test_an_instruction_that_cannot_stand_is_refused(self, office: Office, said: Wording, code: str) -> None:
        office.register()
        office.submit(1)
        with pytest.raises(RuleRefused, match=code):
            instruction.instruct(office.ports, office.session(HEAD), document=1, said=said)
        assert state(office) == "with_general_manager"

    def test_as_proposed_wants_a_proposal(self, office: Office) -> None:
        office.register()
        office.submit(1)
        with pytest.raises(RuleRefused, match="no_proposal"):
            instruction.instruct(office.ports, office.session(HEAD), document=1, said=Wording("同意"), as_proposed=True)


class TestWhatASignatureKeeps:
    """F9: what a leader has signed stays as it was."""

    def signed(self, office: Office, paper: Path) -> None:
        office.register("原题", staged=office.stage(paper))
        office.submit(1)
        instruction.instruct(office.ports, office.session(HEAD), document=1, said=Wording("同意"))

    def test_it_covers_the_entry_and_its_files(self, office: Office, paper: Path) -> None:
        self.signed(office, paper)
        with office.ports.ledger.reading() as rows:
            told = rows.timeline(1)
            hashes = {e.type: bytes(rows.find("event", seq=e.seq)[0]["hash"]).hex() for e, _words in told}
        covered = next(e for e, _words in told if e.type == "instructed").data["covers"]
        assert covered == [hashes["document_registered"], hashes["file_taken_in"]]

    def test_the_entry_can_no_longer_be_corrected(self, office: Office, paper: Path) -> None:
        self.signed(office, paper)
        with pytest.raises(RuleRefused) as caught:
            registration.correct(office.ports, office.session(), document=1, entry=entry("新题"), reason="抄错")
        assert (caught.value.code, caught.value.rule) == ("signed_stays", "F9")

    def test_while_he_has_it_it_cannot_be_corrected_either(self, office: Office) -> None:
        office.register()
        office.submit(1)
        with pytest.raises(RuleRefused, match="signed_stays"):
            registration.correct(office.ports, office.session(), document=1, entry=entry("新题"), reason="抄错")

    def test_files_added_afterwards_are_supplements_beside_it(self, office: Office, paper: Path) -> None:
        self.signed(office, paper)
        registration.add_files(office.ports, office.session(), document=1, staged=office.stage(paper), what="补充")
        first, second = office.rows("document_file", order="position")
        assert (first["supplement"], second["supplement"], second["what"]) == (0, 1, "补充")
        with office.ports.ledger.reading() as rows:
            assert len(instruction.covers(rows, 1)) == 2

    def test_files_added_before_belong_to_the_document(self, office: Office, paper: Path) -> None:
        office.register(staged=office.stage(paper))
        registration.add_files(office.ports, office.session(), document=1, staged=office.stage(paper))
        assert [row["supplement"] for row in office.rows("document_file")] == [0, 0]

    def test_the_signed_event_names_the_people_and_is_his(self, office: Office, paper: Path) -> None:
        self.signed(office, paper)
        event = next(
            e for e, _ in reading.document(office.ports, office.session(), 1).timeline if e.type == "instructed"
        )
        assert event.actor == 1
        assert event.key == office.row("person", id=1)["key"]


class TestSignedOnPaper:
    def recorded(self, office: Office, paper: Path) -> None:
        office.register(staged=office.stage(paper))
        office.submit(1)
        scan = str(office.rows("document_file")[0]["file"])
        instruction.record_instruction(
            office.ports, office.session(), document=1, said=Wording("请工程部办理", (), 2), signed_on=SignedOn.PAPER,
            given=date(2026, 3, 4), scan=scan,
        )  # fmt: skip

    def test_a_slip_stands_as_the_clerks_until_he_confirms_it(self, office: Office, paper: Path) -> None:
        """补签."""
        self.recorded(office, paper)
        (said,) = reading.document(office.ports, office.session(), 1).instructions
        assert (said.confirmed, said.signer) == (False, "王芳")
        assert state(office) == "instructed"
        head = office.session(HEAD)
        assert waits(office, HEAD, "to_confirm") == [1]
        instruction.confirm_instructions(office.ports, head, documents=[1])
        assert waits(office, HEAD, "to_confirm") == []
        (said,) = reading.document(office.ports, office.session(), 1).instructions
        assert said.confirmed
        with pytest.raises(RuleRefused, match="nothing_to_confirm"):
            instruction.confirm_instructions(office.ports, head, documents=[1])
        assert verify(office.ports).good

    def test_nobody_but_he_confirms(self, office: Office, paper: Path) -> None:
        self.recorded(office, paper)
        with pytest.raises(RuleRefused, match="act_not_for_role"):
            instruction.confirm_instructions(office.ports, office.session(), documents=[1])

    def test_a_slip_wants_the_scan_of_this_document(self, office: Office, paper: Path) -> None:
        office.register(staged=office.stage(paper))
        office.register()
        office.submit(2)
        other = str(office.rows("document_file")[0]["file"])
        for scan in (None, other, "0" * 32):
            with pytest.raises(RuleRefused, match="scan_missing"):
                instruction.record_instruction(
                    office.ports, office.session(), document=2, said=Wording("办"), signed_on=SignedOn.PAPER,
                    given=date(2026, 3, 5), scan=scan,
                )  # fmt: skip

    def test_the_telephone_wants_none_but_no_day_to_come(self, office: Office) -> None:
        office.register()
        office.submit(1)
        record = lambda day: instruction.record_instruction(  # noqa: E731
            office.ports, office.session(), document=1, said=Wording("办"), signed_on=SignedOn.TELEPHONE, given=day
        )
        with pytest.raises(RuleRefused, match="date_in_future"):
            record(date(2026, 3, 6))
        record(date(2026, 3, 5))
        assert office.rows("instruction")[0]["signed_on"] == "telephone"


class TestFolders:
    def test_a_finished_document_goes_into_a_folder_and_back_to_the_clerk(self, office: Office) -> None:
        office.register()
        folder = instruction.add_folder(office.ports, office.session(), name="上级来文", year=2026)
        with pytest.raises(RuleRefused, match="step_not_now"):
            instruction.put_into_folder(office.ports, office.session(), documents=[1], folder=folder)
        office.submit(1)
        instruction.instruct(office.ports, office.session(HEAD), document=1, said=Wording("阅"))
        with pytest.raises(RuleRefused, match="folder_unknown"):
            instruction.put_into_folder(office.ports, office.session(), documents=[1], folder=9)
        instruction.put_into_folder(office.ports, office.session(), documents=[1], folder=folder)
        row = office.row("document", id=1)
        assert (row["state"], row["folder"], row["filed_on"], row["holder"]) == ("filed", folder, "2026-03-05", 2)
        assert [m["purpose"] for m in office.rows("movement", order="seq")] == ["review", "filing"]

    def test_outgoing_and_internal_files_need_no_instruction(self, office: Office) -> None:
        folder = instruction.add_folder(office.ports, office.session(), name="合同", year=2026)
        for series in (Series.OUTGOING, Series.INTERNAL):
            made = office.register(series=series)
            instruction.put_into_folder(office.ports, office.session(), documents=[made.document], folder=folder)
        assert {row["state"] for row in office.rows("document")} == {"filed"}
