"""Printing a register: choice, preview, the printer, the file; the journal notes what is printed, and only that."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Entry, Series
from filedesk.services import printing, registration
from filedesk.services.ledger import Query
from filedesk.services.ports import DrawnRegister, RegisterPrinter
from filedesk.services.registration import Registered
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
        qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)
        return made

    return make


def choose(qtbot: QtBot, office: Any, box: QComboBox, value: object) -> None:
    """As from its list by the keyboard."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def save(qtbot: QtBot, office: Any, made: PrintPreview) -> None:
    qtbot.mouseClick(made.output.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)


def printings(office: Any) -> list[dict[str, Any]]:
    with office.desk.ports.ledger.reading() as read:
        found: list[dict[str, Any]] = read.find("printing", order="seq")
    office.desk.database.close()
    return found


def test_the_latest_year_is_shown_as_a_preview(qtbot: QtBot, office: Any, preview: Any) -> None:
    for number in range(3):
        office.register(f"第{number}件")
    made = preview()
    year = made.content().year
    assert year is not None
    assert not made.content().descending, "a printed register goes by its numbers"
    assert made.output.paper.place() == (1, 1)
    (page,) = pages_of(made.output.data)
    assert "PREVIEW" in page
    assert "第2件" in page
    assert printings(office) == [], "looking is no print"
    assert "1 page, 3 rows" in made.findChild(QLabel, "printed_told").text()


def test_every_choice_shows_its_pages_and_leaves_no_trace(qtbot: QtBot, office: Any, preview: Any) -> None:
    office.register("工程", department=2)
    office.register("财务", department=3)
    made = preview(Query(Series.INCOMING, filters=(("department", 2),)))
    assert made.content().filters == (("department", 2),)
    (page,) = pages_of(made.output.data)
    assert "工程" in page
    assert "财务" not in page
    assert "Department:工程部" in page, "the page says what was selected"
    choose(qtbot, office, made.paper_language, "zh_CN")
    assert "预览" in pages_of(made.output.data)[0]
    choose(qtbot, office, made.what, "all")
    assert "财务" in pages_of(made.output.data)[0]
    choose(qtbot, office, made.what, 2026 if made.what.findData(2026) >= 0 else made.what.itemData(2))
    choose(qtbot, office, made.month, 1)
    assert made.content().month == 1
    assert printings(office) == []


def test_the_print_is_noted_once_and_bears_its_code(
    qtbot: QtBot, office: Any, preview: Any, pick_files: list[Path], tmp_path: Path
) -> None:
    office.register("函")
    made = preview()
    choose(qtbot, office, made.paper_language, "zh_CN")
    pick_files.append(tmp_path / "登记簿.pdf")
    save(qtbot, office, made)
    (printed,) = printings(office)
    assert (printed["rows"], printed["language"], printed["abandoned"]) == (1, "zh_CN", 0)
    (page,) = pages_of((tmp_path / "登记簿.pdf").read_bytes())
    assert "FD1:" in page
    assert "预览" not in page
    assert made.output.data == (tmp_path / "登记簿.pdf").read_bytes(), "from then on the print itself is shown"
    pick_files[0] = tmp_path / "again.pdf"
    save(qtbot, office, made)
    assert (tmp_path / "again.pdf").read_bytes() == made.output.data
    made.reject()
    qtbot.waitUntil(office.setting.tasks.idle)
    assert [row["abandoned"] for row in printings(office)] == [0], "one print, saved twice"


def test_a_print_that_reached_nobody_is_told_as_abandoned(
    qtbot: QtBot, office: Any, preview: Any, pick_files: list[Path], tmp_path: Path
) -> None:
    office.register("函")
    made = preview()
    pick_files.append(tmp_path / "no such folder" / "register.pdf")
    save(qtbot, office, made)
    assert "could not be written" in made.message_bar.text()
    assert made.output.save_button.isEnabled(), "she may choose another folder"
    assert [row["abandoned"] for row in printings(office)] == [0]
    made.reject()
    qtbot.waitUntil(office.setting.tasks.idle)
    assert [row["abandoned"] for row in printings(office)] == [1]


def test_an_empty_register_is_told_not_drawn(qtbot: QtBot, office: Any, preview: Any) -> None:
    made = preview()
    assert made.message_bar.text() != ""
    assert not made.output.print_button.isEnabled()
    assert printings(office) == []


def test_what_came_meanwhile_is_told_and_drawn_when_asked(qtbot: QtBot, office: Any, preview: Any) -> None:
    office.register("甲")
    made = preview()
    office.setting.hub.announce(office.register("乙").changes)
    assert "has changed since" in made.findChild(QLabel, "printed_told").text()
    assert "乙" not in pages_of(made.output.data)[0]
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)
    assert "乙" in pages_of(made.output.data)[0]
    assert "has changed since" not in made.findChild(QLabel, "printed_told").text()


class HeldPrinter:
    """Stops at the first row until it is let go, then draws as the real one."""

    def __init__(self, real: RegisterPrinter) -> None:
        self.real = real
        self.begun, self.go_on = threading.Event(), threading.Event()

    def draw_register(self, *, rows: Iterable[tuple[str, ...]], **told: Any) -> DrawnRegister:
        def held() -> Iterator[tuple[str, ...]]:
            for row in rows:
                self.begun.set()
                assert self.go_on.wait(30)
                told["progress"].raise_if_cancelled()
                yield row

        return self.real.draw_register(rows=held(), **told)


@pytest.fixture
def held(office: Any) -> Iterator[HeldPrinter]:
    """The office's printer, held until the test lets it go."""
    made = HeldPrinter(office.desk.ports.printer)
    office.desk.ports = replace(office.desk.ports, printer=made)
    yield made
    made.go_on.set()


def test_she_goes_on_registering_while_a_register_is_drawn(qtbot: QtBot, office: Any, held: HeldPrinter) -> None:
    """Design, "Printing": long prints are drawn by a reader; the desk's worker is free for acts."""
    office.register("甲")
    made = PrintPreview(office.context(CLERK), Query(Series.INCOMING))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(office.keep(made))
    made.show()
    assert not made.isModal(), "the window behind it stays usable"
    qtbot.waitUntil(held.begun.is_set)
    entry = Entry(Series.INCOMING, "乙", "市财政局")
    ports, session = office.desk.ports, office.session(CLERK)
    found: list[Registered] = []
    office.setting.tasks.run(lambda _progress: registration.register(ports, session, entry=entry), done=found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert made.stop_button.isVisible(), "the drawing is still under way"
    held.go_on.set()
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)
    (page,) = pages_of(made.output.data)
    assert "甲" in page
    assert "乙" not in page, "the pages are those of one moment"


def test_a_drawing_can_be_stopped(qtbot: QtBot, office: Any, held: HeldPrinter) -> None:
    office.register("甲")
    made = PrintPreview(office.context(CLERK), Query(Series.INCOMING))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(office.keep(made))
    made.show()
    qtbot.waitUntil(held.begun.is_set)
    qtbot.mouseClick(made.stop_button, Qt.MouseButton.LeftButton)
    held.go_on.set()
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)
    assert made.output.data == b""
    assert made.message_bar.text() == "Stopped. Nothing was changed."
    assert not made.stop_button.isVisible()
    assert printings(office) == []
    made.draw()
    qtbot.waitUntil(office.setting.tasks.idle, timeout=60_000)
    assert made.output.print_button.isEnabled()


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
    pages = made.output.paper.place()[1]
    assert pages > 1
    qtbot.mouseClick(made.output.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: made.message_bar.text() == "Handed to the printer.", timeout=60_000)
    found = QPdfDocument()
    found.load(str(printer_file))
    assert found.pageCount() == pages
    assert found.pagePointSize(0).width() > found.pagePointSize(0).height(), "A4 landscape"
    found.close()
    assert [row["abandoned"] for row in printings(office)] == [0]


def test_of_a_long_register_the_first_pages_are_shown_and_all_are_printed(
    qtbot: QtBot,
    office: Any,
    preview: Any,
    pick_files: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Laying out ten thousand pages would hold the window up."""
    monkeypatch.setattr(printing, "MOST_SHOWN", 1)
    for number in range(30):
        office.register(f"关于第{number}号事项的通知" * 3)
    made = preview()
    told = made.findChild(QLabel, "printed_told").text()
    assert "The first 1 pages are shown." in told
    assert len(pages_of(made.output.data)) == 1
    pick_files.append(tmp_path / "register.pdf")
    save(qtbot, office, made)
    pages = pages_of((tmp_path / "register.pdf").read_bytes())
    assert len(pages) > 1
    assert f"{len(pages)} pages" in told
    assert f"Page1of{len(pages)}" in pages[0]
    assert "FD1:" in pages_of(made.output.data)[0]


def test_without_a_printer_she_is_told_to_save(
    qtbot: QtBot, office: Any, preview: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: []))
    office.register("函")
    made = preview()
    qtbot.mouseClick(made.output.print_button, Qt.MouseButton.LeftButton)
    assert "Save it as PDF" in made.message_bar.text()
    assert printings(office) == []
