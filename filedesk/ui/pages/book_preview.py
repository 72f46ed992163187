"""Printing the registers beside those of documents: urgings 催办登记, chops 用印登记, completeness (N2), 跨年结转."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from filedesk.errors import FiledeskError
from filedesk.services.changes import Changes
from filedesk.services.office_books import BookKind, OfficeBook, office_books
from filedesk.services.ports import Progress
from filedesk.texts import catalogue, language, mark, tr
from filedesk.texts.names import BOOKS
from filedesk.ui.context import Context
from filedesk.ui.messages import show_error
from filedesk.ui.pages.preview_dialog import PreviewDialog

Told = Sequence[tuple[OfficeBook, str]]


def print_books(context: Context, parent: QWidget, first: Sequence[BookKind | OfficeBook]) -> None:
    """Show what there is to print, beginning with the first of these kinds, or books, that has anything.

    Where there is nothing yet, that is said.
    """
    ports, session, words = context.ports, context.session, catalogue(language())

    def work(_progress: Progress) -> Told:
        return office_books(ports, session, words)

    def came(books: Told) -> None:
        if shiboken6.isValid(parent):
            BookPreview(context, books, first, parent).show()

    def failed(error: BaseException) -> None:
        if isinstance(error, FiledeskError):
            show_error(parent, error)

    context.tasks.run(work, done=came, failed=failed, on="pool", owner=parent)


class BookPreview(PreviewDialog):
    """Which book, and which part of it: a year, a month, or a series and code."""

    def __init__(self, context: Context, books: Told, first: Sequence[BookKind | OfficeBook], parent: QWidget) -> None:
        self.kind, self.part = QComboBox(), QComboBox()
        self._books = books
        choices = (("kind", mark("What to print"), self.kind), ("part", mark("Part"), self.part))
        super().__init__(context, "book_preview", choices, parent)
        there = {book.kind for book, _told in books}
        for kind in BookKind:
            if kind in there:
                self.kind.addItem("", kind)
        self._first = [one for one in first if isinstance(one, OfficeBook)]
        kinds = [one.kind if isinstance(one, OfficeBook) else one for one in first]
        wanted = next((kind for kind in kinds if kind in there), self.kind.itemData(0))
        self.kind.setCurrentIndex(self.kind.findData(wanted))
        self.kind.activated.disconnect(self.chosen)
        self.kind.activated.connect(self.kind_chosen)
        self.retranslate()
        self.kind_chosen()
        self.kind.setFocus()

    @Slot()
    def kind_chosen(self) -> None:
        """Offer the parts of the book that was chosen, the latest first."""
        self.part.clear()
        for place, (book, told) in enumerate(self._books):
            if book.kind == self.kind.currentData():
                self.part.addItem(told, place)
                if book in self._first:
                    self.part.setCurrentIndex(self.part.count() - 1)
        self.chosen()

    def content(self) -> OfficeBook:
        book, _told = self._books[int(self.part.currentData())]
        return book

    def file_name(self) -> str:
        _book, told = self._books[int(self.part.currentData())]
        return f"{tr(BOOKS[self.content().kind])} {told}.pdf".replace("/", "-")

    def made_stale(self, changes: Changes) -> bool:
        return bool(changes.documents or changes.registers)

    def retranslate(self) -> None:
        super().retranslate()
        for place in range(self.kind.count()):
            self.kind.setItemText(place, tr(BOOKS[self.kind.itemData(place)]))
        self.setWindowTitle(tr("Print: {register}", register=self.kind.currentText()))
