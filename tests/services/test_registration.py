"""Registering (I1, I2): numbers without gaps, years and closed books, what is refused, twice, corrected, void."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from filedesk.domain.documents import Attachment, Level, Medium, Series
from filedesk.errors import ChangedMeanwhile, EnvironmentFailed, FiledeskError, RuleRefused
from filedesk.services import instruction, reading, registration
from filedesk.services.ledger import Query
from filedesk.services.verification import verify
from tests.desk_template import (
    ADMINISTRATOR,
    AUDITOR,
    HEAD,
    OFFICE_HEAD,
    RESPONSIBLE,
    SECOND_CLERK,
    Office,
    entry,
)


class TestNumbers:
    def test_each_series_counts_for_itself(self, office: Office) -> None:
        numbers = [office.register(series=series).number for series in Series for _ in range(2)]
        assert numbers == [f"{mark}〔2026〕000{serial}" for mark in "收发内" for serial in (1, 2)]

    def test_the_year_is_that_of_receipt(self, office: Office) -> None:
        assert office.register(received=date(2025, 12, 31)).number == "收〔2025〕0001"
        assert office.register(received=date(2026, 1, 1)).number == "收〔2026〕0001"

    def test_without_a_day_of_receipt_it_is_the_offices_today(self, office: Office) -> None:
        office.clock.moment = office.clock.moment.replace(year=2026, month=12, day=31, hour=16, minute=30)
        office.ports.ledger.trust_clock()
        made = office.register()
        assert made.number == "收〔2027〕0001"  # half past midnight on 1 January in Shanghai
        assert office.row("document", id=made.document)["received"] == "2027-01-01"

    def test_once_a_book_is_closed_its_year_is_entered_late_in_the_present_one(self, office: Office) -> None:
        """补登 (conventions, "Numbers and codes")."""
        office.register(received=date(2025, 12, 30))
        registration.close_book(office.ports, office.session(), series=Series.INCOMING, year=2025)
        late = office.register(received=date(2025, 12, 31))
        assert late.number == "收〔2026〕0001"
        assert office.row("document", id=late.document)["late"] == 1
        assert office.register(series=Series.OUTGOING, received=date(2025, 12, 31)).number == "发〔2025〕0001"
        assert verify(office.ports).good

    def test_the_running_years_book_and_a_closed_one_cannot_be_closed(self, office: Office) -> None:
        office.register(received=date(2025, 12, 30))
        close = lambda year: registration.close_book(  # noqa: E731
            office.ports, office.session(), series=Series.INCOMING, year=year
        )
        with pytest.raises(RuleRefused, match="book_still_running"):
            close(2026)
        close(2025)
        with pytest.raises(RuleRefused, match="book_closed_already"):
            close(2025)

    def test_two_who_register_at_the_same_time_leave_no_gap(self, office: Office) -> None:
        made: list[str] = []
        session = office.session()

        def work() -> None:
            for _ in range(25):
                made.append(registration.register(office.ports, session, entry=entry()).number)
            office.desk.database.close()

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(made) == [f"收〔2026〕{serial:04d}" for serial in range(1, 76)]
        assert verify(office.ports).good


REFUSED = [
    ({"title": " \u202e\u200b "}, "title_missing"),
    ({"title": "长" * 2001}, "title_too_long"),
    ({"sender": "\t"}, "sender_missing"),
    ({"sender": "某" * 401}, "text_too_long"),
    ({"notes": "某" * 4001}, "text_too_long"),
    ({"kind": "poem"}, "kind_unknown"),
    ({"received": date(2026, 3, 7)}, "date_in_future"),
    ({"dated": date(2026, 3, 7)}, "date_in_future"),
    ({"dated": date(1899, 12, 31)}, "date_too_early"),
    ({"deadline": date(2026, 3, 4)}, "deadline_before_receipt"),
    ({"copies": 0}, "copies_out_of_range"),
    ({"copies": -3}, "copies_out_of_range"),
    ({"copies": 100_001}, "copies_out_of_range"),
    ({"pages": -1}, "pages_out_of_range"),
    ({"attachments": (Attachment("图", Medium.PAPER, 0),)}, "copies_out_of_range"),
    ({"department": 99}, "department_unknown"),
    ({"level": Level.SECRET}, "secret_not_yet"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSED, ids=[f"{next(iter(c))}-{code}" for c, code in REFUSED])
def test_a_refused_entry_uses_no_number(office: Office, changes: dict[str, object], code: str, tmp_path: Path) -> None:
    """I2: the field is named, nothing is used, and what was staged stays staged for the next attempt."""
    paper = tmp_path / "paper.txt"
    paper.write_text("x")
    staged = office.stage(paper)
    size = office.size()
    with pytest.raises(RuleRefused) as caught:
        office.register(**{"title": "关于测试的通知", **changes}, staged=staged)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert office.size() == size
    assert office.register(staged=staged).number == "收〔2026〕0001"
    assert verify(office.ports, session=office.session()).good


def test_the_words_are_kept_tidy_and_whole(office: Office) -> None:
    made = office.register(
        "  关于\u202e测试\n的\u3000通知 ", sender="市 财政局", notes="一\n\n二  \n", sender_number="财〔2026〕5号"
    )
    row = office.row("document", id=made.document)
    assert (row["title"], row["sender"], row["notes"]) == ("关于测试 的 通知", "市 财政局", "一\n\n二")


class TestTwice:
    def test_the_same_number_from_the_same_sender_is_shown(self, office: Office) -> None:
        office.register(sender_number="财〔2026〕5号")
        look = lambda **changes: registration.look_for_twice(  # noqa: E731
            office.ports, office.session(), entry=entry(**changes), staged=[]
        )
        assert [row["number"] for row in look(sender_number=" 财〔2026〕5号 ").same_number] == ["收〔2026〕0001"]
        assert not look(sender_number="财〔2026〕5号", sender="市税务局")
        assert not look(sender_number="财〔2026〕6号")
        assert not look()

    def test_the_same_file_is_shown_under_any_name(self, office: Office, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("same content")
        (tmp_path / "b.pdf").write_text("same content")
        (tmp_path / "c.txt").write_text("other content")
        office.register(staged=office.stage(tmp_path / "a.txt"))
        look = lambda name: registration.look_for_twice(  # noqa: E731
            office.ports, office.session(), entry=entry(), staged=office.stage(tmp_path / name)
        )
        assert [row["number"] for row in look("b.pdf").same_file] == ["收〔2026〕0001"]
        assert not look("c.txt")


class TestWhoMay:
    @pytest.mark.parametrize("name", [AUDITOR, HEAD, OFFICE_HEAD, RESPONSIBLE, ADMINISTRATOR])
    def test_only_a_clerk_registers(self, office: Office, name: str) -> None:
        """F1."""
        with pytest.raises(RuleRefused) as caught:
            registration.register(office.ports, office.session(name), entry=entry())
        assert (caught.value.code, caught.value.rule) == ("act_not_for_role", "F1")

    @pytest.mark.parametrize("name", [AUDITOR, HEAD, ADMINISTRATOR])
    def test_only_a_clerk_voids_corrects_and_adds_folders(self, office: Office, name: str) -> None:
        office.register()
        session = office.session(name)
        for act in (
            lambda: registration.void_number(office.ports, session, document=1, reason="误"),
            lambda: registration.correct(office.ports, session, document=1, entry=entry("改"), reason="误"),
            lambda: registration.add_files(office.ports, session, document=1, staged=[]),
            lambda: instruction.add_folder(office.ports, session, name="卷", year=2026),
        ):
            with pytest.raises(RuleRefused, match="act_not_for_role"):
                act()


class TestCorrecting:
    def test_a_slip_of_typing_needs_no_reason(self, office: Office) -> None:
        """笔误: the same person, before anyone else acted."""
        made = office.register("错字")
        registration.correct(office.ports, office.session(), document=made.document, entry=entry("正字"))
        assert office.row("document", id=1)["title"] == "正字"
        query = Query(Series.INCOMING, "正字")
        assert len(reading.ids(office.ports, office.session(), query)) == 1
        assert len(reading.ids(office.ports, office.session(), Query(Series.INCOMING, "错字"))) == 0

    def test_anybody_else_gives_a_reason(self, office: Office) -> None:
        made = office.register("错字")
        other = office.session(SECOND_CLERK)
        with pytest.raises(RuleRefused, match="reason_missing"):
            registration.correct(office.ports, other, document=made.document, entry=entry("正字"))
        registration.correct(office.ports, other, document=made.document, entry=entry("正字"), reason="标题抄错")
        told = reading.document(office.ports, other, made.document).timeline[-1]
        assert told[1]["reason"] == "标题抄错"
        assert told[0].data["slip"] == 0

    def test_fewer_attachments_leave_none_behind(self, office: Office) -> None:
        made = office.register(attachments=(Attachment("甲"), Attachment("乙"), Attachment("丙")))
        registration.correct(
            office.ports, office.session(), document=made.document, entry=entry(attachments=(Attachment("丁"),))
        )
        assert [row["what"] for row in office.rows("attachment")] == ["丁"]
        assert verify(office.ports).good

    def test_it_stays_in_its_series(self, office: Office) -> None:
        made = office.register()
        with pytest.raises(RuleRefused, match="series_stays"):
            registration.correct(
                office.ports, office.session(), document=made.document, entry=entry(series=Series.OUTGOING)
            )


class TestVoid:
    def test_a_void_number_stays_with_its_reason_and_is_not_used_again(self, office: Office) -> None:
        made = office.register()
        with pytest.raises(RuleRefused, match="reason_missing"):
            registration.void_number(office.ports, office.session(), document=made.document, reason=" ")
        registration.void_number(office.ports, office.session(), document=made.document, reason="重复登记")
        row = office.row("document", id=made.document)
        assert (row["state"], row["void_reason"]) == ("void", "重复登记")
        assert office.register().number == "收〔2026〕0002"
        with pytest.raises(RuleRefused, match="document_void"):
            registration.add_files(office.ports, office.session(), document=made.document, staged=[])

    def test_what_the_general_manager_has_cannot_be_voided(self, office: Office) -> None:
        made = office.register()
        office.submit(made.document)
        with pytest.raises(RuleRefused, match="step_not_now"):
            registration.void_number(office.ports, office.session(), document=made.document, reason="误")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(office: Office) -> None:
    made = office.register("原题")
    seen = office.row("document", id=made.document)["last_seq"]
    other = office.session(SECOND_CLERK)
    registration.correct(office.ports, other, document=made.document, entry=entry("他题"), reason="抄错")
    assert isinstance(seen, int)
    for act in (
        lambda: registration.correct(
            office.ports, office.session(), document=1, entry=entry("我题"), reason="x", seen=seen
        ),
        lambda: registration.void_number(office.ports, office.session(), document=1, reason="误", seen=seen),
        lambda: instruction.submit(office.ports, office.session(), documents=[1], seen=seen),
    ):
        with pytest.raises(ChangedMeanwhile) as caught:
            act()
        assert caught.value.params == {
            "number": "收〔2026〕0001",
            "name": SECOND_CLERK,
            "last_seq": office.row("document", id=1)["last_seq"],
        }
    assert office.row("document", id=1)["title"] == "他题"


class TestTheClock:
    def test_a_clock_set_back_a_year_is_told_and_nothing_is_written(self, office: Office) -> None:
        office.register()
        office.clock.advance(timedelta(days=-365))
        with pytest.raises(EnvironmentFailed) as caught:
            office.register()
        assert caught.value.code == "clock_behind"
        assert caught.value.params == {"now": "2025-03-05", "last": "2026-03-05"}
        office.clock.advance(timedelta(days=365))
        assert office.register().number == "收〔2026〕0002"

    def test_a_clock_set_back_an_hour_writes_no_earlier_time(self, office: Office) -> None:
        office.register()
        office.clock.advance(timedelta(hours=-1))
        office.register()
        first, second = (row["registered_at"] for row in office.rows("document", order="id"))
        assert first == second
        assert verify(office.ports).good


def test_kinds_of_the_office_can_be_added_once_and_used(office: Office) -> None:
    """F2."""
    code = registration.add_kind(office.ports, office.session(), name="工程联系单")
    assert office.register(kind=code).document == 1
    for name, wrong in (("工程联系单", "name_twice"), (" ", "name_empty")):
        with pytest.raises(FiledeskError, match=wrong):
            registration.add_kind(office.ports, office.session(), name=name)
