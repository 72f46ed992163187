"""What a valid key could still write against the rules on a paper's way is found: reading and acting (I4, I5, F11)."""

from __future__ import annotations

from typing import Any

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.event_types import TYPES
from filedesk.domain.lawful_documents import STEPS, TOLD_STEPS
from filedesk.domain.routing import TRANSITIONS
from tests.domain.lawful_events import CLERK, GONE, HEAD, OTHER_CLERK, READER
from tests.domain.lawful_ways import (
    BY_TELEPHONE,
    CHIEF,
    MEMBER,
    OFFICE_HEAD,
    STRANGER,
    TOMORROW,
    YESTERDAY,
    Way,
    led,
)  # fmt: skip

HIS_WORD = {"person": HEAD, **BY_TELEPHONE}


@pytest.fixture
def way() -> Way:
    return Way()


def test_who_signs_a_step_is_who_may_take_it() -> None:
    """The roles in the journal's grammar are those of the life of an incoming paper; a clerk records what is told."""
    of_step = {t.step: t.roles for t in TRANSITIONS[Series.INCOMING]}
    steps = {**{kind: step for kind, (step, _state) in STEPS.items()}, **TOLD_STEPS}
    for kind in steps.keys() - {"instruction_recorded"}:
        if steps[kind] in of_step and kind in _OF_INCOMING:
            assert TYPES[kind].signers == of_step[steps[kind]], kind


_OF_INCOMING = {
    "put_to_general_manager", "instructed", "sent_back", "put_into_folder", "number_voided", "finished",
    "original_returned", "circulation_begun", "handling_begun",
}  # fmt: skip


class TestBeginning:
    def begun(self, **changes: Any) -> dict[str, Any]:
        readers = [READER, CHIEF]
        return {"document": 1, "mode": "sequence", "readers": readers, "state": "in_circulation", **changes}

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"readers": [READER, READER]}, "reader_twice"),
            ({"readers": [READER, GONE]}, "reader_unknown"),
            ({"readers": [READER, 99]}, "reader_unknown"),
            ({"readers": [READER]}, "not_as_instructed"),
            ({"readers": [CHIEF, READER]}, "not_as_instructed"),
            ({"readers": [READER, CHIEF, STRANGER]}, "not_as_instructed"),
            ({"mode": "single"}, "mode_does_not_fit"),
            ({"state": "in_handling"}, "step_not_lawful"),
            ({"state": "in_circulation_and_handling"}, "step_not_lawful"),
        ],
    )
    def test_i4_it_goes_to_those_whom_the_general_manager_named(
        self, way: Way, changes: dict[str, Any], problem: str
    ) -> None:
        way.said()
        assert way.unlawful("circulation_begun", CLERK, **self.begun(**changes)) == problem

    @pytest.mark.parametrize("mode", ["sequence", "together"])
    def test_i4_one_after_another_or_all_at_once(self, way: Way, mode: str) -> None:
        way.said().circulating(mode)

    def test_i4_to_one_only(self, way: Way) -> None:
        way.said(readers=[READER])
        way.lawful("circulation_begun", OFFICE_HEAD, **self.begun(mode="single", readers=[READER]))

    def test_i4_it_begins_once_and_after_the_instruction(self, way: Way) -> None:
        way.submitted()
        assert way.unlawful("circulation_begun", CLERK, **self.begun()) == "step_not_lawful"
        way = Way().said().circulating()
        assert way.unlawful("circulation_begun", CLERK, **self.begun()) == "step_not_lawful"

    def test_i4_what_comes_beside_acting_says_so(self, way: Way) -> None:
        way.said().handling()
        way.lawful("circulation_begun", CLERK, **self.begun(state="in_circulation_and_handling"))

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"departments": led(1, 1)}, "department_twice"),
            ({"departments": led(1, 9)}, "department_unknown"),
            ({"departments": [{"department": 1, "lead": 0}, {"department": 2, "lead": 0}]}, "lead_missing"),
            ({"departments": [{"department": 1, "lead": 0}, {"department": 2, "lead": 1}]}, "lead_missing"),
            ({"departments": led(2, 1)}, "not_as_instructed"),
            ({"departments": led(1)}, "not_as_instructed"),
            ({"deadline": "2026-04-01"}, "not_as_instructed"),
            ({"state": "in_circulation"}, "step_not_lawful"),
        ],
    )
    def test_i5_it_goes_to_the_departments_that_he_named(self, way: Way, changes: dict[str, Any], problem: str) -> None:
        way.said()
        told = {"document": 1, "departments": led(1, 2), "state": "in_handling", **changes}
        assert way.unlawful("handling_begun", CLERK, **told) == problem

    def test_i5_with_the_deadline_that_stands(self, way: Way) -> None:
        way.said(deadline="2026-04-01").handling(deadline="2026-04-01")


class TestReading:
    """I4: each reads in his turn, and nobody hands the paper on by himself."""

    def test_i4_n3_readers_do_not_hand_it_on_among_themselves(self, way: Way) -> None:
        """横传."""
        way.said().circulating().sent(READER)
        across = way.movement(READER, CHIEF, "reading")
        assert way.unlawful("handed_over", CLERK, **across) == "handed_among_readers"

    def test_n3_a_reader_carries_nothing(self, way: Way) -> None:
        way.said().circulating()
        carried = way.movement(CLERK, READER, "reading", carrier=READER)
        assert way.unlawful("handed_over", CLERK, **carried) == "carrier_may_not"

    @pytest.mark.parametrize(
        ("giver", "taker", "copy", "problem"),
        [
            (READER, CLERK, 1, "holder_differs"),
            (CLERK, CLERK, 1, "holder_differs"),
            (CLERK, READER, 3, "copy_unknown"),
            (CLERK, GONE, 2, "person_unknown"),
        ],
    )
    def test_n3_each_copy_has_one_holder_who_gives_it(
        self, way: Way, giver: int, taker: int, copy: int, problem: str
    ) -> None:
        way.said(copies=2).circulating()
        moved = way.movement(giver, taker, "reading", copy=copy)
        assert way.unlawful("handed_over", CLERK, **moved) == problem

    def test_i4_copies_go_their_own_ways(self, way: Way) -> None:
        way.said(copies=2).circulating()
        way.sent(READER)
        way.sent(CHIEF, copy=2)
        for reader in (CHIEF, READER):
            way.lawful("reading_signed", reader, ("text",), **way.reading(reader))

    @pytest.mark.parametrize("taker", [STRANGER, MEMBER])
    def test_i4_nobody_gets_it_for_reading_whom_he_did_not_name(self, way: Way, taker: int) -> None:
        way.said().circulating()
        assert way.unlawful("handed_over", CLERK, **way.movement(CLERK, taker, "reading")) == "turn_not_open"

    def test_i4_nor_who_has_read_it(self, way: Way) -> None:
        way.said().circulating().all_read()
        assert way.unlawful("handed_over", CLERK, **way.movement(CLERK, READER, "reading")) == "turn_not_open"

    def test_i4_read_in_turn_it_comes_back_each_time(self, way: Way) -> None:
        way.said().circulating().all_read()

    def test_i4_nobody_reads_before_it_is_handed_to_him(self, way: Way) -> None:
        way.said().circulating()
        for reader in (READER, STRANGER):
            early = way.reading(reader)
            assert way.unlawful("reading_signed", reader, ("text",), **early) == "turn_not_open"

    def test_i4_nobody_reads_twice(self, way: Way) -> None:
        way.said().circulating().all_read()
        again = way.reading(READER)
        assert way.unlawful("reading_signed", READER, ("text",), **again) == "turn_not_open"

    def test_i4_who_holds_it_may_read_it(self, way: Way) -> None:
        """As a clerk does who is a reader as well, and the general manager who has it still."""
        way.said(readers=[HEAD, CLERK])
        told = {"document": 1, "mode": "sequence", "readers": [HEAD, CLERK], "state": "in_circulation"}
        way.lawful("circulation_begun", CLERK, **told)
        way.lawful("reading_signed", HEAD, ("text",), **way.reading(HEAD))
        way.back()
        way.lawful("reading_signed", CLERK, ("text",), **way.reading(CLERK))

    def test_i4_all_at_once_each_may_read(self, way: Way) -> None:
        way.said().circulating("together")
        for reader in (CHIEF, READER):
            way.lawful("reading_signed", reader, ("text",), **way.reading(reader))

    def test_f9_a_reading_covers_the_paper_as_it_stands(self, way: Way) -> None:
        way.said().circulating().sent(READER)
        wrong = way.reading(READER, covers=["0" * 64])
        assert way.unlawful("reading_signed", READER, ("text",), **wrong) == "covers_differ"

    @pytest.mark.parametrize("actor", [CHIEF, CLERK, HEAD])
    def test_i4_nobody_signs_for_another(self, way: Way, actor: int) -> None:
        way.said().circulating().sent(READER)
        for deputy in ({}, {"deputy": 1}):
            his = way.reading(READER, **deputy)
            assert way.unlawful("reading_signed", actor, ("text",), **his) == "not_his_own"
            way = Way().said().circulating()
            way.sent(READER)

    def test_i4_what_was_sent_in_error_is_taken_back(self, way: Way) -> None:
        way.said().circulating().sent(READER)
        withdrawn = {"document": 1, "reader": READER}
        assert way.unlawful("reading_withdrawn", CLERK, ("reason",), **withdrawn) == "not_handed_over"
        way = Way().said().circulating()
        way.sent(READER)
        way.lawful("handed_over", CLERK, **way.movement(READER, CLERK, "withdrawal"))
        way.lawful("reading_withdrawn", CLERK, ("reason",), **withdrawn)
        assert way.unlawful("reading_withdrawn", CLERK, ("reason",), **withdrawn) == "turn_not_open"
        way.all_read()


class TestRecorded:
    """Signing on paper and by telephone (rules, "People")."""

    def test_i4_the_clerk_records_a_reading_and_the_reader_confirms_it(self, way: Way) -> None:
        way.said().circulating().sent(READER)
        seq = way.lawful("reading_recorded", CLERK, ("text",), **way.recorded(READER))
        way.lawful("recorded_confirmed", READER, document=1, recorded=seq)
        assert way.unlawful("recorded_confirmed", READER, document=1, recorded=seq) == "nothing_to_confirm"

    def test_nobody_else_confirms_it(self, way: Way) -> None:
        way.said().circulating().sent(READER)
        seq = way.lawful("reading_recorded", CLERK, ("text",), **way.recorded(READER))
        assert way.unlawful("recorded_confirmed", CHIEF, document=1, recorded=seq) == "nothing_to_confirm"

    def test_what_is_confirmed_is_of_that_paper(self, way: Way) -> None:
        way.said().circulating().sent(READER)
        seq = way.lawful("reading_recorded", CLERK, ("text",), **way.recorded(READER))
        way.registered(2)
        assert way.unlawful("recorded_confirmed", READER, document=2, recorded=seq) == "nothing_to_confirm"

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"given": TOMORROW}, "date_in_future"),
            ({"signed_on": "paper"}, "scan_missing"),
            ({"signed_on": "paper", "scan": "b" * 32}, "scan_missing"),
            ({"scan": "b" * 32}, "scan_missing"),
            ({"person": CHIEF}, "not_his_own"),
            ({"person": GONE}, "person_left"),
            ({"covers": []}, "covers_differ"),
        ],
    )
    def test_i4_a_recorded_reading_has_its_day_its_scan_and_its_person(
        self, way: Way, changes: dict[str, Any], problem: str
    ) -> None:
        way.said().circulating().sent(READER)
        recorded = way.recorded(READER, **changes)
        assert way.unlawful("reading_recorded", CLERK, ("text",), **recorded) == problem

    def test_i4_the_scan_is_one_of_the_papers_files(self, way: Way) -> None:
        way.said().circulating().sent(READER)
        way.lawful("file_taken_in", CLERK, **way.file("c", supplement=1))
        way.lawful("reading_recorded", CLERK, ("text",), **way.recorded(READER, signed_on="paper", scan="c" * 32))

    def test_i4_nothing_is_recorded_before_it_is_his_turn(self, way: Way) -> None:
        way.said().circulating()
        assert way.unlawful("reading_recorded", CLERK, ("text",), **way.recorded(READER)) == "turn_not_open"


class TestChangedReaders:
    """I4: only the general manager adds a reader or leaves one out; a clerk records his word."""

    def test_i4_by_himself_or_on_his_word_which_he_confirms(self, way: Way) -> None:
        way.said().circulating()
        way.lawful("reader_added", HEAD, ("reason",), document=1, reader=STRANGER, position=2)
        added = way.lawful(
            "reader_added", CLERK, ("reason",), document=1, reader=MEMBER, position=3, **HIS_WORD
        )  # fmt: skip
        way.lawful("reader_skipped", HEAD, ("reason",), document=1, reader=MEMBER)
        way.lawful("reader_skipped", CLERK, ("reason",), document=1, reader=STRANGER, **HIS_WORD)
        way.lawful("recorded_confirmed", HEAD, document=1, recorded=added)

    @pytest.mark.parametrize(
        "word",
        [{}, {**HIS_WORD, "person": READER}, {"signed_on": "telephone"}, {"person": HEAD}, {"given": YESTERDAY}],
        ids=["none", "another's", "nobody's", "no means", "a day"],
    )
    def test_i4_not_without_it(self, way: Way, word: dict[str, Any]) -> None:
        way.said().circulating()
        added = {"document": 1, "reader": STRANGER, "position": 2, **word}
        assert way.unlawful("reader_added", CLERK, ("reason",), **added) == "without_his_word"
        way = Way().said().circulating()
        skipped = {"document": 1, "reader": READER, **word}
        assert way.unlawful("reader_skipped", CLERK, ("reason",), **skipped) == "without_his_word"

    def test_his_word_on_paper_has_its_scan(self, way: Way) -> None:
        way.said().circulating()
        on_paper = {**HIS_WORD, "signed_on": "paper"}
        skipped = {"document": 1, "reader": READER, **on_paper}
        assert way.unlawful("reader_skipped", CLERK, ("reason",), **skipped) == "scan_missing"

    @pytest.mark.parametrize(
        ("reader", "position", "problem"),
        [
            (READER, 2, "reader_twice"), (GONE, 2, "reader_unknown"), (99, 2, "reader_unknown"),
            (STRANGER, 0, "readers_miscounted"), (STRANGER, 3, "readers_miscounted"),
        ],
    )  # fmt: skip
    def test_i4_who_is_added_comes_last_and_is_here(self, way: Way, reader: int, position: int, problem: str) -> None:
        way.said().circulating()
        added = {"document": 1, "reader": reader, "position": position}
        assert way.unlawful("reader_added", HEAD, ("reason",), **added) == problem

    def test_i4_while_it_is_being_read(self, way: Way) -> None:
        way.said()
        added = {"document": 1, "reader": STRANGER, "position": 0}
        assert way.unlawful("reader_added", HEAD, ("reason",), **added) == "step_not_lawful"

    def test_i4_nobody_is_left_out_who_has_read_or_was_never_named(self, way: Way) -> None:
        way.said().circulating().all_read()
        for reader in (READER, STRANGER):
            skipped = {"document": 1, "reader": reader}
            assert way.unlawful("reader_skipped", HEAD, ("reason",), **skipped) == "turn_not_open"

    def test_i4_who_is_left_out_does_not_read(self, way: Way) -> None:
        way.said().circulating()
        way.lawful("reader_skipped", HEAD, ("reason",), document=1, reader=READER)
        assert way.unlawful("reading_signed", READER, ("text",), **way.reading(READER)) == "turn_not_open"
        way = Way().said().circulating()
        way.lawful("reader_skipped", HEAD, ("reason",), document=1, reader=READER)
        assert way.unlawful("handed_over", CLERK, **way.movement(CLERK, READER, "reading")) == "turn_not_open"


def test_i4_other_clerks_send_it_on_as_well(way: Way) -> None:
    way.said().circulating()
    way.lawful("handed_over", OTHER_CLERK, **way.movement(CLERK, READER, "reading", carrier=OTHER_CLERK))
