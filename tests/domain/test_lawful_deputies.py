"""Deputies 代理: who names one, and that one acts for another only then, on his days, and says so (rules, "People")."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from tests.domain.lawful_events import AUDITOR, CLERK, GONE, HEAD, OTHER_CLERK, READER, hashed
from tests.domain.lawful_ways import CHIEF, MEMBER, OFFICE_HEAD, OTHER_CHIEF, STRANGER, TODAY, TOMORROW, YESTERDAY, Way

LONG_AGO = "2026-03-03"


@pytest.fixture
def way() -> Way:
    return Way()


def naming(person: int = MEMBER, deputy: int = CHIEF, first: str = TODAY, last: str = TOMORROW) -> dict[str, Any]:
    return {"person": person, "deputy": deputy, "first": first, "last": last}


class TestNaming:
    def test_everybody_names_his_own(self, way: Way) -> None:
        way.lawful("deputy_named", MEMBER, **naming())

    @pytest.mark.parametrize("actor", [CHIEF, HEAD])
    def test_who_fell_ill_gets_one_from_his_manager_with_a_reason(self, way: Way, actor: int) -> None:
        way.lawful("deputy_named", actor, ("reason",), **naming(deputy=STRANGER))
        assert way.unlawful("deputy_named", actor, **naming(deputy=STRANGER)) == "reason_missing"

    def test_the_head_of_the_office_is_the_offices_manager(self, way: Way) -> None:
        way.lawful("person_added", 0, person=12, roles=["clerk"], department=3)
        way.lawful("deputy_named", OFFICE_HEAD, ("reason",), **naming(person=12, deputy=CLERK))

    @pytest.mark.parametrize("actor", [OTHER_CHIEF, STRANGER, READER, CLERK, OFFICE_HEAD, AUDITOR])
    def test_nobody_else_names_one_for_him(self, way: Way, actor: int) -> None:
        assert way.unlawful("deputy_named", actor, ("reason",), **naming()) == "not_his_department"

    @pytest.mark.parametrize(
        ("told", "problem"),
        [
            (naming(deputy=MEMBER), "deputy_wrong"),
            (naming(first=TOMORROW, last=TODAY), "deputy_wrong"),
            (naming(first="2026-03-01", last=LONG_AGO), "deputy_wrong"),
            (naming(deputy=GONE), "person_unknown"),
            (naming(deputy=99), "person_unknown"),
            (naming(person=GONE), "person_left"),
            (naming(person=99), "person_unknown"),
        ],
    )
    def test_a_deputy_is_somebody_else_who_is_here_for_days_to_come(
        self, way: Way, told: dict[str, Any], problem: str
    ) -> None:
        assert way.unlawful("deputy_named", told["person"], ("reason",), **told) == problem


class TestEnding:
    def ended(self, seq: int, **changes: Any) -> dict[str, Any]:
        return {"person": MEMBER, "naming": seq, "on": TODAY, **changes}

    @pytest.mark.parametrize("actor", [MEMBER, HEAD])
    def test_by_himself_or_the_general_manager(self, way: Way, actor: int) -> None:
        seq = way.deputy(MEMBER, CHIEF, last="2026-03-20")
        way.lawful("deputy_ended", actor, **self.ended(seq))

    @pytest.mark.parametrize("actor", [CHIEF, CLERK])
    def test_by_nobody_else(self, way: Way, actor: int) -> None:
        seq = way.deputy(MEMBER, CHIEF)
        assert way.unlawful("deputy_ended", actor, **self.ended(seq)) == "not_his_own"

    def test_what_was_never_named_or_is_anothers_is_not_ended(self, way: Way) -> None:
        seq = way.deputy(MEMBER, CHIEF)
        assert way.unlawful("deputy_ended", MEMBER, **self.ended(seq + 7)) == "deputy_wrong"
        assert way.unlawful("deputy_ended", HEAD, **self.ended(seq, person=CHIEF)) == "deputy_wrong"

    def test_nor_what_is_over_since_that_would_make_it_longer(self, way: Way) -> None:
        seq = way.deputy(MEMBER, CHIEF)
        way.at = "2026-03-09T04:00:00.000Z"
        assert way.unlawful("deputy_ended", MEMBER, **self.ended(seq, on="2026-03-09")) == "deputy_wrong"

    @pytest.mark.parametrize("on", [LONG_AGO, TOMORROW])
    def test_an_end_is_of_its_day(self, way: Way, on: str) -> None:
        seq = way.deputy(MEMBER, CHIEF)
        assert way.unlawful("deputy_ended", MEMBER, **self.ended(seq, on=on)) == "day_not_its_own"

    def test_of_somebody_who_has_left_the_general_manager_ends_it(self, way: Way) -> None:
        seq = way.deputy(MEMBER, CHIEF)
        way.lawful("person_left", HEAD, person=MEMBER)
        way.lawful("deputy_ended", HEAD, **self.ended(seq))


class TestActing:
    """What a deputy signs says so, and only on his days."""

    def sent(self, way: Way) -> Way:
        way.said().circulating().sent(READER)
        return way

    def test_i4_a_deputy_reads_and_the_record_says_so(self, way: Way) -> None:
        self.sent(way).deputy(READER, STRANGER)
        way.lawful("reading_signed", STRANGER, ("text",), **way.reading(READER, deputy=1))

    @pytest.mark.parametrize("said", [{}, {"deputy": 0}])
    def test_i4_not_as_if_he_were_the_reader(self, way: Way, said: dict[str, int]) -> None:
        self.sent(way).deputy(READER, STRANGER)
        assert way.unlawful("reading_signed", STRANGER, ("text",), **way.reading(READER, **said)) == "not_his_own"

    def test_i4_nor_the_reader_as_if_he_were_a_deputy(self, way: Way) -> None:
        self.sent(way).deputy(READER, STRANGER)
        own = way.reading(READER, deputy=1)
        assert way.unlawful("reading_signed", READER, ("text",), **own) == "not_his_own"

    @pytest.mark.parametrize("at", ["2026-03-09T04:00:00.000Z", "2026-03-12T16:00:00.000Z"], ids=["before", "after"])
    def test_i4_not_outside_his_days(self, way: Way, at: str) -> None:
        self.sent(way).deputy(READER, STRANGER, first="2026-03-10", last="2026-03-12")
        way.at = at
        assert way.unlawful("reading_signed", STRANGER, ("text",), **way.reading(READER, deputy=1)) == "not_his_own"

    @pytest.mark.parametrize("at", ["2026-03-09T16:00:00.000Z", "2026-03-12T15:59:59.000Z"], ids=["first", "last"])
    def test_i4_the_first_and_the_last_day_are_his(self, way: Way, at: str) -> None:
        self.sent(way).deputy(READER, STRANGER, first="2026-03-10", last="2026-03-12")
        way.at = at
        way.lawful("reading_signed", STRANGER, ("text",), **way.reading(READER, deputy=1))

    def test_i4_not_after_it_was_ended(self, way: Way) -> None:
        seq = self.sent(way).deputy(READER, STRANGER, last="2026-03-20")
        way.lawful("deputy_ended", READER, person=READER, naming=seq, on=TODAY)
        way.at = "2026-03-06T04:00:00.000Z"
        assert way.unlawful("reading_signed", STRANGER, ("text",), **way.reading(READER, deputy=1)) == "not_his_own"

    def test_i4_no_deputys_deputy(self, way: Way) -> None:
        self.sent(way).deputy(READER, STRANGER)
        way.deputy(STRANGER, OTHER_CLERK)
        assert way.unlawful("reading_signed", OTHER_CLERK, ("text",), **way.reading(READER, deputy=1)) == "not_his_own"

    def test_i5_a_managers_deputy_names_and_a_responsible_persons_deputy_reports(self, way: Way) -> None:
        task = {"document": 1, "department": 1}
        way.said().handling()
        way.deputy(CHIEF, OTHER_CHIEF)
        way.deputy(MEMBER, STRANGER)
        way.lawful("responsible_named", OTHER_CHIEF, **task, person=MEMBER, deputy=1)
        way.lawful("handling_accepted", STRANGER, **task, deputy=1)
        way.lawful("file_taken_in", STRANGER, **way.file("d", supplement=1))
        way.lawful("result_reported", STRANGER, ("result",), **task, files=["d" * 32], deputy=1)

    def test_i5_without_saying_so_he_names_nobody(self, way: Way) -> None:
        way.said().handling()
        way.deputy(CHIEF, OTHER_CHIEF)
        named = {"document": 1, "department": 1, "person": MEMBER}
        assert way.unlawful("responsible_named", OTHER_CHIEF, **named) == "not_his_department"


def test_yesterday_may_be_the_last_day_of_a_naming_that_was_begun_before_midnight(way: Way) -> None:
    way.lawful("deputy_named", MEMBER, **naming(first=YESTERDAY, last=YESTERDAY))


class TestAtDrafts:
    """What a deputy signs of the drafts names for whom (`deputy_for`), and is lawful only where he may."""

    DRAFT: ClassVar = {
        "document": 1, "series": "internal", "on": TODAY, "kind": "memo", "urgency": "routine", "copies": 1,
        "department": 1, "files": [],
    }  # fmt: skip
    SAID: ClassVar = ("title", "recipients", "unit")

    def put_up(self, way: Way, drafter: int = MEMBER) -> dict[str, Any]:
        """Everyday business of the first department, before its manager; the fields of its signature."""
        seq = way.lawful("draft_made", drafter, self.SAID, **self.DRAFT)
        way.lawful("draft_submitted", drafter, document=1, version=1, to=CHIEF, signature="sign")
        return {"document": 1, "version": 1, "covers": [hashed(seq).hex()], "on": TODAY}

    def test_on_his_days_he_signs_for_the_manager(self, way: Way) -> None:
        way.lawful("deputy_named", CHIEF, **naming(CHIEF, STRANGER))
        way.lawful("draft_signed", STRANGER, ("text",), **self.put_up(way), deputy_for=CHIEF)

    def test_not_without_being_named(self, way: Way) -> None:
        assert way.unlawful("draft_signed", STRANGER, **self.put_up(way), deputy_for=CHIEF) == "not_his_department"

    def test_nor_without_saying_so(self, way: Way) -> None:
        way.lawful("deputy_named", CHIEF, **naming(CHIEF, STRANGER))
        assert way.unlawful("draft_signed", STRANGER, **self.put_up(way)) == "not_his_department"

    def test_nor_his_own_draft(self, way: Way) -> None:
        way.lawful("deputy_named", CHIEF, **naming(CHIEF, MEMBER))
        assert way.unlawful("draft_signed", MEMBER, **self.put_up(way), deputy_for=CHIEF) == "not_for_oneself"

    def test_nor_as_the_general_manager(self, way: Way) -> None:
        way.lawful("deputy_named", HEAD, **naming(HEAD, STRANGER))
        found = way.unlawful("draft_signed", STRANGER, **self.put_up(way), deputy_for=HEAD)
        assert found == "needs_general_manager"

    def test_he_returns_it(self, way: Way) -> None:
        way.lawful("deputy_named", CHIEF, **naming(CHIEF, STRANGER))
        self.put_up(way)
        told = {"document": 1, "version": 1, "to": MEMBER}
        way.lawful("draft_returned", STRANGER, ("reason",), **told, deputy_for=CHIEF)

    def test_he_countersigns(self, way: Way) -> None:
        way.lawful("deputy_named", OTHER_CHIEF, **naming(OTHER_CHIEF, STRANGER))
        seq = way.lawful("draft_made", MEMBER, self.SAID, **self.DRAFT)
        way.lawful("countersign_asked", MEMBER, document=1, version=1, persons=[OTHER_CHIEF])
        told = {"document": 1, "version": 1, "covers": [hashed(seq).hex()], "left": 0}
        assert way.judge.drafts.deputies is way.judge.deputies
        way.lawful("countersigned", STRANGER, ("text",), **told, deputy_for=OTHER_CHIEF)
