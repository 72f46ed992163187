"""A page of lists and, in its place while one is open, the document that was opened from it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from filedesk.ui.context import Context
from filedesk.ui.page import Page
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.filed_page import FiledPage
from filedesk.ui.pages.general_manager_page import GeneralManagerPage
from filedesk.ui.pages.register_page import RegisterPage
from filedesk.ui.pages.scans_page import ScansPage
from filedesk.ui.pages.to_do_page import ToDoPage

Lists = ToDoPage | RegisterPage | GeneralManagerPage | FiledPage | ScansPage


class WithDocument(Page):
    """Has no head of its own: the page in view brings one. The document page is made when it is first needed."""

    def __init__(self, context: Context, lists: Lists, title: str, parent: QWidget | None = None) -> None:
        super().__init__(lists.name, title, parent)
        self._context = context
        self.lists: Lists = lists
        self.document: DocumentPage | None = None
        self._heading.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(lists)
        column = self.layout()
        if column is not None:
            column.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.stack)
        self.setFocusProxy(lists)
        lists.open_document.connect(self.open)
        if isinstance(lists, RegisterPage | ScansPage):
            lists.scan_attached.connect(self.open_scan)

    @Slot(int)
    def open(self, document: int) -> None:
        """Show a document."""
        if self.document is None:
            self.document = DocumentPage(self._context)
            self.document.closed.connect(self.show_lists)
            self.document.open_document.connect(self.open)
            self.stack.addWidget(self.document)
        self.document.show_document(document)
        self.stack.setCurrentWidget(self.document)
        self.setFocusProxy(self.document)
        self.document.shown()
        self.document.setFocus()

    @Slot(int, str)
    def open_scan(self, document: int, file: str) -> None:
        """Show a document that a scan was attached to; what waits to be recorded from paper is begun with it."""
        self.open(document)
        if self.document is not None:
            self.document.record_from(file)

    def open_to_act(self, document: int) -> None:
        """Show a document with the keyboard on its next lawful act, so that Enter begins it."""
        self.open(document)
        if self.document is not None:
            self.document.go_to_act()

    @Slot()
    def show_lists(self) -> None:
        """Back from the document."""
        self.stack.setCurrentWidget(self.lists)
        self.setFocusProxy(self.lists)
        self.lists.setFocus()
        self.lists.shown()

    def _in_view(self) -> Page:
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else self.lists

    def shown(self) -> None:
        self._in_view().shown()

    def search(self) -> None:
        self._in_view().search()
