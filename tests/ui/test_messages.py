"""Messages and questions: in the window, by keyboard, with buttons in the language in use."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from filedesk.errors import Cancelled, EnvironmentFailed, RuleRefused
from filedesk.ui.application import Setting
from filedesk.ui.languages import switch_language
from filedesk.ui.messages import MessageBar, ask, nearest_bar, show_error


@pytest.fixture
def window(qtbot: QtBot, setting: Setting) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("key", "danger", "answer"), [
    (Qt.Key.Key_Return, False, "yes"), (Qt.Key.Key_Escape, False, "no"), (Qt.Key.Key_Return, True, "no"),
])  # fmt: skip
def test_enter_agrees_except_to_danger_and_escape_never(
    qtbot: QtBot, window: QWidget, key: Qt.Key, danger: bool, answer: str
) -> None:
    said: list[str] = []
    box = ask(
        window,
        "Void the number?",
        yes="Void",
        then=lambda: said.append("yes"),
        otherwise=lambda: said.append("no"),
        danger=danger,
    )
    qtbot.waitUntil(box.isActiveWindow)
    focus = box.defaultButton()
    qtbot.keyClick(focus if key == Qt.Key.Key_Return else box, key)
    qtbot.waitUntil(lambda: said == [answer])


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_long_question_is_shown_whole(qtbot: QtBot, window: QWidget, setting: Setting, code: str) -> None:
    switch_language(setting.application, code)
    told = {"en": "The clock was set forward, the last entry is old. ", "zh_CN": "本机时钟已拨快，最后一条记录已很久。"}
    box = ask(window, told[code] * 4, yes="Right", then=lambda: None)
    qtbot.waitUntil(box.isVisible)
    label = box.findChild(QLabel, "qt_msgbox_label")
    assert label.wordWrap()
    assert label.heightForWidth(label.width()) <= label.height()
    box.close()


def test_the_yes_button_is_found_by_name_and_names_the_act(qtbot: QtBot, window: QWidget) -> None:
    said: list[str] = []
    box = ask(window, "Void the number?", yes="Void", then=lambda: said.append("yes"))
    button = box.findChild(QPushButton, "yes")
    assert button.text() == "Void"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said == ["yes"]


def test_the_nearest_bar_is_the_one_around_the_field(qtbot: QtBot, window: QWidget) -> None:
    outer = MessageBar(window)
    form = QWidget(window)
    inner = MessageBar(form)
    field = QWidget(form)
    assert nearest_bar(field) is inner
    assert nearest_bar(window) is outer


def test_without_a_bar_an_error_is_a_dialog(qtbot: QtBot, window: QWidget) -> None:
    show_error(window, EnvironmentFailed("too_many_rows_to_copy", most=5))
    box = window.findChild(QMessageBox, "inform")
    assert "5 rows" in box.text()
    box.close()


def test_stopping_is_told_calmly_and_escape_closes_the_message(qtbot: QtBot, window: QWidget) -> None:
    QVBoxLayout(window)
    bar = MessageBar(window)
    bar.show_error(RuleRefused("folder_not_taken", name="x"))
    assert bar.property("tone") == "error"
    bar.show_error(Cancelled())
    assert bar.property("tone") == "info"
    assert bar.accessibleName() == bar.text() == "Stopped. Nothing was changed."
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.text() == ""


def test_words_from_outside_are_never_read_as_markup(qtbot: QtBot, window: QWidget) -> None:
    bar = MessageBar(window)
    bar.show_error(RuleRefused("folder_not_taken", name="<b>x</b>"))
    assert bar.findChild(QLabel, "message_text").textFormat() == Qt.TextFormat.PlainText
    assert "<b>x</b>" in bar.text()


def test_qts_own_buttons_speak_chinese_too(qtbot: QtBot, setting: Setting) -> None:
    switch_language(setting.application, "zh_CN")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "关闭" in box.button(QDialogButtonBox.StandardButton.Close).text()
    assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()
    switch_language(setting.application, "en")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(box)
    assert "Close" in box.button(QDialogButtonBox.StandardButton.Close).text().replace("&", "")


def test_path_names_are_not_needed_to_answer_a_file_dialog(
    qtbot: QtBot, window: QWidget, pick_files: list[Path]
) -> None:
    from filedesk.ui.messages import pickers

    got: list[list[Path]] = []
    pick_files.append(Path("a.pdf"))
    pickers().files(window, "Choose files", got.append)
    assert got == [[Path("a.pdf")]]
