"""The fields of forms, typed into as a clerk does: dates, numbers, searching, offers, chips, what is wrong."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from filedesk.errors import RuleRefused
from filedesk.ui.application import Setting
from filedesk.ui.languages import switch_language
from filedesk.ui.widgets.completing_line import CompletingLine, Offer
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.filter_chips import Chip, FilterChips
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.form_lines import DateLine, NumberLine
from filedesk.ui.widgets.search_box import SearchBox
from filedesk.ui.widgets.typed_line import TypedLine

TODAY = date(2026, 3, 10)
SENDERS = {"sgaj": "市公安局", "sdaj": "市档案局", "sjyj": "市教育局"}


@pytest.fixture
def day(qtbot: QtBot, setting: Setting) -> DateLine:
    line = DateLine("date", lambda: TODAY)
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    return line


def compose(line: TypedLine, preedit: str) -> None:
    QApplication.sendEvent(line, QInputMethodEvent(preedit, []))


def commit(line: TypedLine, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def type_in(qtbot: QtBot, line: TypedLine, text: str) -> None:
    """Letters by key, Chinese through the input method, as a clerk does."""
    for sign in text:
        if sign.isascii():
            qtbot.keyClicks(line, sign)
        else:
            commit(line, sign)


def test_0305_is_a_date(qtbot: QtBot, day: DateLine) -> None:
    told: list[object] = []
    day.date_changed.connect(told.append)
    qtbot.keyClicks(day, "0305")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert day.text() == "2026-03-05"
    assert told == [date(2026, 3, 5)]


def test_what_is_no_date_stays_and_is_marked_until_it_is_mended(qtbot: QtBot, day: DateLine) -> None:
    qtbot.keyClicks(day, "1332")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert day.text() == "1332"
    assert day.property("wrong") is True
    assert day.day() is None
    qtbot.keyClick(day, Qt.Key.Key_Backspace)
    assert day.property("wrong") is False


def test_up_and_down_move_by_a_day_and_begin_with_today(qtbot: QtBot, day: DateLine) -> None:
    qtbot.keyClick(day, Qt.Key.Key_Up)
    assert day.day() == TODAY
    qtbot.keyClick(day, Qt.Key.Key_Down)
    assert day.day() == date(2026, 3, 9)


def test_a_deadline_leans_to_the_future(qtbot: QtBot, setting: Setting) -> None:
    line = DateLine("deadline", lambda: date(2026, 12, 20), lean="future")
    qtbot.addWidget(line)
    qtbot.keyClicks(line, "0105")
    assert line.day() == date(2027, 1, 5)


def test_brackets_of_a_number_change_while_one_types_and_the_cursor_stays(qtbot: QtBot, setting: Setting) -> None:
    line = NumberLine("number")
    qtbot.addWidget(line)
    type_in(qtbot, line, "华兴办[2026]12号")
    assert line.text() == "华兴办〔2026〕12号"
    line.setText("华兴办2026〕12号")
    line.setCursorPosition(3)
    qtbot.keyClicks(line, "(")
    assert line.text() == "华兴办〔2026〕12号"
    assert line.cursorPosition() == 4


def test_enter_never_acts_in_the_middle_of_a_word(qtbot: QtBot, setting: Setting) -> None:
    box = SearchBox(rest=0)
    qtbot.addWidget(box)
    searched: list[str] = []
    box.searched.connect(searched.append)
    compose(box, "tongzhi")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert searched == []
    commit(box, "通知")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert searched == ["通知"]


def test_the_search_waits_until_the_fingers_rest_and_asks_the_same_only_once(qtbot: QtBot, setting: Setting) -> None:
    box = SearchBox(rest=30)
    qtbot.addWidget(box)
    searched: list[str] = []
    box.searched.connect(searched.append)
    qtbot.keyClicks(box, "notice")
    qtbot.waitUntil(lambda: searched == ["notice"])
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert searched == ["notice"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert searched == ["notice", ""]
    assert box.text() == ""


def sender_line(qtbot: QtBot, setting: Setting, asked: list[tuple[str, int]]) -> CompletingLine:
    def find(words: str) -> Sequence[Offer]:
        asked.append((words, threading.get_ident()))
        return [(name, initials) for initials, name in SENDERS.items() if words in name or words in initials]

    line = CompletingLine("sender", find, setting.tasks, rest=0)
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    return line


def test_pinyin_initials_offer_senders_and_enter_takes_the_first(qtbot: QtBot, setting: Setting) -> None:
    asked: list[tuple[str, int]] = []
    line = sender_line(qtbot, setting, asked)
    taken: list[str] = []
    line.taken.connect(taken.append)
    qtbot.keyClicks(line, "sda")
    qtbot.waitUntil(lambda: line.popup.isVisible() and asked[-1][0] == "sda")
    qtbot.keyClick(line.popup, Qt.Key.Key_Return)
    assert line.text() == "市档案局"
    assert taken == ["市档案局"]
    assert threading.get_ident() not in {thread for _words, thread in asked}


def test_after_chinese_words_enter_keeps_them_unless_one_goes_down(qtbot: QtBot, setting: Setting) -> None:
    line = sender_line(qtbot, setting, [])
    type_in(qtbot, line, "市")
    qtbot.waitUntil(line.popup.isVisible)
    assert not line.popup.currentIndex().isValid()
    qtbot.keyClick(line.popup, Qt.Key.Key_Return)
    assert line.text() == "市"
    type_in(qtbot, line, "a")
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.waitUntil(line.popup.isVisible)
    qtbot.keyClick(line.popup, Qt.Key.Key_Down)
    qtbot.keyClick(line.popup, Qt.Key.Key_Down)
    qtbot.keyClick(line.popup, Qt.Key.Key_Return)
    assert line.text() == "市档案局"


def test_what_was_written_out_is_not_offered_again(qtbot: QtBot, setting: Setting) -> None:
    asked: list[tuple[str, int]] = []
    line = sender_line(qtbot, setting, asked)
    type_in(qtbot, line, "市档案局")
    qtbot.waitUntil(lambda: bool(asked) and asked[-1][0] == "市档案局" and setting.tasks.idle())
    assert not line.popup.isVisible()


def chips(qtbot: QtBot) -> FilterChips:
    row = FilterChips()
    qtbot.addWidget(row)
    row.set_chips(
        [Chip("year", "2026", "2026", raw=True), Chip("year", "2025", "2025", raw=True), Chip("late", "1", "Report")]
    )
    row.show()
    row.activateWindow()
    qtbot.waitUntil(row.isActiveWindow)
    return row


def test_of_one_key_one_chip_is_pressed_at_a_time(qtbot: QtBot, setting: Setting) -> None:
    row = chips(qtbot)
    told: list[object] = []
    row.changed.connect(told.append)
    for name in ("chip_year_2026", "chip_late_1", "chip_year_2025", "chip_year_2025"):
        qtbot.mouseClick(row.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    assert told == [
        (("year", "2026"),),
        (("year", "2026"), ("late", "1")),
        (("year", "2025"), ("late", "1")),
        (("late", "1"),),
    ]


def test_chips_by_keyboard(qtbot: QtBot, setting: Setting) -> None:
    row = chips(qtbot)
    first, second = (row.findChild(QPushButton, f"chip_year_{year}") for year in ("2026", "2025"))
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert row.filters() == (("year", "2025"),)


def test_chips_offered_anew_stay_pressed(qtbot: QtBot, setting: Setting) -> None:
    row = chips(qtbot)
    row.press((("year", "2025"),))
    row.set_chips([Chip("year", "2025", "2025", raw=True), Chip("year", "2024", "2024", raw=True)])
    assert row.filters() == (("year", "2025"),)


def form(qtbot: QtBot) -> FormGrid:
    grid = FormGrid("form", columns=2)
    qtbot.addWidget(grid)
    grid.add("title", "Page", TypedLine("title"), required=True, span=2)
    grid.add("sender", "Report", TypedLine("sender"), hint="Copy")
    grid.show()
    return grid


def test_an_error_stands_under_the_field_it_names(qtbot: QtBot, setting: Setting) -> None:
    grid = form(qtbot)
    assert grid.show_error(RuleRefused("folder_not_taken", name="x", field="sender"))
    told = grid.findChild(QLabel, "sender_error")
    assert told.text().startswith("“x” is a folder")
    assert grid.fields["sender"].editor.property("wrong") is True
    assert grid.fields["sender"].editor.accessibleDescription() == told.text()
    assert not grid.show_error(RuleRefused("folder_not_taken", name="x"))
    grid.clear_errors()
    assert told.text() == "Copy"


def test_labels_name_their_fields_in_both_languages(qtbot: QtBot, setting: Setting) -> None:
    grid = form(qtbot)
    assert grid.findChild(QLabel, "title_label").text() == "Page *"
    assert grid.fields["title"].editor.accessibleName() == "Page"
    switch_language(setting.application, "zh_CN")
    qtbot.waitUntil(lambda: grid.findChild(QLabel, "title_label").text() == "页 *")
    assert grid.fields["title"].editor.accessibleName() == "页"


def test_a_count_keeps_to_its_bounds_and_off_the_edge(qtbot: QtBot, setting: Setting) -> None:
    copies = CountSpin("copies", least=1, most=99)
    qtbot.addWidget(copies)
    assert copies.value() == 1
    copies.selectAll()
    qtbot.keyClicks(copies, "150")
    assert copies.value() == 15
    qtbot.keyClick(copies, Qt.Key.Key_Up)
    assert copies.value() == 16
    assert copies.lineEdit().textMargins().left() > 0
