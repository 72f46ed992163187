"""What a valid key could still write against the rules is found by the verifier: acts on documents (F9, I1 to I7)."""

from __future__ import annotations

from typing import Any

import pytest

from filedesk.domain.event_types import TYPES
from filedesk.domain.routing import TRANSITIONS, Step, target
from tests.domain.lawful_events import CLERK, GONE, HEAD, OTHER_CLERK, READER, Told, hashed


@pytest.fixture
def told() -> Told:
    return Told()


class TestNumbers:
    def test_a_number_is_given_once(self, told: Told) -> None:
        told.registered()
        assert told.unlawful("document_registered", CLERK, **told.entry(2, serial=1)) == "number_twice"

    def test_a_document_is_registered_once(self, told: Told) -> None:
        told.registered()
        assert told.unlawful("document_registered", CLERK, **told.entry(1, serial=2)) == "document_twice"

    @pytest.mark.parametrize("serial", [3, 4, 900])
    def test_no_number_is_skipped(self, told: Told, serial: int) -> None:
        told.registered()
        assert told.unlawful("document_registered", CLERK, **told.entry(2, serial=serial)) == "number_out_of_order"

    @pytest.mark.parametrize(
        ("year", "received", "late"), [(2025, "2026-03-05", 0), (2026, "2025-12-30", 0), (2026, "2026-03-05", 1)]
    )
    def test_its_year_is_that_of_receipt_while_that_book_is_open(
        self, told: Told, year: int, received: str, late: int
    ) -> None:
        wrong = told.entry(year=year, received=received, late=late)
        assert told.unlawful("document_registered", CLERK, **wrong) == "number_of_wrong_year"

    def test_after_the_book_is_closed_it_goes_into_the_present_one_marked_late(self, told: Told) -> None:
        told.registered(year=2025, received="2025-12-30")
        told.lawful("book_closed", CLERK, series="incoming", secret=0, year=2025, last=1)
        told.lawful("document_registered", CLERK, **told.entry(2, received="2025-12-30", serial=1, late=1))
        unmarked = told.entry(3, received="2025-12-30", serial=2)
        assert told.unlawful("document_registered", CLERK, **unmarked) == "number_of_wrong_year"
        into_closed = told.entry(4, year=2025, received="2025-12-30", serial=2)
        assert told.unlawful("document_registered", CLERK, **into_closed) == "book_closed"

    def test_the_running_years_book_is_not_closed_nor_one_that_never_began(self, told: Told) -> None:
        told.registered()
        closing = {"series": "incoming", "secret": 0, "last": 1}
        assert told.unlawful("book_closed", CLERK, year=2026, **closing) == "book_still_running"
        assert told.unlawful("book_closed", CLERK, year=2024, **closing) == "book_closed"

    def test_a_closed_book_tells_its_last_number(self, told: Told) -> None:
        told.registered(year=2025, received="2025-12-30")
        closed = told.unlawful("book_closed", CLERK, series="incoming", secret=0, year=2025, last=7)
        assert closed == "number_out_of_order"

    def test_a_correction_leaves_the_paper_in_the_year_of_its_number(self, told: Told) -> None:
        told.registered()
        moved = corrected(received="2025-12-30")
        assert told.unlawful("entry_corrected", CLERK, **moved) == "number_of_wrong_year"

    def test_the_last_moment_of_a_year_may_be_the_first_of_the_next_when_it_is_signed(self, told: Told) -> None:
        told.at = "2026-12-31T16:00:00.100Z"
        told.registered(received="2026-12-31")

    def test_secret_and_ordinary_papers_have_books_of_their_own(self, told: Told) -> None:
        mixed = told.entry(secret=1)
        assert told.unlawful("document_registered", CLERK, **mixed) == "level_not_of_its_book"


def corrected(**changes: Any) -> dict[str, Any]:
    told = {**Told().entry(), "slip": 1, "attachments_before": 0, **changes}
    for name in ("series", "secret", "level", "year", "serial", "files", "correspondent_new"):
        if name not in changes:
            told.pop(name, None)
    return told


class TestEntries:
    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"received": "2026-03-07"}, "date_in_future"),
            ({"dated": "2026-03-07"}, "date_in_future"),
            ({"deadline": "2026-03-04"}, "deadline_before_receipt"),
            ({"kind": "no_such_kind"}, "kind_unknown"),
            ({"department": 9}, "department_unknown"),
            ({"correspondent": 2, "correspondent_new": 0}, "correspondent_unknown"),
        ],
    )
    def test_an_entry_says_what_can_be(self, told: Told, changes: dict[str, Any], problem: str) -> None:
        assert told.unlawful("document_registered", CLERK, **told.entry(**changes)) == problem

    def test_a_correspondent_is_new_once(self, told: Told) -> None:
        told.registered()
        again = told.entry(2, correspondent_new=1)
        assert told.unlawful("document_registered", CLERK, **again) == "correspondent_unknown"

    def test_a_slip_of_typing_is_ones_own_and_before_anybody_acted(self, told: Told) -> None:
        told.registered()
        told.lawful("entry_corrected", CLERK, **corrected())
        assert told.unlawful("entry_corrected", OTHER_CLERK, **corrected()) == "slip_not_his_own"
        assert told.unlawful("entry_corrected", CLERK, **corrected()) == "slip_not_his_own"

    def test_whatever_is_no_slip_wants_a_reason(self, told: Told) -> None:
        told.registered()
        assert told.unlawful("entry_corrected", CLERK, **corrected(slip=0)) == "reason_missing"
        told.lawful("entry_corrected", CLERK, ("reason",), **corrected(slip=0))

    def test_attachments_that_go_are_counted(self, told: Told) -> None:
        told.registered(attachments=[{"medium": "disc", "count": 1}])
        assert told.unlawful("entry_corrected", CLERK, **corrected()) == "attachments_miscounted"

    @pytest.mark.parametrize(
        "kind", ["entry_corrected", "number_voided", "instructed", "audit_noted", "opened_outside"]
    )
    def test_an_act_on_a_document_that_was_never_registered(self, told: Told, kind: str) -> None:
        assert told.unlawful(kind, CLERK, document=9, file="a" * 32) == "document_unknown"


class TestFiles:
    def test_f9_nothing_is_corrected_once_a_leader_has_it(self, told: Told) -> None:
        told.submitted()
        assert told.unlawful("entry_corrected", CLERK, **corrected()) == "changed_after_signing"

    def test_f9_a_later_file_is_a_supplement(self, told: Told) -> None:
        told.instructed()
        assert told.unlawful("file_taken_in", CLERK, **told.file()) == "changed_after_signing"
        told.lawful("file_taken_in", CLERK, **told.file("b", 1, supplement=1))

    def test_what_was_sent_back_may_be_corrected_and_put_again(self, told: Told) -> None:
        told.submitted()
        told.lawful("sent_back", HEAD, ("reason",), document=1)
        told.lawful("entry_corrected", CLERK, ("reason",), **corrected(slip=0))
        told.lawful("file_taken_in", CLERK, **told.file())
        told.lawful("put_to_general_manager", CLERK, document=1)

    def test_files_and_slots_are_used_once(self, told: Told) -> None:
        told.registered()
        told.lawful("file_taken_in", CLERK, **told.file())
        assert told.unlawful("file_taken_in", CLERK, **told.file("a", 1)) == "file_twice"
        assert told.unlawful("file_taken_in", CLERK, **told.file("b", 2, slot="a" * 32)) == "slot_twice"

    def test_files_are_counted(self, told: Told) -> None:
        told.registered()
        assert told.unlawful("file_taken_in", CLERK, **told.file(position=3)) == "files_miscounted"

    def test_a_void_number_takes_no_file(self, told: Told) -> None:
        told.registered()
        told.lawful("number_voided", CLERK, ("reason",), document=1)
        assert told.unlawful("file_taken_in", CLERK, **told.file()) == "document_void"

    def test_the_key_of_a_file_is_one_that_was_made(self, told: Told) -> None:
        told.registered()
        assert told.unlawful("file_taken_in", CLERK, **told.file(generation=2)) == "generation_out_of_order"

    def test_the_files_that_a_registration_names_follow_in_its_act(self, told: Told) -> None:
        act, files = "f" * 32, ["a" * 32, "b" * 32]
        told.lawful("document_registered", CLERK, act=act, **told.entry(files=files))
        told.lawful("file_taken_in", CLERK, act=act, **told.file("a"))
        told.lawful("file_taken_in", CLERK, act=act, **told.file("b", 1))
        assert list(told.judge.unfinished()) == []

    def test_a_registration_that_leaves_its_files_out_is_named(self, told: Told) -> None:
        first = told.lawful("document_registered", CLERK, **told.entry(files=["a" * 32]))
        assert told.tell("file_taken_in", CLERK, **told.file()) == [(first, "file_not_taken_in")]
        last = told.lawful("document_registered", CLERK, **told.entry(2, files=["b" * 32]))
        assert list(told.judge.unfinished()) == [(last, "file_not_taken_in")]

    def test_only_a_file_of_the_paper_is_opened_outside(self, told: Told) -> None:
        told.registered()
        assert told.unlawful("opened_outside", CLERK, document=1, file="a" * 32) == "file_unknown"


MOVING = {
    "put_to_general_manager": (CLERK, {}), "sent_back": (HEAD, {}), "number_voided": (CLERK, {}),
    "put_into_folder": (CLERK, {"folder": 1, "on": "2026-03-05"}),
    "instructed": (HEAD, {"covers": [], "readers": [], "departments": [], "on": "2026-03-05"}),
    "instruction_recorded": (
        CLERK,
        {"covers": [], "readers": [], "departments": [], "signed_on": "telephone", "given": "2026-03-05"},
    ),
}  # fmt: skip


class TestSteps:
    @pytest.mark.parametrize("kind", sorted({"sent_back", "instructed", "instruction_recorded", "put_into_folder"}))
    def test_i3_a_paper_that_was_only_registered_takes_no_later_step(self, told: Told, kind: str) -> None:
        told.registered()
        actor, data = MOVING[kind]
        assert told.unlawful(kind, actor, document=1, **data) == "step_not_lawful"

    @pytest.mark.parametrize("kind", sorted({"put_to_general_manager", "sent_back", "instructed", "number_voided"}))
    def test_i7_a_filed_paper_takes_no_step_any_more(self, told: Told, kind: str) -> None:
        told.instructed()
        told.handed(1, CLERK, giver=HEAD)
        told.lawful("put_into_folder", CLERK, document=1, folder=1, on="2026-03-05")
        actor, data = MOVING[kind]
        assert told.unlawful(kind, actor, document=1, **data) == "step_not_lawful"

    def test_after_an_unlawful_step_the_desk_is_judged_as_it_shows_itself(self, told: Told) -> None:
        told.registered()
        told.unlawful("sent_back", HEAD, document=1)
        told.handed(1, HEAD)
        told.lawful("put_to_general_manager", CLERK, document=1)

    def test_every_step_of_the_table_leads_somewhere_and_from_nowhere_else(self) -> None:
        for series, transitions in TRANSITIONS.items():
            for step in Step:
                sources = {state for t in transitions if t.step is step for state in t.sources}
                for state in sources:
                    assert target(series, state, step) is not None
        assert set(MOVING) <= set(TYPES)


class TestHandingOver:
    def test_n3_only_who_holds_a_paper_gives_it(self, told: Told) -> None:
        told.registered()
        given = {"from": OTHER_CLERK, "to": HEAD, "carrier": CLERK, "purpose": "review"}
        assert told.unlawful("handed_over", CLERK, document=1, **given) == "holder_differs"

    def test_n3_clerks_and_office_staff_carry(self, told: Told) -> None:
        told.registered()
        given = {"from": CLERK, "to": HEAD, "carrier": READER, "purpose": "review"}
        assert told.unlawful("handed_over", CLERK, document=1, **given) == "carrier_may_not"

    @pytest.mark.parametrize("to", [GONE, 99])
    def test_a_paper_goes_to_somebody_who_is_here(self, told: Told, to: int) -> None:
        told.registered()
        given = {"from": CLERK, "to": to, "carrier": CLERK, "purpose": "review"}
        assert told.unlawful("handed_over", CLERK, document=1, **given) == "person_unknown"

    def test_i3_what_is_put_to_the_general_manager_is_in_his_hands(self, told: Told) -> None:
        told.registered()
        assert told.unlawful("put_to_general_manager", CLERK, document=1) == "not_handed_over"

    def test_i7_who_files_a_paper_has_it(self, told: Told) -> None:
        told.instructed()
        filed = {"document": 1, "folder": 1, "on": "2026-03-05"}
        assert told.unlawful("put_into_folder", CLERK, **filed) == "not_handed_over"

    def test_a_paper_goes_into_a_folder_that_is_there_on_the_day_of_the_act(self, told: Told) -> None:
        told.instructed()
        told.handed(1, CLERK, giver=HEAD)
        filed = {"document": 1, "folder": 2, "on": "2026-03-05"}
        assert told.unlawful("put_into_folder", CLERK, **filed) == "folder_unknown"
        told = Told()
        told.instructed()
        told.handed(1, CLERK, giver=HEAD)
        backdated = {"document": 1, "folder": 1, "on": "2026-01-05"}
        assert told.unlawful("put_into_folder", CLERK, **backdated) == "day_not_its_own"


class TestInstructions:
    def test_f9_a_signature_covers_the_paper_as_it_stood(self, told: Told) -> None:
        told.submitted()
        assert told.unlawful("instructed", HEAD, ("text",), **told.instruction()) == "covers_differ"

    def test_f9_it_covers_files_and_corrections_but_no_supplement(self, told: Told) -> None:
        entry = told.registered()
        file = told.lawful("file_taken_in", CLERK, **told.file())
        mended = told.lawful("entry_corrected", CLERK, **corrected())
        told.handed(1, HEAD)
        told.lawful("put_to_general_manager", CLERK, document=1)
        told.lawful("file_taken_in", CLERK, **told.file("b", 1, supplement=1))
        told.lawful("instructed", HEAD, ("text",), **told.instruction(entry, file, mended))

    def test_an_instruction_is_of_its_day(self, told: Told) -> None:
        seq = told.submitted()
        backdated = told.instruction(seq, on="2026-02-05")
        assert told.unlawful("instructed", HEAD, ("text",), **backdated) == "day_not_its_own"

    def test_i5_as_proposed_is_what_was_proposed(self, told: Told) -> None:
        seq = told.submitted()
        agreed = told.instruction(seq, as_proposed=1)
        assert told.unlawful("instructed", HEAD, ("text",), **agreed) == "not_as_proposed"
        told = Told()
        seq = told.submitted()
        told.lawful("proposal_made", CLERK, document=1, readers=agreed["readers"], departments=agreed["departments"])
        told.lawful("instructed", HEAD, ("text",), **agreed)

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"readers": [READER, READER]}, "reader_twice"),
            ({"readers": [GONE]}, "reader_unknown"),
            ({"departments": [{"department": 9, "lead": 1}]}, "department_unknown"),
            ({"departments": [{"department": 1, "lead": 0}]}, "lead_missing"),
            ({"deadline": "2026-03-01"}, "deadline_before_receipt"),
        ],
    )
    def test_i4_i5_readers_lead_and_deadline(self, told: Told, changes: dict[str, Any], problem: str) -> None:
        seq = told.submitted()
        wrong = told.instruction(seq, **changes)
        assert told.unlawful("instructed", HEAD, ("text",), **wrong) == problem

    def test_i5_nothing_is_proposed_after_the_instruction(self, told: Told) -> None:
        told.instructed()
        assert told.unlawful("proposal_made", CLERK, document=1, readers=[], departments=[]) == "step_not_lawful"

    def recorded(self, seq: int, **changes: Any) -> dict[str, Any]:
        told = {**Told.instruction(seq), "signed_on": "paper", "given": "2026-03-05", **changes}
        del told["on"]
        return told

    def test_a_slip_on_paper_has_its_scan_with_the_document(self, told: Told) -> None:
        seq = told.submitted()
        without = self.recorded(seq)
        assert told.unlawful("instruction_recorded", CLERK, ("text",), **without) == "scan_missing"
        told = Told()
        seq = told.submitted()
        told.lawful("file_taken_in", CLERK, **told.file("c", supplement=1))
        told.lawful("instruction_recorded", CLERK, ("text",), **self.recorded(seq, scan="c" * 32))

    def test_a_recorded_instruction_was_not_given_tomorrow(self, told: Told) -> None:
        seq = told.submitted()
        early = self.recorded(seq, signed_on="telephone", given="2026-03-06")
        assert told.unlawful("instruction_recorded", CLERK, ("text",), **early) == "date_in_future"

    def test_a_confirmation_is_of_the_papers_own_instruction(self, told: Told) -> None:
        told.registered()
        seq = told.submitted(2)
        recorded = self.recorded(seq, signed_on="telephone", document=2)
        slip = told.lawful("instruction_recorded", CLERK, ("text",), **recorded)
        assert told.unlawful("instruction_confirmed", HEAD, document=1, instruction=slip) == "nothing_to_confirm"

    def test_only_what_a_clerk_recorded_is_confirmed_and_once(self, told: Told) -> None:
        own = told.instructed() and told.seq
        assert told.unlawful("instruction_confirmed", HEAD, document=1, instruction=own) == "nothing_to_confirm"
        seq = told.submitted(2)
        recorded = self.recorded(seq, signed_on="telephone", document=2)
        slip = told.lawful("instruction_recorded", CLERK, ("text",), **recorded)
        told.lawful("instruction_confirmed", HEAD, document=2, instruction=slip)
        assert told.unlawful("instruction_confirmed", HEAD, document=2, instruction=slip) == "nothing_to_confirm"


def test_a_print_is_abandoned_once_and_after_it_was_made(told: Told) -> None:
    assert told.unlawful("print_abandoned", CLERK, printing=3) == "printing_unknown"
    printing = told.lawful("register_printed", CLERK, snapshot=told.seq)
    told.lawful("print_abandoned", CLERK, printing=printing)
    assert told.unlawful("print_abandoned", CLERK, printing=printing) == "printing_unknown"


def test_a_print_is_of_a_journal_that_was_written(told: Told) -> None:
    assert told.unlawful("register_printed", CLERK, snapshot=told.seq + 1) == "snapshot_not_before"


def test_hashes_here_differ() -> None:
    assert hashed(1) != hashed(2)
