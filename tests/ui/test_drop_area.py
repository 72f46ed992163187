"""Files come in by dropping, by the button and by Ctrl+O; a folder is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from filedesk.ui.application import Setting
from filedesk.ui.messages import MessageBar
from filedesk.ui.widgets.drop_area import DropArea


@pytest.fixture
def window(qtbot: QtBot, setting: Setting) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(MessageBar(made))
    column.addWidget(DropArea())
    qtbot.addWidget(made)
    made.show()
    return made


def drop(area: DropArea, urls: list[QUrl]) -> bool:
    data = QMimeData()
    data.setUrls(urls)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none)
    entered.ignore()
    QApplication.sendEvent(area, entered)
    if not entered.isAccepted():
        return False
    assert area.property("over") is True
    QApplication.sendEvent(area, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert area.property("over") is False
    return True


def taken(area: DropArea) -> list[list[Path]]:
    found: list[list[Path]] = []
    area.files_taken.connect(found.append)
    return found


def test_dropped_files_come_in_together(window: QWidget, tmp_path: Path) -> None:
    area = window.findChild(DropArea)
    found = taken(area)
    files = [tmp_path / "通知.pdf", tmp_path / "附件 1.ofd"]
    for file in files:
        file.write_bytes(b"x")
    assert drop(area, [QUrl.fromLocalFile(str(file)) for file in files])
    assert found == [files]


def test_a_folder_is_refused_and_the_files_beside_it_are_taken(window: QWidget, tmp_path: Path) -> None:
    area = window.findChild(DropArea)
    found = taken(area)
    (tmp_path / "三月").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"x")
    assert drop(area, [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("三月", "a.pdf")])
    assert found == [[tmp_path / "a.pdf"]]
    assert "“三月” is a folder" in window.findChild(MessageBar).text()


def test_links_are_not_files(window: QWidget) -> None:
    assert not drop(window.findChild(DropArea), [QUrl("https://example.com/a.pdf")])


def test_picking_by_button_and_by_key(qtbot: QtBot, window: QWidget, pick_files: list[Path], tmp_path: Path) -> None:
    area = window.findChild(DropArea)
    found = taken(area)
    pick_files.append(tmp_path / "a.pdf")
    qtbot.mouseClick(area.findChild(QPushButton, "drop_area_pick"), Qt.MouseButton.LeftButton)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, "O", Qt.KeyboardModifier.ControlModifier)
    assert found == [[tmp_path / "a.pdf"]] * 2


def test_closing_the_file_dialog_takes_nothing(qtbot: QtBot, window: QWidget, pick_files: list[Path]) -> None:
    area = window.findChild(DropArea)
    found = taken(area)
    qtbot.mouseClick(area.findChild(QPushButton, "drop_area_pick"), Qt.MouseButton.LeftButton)
    assert found == []
