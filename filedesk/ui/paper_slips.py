"""Secrets on paper: recovery sheets and one-time codes, one a page, from memory straight to the printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPagedPaintDevice, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from filedesk.errors import EnvironmentFailed
from filedesk.ui.messages import show_error


@dataclass(frozen=True)
class Slip:
    """One page: title, what it is for, and the secret in lines that keep their places."""

    title: str
    told: str
    lines: tuple[str, ...]


PrintSlips = Callable[[QWidget, Sequence[Slip]], None]


def draw_slips(device: QPagedPaintDevice, slips: Sequence[Slip]) -> None:
    """Draw each slip on a page of its own. Raises EnvironmentFailed("printer_failed")."""
    painter = QPainter()
    if not painter.begin(device):
        raise EnvironmentFailed("printer_failed", printer=device.printerName() if isinstance(device, QPrinter) else "")
    wide, dots = device.width(), device.logicalDpiY() / 72
    for number, slip in enumerate(slips):
        if number:
            device.newPage()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        usual = QApplication.font().family()
        down = 0.0
        for text, family, points, gap in (
            (slip.title, usual, 20, 14),
            (slip.told, usual, 11, 24),
            ("\n".join(slip.lines), fixed, 15, 0),
        ):
            painter.setFont(QFont(family, points))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            room = QRectF(0, down, wide, device.height() - down)
            down += painter.boundingRect(room, flags, text).height() + gap * dots
            painter.drawText(room, flags, text)
    painter.end()


def print_slips(parent: QWidget, slips: Sequence[Slip]) -> None:
    """Open the system's print dialog and print; printing to a file is not offered.

    Raises EnvironmentFailed("no_printer") where the system knows no printer.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise EnvironmentFailed("no_printer")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    kept = tuple(slips)

    def agreed() -> None:
        try:
            draw_slips(printer, kept)
        except EnvironmentFailed as error:
            show_error(parent, error)

    dialog.accepted.connect(agreed)
    QDialog.open(dialog)
