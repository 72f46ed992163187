"""Two windows on one desk: what another process does appears by itself, and what it did first is told by name."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from filedesk.desk import open_desk
from filedesk.domain.documents import Series
from filedesk.services import instruction, reading, registration
from filedesk.services.ledger import Query
from filedesk.services.people import sign_in
from filedesk.ui.application import Setting
from filedesk.ui.assembly import first_page, page_specs
from filedesk.ui.pages.register_page import RegisterPage
from filedesk.ui.pages.sign_in import SignIn
from filedesk.ui.pages.with_document import WithDocument
from filedesk.ui.program import Program
from filedesk.ui.watching import DeskWatch
from tests.ui.founded_desk import CLERK, HEAD, PASSWORD, founded


@pytest.fixture
def program(qtbot: QtBot, setting: Setting, tmp_path: Path) -> Iterator[Program]:
    """The window, with the clerk at work on a desk of its own in `tmp_path`/desk."""
    desk, _codes = founded(tmp_path / "desk")
    desk.close()
    made = Program(setting, page_specs, first=first_page)
    qtbot.addWidget(made.window)
    made.start(tmp_path / "desk")
    qtbot.waitUntil(lambda: any(page.person.count() for page in made.window.findChildren(SignIn)))
    page = made.window.findChildren(SignIn)[0]
    page.choose(CLERK)
    page.password.setText(PASSWORD)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.window.current_page() is not None)
    yield made
    made.idle.stop()
    made.at_work.end()
    made.setParent(None)


def register_elsewhere(folder: Path, title: str) -> str:
    """Register a document by a process of its own; its number."""
    secret = folder.parent / "password.txt"
    secret.write_text(PASSWORD, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable, "-m", "filedesk", "register", "incoming", "--desk", str(folder), "--as", CLERK,
            "--password-file", str(secret), "--title", title, "--from", "市档案局",
        ],
        env={**os.environ, "FILEDESK_STATE": str(folder.parent / "elsewhere"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    return done.stdout.strip().splitlines()[-1]


def incoming(program: Program) -> RegisterPage:
    host = program.window.open_page("incoming")
    assert isinstance(host, WithDocument)
    assert isinstance(host.lists, RegisterPage)
    return host.lists


def shown(page: RegisterPage) -> list[str]:
    return [page.records.index(row, 4).data() for row in range(page.records.rowCount())]


def test_what_another_process_registers_appears_in_the_open_register(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    page = incoming(program)
    qtbot.waitUntil(page.records.is_complete)
    number = register_elsewhere(tmp_path / "desk", "别处登记的通知")
    qtbot.waitUntil(lambda: shown(page) == ["别处登记的通知"], timeout=20_000)
    assert page.records.index(0, 0).data() == number


def test_nobody_looks_any_more_once_signed_out(qtbot: QtBot, program: Program) -> None:
    assert len(program.at_work.findChildren(DeskWatch)) == 1
    program.sign_out()
    qtbot.waitUntil(lambda: not program.at_work.findChildren(DeskWatch))


def test_a_dialog_tells_who_was_first_keeps_what_was_typed_and_then_acts(
    qtbot: QtBot, program: Program, setting: Setting, tmp_path: Path
) -> None:
    """ChangedMeanwhile: nobody decides on a document that is not as he saw it, and nothing typed is lost."""
    other = open_desk(tmp_path / "desk")
    clerk = sign_in(other.ports, name=CLERK, password=PASSWORD)
    head = sign_in(other.ports, name=HEAD, password=PASSWORD)
    register_elsewhere(tmp_path / "desk", "来文")
    (row,) = reading.first_page(other.ports, clerk, Query(Series.INCOMING))
    page = incoming(program)
    page.open_document.emit(row["id"])
    host: Any = program.window.current_page()
    qtbot.waitUntil(lambda: host.document is not None and host.document.acts["submit"].isVisible())
    host.document.submit()
    dialog: Any = program.window.findChild(QDialog, "proposal_dialog")
    dialog.form.text.setPlainText("拟请工程部阅处")
    instruction.submit(other.ports, clerk, documents=[row["id"]])
    instruction.send_back(other.ports, head, document=row["id"], reason="缺附件")
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: HEAD in dialog.message_bar.text(), timeout=10_000)
    assert dialog.form.text.toPlainText() == "拟请工程部阅处"
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not program.window.findChildren(QDialog, "proposal_dialog"), timeout=10_000)
    told = reading.document(other.ports, head, row["id"])
    assert told.row["state"] == "with_general_manager"
    assert told.proposal is not None
    assert told.proposal.text == "拟请工程部阅处"
    other.close()


def test_a_number_voided_elsewhere_changes_the_document_that_is_open(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    register_elsewhere(tmp_path / "desk", "登记错了")
    other = open_desk(tmp_path / "desk")
    clerk = sign_in(other.ports, name=CLERK, password=PASSWORD)
    (row,) = reading.first_page(other.ports, clerk, Query(Series.INCOMING))
    incoming(program).open_document.emit(row["id"])
    host: Any = program.window.current_page()
    qtbot.waitUntil(lambda: host.document is not None and host.document.acts["void"].isVisible())
    registration.void_number(other.ports, clerk, document=row["id"], reason="重复")
    other.close()

    def told() -> str:
        found = host.document.findChild(QLabel, "data_state")
        return found.text() if isinstance(found, QLabel) else ""

    qtbot.waitUntil(lambda: told() == "Void: 重复", timeout=20_000)
    assert not host.document.acts["void"].isVisible()
