"""The office root on paper: three recovery sheets, shown one at a time, and one asked back to be sure."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from filedesk.errors import FiledeskError
from filedesk.texts import mark, tr
from filedesk.ui.messages import show_error
from filedesk.ui.pages.setup_plan import Plan, Step
from filedesk.ui.paper_slips import PrintSlips, Slip, print_slips

_AS_WIDE_AS_A_FIGURE = "\u2007"
_COLUMNS = 2
_WORDS = 22
"""Words on a sheet (SLIP-39, 18 bytes)."""


class SheetsStep(Step):
    """Shows sheet 1, 2, 3. Going on shows the next; after the third the step is finished."""

    title = mark("Recovery sheets")
    lead = mark(
        "If the general manager forgets his password or leaves, two of these three sheets open the office again. Write "
        "each down or print it, and keep the three in three places. They are shown now and never again."
    )

    def __init__(self, plan: Plan, print_them: PrintSlips = print_slips, parent: QWidget | None = None) -> None:
        super().__init__("setup_sheets", plan, parent)
        self._print_them = print_them
        self.number = 0
        self._heading = QLabel()
        self._heading.setObjectName("section_title")
        self.words = QFrame()
        self.words.setObjectName("sheet_words")
        self._grid = QGridLayout(self.words)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(5)
        self._labels = [QLabel() for _word in range(_WORDS)]
        for place, label in enumerate(self._labels):
            label.setStyleSheet("font-size: 13pt;")
            rows = _WORDS // _COLUMNS
            self._grid.addWidget(label, place % rows, place // rows)
        self.print_button = QPushButton()
        self.print_button.setObjectName("print_sheet")
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self._print)
        row = QHBoxLayout()
        row.addWidget(self._heading)
        row.addStretch(1)
        row.addWidget(self.print_button)
        self.column.addLayout(row)
        self.column.addWidget(self.words)
        self.column.addStretch(1)

    def begin(self) -> None:
        if self.plan.root is None and self.plan.desk is not None:
            self.plan.root = self.plan.desk.ports.vault.new_root()
        self.number = 1
        self.retranslate()

    def shown_words(self) -> list[str]:
        """The words of the sheet in view."""
        if self.plan.root is None or not self.number:
            return []
        return self.plan.root.sheets()[self.number - 1].split()

    def retranslate(self) -> None:
        self._heading.setText(tr("Sheet {number} of 3", number=self.number))
        self.print_button.setText(tr("Print this sheet"))
        words = self.shown_words()
        for place, label in enumerate(self._labels):
            word = words[place] if place < len(words) else ""
            number = str(place + 1).rjust(2, _AS_WIDE_AS_A_FIGURE)
            label.setText(f"{number}.  {word}" if word else "")
            label.setProperty("word", word)

    def next_text(self) -> str:
        return tr("It is on paper: next sheet") if self.number < 3 else tr("It is on paper: go on")

    def finish(self, then: Callable[[], None]) -> None:
        if self.number < 3:
            self.number += 1
            self.retranslate()
            return
        self.number = 0
        self.retranslate()
        then()

    @Slot()
    def _print(self) -> None:
        words = self.shown_words()
        lines = tuple(f"{place:>2}. {word}" for place, word in enumerate(words, 1))
        title = tr("Recovery sheet {number} of 3", number=self.number)
        told = tr(
            "{office}. Any two of the three sheets open the office's keys. Keep this one where only the office's "
            "owner gets at it.",
            office=self.plan.name,
        )
        try:
            self._print_them(self, [Slip(title, told, lines)])
        except FiledeskError as error:
            show_error(self, error)


class AskBackStep(Step):
    """One sheet is typed in from paper, so that nobody finds out in need that it was written down wrongly."""

    title = mark("One sheet back")
    lead = mark("Take any of the three sheets and enter its 22 words from the paper, in their order.")

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__("setup_ask_back", plan, parent)
        self.typed = QPlainTextEdit()
        self.typed.setObjectName("sheet_typed")
        self.typed.setTabChangesFocus(True)
        self.typed.setMaximumHeight(180)
        self.typed.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhSensitiveData)
        self.count = QLabel()
        self.count.setObjectName("sheet_count")
        self.count.setProperty("role", "muted")
        self.typed.textChanged.connect(self.retranslate)
        inner = QVBoxLayout()
        inner.addWidget(self.typed, 1)
        inner.addWidget(self.count)
        self.column.addLayout(inner)
        self.column.addStretch(1)
        self.retranslate()

    def begin(self) -> None:
        self.typed.clear()
        self.typed.setFocus()

    def retranslate(self) -> None:
        self.typed.setAccessibleName(tr("Words of the sheet"))
        self.count.setText(tr("{n} of 22 words", n=len(self.typed.toPlainText().split())))

    def finish(self, then: Callable[[], None]) -> None:
        assert self.plan.root is not None
        self.plan.root.sheet_number(self.typed.toPlainText())
        self.typed.clear()
        then()

    def next_text(self) -> str:
        return tr("Make the keys and found the office")
