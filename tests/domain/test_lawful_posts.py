"""Leaving a post as a verifier judges it: three people, in their order, one list, and only what he held passes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.lawful_events import AUDITOR, CLERK, GONE, HEAD, OTHER_CLERK, READER, hashed
from tests.domain.lawful_ways import CHIEF, MEMBER, OFFICE_HEAD, OTHER_CHIEF, STRANGER, TODAY, Way

PARTIES = (CHIEF, MEMBER, OFFICE_HEAD)
PARTS = ("leaver", "successor", "supervisor")
READING = {"kind": "reading", "document": 1, "key": 1, "position": 1}


def listed(**changes: Any) -> dict[str, Any]:
    told = {"papers": [], "steps": [], "stays": [], "folders": [], "lines": []}
    return {"post": 1, "version": 1, **dict(zip(PARTS, PARTIES, strict=True)), **told, **changes}


class Office(Way):
    """The office's first manager hands over to one of his people; the head of the office supervises."""

    def __init__(self) -> None:
        super().__init__()
        self.list_seq = 0
        self.told: dict[str, Any] = {}

    def listing(self, actor: int = CHIEF, **changes: Any) -> None:
        self.told = listed(**changes)
        self.list_seq = self.lawful("post_listed", actor, **self.told)

    def signature(self, place: int, **changes: Any) -> dict[str, Any]:
        told = {"post": 1, "version": self.told["version"], "part": PARTS[place], "covers": hashed(self.list_seq).hex()}
        last = {name: self.told[name] for name in ("leaver", "successor", "papers", "steps")} if place == 2 else {}
        return {**told, **last, **changes}

    def signed(self, *places: int) -> None:
        for place in places:
            self.lawful("post_signed", PARTIES[place], **self.signature(place))

    def with_reader(self) -> None:
        """The manager has a paper to read."""
        self.said((READER, CHIEF)).circulating().sent(CHIEF)
        self.listing(papers=[{"document": 1, "copy": 1}], steps=[READING])


@pytest.fixture
def office() -> Office:
    return Office()


class TestTheList:
    @pytest.mark.parametrize("actor", [CHIEF, CLERK, OFFICE_HEAD, HEAD])
    def test_he_himself_the_office_and_the_general_manager_prepare_it(self, office: Office, actor: int) -> None:
        office.listing(actor)

    @pytest.mark.parametrize("actor", [OTHER_CHIEF, STRANGER, MEMBER])
    def test_nobody_else_does_nor_withdraws_it(self, office: Office, actor: int) -> None:
        assert office.unlawful("post_listed", actor, **listed()) == "not_his_own"
        office.lawful("post_listed", CHIEF, **listed(version=2))
        assert office.unlawful("post_withdrawn", actor, ("reason",), post=1) == "not_his_own"

    @pytest.mark.parametrize("supervisor", [CHIEF, MEMBER, AUDITOR, GONE, 99])
    def test_three_people_who_are_here_and_may_sign(self, office: Office, supervisor: int) -> None:
        assert office.unlawful("post_listed", CHIEF, **listed(supervisor=supervisor)) == "post_both_sides"

    def test_versions_follow_one_another_on_the_same_leaver(self, office: Office) -> None:
        office.listing()
        assert office.unlawful("post_listed", CHIEF, **listed()) == "version_differs"

    def test_one_open_list_for_each(self, office: Office) -> None:
        office.listing()
        assert office.unlawful("post_listed", CHIEF, **listed(post=2)) == "post_not_open"
        office.lawful("post_withdrawn", CHIEF, ("reason",), post=2)
        office.lawful("post_withdrawn", CHIEF, ("reason",), post=1)
        assert office.unlawful("post_withdrawn", CHIEF, ("reason",), post=1) == "post_not_open"

    def test_it_names_just_the_papers_that_he_holds(self, office: Office) -> None:
        office.said((READER, CHIEF)).circulating().sent(CHIEF)
        assert office.unlawful("post_listed", CHIEF, **listed()) == "post_incomplete"

    def test_and_none_that_he_does_not(self, office: Office) -> None:
        office.registered()
        paper = [{"document": 1, "copy": 1}]
        assert office.unlawful("post_listed", CHIEF, **listed(papers=paper)) == "holder_differs"

    def test_nor_what_does_not_wait_for_him(self, office: Office) -> None:
        office.said((READER, CHIEF)).circulating()
        assert office.unlawful("post_listed", CHIEF, **listed(steps=[READING])) == "step_not_his"

    def test_nor_what_may_not_pass(self, office: Office) -> None:
        """What lies before the general manager, and the turn of somebody whose successor reads the paper himself."""
        office.submitted()
        approval = {"kind": "approval", "document": 1, "key": 0, "position": 0}
        told = listed(leaver=HEAD, successor=CHIEF, supervisor=CLERK)
        assert office.unlawful("post_listed", HEAD, **{**told, "steps": [approval]}) == "step_may_not_pass"
        office.lawful("post_withdrawn", HEAD, ("reason",), post=1)
        office.lawful("post_listed", HEAD, **{**told, "post": 2, "stays": [approval]})

    def test_a_reader_takes_over_nobodys_turn(self, office: Office) -> None:
        office.said((READER, CHIEF)).circulating().sent(CHIEF)
        told = listed(successor=READER, papers=[{"document": 1, "copy": 1}], steps=[READING])
        assert office.unlawful("post_listed", CHIEF, **told) == "step_may_not_pass"


class TestSigning:
    def test_in_their_order_and_then_it_passes(self, office: Office) -> None:
        office.with_reader()
        office.signed(0, 1, 2)
        assert office.unlawful("reading_signed", CHIEF, ("text",), **office.reading(CHIEF)) == "turn_not_open"

    def test_the_successor_reads_in_his_place(self, office: Office) -> None:
        office.with_reader()
        office.signed(0, 1, 2)
        office.lawful("reading_signed", MEMBER, ("text",), **office.reading(MEMBER))
        office.back(MEMBER)

    @pytest.mark.parametrize("place", [1, 2])
    def test_not_out_of_order(self, office: Office, place: int) -> None:
        office.listing()
        found = office.unlawful("post_signed", PARTIES[place], **office.signature(place))
        assert found == "signed_out_of_order"

    def test_not_twice(self, office: Office) -> None:
        office.listing()
        office.signed(0)
        assert office.unlawful("post_signed", CHIEF, **office.signature(0)) == "signed_out_of_order"

    @pytest.mark.parametrize("actor", [MEMBER, OFFICE_HEAD, HEAD])
    def test_nobody_signs_for_another(self, office: Office, actor: int) -> None:
        office.listing()
        assert office.unlawful("post_signed", actor, **office.signature(0)) == "not_his_own"

    def test_only_the_list_that_stands(self, office: Office) -> None:
        office.listing()
        office.signed(0)
        office.listing(version=2)
        assert office.unlawful("post_signed", MEMBER, **office.signature(1, version=1)) == "covers_differ"

    def test_a_new_list_wants_every_signature_anew(self, office: Office) -> None:
        office.listing()
        office.signed(0)
        office.listing(version=2)
        assert office.unlawful("post_signed", MEMBER, **office.signature(1)) == "signed_out_of_order"

    def test_nothing_passes_before_the_last(self, office: Office) -> None:
        office.with_reader()
        told = {name: office.told[name] for name in ("leaver", "successor", "papers", "steps")}
        assert office.unlawful("post_signed", CHIEF, **office.signature(0, **told)) == "passed_too_early"

    @pytest.mark.parametrize(
        "changes", [{"papers": []}, {"steps": []}, {"successor": OTHER_CLERK}, {"leaver": OTHER_CLERK}]
    )
    def test_just_what_the_list_tells_passes(self, office: Office, changes: dict[str, Any]) -> None:
        office.with_reader()
        office.signed(0, 1)
        found = office.unlawful("post_signed", OFFICE_HEAD, **office.signature(2, **changes))
        assert found == "not_as_listed"

    def test_and_only_what_he_still_has(self, office: Office) -> None:
        office.with_reader()
        office.signed(0, 1)
        office.lawful("reading_signed", CHIEF, ("text",), **office.reading(CHIEF))
        assert office.unlawful("post_signed", OFFICE_HEAD, **office.signature(2)) == "step_not_his"


class TestOnPaper:
    def recorded(self, office: Office, place: int = 0, **changes: Any) -> dict[str, Any]:
        told = {"document": 1, "person": PARTIES[place], "signed_on": "paper", "given": TODAY, "scan": "a" * 32}
        return {**office.signature(place), **told, **changes}

    @pytest.fixture
    def office(self) -> Office:
        made = Office()
        made.listing()
        made.registered()
        made.lawful("file_taken_in", CLERK, ("name", "content"), **made.file("a"))
        return made

    def test_the_clerk_records_it_and_he_confirms_it(self, office: Office) -> None:
        seq = office.lawful("post_recorded", CLERK, **self.recorded(office))
        office.lawful("recorded_confirmed", CHIEF, document=1, recorded=seq)

    def test_not_for_another_than_whose_turn_it_is(self, office: Office) -> None:
        assert office.unlawful("post_recorded", CLERK, **self.recorded(office, person=MEMBER)) == "not_his_own"

    def test_not_by_one_of_the_three(self, office: Office) -> None:
        office.listing(version=2, supervisor=CLERK)
        assert office.unlawful("post_recorded", CLERK, **self.recorded(office)) == "post_both_sides"

    def test_not_without_its_scan(self, office: Office) -> None:
        told = self.recorded(office, scan="b" * 32)
        assert office.unlawful("post_recorded", CLERK, **told) == "scan_missing"


@given(st.lists(st.sampled_from(range(3)), max_size=8))
def test_whatever_is_tried_it_passes_only_after_all_three_in_their_order(tried: list[int]) -> None:
    """Each signature is lawful just when it is the next one's; with the third the post is over."""
    office = Office()
    office.with_reader()
    done = 0
    for place in tried:
        found = [code for _seq, code in deepcopy(office).tell("post_signed", PARTIES[place], **office.signature(place))]
        if done == len(PARTIES):
            assert found == ["post_not_open"]
        elif place != done:
            assert found == ["signed_out_of_order"]
        else:
            assert found == []
            office.signed(place)
            done += 1
    assert (office.judge.documents.documents[1].holder == MEMBER) == (done == len(PARTIES))
