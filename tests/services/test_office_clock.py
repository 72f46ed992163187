"""A clock that leaps or was wrong: nothing is lost, a person answers, the answer is signed (design, "Clock")."""

from __future__ import annotations

from datetime import timedelta

import pytest

from filedesk.clock import from_text
from filedesk.errors import ClockDoubtful, KeyOrSealWrong, RuleRefused
from filedesk.services import checkpoints, people
from filedesk.services.office_clock import clock_is_right, correct_clock
from filedesk.services.verification import verify
from filedesk.texts import error_text
from tests.desk_template import CLERK, HEAD, NOON, PASSWORD, Office, entry

TEN_YEARS = timedelta(days=3650)


def test_a_leap_forward_asks_and_then_goes_on(office: Office) -> None:
    office.register()
    office.session()
    office.clock.advance(timedelta(days=31))
    before = office.size()
    with pytest.raises(ClockDoubtful) as caught:
        office.register()
    assert caught.value.code == "clock_jumped"
    assert "2026-04-05" in error_text(caught.value)
    assert office.size() == before
    clock_is_right(office.ports)
    assert office.register().number == "收〔2026〕0002"
    office.clock.advance(timedelta(days=29))
    office.register()
    assert verify(office.ports).good


def test_an_answer_holds_for_the_day_that_it_was_given_on(office: Office) -> None:
    office.session()
    clock_is_right(office.ports)
    office.clock.advance(TEN_YEARS)
    with pytest.raises(ClockDoubtful, match="clock_jumped"):
        office.register()


def test_signing_in_and_checkpoints_ask_nobody_and_do_not_leap(office: Office) -> None:
    office.register()
    office.clock.advance(TEN_YEARS)
    with pytest.raises(KeyOrSealWrong, match="password_wrong"):
        people.sign_in(office.ports, name=CLERK, password="wrong")
    people.sign_in(office.ports, name=CLERK, password=PASSWORD)
    checkpoints.take_checkpoint(office.ports)
    with office.ports.ledger.reading() as reading:
        assert from_text(reading.event(reading.size())[0].at) < NOON + timedelta(hours=1)


class TestACorrection:
    @pytest.fixture
    def wrong(self, office: Office) -> Office:
        """An office in which something was recorded ten years too late, and the clock was set right afterwards."""
        office.session(HEAD)
        office.clock.advance(TEN_YEARS)
        clock_is_right(office.ports)
        office.register("时钟不对时登记的")
        office.clock.advance(-TEN_YEARS)
        return office

    def test_until_it_is_signed_nothing_is_recorded(self, wrong: Office) -> None:
        with pytest.raises(ClockDoubtful, match="clock_behind"):
            wrong.register()

    def test_the_general_manager_signs_that_the_times_before_are_wrong(self, wrong: Office) -> None:
        correct_clock(wrong.ports, wrong.session(HEAD))
        wrong.clock.advance(timedelta(minutes=1))
        made = wrong.register("时钟对了以后登记的")
        row = wrong.row("document", id=made.document)
        assert from_text(str(row["registered_at"])) == NOON + timedelta(minutes=1)
        report = verify(wrong.ports)
        assert report.good, report.findings

    def test_nobody_else_signs_it(self, wrong: Office) -> None:
        with pytest.raises(RuleRefused, match="act_not_for_role"):
            correct_clock(wrong.ports, wrong.session(CLERK))

    def test_a_clock_that_is_not_behind_needs_none(self, office: Office) -> None:
        office.clock.advance(timedelta(minutes=1))
        with pytest.raises(RuleRefused, match="clock_not_behind"):
            correct_clock(office.ports, office.session(HEAD))

    def test_a_wrong_password_under_the_wrong_clock_shuts_nobody_out_for_years(self, wrong: Office) -> None:
        wrong.clock.advance(TEN_YEARS)
        with pytest.raises(KeyOrSealWrong, match="password_wrong"):
            people.sign_in(wrong.ports, name=HEAD, password="wrong")
        wrong.clock.advance(-TEN_YEARS)
        session = people.sign_in(wrong.ports, name=HEAD, password=PASSWORD)
        correct_clock(wrong.ports, session)
        assert verify(wrong.ports).good


def test_a_service_inside_an_open_reading_is_a_mistake_in_the_code(office: Office) -> None:
    with office.ports.ledger.reading(), pytest.raises(RuntimeError, match="inside another"):
        office.register()
    with office.ports.ledger.writing(), pytest.raises(RuntimeError, match="inside another"):
        people.people(office.ports)
    assert office.register(entry().title).document == 1
