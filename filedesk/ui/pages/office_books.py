"""The office's lists that grow by acts: kinds of document (F2), and the books, closed year by year 封册."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from filedesk.domain.documents import Series
from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services import registration
from filedesk.services.carried_over import count_carried_over
from filedesk.services.changes import Changes
from filedesk.services.ledger import Row
from filedesk.services.office_books import BookKind, OfficeBook
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr, trn
from filedesk.texts.names import FIELDS, REGISTERS
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.book_preview import print_books
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.pages.kind_offers import kind_named
from filedesk.ui.tasks import Generation
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.typed_line import TypedLine


def book_title(book: Row) -> str:
    """A book's register and year, and how many numbers it has given."""
    return tr("{register} {year}, numbers 1 to {last}", register=tr(REGISTERS[book["series"]]), **_of(book))


def _of(book: Row) -> dict[str, int]:
    return {"year": book["year"], "last": book["last"]}


def closable(books: Sequence[Row], today: date) -> list[Row]:
    """The books that can be closed: those of past years that are still open."""
    return [book for book in books if not book["closed"] and book["year"] < today.year]


class CloseBookDialog(ActDialog):
    """Close a past year's book. What that means is said before, and how much it carries over 跨年结转.

    The list of what is carried over is shown for printing as soon as the book is closed, unless that is not wanted.
    """

    def __init__(self, context: Context, books: Sequence[Row], parent: QWidget) -> None:
        super().__init__(context, "close_book_dialog", mark("Close a book"), parent)
        self._page = parent
        self._books = list(books)
        self._open: int | None = None
        self._turn = Generation()
        self.book = QComboBox()
        self.book.setObjectName("book_to_close")
        for _book in self._books:
            self.book.addItem("")
        self.grid = FormGrid("close_book_form")
        self.grid.add("book", mark("Book"), self.book, required=True)
        self._told = QLabel()
        self._told.setObjectName("close_book_told")
        self._told.setWordWrap(True)
        self._carried = QLabel()
        self._carried.setObjectName("carried_over_told")
        self._carried.setWordWrap(True)
        self.print_list = QCheckBox()
        self.print_list.setObjectName("print_carried_over")
        self.print_list.setChecked(True)
        for widget in (self.grid, self._told, self._carried, self.print_list):
            self.body.addWidget(widget)
        self.book.currentIndexChanged.connect(self._count)
        self.accepted.connect(self._print)
        self.book.setFocus()
        self._count()
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        for place, book in enumerate(self._books):
            self.book.setItemText(place, book_title(book))
        self._tell()

    def _chosen(self) -> OfficeBook:
        book = self._books[self.book.currentIndex()]
        return OfficeBook(BookKind.CARRIED_OVER, book["year"], None, Series(book["series"]))

    @Slot()
    def _count(self) -> None:
        """Ask how many papers of the book are still open."""
        self._open = None
        if self._books:
            ports, session, book, number = self.context.ports, self.context.session, self._chosen(), self._turn.next()
            series = Series(self._books[self.book.currentIndex()]["series"])

            def work(_progress: Progress) -> int:
                return count_carried_over(ports, session, series=series, year=book.year)

            def came(found: int) -> None:
                if self._turn.is_current(number):
                    self._open = found
                    self._tell()

            self.context.tasks.run(work, done=came, on="desk", owner=self)
        self._tell()

    @Slot()
    def _print(self) -> None:
        if self._open and self.print_list.isChecked():
            print_books(self.context, self._page, (self._chosen(),))

    def _tell(self) -> None:
        self.print_list.setText(tr("Then print the list of what is carried over"))
        self.print_list.setVisible(bool(self._open))
        if self._open is None:
            self._carried.clear()
        elif not self._open:
            self._carried.setText(tr("Every paper of this book is filed or void: nothing is carried over."))
        else:
            self._carried.setText(
                trn(
                    "{n} paper of this book is still open. It is carried over, and its number stays.",
                    "{n} papers of this book are still open. They are carried over, and their numbers stay.",
                    self._open,
                )
            )
        if self._books:
            year = self._books[self.book.currentIndex()]["year"]
            self._told.setText(
                tr(
                    "Nothing more is entered in this book then. A paper of {year} that turns up later takes a number "
                    "of the present year and is marked as entered late. A closed book cannot be opened again.",
                    year=year,
                )
            )

    def begin(self) -> Work | None:
        book = self._books[self.book.currentIndex()]
        ports, session = self.context.ports, self.context.session
        series, year = Series(book["series"]), book["year"]
        return lambda _progress: _and_office(registration.close_book(ports, session, series=series, year=year))


class AddKindDialog(ActDialog):
    """A kind of document of the office's own."""

    def __init__(self, context: Context, facts: DeskFacts, parent: QWidget) -> None:
        super().__init__(context, "add_kind_dialog", mark("Add a kind"), parent)
        self._facts = facts
        self.name = TypedLine("new_kind")
        self.grid = FormGrid("add_kind_form")
        self.grid.add(
            "kind",
            FIELDS["kind"],
            self.name,
            required=True,
            hint=mark("It then stands in everybody's list, and cannot be taken away again."),
        )
        self.body.addWidget(self.grid)
        self.name.returnPressed.connect(self.carry_out)
        self.name.setFocus()

    def begin(self) -> Work | None:
        name = self.name.text().strip()
        if name and kind_named(name, self._facts) in self._facts.kinds:
            self.tell(RuleRefused("name_twice", name=name))
            return None
        ports, session = self.context.ports, self.context.session

        def work(_progress: Progress) -> Changes:
            registration.add_kind(ports, session, name=name)
            return Changes(office=True)

        return work

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, {"name_empty": "kind", "name_twice": "kind"}):
            super().tell(error)


def _and_office(changes: Changes) -> Changes:
    return changes | Changes(office=True)
