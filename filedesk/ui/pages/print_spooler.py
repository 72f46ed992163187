"""Handing a PDF itself to the system's print service (CUPS on Linux and macOS), as the print dialog was filled in.

The service draws the PDF as finely as the printer can, in the printer's own language: smaller and sharper than
pictures of its pages. It goes to `lp` through a pipe, never through a file: a register may show what must not lie
on a disk in plain. What `lp` cannot be told (a driver's own options) stays as it is set for the printer.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Final

from PySide6.QtPrintSupport import QPrinter

PATIENCE: Final = 120
"""Seconds in which the print service must have taken a job."""

_SIDES: Final = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
"""IPP names (RFC 8011, 5.2.8); automatic duplex is left to the printer's own setting."""


@dataclass(frozen=True)
class Spooler:
    """The `lp` of this system, and what it is told of one job."""

    program: str
    arguments: tuple[str, ...]

    def hand_over(self, data: bytes) -> str:
        """Give it the PDF; returns why it did not take it, empty when it did. May run in any thread."""
        try:
            done = subprocess.run(  # noqa: S603 - our own arguments, no shell
                [self.program, *self.arguments], input=data, capture_output=True, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return f"lp: {PATIENCE} s"
        except OSError as error:
            return error.strerror or str(error)
        if done.returncode == 0:
            return ""
        told = done.stderr.decode(errors="replace").strip().splitlines()
        return told[-1] if told else f"lp: {done.returncode}"


def spooler_of(printer: QPrinter) -> Spooler | None:
    """The way to hand a PDF to `printer`'s service; None where there is none, or where it prints into a file."""
    program = None if sys.platform == "win32" else shutil.which("lp")
    own = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat and not printer.outputFileName()
    if program is None or not own or not printer.printerName():
        return None
    return Spooler(program, tuple(_arguments(printer)))


def _arguments(printer: QPrinter) -> list[str]:
    """What the dialog's choices are called by `lp` (lp(1), and CUPS's standard options)."""
    told = ["-d", printer.printerName(), "-t", printer.docName() or "filedesk", "-n", str(printer.copyCount())]
    ranges = page_ranges(printer)
    if ranges:
        told += ["-P", ",".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)]
    options = [
        f"media={printer.pageLayout().pageSize().key()}",
        "print-color-mode=" + ("color" if printer.colorMode() == QPrinter.ColorMode.Color else "monochrome"),
    ]
    if printer.duplex() in _SIDES:
        options.append(f"sides={_SIDES[printer.duplex()]}")
    if printer.copyCount() > 1:
        options.append(f"collate={'true' if printer.collateCopies() else 'false'}")
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        options.append("outputorder=reverse")
    for option in options:
        told += ["-o", option]
    return told


def page_ranges(printer: QPrinter) -> list[tuple[int, int]]:
    """First and last page, counted from 1, of each range that was chosen; empty for the whole document."""
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return []
    chosen = [(one.from_, one.to) for one in printer.pageRanges().toRangeList()]
    if not chosen and printer.fromPage():
        chosen = [(printer.fromPage(), printer.toPage() or printer.fromPage())]
    return chosen
