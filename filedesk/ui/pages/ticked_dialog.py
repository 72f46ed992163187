"""A dialog that lists what one signature settles at once, a line each with a tick; Enter may open a line's document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QWidget

from filedesk.services.ports import Progress
from filedesk.texts import tr
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog
from filedesk.ui.widgets.told_label import ToldLabel

_SEQ: Final = Qt.ItemDataRole.UserRole
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


@dataclass(frozen=True)
class Line:
    """One line: the event that it is about, its document, and its cells in the language of the moment."""

    seq: int
    document: int
    cells: Callable[[], Sequence[str]]


class TickedDialog(ActDialog):
    """Base. All are ticked at first; Space on a line takes its tick away. Nothing is settled that is not ticked.

    TITLES are the columns, WIDE those that share the room, TABLE the table's name, EMPTY what stands where there is
    nothing; `lines` reads them, on the desk's worker. With `opens`, Enter on a line gives up and opens its document.
    """

    TITLES: ClassVar[Sequence[str]]
    WIDE: ClassVar[Sequence[int]]
    TABLE: ClassVar[str]
    EMPTY: ClassVar[str]

    def __init__(
        self,
        context: Context,
        name: str,
        title: str,
        told: str,
        parent: QWidget,
        *,
        wide: int = 820,
        opens: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__(context, name, title, parent, wide=wide)
        self._opens = opens
        self._lines: Sequence[Line] = ()
        self.body.addWidget(ToldLabel(told))
        self.table = QTableWidget(0, len(self.TITLES))
        self.table.setObjectName(self.TABLE)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in self.WIDE:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(260)
        self.table.installEventFilter(self)
        self.table.itemChanged.connect(self._let)
        self.table.itemDoubleClicked.connect(self._open)
        self.body.addWidget(self.table)
        self.empty = QLabel()
        self.empty.setObjectName(f"nothing_{self.TABLE}")
        self.empty.setProperty("role", "field")
        self.body.addWidget(self.empty)
        self.table.setFocus()
        self.retranslate()
        self.context.tasks.run(self.lines, done=self._came, on="desk", owner=self)

    def lines(self, progress: Progress) -> Sequence[Line]:
        """What is listed now."""
        raise NotImplementedError

    def _came(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self.table.blockSignals(True)
        self.table.setRowCount(len(lines))
        for place, one in enumerate(lines):
            for column in range(len(self.TITLES)):
                item = QTableWidgetItem()
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                if column == 0:
                    item.setData(_SEQ, one.seq)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked)
                self.table.setItem(place, column, item)
        self.table.blockSignals(False)
        if lines:
            self.table.selectRow(0)
        self.retranslate()
        self._let()

    def ticked(self) -> list[int]:
        """The events that are ticked."""
        items = [self.table.item(place, 0) for place in range(self.table.rowCount())]
        return [item.data(_SEQ) for item in items if item is not None and item.checkState() == Qt.CheckState.Checked]

    @Slot()
    def _let(self) -> None:
        self.agree.setEnabled(bool(self.ticked()))

    @Slot()
    def _open(self) -> None:
        place = self.table.currentRow()
        if self._opens is not None and 0 <= place < len(self._lines):
            self.reject()
            self._opens(self._lines[place].document)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the current line wherever in it the keyboard stands, Enter opens its document."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.table.currentRow()
            if event.key() == Qt.Key.Key_Space and row >= 0:
                item = self.table.item(row, 0) or QTableWidgetItem()
                ticked = item.checkState() == Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in _PLAIN:
                self._open()
                return True
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        super().retranslate()
        self.table.setHorizontalHeaderLabels([tr(title) for title in self.TITLES])
        self.table.setAccessibleName(tr(self._act_title))
        self.empty.setText(tr(self.EMPTY))
        self.empty.setVisible(not self._lines)
        self.table.blockSignals(True)
        for place, one in enumerate(self._lines):
            for column, text in enumerate(one.cells()):
                item = self.table.item(place, column)
                if item is not None:
                    item.setText(text)
        self.table.blockSignals(False)
