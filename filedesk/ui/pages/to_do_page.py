"""What waits for whoever is signed in 待办, in groups with their counts; derived, never kept."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from filedesk.domain.people import Role
from filedesk.services.changes import Changes
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.services.waiting import BLOCKS, PEOPLE, POSTS, Group, waiting
from filedesk.texts import mark, tr, trn
from filedesk.texts.names import POST_PARTS, ROLES, URGENCIES
from filedesk.ui.colours import colour
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.page import Page
from filedesk.ui.pages.confirm_recorded import ConfirmRecordedDialog
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.pages.document_dialogs import FolderDialog, ProposalDialog
from filedesk.ui.pages.exceptions_seen import ExceptionsButton
from filedesk.ui.pages.reading_run import ReadingRun
from filedesk.ui.pages.register_source import number_text
from filedesk.ui.pages.send_on_dialog import SendOnDialog
from filedesk.ui.pages.to_do_groups import ABOUT, AGE, COLUMNS, DUE, GROUPS, SENDER, TITLE, URGENCY, WIDTHS, about

_ID: Final = Qt.ItemDataRole.UserRole
_KEY: Final = Qt.ItemDataRole.UserRole + 1


class ToDoPage(Page):
    """Enter opens a document; Ctrl+G puts the selected ones to the general manager, Ctrl+D into a folder, Ctrl+K sends
    them to their next readers; Ctrl+J reads and signs one after the other, Ctrl+B confirms what was recorded, Ctrl+E
    shows what went on without the general manager.

    `people_wanted` carries a person to be confirmed, whom Enter was pressed on, `post_wanted` a list to be signed,
    `block_wanted` the register of a block of numbers.
    """

    open_document = Signal(int)
    people_wanted = Signal(int)
    post_wanted = Signal(int)
    block_wanted = Signal(str)
    counted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("to_do", mark("To-do"), parent)
        self._context = context
        self._groups: dict[str, Group] = {}
        self._facts: DeskFacts | None = None
        self._stale, self._comes = True, False
        self._folded: set[str] = set()
        self.tree = QTreeWidget()
        self.tree.setObjectName("to_do_tree")
        self.tree.setColumnCount(len(COLUMNS))
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.tree.setRootIsDecorated(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        head = self.tree.header()
        head.setStretchLastSection(False)
        for column in range(len(COLUMNS)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(WIDTHS):
            if width:
                head.resizeSection(column, width)
        self._empty = QLabel()
        self._empty.setObjectName("to_do_empty")
        self._empty.setProperty("role", "field")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.exceptions = ExceptionsButton(context, self, self.open_document.emit)
        self.head.addWidget(self.exceptions)
        self.submit_button, self.folder_button = QPushButton(), QPushButton()
        self.read_button, self.send_button, self.confirm_button = QPushButton(), QPushButton(), QPushButton()
        for button, name, picture, key, act in (
            (self.confirm_button, "confirm_all_recorded", "check", "Ctrl+B", self.confirm),
            (self.read_button, "read_selected", "sign", "Ctrl+J", self.read_and_sign),
            (self.send_button, "send_on_selected", "outbox", "Ctrl+K", self.send_on),
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
        self._comes = True
        self._take_keys()

    def _take_keys(self) -> None:
        """The list gets the keys when somebody comes to the page, or as soon as it is there."""
        if self._comes and self.tree.isVisible():
            self._comes = False
            self.tree.setFocus()

    def refresh(self) -> None:
        """Ask what waits; `counted` tells how much."""
        self._stale = False
        ports, session = self._context.ports, self._context.session

        def work(_progress: Progress) -> tuple[list[Group], DeskFacts]:
            return waiting(ports, session), load_facts(ports, session)

        self._context.tasks.run(work, done=self._came, owner=self)

    def count(self) -> int:
        """How much waits."""
        return sum(group.count for group in self._groups.values())

    def rows(self, group: str) -> list[Row]:
        """The selected rows of one group, from top to bottom."""
        chosen = {_place_of(item) for item in self.tree.selectedItems()}
        found = self._groups.get(group)
        return [row for row in found.rows if (group, row["id"], row["key"]) in chosen] if found is not None else []

    def selected(self, group: str) -> list[int]:
        """The selected documents of one group, from top to bottom."""
        items = [item for item in self.tree.selectedItems() if _group_of(item) == group]
        return list(dict.fromkeys(item.data(0, _ID) for item in items))

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes:
            self.refresh()

    def _came(self, found: tuple[list[Group], DeskFacts]) -> None:
        groups, self._facts = found
        self._groups = {group.name: group for group in groups}
        self.exceptions.tell(groups)
        self.retranslate()
        self.counted.emit(self.count())

    def _show(self) -> None:
        chosen = {_place_of(item) for item in self.tree.selectedItems()}
        current = self.tree.currentItem()
        at = _place_of(current) if current is not None else None
        self.tree.blockSignals(True)
        self.tree.clear()
        told = False
        for name, title in GROUPS.items():
            group = self._groups.get(name)
            if group is None:
                continue
            head = QTreeWidgetItem(self.tree, [_told(tr(title), group)])
            head.setData(1, _ID, name)
            head.setFirstColumnSpanned(True)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for row in group.rows:
                item = self._made(head, name, row)
                item.setData(0, _ID, row["id"])
                item.setData(0, _KEY, row.get("key", 0))
                told = told or bool(item.text(ABOUT))
                item.setSelected(_place_of(item) in chosen)
                if _place_of(item) == at:
                    self.tree.setCurrentItem(item)
            head.setExpanded(name not in self._folded)
        self.tree.blockSignals(False)
        self.tree.setColumnHidden(ABOUT, not told)
        self.tree.setVisible(bool(self.count()))
        self._empty.setVisible(not self.count())
        self._take_keys()
        self._let()

    def _block(self, head: QTreeWidgetItem, row: Row) -> QTreeWidgetItem:
        today = self._facts.today if self._facts is not None else None
        free = tr("{free} of {size} unused", free=row["free"], size=row["size"])
        item = QTreeWidgetItem(head, [row["numbers"], row["reason"], free, row["by"], _age(row["since"], today)])
        item.setData(2, _ID, row["series"])
        return item

    def _person(self, head: QTreeWidgetItem, row: Row) -> QTreeWidgetItem:
        roles = tr(", ").join(tr(ROLES[role]) for role in row["roles"])
        return QTreeWidgetItem(head, [row["name"], roles, row["department"]])

    def _made(self, head: QTreeWidgetItem, group: str, row: Row) -> QTreeWidgetItem:
        if group == PEOPLE:
            return self._person(head, row)
        if group == BLOCKS:
            return self._block(head, row)
        return self._post(head, row) if group == POSTS else self._item(head, group, row)

    def _post(self, head: QTreeWidgetItem, row: Row) -> QTreeWidgetItem:
        today = self._facts.today if self._facts is not None else None
        whose = tr("List of a post handed over: {name}", name=row["leaver_name"])
        return QTreeWidgetItem(head, ["", whose, tr(POST_PARTS[row["part"]]), "", _age(row["since"], today)])

    def _item(self, head: QTreeWidgetItem, group: str, row: Row) -> QTreeWidgetItem:
        today = self._facts.today if self._facts is not None else None
        told = about(group, row, self._context.session.person)
        texts = [
            number_text(row),
            row["title"],
            told,
            row["sender"],
            _age(row["since"], today),
            tr(URGENCIES[row["urgency"]]),
            row["due"] or "",
        ]
        item = QTreeWidgetItem(head, texts)
        for column, tip in ((TITLE, row["title"]), (ABOUT, told), (SENDER, row["sender"]), (AGE, row["since"])):
            item.setToolTip(column, tip)
        if row["urgency"] != "routine":
            tone = "error" if row["urgency"] == "extra_urgent" else "warning"
            item.setForeground(URGENCY, QBrush(QColor(colour(tone))))
        if row["due"] and today is not None and date.fromisoformat(row["due"]) < today:
            item.setForeground(DUE, QBrush(QColor(colour("error"))))
        return item

    @Slot(QTreeWidgetItem)
    def _activated(self, item: QTreeWidgetItem) -> None:
        if _group_of(item) == PEOPLE:
            self.people_wanted.emit(item.data(0, _ID))
        elif _group_of(item) == POSTS:
            self.post_wanted.emit(item.data(0, _ID))
        elif _group_of(item) == BLOCKS:
            self.block_wanted.emit(item.data(2, _ID))
        elif item.parent() is not None:
            self.open_document.emit(item.data(0, _ID))

    @Slot()
    def _let(self) -> None:
        submit = [*self.selected("to_submit"), *self.selected("sent_back")]
        self.submit_button.setEnabled(bool(submit))
        self.folder_button.setEnabled(bool(self.selected("to_file")))
        self.submit_button.setVisible(not self._context.session.roles.isdisjoint({Role.CLERK, Role.OFFICE_HEAD}))
        self.folder_button.setVisible(self._context.session.is_a(Role.CLERK))
        self.send_button.setEnabled(bool(self.rows("to_send_on")))
        for button, group in (
            (self.send_button, "to_send_on"),
            (self.read_button, "to_read"),
            (self.confirm_button, "recorded"),
        ):
            button.setVisible(group in self._groups)

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

    @Slot()
    def send_on(self) -> None:
        """Send the selected papers to their next readers, with one carrier (I4)."""
        rows = self.rows("to_send_on")
        if rows and self._facts is not None:
            SendOnDialog(self._context, self._facts, rows, self).open()

    @Slot()
    def read_and_sign(self) -> None:
        """Read the selected papers, or all, one after the other (I4)."""
        group = self._groups.get("to_read")
        if group is not None:
            ReadingRun(self._context, self.rows("to_read") or group.rows, self).open()

    @Slot()
    def confirm(self) -> None:
        """Confirm what was recorded for whoever is signed in, many at once 补签."""
        if "recorded" in self._groups:
            ConfirmRecordedDialog(self._context, self, opens=self.open_document.emit).open()

    def retranslate(self) -> None:
        super().retranslate()
        self.confirm_button.setText(tr("Confirm… (Ctrl+B)"))
        self.read_button.setText(tr("Read and sign… (Ctrl+J)"))
        self.send_button.setText(tr("To the next reader… (Ctrl+K)"))
        self.tree.setHeaderLabels([tr(title) for title in COLUMNS])
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


def _group_of(item: QTreeWidgetItem) -> str | None:
    head = item.parent()
    return head.data(1, _ID) if head is not None else None


def _place_of(item: QTreeWidgetItem) -> tuple[str | None, object, object]:
    return _group_of(item), item.data(0, _ID), item.data(0, _KEY)


def _told(title: str, group: Group) -> str:
    shown = len(group.rows)
    if shown == group.count:
        return f"{title}  {group.count}"
    return tr("{title}  {count}, the first {shown} here", title=title, count=group.count, shown=shown)


def _age(day: str, today: date | None) -> str:
    if not day or today is None:
        return ""
    days = (today - date.fromisoformat(day)).days
    return trn("{n} day", "{n} days", days) if days > 0 else tr("today")
