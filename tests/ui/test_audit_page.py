"""The audit page proves a real ledger, names what was tampered with, and compares a printed page."""

from __future__ import annotations

import io
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from filedesk.desk import DATABASE, Desk
from filedesk.domain.documents import Entry, Series
from filedesk.domain.signature_code import signature_code
from filedesk.services import registration
from filedesk.services.desk_ports import office_row
from filedesk.services.inspection import Finding
from filedesk.services.ledger import Query
from filedesk.services.printing import print_register
from filedesk.ui.application import Setting
from filedesk.ui.pages.audit_lists import MOST_LISTED
from filedesk.ui.pages.audit_page import AuditPage
from tests.ui.founded_desk import AUDITOR, CLERK, HEAD, context_of, founded, signed_in


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return founded(tmp_path / "desk")[0]


def opened(qtbot: QtBot, setting: Setting, desk: Desk, name: str = AUDITOR) -> AuditPage:
    page = AuditPage(context_of(desk, signed_in(desk, name), setting))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: bool(page.lists.checkpoint.toPlainText()))
    return page


def verified(qtbot: QtBot, page: AuditPage) -> None:
    with qtbot.waitSignal(page.verified, timeout=20000):
        qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)


def tampered(desk: Desk, sql: str) -> None:
    connection = sqlite3.connect(desk.folder / DATABASE)
    connection.execute(sql)
    connection.commit()
    connection.close()


def registered_and_printed(desk: Desk) -> str:
    """Registers one document, prints the register, and returns the code on the page."""
    clerk = signed_in(desk, CLERK)
    with desk.ports.ledger.reading() as reading:
        today = desk.ports.today(reading)
    entry = Entry(
        Series.INCOMING,
        kind="notice",
        title="关于安全检查的通知",
        sender="市应急管理局",
        received=date.fromisoformat(today),
    )
    registration.register(desk.ports, clerk, entry=entry)
    printed = print_register(desk.ports, clerk, query=Query(Series.INCOMING), out=io.BytesIO(), language="zh_CN")
    desk.database.close()
    return printed.code


def test_one_button_says_that_the_ledger_is_intact(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk)
    assert "Not verified" in page.result.line.text()
    verified(qtbot, page)
    assert page.result.line.text() == "Ledger intact ✓"
    assert page.report is not None
    assert page.report.events > 10
    assert str(page.report.events) in page.result.covered.text()
    assert "Anchored" in page.result.covered.text()
    assert page.lists.findings.rowCount() == 0


def test_a_changed_row_is_named(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    tampered(desk, "UPDATE person SET name = '假名' WHERE id = 2")
    page = opened(qtbot, setting, desk)
    verified(qtbot, page)
    assert "not intact" in page.result.line.text()
    rows = page.lists.findings.texts()
    assert any("person" in row[0] and "name" in row[1] for row in rows), rows
    assert page.lists.findings.isVisible()


def test_a_printed_page_is_compared_by_its_code(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    code = registered_and_printed(desk)
    page = opened(qtbot, setting, desk)
    qtbot.waitUntil(lambda: page.lists.printings.rowCount() == 1)
    assert page.lists.printings.texts()[0][5] == code
    assert page.lists.printings.texts()[0][1:4] == [CLERK, "Incoming register", "1"]
    page.code.setText(f" {code[:40]} {code[40:]}")
    with qtbot.waitSignal(page.verified, timeout=20000):
        qtbot.keyClick(page.code, Qt.Key.Key_Return)
    assert page.report is not None
    assert page.report.printed is not None
    assert page.report.printed.contained == 1
    assert page.report.good
    assert "1 rows stand" in page.result.covered.text()


def test_findings_are_saved_as_a_text_for_whoever_must_mend_it(
    qtbot: QtBot, setting: Setting, desk: Desk, pick_files: list[Path], tmp_path: Path
) -> None:
    tampered(desk, "UPDATE person SET name = '假名' WHERE id = 2")
    page = opened(qtbot, setting, desk)
    assert page.lists.save_button.isHidden()
    verified(qtbot, page)
    pick_files.append(tmp_path / "findings.txt")
    qtbot.mouseClick(page.lists.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Saved as" in page.message_bar.text())
    saved = (tmp_path / "findings.txt").read_text(encoding="utf-8-sig")
    assert "The ledger is not intact" in saved
    for place, told in page.lists.findings.texts():
        assert f"{place}\t{told}\n" in saved
    pick_files[0] = tmp_path / "none" / "findings.txt"
    qtbot.mouseClick(page.lists.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "could not be written" in page.message_bar.text())
    assert page.verify_button.isEnabled()


def test_of_very_many_findings_the_first_are_listed_and_all_are_saved(
    qtbot: QtBot, setting: Setting, desk: Desk
) -> None:
    page = opened(qtbot, setting, desk)
    found = [Finding("printed_row_contradicted", f"row {place}") for place in range(MOST_LISTED + 5)]
    page.lists.put_findings(found)
    assert page.lists.findings.rowCount() == MOST_LISTED
    assert f"of {MOST_LISTED + 5} findings" in page.lists.findChild(QLabel, "findings_more").text()
    with qtbot.waitSignal(page.lists.save_requested) as given:
        qtbot.mouseClick(page.lists.save_button, Qt.MouseButton.LeftButton)
    assert len(given.args[0].splitlines()) == MOST_LISTED + 5


@pytest.mark.parametrize(
    "change", ["snapshot_root = 'nonsense'", "selection = ''", "register = 'nothing'", "selection = 'sort=title\nx=1'"]
)
def test_an_altered_printing_is_listed_and_found(qtbot: QtBot, setting: Setting, desk: Desk, change: str) -> None:
    registered_and_printed(desk)
    tampered(desk, f"UPDATE printing SET {change}")
    page = opened(qtbot, setting, desk)
    qtbot.waitUntil(lambda: page.lists.printings.rowCount() == 1)
    verified(qtbot, page)
    assert any("printing" in row[0] or "printing" in row[1] for row in page.lists.findings.texts())


def test_enter_on_a_printing_takes_its_code(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    code = registered_and_printed(desk)
    page = opened(qtbot, setting, desk)
    qtbot.waitUntil(lambda: page.lists.printings.rowCount() == 1)
    page.lists.setCurrentWidget(page.lists.printings)
    page.lists.printings.selectRow(0)
    qtbot.keyClick(page.lists.printings, Qt.Key.Key_Return)
    assert page.code.text() == code


def test_the_code_of_a_signature_on_paper_tells_the_act(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    """Issue 3, point 12: the field for a printed code knows signatures too."""
    registered_and_printed(desk)
    with desk.ports.ledger.reading() as reading:
        event = next(event for event, _words in reading.timeline(1) if event.type == "document_registered")
        row = reading.get("event", seq=event.seq)
        root = office_row(reading)["root"]
    assert row is not None
    page = opened(qtbot, setting, desk)
    page.code.setText(str(signature_code(root, event.seq, bytes(row["hash"]))).lower())
    with qtbot.waitSignal(page.verified, timeout=20000):
        qtbot.keyClick(page.code, Qt.Key.Key_Return)
    assert f"Registered (收〔{event.at[:4]}〕0001), {CLERK}" in page.message_bar.text()
    assert f"this very act, event {event.seq}." in page.result.covered.text()


def test_a_code_that_is_none_is_refused(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk)
    page.code.setText("FD1:nonsense")
    qtbot.keyClick(page.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.message_bar.text()))
    assert page.verify_button.isEnabled()
    assert page.report is None


def test_stopping_says_that_nothing_is_known(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk)
    page.verify()
    assert page.stop_button.isVisible()
    assert not page.verify_button.isEnabled()
    page.stop()
    qtbot.waitUntil(page.verify_button.isEnabled, timeout=20000)
    assert page.report is not None or "Stopped" in page.message_bar.text()
    assert page.bar.isHidden()


def test_the_auditor_adds_a_note_and_nobody_else_can(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk)
    page.lists.setCurrentIndex(2)
    note = page.lists.findChild(QPlainTextEdit, "note")
    assert isinstance(note, QPlainTextEdit)
    qtbot.mouseClick(page.lists.note_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.message_bar.text()))
    note.setPlainText("第一季度账册已核对。")
    qtbot.mouseClick(page.lists.note_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.lists.notes.rowCount() == 1)
    assert page.lists.notes.texts()[0][1:] == [AUDITOR, "第一季度账册已核对。"]
    verified(qtbot, page)
    assert page.report is not None
    assert page.report.good
    other = opened(qtbot, setting, desk, HEAD)
    other.lists.setCurrentIndex(2)
    assert other.lists.note_button.isHidden()


def test_the_checkpoint_is_copied_for_keeping_elsewhere(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk)
    page.lists.setCurrentIndex(3)
    qtbot.mouseClick(page.lists.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "filedesk/" in copied
    with desk.ports.ledger.reading() as reading:
        office = reading.get("office", id=1)
        assert office is not None
    desk.database.close()
    assert desk.ports.vault.fingerprint(bytes.fromhex(office["root"])) in copied
