"""A bug: a dialog with a report of places and types, and no word of a document."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from filedesk.ui.application import Setting
from filedesk.ui.crash import CrashHandler
from filedesk.ui.crash_report import crash_report

SECRET = "裁员名单"


def caught() -> BaseException:
    title = SECRET
    try:
        try:
            raise ValueError(f"cannot read {title}")
        except ValueError as error:
            raise KeyError(title) from error
    except KeyError as error:
        return error


@pytest.fixture
def handler(qapp: QApplication, setting: Setting, monkeypatch: pytest.MonkeyPatch) -> CrashHandler:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = CrashHandler()
    made.install()
    return made


def dialogs() -> list[QDialog]:
    return [shown for shown in QApplication.topLevelWidgets() if shown.objectName() == "crash_dialog"]


def test_the_report_names_places_and_types_and_no_words() -> None:
    report = crash_report(caught())
    assert "builtins.KeyError" in report
    assert "builtins.ValueError" in report
    assert "test_crash.py:" in report
    assert " caught" in report
    assert SECRET not in report
    assert "cannot read" not in report
    assert "/" not in report.replace("site-packages/", ""), "no folder of this computer"


def test_a_bug_is_shown_once_and_its_report_can_be_copied(
    qtbot: QtBot, handler: CrashHandler, capsys: pytest.CaptureFixture[str]
) -> None:
    error = caught()
    sys.excepthook(type(error), error, error.__traceback__)
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialog = dialogs()[0]
    text = dialog.findChild(QPlainTextEdit, "crash_report")
    qtbot.waitUntil(lambda: text.toPlainText().count("KeyError") == 2)
    qtbot.mouseClick(dialog.findChild(QPushButton, "crash_copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == text.toPlainText()
    assert SECRET not in capsys.readouterr().err
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialogs() == [])


def test_a_bug_in_another_thread_is_shown_in_the_windows(
    qtbot: QtBot, handler: CrashHandler, capsys: pytest.CaptureFixture[str]
) -> None:
    def bug() -> None:
        raise ZeroDivisionError(SECRET)

    thread = threading.Thread(target=bug)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert "ZeroDivisionError" in dialogs()[0].findChild(QPlainTextEdit, "crash_report").toPlainText()
    dialogs()[0].close()
    qtbot.waitUntil(lambda: dialogs() == [])
    assert "ZeroDivisionError" in capsys.readouterr().err
