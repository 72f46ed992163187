"""Drafts in the window: written from the register, signed, numbered, sent, given out, by keys (O1-O3, N1, F8)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Series
from filedesk.domain.drafts import Wording
from filedesk.services import drafting, issuing
from filedesk.services.taking_in import stage
from filedesk.services.verification import verify
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.draft_acts import DRAFT_ACTS
from filedesk.ui.pages.general_manager_page import GeneralManagerPage
from filedesk.ui.pages.register_page import RegisterPage

CLERK, MANAGER, CHIEF = "王文员", "赵总", "李工"
CONTROL, SHIFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier(0)
LETTER = Wording("关于供水检修的函", "市水务局", "市住建局", kind="letter", copies=3, department=1)
MEMO = Wording("借用会议室", "办公室", kind="memo", department=2)


def dialog(page: QWidget, name: str) -> Any:
    found = page.window().findChild(QDialog, name)
    assert found is not None, name
    return found


def agree(qtbot: QtBot, office: Any, shown: Any) -> None:
    gone: list[object] = []
    shown.destroyed.connect(lambda: gone.append(True))
    qtbot.mouseClick(shown.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(gone) and office.setting.tasks.idle(), timeout=10_000)


def press(qtbot: QtBot, office: Any, page: DocumentPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key on the page, as somebody presses it who has come back to it."""
    page.activateWindow()
    table = page.ways.currentWidget()
    table.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is table)
    qtbot.keyClick(table, key, modifiers)
    qtbot.waitUntil(office.setting.tasks.idle)


def make(office: Any, by: str, series: Series, said: Wording) -> int:
    return int(office.by(by, drafting.make, series=series, said=said).document)


def state(office: Any, document: int) -> str:
    return str(office.row(document)["state"])


@pytest.fixture
def register(qtbot: QtBot, office: Any) -> Any:
    def show(name: str, series: Series) -> RegisterPage:
        page = RegisterPage(office.context(name), series)
        qtbot.addWidget(office.keep(page))
        page.resize(1200, 700)
        page.show()
        qtbot.waitExposed(page)
        with qtbot.waitSignal(page.records.loaded):
            page.shown()
        qtbot.waitUntil(office.setting.tasks.idle)
        return page

    return show


def test_a_draft_is_written_from_the_register_by_keys(qtbot: QtBot, office: Any, register: Any, paper: Any) -> None:
    page = register(CHIEF, Series.OUTGOING)
    assert not page.register_button.isVisible()
    opened: list[int] = []
    page.open_document.connect(opened.append)
    qtbot.keyClick(page.table, Qt.Key.Key_N, CONTROL | SHIFT)
    form = dialog(page, "draft_dialog")
    assert form.department.currentText() == "工程部"
    qtbot.mouseClick(form.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(form.grid.fields["title"].below.text()))
    assert form.title_line.hasFocus()
    qtbot.keyClicks(form.title_line, "Repairs")
    form.recipients.setText("市水务局")
    form.tray.take([paper("函.pdf")])
    qtbot.waitUntil(lambda: not form.tray.busy and office.setting.tasks.idle())
    agree(qtbot, office, form)
    (document,) = opened
    row = office.row(document)
    assert (row["title"], row["state"], row["files"], row["number"]) == ("Repairs", "drafted", 1, "")
    qtbot.waitUntil(lambda: page.records.rowCount() == 1 and page.records.index(0, 0).data() == "Draft")


def test_nobody_drafts_incoming_documents(register: Any) -> None:
    assert not register(CLERK, Series.INCOMING).draft_button.isVisible()


def test_a_letter_goes_its_whole_way_by_keys(qtbot: QtBot, office: Any, show: Any) -> None:
    """O1, O2, O3."""
    letter = make(office, CLERK, Series.OUTGOING, LETTER)
    page = show(letter)
    press(qtbot, office, page, Qt.Key.Key_G, CONTROL)
    assert state(office, letter) == "with_general_manager"
    office.setting.hub.announce(office.by(MANAGER, issuing.approve, document=letter, text="发。"))
    qtbot.waitUntil(lambda: "draft_number" in page.act_buttons.allowed())
    press(qtbot, office, page, Qt.Key.Key_F8)
    assert office.row(letter)["number"] == "华兴〔2026〕1号" or office.row(letter)["number"].startswith("华兴〔")
    press(qtbot, office, page, Qt.Key.Key_U, CONTROL)
    chop = dialog(page, "chop_dialog")
    assert chop.chop.text() == "Company chop"
    assert chop.witness.currentText() != CLERK
    agree(qtbot, office, chop)
    qtbot.waitUntil(lambda: "draft_send" in page.act_buttons.allowed())
    press(qtbot, office, page, Qt.Key.Key_J, CONTROL)
    send = dialog(page, "send_dialog")
    assert (send.main.toPlainText(), send.copied.toPlainText()) == ("市水务局", "市住建局")
    send.main.setPlainText("")
    qtbot.mouseClick(send.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "main recipient" in send.grid.fields["recipients"].below.text())
    send.main.setPlainText("市水务局 2")
    send.copied.setPlainText("")
    agree(qtbot, office, send)
    assert state(office, letter) == "sent"
    qtbot.waitUntil(lambda: "draft_receipt" in page.act_buttons.allowed())
    press(qtbot, office, page, Qt.Key.Key_I, CONTROL | SHIFT)
    receipt = dialog(page, "receipt_dialog")
    qtbot.keyClicks(receipt.received_by, "Mail room")
    agree(qtbot, office, receipt)
    press(qtbot, office, page, Qt.Key.Key_F, CONTROL | SHIFT)
    deposit = dialog(page, "deposit_dialog")
    for box in (deposit.signed_draft, deposit.final_text, deposit.fair_copy):
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
    agree(qtbot, office, deposit)
    qtbot.waitUntil(lambda: "draft_deposit" not in page.act_buttons.allowed())
    press(qtbot, office, page, Qt.Key.Key_D, CONTROL)
    folder = dialog(page, "folder_dialog")
    qtbot.keyClicks(folder.name, "Letters")
    agree(qtbot, office, folder)
    assert state(office, letter) == "filed"
    shown = " ".join(" ".join(line) for line in page.route.texts())
    assert all(told in shown for told in ("Company chop", "2 copies", "Mail room", "发。"))
    assert verify(office.desk.ports).good
    office.desk.database.close()


def test_the_general_manager_issues_and_returns_drafts_on_his_page(qtbot: QtBot, office: Any) -> None:
    """O1."""
    first, second = (make(office, CLERK, Series.OUTGOING, LETTER) for _ in range(2))
    for one in (first, second):
        office.by(CLERK, drafting.submit, document=one)
    page = GeneralManagerPage(office.context(MANAGER))
    qtbot.addWidget(office.keep(page))
    page.resize(1240, 800)
    page.show()
    qtbot.waitExposed(page)
    page.shown()
    qtbot.waitUntil(office.setting.tasks.idle)
    qtbot.waitUntil(lambda: page.sign_button.isEnabled())
    assert page.draft.isVisible()
    assert not page.form.isVisible()
    assert "Issue" in page.sign_button.text()
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_Return)
    assert page.draft.text.hasFocus()
    qtbot.keyClicks(page.draft.text, "Go.")
    qtbot.keyClick(page.draft.text, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.waiting.current() == second and office.setting.tasks.idle())
    assert (state(office, first), office.row(first)["instruction"]) == ("approved", "Go.")
    qtbot.waitUntil(lambda: page.back_button.isEnabled())
    assert page.draft.text.toPlainText() == ""
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_F7)
    back = dialog(page, "send_back_dialog")
    back.reason.setPlainText("请核实")
    agree(qtbot, office, back)
    assert state(office, second) == "sent_back"


def test_a_memo_is_signed_numbered_given_out_and_carried_out(qtbot: QtBot, office: Any, show: Any) -> None:
    """N1, F10, F8."""
    memo = make(office, CHIEF, Series.INTERNAL, MEMO)
    chief = show(memo, CHIEF)
    press(qtbot, office, chief, Qt.Key.Key_F7)
    agree(qtbot, office, dialog(chief, "sign_dialog"))
    assert state(office, memo) == "signed"
    clerk = show(memo)
    press(qtbot, office, clerk, Qt.Key.Key_F8)
    code = dialog(clerk, "number_code_dialog")
    assert code.code.text() == "华兴工"
    agree(qtbot, office, code)
    assert office.row(memo)["number"].startswith("华兴工〔")
    qtbot.waitUntil(lambda: "draft_distribute" in clerk.act_buttons.allowed())
    press(qtbot, office, clerk, Qt.Key.Key_J, CONTROL)
    give = dialog(clerk, "distribute_dialog")
    give.units.set_ids([1])
    agree(qtbot, office, give)
    qtbot.waitUntil(lambda: "draft_receive" in clerk.act_buttons.allowed())
    press(qtbot, office, clerk, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: "draft_receive" not in clerk.act_buttons.allowed())
    press(qtbot, office, clerk, Qt.Key.Key_M, CONTROL)
    order = dialog(clerk, "order_dialog")
    qtbot.mouseClick(order.agree, Qt.MouseButton.LeftButton)
    assert order.grid.fields["due"].below.text() == "This is no date."
    order.due.setText("2099-01-01")
    order.units.set_ids([1])
    agree(qtbot, office, order)
    qtbot.waitUntil(lambda: "draft_report" in clerk.act_buttons.allowed())
    press(qtbot, office, clerk, Qt.Key.Key_X, CONTROL | SHIFT)
    report = dialog(clerk, "report_carried_out_dialog")
    qtbot.mouseClick(report.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "report is empty" in report.grid.fields["remark"].below.text())
    report.text.setPlainText("已执行")
    agree(qtbot, office, report)
    assert state(office, memo) == "carried_out"


def test_countersigning_by_the_managers_who_were_asked(qtbot: QtBot, office: Any, show: Any) -> None:
    letter = make(office, CLERK, Series.OUTGOING, LETTER)
    page = show(letter)
    press(qtbot, office, page, Qt.Key.Key_T, CONTROL)
    ask = dialog(page, "countersigners_dialog")
    ask.persons.set_ids([3])
    agree(qtbot, office, ask)
    assert state(office, letter) == "in_countersigning"
    chief = show(letter, CHIEF)
    assert {"draft_countersign", "draft_refuse"} <= chief.act_buttons.allowed()
    press(qtbot, office, chief, Qt.Key.Key_Y, CONTROL | SHIFT)
    refuse = dialog(chief, "refuse_dialog")
    qtbot.mouseClick(refuse.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "reason" in refuse.grid.fields["remark"].below.text())
    refuse.text.setPlainText("费用未列")
    agree(qtbot, office, refuse)
    assert state(office, letter) == "sent_back"


def test_a_new_version_keeps_what_stays_ticked(qtbot: QtBot, office: Any, show: Any, paper: Any) -> None:
    """F9."""
    sources: list[Path] = [paper("一.pdf"), paper("二.pdf", 3)]
    staged = office.by(CLERK, stage, sources=sources)
    letter = int(office.by(CLERK, drafting.make, series=Series.OUTGOING, said=LETTER, staged=staged).document)
    page = show(letter)
    press(qtbot, office, page, Qt.Key.Key_E, CONTROL)
    form = dialog(page, "draft_dialog")
    assert (form.title_line.text(), form.copied.text()) == (LETTER.title, LETTER.copied)
    next(iter(form._keep.values())).setChecked(False)
    form.title_line.setText("改了的题")
    agree(qtbot, office, form)
    qtbot.waitUntil(lambda: page._held is not None and page._held.draft.versions[0].row["version"] == 2)
    assert [len(one.files) for one in page._held.draft.versions] == [1, 2]
    assert office.row(letter)["title"] == "改了的题"


def test_a_reply_is_drafted_from_the_paper_that_it_answers(qtbot: QtBot, office: Any, show: Any) -> None:
    incoming = office.register("关于报送计划的通知", "市财政局").document
    page = show(incoming)
    opened: list[int] = []
    page.open_document.connect(opened.append)
    press(qtbot, office, page, Qt.Key.Key_N, CONTROL | SHIFT)
    form = dialog(page, "draft_dialog")
    assert form.recipients.text() == "市财政局"
    form.title_line.setText("关于报送计划的复函")
    agree(qtbot, office, form)
    (letter,) = opened
    office.by(CLERK, drafting.submit, document=letter)
    office.by(MANAGER, issuing.approve, document=letter)
    number = office.by(CLERK, issuing.number, document=letter).number
    page = show(incoming)
    assert page.findChild(QLabel, "data_reply").text() == number


def test_a_key_stands_for_one_act_of_drafts(office: Any) -> None:
    """Sending is for what goes out, distributing for what stays: they share theirs."""
    shared = {key for key, count in Counter(act.key for act in DRAFT_ACTS).items() if count > 1}
    assert shared == {"Ctrl+J"}


def test_in_chinese_nothing_is_left_in_english(qapp: QApplication, office: Any, show: Any) -> None:
    letter = make(office, CLERK, Series.OUTGOING, LETTER)
    page = show(letter)
    switch_language(qapp, "zh_CN")
    QApplication.processEvents()
    texts = [page.acts[name].text() for name in page.act_buttons.allowed() if name in page.acts]
    texts += [cell for line in page.route.texts() for cell in line]
    for text in texts:
        plain = text.replace("Ctrl+Shift+", "").replace("Ctrl+", "")
        assert not any(word.isascii() and word.isalpha() and len(word) > 2 for word in plain.split()), text
