"""The report of a mistake of the program's own, and the dialog that shows it.

The report names places in the program and types of errors, nothing else: messages of exceptions may hold words of
documents, file names or the person's home folder, so neither they nor variables nor source lines are in it.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from filedesk import __version__
from filedesk.texts import tr

_DEPTH = 12
"""How many causes of causes are told."""


def crash_report(error: BaseException) -> str:
    """Program, Python and Qt versions, then for the error and each of its causes its type and traceback places."""
    lines = [
        f"filedesk {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, {platform.system()} {platform.machine()}",
    ]
    for told in _causes(error):
        lines.append("")
        lines.append(f"{type(told).__module__}.{type(told).__qualname__}")
        lines += [f"  {place}" for place in _places(told.__traceback__)]
    return "\n".join(lines)


def _causes(error: BaseException) -> Iterator[BaseException]:
    told: BaseException | None = error
    for _ in range(_DEPTH):
        if told is None:
            return
        yield told
        told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{_short(code.co_filename)}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next


def _short(filename: str) -> str:
    """The file from its package on, so that no home folder is told."""
    parts = Path(filename).parts
    for root in ("filedesk", "site-packages"):
        if root in parts:
            start = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[start:])
    return parts[-1] if parts else filename


class CrashDialog(QDialog):
    """Says that something went wrong which is the program's fault, and offers the report."""

    def __init__(self, report: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setObjectName("crash_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Something went wrong"))
        told = QLabel(
            tr(
                "The program made a mistake. What was saved before is safe; the last step may not have been done. "
                "The report below names only places in the program, no words of documents: copy it and "
                "send it to whoever looks after filedesk."
            )
        )
        told.setWordWrap(True)
        told.setObjectName("crash_text")
        self._report = QPlainTextEdit(report)
        self._report.setObjectName("crash_report")
        self._report.setAccessibleName(tr("Report"))
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("crash_copy")
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self._report, 1)
        column.addWidget(buttons)
        self.resize(640, 400)

    @Slot()
    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report.toPlainText())

    def add(self, report: str) -> None:
        """Append the report of a further mistake."""
        self._report.appendPlainText("\n" + report)
