"""A short table of texts, for lists that are there as a whole: people, printings, findings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from filedesk.texts import tr
from filedesk.ui.retranslated import Retranslated

_KEY = Qt.ItemDataRole.UserRole


class PlainTable(Retranslated, QTableWidget):
    """Columns by title (message ids) and relative width. `put` keeps the selected row where it is still there."""

    def __init__(self, name: str, columns: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        super().__init__(0, len(columns), parent)
        self.setObjectName(name)
        self._columns = tuple(columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        letter = self.fontMetrics().averageCharWidth()
        for place, (_title, width) in enumerate(columns):
            self.setColumnWidth(place, width * letter + 20)
        head.setSectionResizeMode(len(columns) - 1, QHeaderView.ResizeMode.Stretch)
        self.retranslate()

    def put(self, rows: Sequence[tuple[object, Sequence[str]]]) -> None:
        """Show rows of a key and the cells."""
        chosen = self.chosen()
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for place, (key, cells) in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setData(_KEY, key)
                item.setToolTip(text)
                self.setItem(place, column, item)
        self.clearSelection()
        self.setCurrentCell(-1, -1)
        self.blockSignals(False)
        keys = [key for key, _cells in rows]
        if chosen in keys:
            self.selectRow(keys.index(chosen))
        self.itemSelectionChanged.emit()

    def chosen(self) -> object | None:
        """The key of the selected row, or None."""
        places = {index.row() for index in self.selectedIndexes()}
        item = self.item(min(places), 0) if places else None
        return item.data(_KEY) if item is not None else None

    def choose(self, key: object) -> bool:
        """Select the row of `key`; False where there is none."""
        for place in range(self.rowCount()):
            item = self.item(place, 0)
            if item is not None and item.data(_KEY) == key:
                self.selectRow(place)
                return True
        return False

    def texts(self) -> list[list[str]]:
        """All cells as they are shown."""
        places = [[self.item(r, c) for c in range(self.columnCount())] for r in range(self.rowCount())]
        return [[item.text() if item is not None else "" for item in row] for row in places]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.cellActivated.emit(self.currentRow(), 0)
            return
        super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.setHorizontalHeaderLabels([tr(title) for title, _width in self._columns])
