"""The paper in the window, from memory: PDF, pictures, text, anything else, and what is broken or locked."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QStackedWidget, QToolButton
from pytestqt.qtbot import QtBot

from filedesk.ui.application import Setting
from filedesk.ui.languages import switch_language
from filedesk.ui.widgets.paper_blank import file_icon
from filedesk.ui.widgets.paper_image import ImagePaper, decode
from filedesk.ui.widgets.paper_pdf import PdfPaper
from filedesk.ui.widgets.paper_view import PaperView

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def pdf(pages: int, encryption: pikepdf.Encryption | None = None) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    if encryption is None:
        made.save(out)
    else:
        made.save(out, encryption=encryption)
    return out.getvalue()


def tiff(pages: int) -> bytes:
    images = [Image.new("L", (200, 300), 40 * number) for number in range(pages)]
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:])
    return out.getvalue()


@pytest.fixture
def paper(qtbot: QtBot, setting: Setting) -> PaperView:
    view = PaperView(setting.tasks)
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def shown(view: PaperView) -> object:
    return view.findChild(QStackedWidget).currentWidget()


def told(view: PaperView) -> str:
    return view.findChild(QLabel, "paper_told").text()


def test_the_pages_of_a_pdf_are_gone_through_by_key(qtbot: QtBot, paper: PaperView) -> None:
    paper.show_paper(pdf(5), "application/pdf", "notice.pdf")
    assert isinstance(shown(paper), PdfPaper)
    assert paper.place() == (1, 5)
    assert paper.findChild(QLabel, "paper_pages").text() == "/ 5"
    paper.findChild(PdfPaper).setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    for _ in range(2):
        qtbot.keyClick(paper, Qt.Key.Key_PageDown, control)
    assert paper.place() == (3, 5)
    qtbot.keyClick(paper, Qt.Key.Key_PageUp, control)
    assert paper.place() == (2, 5)
    page = paper.findChild(QLineEdit, "paper_page")
    assert page.text() == "2"
    for typed, place in (("4", 4), ("99", 5)):
        page.selectAll()
        qtbot.keyClicks(page, typed)
        qtbot.keyClick(page, Qt.Key.Key_Return)
        assert paper.place() == (place, 5)
        assert page.text() == str(place)
    assert not paper.findChild(QToolButton, "paper_next").isEnabled()


def test_zooming_a_pdf_starts_from_what_fits(qtbot: QtBot, paper: PaperView) -> None:
    paper.show_paper(pdf(1), "application/pdf", "notice.pdf")
    view = paper.findChild(PdfPaper)
    view.setFocus()
    fitting = view._fitting()
    qtbot.keyClick(paper, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoomFactor() == pytest.approx(fitting * 1.25)
    qtbot.mouseClick(paper.findChild(QToolButton, "paper_zoom_out"), Qt.MouseButton.LeftButton)
    assert view.zoomFactor() == pytest.approx(fitting)
    qtbot.keyClick(paper, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoomMode() == PdfPaper.ZoomMode.FitToWidth


def test_an_encrypted_pdf_says_so(paper: PaperView) -> None:
    paper.show_paper(pdf(1, pikepdf.Encryption(owner="o", user="u")), "application/pdf", "locked.pdf")
    assert told(paper).startswith("This PDF is protected by a password")
    assert paper.findChild(QPushButton, "paper_blank_open_with").isVisible()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and then nothing", pdf(3)[:200], os.urandom(5000)])
def test_a_damaged_pdf_says_so(paper: PaperView, data: bytes) -> None:
    paper.show_paper(data, "application/pdf", "broken.pdf")
    assert told(paper).startswith("This PDF is damaged")


def test_a_picture_fits_zooms_and_turns(qtbot: QtBot, paper: PaperView) -> None:
    out = io.BytesIO()
    Image.new("RGB", (2000, 1000), "red").save(out, "PNG")
    paper.show_paper(out.getvalue(), "image/png", "scan.png")
    view, label = paper.findChild(ImagePaper), paper.findChild(QLabel, "paper_image_label")
    qtbot.waitUntil(lambda: label.width() > 100)
    assert label.width() < paper.width()
    assert label.width() == pytest.approx(2 * label.height(), abs=2)
    view.setFocus()
    before = label.width()
    qtbot.keyClick(paper, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert label.width() == pytest.approx(before * 1.25, abs=2)
    qtbot.keyClick(paper, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert label.height() == pytest.approx(2 * label.width(), abs=2)


def test_the_pages_of_a_scanned_tiff(qtbot: QtBot, paper: PaperView) -> None:
    paper.show_paper(tiff(3), "image/tiff", "scan.tif")
    qtbot.waitUntil(lambda: paper.place() == (1, 3))
    paper.next_page()
    view = paper.findChild(ImagePaper)
    qtbot.waitUntil(lambda: view._image.pixelColor(5, 5).lightness() == 40)
    assert paper.place() == (2, 3)


def test_a_damaged_picture_says_so(qtbot: QtBot, paper: PaperView) -> None:
    paper.show_paper(b"\x89PNG and nothing", "image/png", "broken.png")
    qtbot.waitUntil(lambda: told(paper).startswith("This picture is damaged"))


def test_the_picture_of_another_paper_never_comes_late(qtbot: QtBot, paper: PaperView, setting: Setting) -> None:
    paper.show_paper(tiff(3), "image/tiff", "scan.tif")
    paper.show_paper(b"words", "text/plain", "note.txt")
    qtbot.waitUntil(setting.tasks.idle)
    assert isinstance(shown(paper), QPlainTextEdit)
    assert paper.findChild(ImagePaper)._image.isNull()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_text_of_chinese_computers_is_read(paper: PaperView, encoding: str) -> None:
    paper.show_paper("关于喆堃的通知".encode(encoding), "text/plain", "note.txt")
    assert paper.findChild(QPlainTextEdit).toPlainText() == "关于喆堃的通知"


def test_other_files_are_named_sized_and_can_be_handed_on(qtbot: QtBot, paper: PaperView) -> None:
    paper.show_paper(b"x" * 2048, "application/vnd.ms-excel", "<b>报表</b>.xls")
    assert paper.findChild(QLabel, "paper_name").text() == "<b>报表</b>.xls"
    assert paper.findChild(QLabel, "paper_kind").text() == "Office file · 2.0 kB"
    with qtbot.waitSignal(paper.open_with_requested):
        qtbot.mouseClick(paper.findChild(QPushButton, "paper_blank_open_with"), Qt.MouseButton.LeftButton)


def test_what_is_said_changes_its_language(qtbot: QtBot, paper: PaperView, setting: Setting) -> None:
    paper.clear()
    assert told(paper) == "No paper."
    switch_language(setting.application, "zh_CN")
    qtbot.waitUntil(lambda: told(paper) == "没有文件。")


def test_showing_papers_writes_no_file(
    qtbot: QtBot, paper: PaperView, setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = tmp_path / "temp"
    watched.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(watched))
    paper.show_paper(pdf(3), "application/pdf", "a.pdf")
    paper.grab()
    paper.show_paper(tiff(2), "image/tiff", "a.tif")
    qtbot.waitUntil(setting.tasks.idle)
    assert list(watched.rglob("*")) == []


def test_kinds_of_files_have_icons() -> None:
    kinds = {
        "application/pdf": "file_pdf",
        "image/png": "file_image",
        "application/ofd": "file_ofd",
        "text/plain": "file_text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "file_office",
        "application/zip": "file_other",
    }
    assert {kind: file_icon(kind) for kind in kinds} == kinds


def test_a_real_notice_and_its_scan_are_shown(qtbot: QtBot, paper: PaperView) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("../shared/samples is not here")
    paper.show_paper((SAMPLES / "joint-notice.pdf").read_bytes(), "application/pdf", "joint-notice.pdf")
    assert paper.place() == (1, 5)
    assert decode((SAMPLES / "joint-notice-page1.png").read_bytes()).image.width() > 500


def test_a_line_without_end_is_shown_in_pieces(paper: PaperView) -> None:
    """Laying out one line of a million signs would hold the window up for minutes."""
    paper.show_paper(b"x" * 1_000_000 + b"\nend", "text/plain", "dump.txt")
    shown = paper.findChild(QPlainTextEdit, "paper_text").toPlainText().split("\n")
    assert max(map(len, shown)) == 2000
    assert "".join(shown) == "x" * 1_000_000 + "end"
