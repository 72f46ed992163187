"""Reading in turn 传阅 through the document page (I4, N3): by keys and mouse, each act only where it is lawful."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from filedesk.domain.circulation import Mode
from filedesk.domain.routing import SignedOn
from filedesk.services import circulation, deputies
from filedesk.services.recording import Slip
from filedesk.texts import use_language
from tests.ui.at_document import CLERK, FIRST, HEAD, SECOND, TODAY, Desk, life


@pytest.fixture
def going_round(at: Desk) -> int:
    """A paper that is with its first reader of two."""
    document = at.instructed(readers=(FIRST, SECOND))
    at.office.by(CLERK, circulation.begin_circulation, document=document)
    return document


def line(page: Any, who: str) -> list[str]:
    return next(cells for cells in page.route.texts() if who in cells[0])


def test_the_clerk_sends_it_round_and_on_with_one_key(at: Desk) -> None:
    """I4: out to the first; when he has read it, back and out to the next in one act."""
    document = at.instructed(readers=(FIRST, SECOND))
    page = at.page(document)
    assert page.acts["circulate"].property("primary")
    shown = at.open(page, "circulate", "circulate_dialog")
    assert FIRST in shown.findChild(QLabel, "circulate_readers").text()
    at.agree(shown)
    at.qtbot.waitUntil(lambda: "send_next" not in page.act_buttons.allowed() and page.route.rowCount() > 2)
    assert line(page, "Original")[1] == FIRST
    assert line(page, f"1  {FIRST}")[1] == "With the reader"
    reader = at.page(document, FIRST)
    assert reader.act_buttons.allowed() == {"read", "read_now", "ask", "draft_reply"}
    at.key(reader, "read_now")
    assert line(reader, f"1  {FIRST}")[1] == "Read"
    at.qtbot.waitUntil(lambda: "send_next" in page.act_buttons.allowed())
    at.key(page, "send_next")
    at.qtbot.waitUntil(lambda: line(page, "Original")[1] == SECOND)
    acts = {row["seq"] for row in at.rows("movement", document=document)}
    assert len(acts) >= 4, "to the general manager, out, back, out again"
    assert "back" in line(page, f"1  {FIRST}")[2]


@pytest.mark.parametrize("mode", list(Mode))
def test_the_three_modes(at: Desk, mode: Mode) -> None:
    """I4: 专送 is for one reader; the refusal stands under the mode."""
    document = at.instructed(readers=(FIRST, SECOND))
    page = at.page(document)
    shown = at.open(page, "circulate", "circulate_dialog")
    at.choose(shown, "mode", mode.value)
    if mode is Mode.SINGLE:
        at.press(shown)
        assert "single reader" in at.error(shown, "mode")
        shown.reject()
        return
    at.agree(shown)
    at.qtbot.waitUntil(lambda: page.route.rowCount() > 2 and "Named" not in line(page, FIRST)[1])
    both = [line(page, name)[1] for name in (FIRST, SECOND)]
    second = "With the reader" if mode is Mode.TOGETHER else "Yet to come"
    assert both == ["With the reader", second]


def test_a_reader_writes_his_opinion_with_a_phrase(at: Desk, going_round: int) -> None:
    reader = at.page(going_round, FIRST)
    shown = at.open(reader, "read", "read_dialog")
    at.qtbot.keyClick(shown.text, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    shown.text.insertPlainText(" 请工程部落实。")
    at.agree(shown)
    assert at.rows("reading_turn", document=going_round)[0]["opinion"] == "Read, please handle. 请工程部落实。"
    at.qtbot.waitUntil(lambda: "请工程部落实" in life(reader)[0][2])
    assert life(reader)[0][:2] == [FIRST, "Read and signed"]


def test_a_deputy_reads_and_it_says_so(at: Desk, going_round: int) -> None:
    """Rules, "People": what the deputy signs says so; he sees the paper although nobody named him."""
    at.office.by(
        FIRST, deputies.name_deputy, person=at.person(FIRST), deputy=at.person(SECOND), first=TODAY,
        last=TODAY + timedelta(days=3),
    )  # fmt: skip
    page = at.page(going_round, SECOND)
    at.key(page, "read_now")
    shown = at.dialog(page, "read_dialog")
    assert shown.findChild(QLabel, "as_deputy").isVisible()
    assert at.offered(shown, "reader") == [FIRST]
    at.agree(shown)
    at.qtbot.waitUntil(lambda: f"by {SECOND} as deputy" in line(page, f"1  {FIRST}")[3])
    assert "As deputy" in life(page)[0][2]


def test_readers_do_not_hand_it_on_among_themselves(at: Desk, going_round: int) -> None:
    """I4, N3: 横传 is refused where it is recorded by hand, with the rule; to the office it goes."""
    page = at.page(going_round)
    shown = at.open(page, "pass_on", "pass_on_dialog")
    at.choose(shown, "to", at.person(SECOND))
    at.press(shown)
    told = at.error(shown, "to")
    assert "readers do not pass it among themselves" in told
    assert "I4" in told
    at.choose(shown, "to", at.person(CLERK))
    at.agree(shown)
    at.qtbot.waitUntil(lambda: line(page, "Original")[1] == CLERK)


def test_a_copy_goes_its_own_way(at: Desk) -> None:
    """I4: each copy has exactly one holder, and every one of them is on the panel."""
    document = at.instructed(readers=(FIRST,), copies=2)
    page = at.page(document)
    shown = at.open(page, "pass_on", "pass_on_dialog")
    at.choose(shown, "to", at.person(SECOND))
    at.choose(shown, "copy", 2)
    at.agree(shown)
    at.qtbot.waitUntil(lambda: line(page, "Copy 2")[1] == SECOND)
    assert line(page, "Original")[1] == CLERK or line(page, "Original")[1] == HEAD


def test_it_is_taken_back_from_a_wrong_reader_with_a_reason(at: Desk, going_round: int) -> None:
    """Correction: the turn is yet to come again, and the reason stands in the life of the paper."""
    page = at.page(going_round)
    shown = at.open(page, "withdraw", "withdraw_dialog")
    at.press(shown)
    assert at.error(shown, "reason")
    at.write(shown, "reason", "送错人")
    at.agree(shown)
    at.qtbot.waitUntil(lambda: line(page, f"1  {FIRST}")[1] == "Yet to come")
    assert any(told[1] == "Taken back from a reader" and "送错人" in told[2] for told in life(page))


def test_the_clerk_takes_it_back_with_one_key(at: Desk, going_round: int) -> None:
    page = at.page(going_round)
    at.key(page, "take_back")
    at.qtbot.waitUntil(lambda: line(page, "Original")[1] == CLERK)
    assert "take_back" not in page.act_buttons.allowed()


def test_the_next_reader_by_another_carrier_must_be_one_who_may_carry(at: Desk, going_round: int) -> None:
    """N3: only those who may carry are offered."""
    at.office.by(FIRST, circulation.sign_reading, document=going_round)
    page = at.page(going_round)
    shown = at.open(page, "send_next_by", "send_next_dialog")
    assert at.offered(shown, "carrier") == [CLERK]
    at.agree(shown)
    assert at.rows("document", id=going_round)[0]["holder"] == at.person(SECOND)


def test_readers_change_on_the_general_managers_word(at: Desk, going_round: int) -> None:
    """I4: the clerk records how he said so; he himself needs nothing more than a reason."""
    page = at.page(going_round)
    shown = at.open(page, "skip_reader", "skip_reader_dialog")
    at.choose(shown, "reader", at.person(SECOND))
    at.write(shown, "reason", "出差")
    at.press(shown)
    assert at.error(shown, "scan"), "signed on paper wants its scan"
    at.choose(shown, "slip_how", SignedOn.TELEPHONE)
    at.agree(shown)
    at.qtbot.waitUntil(lambda: line(page, SECOND)[1] == "Left out")
    head = at.page(going_round, HEAD)
    assert {"add_reader", "skip_reader", "confirm"} <= head.act_buttons.allowed()
    shown = at.open(head, "add_reader", "add_reader_dialog")
    assert shown.slip is None
    at.choose(shown, "reader", at.person(CLERK))
    at.write(shown, "reason", "一并阅知")
    at.agree(shown)
    at.qtbot.waitUntil(lambda: line(head, f"3  {CLERK}")[1] == "Yet to come")


def test_a_reading_on_paper_is_recorded_with_its_scan(at: Desk, going_round: int, paper: Any) -> None:
    """Rules, "Signing on paper": it waits for the reader, who confirms it 补签."""
    page = at.page(going_round)
    shown = at.open(page, "record_reading", "record_reading_dialog")
    at.write(shown, "opinion", "同意")
    shown.slip.tray.take([paper("传阅单.pdf")])
    at.qtbot.waitUntil(lambda: bool(shown.slip.tray.sheets))
    at.agree(shown)
    at.qtbot.waitUntil(lambda: "waits to be confirmed" in line(page, f"1  {FIRST}")[3])
    reader = at.page(going_round, FIRST)
    shown = at.open(reader, "confirm", "confirm_recorded_dialog")
    at.settle()
    assert [row["seq"] for row in at.rows("recorded_act")] == shown.ticked()
    at.agree(shown)
    at.qtbot.waitUntil(lambda: ", confirmed" in line(reader, f"1  {FIRST}")[3])
    assert "confirm" not in reader.act_buttons.allowed()


def test_what_is_not_ticked_is_not_signed(at: Desk) -> None:
    """补签: many at once, and only what the person wants."""
    for _ in range(3):
        document = at.instructed(readers=(FIRST,))
        at.office.by(CLERK, circulation.begin_circulation, document=document)
        by_telephone = Slip(SignedOn.TELEPHONE, TODAY)
        at.office.by(CLERK, circulation.record_reading, document=document, reader=at.person(FIRST), slip=by_telephone)
    page = at.page(document, FIRST)
    shown = at.open(page, "confirm", "confirm_recorded_dialog")
    at.settle()
    assert len(shown.ticked()) == 3
    shown.table.setCurrentCell(1, 1)
    at.qtbot.keyClick(shown.table, Qt.Key.Key_Space)
    at.agree(shown)
    assert [row["confirmed_seq"] is None for row in at.rows("recorded_act", order="seq")] == [False, True, False]


def test_a_key_does_nothing_that_is_not_lawful_now(at: Desk) -> None:
    document = at.instructed(readers=(FIRST,))
    page = at.page(document)
    before = at.rows("document", id=document)[0]["last_seq"]
    for act in ("send_next", "read_now", "finish", "check_in", "answer", "withdraw"):
        at.key(page, act)
    assert at.rows("document", id=document)[0]["last_seq"] == before


def test_chinese_says_where_it_is(at: Desk, going_round: int) -> None:
    use_language("zh_CN")
    page = at.page(going_round)
    assert line(page, "原件")[1] == FIRST
    assert any(cells == ["传阅：循序"] for cells in page.route.texts())
    assert page.acts["take_back"].text() == "收回（Ctrl+B）"
