"""Printing a register: choice, the very pages, the printer, the file; every drawing is noted in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Series
from filedesk.services.ledger import Query
from filedesk.ui.pages.print_output import PdfOutput
from filedesk.ui.pages.print_preview import PrintPreview

CLERK = "王文员"


@pytest.fixture
def preview(qtbot: QtBot, office: Any) -> Any:
    def make(query: Query | None = None) -> PrintPreview:
        made = PrintPreview(office.context(CLERK), query or Query(Series.INCOMING))
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(office.keep(made))
        made.show()
        qtbot.waitUntil(office.setting.tasks.idle)
        return made

    return make


def draw(qtbot: QtBot, office: Any, made: PrintPreview) -> None:
    qtbot.mouseClick(made.draw_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)


def printings(office: Any) -> list[dict[str, Any]]:
    with office.desk.ports.ledger.reading() as read:
        found: list[dict[str, Any]] = read.find("printing", order="seq")
    office.desk.database.close()
    return found


def test_the_latest_year_is_offered_and_drawn(qtbot: QtBot, office: Any, preview: Any) -> None:
    for number in range(3):
        office.register(f"第{number}件")
    made = preview()
    year = made.query().year
    assert year is not None
    assert not made.query().descending, "a printed register goes by its numbers"
    draw(qtbot, office, made)
    assert made.output.paper.place() == (1, 1)
    (printed,) = printings(office)
    assert (printed["rows"], printed["year"], printed["abandoned"]) == (3, year, 0)


def test_the_present_selection_can_be_printed(qtbot: QtBot, office: Any, preview: Any) -> None:
    office.register("工程", department=2)
    office.register("财务", department=3)
    made = preview(Query(Series.INCOMING, filters=(("department", 2),)))
    assert made.query().filters == (("department", 2),)
    draw(qtbot, office, made)
    assert printings(office)[0]["rows"] == 1


def test_the_paper_has_a_language_of_its_own(qtbot: QtBot, office: Any, preview: Any) -> None:
    office.register("函")
    made = preview()
    made.paper_language.setCurrentIndex(made.paper_language.findData("zh_CN"))
    draw(qtbot, office, made)
    assert printings(office)[0]["language"] == "zh_CN"


def test_an_empty_register_is_told_not_drawn(qtbot: QtBot, office: Any, preview: Any) -> None:
    made = preview()
    draw(qtbot, office, made)
    assert made.message_bar.text() != ""
    assert not made.output.print_button.isEnabled()
    assert printings(office) == []


def test_another_choice_takes_the_pages_away(qtbot: QtBot, office: Any, preview: Any) -> None:
    office.register("函")
    made = preview()
    draw(qtbot, office, made)
    made.month.setFocus()
    qtbot.keyClick(made.month, Qt.Key.Key_Down)
    assert made.output.data == b""
    assert not made.output.save_button.isEnabled()


def test_it_is_saved_where_the_person_says(
    qtbot: QtBot, office: Any, preview: Any, pick_files: list[Path], tmp_path: Path
) -> None:
    office.register("函")
    made = preview()
    draw(qtbot, office, made)
    pick_files.append(tmp_path / "登记簿.pdf")
    qtbot.mouseClick(made.output.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "登记簿.pdf").is_file() and office.setting.tasks.idle())
    assert (tmp_path / "登记簿.pdf").read_bytes() == made.output.data


@pytest.fixture
def printer_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system's print dialog answered with a printer that prints into this file."""
    file = tmp_path / "printed.pdf"

    def choose(_parent: QWidget, _pages: int, then: Callable[[QPrinter], None]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        printer.setFullPage(True)
        then(printer)

    monkeypatch.setattr(PdfOutput, "choose_printer", staticmethod(choose))
    return file


def test_every_page_reaches_the_printer(qtbot: QtBot, office: Any, preview: Any, printer_file: Path) -> None:
    for number in range(40):
        office.register(f"关于第{number}号事项的通知" * 3)
    made = preview()
    draw(qtbot, office, made)
    pages = made.output.paper.place()[1]
    assert pages > 1
    qtbot.mouseClick(made.output.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: made.message_bar.text() == "Handed to the printer.", timeout=60_000)
    found = QPdfDocument()
    found.load(str(printer_file))
    assert found.pageCount() == pages
    assert found.pagePointSize(0).width() > found.pagePointSize(0).height(), "A4 landscape"
    found.close()


def test_a_stopped_drawing_is_noted_as_given_up(qtbot: QtBot, office: Any, preview: Any) -> None:
    for number in range(30):
        office.register(f"第{number}件")
    made = preview()
    qtbot.mouseClick(made.draw_button, Qt.MouseButton.LeftButton)
    made.stop()
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)
    assert made.output.data == b""
    assert made.message_bar.text() == "Stopped. Nothing was changed."
    assert all(row["abandoned"] for row in printings(office))
    assert made.draw_button.isEnabled()
