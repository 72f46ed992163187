"""The view of a register: the person's own columns, her selection kept by record, everything by key."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from filedesk.errors import RuleRefused
from filedesk.texts import tr
from filedesk.ui.colours import colour
from filedesk.ui.keys_here import on_key
from filedesk.ui.messages import show_error
from filedesk.ui.models.table import Index, RecordTable
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.settings import Settings

MOST_KEPT = 500
"""So many selected records are found again after a reload."""
MOST_COPIED = 20_000
"""So many rows can be copied as text at once."""


class RegisterTable(Retranslated, QTableView):
    """`opened` carries the id of a record on Enter or double click, `chosen` that of the current one, or None."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, name: str, model: RecordTable, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.records = model
        self.empty_text: Callable[[], str] = self._nothing
        self._settings = settings
        self._returning: tuple[list[int], int | None] | None = None
        """What was selected and current before a reset, until all ids are there or the person chose anew."""
        self._restoring = False
        self._look()
        self.setModel(model)
        self._restore_columns()
        self._listen()
        self.retranslate()

    def _nothing(self) -> str:
        asked = self.records.query
        return tr("Nothing matches.") if asked.search.strip() or asked.filters else tr("Nothing here.")

    def _look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 14)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setStretchLastSection(True)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _listen(self) -> None:
        self.setSortingEnabled(True)
        head = self.horizontalHeader()
        head.customContextMenuRequested.connect(self._offer_columns_at)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(0)
        self._keep.timeout.connect(self._keep_columns)
        head.sectionResized.connect(self._keep.start)
        head.sectionMoved.connect(self._keep.start)
        self.activated.connect(self._activated)
        self.records.modelAboutToBeReset.connect(self._remember)
        self.records.modelReset.connect(self._return)
        self.records.loaded.connect(self._returned)
        here = Qt.ShortcutContext.WidgetShortcut
        on_key(self, "Ctrl+Shift+L", self.offer_columns, context=here)
        on_key(self, QKeySequence.StandardKey.Copy, self.copy, context=here)

    # ---- columns ------------------------------------------------------------------------------------------

    def offer_columns(self) -> QMenu:
        """Open the menu in which columns are chosen."""
        return self._offer_columns_at(QPoint(0, self.horizontalHeader().height()))

    @Slot(QPoint)
    def _offer_columns_at(self, place: QPoint) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("columns_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = [number for number in range(len(self.records.columns)) if not self.isColumnHidden(number)]
        for number, column in enumerate(self.records.columns):
            action = QAction(tr(column.title), menu)
            action.setObjectName(f"column_{column.key}")
            action.setCheckable(True)
            action.setChecked(number in shown)
            action.setEnabled(shown != [number])
            action.setData(number)
            action.toggled.connect(self._toggle_column)
            menu.addAction(action)
        menu.popup(self.horizontalHeader().mapToGlobal(place))
        return menu

    @Slot(bool)
    def _toggle_column(self, shown: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.setColumnHidden(action.data(), not shown)
            self._keep_columns()

    def _restore_columns(self) -> None:
        name, head = self.objectName(), self.horizontalHeader()
        widths = self._settings.numbers(f"{name}/widths")
        order = self._settings.texts(f"{name}/order")
        hidden = self._settings.texts(f"{name}/hidden")
        letter = self.fontMetrics().averageCharWidth()
        for number, column in enumerate(self.records.columns):
            self.setColumnWidth(number, widths.get(column.key, column.width * letter + 20))
            self.setColumnHidden(number, column.key in hidden if order else column.optional)
        keys = [column.key for column in self.records.columns]
        for place, key in enumerate(key for key in order if key in keys):
            head.moveSection(head.visualIndex(keys.index(key)), place)

    @Slot()
    def _keep_columns(self) -> None:
        name, head, columns = self.objectName(), self.horizontalHeader(), self.records.columns
        order = [columns[head.logicalIndex(place)].key for place in range(len(columns))]
        shown = [head.logicalIndex(place) for place in range(len(columns))]
        shown = [number for number in shown if not self.isColumnHidden(number)]
        widths = {columns[number].key: self.columnWidth(number) for number in shown[:-1]}  # the last is stretched
        self._settings.put(f"{name}/order", order)
        self._settings.put(f"{name}/widths", self._settings.numbers(f"{name}/widths") | widths)
        self._settings.put(f"{name}/hidden", [c.key for n, c in enumerate(columns) if self.isColumnHidden(n)])

    # ---- selection ----------------------------------------------------------------------------------------

    def selected_ids(self, most: int = MOST_COPIED) -> list[int]:
        """The ids of the selected records from top to bottom, `most` at the most."""
        found: array[int] = array("q")
        selection = self.selectionModel().selection()
        blocks = [selection.at(number) for number in range(selection.count())]
        for block in sorted(blocks, key=lambda block: block.top()):
            found.extend(self.records.ids_between(block.top(), min(block.bottom(), block.top() + most)))
        return list(dict.fromkeys(found))[:most]

    def current_id(self) -> int | None:
        """The id of the current record, or None."""
        index = self.currentIndex()
        return self.records.id_at(index.row()) if index.isValid() else None

    def select_record(self, record: int) -> bool:
        """Make `record` the current one; False where its place is not known."""
        place = self.records.place_of(record)
        if place is None:
            return False
        self.selectRow(place)
        self.scrollTo(self.records.index(place, 0))
        return True

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.records.kept = tuple(self.selected_ids(MOST_KEPT))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self._restoring:
            return
        self._returning = None
        if current.row() != previous.row():
            self.chosen.emit(self.current_id())

    @Slot()
    def _remember(self) -> None:
        if self._returning is None:
            self._returning = (self.selected_ids(MOST_KEPT), self.current_id())

    @Slot()
    def _return(self) -> None:
        """Select again, after a reset, what is found again."""
        records, current = self._returning or ([], None)
        chosen = QItemSelection()
        last = len(self.records.columns) - 1
        for place in sorted(place for r in records if (place := self.records.place_of(r)) is not None):
            chosen.select(self.records.index(place, 0), self.records.index(place, last))
        at = self.records.place_of(current) if current is not None else None
        selection = self.selectionModel()
        self._restoring = True
        if at is not None:
            selection.setCurrentIndex(self.records.index(at, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(self.records.index(at, 0))
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._restoring = False
        self.records.kept = tuple(records)

    @Slot()
    def _returned(self) -> None:
        """All ids are there: what is not found now is gone from this table."""
        if self._returning is None:
            return
        before = self._returning[1]
        if self.current_id() != before:
            self._return()
        self._returning = None
        self.records.kept = tuple(self.selected_ids(MOST_KEPT))
        if self.current_id() != before:
            self.chosen.emit(self.current_id())

    # ---- acts ---------------------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(self.records.id_at(index.row()))

    @Slot()
    def copy(self) -> None:
        """Put the selected rows on the clipboard: a line each, visible columns apart by tabs, a line of titles."""
        ids = self.selected_ids(MOST_COPIED + 1)
        if len(ids) > MOST_COPIED:
            show_error(self, RuleRefused("too_many_rows_to_copy", most=MOST_COPIED))
            return
        head = self.horizontalHeader()
        order = [head.logicalIndex(place) for place in range(len(self.records.columns))]
        shown = [number for number in order if not self.isColumnHidden(number)]
        titles = [tr(self.records.columns[number].title) for number in shown]

        def texts_came(rows: list[list[str]]) -> None:
            lines = ["\t".join(" ".join(text.split()) for text in row) for row in [titles, *rows]]
            QGuiApplication.clipboard().setText("\n".join(lines))

        if ids:
            self.records.texts(ids, shown, texts_came)

    def retranslate(self) -> None:
        self.records.retranslate()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.records.is_complete() and self.records.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colour("muted")))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.empty_text())
            painter.end()
