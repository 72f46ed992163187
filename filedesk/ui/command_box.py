"""What Enter in the command box (F2) does: open the one document meant, or offer those that could be."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from filedesk.services.finding import find_documents
from filedesk.services.ledger import Row
from filedesk.texts import tr
from filedesk.ui.context import Context
from filedesk.ui.header import Header

_LONGEST = 60


class CommandBox(QObject):
    """Answers the header's command box. `open_document` carries the id of the document chosen."""

    open_document = Signal(int)

    def __init__(self, context: Context, header: Header, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._header = header
        header.commanded.connect(self.ask)

    def ask(self, typed: str) -> None:
        """Look for what was typed, in the worker."""
        ports, session = self._context.ports, self._context.session
        self._context.tasks.run(lambda _progress: find_documents(ports, session, typed), done=self._found, owner=self)

    def _found(self, rows: list[Row]) -> None:
        if len(rows) == 1:
            self._header.command_box.clear()
            self.open_document.emit(rows[0]["id"])
            return
        menu = QMenu(self._header)
        menu.setObjectName("found_documents")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not rows:
            menu.addAction(tr("Nothing found. Try fewer words, or the last digits of the number.")).setEnabled(False)
        for row in rows:
            title = row["title"] if len(row["title"]) <= _LONGEST else row["title"][:_LONGEST] + "…"
            menu.addAction(f"{row['number']}  {title}".replace("&", "&&")).setData(row["id"])
        menu.triggered.connect(self._chosen)
        box = self._header.command_box
        menu.popup(box.mapToGlobal(QPoint(0, box.height())))
        if rows:
            menu.setActiveAction(menu.actions()[0])

    def _chosen(self, action: object) -> None:
        self._header.command_box.clear()
        self.open_document.emit(action.data())  # type: ignore[attr-defined]
