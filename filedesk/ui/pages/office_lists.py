"""The office's lists on one card: departments and their codes 代字, kinds of its own and released in advance, books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.domain.event_types import TYPES
from filedesk.domain.receiving import ANY_CLERK
from filedesk.services.blocks import Block
from filedesk.services.ledger import Row
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.pages.block_dialogs import CloseBlockDialog
from filedesk.ui.pages.department_code_dialog import DepartmentCodeDialog
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.pages.office_books import AddKindDialog, CloseBookDialog, book_title, closable
from filedesk.ui.pages.office_dialogs import AddDepartmentDialog
from filedesk.ui.pages.office_receiving import EVERY_CLERK, ReceivingOfficeDialog
from filedesk.ui.pages.office_released import ReleaseKindDialog
from filedesk.ui.retranslated import Retranslated

_ACTS: Final = {
    "departments": ("add_department", "department_added", mark("Add department…")),
    "codes": ("set_code", "department_code_set", mark("Set a code…")),
    "kinds": ("add_kind", "kind_added", mark("Add a kind…")),
    "released": ("release_kind", "kind_released", mark("Release or take back…")),
    "receiving": ("set_receiving_office", "receiving_office_set", mark("Change…")),
    "books": ("close_book", "book_closed", mark("Close a book…")),
    "blocks": ("close_block_of_numbers", "reserved_number_voided", mark("Close the block…")),
}
_TITLES: Final = {
    "departments": mark("Departments"),
    "codes": mark("Codes of departments"),
    "kinds": mark("Kinds added by the office"),
    "released": mark("Kinds released in advance"),
    "receiving": mark("Incoming papers are received by"),
    "books": mark("Closed books"),
    "blocks": mark("Open blocks of numbers"),
}


@dataclass(frozen=True)
class Lists:
    """What the card shows; `departments` as `issuing.departments_with_codes` tells them."""

    facts: DeskFacts
    departments: Sequence[Row] = field(default_factory=tuple)
    books: Sequence[Row] = field(default_factory=tuple)
    blocks: Sequence[Block] = field(default_factory=tuple)
    released: Sequence[str] = ()
    receiving: int = ANY_CLERK


class OfficeLists(Retranslated, QFrame):
    """A line for each list, and beside it the act by which it grows, for whoever may."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._context = context
        self._lists: Lists | None = None
        self._title = QLabel()
        self._title.setObjectName("section_title")
        self._names: dict[str, QLabel] = {}
        self._values: dict[str, QLabel] = {}
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(18)
        asking = {
            "departments": self._department,
            "codes": self._code,
            "kinds": self._kind,
            "released": self._release,
            "receiving": self._receiving,
            "books": self._book,
            "blocks": self._block,
        }
        for place, (key, (name, event, _title)) in enumerate(_ACTS.items()):
            title, value, button = QLabel(), QLabel(), QPushButton()
            title.setProperty("role", "field")
            value.setObjectName(f"{key}_list")
            value.setWordWrap(True)
            value.setTextFormat(Qt.TextFormat.PlainText)
            button.setObjectName(name)
            button.setAutoDefault(False)
            if TYPES[event].signers.isdisjoint(context.session.roles):
                button.hide()
            button.clicked.connect(asking[key])
            grid.addWidget(title, place, 0)
            grid.addWidget(value, place, 1)
            grid.addWidget(button, place, 2)
            self._names[key], self._values[key], self.buttons[key] = title, value, button
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.addWidget(self._title)
        column.addLayout(grid)
        self.retranslate()

    def tell(self, lists: Lists) -> None:
        """Show these."""
        self._lists = lists
        self.retranslate()

    @Slot()
    def _department(self) -> None:
        AddDepartmentDialog(self._context, self).open()

    @Slot()
    def _code(self) -> None:
        if self._lists is not None and self._lists.departments:
            DepartmentCodeDialog(self._context, self._lists.departments, self).open()

    @Slot()
    def _kind(self) -> None:
        if self._lists is not None:
            AddKindDialog(self._context, self._lists.facts, self).open()

    @Slot()
    def _release(self) -> None:
        if self._lists is not None:
            ReleaseKindDialog(self._context, self._lists.facts, self._lists.released, self).open()

    @Slot()
    def _receiving(self) -> None:
        if self._lists is not None:
            ReceivingOfficeDialog(self._context, self._lists.departments, self._lists.receiving, self).open()

    @Slot()
    def _book(self) -> None:
        if self._lists is not None:
            CloseBookDialog(self._context, closable(self._lists.books, self._lists.facts.today), self).open()

    @Slot()
    def _block(self) -> None:
        if self._lists is not None and self._lists.blocks:
            CloseBlockDialog(self._context, self._lists.blocks, self).open()

    def _tell_blocks(self, blocks: Sequence[Block]) -> None:
        """The line of blocks is there while one is open."""
        told = [tr("{numbers}: {free} of {size} unused, since {day}", **_of(block)) for block in blocks]
        self._values["blocks"].setText("\n".join(told))
        for widget in (self._names["blocks"], self._values["blocks"]):
            widget.setVisible(bool(blocks))
        may = not TYPES["reserved_number_voided"].signers.isdisjoint(self._context.session.roles)
        self.buttons["blocks"].setVisible(bool(blocks) and may)

    def retranslate(self) -> None:
        self._title.setText(tr("Departments, kinds and books"))
        for key, (_name, _event, title) in _ACTS.items():
            self._names[key].setText(tr(_TITLES[key]))
            self.buttons[key].setText(tr(title))
        self._tell_blocks(self._lists.blocks if self._lists is not None else ())
        if self._lists is None:
            return
        between = tr(", ")
        departments = [row["name"] for row in self._lists.departments]
        codes = [f"{row['name']} {row['code'] or '–'}" for row in self._lists.departments]
        closed = [book_title(book) for book in self._lists.books if book["closed"]]
        facts = self._lists.facts
        released = [facts.kind_title(kind) for kind in self._lists.released]
        own = [name for name in self._lists.facts.kinds.values() if name]
        self._values["departments"].setText(between.join(departments) or tr("No departments yet."))
        self._values["codes"].setText(between.join(codes) or "–")
        self.buttons["codes"].setEnabled(bool(self._lists.departments))
        self._values["kinds"].setText(between.join(own) or "–")
        self._values["released"].setText(between.join(released) or tr("None: every paper goes to the general manager."))
        office = next((row["name"] for row in self._lists.departments if row["id"] == self._lists.receiving), None)
        self._values["receiving"].setText(office or tr(EVERY_CLERK))
        self._values["books"].setText(between.join(closed) or "–")
        self.buttons["books"].setEnabled(bool(closable(self._lists.books, self._lists.facts.today)))


def _of(block: Block) -> dict[str, object]:
    return {"numbers": block.told, "free": len(block.free), "size": block.size, "day": block.since}
