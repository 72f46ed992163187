"""Copy and Select all, for whatever has the keyboard now."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from filedesk.ui.widgets.register_table import RegisterTable


def copy_focused() -> None:
    """Copy what is selected where the keyboard is."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit | RegisterTable):
        focus.copy()


def select_focused() -> None:
    """Select everything where the keyboard is."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractItemView):
        focus.selectAll()
