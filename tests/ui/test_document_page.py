"""One document: data, paper, life; the lawful steps as buttons with keys, each carried out on a real desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from filedesk import config
from filedesk.services import instruction, reading
from filedesk.services.wording import Wording
from filedesk.texts import use_language
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.opened_outside import Launcher, empty_opened, harmless_name, use_launcher

CLERK, MANAGER = "王文员", "赵总"
CONTROL = Qt.KeyboardModifier.ControlModifier


def dialog(page: QWidget, name: str) -> Any:
    found = page.window().findChild(QDialog, name)
    assert found is not None, name
    return found


def acts(page: DocumentPage) -> set[str]:
    return {name for name, button in page.acts.items() if not button.isHidden()}


def lines(page: DocumentPage) -> list[list[str]]:
    table = page.timeline
    return [[table.item(row, column).text() for column in range(1, 4)] for row in range(table.rowCount())]


def agree(qtbot: QtBot, office: Any, shown: Any) -> None:
    gone: list[object] = []
    shown.destroyed.connect(lambda: gone.append(True))
    qtbot.mouseClick(shown.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(gone) and office.setting.tasks.idle(), timeout=10_000)


def test_data_paper_and_life_stand_together(qtbot: QtBot, office: Any, show: Any, paper: Any) -> None:
    made = office.register("关于召开协调会的通知", "市住房和城乡建设局", paper("通知.pdf", 4), department=2)
    page = show(made.document)
    assert page.findChild(QLabel, "document_number").text() == made.number
    assert page.findChild(QLabel, "data_department").text() == "工程部"
    assert page.findChild(QLabel, "data_holder").text().startswith(CLERK)
    assert page.papers.paper.place() == (1, 4)
    assert [line[:2] for line in lines(page)] == [[CLERK, "File taken in"], [CLERK, "Registered"]]
    assert "关于召开协调会的通知" in lines(page)[1][2]


def test_only_lawful_steps_are_offered(qtbot: QtBot, office: Any, show: Any) -> None:
    made = office.register("函")
    page = show(made.document)
    assert acts(page) == {"submit", "add_files", "slip", "correct", "void"}
    changes = office.by(CLERK, instruction.submit, documents=[made.document])
    office.setting.hub.announce(changes)
    qtbot.waitUntil(lambda: acts(page) == {"record", "add_files", "slip", "ask"})
    assert acts(show(made.document, MANAGER)) == set()


def test_a_proposal_goes_to_the_general_manager_by_keys(qtbot: QtBot, office: Any, show: Any) -> None:
    """Rules I3, I5: readers in order, lead department, deadline, words."""
    made = office.register("函")
    page = show(made.document)
    qtbot.keyClick(page.timeline, Qt.Key.Key_G, CONTROL)
    form = dialog(page, "proposal_dialog").form
    form.text.setPlainText("拟请工程部办理")
    for line, letters in ((form.readers.line, "lg"), (form.readers.line, "ckj"), (form.lead.line, "gcb")):
        line.setFocus()
        qtbot.keyClicks(line, letters)
        qtbot.waitUntil(lambda line=line: line.popup.isVisible() and line.popup.currentIndex().isValid())
        qtbot.keyClick(line.popup, Qt.Key.Key_Return)
    assert [form._facts.people[n] for n in form.readers.ids()] == ["李工", "陈会计"]
    agree(qtbot, office, dialog(page, "proposal_dialog"))
    assert office.row(made.document)["state"] == "with_general_manager"
    view = office.by(CLERK, reading.document, wanted=made.document)
    assert (view.proposal.text, view.proposal.lead) == ("拟请工程部办理", 2)
    assert [view.names[n] for n in view.proposal.readers] == ["李工", "陈会计"]
    assert page.findChild(QLabel, "data_proposal").text() == "拟请工程部办理"


def test_backspace_takes_the_last_name_back(qtbot: QtBot, office: Any, show: Any) -> None:
    made = office.register("函")
    page = show(made.document)
    page.submit()
    form = dialog(page, "proposal_dialog").form
    form.readers.set_ids(list(form._facts.people)[:2])
    form.readers.line.setFocus()
    qtbot.keyClick(form.readers.line, Qt.Key.Key_Backspace)
    assert form.readers.ids() == tuple(form._facts.people)[:1]


def test_a_slip_of_typing_asks_no_reason_but_later_one_does(qtbot: QtBot, office: Any, show: Any) -> None:
    """Design 7, 笔误: the same person, before anyone else acted."""
    made = office.register("关于会义的通知")
    page = show(made.document)
    page.correct()
    shown = dialog(page, "correct_dialog")
    assert shown.grid.isHidden()
    shown.form.edit.title.setText("关于会议的通知")
    agree(qtbot, office, shown)
    assert office.row(made.document)["title"] == "关于会议的通知"
    office.by(CLERK, instruction.submit, documents=[made.document])
    office.by(MANAGER, instruction.send_back, document=made.document, reason="补附件")
    page.show_document(made.document)
    qtbot.waitUntil(office.setting.tasks.idle)
    page.correct()
    shown = dialog(page, "correct_dialog")
    shown.form.edit.title.setText("关于会议的补充通知")
    qtbot.mouseClick(shown.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown.findChild(QLabel, "reason_error").text()))
    shown.reason.setPlainText("来文机关更正")
    agree(qtbot, office, shown)
    assert office.row(made.document)["title"] == "关于会议的补充通知"


def test_a_number_is_voided_with_a_reason(qtbot: QtBot, office: Any, show: Any) -> None:
    made = office.register("函")
    page = show(made.document)
    page.void_number()
    shown = dialog(page, "void_dialog")
    qtbot.mouseClick(shown.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "A reason is needed" in shown.findChild(QLabel, "reason_error").text())
    shown.reason.setPlainText("重复")
    agree(qtbot, office, shown)
    qtbot.waitUntil(lambda: acts(page) == {"slip"})
    assert page.findChild(QLabel, "data_state").text() == "Void: 重复"


def test_what_is_added_after_he_has_it_is_a_supplement(qtbot: QtBot, office: Any, show: Any, paper: Any) -> None:
    """Rule F9."""
    made = office.register("函", "甲局", paper("正文.pdf"))
    office.by(CLERK, instruction.submit, documents=[made.document])
    page = show(made.document)
    assert page.acts["add_files"].text() == "Add a supplement… (F9)"
    page.add_files([paper("附件二.pdf")])
    shown = dialog(page, "files_dialog")
    qtbot.waitUntil(lambda: shown.agree.isEnabled())
    agree(qtbot, office, shown)
    qtbot.waitUntil(lambda: page.papers.tabs.count() == 2)
    assert page.papers.tabs.tabText(1) == "Supplement: 附件二.pdf"


def test_an_instruction_on_paper_is_recorded_with_its_scan(qtbot: QtBot, office: Any, show: Any, paper: Any) -> None:
    """Rules, "Signing on paper": 纸质签批·文员代录, confirmed by him later."""
    made = office.register("函")
    office.by(CLERK, instruction.submit, documents=[made.document])
    page = show(made.document)
    page.record()
    shown = dialog(page, "record_dialog")
    shown.form.text.setPlainText("同意。")
    qtbot.mouseClick(shown.agree, Qt.MouseButton.LeftButton)
    assert office.row(made.document)["state"] == "with_general_manager", "a slip on paper wants its scan"
    shown.scan.take([paper("批示.pdf")])
    qtbot.waitUntil(lambda: bool(shown.scan.sheets))
    agree(qtbot, office, shown)
    row = office.row(made.document)
    assert (row["state"], row["to_confirm"]) == ("instructed", 1)
    assert "waits to be confirmed" in page.findChild(QLabel, "data_instruction").text()


def test_an_instructed_paper_is_put_into_a_new_folder(qtbot: QtBot, office: Any, show: Any) -> None:
    """Rule I7."""
    made = office.register("函")
    office.by(CLERK, instruction.submit, documents=[made.document])
    office.by(MANAGER, instruction.instruct, document=made.document, said=Wording("阅。"))
    page = show(made.document)
    page.put_into_folder()
    shown = dialog(page, "folder_dialog")
    qtbot.mouseClick(shown.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown.findChild(QLabel, "name_error").text()))
    shown.name.setText("上级来文")
    assert shown.findChild(QLabel, "folder_told").text() == "A new folder of this name will be made."
    agree(qtbot, office, shown)
    row = office.row(made.document)
    assert (row["state"], row["folder_name"]) == ("filed", "上级来文")
    assert "上级来文" in lines(page)[0][2]


def test_opening_with_another_program_is_asked_noted_and_cleared_away(
    qtbot: QtBot, office: Any, show: Any, paper: Any
) -> None:
    class Kept(Launcher):
        files: list[Path] = []  # noqa: RUF012 - one list for the test

        def open(self, file: Path) -> bool:
            self.files.append(file)
            return True

    before = use_launcher(Kept())
    file = paper("通知.pdf")
    made = office.register("函", "甲局", file)
    page = show(made.document)
    page.papers.paper.open_with_requested.emit()
    box = page.window().findChild(QMessageBox, "question")
    assert Kept.files == []
    qtbot.mouseClick(box.findChild(QPushButton, "yes"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(Kept.files))
    use_launcher(before)
    copy = Kept.files[0]
    assert copy.is_relative_to(config.state_folder() / "opened")
    assert copy.read_bytes() == file.read_bytes()
    assert copy.stat().st_mode & 0o077 == 0 or QApplication.platformName() == "windows"
    timeline = office.by(CLERK, reading.document, wanted=made.document).timeline
    assert timeline[-1][0].type == "opened_outside"
    empty_opened()
    assert not copy.exists()


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON.txt", "_CON.txt"),
        ("报\u202e告.pdf", "报_告.pdf"),
        ("a" * 300, "a" * 80),
    ],
)
def test_a_plain_copy_gets_a_name_that_every_system_takes(name: str, harmless: str) -> None:
    assert harmless_name(name) == harmless


def test_chinese_names_everything(qtbot: QtBot, office: Any, show: Any) -> None:
    use_language("zh_CN")
    made = office.register("函", deadline=date(2099, 1, 1))
    page = show(made.document)
    assert page.acts["submit"].text() == "送总经理阅批…（Ctrl+G）"
    assert lines(page)[0][1] == "已登记"
