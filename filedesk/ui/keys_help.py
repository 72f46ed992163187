"""F1: every key of the window, read from the acts themselves, so that the list is never out of date."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from filedesk import __version__
from filedesk.texts import mark, tr
from filedesk.ui.messages import inform

_OTHERS = (
    ("Ctrl+1 … Ctrl+9", mark("Go to a page")),
    ("Ctrl+N", mark("Register a document; among the filed papers, make a folder")),
    ("Ctrl+Shift+N", mark("Draft an outgoing or an internal document, or a reply")),
    ("Ctrl+P", mark("Print the register")),
    ("Ctrl+Shift+P", mark("Print the urging register, the chop register, or the completeness of numbers")),
    ("Ctrl+Shift+B", mark("Reserve, print or close a block of numbers for an outage")),
    ("Alt+B", mark("While registering: a number of the open block, or the next one")),
    ("Ctrl+Enter", mark("Register, sign, or carry out what stands in a dialog")),
    ("F4", mark("As previous, while registering")),
    ("F6", mark("Print the handling slip, the circulation sheet or an urging sheet")),
    ("F7, F8", mark("General manager: send back, agree as proposed")),
    ("Alt+Up, Alt+Down", mark("General manager: the paper before, the next one")),
    ("Alt+Left, Alt+Right", mark("General manager: the list before, the next one")),
    ("Ctrl+1 … Ctrl+4", mark("In an instruction: write a usual phrase")),
    ("Alt+3, Alt+5, Alt+7", mark("Deadline in so many working days")),
    ("Ctrl+G, Ctrl+I", mark("Put to the general manager, record his instruction")),
    ("Ctrl+D", mark("Put into a folder")),
    ("1 … 6", mark("Timeliness: sort by the column of that place")),
    ("Ctrl+J, Ctrl+K, Ctrl+B", mark("To-do: read and sign one after the other, send on, confirm what was recorded")),
    ("Ctrl+E", mark("General manager: what went on without him")),
    ("F12", mark("Somebody else signs one act here, with his own password")),
    ("F9", mark("Add files, or a supplement to what is signed; while registering, attach a scan to its document")),
    ("Alt+Z", mark("While registering: do not split a scanned stack")),
    ("Ctrl+E, Ctrl+Shift+D", mark("Correct the entry, void its number")),
    ("Alt+A", mark("Add an attachment")),
    ("Ctrl+Shift+L", mark("Choose the columns of a table")),
    ("Ctrl+O", mark("Choose files")),
    ("Ctrl+PgUp, Ctrl+PgDown", mark("Previous or next page of a paper")),
    ("Ctrl++, Ctrl+-, Ctrl+0", mark("Paper larger, smaller, as wide as the window")),
    ("Ctrl+R", mark("Turn a picture")),
    ("Ctrl+C", mark("Copy the selected rows of a table")),
    ("Enter", mark("Open, or save the form")),
    ("Esc", mark("Close a message, clear a search")),
)


class KeysDialog(QDialog):
    """The keys and what they do."""

    def __init__(self, parent: QWidget, actions: Sequence[QAction]) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keys"))
        told = [
            (action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), action.text().replace("&", ""))
            for action in actions
            if not action.shortcut().isEmpty()
        ] + [(key, tr(title)) for key, title in _OTHERS]
        table = QTableWidget(len(told), 2)
        table.setObjectName("keys_table")
        table.setAccessibleName(tr("Keys"))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        for row, (key, title) in enumerate(told):
            table.setItem(row, 0, QTableWidgetItem(key))
            table.setItem(row, 1, QTableWidgetItem(title))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(table)
        column.addWidget(buttons)
        self.resize(600, 560)


def show_about(parent: QWidget) -> None:
    """What this program is, and its version."""
    inform(
        parent,
        f"filedesk {__version__}",
        detail=tr(
            "Records and filing for an office: the rules are carried out, the approval is the key, the page proves "
            "the ledger. Apache License 2.0."
        ),
    )
