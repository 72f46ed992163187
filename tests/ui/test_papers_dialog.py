"""The forms of a document, and the books beside the registers, from the window (issue 3, point 12)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from filedesk.domain import drafts
from filedesk.domain.circulation import Means
from filedesk.domain.documents import Series
from filedesk.services import circulation, drafting, handling, instruction, urging
from filedesk.services.wording import Wording
from filedesk.ui.pages.book_preview import BookPreview
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.papers_dialog import PapersDialog
from filedesk.ui.pages.register_page import RegisterPage
from tests.registers.pdf_text import page_texts

CLERK, MANAGER, ENGINEER, ACCOUNTANT = "王文员", "赵总", "李工", "陈会计"
"""Persons 2, 1, 3 and 4; the works department is number 2."""


def on_its_way(office: Any) -> int:
    """The accountant reads, the works department acts and was urged once."""
    document: int = office.register("关于安全生产的通知").document
    office.by(CLERK, instruction.submit, documents=[document])
    said = Wording("请阅办", readers=(4,), lead=2)
    office.by(MANAGER, instruction.instruct, document=document, said=said)
    office.by(CLERK, circulation.begin_circulation, document=document)
    office.by(CLERK, handling.begin_handling, document=document)
    office.by(CLERK, urging.urge, document=document, means=Means.LETTER, department=2, text="请报进度")
    return document


def dialog_of(qtbot: QtBot, office: Any, widget: QWidget) -> PapersDialog:
    qtbot.waitUntil(lambda: widget.window().findChild(PapersDialog) is not None, timeout=10_000)
    dialog = widget.window().findChild(PapersDialog)
    assert isinstance(dialog, PapersDialog)
    qtbot.waitUntil(office.setting.tasks.idle)
    return dialog


def choose(qtbot: QtBot, office: Any, box: QComboBox, key: Qt.Key = Qt.Key.Key_Down) -> None:
    box.setFocus()
    qtbot.keyClick(box, key)
    qtbot.waitUntil(office.setting.tasks.idle)


def test_f6_offers_every_form_of_the_document(qtbot: QtBot, office: Any, tmp_path: Path, pick_files: Any) -> None:
    page = DocumentPage(office.context(CLERK))
    qtbot.addWidget(office.keep(page))
    page.show()
    page.show_document(on_its_way(office))
    qtbot.waitUntil(office.setting.tasks.idle)
    qtbot.keyClick(page, Qt.Key.Key_F6)
    dialog = dialog_of(qtbot, office, page)
    offered = [dialog.paper.itemText(place) for place in range(dialog.paper.count())]
    assert offered == ["Handling slip", "Circulation sheet", "Urging sheet: 工程部", f"Urging sheet: {ACCOUNTANT}"]
    assert "请阅办" in page_texts(dialog.output.data)[0]
    choose(qtbot, office, dialog.paper)
    assert "Circulationsheet" in page_texts(dialog.output.data)[0]
    assert dialog.windowTitle() == "Circulation sheet"
    choose(qtbot, office, dialog.paper)
    choose(qtbot, office, dialog.paper_language, Qt.Key.Key_Up)
    told = page_texts(dialog.output.data)[0]
    assert "催办单" in told
    assert "请报进度" in told
    pick_files[:] = [tmp_path / "urging.pdf"]
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (tmp_path / "urging.pdf").is_file() and office.setting.tasks.idle())
    assert (tmp_path / "urging.pdf").read_bytes() == dialog.output.data
    dialog.close()


def test_f6_prints_the_draft_sheet_of_what_the_office_wrote(qtbot: QtBot, office: Any) -> None:
    """Issue 3, point 12: 发文稿纸, before anybody signed it."""
    said = drafts.Wording("关于检修的函", "市水务局", "市住建局", kind="letter", copies=3, department=2)
    document = office.by(CLERK, drafting.make, series=Series.OUTGOING, said=said).document
    page = DocumentPage(office.context(CLERK))
    qtbot.addWidget(office.keep(page))
    page.show()
    page.show_document(document)
    qtbot.waitUntil(office.setting.tasks.idle)
    qtbot.keyClick(page, Qt.Key.Key_F6)
    dialog = dialog_of(qtbot, office, page)
    assert [dialog.paper.itemText(place) for place in range(dialog.paper.count())] == ["Draft sheet"]
    (told,) = page_texts(dialog.output.data)
    for part in ("关于检修的函", "市水务局", "市住建局", "Countersignatures", "Signature:ymd"):
        assert part in told
    dialog.close()


def printings(office: Any) -> list[str]:
    with office.desk.ports.ledger.reading() as reading:
        return [row["register"] for row in reading.find("printing", order="seq")]


def book_preview(qtbot: QtBot, office: Any, widget: QWidget) -> BookPreview:
    qtbot.waitUntil(lambda: widget.window().findChild(BookPreview) is not None, timeout=10_000)
    dialog = widget.window().findChild(BookPreview)
    assert isinstance(dialog, BookPreview)
    qtbot.waitUntil(office.setting.tasks.idle)
    return dialog


def test_the_urging_register_is_printed_from_the_incoming_register(
    qtbot: QtBot, office: Any, tmp_path: Path, pick_files: Any
) -> None:
    """Issue 3, 12: 催办登记 with its code in the footer, and beside it the completeness of the numbers (N2)."""
    page = RegisterPage(office.context(CLERK), Series.INCOMING)
    qtbot.addWidget(office.keep(page))
    page.show()
    qtbot.waitExposed(page)
    with qtbot.waitSignal(page.records.loaded):
        page.shown()
    button = page.findChild(QPushButton, "books_button")
    qtbot.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(page.message_bar.text()))
    assert page.findChild(BookPreview) is None, "there is nothing yet, and that is said"
    on_its_way(office)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = book_preview(qtbot, office, page)
    assert dialog.part.count() == 2, "the year, and its one month"
    (told,) = page_texts(dialog.output.data)
    assert "Byletter:请报进度" in told
    assert printings(office) == [], "a preview leaves no trace"
    pick_files[:] = [tmp_path / "urgings.pdf"]
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (tmp_path / "urgings.pdf").is_file() and office.setting.tasks.idle())
    assert printings(office) == ["urging"]
    choose(qtbot, office, dialog.kind)
    assert [dialog.kind.currentText(), dialog.part.currentText()] == [
        "Completeness of numbers",
        "Incoming register · Year 2026",
    ]
    (told,) = page_texts(dialog.output.data)
    assert "1收〔2026〕0001关于安全生产的通知" in told
    dialog.close()
