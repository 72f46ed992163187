"""Timeliness 办理时效 (I5): by department and person, on time, late, open, average working days, as table and chart."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from filedesk.errors import FiledeskError
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.services.timeliness import By, Line, What, timeliness
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.keys_here import on_key
from filedesk.ui.messages import show_error
from filedesk.ui.page import Page
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.tasks import Generation
from filedesk.ui.widgets.bar_chart import Bar, BarChart
from filedesk.ui.widgets.plain_table import PlainTable

_VIEWS: Final[tuple[tuple[str, What, By], ...]] = (
    (mark("Departments, acting"), "acting", "unit"),
    (mark("People, acting"), "acting", "whose"),
    (mark("Departments, reading"), "reading", "unit"),
    (mark("People, reading"), "reading", "whose"),
)
_PERIODS: Final = (mark("This month"), mark("Last month"), mark("This year"), mark("Last year"))
_PARTS: Final = (
    (mark("On time"), "good"),
    (mark("Late"), "error"),
    (mark("Open"), "info"),
    (mark("Open, past due"), "warning"),
)
_COLUMNS: Final = (
    (mark("Who"), 16),
    (mark("On time"), 9),
    (mark("Late"), 9),
    (mark("Open"), 9),
    (mark("Open, past due"), 14),
    (mark("Average working days"), 18),
)


def period_of(place: int, today: date) -> tuple[date, date]:
    """The first and the last day of this month, last month, this year, last year."""
    if place <= 1:
        first = today.replace(day=1)
        if place == 1:
            first = (first - timedelta(days=1)).replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    year = today.year - (place - 2)
    return date(year, 1, 1), date(year, 12, 31)


class TimelinessPage(Page):
    """A click on a column's head, or the figure of its place pressed in the table, sorts by that column."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("timeliness", mark("Timeliness"), parent)
        self._context = context
        self._lines: list[Line] = []
        self._turn = Generation()
        self._stale = True
        self.view, self.period = QComboBox(), QComboBox()
        for box, name, titles in (
            (self.period, "period", _PERIODS),
            (self.view, "view", [title for title, _what, _by in _VIEWS]),
        ):
            box.setObjectName(name)
            box.addItems([tr(title) for title in titles])
            box.currentIndexChanged.connect(self.refresh)
            self.head.addWidget(box)
        self.period.setCurrentIndex(2)
        self.table = PlainTable("timeliness_table", _COLUMNS)
        self.chart = BarChart("timeliness_chart", _PARTS)
        self.empty = QLabel()
        self.empty.setObjectName("timeliness_empty")
        self.empty.setProperty("role", "field")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.chart)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(area)
        split.setChildrenCollapsible(False)
        split.setSizes([300, 300])
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(len(_COLUMNS) - 1, QHeaderView.ResizeMode.Interactive)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(len(_COLUMNS) - 1, 170)
        self.body.addWidget(self.empty)
        self.body.addWidget(split, 1)
        self._order, self._descending = 0, False
        self.table.horizontalHeader().setSortIndicatorShown(True)
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sectionClicked.connect(self.sort_by)
        for column in range(len(_COLUMNS)):
            on_key(self.table, str(column + 1), partial(self.sort_by, column))
        context.hub.changed.connect(self._changed)
        self.retranslate()

    def shown(self) -> None:
        if self._stale:
            self.refresh()
        self.table.setFocus()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        self._stale = self._stale or bool(changes)
        if self._stale and self.isVisible():
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Count anew for the period and view chosen."""
        self._stale = False
        number, period = self._turn.next(), self.period.currentIndex()
        _title, what, by = _VIEWS[max(0, self.view.currentIndex())]
        ports, session = self._context.ports, self._context.session

        def work(_progress: Progress) -> tuple[DeskFacts, list[Line]]:
            facts = load_facts(ports, session)
            first, last = period_of(period, facts.today)
            return facts, timeliness(ports, session, what=what, by=by, first=first, last=last)

        def came(found: tuple[DeskFacts, list[Line]]) -> None:
            if self._turn.is_current(number):
                self._lines = found[1]
                self._show()

        self._context.tasks.run(work, done=came, failed=self._failed, owner=self)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, FiledeskError):
            show_error(self, error)

    @Slot(int)
    def sort_by(self, column: int) -> None:
        """Sort by this column; once more turns it round. Figures begin with the largest."""
        self._descending = not self._descending if column == self._order else column > 0
        self._order = column
        self._show()

    def _show(self) -> None:
        lines = sorted(self._lines, key=lambda line: _values(line)[self._order], reverse=self._descending)
        direction = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(self._order, direction)
        self.table.put([(line.id, _cells(line)) for line in lines])
        _to_the_right(self.table)
        self.chart.put([Bar(line.name, (line.on_time, line.late, line.open, line.open_late)) for line in lines])
        self.empty.setText(tr("Nothing was begun in this period."))
        self.empty.setVisible(not lines)

    def retranslate(self) -> None:
        super().retranslate()
        for box, titles in ((self.period, _PERIODS), (self.view, [title for title, _what, _by in _VIEWS])):
            for place, title in enumerate(titles):
                box.setItemText(place, tr(title))
        self.period.setAccessibleName(tr("Period"))
        self.view.setAccessibleName(tr("What is counted"))
        self.table.setAccessibleName(tr("Timeliness"))
        self._show()


def _values(line: Line) -> tuple[str | float, ...]:
    days = -1.0 if line.days is None else line.days
    return line.name, line.on_time, line.late, line.open, line.open_late, days


def _cells(line: Line) -> tuple[str, ...]:
    days = "" if line.days is None else f"{line.days:.1f}"
    return line.name, str(line.on_time), str(line.late), str(line.open), str(line.open_late), days


def _to_the_right(table: QTableWidget) -> None:
    for column in range(1, table.columnCount()):
        title = table.horizontalHeaderItem(column)
        if title is not None:
            title.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for row in range(table.rowCount()):
        for column in range(1, table.columnCount()):
            item = table.item(row, column) or QTableWidgetItem()
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
