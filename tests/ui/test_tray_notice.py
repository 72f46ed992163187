"""The tray's notice: it speaks of what is new and past due only, and is quiet where there is no tray."""

from __future__ import annotations

from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from filedesk.ui.application import Setting
from filedesk.ui.tray_notice import TrayNotice


def test_it_speaks_when_something_is_new_or_past_due(qtbot: QtBot, setting: Setting) -> None:
    """What waited before he came is no news; what is past due is told at once."""
    window = QWidget()
    qtbot.addWidget(window)
    told: list[str] = []
    notice = TrayNotice(window, lambda _title, text: told.append(text))
    notice.begin()
    for waiting, overdue in ((5, 2), (5, 2), (7, 2), (6, 2), (6, 3), (8, 4)):
        notice.counted(waiting, overdue)
    assert told == ["2 past due", "2 new to do", "3 past due", "2 new to do, 4 past due"]
    notice.end()
    notice.begin()
    notice.counted(9, 0)
    assert len(told) == 4
    assert setting.tasks.idle()


def test_without_a_tray_it_is_quiet(qtbot: QtBot, setting: Setting) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    notice = TrayNotice(window)
    notice.begin()
    notice.counted(1, 1)
    assert setting.tasks.idle()
    assert bool(notice.findChildren(QSystemTrayIcon)) == QSystemTrayIcon.isSystemTrayAvailable()
