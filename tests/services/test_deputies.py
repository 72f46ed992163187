"""Deputies 代理 through the services (rules, "People"): who names one, for which days, and who ends it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from filedesk.services import circulation, deputies
from filedesk.services.verification import verify
from tests.services.route_office import (
    AUDITOR,
    BUILDER,
    BUILDING_HAND,
    CHIEF_OF_OFFICE,
    CLERK,
    HEAD,
    ID,
    PAYER,
    PAYING_HAND,
    SECOND_CLERK,
    Ways,
)  # fmt: skip

TODAY, DAY = date(2026, 3, 5), timedelta(days=1)


def name(office: Ways, by: str, person: str, deputy: str, **changes: Any) -> int:
    """Somebody is named; the naming's seq."""
    told = {"first": TODAY, "last": TODAY + 4 * DAY, "reason": "病假", **changes}
    deputies.name_deputy(office.ports, office.session(by), person=ID[person], deputy=ID[deputy], **told)
    return office.size()


def represented(office: Ways, deputy: str) -> set[int]:
    with office.ports.ledger.reading() as rows:
        return set(deputies.represented(rows, ID[deputy], office.ports.today(rows)))


class TestNaming:
    def test_ones_own_without_a_reason(self, manned: Ways) -> None:
        seq = name(manned, BUILDER, BUILDER, PAYER, reason="")
        (row,) = manned.rows("deputy")
        assert (row["seq"], row["person"], row["deputy"]) == (seq, ID[BUILDER], ID[PAYER])
        assert (row["first"], row["last"], row["named_by"]) == ("2026-03-05", "2026-03-09", ID[BUILDER])
        assert represented(manned, PAYER) == {ID[BUILDER]}
        assert verify(manned.ports).good

    @pytest.mark.parametrize(
        ("by", "person"),
        [
            (BUILDER, BUILDING_HAND),
            (PAYER, PAYING_HAND),
            (HEAD, BUILDING_HAND),
            (HEAD, PAYER),
            (CHIEF_OF_OFFICE, CLERK),
        ],
    )
    def test_who_fell_ill_gets_one_from_his_manager_with_a_reason(self, manned: Ways, by: str, person: str) -> None:
        with manned.refuses("reason_missing"):
            name(manned, by, person, SECOND_CLERK, reason=" ")
        name(manned, by, person, SECOND_CLERK)
        assert manned.rows("deputy")[0]["reason"] == "病假"
        assert verify(manned.ports).good

    @pytest.mark.parametrize(
        ("by", "person"), [(PAYER, BUILDING_HAND), (BUILDING_HAND, BUILDER), (CLERK, BUILDER), (CHIEF_OF_OFFICE, PAYER)]
    )
    def test_from_nobody_else(self, manned: Ways, by: str, person: str) -> None:
        with manned.refuses("not_his_manager"):
            name(manned, by, person, SECOND_CLERK)

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"last": TODAY - DAY, "first": TODAY - 2 * DAY}, "period_over"),
            ({"first": TODAY + 5 * DAY}, "period_backwards"),
            ({"first": TODAY, "last": TODAY - DAY}, "period_backwards"),
        ],
    )
    def test_for_days_to_come(self, manned: Ways, changes: dict[str, Any], code: str) -> None:
        with manned.refuses(code):
            name(manned, BUILDER, BUILDER, PAYER, **changes)

    def test_somebody_else_who_is_there(self, manned: Ways) -> None:
        with manned.refuses("deputy_is_himself"):
            name(manned, BUILDER, BUILDER, BUILDER)
        with manned.refuses("person_gone"):
            deputies.name_deputy(
                manned.ports, manned.session(BUILDER), person=ID[BUILDER], deputy=99, first=TODAY, last=TODAY
            )

    @pytest.mark.parametrize(("person", "deputy"), [(BUILDING_HAND, PAYER), (PAYER, BUILDING_HAND)])
    def test_nobody_who_has_left(self, manned: Ways, person: str, deputy: str) -> None:
        manned.leaves(BUILDING_HAND)
        with manned.refuses("person_gone"):
            name(manned, HEAD, person, deputy)

    def test_auditors_are_not_represented(self, manned: Ways) -> None:
        with manned.refuses("act_not_for_role"):
            name(manned, AUDITOR, AUDITOR, CLERK)


class TestDays:
    def test_the_first_and_the_last_day_are_his_and_no_other(self, manned: Ways) -> None:
        name(manned, BUILDER, BUILDER, PAYER, first=TODAY + DAY, last=TODAY + 2 * DAY)
        days = []
        for _ in range(4):
            days.append(represented(manned, PAYER) == {ID[BUILDER]})
            manned.clock.advance(DAY)
        assert days == [False, True, True, False]

    def test_the_day_is_the_offices(self, manned: Ways) -> None:
        """At half past four in the afternoon in London it is tomorrow in Shanghai."""
        name(manned, BUILDER, BUILDER, PAYER, last=TODAY)
        manned.clock.advance(timedelta(hours=10, minutes=59))
        assert represented(manned, PAYER) == {ID[BUILDER]}
        manned.clock.advance(timedelta(minutes=1))
        assert represented(manned, PAYER) == set()


class TestEnding:
    @pytest.mark.parametrize("by", [BUILDER, HEAD])
    def test_by_himself_or_the_general_manager_today_is_the_last_day(self, manned: Ways, by: str) -> None:
        seq = name(manned, BUILDER, BUILDER, PAYER)
        deputies.end_deputy(manned.ports, manned.session(by), naming=seq)
        assert manned.row("deputy", seq=seq)["last"] == "2026-03-05"
        manned.clock.advance(DAY)
        assert represented(manned, PAYER) == set()
        assert verify(manned.ports).good

    @pytest.mark.parametrize("by", [PAYER, BUILDING_HAND, CLERK])
    def test_by_nobody_else(self, manned: Ways, by: str) -> None:
        seq = name(manned, BUILDER, BUILDER, PAYER)
        with manned.refuses("not_his_manager"):
            deputies.end_deputy(manned.ports, manned.session(by), naming=seq)

    def test_what_is_over_is_not_ended_since_that_would_make_it_longer(self, manned: Ways) -> None:
        seq = name(manned, BUILDER, BUILDER, PAYER)
        manned.clock.advance(7 * DAY)
        with manned.refuses("period_over"):
            deputies.end_deputy(manned.ports, manned.session(BUILDER), naming=seq)

    def test_nor_what_never_was(self, manned: Ways) -> None:
        with manned.refuses("deputy_unknown"):
            deputies.end_deputy(manned.ports, manned.session(BUILDER), naming=5)

    def test_of_somebody_who_has_left_the_general_manager_ends_it(self, manned: Ways) -> None:
        seq = name(manned, BUILDER, BUILDER, PAYER)
        manned.leaves(BUILDER)
        deputies.end_deputy(manned.ports, manned.session(HEAD), naming=seq)
        assert verify(manned.ports).good


def test_i4_a_deputys_deputy_does_not_act(manned: Ways) -> None:
    document = manned.circulating(BUILDER)
    name(manned, BUILDER, BUILDER, PAYER)
    name(manned, PAYER, PAYER, BUILDING_HAND)
    with manned.refuses("not_his_deputy"):
        circulation.sign_reading(manned.ports, manned.session(BUILDING_HAND), document=document, reader=ID[BUILDER])
