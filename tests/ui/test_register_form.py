"""Registering by key: files in, fields, what is registered twice, the number, the slip, the next paper (I1, I2)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Medium, Series
from filedesk.services import reading
from filedesk.services.ledger import Query
from filedesk.services.public_holidays import announced
from filedesk.ui.pages.papers_dialog import PapersDialog
from filedesk.ui.pages.register_form import RegisterForm

CLERK = "王文员"
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def form(qtbot: QtBot, office: Any) -> RegisterForm:
    made = RegisterForm(office.context(CLERK), Series.INCOMING)
    qtbot.addWidget(office.keep(made))
    made.resize(1150, 800)
    made.show()
    qtbot.waitExposed(made)
    made.start([])
    qtbot.waitUntil(office.setting.tasks.idle)
    return made


def save(qtbot: QtBot, form: RegisterForm) -> str:
    """Ctrl+Enter in the title; the number that then stands large."""
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: form.registered.isVisible(), timeout=10_000)
    return form.registered.number.text()


def rows(office: Any) -> list[dict[str, Any]]:
    return office.by(CLERK, reading.first_page, query=Query(Series.INCOMING))


def test_from_paper_sender_and_title_are_enough(qtbot: QtBot, office: Any, form: RegisterForm) -> None:
    """Rule I2: today, one copy and the signed-in clerk are given."""
    edit = form.entry_form.edit
    assert form.focusWidget() is edit.sender
    edit.sender.setText("市住房和城乡建设局")
    qtbot.keyClick(edit.sender, Qt.Key.Key_Return)
    assert form.focusWidget() is edit.sender_number
    qtbot.keyClicks(edit.sender_number, "[2026]8")
    assert edit.sender_number.text() == "〔2026〕8"
    edit.title.setText("关于召开协调会的通知")
    assert save(qtbot, form).startswith("收〔")
    (row,) = rows(office)
    assert (row["copies"], row["signed_for_by"], row["received"]) == (1, CLERK, edit.received.text())


@pytest.mark.parametrize(("series", "titles"), [
    (Series.OUTGOING, ["Sent to *", "Written on", "Sent on", "Signed for by", "Drafted by"]),
    (Series.INTERNAL, ["Drafted by *", "Written on", "Date", "Issued by", "Department"]),
])  # fmt: skip
def test_what_goes_out_or_stays_inside_has_fields_of_its_own(
    qtbot: QtBot, office: Any, series: Series, titles: list[str]
) -> None:
    """Nobody here signs for what leaves the office: only of incoming papers the clerk is given as who signed."""
    form = RegisterForm(office.context(CLERK), series)
    qtbot.addWidget(office.keep(form))
    form.start([])
    qtbot.waitUntil(office.setting.tasks.idle)
    told = [form.entry_form.fields[name].label.text() for name in ("sender", "dated", "received", "signed_for_by")]
    assert [*told, form.entry_form.fields["department"].label.text()] == titles
    assert form.entry_form.edit.signed_for_by.text() == ""


def test_pinyin_initials_complete_a_sender_met_before(qtbot: QtBot, office: Any, form: RegisterForm) -> None:
    office.register("函", "市档案局")
    edit = form.entry_form.edit
    qtbot.keyClicks(edit.sender, "sdaj")
    qtbot.waitUntil(lambda: edit.sender.popup.isVisible())
    qtbot.keyClick(edit.sender.popup, Qt.Key.Key_Return)
    assert edit.sender.text() == "市档案局"
    assert form.focusWidget() is edit.sender_number, "taking the offer goes on to the next field"


def test_pinyin_initials_complete_a_kind(qtbot: QtBot, form: RegisterForm) -> None:
    edit = form.entry_form.edit
    edit.kind.setFocus()
    edit.kind.clear()
    qtbot.keyClicks(edit.kind, "hyjl")
    qtbot.waitUntil(lambda: edit.kind.popup.isVisible(), timeout=20_000)
    qtbot.keyClick(edit.kind.popup, Qt.Key.Key_Return)
    assert edit.kind.text() == "Record of a meeting"
    assert form.entry_form.entry().kind == "meeting_record"


@pytest.mark.parametrize("by", ["the offer", "saving"])
def test_a_kind_that_is_not_there_is_added_after_a_question(
    qtbot: QtBot, office: Any, form: RegisterForm, by: str
) -> None:
    """Rule F2: the list of kinds can be extended, where one meets a paper of a new kind."""
    edit = form.entry_form.edit
    edit.sender.setText("甲局")
    edit.title.setText("七月巡查记录")
    edit.kind.setText("巡查记录")
    if by == "the offer":
        edit.kind.setFocus()
        edit.kind.textEdited.emit("巡查记录")
        qtbot.waitUntil(lambda: edit.kind.popup.isVisible(), timeout=20_000)
        assert edit.kind.popup.model().index(0, 0).data() == "巡查记录"
        qtbot.keyClick(edit.kind.popup, Qt.Key.Key_Down)
        qtbot.keyClick(edit.kind.popup, Qt.Key.Key_Return)
    else:
        qtbot.keyClick(edit.title, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: form.window().findChild(QMessageBox, "question") is not None)
    box: Any = form.window().findChild(QMessageBox, "question")
    qtbot.mouseClick(box.findChild(QPushButton, "yes"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.entry_form.entry().kind == "own_1")
    assert form.findChild(QLabel, "kind_error").text() == ""
    save(qtbot, form)
    assert rows(office)[0]["kind"] == "own_1"


def test_esc_while_the_entry_is_being_saved_loses_no_file(
    qtbot: QtBot, office: Any, form: RegisterForm, paper: Any
) -> None:
    form.start([paper()])
    qtbot.waitUntil(lambda: bool(form.tray.sheets) and office.setting.tasks.idle(), timeout=10_000)
    form.entry_form.edit.sender.setText("甲局")
    form.entry_form.edit.title.setText("函")
    qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_Return, CONTROL)
    form.cancel()
    qtbot.waitUntil(form.registered.isVisible, timeout=10_000)
    qtbot.waitUntil(office.setting.tasks.idle)
    (file,) = office.by(CLERK, reading.document, wanted=rows(office)[0]["id"]).files
    assert office.by(CLERK, reading.open_file, wanted=file["file"])[1]


def test_what_is_missing_is_told_beside_its_field(qtbot: QtBot, office: Any, form: RegisterForm) -> None:
    edit = form.entry_form.edit
    qtbot.keyClick(edit.title, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(form.findChild(QLabel, "title_error").text()))
    assert form.focusWidget() is edit.title
    qtbot.keyClicks(edit.title, "x")
    assert form.findChild(QLabel, "title_error").text() == ""
    edit.dated.setText("1332")
    qtbot.keyClick(edit.title, Qt.Key.Key_Return, CONTROL)
    assert form.findChild(QLabel, "dated_error").text() == "This is no date."
    assert rows(office) == []


def test_a_date_in_the_future_is_told_beside_its_field(qtbot: QtBot, office: Any, form: RegisterForm) -> None:
    edit = form.entry_form.edit
    edit.sender.setText("甲局")
    edit.title.setText("函")
    edit.dated.set_day(date.today() + timedelta(days=40))
    qtbot.keyClick(edit.title, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(form.findChild(QLabel, "dated_error").text()))
    assert rows(office) == []


def test_a_file_is_taken_in_shown_and_named_by_the_entry(
    qtbot: QtBot, office: Any, form: RegisterForm, paper: Any
) -> None:
    form.start([paper("来文.pdf", 3)])
    qtbot.waitUntil(lambda: bool(form.tray.sheets) and office.setting.tasks.idle(), timeout=10_000)
    assert form.paper.place() == (1, 3)
    assert form.entry_form.edit.pages.value() == 3
    assert "no_text_layer" in {code for one in form.tray.staged for code in one.notices}
    notice = form.findChild(QLabel, "notice_0_no_text_layer")
    assert notice.text() == "This is a scan without text. Fill in the fields by hand."
    form.entry_form.edit.sender.setText("甲局")
    form.entry_form.edit.title.setText("函")
    save(qtbot, form)
    view = office.by(CLERK, reading.document, wanted=rows(office)[0]["id"])
    assert [file["name"] for file in view.files] == ["来文.pdf"]


def test_ctrl_enter_while_a_file_comes_in_waits_for_it(
    qtbot: QtBot, office: Any, form: RegisterForm, paper: Any
) -> None:
    form.start([paper()])
    form.entry_form.edit.sender.setText("甲局")
    form.entry_form.edit.title.setText("函")
    save(qtbot, form)
    assert rows(office)[0]["files"] == 1


def test_cancelling_takes_the_staged_file_away(qtbot: QtBot, office: Any, form: RegisterForm, paper: Any) -> None:
    form.start([paper()])
    qtbot.waitUntil(lambda: bool(form.tray.sheets))
    assert len(list(office.desk.ports.files.all_ids())) == 1
    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not list(office.desk.ports.files.all_ids()))


def test_several_files_can_be_a_document_each(qtbot: QtBot, office: Any, form: RegisterForm, paper: Any) -> None:
    form.start([paper("一.pdf"), paper("二号.pdf")])
    box = form.window().findChild(QMessageBox, "each_or_together")
    qtbot.mouseClick(box.findChild(QPushButton, "each"), Qt.MouseButton.LeftButton)
    for title in ("第一件", "第二件"):
        qtbot.waitUntil(lambda: bool(form.tray.sheets) and not form.tray.busy)
        form.entry_form.edit.sender.setText("甲局")
        form.entry_form.edit.title.setText(title)
        save(qtbot, form)
        qtbot.keyClick(form.registered.next_button, Qt.Key.Key_Return)
    assert [(row["title"], row["files"]) for row in rows(office)] == [("第二件", 1), ("第一件", 1)]
    assert form.tray.sheets == []


def test_several_files_can_be_one_together(qtbot: QtBot, office: Any, form: RegisterForm, paper: Any) -> None:
    form.start([paper("一.pdf"), paper("二号.pdf")])
    box = form.window().findChild(QMessageBox, "each_or_together")
    qtbot.mouseClick(box.findChild(QPushButton, "together"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(form.tray.sheets) == 2)
    form.entry_form.edit.sender.setText("甲局")
    form.entry_form.edit.title.setText("函")
    save(qtbot, form)
    assert rows(office)[0]["files"] == 2


def test_what_is_registered_twice_is_shown_before_it_is_saved(
    qtbot: QtBot, office: Any, form: RegisterForm, paper: Any
) -> None:
    file = paper()
    first = office.register("原件", "甲局", file, sender_number="甲〔2026〕1号")
    form.start([file])
    qtbot.waitUntil(lambda: bool(form.tray.sheets))
    edit = form.entry_form.edit
    edit.sender.setText("甲局")
    edit.sender_number.setText("甲〔2026〕1号")
    edit.title.setText("又一件")
    qtbot.keyClick(edit.title, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: form.twice.isVisible())
    assert len(rows(office)) == 1
    opened: list[int] = []
    form.open_document.connect(opened.append)
    qtbot.mouseClick(form.twice.findChild(QPushButton, f"twice_{first.document}"), Qt.MouseButton.LeftButton)
    assert opened == [first.document]
    assert "all the same" in form.save_button.text()
    save(qtbot, form)
    assert len(rows(office)) == 2
    form.next()
    assert form.save_button.text() == "Register (Ctrl+Enter)"


def test_f4_takes_over_from_the_entry_before(qtbot: QtBot, office: Any, form: RegisterForm) -> None:
    office.register("上一件", "区应急管理局", kind="notice", department=2)
    qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_F4)
    edit = form.entry_form.edit
    qtbot.waitUntil(lambda: edit.sender.text() == "区应急管理局")
    assert (edit.kind.text(), edit.department.currentText(), edit.title.text()) == ("Notice", "工程部", "")


def test_attachments_keep_their_medium(qtbot: QtBot, office: Any, form: RegisterForm) -> None:
    edit = form.entry_form.edit
    edit.sender.setText("甲局")
    edit.title.setText("函")
    qtbot.keyClick(edit.title, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    line = form.focusWidget()
    assert line is not None
    qtbot.keyClicks(line, "CD")
    box = edit.attachments.findChild(object, "attachment_1_medium")
    box.setCurrentIndex(box.findData(Medium.DISC))
    save(qtbot, form)
    view = office.by(CLERK, reading.document, wanted=rows(office)[0]["id"])
    assert [(a["what"], a["medium"], a["count"]) for a in view.attachments] == [("CD", "disc", 1)]


def test_a_deadline_stands_on_one_key(qtbot: QtBot, form: RegisterForm) -> None:
    """Design 7: 3, 5 and 7 working days stand on keys; weekends and holidays are not counted."""
    qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    day, today = form.entry_form.edit.deadline.day(), form.entry_form.today()
    assert day is not None
    assert announced().working_days_between(today, day) == 5
    assert announced().is_working(day)


def test_f6_prints_the_handling_slip_of_the_number_given(qtbot: QtBot, office: Any, form: RegisterForm) -> None:
    form.entry_form.edit.sender.setText("甲局")
    form.entry_form.edit.title.setText("函")
    save(qtbot, form)
    qtbot.keyClick(form.registered.next_button, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: form.window().findChild(PapersDialog) is not None, timeout=10_000)
    dialog = form.window().findChild(PapersDialog)
    assert dialog.output.data.startswith(b"%PDF")
    dialog.close()


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real papers are not here")
def test_a_real_notice_fills_its_own_entry_and_typed_words_stay(qtbot: QtBot, office: Any, form: RegisterForm) -> None:
    form.start([SAMPLES / "joint-notice.pdf"])
    edit = form.entry_form.edit
    qtbot.keyClicks(edit.sender_number, "my no")
    qtbot.waitUntil(lambda: bool(edit.sender.text()), timeout=30_000)
    assert "、" in edit.sender.text(), "both senders of the joint mark"
    assert edit.sender.property("suggested") is True
    assert edit.sender_number.text() == "my no"
    assert not edit.sender_number.property("suggested")
    qtbot.keyClicks(edit.sender, "x")
    assert not edit.sender.property("suggested")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real papers are not here")
def test_a_garbled_text_layer_is_told_and_fills_nothing(qtbot: QtBot, office: Any, form: RegisterForm) -> None:
    form.start([SAMPLES / "mojibake-text-layer.pdf"])
    qtbot.waitUntil(lambda: bool(form.tray.sheets) and office.setting.tasks.idle(), timeout=30_000)
    assert form.findChild(QLabel, "notice_0_text_layer_unusable") is not None
    assert form.entry_form.edit.title.text() == ""
