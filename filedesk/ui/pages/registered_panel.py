"""After registering: the number, large enough to be copied onto the paper, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.domain.documents import Series
from filedesk.domain.numbering import parse
from filedesk.services.registration import Registered
from filedesk.texts import tr, trn
from filedesk.ui.icons import put_icon
from filedesk.ui.retranslated import Retranslated


class RegisteredPanel(Retranslated, QWidget):
    """Enter goes to the next paper, F6 prints the handling slip, Esc closes."""

    next_wanted = Signal()
    slip_wanted = Signal()
    open_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("registered_panel")
        self.made: Registered | None = None
        self._waiting = 0
        self._said, self.number, self._title = QLabel(), QLabel(), QLabel()
        self._said.setProperty("role", "field")
        self.number.setObjectName("given_number")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setObjectName("registered_title")
        for label in (self._said, self.number, self._title):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.next_button, self.slip_button = QPushButton(), QPushButton()
        self.open_button, self.close_button = QPushButton(), QPushButton()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button, name, signal in (
            (self.close_button, "registered_close", self.close_wanted),
            (self.open_button, "registered_open", self.open_wanted),
            (self.slip_button, "registered_slip", self.slip_wanted),
            (self.next_button, "registered_next", self.next_wanted),
        ):
            button.setObjectName(name)
            button.setAutoDefault(True)
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch(1)
        put_icon(self.slip_button, "print")
        self.next_button.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (self._said, self.number, self._title):
            column.addWidget(label)
        column.addSpacing(18)
        column.addLayout(buttons)
        column.addStretch(3)

    def tell(self, made: Registered, title: str, waiting: int) -> None:
        """Show the number given; `waiting` files of the queue are still to come."""
        self.made, self._waiting = made, waiting
        self.number.setText(made.number)
        self._title.setText(title if len(title) <= 200 else title[:199] + "…")
        number = parse(made.number)
        self.slip_button.setVisible(number is not None and number.series is Series.INCOMING)
        self.retranslate()

    def retranslate(self) -> None:
        self._said.setText(tr("Registered as"))
        waiting = trn("{n} waiting", "{n} waiting", self._waiting) if self._waiting else ""
        self.next_button.setText(tr("Next (Enter)") + (f" · {waiting}" if waiting else ""))
        self.slip_button.setText(tr("Print handling slip (F6)"))
        self.open_button.setText(tr("Open it"))
        self.close_button.setText(tr("Close (Esc)"))
