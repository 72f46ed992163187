"""Doing acts on a document page as a person does: keys on the page, fields of a dialog, its button; and what stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from filedesk import config
from filedesk.clock import office_day
from filedesk.services import instruction
from filedesk.services.wording import Wording
from filedesk.ui.pages.document_acts import ACTS
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.draft_acts import DRAFT_ACTS
from filedesk.ui.pages.office_page import OfficePage

TODAY = office_day(datetime.now(UTC), config.DEFAULT_ZONE)
"""The office's day, which is not this computer's everywhere."""
CLERK, HEAD, FIRST, SECOND = "王文员", "赵总", "李工", "陈会计"
"""李工 manages 工程部 (2), 陈会计 财务部 (3)."""
KEYS = {act.name: act.key for act in (*ACTS, *DRAFT_ACTS)}


@dataclass
class Desk:
    """The desk of a test and the hands that work at it."""

    qtbot: QtBot
    office: Any
    show: Any

    def instructed(self, *, readers: tuple[str, ...] = (), lead: int | None = None, **more: Any) -> int:
        """A paper that the general manager has instructed: these readers, and the department that must act."""
        made = self.office.register("关于年度检查的通知", **more)
        self.office.by(CLERK, instruction.submit, documents=[made.document])
        said = Wording("请阅办。", tuple(self.person(name) for name in readers), lead)
        self.office.by(HEAD, instruction.instruct, document=made.document, said=said)
        return int(made.document)

    def person(self, name: str) -> int:
        return int(self.rows("person", name=name)[0]["id"])

    def rows(self, table: str, **where: Any) -> list[dict[str, Any]]:
        try:
            with self.office.desk.ports.ledger.reading() as reading:
                found: list[dict[str, Any]] = reading.find(table, **where)
                return found
        finally:
            self.office.desk.database.close()

    def page(self, document: int, name: str = CLERK) -> DocumentPage:
        page: DocumentPage = self.show(document, name)
        return page

    def settle(self) -> None:
        self.qtbot.waitUntil(self.office.setting.tasks.idle, timeout=10_000)

    def key(self, page: DocumentPage, act: str) -> None:
        """The key of an act, pressed where the keyboard stands on the page."""
        self.settle()
        table = page.ways.currentWidget()
        page.window().activateWindow()
        self.qtbot.waitUntil(page.window().isActiveWindow)
        table.setFocus()
        self.qtbot.waitUntil(table.hasFocus)
        pressed = QKeySequence(KEYS[act])[0]
        self.qtbot.keyClick(table, pressed.key(), pressed.keyboardModifiers())
        self.settle()

    def dialog(self, page: QWidget, name: str) -> Any:
        found = page.window().findChild(QDialog, name)
        assert found is not None, name
        found.activateWindow()
        self.qtbot.waitUntil(found.isActiveWindow)
        return found

    def open(self, page: DocumentPage, act: str, name: str) -> Any:
        """The dialog that an act's key opens."""
        self.key(page, act)
        return self.dialog(page, name)

    def from_office(self, name: str, button: str, dialog: str) -> Any:
        """The dialog that somebody opens by a button on the page of the office."""
        page = OfficePage(self.office.context(name))
        self.qtbot.addWidget(self.office.keep(page))
        page.show()
        self.qtbot.waitExposed(page)
        self.settle()
        self.qtbot.mouseClick(page.findChild(QPushButton, button), Qt.MouseButton.LeftButton)
        shown = self.dialog(page, dialog)
        self.settle()
        return shown

    def write(self, shown: QWidget, field: str, text: str) -> None:
        edit = shown.findChild(QPlainTextEdit, field)
        assert isinstance(edit, QPlainTextEdit), field
        edit.setPlainText(text)

    def choose(self, shown: QWidget, field: str, value: object) -> None:
        box = shown.findChild(QComboBox, field)
        assert isinstance(box, QComboBox), field
        place = next(n for n in range(box.count()) if box.itemData(n) == value)
        box.setCurrentIndex(place)

    def offered(self, shown: QWidget, field: str) -> list[str]:
        box = shown.findChild(QComboBox, field)
        assert isinstance(box, QComboBox), field
        return [box.itemText(n) for n in range(box.count())]

    def agree(self, shown: Any) -> None:
        """Ctrl+Enter in the dialog, until it is gone and everything is done."""
        gone: list[object] = []
        shown.destroyed.connect(lambda: gone.append(True))
        self.press(shown)
        self.qtbot.waitUntil(lambda: bool(gone), timeout=10_000)
        self.settle()

    def press(self, shown: Any) -> None:
        """The dialog's button by the mouse, whatever comes of it."""
        self.qtbot.mouseClick(shown.agree, Qt.MouseButton.LeftButton)
        self.settle()

    def error(self, shown: QWidget, field: str) -> str:
        """What stands under a field."""
        told = shown.findChild(QLabel, f"{field}_error")
        assert isinstance(told, QLabel), field
        return told.text()


def life(page: DocumentPage) -> list[list[str]]:
    """Who, what and words of every act, the newest first."""
    table = page.timeline
    found = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(1, 4)]
        found.append([item.text() for item in items if item is not None])
    return found
