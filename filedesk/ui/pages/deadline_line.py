"""A deadline: typed as a day, or 3, 5 or 7 working days from today by one key each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.domain.working_days import Counted
from filedesk.texts import tr
from filedesk.texts.working_days import not_worked_text, special_text, unknown_text
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.form_lines import DateLine

SPANS: Final = (3, 5, 7)


class DeadlineLine(Retranslated, QWidget):
    """Alt+3, Alt+5 and Alt+7 work anywhere in `form`. The office's calendar counts.

    A note under it tells when a year was counted whose holidays are not known, and when a day that the person chose
    is no working day. Days that the program puts there are not judged.
    """

    def __init__(self, name: str, facts: Callable[[], DeskFacts], form: QWidget) -> None:
        super().__init__(form)
        self.setObjectName(f"{name}_box")
        self._facts = facts
        self._counted: Counted | None = None
        self._chosen: date | None = None
        self._by_program = False
        self.line = DateLine(name, lambda: facts().today, lean="future")
        self.setFocusProxy(self.line)
        self.note = QLabel()
        self.note.setObjectName(f"{name}_note")
        self.note.setProperty("role", "field_hint")
        self.note.setWordWrap(True)
        self.note.hide()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        self._buttons: dict[int, QPushButton] = {}
        for span in SPANS:
            button = QPushButton(str(span))
            button.setObjectName(f"{name}_{span}")
            button.setProperty("chip", True)
            button.setProperty("narrow", True)
            button.setProperty("span", span)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(self._pressed)
            keys = QShortcut(QKeySequence(f"Alt+{span}"), form)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(button.click)
            self._buttons[span] = button
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.note)
        self.line.date_changed.connect(self._changed)
        self.retranslate()

    def day(self) -> date | None:
        """The day that stands there."""
        return self.line.day()

    def set_day(self, day: date | None) -> None:
        """Put `day` there."""
        self._by_program = True
        self.line.set_day(day)
        self._by_program = False
        self._counted = self._chosen = None
        self._tell()

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            facts = self._facts()
            self._counted = facts.own_days.calendar().add_working_days(facts.today, button.property("span"))
            self.line.set_day(self._counted.day)
            self._tell()

    @Slot(object)
    def _changed(self, day: date | None) -> None:
        if not self._by_program:
            self._chosen = day
            self._tell()

    def _tell(self) -> None:
        told = self._told()
        self.note.setText(told)
        self.note.setVisible(bool(told))

    def _told(self) -> str:
        if self._counted is not None and self._counted.day == self.day():
            return unknown_text(self._counted.unknown) if self._counted.unknown else ""
        if self._chosen is None or self._chosen != self.day():
            return ""
        calendar = self._facts().own_days.calendar()
        if calendar.is_working(self._chosen):
            return ""
        told = calendar.special(self._chosen)
        return not_worked_text(self._chosen, special_text(told.name, own=told.own) if told else "")

    def retranslate(self) -> None:
        for span, button in self._buttons.items():
            told = tr("In {n} working days (Alt+{n})", n=span)
            button.setToolTip(told)
            button.setAccessibleName(told)
        self._tell()
