"""A PDF in memory that is shown, printed through the system's dialog, or saved: registers and slips end here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Slot
from PySide6.QtGui import QKeySequence, QPageLayout, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import EnvironmentFailed
from filedesk.services.ports import Progress
from filedesk.texts import tr
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.messages import MessageBar, pickers, show_error
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Task
from filedesk.ui.widgets.paper_view import PaperView

MOST_DPI: Final = 300
_POINTS: Final = 72


def print_pdf(data: bytes, printer: QPrinter, progress: Progress | None = None) -> int:
    """Draw every page of a PDF on `printer` at 300 dpi at most; returns how many. May run in any thread.

    Raises EnvironmentFailed("printer_failed") and Cancelled.
    """
    progress = progress or Progress()
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pages = QPdfDocument()
    pages.load(buffer)
    first = max(1, printer.fromPage()) - 1
    last = min(printer.toPage() or pages.pageCount(), pages.pageCount())
    dpi = min(printer.resolution(), MOST_DPI)
    _turn(printer, pages, first)
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentFailed("printer_failed", printer=printer.printerName() or printer.outputFileName())
    try:
        for place in range(first, last):
            progress.raise_if_cancelled()
            if place > first:
                _turn(printer, pages, place)
                printer.newPage()
            size = pages.pagePointSize(place)
            drawn = pages.render(
                place, QSize(round(size.width() * dpi / _POINTS), round(size.height() * dpi / _POINTS))
            )
            room = printer.pageLayout().fullRectPixels(printer.resolution())
            painter.drawImage(room, drawn)
            progress.report(place - first + 1, last - first)
    except BaseException:
        painter.end()
        printer.abort()
        raise
    painter.end()
    pages.close()
    return max(0, last - first)


def _turn(printer: QPrinter, pages: QPdfDocument, place: int) -> None:
    size = pages.pagePointSize(place)
    landscape = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)


def ask_printer(parent: QWidget, pages: int, then: Callable[[QPrinter], None]) -> None:
    """The system's print dialog; `then` is called with the printer chosen, and not at all when it is closed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setMinMax(1, max(1, pages))
    dialog.finished.connect(lambda result: then(printer) if result == QDialog.DialogCode.Accepted else None)
    QDialog.open(dialog)


class PdfOutput(Retranslated, QWidget):
    """Shows one PDF, with buttons to print (Ctrl+P) and save (Ctrl+S) it; nothing can be done while there is none."""

    choose_printer: Callable[[QWidget, int, Callable[[QPrinter], None]], None] = staticmethod(ask_printer)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.data = b""
        self._name = "register.pdf"
        self._task: Task | None = None
        self.paper = PaperView(context.tasks, "printed")
        self.paper.offer_opening(False)
        self.print_button, self.save_button = QPushButton(), QPushButton()
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        for button, name, picture, key, act in (
            (self.save_button, "save_pdf", "down", "Ctrl+S", self.save),
            (self.print_button, "print_pdf", "print", "Ctrl+P", self.print_out),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            put_icon(button, picture)
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self, act)
            self.buttons.addWidget(button)
        self.print_button.setProperty("primary", True)
        put_icon(self.print_button, "print", "on_accent")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.paper, 1)
        column.addLayout(self.buttons)
        self.clear()
        self.retranslate()

    def show_pdf(self, data: bytes, name: str) -> None:
        """Show `data`; `name` is proposed when it is saved."""
        self.data, self._name = data, name
        self.paper.show_paper(data, "application/pdf", name)
        self._let(True)
        self.print_button.setFocus()

    def clear(self) -> None:
        """Show nothing."""
        self.data = b""
        self.paper.clear()
        self._let(False)

    def _let(self, allowed: bool) -> None:
        self.print_button.setEnabled(allowed)
        self.save_button.setEnabled(allowed)

    @Slot()
    def save(self) -> None:
        """Save it as a file the person names."""
        if self.data:
            pickers().save(self, tr("Save as PDF"), self._name, tr("PDF (*.pdf)"), self._write)

    def _write(self, file: Path) -> None:
        data = self.data

        def work(_progress: Progress) -> Path:
            try:
                file.write_bytes(data)
            except OSError as error:
                raise EnvironmentFailed("print_not_written", reason=error.strerror or str(error)) from error
            return file

        self._context.tasks.run(work, done=self._written, failed=self._failed, on="pool", owner=self)

    def _written(self, file: Path) -> None:
        self._tell(lambda: tr("Saved as {file}.", file=str(file)))

    def _tell(self, told: Callable[[], str]) -> None:
        bar = self.window().findChild(MessageBar)
        if bar is not None:
            bar.tell(told, "good")

    @Slot()
    def print_out(self) -> None:
        """Print it on a printer chosen in the system's dialog."""
        if self.data:
            type(self).choose_printer(self, self.paper.place()[1], self._print_on)

    def _print_on(self, printer: QPrinter) -> None:
        data = self.data
        self._task = self._context.tasks.run(
            lambda progress: print_pdf(data, printer, progress),
            done=self._printed,
            failed=self._failed,
            on="pool",
            title=tr("Printing"),
            owner=self,
        )

    def _printed(self, _pages: int) -> None:
        self._tell(lambda: tr("Handed to the printer."))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, EnvironmentFailed):
            show_error(self, error)

    def retranslate(self) -> None:
        self.save_button.setText(tr("Save as PDF… (Ctrl+S)"))
        self.print_button.setText(tr("Print… (Ctrl+P)"))


class SlipDialog(Retranslated, QDialog):
    """A finished form, a handling slip for instance: look, print, done."""

    def __init__(self, context: Context, data: bytes, name: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("slip_dialog")
        self.message_bar = MessageBar(self)
        self.output = PdfOutput(context)
        column = QVBoxLayout(self)
        column.addWidget(self.message_bar)
        column.addWidget(self.output, 1)
        self.resize(820, 900)
        self.output.show_pdf(data, name)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Handling slip"))
