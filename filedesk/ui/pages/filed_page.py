"""The filed papers 档案 (F6, I7): folders at the left, at the right what lies in one or in all, of every series."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from filedesk.domain.event_types import TYPES
from filedesk.errors import FiledeskError
from filedesk.services import filed, instruction
from filedesk.services.changes import Changes
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr
from filedesk.texts.names import FIELDS
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.keys_here import on_key
from filedesk.ui.models.table import RecordTable
from filedesk.ui.page import Page
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.pages.filed_source import COLUMNS, FiledSource
from filedesk.ui.tasks import Generation
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.plain_table import PlainTable
from filedesk.ui.widgets.register_table import RegisterTable
from filedesk.ui.widgets.search_box import SearchBox
from filedesk.ui.widgets.typed_line import TypedLine

ALL: Final = 0
"""The key of the row that stands for all folders."""
_TITLES: Final = ((mark("Year"), 5), (mark("Papers"), 6), (FIELDS["folder"], 20))


class FiledPage(Page):
    """`open_document` carries the id of a paper that somebody wants to see. Enter goes from a folder to its papers."""

    open_document = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("filed", mark("Filed papers"), parent)
        self._context = context
        self._facts: DeskFacts | None = None
        self._folders: list[Row] = []
        self._turn = Generation()
        self._stale = True
        self._asked = False
        self.new_button = QPushButton()
        self.new_button.setObjectName("new_folder")
        self.new_button.setAutoDefault(False)
        put_icon(self.new_button, "add")
        if TYPES["folder_added"].signers.isdisjoint(context.session.roles):
            self.new_button.hide()
        self.head.addWidget(self.new_button)
        self.folders = PlainTable("folders", _TITLES)
        self.folders.setMinimumWidth(230)
        self.search_box = SearchBox(
            "filed_search",
            told=lambda: tr("Search the filed papers: number, title, sender, notes; pinyin initials too"),
        )
        self.records = RecordTable(COLUMNS, FiledSource(context), context.tasks, self)
        self.table = RegisterTable("filed_papers", self.records, context.settings)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.search_box)
        column.addWidget(self.table, 1)
        split = QSplitter()
        split.addWidget(self.folders)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([260, 740])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
        self._listen()
        self.retranslate()

    def _listen(self) -> None:
        self.new_button.clicked.connect(self.make_folder)
        on_key(self, "Ctrl+N", self.make_folder)
        self.folders.itemSelectionChanged.connect(self._ask)
        self.folders.cellActivated.connect(self.table.setFocus)
        self.search_box.searched.connect(self._ask)
        self.search_box.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(self._open)
        self._context.hub.changed.connect(self._changed)

    # ---- what is shown ------------------------------------------------------------------------------------

    def shown(self) -> None:
        if self._stale:
            self.refresh()
            if self.records.is_complete():
                self.records.refresh()
        self.folders.setFocus()

    def search(self) -> None:
        self.search_box.setFocus()
        self.search_box.selectAll()

    def refresh(self) -> None:
        """Ask for the folders and their counts anew."""
        self._stale = False
        ports, session, number = self._context.ports, self._context.session, self._turn.next()

        def work(_progress: Progress) -> tuple[list[Row], DeskFacts]:
            return filed.folders(ports, session), load_facts(ports, session)

        def came(found: tuple[list[Row], DeskFacts]) -> None:
            if self._turn.is_current(number):
                self._folders, self._facts = found
                self._show_folders()

        self._context.tasks.run(work, done=came, owner=self)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if not changes:
            return
        if not self.isVisible():
            self._stale = True
            return
        self.refresh()
        self.records.refresh(changes.documents or None)

    def _show_folders(self) -> None:
        total = sum(row["papers"] for row in self._folders)
        rows = [(row["id"], (str(row["year"]), str(row["papers"]), row["name"])) for row in self._folders]
        self.folders.put([(ALL, ("", str(total), tr("All folders"))), *rows])
        if self.folders.chosen() is None:
            self.folders.choose(ALL)

    @Slot()
    def _ask(self) -> None:
        chosen = self.folders.chosen()
        if chosen is None:
            return
        filters = () if chosen == ALL else (("folder", str(chosen)),)
        wanted = replace(self.records.query, search=self.search_box.text().strip(), filters=filters)
        if not self._asked or wanted != self.records.query:
            self._asked = True
            self.records.ask(wanted)

    # ---- acts ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _open(self, document: int) -> None:
        self.open_document.emit(document)

    @Slot()
    def make_folder(self) -> None:
        """Make a folder, for papers that are still to come."""
        if self._facts is not None and self.new_button.isVisibleTo(self):
            NewFolderDialog(self._context, self._facts.today.year, self).open()

    def retranslate(self) -> None:
        super().retranslate()
        self.new_button.setText(tr("New folder… (Ctrl+N)"))
        self.folders.setAccessibleName(tr("Folders"))
        self.table.setAccessibleName(tr("Filed papers"))
        if self._folders:
            self._show_folders()


class NewFolderDialog(ActDialog):
    """Name and year of a new folder (F6: every folder is plainly labelled)."""

    def __init__(self, context: Context, year: int, parent: QWidget) -> None:
        super().__init__(context, "new_folder_dialog", mark("New folder"), parent)
        self.name = TypedLine("new_folder_name")
        self.year = CountSpin("new_folder_year", least=1900, most=2999)
        self.year.setValue(year)
        self.grid = FormGrid("new_folder_form", columns=2)
        self.grid.add("name", FIELDS["folder"], self.name, required=True)
        self.grid.add("year", mark("Year"), self.year)
        self.body.addWidget(self.grid)
        self.name.returnPressed.connect(self.carry_out)
        self.name.setFocus()

    def begin(self) -> Work | None:
        ports, session, name, year = self.context.ports, self.context.session, self.name.text(), self.year.value()

        def work(_progress: Progress) -> Changes:
            instruction.add_folder(ports, session, name=name, year=year)
            return Changes(office=True)

        return work

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, {"name_empty": "name", "name_twice": "name"}):
            super().tell(error)
