"""A table of a million records that feels like one of a hundred.

It shows the first page at once, takes the ids of all rows in the order asked for from a worker, and fetches the
rows that are looked at by id. Sorting and filtering are questions to the source, never work of the window.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor

from filedesk.errors import FiledeskError
from filedesk.texts import tr
from filedesk.ui.colours import colour
from filedesk.ui.models.row_cache import RowCache
from filedesk.ui.models.source import Column, RecordSource, Row, TableQuery
from filedesk.ui.tasks import Generation, Lane, Tasks

Index = QModelIndex | QPersistentModelIndex

IN_FLIGHT: Final = "…"
ID_ROLE: Final = Qt.ItemDataRole.UserRole
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1

_ALIGNMENT: Final = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_NO_INDEX: Final = QModelIndex()


class RecordTable(QAbstractTableModel):
    """Rows of a `RecordSource`. `loaded` comes when all ids of the present query are there.

    `ID_ROLE` gives a row's id, `ROW_ROLE` the row itself, or None while it is in flight.
    """

    loaded = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        source: RecordSource,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        lane: Lane = "desk",
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.query = TableQuery()
        self.kept: Collection[int] = ()
        """Ids whose places are looked up with each load, so that a view can keep its selection."""
        self._source = source
        self._tasks = tasks
        self._lane: Lane = lane
        self._cache = RowCache()
        self._ids: array[int] = array("q")
        self._places: dict[int, int] = {}
        self._complete = False
        self._question = Generation()
        self._epoch = Generation()
        self._epoch_now = self._epoch.next()
        self._fetching = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._fetch)

    # ---- asking -------------------------------------------------------------------------------------------

    def ask(self, query: TableQuery) -> None:
        """Show `query`: its first page as soon as it is there, then all of it."""
        self.query = query
        self._complete = False
        number = self._question.next()
        source = self._source

        def page_came(rows: Sequence[Row]) -> None:
            if self._question.is_current(number) and not self._complete:
                self._show_first(rows)

        self._tasks.run(lambda _progress: source.first_page(query), done=page_came, on=self._lane, owner=self)
        self._load(number)

    def refresh(self, touched: Collection[int] | None = None) -> None:
        """Ask the present query again because records changed: these, or perhaps any. What stands there stays."""
        self._epoch_now = self._epoch.next()
        self._cache.doubt(touched)
        self._load(self._question.next())

    def _load(self, number: int) -> None:
        source, query, kept = self._source, self.query, frozenset(self.kept)

        def find_all(_progress: object) -> tuple[array[int], dict[int, int]]:
            ids = source.ids(query)
            return ids, _places(ids, kept)

        def ids_came(found: tuple[array[int], dict[int, int]]) -> None:
            if self._question.is_current(number):
                self._show_all(*found)

        self._tasks.run(find_all, done=ids_came, on=self._lane, owner=self)

    def _show_first(self, rows: Sequence[Row]) -> None:
        ids = array("q", [row.id for row in rows])
        self._cache.put(ids, {row.id: row for row in rows})
        self._reset(ids, {record: place for place, record in enumerate(ids)})

    def _show_all(self, ids: array[int], places: dict[int, int]) -> None:
        self._complete = True
        had = len(self._ids)
        if ids == self._ids:
            self._places = places
            self._all_changed()
        elif 0 < had < len(ids) and ids[:had] == self._ids:
            self.beginInsertRows(_NO_INDEX, had, len(ids) - 1)
            self._ids, self._places = ids, places
            self.endInsertRows()
            self._all_changed()
        else:
            self._reset(ids, places)
        self.loaded.emit()

    def _reset(self, ids: array[int], places: dict[int, int]) -> None:
        self.beginResetModel()
        self._ids, self._places = ids, places
        self.endResetModel()

    def _all_changed(self) -> None:
        if len(self._ids):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    # ---- rows ---------------------------------------------------------------------------------------------

    def id_at(self, row: int) -> int:
        """The id of the record in `row`. Raises IndexError outside the table."""
        return self._ids[row]

    def ids_between(self, first: int, last: int) -> array[int]:
        """The ids of the rows `first` to `last`, both included."""
        return self._ids[first : last + 1]

    def place_of(self, record: int) -> int | None:
        """The row of a record whose place is known: one of `kept`, or of the first page."""
        place = self._places.get(record)
        return place if place is not None and place < len(self._ids) and self._ids[place] == record else None

    def is_complete(self) -> bool:
        """Whether the ids of the whole query are there."""
        return self._complete

    def texts(self, ids: Sequence[int], columns: Sequence[int], then: Callable[[list[list[str]]], None]) -> None:
        """Call `then` with what these columns show for each of these records that still exists."""
        source, shown = self._source, [self.columns[number] for number in columns]

        def rows_came(found: Mapping[int, Row]) -> None:
            then([[column.shown(found[record]) for column in shown] for record in ids if record in found])

        self._tasks.run(lambda _progress: source.rows(ids), done=rows_came, on=self._lane, owner=self)

    @Slot()
    def _fetch(self) -> None:
        if self._fetching:
            return
        wanted = self._cache.take_wanted()
        if not wanted:
            return
        self._fetching = True
        source, epoch = self._source, self._epoch_now

        def rows_came(found: Mapping[int, Row]) -> None:
            self._fetching = False
            if self._epoch.is_current(epoch):
                self._cache.put(wanted, found)
            self._all_changed()
            self._fetch()

        def rows_failed(error: BaseException) -> None:
            self._fetching = False
            if isinstance(error, FiledeskError):
                self._tasks.refuse(error)

        self._tasks.run(
            lambda _progress: source.rows(wanted), done=rows_came, failed=rows_failed, on=self._lane, owner=self
        )

    # ---- QAbstractTableModel ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENT[column.align] | Qt.AlignmentFlag.AlignVCenter
        record = self._ids[index.row()]
        if role == ID_ROLE:
            return record
        if role == ROW_ROLE:
            return self._cache.peek(record)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(record, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._paint(record, column)
        return None

    def _text(self, record: int, column: Column) -> str:
        known, row = self._cache.find(record)
        if self._cache.wants and not self._turn.isActive():
            self._turn.start()
        if not known:
            return IN_FLIGHT
        return column.shown(row) if row is not None else ""

    def _paint(self, record: int, column: Column) -> QColor | None:
        row = self._cache.peek(record)
        tone = column.tone(row) if row is not None and column.tone is not None else None
        return QColor(colour(tone)) if tone else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENT[column.align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the same again in the order of `column` (-1: the source's own order)."""
        if column >= 0 and not self.columns[column].sortable:
            return
        key = self.columns[column].key if column >= 0 else ""
        wanted = replace(self.query, sort=key, descending=bool(key) and order == Qt.SortOrder.DescendingOrder)
        if wanted != self.query:
            self.ask(wanted)

    def retranslate(self) -> None:
        """Show titles and cells in the language in use."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._all_changed()


def _places(ids: array[int], wanted: frozenset[int]) -> dict[int, int]:
    """Where in `ids` the wanted ones stand; plain steps, so that the window's thread gets its turns."""
    found: dict[int, int] = {}
    if wanted:
        for place, record in enumerate(ids):
            if record in wanted:
                found[record] = place
                if len(found) == len(wanted):
                    break
    return found
