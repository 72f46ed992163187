"""What happens when the program itself is at fault: uncaught exceptions of every thread are shown in one dialog."""

from __future__ import annotations

import sys
import threading
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from filedesk.ui.crash_report import CrashDialog


class CrashHandler(QObject):
    """Takes uncaught exceptions of every thread and shows them in the window's thread, in one dialog."""

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None
        self._caught.connect(self._show_soon)

    def install(self) -> None:
        """Become the hook for uncaught exceptions of this and every other thread."""
        sys.excepthook = self.handle
        threading.excepthook = self._in_thread

    def handle(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Show `error`, and write its report to standard error too. Ctrl+C in the terminal ends the program."""
        if isinstance(error, KeyboardInterrupt | SystemExit) or error is None:
            sys.__excepthook__(kind, error or kind(), trace)
            QApplication.exit(130)
            return
        # Report and dialog are loaded when there is something to tell: every start would wait for them.
        from filedesk.ui.crash_report import crash_report

        report = crash_report(error)
        if sys.stderr is not None:
            sys.stderr.write(report + "\n")
        self._caught.emit(report)

    def _in_thread(self, told: threading.ExceptHookArgs) -> None:
        self.handle(told.exc_type, told.exc_value, told.exc_traceback)

    @Slot(str)
    def _show_soon(self, report: str) -> None:
        """Not in the middle of what has just failed."""
        QTimer.singleShot(0, self, partial(self._show, report))

    def _show(self, report: str) -> None:
        if self._dialog is not None:
            self._dialog.add(report)
            return
        from filedesk.ui.crash_report import CrashDialog

        self._dialog = CrashDialog(report)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    @Slot()
    def _closed(self) -> None:
        self._dialog = None
