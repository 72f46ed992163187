"""Where a paper is and what is still to be done about it 去向: one table, a section for each kind of thing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from filedesk.services.draft_reading import DraftView
from filedesk.services.reading import DocumentView
from filedesk.texts import mark, tr
from filedesk.ui.colours import colour
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.pages.draft_lines import draft_sections
from filedesk.ui.pages.route_lines import Line, sections
from filedesk.ui.retranslated import Retranslated

_TITLES: Final = (mark("Who"), mark("How it stands"), mark("When"), mark("Words"))
_KEY: Final = Qt.ItemDataRole.UserRole


class RoutePanel(Retranslated, QTableWidget):
    """`tell` shows a document's way; `go_to` goes to the line of a reader, a department or a question."""

    _view: DocumentView | None = None
    _facts: DeskFacts | None = None
    _draft: DraftView | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_TITLES), parent)
        self.setObjectName("route")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(24)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(3):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.retranslate()

    def tell(self, view: DocumentView, facts: DeskFacts, draft: DraftView | None = None) -> None:
        """Show the way of this document; `draft` where the office wrote it."""
        self._view, self._facts, self._draft = view, facts, draft
        self.retranslate()

    def go_to(self, kind: str, wanted: int) -> bool:
        """Select the line of this reader, department or question; False where there is none."""
        for place in range(self.rowCount()):
            item = self.item(place, 0)
            if item is not None and item.data(_KEY) == (kind, wanted):
                self.selectRow(place)
                self.scrollToItem(item)
                self.setFocus()
                return True
        return False

    def texts(self) -> list[list[str]]:
        """The lines as they are shown, each a section's title or four cells."""
        found = []
        for row in range(self.rowCount()):
            items = [self.item(row, column) for column in range(self.columnCount())]
            found.append([item.text() for item in items if item is not None])
        return found

    def retranslate(self) -> None:
        self.setHorizontalHeaderLabels([tr(title) for title in _TITLES])
        self.setAccessibleName(tr("Where the paper is"))
        self.clearSpans()
        self.setRowCount(0)
        if self._view is None or self._facts is None:
            return
        own = draft_sections(self._draft, self._facts) if self._draft is not None else []
        for section in [*own, *sections(self._view, self._facts)]:
            self._add_title(section.title)
            for line in section.lines:
                self._add_line(line)

    def _add_title(self, title: str) -> None:
        row = self.rowCount()
        self.insertRow(row)
        item = QTableWidgetItem(title)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setForeground(QBrush(QColor(colour("muted"))))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.setItem(row, 0, item)
        self.setSpan(row, 0, 1, self.columnCount())

    def _add_line(self, line: Line) -> None:
        row = self.rowCount()
        self.insertRow(row)
        for column, text in enumerate((line.who, line.state, line.when, line.words)):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            item.setData(_KEY, (line.kind, line.id))
            if column == 1:
                item.setForeground(QBrush(QColor(colour(line.tone))))
            self.setItem(row, column, item)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._view is not None:
            self.retranslate()
