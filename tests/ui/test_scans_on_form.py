"""Scans on the incoming register, by keys: a slip finds its document, a stack is split and put together again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Series
from filedesk.domain.signature_code import SignatureCode
from filedesk.services import instruction
from filedesk.texts import mark
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.document_dialogs import RecordDialog
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.register_form import RegisterForm
from filedesk.ui.pages.register_page import RegisterPage
from filedesk.ui.pages.with_document import WithDocument
from tests.scans import as_image, drawn_code
from tests.ui.scanned_papers import CLERK, blank, put, separator_of, slip_of

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = 20_000


@pytest.fixture
def page(qtbot: QtBot, office: Any) -> WithDocument:
    """The incoming register with the documents that are opened from it."""
    context = office.context(CLERK)
    made = WithDocument(context, RegisterPage(context, Series.INCOMING), mark("Incoming"))
    qtbot.addWidget(office.keep(made))
    made.resize(1200, 820)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.shown()
    qtbot.waitUntil(office.setting.tasks.idle)
    return made


def dropped(qtbot: QtBot, office: Any, page: WithDocument, *paths: Path) -> RegisterForm:
    """The form with these files on it, all that is read of them read."""
    assert isinstance(page.lists, RegisterPage)
    page.lists.register_files(list(paths))
    qtbot.waitUntil(office.setting.tasks.idle, timeout=LONG)
    return page.lists.form


def rows(office: Any, table: str, **where: Any) -> list[dict[str, Any]]:
    try:
        with office.desk.ports.ledger.reading() as reading:
            found: list[dict[str, Any]] = reading.find(table, **where)
            return found
    finally:
        office.desk.database.close()


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifiers)


def told(form: RegisterForm) -> str:
    return form.scans.panel.told.text()


def test_a_scanned_slip_is_attached_with_enter_and_its_instruction_recorded(
    qtbot: QtBot, office: Any, page: WithDocument, tmp_path: Path
) -> None:
    """Issue 3, point 10; F9: a dated supplement. What waits for the paper is begun, the scan already in it."""
    document = office.register("关于防汛检查的通知").document
    office.by(CLERK, instruction.submit, documents=[document])
    form = dropped(qtbot, office, page, put(tmp_path, "处理单.pdf", [*slip_of(office, document), blank()]))
    assert "收〔" in told(form)
    assert "关于防汛检查的通知" in told(form)
    assert rows(office, "document_file") == []
    assert form.scans.panel.attach_button.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.window().findChild(RecordDialog) is not None, timeout=LONG)
    (file,) = rows(office, "document_file", document=document)
    assert (file["supplement"], file["name"]) == (1, "处理单.pdf")
    assert page.document is not None
    assert page.document.document() == document
    dialog = page.window().findChild(RecordDialog)
    assert dialog is not None
    label = dialog.findChild(QLabel, "record_scan")
    assert label is not None
    assert "处理单.pdf" in label.text()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.form.text.setPlainText("请工程部办理。")
    qtbot.keyClick(dialog.form.text, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(rows(office, "instruction", document=document)), timeout=LONG)
    (said,) = rows(office, "instruction", document=document)
    assert (said["scan"], said["signed_on"]) == (file["file"], "paper")


def test_a_stack_is_split_registered_one_by_one_and_can_be_put_together(
    qtbot: QtBot, office: Any, page: WithDocument, tmp_path: Path
) -> None:
    """The parts stand on the form before anything is registered; separators are dropped; undoing is one key."""
    document = office.register("已登记的来文").document
    parts = [blank(250), blank(249), *separator_of(office), blank(240), *slip_of(office, document)]
    stack = put(tmp_path, "一叠.pdf", parts)
    form = dropped(qtbot, office, page, stack)
    assert [(one.name, one.pages) for one in form.tray.staged] == [("一叠-1.pdf", 2)]
    assert "3" in told(form)
    assert form.entry_form.edit.pages.value() == 2, "of this part, not of the stack"
    assert len(rows(office, "document")) == 1
    undo = form.scans.panel.findChild(QPushButton, "scan_undo")
    assert undo is not None
    assert undo.isVisible()
    qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(office.setting.tasks.idle, timeout=LONG)
    assert [(one.name, one.pages) for one in form.tray.staged] == [("一叠.pdf", 5)]
    assert not undo.isVisible()
    form.cancel()
    form = dropped(qtbot, office, page, stack)
    for number, name in enumerate(("一叠-1.pdf", "一叠-2.pdf"), start=1):
        qtbot.waitUntil(lambda: bool(form.tray.staged), timeout=LONG)
        assert form.tray.staged[0].name == name
        form.entry_form.edit.sender.setText("市防汛办")
        form.entry_form.edit.title.setText(f"第{number}份")
        qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(form.registered.isVisible, timeout=LONG)
        qtbot.keyClick(form.registered.next_button, Qt.Key.Key_Return)
        qtbot.waitUntil(office.setting.tasks.idle, timeout=LONG)
    assert form.scans.panel.attach_button.isVisible()
    press(qtbot, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(rows(office, "document_file")) == 3, timeout=LONG)
    qtbot.waitUntil(lambda: page.document is not None and page.document.isVisible(), timeout=LONG)
    kept = {row["name"]: (row["document"], row["pages"]) for row in rows(office, "document_file")}
    assert kept == {"一叠-1.pdf": (2, 2), "一叠-2.pdf": (3, 1), "一叠-3.pdf": (document, 1)}
    assert page.window().findChild(QDialog) is None, "nothing waits to be recorded"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_forged_code_is_told_and_offered_to_nothing(
    qtbot: QtBot, office: Any, page: WithDocument, tmp_path: Path, language: str
) -> None:
    switch_language(QApplication.instance(), language)
    office.register("来文")
    forged = tmp_path / "假.png"
    forged.write_bytes(as_image(drawn_code(str(SignatureCode("ABCDEF", 12, "ABCDEFGHIJKLMNOP")))))
    form = dropped(qtbot, office, page, forged)
    assert ("其他单位" if language == "zh_CN" else "another office") in told(form)
    assert not form.scans.panel.attach_button.isVisible()
    form.scans.attach()
    qtbot.waitUntil(office.setting.tasks.idle, timeout=LONG)
    assert rows(office, "document_file") == []
    assert page.document is None or not isinstance(page.document, DocumentPage)


def test_typed_words_keep_the_keyboard(qtbot: QtBot, office: Any, page: WithDocument, tmp_path: Path) -> None:
    """Who is typing already is not led to another button by a scan that comes in."""
    document = office.register("来文").document
    form = dropped(qtbot, office, page)
    form.entry_form.edit.title.setText("我在写")
    form.entry_form.edit.title.setFocus()
    dropped(qtbot, office, page, put(tmp_path, "单.pdf", slip_of(office, document)))
    assert form.scans.panel.isVisible()
    assert form.entry_form.edit.title.hasFocus()
