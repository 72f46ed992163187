"""A clerk's day in the real window, from an empty computer to the printed page that finds a forged ledger."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QTreeWidget, QWidget

from filedesk.desk import DATABASE
from filedesk.ui.pages.audit_page import AuditPage
from filedesk.ui.widgets.plain_table import PlainTable
from tests.capture.drawn_papers import drawn_pdf, notice
from tests.ui.real_window import CONTROL, NUMBER, RealWindow, ink

HEAD, CLERK, AUDITOR = "李建国", "王芳", "赵敏"
PASSWORDS = {HEAD: "head of all 7", CLERK: "clerk of all 7", AUDITOR: "auditor of all 7"}
TITLE = "关于加强合同管理的通知"


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """An official paper as it comes in, drawn by the layout of the standard."""
    paper = tmp_path / "来文.pdf"
    paper.write_bytes(drawn_pdf(notice()))
    return paper


def test_from_the_set_up_to_the_forged_row_that_the_page_finds(
    at_window: RealWindow, tmp_path: Path, received: Path, pick_files: list[Path]
) -> None:
    """Rules I1, I2, I3, I5, I7, C7 in one course; every stroke is a key, a click or a drop."""
    window, folder = at_window, tmp_path / "desk"
    window.start(None)
    set_up(window, folder)
    window.folder = folder

    window.sign_in(CLERK, PASSWORDS[CLERK])
    number = register_by_dropping(window, received)
    propose_and_submit(window)
    window.sign_out()

    window.sign_in(HEAD, PASSWORDS[HEAD])
    instruct_by_one_key(window)
    window.sign_out()

    window.sign_in(CLERK, PASSWORDS[CLERK])
    put_into_a_folder(window)
    page = tmp_path / "register.pdf"
    pick_files.append(page)
    code = print_the_register(window, page, number)
    window.sign_out()

    window.sign_in(AUDITOR, PASSWORDS[AUDITOR])
    prove_by_the_printed_page(window, code)
    forge_the_title(folder)
    find_the_forgery(window)


def set_up(window: RealWindow, folder: Path) -> None:
    """The assistant, with the general manager's password and two more people who are here; one sheet asked back."""
    window.press("set_up")
    window.fill("folder", str(folder))
    window.fill("office_name", "华兴物业办公室")
    window.fill("office_code", "华兴办")
    window.fill("departments", "办公室")
    window.key(Qt.Key.Key_Return)
    window.type("工程部")
    window.press("next")
    window.fill("head_name", HEAD)
    window.fill("new_password", PASSWORDS[HEAD])
    window.fill("new_password_again", PASSWORDS[HEAD])
    window.key(Qt.Key.Key_Return)
    for name, role in ((CLERK, "clerk"), (AUDITOR, "auditor")):
        window.fill("person_name", name)
        window.tick(f"role_{role}")
        window.fill("new_password", PASSWORDS[name])
        window.fill("new_password_again", PASSWORDS[name])
        window.key(Qt.Key.Key_Return)
    window.press("next")
    sheets = []
    for _sheet in range(3):
        words = window.find(QWidget, "sheet_words").findChildren(QLabel)
        sheets.append(" ".join(label.property("word") for label in words))
        window.press("next")
    window.fill("sheet_typed", sheets[2])
    window.press("next")
    assert "Everybody has chosen a password" in window.text("codes_told")
    window.press("next")


def register_by_dropping(window: RealWindow, received: Path) -> str:
    """Two keys beyond what is typed: the paper fills its own entry (I2)."""
    window.drop(received)
    window.staged()
    assert window.text("entry_title") == TITLE
    assert window.text("entry_sender_number") == "华兴办〔2026〕12号"
    window.find(QWidget, "entry_title").setFocus()
    number = window.save()
    assert NUMBER.fullmatch(number)
    window.press("registered_open")
    window.settle()
    return number


def propose_and_submit(window: RealWindow) -> None:
    """拟办 (I5): words and a deadline on one key, nobody else to read or handle it; then to the manager (I3)."""
    window.key(Qt.Key.Key_G, CONTROL)
    window.fill("proposal_text", "拟存档备查。")
    window.key(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: not window.all(QWidget, "proposal_dialog"), "the proposal taken")
    window.settle()
    assert window.rows("SELECT state FROM document") == [("with_general_manager",)]


def instruct_by_one_key(window: RealWindow) -> None:
    """Rule I5: the paper and the proposal stand before him, F8 signs 同意拟办."""
    papers = window.find(QListWidget)
    window.until(lambda: papers.count() == 1, "the paper in his list")
    window.settle()
    assert "拟存档备查。" in window.text("proposed")
    shown = window.find(QWidget, "paper_pdf")
    window.until(lambda: ink(shown) > 60, "the paper beside the form")
    window.key(Qt.Key.Key_F8)
    window.until(lambda: papers.count() == 0, "the instruction signed")
    window.settle()
    assert window.rows("SELECT state FROM document") == [("instructed",)]


def put_into_a_folder(window: RealWindow) -> None:
    """Rules I7 and F6, from the to-do list."""
    tree = window.find(QTreeWidget, "to_do_tree")
    window.until(lambda: tree.topLevelItemCount() == 1, "the paper in her to-do list")
    assert "To be put into a folder" in tree.topLevelItem(0).text(0)
    tree.setFocus()
    window.key(Qt.Key.Key_Home)
    window.key(Qt.Key.Key_Down)
    window.key(Qt.Key.Key_D, CONTROL)
    window.fill("folder_name", "上级来文")
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: not window.all(QWidget, "folder_dialog"), "the paper in its folder")
    window.settle()
    assert window.rows("SELECT state FROM document") == [("filed",)]


def print_the_register(window: RealWindow, page: Path, number: str) -> str:
    """Ctrl+P, draw, look, save as PDF; returns the code that stands on the page."""
    window.page("incoming")
    window.key(Qt.Key.Key_P, CONTROL)
    window.find(QWidget, "print_preview")
    window.settle()
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: "1 page, 1 row" in window.text("printed_told"), "the pages drawn")
    shown = window.find(QWidget, "paper_pdf")
    window.until(lambda: ink(shown) > 60, "the pages in the preview")
    window.key(Qt.Key.Key_S, CONTROL)
    window.until(lambda: str(page) in window.message(), "the pages saved")
    window.key(Qt.Key.Key_Escape)
    with closing(pypdfium2.PdfDocument(page)) as document:
        told = "".join(one.get_textpage().get_text_range() for one in document)
    told = re.sub(r"\s", "", told)
    assert number in told
    assert TITLE in told
    (code,) = set(re.findall(r"FD1:[0-9A-Za-z.:_-]+", told))
    return code


def verified(window: RealWindow) -> AuditPage:
    """The audit page when its verification is over."""
    audit = window.find(AuditPage)
    window.until(audit.verify_button.isEnabled, "the verification's end")
    window.settle()
    return audit


def prove_by_the_printed_page(window: RealWindow, code: str) -> None:
    verified(window)
    window.fill("printed_code", code)
    window.key(Qt.Key.Key_Return)
    audit = verified(window)
    assert window.text("verdict") == "Ledger intact ✓"
    assert "Printed page: 1 rows stand as printed, 0 do not" in window.text("covered")
    assert audit.lists.findings.rowCount() == 0


def forge_the_title(folder: Path) -> None:
    """What an offender with the database file in hand does (C7)."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        changed = connection.execute("UPDATE document SET title = '关于别的事情的通知'").rowcount
    assert changed == 1


def find_the_forgery(window: RealWindow) -> None:
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: "not intact" in window.text("verdict"), "the verdict")
    found = window.find(PlainTable, "findings").texts()
    assert any(place.startswith("document 1") and "title" in told for place, told in found), found
    assert window.text("status_state").startswith("The ledger is not intact")
