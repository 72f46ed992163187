"""The program's real window on a real desk, used as a person uses it: keys, mouse, dropped files, names of widgets."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from filedesk.desk import DATABASE
from filedesk.ui.application import Setting
from filedesk.ui.main_window import MainWindow
from filedesk.ui.pages.sign_in import SignIn
from filedesk.ui.program import Program
from filedesk.ui.widgets.paper_view import PaperView

W = TypeVar("W", bound=QWidget)
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LONG = 30_000
"""Milliseconds that a slow machine may take for one act."""
NUMBER = re.compile(r"收〔(\d{4})〕(\d{4,})")


@dataclass
class RealWindow:
    """What somebody in front of the window can see and do."""

    qtbot: QtBot
    setting: Setting
    program: Program
    folder: Path | None = None

    @property
    def window(self) -> MainWindow:
        return self.program.window

    # ---- seeing -------------------------------------------------------------------------------------------

    def all(self, kind: type[W], name: str = "") -> list[W]:
        """The visible widgets of this kind and name, those of the window in front last."""
        found = [w for w in self.window.findChildren(kind, name or None) if w.isVisible()]
        return sorted(found, key=lambda widget: widget.window() is not self.window)

    def find(self, kind: type[W], name: str = "") -> W:
        """The one in front; waits until there is one."""
        self.until(lambda: bool(self.all(kind, name)), f"{kind.__name__} {name}")
        return self.all(kind, name)[-1]

    def text(self, name: str) -> str:
        """What a label or line of this name says; waits until it is there."""
        shown = self.find(QWidget, name)
        if isinstance(shown, QLabel | QLineEdit | QPushButton):
            return shown.text()
        if isinstance(shown, QComboBox):
            return shown.currentText()
        assert isinstance(shown, QPlainTextEdit)
        return shown.toPlainText()

    def message(self) -> str:
        """The sentence of the message bar in front, empty where none is open."""
        found = self.all(QLabel, "message_text")
        return found[-1].text() if found else ""

    def until(self, told: Callable[[], bool], what: str = "") -> None:
        """Wait until so; where it never comes, the message bar's sentence says more than a time-out."""
        try:
            self.qtbot.waitUntil(told, timeout=LONG)
        except self.qtbot.TimeoutError as error:
            raise AssertionError(
                f"never came: {what or told}; the window says {self.message()!r}; in front is "
                f"{QApplication.activeWindow()}, the focus at {QApplication.focusWidget()}"
            ) from error

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.until(self.setting.tasks.idle, "the end of all work")

    # ---- doing --------------------------------------------------------------------------------------------

    def focus(self) -> QWidget:
        """Where keys go: to the focus, and without one to the window in front, as Qt does."""
        self.bring_to_front()
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def bring_to_front(self) -> None:
        """What a window manager does, and there is none here: behind what was closed another window comes forward."""
        if QApplication.activeWindow() is None:
            (QApplication.activeModalWidget() or self.window).activateWindow()
            self.until(lambda: QApplication.activeWindow() is not None, "a window in front")

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        self.qtbot.keyClick(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        """Type where the focus is: figures and Latin by keys, Chinese as an input method gives it."""
        for part in re.findall(r"[ -~]+|[^ -~]+", text):
            if part.isascii():
                self.qtbot.keyClicks(self.focus(), part)
            else:
                event = QInputMethodEvent()
                event.setCommitString(part)
                QApplication.sendEvent(self.focus(), event)

    def fill(self, name: str, text: str) -> None:
        """Click into a field, and type over what stands there."""
        field_ = self.find(QWidget, name)
        self.click(field_)
        self.until(field_.hasFocus, f"the focus in {name}")
        self.qtbot.keyClick(field_, Qt.Key.Key_A, CONTROL)
        if text:
            self.type(text)
        else:
            self.qtbot.keyClick(field_, Qt.Key.Key_Delete)

    def click(self, widget: QWidget) -> None:
        """A left click in the middle of a widget; of a text field, in its inside."""
        self.bring_to_front()
        inside = widget.viewport() if isinstance(widget, QPlainTextEdit) else widget
        self.qtbot.mouseClick(inside, Qt.MouseButton.LeftButton)

    def press(self, name: str) -> None:
        """Click a button when it can be clicked."""
        button = self.find(QPushButton, name)
        self.until(button.isEnabled, f"{name} to be allowed")
        self.click(button)

    def tick(self, name: str) -> None:
        """Click a box to be ticked, on its mark."""
        box = self.find(QCheckBox, name)
        self.qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))

    def drop(self, *paths: Path) -> None:
        """Drop files in the middle of the window, by way of Qt's own search for who takes them."""
        handle = self.window.windowHandle()
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place = QPointF(self.window.width() * 0.45, self.window.height() * 0.5)
        told = (place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE)
        QApplication.sendEvent(handle, QDragEnterEvent(*told))
        dropped = QDropEvent(*told)
        QApplication.sendEvent(handle, dropped)
        assert dropped.isAccepted(), "nobody takes the dropped files"

    # ---- the course of a day ------------------------------------------------------------------------------

    def start(self, folder: Path | None) -> None:
        """Open the program, with this desk."""
        self.folder = folder
        self.program.start(folder)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window in front")

    def sign_in(self, name: str, password: str) -> None:
        """Choose the name by keys, type the password, Enter."""
        page = self.find(SignIn)
        self.until(lambda: page.person.count() > 0, "the names")
        place = page.person.findData(name)
        while not page.person.hasFocus():
            self.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        while page.person.currentIndex() != place:
            down = page.person.currentIndex() < place
            self.key(Qt.Key.Key_Down if down else Qt.Key.Key_Up)
        self.fill("password", password)
        self.key(Qt.Key.Key_Return)
        self.until(lambda: self.window.current_page() is not None, f"{name} at work")
        self.settle()

    def page(self, key: str) -> None:
        """Go to a page by its place, Ctrl and a figure."""
        place = self.window.navigation.keys().index(key) + 1
        self.focus()
        self.qtbot.keyClick(self.window, Qt.Key(Qt.Key.Key_0 + place), CONTROL)
        self.until(lambda: self.window.navigation.currentRow() == place - 1, f"the page {key}")
        self.settle()

    def sign_out(self) -> None:
        """Ctrl+Shift+U, until somebody can sign in again."""
        self.key(Qt.Key.Key_U, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        self.find(SignIn)
        self.settle()

    def staged(self) -> None:
        """Wait until the files on the form lie in the desk and what they suggest stands in the fields."""
        self.until(lambda: bool(self.all(QLabel, "staged_0")), "the file on the form")
        self.settle()

    def save(self) -> str:
        """Ctrl+Enter on the register form; the number that then stands large."""
        self.key(Qt.Key.Key_Return, CONTROL)
        return self.text("given_number")

    def paper(self) -> PaperView:
        """The paper in view."""
        return self.find(PaperView)

    # ---- what lies on the disk ----------------------------------------------------------------------------

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the desk's database holds, read beside the program."""
        assert self.folder is not None
        with closing(sqlite3.connect(f"file:{self.folder / DATABASE}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def encrypted_files(self) -> list[Path]:
        """The files that lie in the desk, half-written ones too."""
        assert self.folder is not None
        return sorted(path for path in (self.folder / "files").rglob("*") if path.is_file())


def ink(widget: QWidget) -> int:
    """How many different shades a widget shows: a blank place has a few, a paper many."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    seen: set[int] = set()
    for y in range(0, image.height(), 2):
        seen.update(bytes(image.constScanLine(y))[: image.width()])
    return len(seen)


def serials(numbers: Iterable[str]) -> list[int]:
    """The running figures of receipt numbers."""
    found = [NUMBER.fullmatch(number) for number in numbers]
    return [int(one[2]) for one in found if one is not None]


def go_to_paper(window: RealWindow, words: str) -> None:
    """F2, the words, Enter; where papers are offered, Enter on the first of them."""
    window.key(Qt.Key.Key_F2)
    window.type(words)
    window.key(Qt.Key.Key_Return)
    window.settle()
    if window.focus().objectName() == "found_list":
        window.key(Qt.Key.Key_Return)
