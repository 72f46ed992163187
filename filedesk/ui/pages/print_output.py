"""A PDF in memory that is shown, printed through the system's dialog, or saved: registers and slips end here.

What is shown may be a preview: the PDF that is printed or saved is then made when it is first wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QPageLayout, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import EnvironmentFailed, FiledeskError
from filedesk.services.ports import Progress
from filedesk.texts import tr
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.messages import MessageBar, Tone, pickers, show_error
from filedesk.ui.pages.print_progress import WorkStrip
from filedesk.ui.pages.print_spooler import page_ranges, spooler_of
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Task
from filedesk.ui.widgets.paper_view import PaperView

MOST_DPI: Final = 300
_POINTS: Final = 72


class Original(Protocol):
    """Where the PDF comes from that is really printed or saved."""

    def fetch(self, then: Callable[[bytes], None], failed: Callable[[BaseException], None]) -> None:
        """Call `then` with the PDF, or `failed`, in the window's thread; soon or at once."""
        ...

    def under_way(self) -> None:
        """It is on its way to the printer or to a file."""
        ...

    def over(self, *, reached: bool) -> None:
        """It reached the printer or the file, or did not."""
        ...


class Finished:
    """A PDF that is printed as it is shown; nobody keeps account of it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def fetch(self, then: Callable[[bytes], None], failed: Callable[[BaseException], None]) -> None:
        del failed
        then(self._data)

    def under_way(self) -> None:
        """Nothing to note."""

    def over(self, *, reached: bool) -> None:
        """Nothing to note."""
        del reached


def print_pdf(data: bytes, printer: QPrinter, progress: Progress | None = None) -> int:
    """Draw a PDF's pages (those chosen in the dialog) as pictures of 300 dpi at most; returns how many.

    May run in any thread. Raises EnvironmentFailed("printer_failed") and Cancelled.
    """
    progress = progress or Progress()
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pages = QPdfDocument()
    pages.load(buffer)
    ranges = page_ranges(printer) or [(1, pages.pageCount())]
    wanted = [place for a, b in ranges for place in range(max(a, 1) - 1, min(b, pages.pageCount()))]
    dpi = min(printer.resolution(), MOST_DPI)
    if wanted:
        _turn(printer, pages, wanted[0])
    painter = QPainter()
    if not wanted or not painter.begin(printer):
        raise EnvironmentFailed("printer_failed", printer=printer.printerName() or printer.outputFileName())
    try:
        for done, place in enumerate(wanted):
            progress.raise_if_cancelled()
            if done:
                _turn(printer, pages, place)
                printer.newPage()
            size = pages.pagePointSize(place)
            drawn = pages.render(
                place, QSize(round(size.width() * dpi / _POINTS), round(size.height() * dpi / _POINTS))
            )
            sheet = printer.pageLayout().fullRectPixels(printer.resolution())
            fitted = drawn.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
            room = QRect(sheet.topLeft(), fitted)
            room.moveCenter(sheet.center())
            painter.drawImage(room, drawn)
            progress.report(done + 1, len(wanted))
    except BaseException:
        painter.end()
        printer.abort()
        raise
    painter.end()
    pages.close()
    return len(wanted)


def _turn(printer: QPrinter, pages: QPdfDocument, place: int) -> None:
    size = pages.pagePointSize(place)
    landscape = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)


def ask_printer(parent: QWidget, pages: int, then: Callable[[QPrinter], None]) -> None:
    """The system's print dialog; `then` is called with the printer chosen, and not at all when it is closed.

    Printing into a file is not offered: saving gives the PDF itself. Raises EnvironmentFailed("no_printer_here")
    where the system knows no printer.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise EnvironmentFailed("no_printer_here")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setMinMax(1, max(1, pages))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda result: then(printer) if result == QDialog.DialogCode.Accepted else None)
    QDialog.open(dialog)


class PdfOutput(Retranslated, QWidget):
    """Shows one PDF, with buttons to print (Ctrl+P) and save (Ctrl+S) it; nothing can be done while there is none.

    `strip` shows how far printing is, and can stop it.
    """

    choose_printer: Callable[[QWidget, int, Callable[[QPrinter], None]], None] = staticmethod(ask_printer)

    def __init__(self, context: Context, strip: WorkStrip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._strip = strip
        self.data = b""
        self._name = "register.pdf"
        self._pages: int | None = None
        self._original: Original = Finished(b"")
        self.paper = PaperView(context.tasks, "printed")
        self.paper.offer_opening(False)
        self.print_button, self.save_button = QPushButton(), QPushButton()
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        for button, name, picture, key, act in (
            (self.save_button, "save_pdf", "save", "Ctrl+S", self.save),
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

    def show_pdf(self, data: bytes, name: str, original: Original | None = None, pages: int | None = None) -> None:
        """Show `data`; `name` is proposed when it is saved. `original` gives what is printed, else `data` is.

        `pages` is how many pages the original has, where they are not all shown.
        """
        self.data, self._name, self._pages = data, name, pages
        self._original = original or Finished(data)
        self.paper.show_paper(data, "application/pdf", name)
        self._let(True)

    def clear(self) -> None:
        """Show nothing."""
        self.data = b""
        self._original = Finished(b"")
        self.paper.clear()
        self._let(False)

    def _let(self, allowed: bool) -> None:
        self.print_button.setEnabled(allowed)
        self.save_button.setEnabled(allowed)

    @Slot()
    def save(self) -> None:
        """Save it as a file the person names."""
        if self.save_button.isEnabled():
            pickers().save(self, tr("Save as PDF"), self._name, tr("PDF (*.pdf)"), self._write)

    def _write(self, file: Path) -> None:
        def work(data: bytes, _progress: Progress) -> str:
            try:
                file.write_bytes(data)
            except OSError as error:
                raise EnvironmentFailed("print_not_written", reason=error.strerror or str(error)) from error
            return ""

        self._deliver(tr("Saving"), work, lambda _nothing: (lambda: tr("Saved as {file}.", file=str(file)), "good"))

    @Slot()
    def print_out(self) -> None:
        """Print it on a printer chosen in the system's dialog."""
        if not self.print_button.isEnabled():
            return
        try:
            type(self).choose_printer(self, self._pages or self.paper.place()[1], self._print_on)
        except EnvironmentFailed as error:
            show_error(self, error)

    def _print_on(self, printer: QPrinter) -> None:
        """The PDF itself where the system's service takes it, else pictures of its pages (design, section 6)."""
        printer.setDocName(Path(self._name).stem)
        spooler = spooler_of(printer)

        def work(data: bytes, progress: Progress) -> str:
            refused = spooler.hand_over(data) if spooler is not None else ""
            if spooler is None or refused:
                print_pdf(data, printer, progress)
            return refused

        def told(refused: str) -> tuple[Callable[[], str], Tone]:
            if not refused:
                return lambda: tr("Handed to the printer."), "good"
            return (
                lambda: tr("Printed as pictures: the print service did not take the PDF ({reason}).", reason=refused),
                "warning",
            )

        self._deliver(tr("Printing"), work, told)

    def _deliver(
        self,
        title: str,
        work: Callable[[bytes, Progress], str],
        told: Callable[[str], tuple[Callable[[], str], Tone]],
    ) -> None:
        """Fetch what is printed, do `work` with it in the pool, and say so. It goes on when the window closes."""
        original, tasks = self._original, self._context.tasks
        running: list[Task] = []

        def failed(error: BaseException) -> None:
            if not shiboken6.isValid(self):
                tasks.refuse(error)
                return
            self._ended(running)
            if isinstance(error, FiledeskError):
                show_error(self, error)

        def fetched(data: bytes) -> None:
            original.under_way()
            running.append(
                tasks.run(lambda progress: work(data, progress), done=done, failed=lost, on="pool", title=title)
            )
            if shiboken6.isValid(self):
                self._strip.follow(running[0], title)

        def done(result: str) -> None:
            original.over(reached=True)
            if shiboken6.isValid(self):
                self._ended(running)
                bar = self.window().findChild(MessageBar)
                if bar is not None:
                    bar.tell(*told(result))

        def lost(error: BaseException) -> None:
            original.over(reached=False)
            failed(error)

        self._let(False)
        original.fetch(fetched, failed)

    def _ended(self, running: list[Task]) -> None:
        for task in running:
            self._strip.over(task)
        self._let(bool(self.data))

    def retranslate(self) -> None:
        self.save_button.setText(tr("Save as PDF… (Ctrl+S)"))
        self.print_button.setText(tr("Print… (Ctrl+P)"))
