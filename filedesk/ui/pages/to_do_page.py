"""What waits for whoever is signed in 待办, in groups with their counts; derived, never kept."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from filedesk.services import reading
from filedesk.services.changes import Changes
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr
from filedesk.texts.names import FIELDS, URGENCIES
from filedesk.ui.colours import colour
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.page import Page
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.pages.document_dialogs import FolderDialog, ProposalDialog

GROUPS: Final = {
    "to_sign": mark("To sign"),
    "to_confirm": mark("Recorded instructions to confirm"),
    "sent_back": mark("Sent back by the general manager"),
    "to_submit": mark("Registered, not put to the general manager yet"),
    "to_file": mark("Instructed, to be put into a folder"),
}
_COLUMNS: Final = (
    FIELDS["number"],
    FIELDS["title"],
    FIELDS["sender"],
    FIELDS["received"],
    FIELDS["urgency"],
    FIELDS["deadline"],
)
_ID: Final = Qt.ItemDataRole.UserRole


class ToDoPage(Page):
    """Enter opens a document; Ctrl+G puts the selected ones to the general manager, Ctrl+D into a folder."""

    open_document = Signal(int)
    counted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("to_do", mark("To-do"), parent)
        self._context = context
        self._waiting: dict[str, list[Row]] = {}
        self._facts: DeskFacts | None = None
        self._stale = True
        self._folded: set[str] = set()
        self.tree = QTreeWidget()
        self.tree.setObjectName("to_do_tree")
        self.tree.setColumnCount(len(_COLUMNS))
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.tree.setRootIsDecorated(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        head = self.tree.header()
        head.setStretchLastSection(False)
        for column in range(len(_COLUMNS)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((220, 0, 200, 110, 90, 110)):
            if width:
                head.resizeSection(column, width)
        self._empty = QLabel()
        self._empty.setObjectName("to_do_empty")
        self._empty.setProperty("role", "field")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.submit_button, self.folder_button = QPushButton(), QPushButton()
        for button, name, picture, key, act in (
            (self.submit_button, "submit_selected", "sign", "Ctrl+G", self.submit),
            (self.folder_button, "file_selected", "archive", "Ctrl+D", self.put_into_folder),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            put_icon(button, picture)
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self, button.click)
            self.head.addWidget(button)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self._empty, 1)
        self.tree.itemActivated.connect(self._activated)
        self.tree.itemSelectionChanged.connect(self._let)
        self.tree.itemCollapsed.connect(lambda item: self._folded.add(item.data(1, _ID)))
        self.tree.itemExpanded.connect(lambda item: self._folded.discard(item.data(1, _ID)))
        context.hub.changed.connect(self._changed)
        self.retranslate()

    def shown(self) -> None:
        if self._stale:
            self.refresh()
        self.tree.setFocus()

    def refresh(self) -> None:
        """Ask what waits; `counted` tells how much."""
        self._stale = False
        ports, session = self._context.ports, self._context.session

        def work(_progress: Progress) -> tuple[dict[str, list[Row]], DeskFacts]:
            return reading.to_do(ports, session), load_facts(ports, session)

        self._context.tasks.run(work, done=self._came, owner=self)

    def count(self) -> int:
        """How much waits."""
        return sum(len(rows) for rows in self._waiting.values())

    def selected(self, group: str) -> list[int]:
        """The selected documents of one group, from top to bottom."""
        wanted = {row["id"] for row in self._waiting.get(group, [])}
        chosen = [item.data(0, _ID) for item in self.tree.selectedItems() if item.parent() is not None]
        return [number for number in dict.fromkeys(chosen) if number in wanted]

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes:
            self.refresh()

    def _came(self, found: tuple[dict[str, list[Row]], DeskFacts]) -> None:
        self._waiting, self._facts = found
        self.retranslate()
        self.counted.emit(self.count())

    def _show(self) -> None:
        chosen = {item.data(0, _ID) for item in self.tree.selectedItems()}
        current = self.tree.currentItem()
        at = current.data(0, _ID) if current is not None else None
        self.tree.blockSignals(True)
        self.tree.clear()
        for group, title in GROUPS.items():
            rows = self._waiting.get(group, [])
            if not rows:
                continue
            head = QTreeWidgetItem(self.tree, [f"{tr(title)}  {len(rows)}"])
            head.setData(1, _ID, group)
            head.setFirstColumnSpanned(True)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for row in rows:
                item = self._item(head, row)
                item.setSelected(row["id"] in chosen)
                if row["id"] == at:
                    self.tree.setCurrentItem(item)
            head.setExpanded(group not in self._folded)
        self.tree.blockSignals(False)
        self.tree.setVisible(bool(self.count()))
        self._empty.setVisible(not self.count())
        self._let()

    def _item(self, head: QTreeWidgetItem, row: Row) -> QTreeWidgetItem:
        texts = [
            row["number"],
            row["title"],
            row["sender"],
            row["received"],
            tr(URGENCIES[row["urgency"]]),
            row["deadline"] or "",
        ]
        item = QTreeWidgetItem(head, texts)
        item.setData(0, _ID, row["id"])
        item.setToolTip(1, row["title"])
        if row["urgency"] != "routine":
            item.setForeground(4, QBrush(QColor(colour("error" if row["urgency"] == "extra_urgent" else "warning"))))
        today = self._facts.today if self._facts is not None else None
        if row["deadline"] and today is not None and date.fromisoformat(row["deadline"]) < today:
            item.setForeground(5, QBrush(QColor(colour("error"))))
        return item

    @Slot(QTreeWidgetItem)
    def _activated(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            self.open_document.emit(item.data(0, _ID))

    @Slot()
    def _let(self) -> None:
        submit = [*self.selected("to_submit"), *self.selected("sent_back")]
        self.submit_button.setEnabled(bool(submit))
        self.folder_button.setEnabled(bool(self.selected("to_file")))
        clerk = any(group in self._waiting for group in ("to_submit", "to_file"))
        self.submit_button.setVisible(clerk)
        self.folder_button.setVisible(clerk)

    @Slot()
    def submit(self) -> None:
        """Put the selected papers to the general manager, with one proposal for all or none."""
        documents = [*self.selected("to_submit"), *self.selected("sent_back")]
        if documents and self._facts is not None:
            ProposalDialog(self._context, self._facts, documents, self).open()

    @Slot()
    def put_into_folder(self) -> None:
        """Put the selected papers into one folder."""
        documents = self.selected("to_file")
        if documents and self._facts is not None:
            FolderDialog(self._context, self._facts, documents, self).open()

    def retranslate(self) -> None:
        super().retranslate()
        self.tree.setHeaderLabels([tr(title) for title in _COLUMNS])
        self.tree.setAccessibleName(tr("To-do"))
        self.submit_button.setText(tr("Put to the general manager… (Ctrl+G)"))
        self.folder_button.setText(tr("Put into a folder… (Ctrl+D)"))
        confirmed = self._context.session.confirmed
        self._empty.setText(
            tr("Nothing waits for you.")
            if confirmed
            else tr("The general manager has yet to confirm your keys. Ask him to compare the fingerprint with you.")
        )
        self._show()
