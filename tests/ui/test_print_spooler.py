"""Where the system has a print service, the PDF itself goes to it as the dialog says, and never through a file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Series
from filedesk.services.ledger import Query
from filedesk.ui.pages.print_output import PdfOutput
from filedesk.ui.pages.print_preview import PrintPreview
from filedesk.ui.pages.print_spooler import spooler_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lp")

_LP = """#!{python}
import json, pathlib, sys
folder = pathlib.Path({folder!r})
(folder / "arguments.json").write_text(json.dumps(sys.argv[1:]))
(folder / "stdin.pdf").write_bytes(sys.stdin.buffer.read())
sys.stderr.write({said!r})
sys.exit({answer})
"""


class Laser(QPrinter):
    """A printer of the system's, as the dialog gives it; what is drawn on it goes into a file."""

    def __init__(self, file: Path) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        super().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        super().setOutputFileName(str(file))
        self.sides = QPrinter.DuplexMode.DuplexNone

    def duplex(self) -> QPrinter.DuplexMode:
        return self.sides

    def printerName(self) -> str:
        return "Office_Laser"

    def outputFormat(self) -> QPrinter.OutputFormat:
        return QPrinter.OutputFormat.NativeFormat

    def outputFileName(self) -> str:
        return ""


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Puts an `lp` on PATH that writes down what it gets, and answers as told; returns the folder it writes into."""

    def make(answer: int = 0, said: str = "") -> Path:
        folder = tmp_path / "lp"
        folder.mkdir()
        program = folder / "lp"
        program.write_text(_LP.format(python=sys.executable, folder=str(folder), said=said, answer=answer))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return folder

    return make


@pytest.fixture
def laser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laser:
    """The printer that the dialog is answered with."""
    printer = Laser(tmp_path / "drawn.pdf")

    def choose(_parent: QWidget, _pages: int, then: Callable[[QPrinter], None]) -> None:
        then(printer)

    monkeypatch.setattr(PdfOutput, "choose_printer", staticmethod(choose))
    return printer


def printed(qtbot: QtBot, office: Any) -> PrintPreview:
    office.register("函")
    made = PrintPreview(office.context("王文员"), Query(Series.INCOMING))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(office.keep(made))
    made.show()
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)
    qtbot.mouseClick(made.output.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(made.message_bar.text()), timeout=60_000)
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)
    return made


def test_the_pdf_itself_goes_to_the_print_service(
    qtbot: QtBot, office: Any, lp: Callable[..., Path], laser: Laser, tmp_path: Path
) -> None:
    folder = lp()
    made = printed(qtbot, office)
    assert made.message_bar.text() == "Handed to the printer."
    assert (folder / "stdin.pdf").read_bytes() == made.output.data
    assert b"%PDF" in made.output.data
    told = json.loads((folder / "arguments.json").read_text())
    assert told[:2] == ["-d", "Office_Laser"]
    assert not any(argument.endswith(".pdf") for argument in told), "no file is named"
    assert not (tmp_path / "drawn.pdf").exists(), "no pictures were drawn"


def test_a_service_that_takes_nothing_is_told_and_pictures_are_printed(
    qtbot: QtBot, office: Any, lp: Callable[..., Path], laser: Laser, tmp_path: Path
) -> None:
    lp(answer=1, said="lp: The printer or class does not exist.")
    made = printed(qtbot, office)
    assert "Printed as pictures" in made.message_bar.text()
    assert "does not exist" in made.message_bar.text()
    assert made.message_bar.tone == "warning"
    assert (tmp_path / "drawn.pdf").read_bytes().startswith(b"%PDF")


def test_the_choices_of_the_dialog_are_passed_on(lp: Callable[..., Path], qapp: object, tmp_path: Path) -> None:
    lp()
    printer = Laser(tmp_path / "drawn.pdf")
    printer.setDocName("收文登记簿 2026")
    printer.setCopyCount(3)
    printer.setCollateCopies(True)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2-4,7"))
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.sides = QPrinter.DuplexMode.DuplexShortSide
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    found = spooler_of(printer)
    assert found is not None
    told = list(found.arguments)
    assert told[:8] == ["-d", "Office_Laser", "-t", "收文登记簿 2026", "-n", "3", "-P", "2-4,7"]
    assert told[8::2] == ["-o"] * (len(told[8:]) // 2)
    assert set(told[9::2]) == {
        "media=A4",
        "print-color-mode=monochrome",
        "sides=two-sided-short-edge",
        "collate=true",
        "outputorder=reverse",
    }


def test_the_whole_document_on_one_side_in_colour_is_the_rule(
    lp: Callable[..., Path], qapp: object, tmp_path: Path
) -> None:
    lp()
    printer = Laser(tmp_path / "drawn.pdf")
    printer.setColorMode(QPrinter.ColorMode.Color)
    found = spooler_of(printer)
    assert found is not None
    assert "-P" not in found.arguments
    assert {"print-color-mode=color", "sides=one-sided"} <= set(found.arguments)


def test_without_lp_and_into_files_pictures_are_drawn(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lp: Callable[..., Path]
) -> None:
    lp()
    into_file = QPrinter(QPrinter.PrinterMode.HighResolution)
    into_file.setOutputFileName(str(tmp_path / "out.pdf"))
    assert spooler_of(into_file) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert spooler_of(Laser(tmp_path / "drawn.pdf")) is None
