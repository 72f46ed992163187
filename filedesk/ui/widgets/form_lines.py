"""Lines that bring what is typed into the office's form: numbers of documents, and days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from filedesk.domain.entry_forms import Leaning, number_brackets, parse_date
from filedesk.texts import tr
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.typed_line import TypedLine


class NumberLine(TypedLine):
    """A line for a document number: the brackets around its year become 〔 〕 as they are closed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.textEdited.connect(self._bring_into_form)

    @Slot(str)
    def _bring_into_form(self, typed: str) -> None:
        formed = number_brackets(typed)
        if formed != typed:
            place = len(number_brackets(typed[: self.cursorPosition()]))
            self.setText(formed)
            self.setCursorPosition(place)


class DateLine(Retranslated, TypedLine):
    """A line for a day: 0305, 2026年3月5日 and the like become 2026-03-05 on leaving it or on Enter.

    Up and Down move it by a day. `date_changed` carries the day, or None. What is no day stays, marked as wrong.
    """

    date_changed = Signal(object)

    def __init__(
        self,
        name: str,
        today: Callable[[], date],
        *,
        lean: Leaning = "past",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._today = today
        self._lean: Leaning = lean
        self._told: date | None = None
        self.editingFinished.connect(self.settle)
        self.textEdited.connect(self._unmark)
        self.retranslate()

    def day(self) -> date | None:
        """The day that stands there, or None where none does."""
        return parse_date(self.text(), today=self._today(), lean=self._lean)

    def is_wrong(self) -> bool:
        """Whether something stands there that is no day."""
        return bool(self.text().strip()) and self.day() is None

    def set_day(self, day: date | None) -> None:
        """Put `day` there."""
        self.setText("" if day is None else day.isoformat())
        self.settle()

    @Slot()
    def settle(self) -> None:
        """Bring what was typed into the form of a date, and say so if it changed."""
        day = self.day()
        if day is not None:
            self.setText(day.isoformat())
        self._mark(self.is_wrong())
        if day != self._told:
            self._told = day
            self.date_changed.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.set_day((self.day() or self._today() - timedelta(days=step)) + timedelta(days=step))

    def retranslate(self) -> None:
        self.setPlaceholderText(tr("such as 0305"))
        self.setToolTip(tr("This is no date.") if self.property("wrong") else tr("0305 or 2026-03-05"))

    @Slot()
    def _unmark(self) -> None:
        self._mark(False)

    def _mark(self, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)
            self.retranslate()
