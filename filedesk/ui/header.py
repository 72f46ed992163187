"""The line at the top of the window: which desk, the command box, who is signed in; and the one at its foot."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6 import QtCore
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from filedesk.texts import tr
from filedesk.ui.icons import put_icon
from filedesk.ui.messages import Tone
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.typed_line import TypedLine


class _CommandLine(TypedLine):
    """Esc empties the box and asks to go back to where one was: `left`."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == QtCore.Qt.Key.Key_Escape and not self.composing:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)


class HeaderTools(Retranslated, QWidget):
    """What is in the header for whoever is at work: command box, person, lock. It speaks with the header's signals."""

    _commanded = Signal(str)

    def __init__(self, header: Header) -> None:
        super().__init__(header)
        self._before: QWidget | None = None
        self.command_box = _CommandLine("command_box")
        self.command_box.setMaximumWidth(440)
        self.command_box.setMinimumWidth(180)
        self.command_box.textEdited.connect(header.command_typed)
        self.command_box.returnPressed.connect(self._command)
        self.command_box.left.connect(self._go_back)
        self._commanded.connect(header.commanded)
        self._person = QToolButton()
        self._person.setObjectName("person")
        self._person.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._person.clicked.connect(header.switch_requested)
        self.lock = QToolButton()
        self.lock.setObjectName("lock")
        self.lock.clicked.connect(header.lock_requested)
        put_icon(self._person, "user")
        put_icon(self.lock, "lock")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.command_box, 3)
        row.addStretch(1)
        row.addWidget(self._person)
        row.addWidget(self.lock)
        self.retranslate()

    def set_person(self, name: str) -> None:
        """Who is signed in."""
        self._person.setText(name)

    def enter_command_box(self) -> None:
        """Go to the box; Esc there goes back to where the focus is now."""
        now = QApplication.focusWidget()
        if now is not self.command_box:
            self._before = now
        self.command_box.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        self.command_box.selectAll()

    @Slot()
    def _go_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
        else:
            self.command_box.focusNextChild()

    def retranslate(self) -> None:
        self.command_box.setPlaceholderText(tr("Number, words or a scanned code (F2)"))
        self.command_box.setAccessibleName(tr("Command box"))
        self._person.setToolTip(tr("Switch person or sign out") + " (Ctrl+Shift+U)")
        self.lock.setToolTip(f"{tr('Lock')} (Ctrl+L)")
        self.lock.setAccessibleName(tr("Lock"))

    def _command(self) -> None:
        words = self.command_box.text().strip()
        if words:
            self._commanded.emit(words)


class Header(Retranslated, QFrame):
    """Desk name (and the demo mark), and the tools of whoever is at work. `commanded` carries the words on Enter in
    the command box; `command_typed` what stands there at every stroke.
    """

    commanded = Signal(str)
    command_typed = Signal(str)
    lock_requested = Signal()
    switch_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._desk = QLabel()
        self._desk.setObjectName("desk_name")
        self._demo = QLabel()
        self._demo.setObjectName("demo_mark")
        self._demo.hide()
        self._tools: HeaderTools | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 8, 12, 8)
        self._row.setSpacing(10)
        self._row.addWidget(self._desk)
        self._row.addWidget(self._demo)
        self._row.addStretch()
        self.retranslate()

    @property
    def tools(self) -> HeaderTools:
        """Made for the first who is at work."""
        if self._tools is None:
            self._tools = HeaderTools(self)
            self._row.addWidget(self._tools, 1)
        return self._tools

    def set_desk(self, name: str, *, demo: bool) -> None:
        """The office whose desk is open."""
        self._desk.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._desk.setText(name)
        self._row.setAlignment(self._demo, QtCore.Qt.AlignmentFlag.AlignVCenter)
        self._demo.setVisible(demo)

    def enter_command_box(self) -> None:
        """F2."""
        self.tools.enter_command_box()

    def set_person(self, name: str) -> None:
        """Who is signed in; with an empty name nobody is, and what needs somebody is hidden."""
        if name:
            self.tools.set_person(name)
        if self._tools is not None:
            self._tools.setVisible(bool(name))

    def retranslate(self) -> None:
        self._demo.setText(tr("Demo"))


class StatusLine(Retranslated, QFrame):
    """One calm line: the state of the ledger at the left, what was just done at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._state: Callable[[], str] = str
        self._news: Callable[[], str] = str
        self._state_label = QLabel()
        self._state_label.setObjectName("status_state")
        self._news_label = QLabel()
        self._news_label.setObjectName("status_news")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 18, 4)
        row.addWidget(self._state_label)
        row.addStretch(1)
        row.addWidget(self._news_label)

    def set_state(self, told: Callable[[], str], tone: Tone = "info") -> None:
        """The lasting state, asked again at each change of language."""
        self._state = told
        self._state_label.setProperty("tone", tone)
        self._state_label.style().unpolish(self._state_label)
        self._state_label.style().polish(self._state_label)
        self.retranslate()

    def set_news(self, told: Callable[[], str]) -> None:
        """What was just done."""
        self._news = told
        self.retranslate()

    def retranslate(self) -> None:
        self._state_label.setText(self._state())
        self._news_label.setText(self._news())
