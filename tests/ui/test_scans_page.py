"""The scan folder in the real window, by keys: counted, attached, removed as she says; still when locked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Entry, Series
from filedesk.services import slip
from filedesk.services.registration import register
from filedesk.ui.application import Setting
from filedesk.ui.assembly import first_page, page_specs
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.register_form import RegisterForm
from filedesk.ui.pages.scans_page import REMOVAL, ScansPage
from filedesk.ui.program import Program
from filedesk.ui.scan_folder import SCAN_FOLDER
from tests.scans import as_pdf, scanned_pages
from tests.ui.founded_desk import CLERK, PASSWORD, founded, signed_in
from tests.ui.real_window import CONTROL, RealWindow
from tests.ui.scanned_papers import blank, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "扫描"
    made.mkdir()
    return made


@pytest.fixture
def at_window(
    qtbot: QtBot, setting: Setting, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RealWindow]:
    """The clerk at her window; a slip of her one document lies in the scan folder."""
    monkeypatch.setenv("FILEDESK_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("filedesk.ui.scan_folder.EVERY_MS", 60)
    desk, _codes = founded(tmp_path / "desk")
    clerk = signed_in(desk, CLERK)
    made = register(desk.ports, clerk, entry=Entry(Series.INCOMING, "关于防汛检查的通知", "市档案局"))
    out = io.BytesIO()
    slip.print_slip(desk.ports, clerk, document=made.document, out=out, language="zh_CN")
    desk.close()
    (folder / "处理单.pdf").write_bytes(as_pdf(scanned_pages(out.getvalue(), turned=0.7)))
    setting.settings.put(SCAN_FOLDER, str(folder))
    program = Program(setting, page_specs, first=first_page)
    qtbot.addWidget(program.window)
    window = RealWindow(qtbot, setting, program)
    window.start(tmp_path / "desk")
    window.sign_in(CLERK, PASSWORD)
    yield window
    program.at_work.end()
    program.idle.stop()
    program.setParent(None)


def waits(window: RealWindow, count: int) -> None:
    """Until so many scans are counted in the navigation."""
    state = window.program.at_work.scans
    window.until(lambda: state.state.count == count and bool(state.state.seen), f"{count} scans")


def test_a_scan_is_attached_and_removed_after_one_question(at_window: RealWindow, folder: Path) -> None:
    """Issue 3, point 10: pre-assigned by its slip; Enter attaches it; she is asked once, then originals go."""
    waits(at_window, 1)
    at_window.page("scans")
    page = at_window.find(ScansPage)
    at_window.until(lambda: page.table.rowCount() == 1, "the scan in the list")
    assert "关于防汛检查的通知" in page.table.texts()[0][2]
    at_window.key(Qt.Key.Key_Return)
    at_window.until(lambda: bool(at_window.all(DocumentPage)), "the document")
    (kept,) = at_window.rows("SELECT name FROM document_file")
    assert kept == ("处理单.pdf",)
    assert (folder / "处理单.pdf").exists(), "she was not asked yet"
    waits(at_window, 0)
    at_window.key(Qt.Key.Key_Escape)
    question = at_window.find(QMessageBox, "question")
    at_window.qtbot.keyClick(question, Qt.Key.Key_Return)
    at_window.until(lambda: not (folder / "处理单.pdf").exists(), "the original removed")
    assert at_window.setting.settings.text(REMOVAL) == "yes"
    assert at_window.find(QCheckBox, "scan_removal").isChecked()


def test_nothing_is_read_while_it_is_locked_and_a_new_paper_goes_to_the_form(
    at_window: RealWindow, folder: Path
) -> None:
    waits(at_window, 1)
    at_window.key(Qt.Key.Key_L, CONTROL)
    scans = at_window.program.at_work.scans
    at_window.until(lambda: not scans.busy, "the end of what was being read")
    seen = scans.state
    put(folder, "新件.pdf", [blank()])
    scans.look()
    assert not scans.busy
    assert scans.state is seen
    at_window.fill("password", PASSWORD)
    at_window.key(Qt.Key.Key_Return)
    waits(at_window, 2)
    at_window.page("scans")
    page = at_window.find(ScansPage)
    at_window.until(lambda: page.table.rowCount() == 2, "both scans")
    assert page.table.choose(folder / "新件.pdf")
    page.table.setFocus()
    at_window.key(Qt.Key.Key_Return)
    at_window.staged()
    form = at_window.find(RegisterForm)
    assert [one.name for one in form.tray.staged] == ["新件.pdf"]
    form.entry_form.edit.sender.setText("市防汛办")
    form.entry_form.edit.title.setText("新件")
    at_window.qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_Return, CONTROL)
    waits(at_window, 1)
    assert (folder / "新件.pdf").exists()
