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
    ("Ctrl+Shift+L", mark("Choose the columns of a table")),
    ("Ctrl+O", mark("Choose files")),
    ("Ctrl+PgUp, Ctrl+PgDown", mark("Previous or next page of a paper")),
    ("Ctrl++, Ctrl+-, Ctrl+0", mark("Paper larger, smaller, as wide as the window")),
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
        self.resize(520, 560)


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
