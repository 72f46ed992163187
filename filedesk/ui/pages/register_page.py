"""A register: find a document at once among any number, register new ones, print. One page for each of the ledgers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from filedesk.domain.documents import Series, Urgency
from filedesk.domain.drafts import DRAFTED_SERIES
from filedesk.domain.people import CONTENT_ROLES, Role
from filedesk.domain.routing import State
from filedesk.services import reading
from filedesk.services.changes import Changes
from filedesk.services.office_books import BookKind
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr
from filedesk.texts.names import FIELDS, REGISTERS, STATES, URGENCIES
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.models.source import TableQuery
from filedesk.ui.models.table import ROW_ROLE, Index, RecordTable
from filedesk.ui.page import Page
from filedesk.ui.pages.block_menu import offer_blocks
from filedesk.ui.pages.book_preview import print_books
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.pages.draft_dialog import NewDraftDialog
from filedesk.ui.pages.print_preview import PrintPreview
from filedesk.ui.pages.register_form import RegisterForm
from filedesk.ui.pages.register_source import DEPARTMENT_TITLES, DocumentRow, DocumentSource, columns, ledger_query
from filedesk.ui.widgets.drop_area import FileDrops
from filedesk.ui.widgets.filter_chips import Chip, FilterChips
from filedesk.ui.widgets.register_table import RegisterTable
from filedesk.ui.widgets.search_box import SearchBox

_STATES = {
    Series.INCOMING: (State.REGISTERED, State.WITH_GENERAL_MANAGER, State.SENT_BACK, State.INSTRUCTED),
    Series.OUTGOING: (State.DRAFTED, State.WITH_GENERAL_MANAGER, State.SENT_BACK, State.APPROVED, State.SENT),
    Series.INTERNAL: (State.DRAFTED, State.WITH_GENERAL_MANAGER, State.SENT_BACK, State.DISTRIBUTED, State.CARRIED_OUT),
}
_MOST_YEARS = 3
_CHOSEN = ("kind", "department")
_SEARCHES = {
    Series.INCOMING: mark("Search number, title, sender, their number, notes; pinyin initials too"),
    Series.OUTGOING: mark("Search number, title, whom it was sent to, notes; pinyin initials too"),
    Series.INTERNAL: mark("Search number, title, who drafted it, notes; pinyin initials too"),
}


class _RegisterDelegate(QStyledItemDelegate):
    """Strikes through void numbers; the state, which tells the reason, stays readable."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        row = index.data(ROW_ROLE)
        model = cast("RecordTable", index.model())
        if isinstance(row, DocumentRow) and row.is_void and model.columns[index.column()].key != "state":
            font = option.font
            font.setStrikeOut(True)
            option.font = font


def _receives(series: Series, facts: DeskFacts | None) -> bool:
    """Whether a clerk here may register in this series (I1)."""
    return series is not Series.INCOMING or facts is None or facts.receives


class RegisterPage(Page):
    """`open_document` carries the id of a document that somebody wants to see; `scan_attached` also the file that it
    got by its code."""

    open_document = Signal(int)
    scan_attached = Signal(int, str)

    def __init__(self, context: Context, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(f"register_{series.value}", REGISTERS[series.value], parent)
        self._context = context
        self.series = series
        self._facts: DeskFacts | None = None
        self._years: list[int] = []
        self._more: list[Chip] = []
        self._stale = True
        self.register_button = self._button("register", "add", "Ctrl+N", self.register)
        self.register_button.setProperty("primary", True)
        put_icon(self.register_button, "add", "on_accent")
        self.draft_button = self._button("draft", "sign", "Ctrl+Shift+N", self.draft)
        self.print_button = self._button("print", "print", "Ctrl+P", self.print_register)
        self.books_button = self._button("books", "print", "Ctrl+Shift+P", self.print_books)
        self.blocks_button = self._button("blocks", "", "Ctrl+Shift+B", self.offer_blocks)
        self.blocks_button.setVisible(context.session.is_a(Role.CLERK))
        self._let()
        self.search_box = SearchBox(told=lambda: tr(_SEARCHES[series]))
        self.chips = FilterChips()
        self._choosers = {key: QPushButton() for key in _CHOSEN}
        self.records = RecordTable(columns(series), DocumentSource(context, series), context.tasks, self)
        self.table = RegisterTable(f"register_{series.value}", self.records, context.settings)
        self.table.setItemDelegate(_RegisterDelegate(self.table))
        self.form = RegisterForm(context, series)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list())
        self._stack.addWidget(self.form)
        self.body.addWidget(self._stack, 1)
        self._listen()
        self.retranslate()

    def _button(self, name: str, picture: str, key: str, act: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"{name}_button")
        button.setAutoDefault(False)
        if picture:
            put_icon(button, picture)
        button.clicked.connect(act)
        QShortcut(QKeySequence(key), self, act)  # type: ignore[call-overload]
        self.head.addWidget(button)
        return button

    def _list(self) -> QWidget:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.chips, 1)
        for key, button in self._choosers.items():
            button.setObjectName(f"choose_{key}")
            button.setProperty("chip", True)
            button.setAutoDefault(False)
            button.clicked.connect(self._offer)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.search_box)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        return shown

    def _listen(self) -> None:
        self.search_box.searched.connect(self._ask)
        self.search_box.returnPressed.connect(self.table.setFocus)
        self.chips.changed.connect(self._ask)
        self.table.opened.connect(self._open)
        self.form.closed.connect(self.show_list)
        self.form.open_document.connect(self.open_document)
        self.form.scan_attached.connect(self.scan_attached)
        self._drops = FileDrops(self)
        self._drops.dropped.connect(self.register_files)
        self._context.hub.changed.connect(self._changed)

    # ---- what is shown ------------------------------------------------------------------------------------

    def shown(self) -> None:
        if self._stale:
            self._stale = False
            self._load_chips()
            if self.records.is_complete():
                self.records.refresh()
            else:
                self._ask()
        (self.form if self.registering else self.table).setFocus()

    def search(self) -> None:
        if not self.registering:
            self.search_box.setFocus()
            self.search_box.selectAll()

    def query(self) -> TableQuery:
        """What the table is asked for now."""
        return self.records.query

    @Slot()
    def _ask(self) -> None:
        self.records.ask(
            replace(self.records.query, search=self.search_box.text().strip(), filters=self.chips.filters())
        )

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self.series.value not in changes.registers and not changes.office:
            return
        if not self.isVisible():
            self._stale = True
            return
        self.records.refresh(changes.documents or None)
        self._load_chips()

    def _load_chips(self) -> None:
        ports, session, series = self._context.ports, self._context.session, self.series

        def work(_progress: Progress) -> tuple[DeskFacts, list[int]]:
            return load_facts(ports, session), reading.years(ports, session, series)

        self._context.tasks.run(work, done=self._chips_came, owner=self)

    def _chips_came(self, found: tuple[DeskFacts, list[int]]) -> None:
        self._facts, self._years = found
        self._show_chips()
        if not self.registering:
            self._let()

    def _show_chips(self) -> None:
        years = [Chip("year", str(year), str(year), raw=True) for year in self._years[:_MOST_YEARS]]
        states = [
            Chip("state", state.value, STATES[state]) for state in (*_STATES[self.series], State.FILED, State.VOID)
        ]
        urgent = [Chip("urgency", level.value, URGENCIES[level]) for level in (Urgency.EXTRA_URGENT, Urgency.URGENT)]
        self.chips.set_chips([*years, *states, *urgent, *self._more])

    @Slot()
    def _offer(self) -> None:
        button = self.sender()
        if self._facts is None or not isinstance(button, QPushButton):
            return
        key = button.objectName().removeprefix("choose_")
        if key == "kind":
            offered = {code: self._facts.kind_title(code) for code in self._facts.kinds}
        else:
            offered = {str(number): name for number, name in self._facts.departments.items()}
        menu = QMenu(self)
        menu.setObjectName(f"menu_{key}")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, title in offered.items():
            menu.addAction(title).setData((key, value, title))
        menu.triggered.connect(lambda action: self._add_chip(*action.data()))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _add_chip(self, key: str, value: str, title: str) -> None:
        chip = Chip(key, value, title, raw=True)
        pressed = tuple(held for held in self.chips.filters() if held[0] != chip.key)
        self._more = [held for held in self._more if held.key != chip.key] + [chip]
        self._show_chips()
        self.chips.press((*pressed, (chip.key, chip.value)))
        self._ask()

    # ---- acts ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _open(self, document: int) -> None:
        self.open_document.emit(document)

    @property
    def registering(self) -> bool:
        """Whether the form stands in place of the list."""
        return self._stack.currentWidget() is self.form

    @Slot()
    def register(self) -> None:
        """Open the form for a document that comes without a file, or whose files are dropped on it."""
        self.register_files([])

    @Slot(object)
    def register_files(self, paths: list[Path]) -> None:
        """Open the form for these files."""
        if not self._context.session.is_a(Role.CLERK):
            return
        if not _receives(self.series, self._facts):
            self.message_bar.tell(lambda: tr("Incoming papers are registered at the office that receives them."))
            return
        if not self.registering:
            self._stack.setCurrentWidget(self.form)
            for button in (
                self.register_button,
                self.draft_button,
                self.print_button,
                self.books_button,
                self.blocks_button,
            ):
                button.hide()
        self.form.start(paths)

    @Slot()
    def show_list(self) -> None:
        """Go back from the form to the list."""
        self._stack.setCurrentIndex(0)
        self._let()
        self.print_button.show()
        self.blocks_button.setVisible(self._context.session.is_a(Role.CLERK))
        self.table.setFocus()

    def _let(self) -> None:
        session = self._context.session
        self.register_button.setVisible(session.is_a(Role.CLERK) and _receives(self.series, self._facts))
        may = session.confirmed and session.is_a(*CONTENT_ROLES)
        self.draft_button.setVisible(may and self.series in DRAFTED_SERIES)

    @Slot()
    def draft(self) -> None:
        """Open the form of a draft, which gets its number once it is signed; the draft is shown when it is made."""
        if self.registering or self._facts is None or self.series not in DRAFTED_SERIES:
            return
        if self._context.session.is_a(*CONTENT_ROLES):
            department = self._facts.own_department
            made = self.open_document.emit
            NewDraftDialog(self._context, self._facts, self.series, self, made, department=department).open()

    @Slot()
    def print_register(self) -> None:
        """Open the print preview, with what is shown now as one of its choices."""
        if not self.registering:
            PrintPreview(self._context, ledger_query(self.series, self.records.query), self).show()

    @Slot()
    def print_books(self) -> None:
        """Print what is kept beside the register: urgings 催办登记, uses of a chop 用印登记, completeness (N2)."""
        if not self.registering:
            incoming = self.series is Series.INCOMING
            print_books(self._context, self, (BookKind.URGINGS if incoming else BookKind.CHOPS,))

    @Slot()
    def offer_blocks(self) -> None:
        """What there is for an outage: a block of numbers 手工号段, reserved, printed, closed."""
        if not self.registering and self._context.session.is_a(Role.CLERK):
            offer_blocks(self._context, self.series, self.blocks_button, self)

    def retranslate(self) -> None:
        super().retranslate()
        self.blocks_button.setText(tr("Block of numbers… (Ctrl+Shift+B)"))
        self.books_button.setText(tr("Other registers… (Ctrl+Shift+P)"))
        self.register_button.setText(tr("Register… (Ctrl+N)"))
        self.draft_button.setText(tr("Draft… (Ctrl+Shift+N)"))
        self.print_button.setText(tr("Print… (Ctrl+P)"))
        self.table.setAccessibleName(tr(REGISTERS[self.series.value]))
        for key, title in zip(_CHOSEN, (FIELDS["kind"], DEPARTMENT_TITLES[self.series]), strict=True):
            self._choosers[key].setText(f"{tr(title)}…")
