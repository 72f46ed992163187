"""What the command box found: one line a paper says who has it since when; Enter opens it with its next act first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from filedesk.clock import from_text, office_day
from filedesk.services.ledger import Row
from filedesk.texts import tr
from filedesk.ui.pages.register_source import number_text, state_text
from filedesk.ui.retranslated import Retranslated

_LINES, _WIDE, _TITLE, _SPACE = 12, 760, 40, 3


class _Lines(QListWidget):
    """Enter opens a line, Esc and going elsewhere leave."""

    opened = Signal()
    left = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit(False)


class FoundPanel(Retranslated, QFrame):
    """Stands below `box` over what is in the window. `chosen` carries a document's row, `all_wanted` asks for the list
    of them all, `left` that somebody goes back to the box.
    """

    chosen = Signal(object)
    all_wanted = Signal()
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("found_panel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._rows: list[Row] = []
        self._zone = ""
        self.list = _Lines()
        self.list.setObjectName("found_list")
        self.list.setSpacing(_SPACE)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.opened.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.list.left.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        self.hide()

    def show_rows(self, rows: Sequence[Row], zone: str, below: QWidget) -> None:
        """Answer with these papers; `zone` is the office's. The first one is chosen."""
        self._rows, self._zone = list(rows), zone
        self._fill()
        window = self.parentWidget()
        assert window is not None
        at = below.mapTo(window, below.rect().bottomLeft())
        wide = min(_WIDE, window.width() - 24)
        left = max(12, min(at.x() + below.width() // 2 - wide // 2, window.width() - wide - 12))
        high = min(self.list.count(), _LINES) * (self.list.sizeHintForRow(0) + 2 * _SPACE) + 22
        self.setGeometry(left, at.y() + 4, wide, high)
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def texts(self) -> list[str]:
        """The lines as they stand."""
        return [self.list.item(place).text() for place in range(self.list.count())]

    def _fill(self) -> None:
        place = max(self.list.currentRow(), 0)
        self.list.clear()
        for row in self._rows:
            item = QListWidgetItem(self._line(row), self.list)
            item.setToolTip(row["title"])
        if len(self._rows) > 1:
            self.list.addItem(tr("Show all in the register"))
        self.list.setCurrentRow(min(place, self.list.count() - 1))

    def _line(self, row: Row) -> str:
        title = row["title"] if len(row["title"]) <= _TITLE else row["title"][: _TITLE - 1] + "…"
        held = ""
        if row["holder_name"] and row["held_since"]:
            day = office_day(from_text(row["held_since"]), self._zone).isoformat()
            held = tr("with {name} since {day}", name=row["holder_name"], day=day)
        return " · ".join(part for part in (number_text(row), title, held, state_text(row)) if part)

    @Slot()
    def _open(self) -> None:
        place = self.list.currentRow()
        row = self._rows[place] if 0 <= place < len(self._rows) else None
        self.hide()
        if row is None:
            self.all_wanted.emit()
        else:
            self.chosen.emit(row)

    @Slot(bool)
    def _leave(self, back: bool) -> None:
        self.hide()
        if back:
            self.left.emit()

    def retranslate(self) -> None:
        self.list.setAccessibleName(tr("Papers found"))
        if self._rows:
            self._fill()
