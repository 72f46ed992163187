"""Blocks of numbers 手工号段 (design section 3, conventions "Numbers" and "Year"): reserved, used afterwards, void."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filedesk.domain.documents import Series
from filedesk.domain.numbering import MOST_RESERVED
from filedesk.errors import RuleRefused
from filedesk.services import blocks, completeness, issuing, reading, registration, waiting
from filedesk.services.block_register import print_block
from filedesk.services.blocks import Block, FromBlock
from filedesk.services.completeness import Book
from filedesk.services.ledger import Query
from filedesk.services.printing import print_register
from filedesk.services.registration import Registered
from filedesk.services.verification import verify
from tests.desk_template import AUDITOR, CLERK, HEAD, OFFICE_HEAD, SECOND_CLERK, Office, entry, founded_template
from tests.domain.test_projection import assert_live_is_folded
from tests.drafts_at_work import REGULATION, approved
from tests.registers.pdf_text import page_texts
from tests.services.test_two_processes_on_the_way import Elsewhere

INCOMING = Series.INCOMING


def reserve(office: Office, count: int = 3, series: Series = INCOMING, **more: object) -> Block:
    made = blocks.reserve(
        office.ports,
        office.session(),
        series=series,
        count=count,
        reason="停电检修",
        **more,  # type: ignore[arg-type]
    )
    return made.block


def enter(office: Office, block: Block, serial: int | None = None, **changes: object) -> Registered:
    """The clerk enters afterwards what was written by hand."""
    told = entry(**{"title": "停电期间的来文", "series": block.series, **changes})
    return registration.register(office.ports, office.session(), entry=told, reserved=FromBlock(block.id, serial))


def refused(work: Callable[[], object], code: str) -> None:
    with pytest.raises(RuleRefused) as error:
        work()
    assert error.value.code == code


def open_now(office: Office) -> list[Block]:
    with office.ports.ledger.reading() as found:
        return blocks.open_blocks(found)


class TestReserving:
    def test_the_programs_own_numbering_goes_on_behind_the_block(self, office: Office) -> None:
        office.register()
        block = reserve(office, 3)
        assert (block.told, block.free) == ("收〔2026〕0002 – 收〔2026〕0004", (2, 3, 4))
        assert office.register().number == "收〔2026〕0005"
        assert verify(office.ports).good

    @pytest.mark.parametrize("count", [0, -1, MOST_RESERVED + 1])
    def test_a_block_has_from_one_to_two_hundred_numbers(self, office: Office, count: int) -> None:
        refused(lambda: reserve(office, count), "block_out_of_range")
        assert reserve(office, MOST_RESERVED).size == MOST_RESERVED

    def test_it_needs_a_reason_and_a_clerk(self, office: Office) -> None:
        def by(name: str, reason: str = "停电") -> None:
            blocks.reserve(office.ports, office.session(name), series=INCOMING, count=1, reason=reason)

        refused(lambda: by("王芳", "  "), "reason_missing")
        for name in (HEAD, AUDITOR, OFFICE_HEAD):
            refused(lambda n=name: by(n), "act_not_for_role")  # type: ignore[misc]

    def test_the_codes_of_what_the_office_writes_have_blocks_of_their_own(self, office: Office) -> None:
        """发文字号: numbers of each 代字 (conventions, "Numbers and codes")."""
        issuing.set_code(office.ports, office.session(), department=2, text="华兴工")
        with office.ports.ledger.reading() as found:
            assert blocks.codes(found, Series.OUTGOING) == {0: "", 1: "华兴办"}
            assert blocks.codes(found, Series.INTERNAL) == {0: "", 2: "华兴工"}
            assert blocks.codes(found, INCOMING) == {0: ""}
        assert reserve(office, 2, Series.OUTGOING, code=1).told == "华兴办〔2026〕1号 – 华兴办〔2026〕2号"
        assert reserve(office, 1, Series.INTERNAL, code=2).told == "华兴工〔2026〕1号"
        refused(lambda: reserve(office, 1, INCOMING, code=1), "code_not_of_series")
        assert verify(office.ports).good

    def test_two_processes_that_reserve_at_once_get_numbers_of_their_own(self, office: Office) -> None:
        """The write lock orders them: no number belongs to two blocks."""
        other = Elsewhere(office.folder, SECOND_CLERK)
        for _ in range(5):
            other.ask("reserve", count=7)
        mine = [reserve(office, 4) for _ in range(5)]
        assert all("done" in other.answer() for _ in range(5))
        other.end()
        numbers = sorted(serial for block in open_now(office) for serial in block.free)
        assert numbers == list(range(1, 56))
        assert [block.size for block in mine] == [4] * 5
        assert verify(office.ports).good


class TestEntering:
    def test_the_next_unused_number_unless_another_is_wanted(self, office: Office) -> None:
        block = reserve(office, 4)
        assert enter(office, block).number == "收〔2026〕0001"
        assert enter(office, block, 3).number == "收〔2026〕0003"
        assert enter(office, block).number == "收〔2026〕0002"
        assert office.register().number == "收〔2026〕0005"
        assert [one.free for one in open_now(office)] == [(4,)]
        assert verify(office.ports).good
        assert_live_is_folded(office)

    def test_it_bears_the_day_on_which_it_happened_and_the_mark(self, office: Office) -> None:
        """补录: with the date on which it happened, told apart from what was entered in time."""
        block = reserve(office)
        office.clock.moment += timedelta(days=3)
        made = enter(office, block, received=date(2026, 3, 6))
        row = office.row("document", id=made.document)
        assert (row["received"], row["block"], row["late"]) == ("2026-03-06", block.id, 0)
        assert office.row("document", id=office.register().document)["block"] is None

    def test_a_number_is_given_once(self, office: Office) -> None:
        block = reserve(office, 2)
        enter(office, block, 1)
        refused(lambda: enter(office, block, 1), "number_not_free")
        refused(lambda: enter(office, block, 3), "number_not_free")
        enter(office, block)
        refused(lambda: enter(office, block), "number_not_free")

    def test_the_number_belongs_to_the_year_of_receipt(self, office: Office) -> None:
        """Conventions, "Year"."""
        block = reserve(office)
        refused(lambda: enter(office, block, received=date(2025, 12, 31)), "block_of_other_year")
        refused(lambda: enter(office, block, series=Series.OUTGOING), "block_of_other_book")

    def test_a_book_is_closed_when_nothing_of_it_is_reserved_any_more(self, office: Office) -> None:
        block = reserve(office, 2)
        enter(office, block, received=date(2026, 3, 5))
        office.clock.moment = office.clock.moment.replace(year=2027, month=1, day=5)
        office.ports.ledger.trust_clock()
        close = lambda: registration.close_book(  # noqa: E731
            office.ports, office.session(), series=INCOMING, year=2026
        )
        refused(close, "block_open")
        blocks.close_block(office.ports, office.session(), block=block.id, reason="未用")
        close()
        assert verify(office.ports).good

    def test_a_signed_document_takes_the_number_that_was_written_by_hand(self, office: Office) -> None:
        block = reserve(office, 2, Series.OUTGOING, code=1)
        letter = approved(office)
        with office.ports.ledger.reading() as found:
            row = found.get("document", id=letter)
            assert row is not None
            assert [one.id for one in issuing.blocks_for(found, row)] == [block.id]
        given = issuing.number(office.ports, office.session(), document=letter, reserved=FromBlock(block.id, 2))
        assert given.number == "华兴办〔2026〕2号"
        assert office.row("document", id=letter)["block"] == block.id
        another = issuing.number(office.ports, office.session(), document=approved(office))
        assert another.number == "华兴办〔2026〕3号"
        wrong = approved(office)
        refused(
            lambda: issuing.number(
                office.ports, office.session(), document=wrong, reserved=FromBlock(reserve(office).id)
            ),
            "block_of_other_book",
        )
        assert verify(office.ports).good
        assert_live_is_folded(office)

    def test_so_does_one_of_the_house(self, office: Office) -> None:
        issuing.set_code(office.ports, office.session(), department=1, text="华兴规")
        block = reserve(office, 1, Series.INTERNAL, code=2)
        rules = approved(office, REGULATION, CLERK)
        given = issuing.number(office.ports, office.session(), document=rules, reserved=FromBlock(block.id))
        assert given.number == "华兴规〔2026〕1号"
        assert verify(office.ports).good


class TestVoiding:
    def test_all_that_is_left_is_void_at_once_with_the_reason(self, office: Office) -> None:
        block = reserve(office, 4)
        enter(office, block, 2)
        blocks.close_block(office.ports, office.session(), block=block.id, reason="恢复供电，未用")
        rows = reading.first_page(office.ports, office.session(), Query(INCOMING, descending=False))
        assert [(row["number"], row["state"], row["void_reason"]) for row in rows] == [
            ("收〔2026〕0001", "void", "恢复供电，未用"),
            ("收〔2026〕0002", "registered", ""),
            ("收〔2026〕0003", "void", "恢复供电，未用"),
            ("收〔2026〕0004", "void", "恢复供电，未用"),
        ]
        assert not open_now(office)
        refused(
            lambda: blocks.close_block(office.ports, office.session(), block=block.id, reason="再来"),
            "block_closed_already",
        )
        assert verify(office.ports).good
        assert_live_is_folded(office)

    def test_one_alone_can_be_void(self, office: Office) -> None:
        block = reserve(office, 3)
        void = lambda *serials: blocks.void_reserved(  # noqa: E731
            office.ports, office.session(), block=block.id, serials=serials, reason="写坏"
        )
        void(2)
        for again in ((2,), (1, 1), (9,)):
            refused(lambda serials=again: void(*serials), "number_not_free")  # type: ignore[misc]
        assert open_now(office)[0].free == (1, 3)
        refused(
            lambda: blocks.void_reserved(office.ports, office.session(), block=block.id, serials=(1,), reason=""),
            "reason_missing",
        )
        assert enter(office, block).number == "收〔2026〕0001"

    def test_the_report_of_completeness_explains_every_number(self, office: Office) -> None:
        """N2: complete and without a gap."""
        block = reserve(office, 3)
        enter(office, block, 2)
        blocks.void_reserved(office.ports, office.session(), block=block.id, serials=(3,), reason="写坏")
        office.register()
        rows = completeness.completeness(office.ports, office.session(), book=Book(INCOMING, 0, 2026, 4, ""))
        assert [(one.serial, one.state, one.reason) for one in rows] == [
            (1, completeness.RESERVED, "停电检修"), (2, "registered", ""), (3, "void", "写坏"), (4, "registered", ""),
        ]  # fmt: skip

    def test_an_open_block_waits_for_the_clerks_with_its_age(self, office: Office) -> None:
        block = reserve(office, 2)
        since = office.rows("number_block")[0]["reserved_at"]
        office.clock.moment += timedelta(days=2)
        (group,) = waiting.waiting(office.ports, office.session(SECOND_CLERK))
        assert (group.name, group.count) == (waiting.BLOCKS, 1)
        assert (group.rows[0]["numbers"], group.rows[0]["since"]) == (block.told, str(since)[:10])
        assert waiting.count(office.ports, office.session()) == 1
        assert not waiting.waiting(office.ports, office.session(HEAD))
        blocks.close_block(office.ports, office.session(), block=block.id, reason="未用")
        assert waiting.count(office.ports, office.session()) == 0


class TestPaper:
    @pytest.mark.parametrize("language", ["zh_CN", "en"])
    @pytest.mark.parametrize("series", list(Series))
    def test_the_register_on_paper_has_its_numbers_and_nothing_else(
        self, office: Office, series: Series, language: str
    ) -> None:
        block = reserve(office, 30, series)
        out = io.BytesIO()
        assert print_block(office.ports, office.session(), block=block.id, out=out, language=language) >= 1
        text = "".join(page_texts(out.getvalue()))
        assert all(block.number(serial) in text for serial in range(1, 31))
        assert "停电检修" in text
        assert office.events()[-1] == "numbers_reserved"

    def test_the_printed_register_shows_the_mark_and_the_void_numbers(self, office: Office) -> None:
        block = reserve(office, 2)
        enter(office, block)
        blocks.close_block(office.ports, office.session(), block=block.id, reason="未用完")
        out = io.BytesIO()
        printed = print_register(
            office.ports, office.session(), query=Query(INCOMING, descending=False), out=out, language="zh_CN"
        )
        text = "".join(page_texts(out.getvalue()))
        assert "补录" in text
        assert "未用完" in text
        assert printed.rows == 2
        assert verify(office.ports, printed=printed.code).good

    def test_void_numbers_under_a_code_print_too(self, office: Office) -> None:
        block = reserve(office, 2, Series.OUTGOING, code=1)
        blocks.close_block(office.ports, office.session(), block=block.id, reason="未用完")
        out = io.BytesIO()
        print_register(office.ports, office.session(), query=Query(Series.OUTGOING), out=out, language="en")
        assert "华兴办〔2026〕2号" in "".join(page_texts(out.getvalue()))


ACT = st.one_of(
    st.tuples(st.just("reserve"), st.integers(1, 4)),
    st.tuples(st.just("register"), st.just(0)),
    st.tuples(st.just("enter"), st.integers(0, 20)),
    st.tuples(st.just("enter any"), st.integers(1, 20)),
    st.tuples(st.just("void"), st.integers(1, 20)),
    st.tuples(st.just("close"), st.integers(0, 20)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACT, max_size=14))
def test_in_any_order_no_number_is_skipped_and_none_given_twice(templates: Path, acts: list[tuple[str, int]]) -> None:
    """Design section 3: a number is reserved, used, or void with a reason; never two of them, never none."""
    with tempfile.TemporaryDirectory() as folder:
        office = founded_template(templates).opened(Path(folder) / "desk")
        fates: dict[int, str] = {}
        for act, told in acts:
            last = max(fates, default=0)
            kept = [serial for serial in sorted(fates) if fates[serial] == "reserved"]
            try:
                _do(office, act, told)
            except RuleRefused:
                continue
            if act == "reserve":
                fates |= dict.fromkeys(range(last + 1, last + told + 1), "reserved")
            elif act == "register":
                fates[last + 1] = "registered"
            else:
                now = {serial for block in open_now(office) for serial in block.free}
                fates |= dict.fromkeys(set(kept) - now, "registered" if act.startswith("enter") else "void")
        book = Book(INCOMING, 0, 2026, max(fates, default=0), "")
        rows = completeness.completeness(office.ports, office.session(), book=book)
        assert {one.serial: one.state for one in rows} == fates
        numbers = [row["number"] for row in office.rows("document")]
        assert len(numbers) == len(set(numbers))
        assert verify(office.ports).good
        assert_live_is_folded(office)
        office.desk.close()


def _do(office: Office, act: str, told: int) -> None:
    opened = open_now(office)
    block = opened[told % len(opened)] if opened else None
    if act == "reserve":
        reserve(office, told)
    elif act == "register":
        office.register()
    elif block is None:
        return
    elif act == "enter":
        enter(office, block)
    elif act == "enter any":
        enter(office, block, told)
    elif act == "void":
        blocks.void_reserved(office.ports, office.session(), block=block.id, serials=(told,), reason="写坏")
    else:
        blocks.close_block(office.ports, office.session(), block=block.id, reason="未用")
