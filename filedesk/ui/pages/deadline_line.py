"""A deadline: typed as a day, or 3, 5 or 7 working days from today by one key each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from filedesk.texts import tr
from filedesk.ui.pages.desk_facts import after_weekdays
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.form_lines import DateLine

SPANS: Final = (3, 5, 7)


class DeadlineLine(Retranslated, QWidget):
    """Alt+3, Alt+5 and Alt+7 work anywhere in `form`. Weekdays count; public holidays are not known yet."""

    def __init__(self, name: str, today: Callable[[], date], form: QWidget) -> None:
        super().__init__(form)
        self.setObjectName(f"{name}_box")
        self._today = today
        self.line = DateLine(name, today, lean="future")
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        self._buttons: dict[int, QPushButton] = {}
        for span in SPANS:
            button = QPushButton(str(span))
            button.setObjectName(f"{name}_{span}")
            button.setProperty("chip", True)
            button.setProperty("span", span)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(self._pressed)
            keys = QShortcut(QKeySequence(f"Alt+{span}"), form)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(button.click)
            self._buttons[span] = button
            row.addWidget(button)
        self.retranslate()

    def day(self) -> date | None:
        """The day that stands there."""
        return self.line.day()

    def set_day(self, day: date | None) -> None:
        """Put `day` there."""
        self.line.set_day(day)

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.line.set_day(after_weekdays(self._today(), button.property("span")))

    def retranslate(self) -> None:
        for span, button in self._buttons.items():
            told = tr("In {n} working days (Alt+{n})", n=span)
            button.setToolTip(told)
            button.setAccessibleName(told)
