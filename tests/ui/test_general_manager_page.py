"""The general manager's page: one key a paper, his own words by phrases, sending back, confirming many at once (I3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from filedesk.domain.routing import SignedOn
from filedesk.services import asking, instruction, reading
from filedesk.services.wording import Wording
from filedesk.ui.pages.general_manager_page import GeneralManagerPage
from filedesk.ui.pages.to_do_page import ToDoPage

CLERK, MANAGER = "王文员", "赵总"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, office: Any) -> GeneralManagerPage:
    made = GeneralManagerPage(office.context(MANAGER))
    qtbot.addWidget(office.keep(made))
    made.resize(1240, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def submit(office: Any, *titles: str, said: Wording | None = None) -> list[int]:
    found = [office.register(title).document for title in titles]
    office.by(CLERK, instruction.submit, documents=found, said=said)
    return found


def settle(qtbot: QtBot, office: Any, page: Any) -> None:
    page.shown()
    qtbot.waitUntil(office.setting.tasks.idle)


def said_of(office: Any, document: int) -> Any:
    return office.by(CLERK, reading.document, wanted=document).instructions[-1].wording


def test_one_key_signs_as_proposed_and_goes_on(qtbot: QtBot, office: Any, page: GeneralManagerPage) -> None:
    """Rule I5: one key signs 同意拟办; readers, departments and deadline are those of the proposal."""
    proposed = Wording("拟请工程部办理", (3,), 2, (3,), date(2099, 1, 1))
    first, second = submit(office, "第一", "第二", said=proposed)
    settle(qtbot, office, page)
    assert page.waiting.current() == first
    assert page.form.wording() == Wording("", (3,), 2, (3,), date(2099, 1, 1))
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: page.waiting.current() == second and office.setting.tasks.idle())
    assert said_of(office, first) == proposed
    assert office.row(first)["state"] == "instructed"
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: page.waiting.list.count() == 0 and office.setting.tasks.idle())
    assert page.waiting.tabs.tabText(1) == "To sign 0"


def test_his_own_words_by_phrases_and_keys(qtbot: QtBot, office: Any, page: GeneralManagerPage) -> None:
    (document,) = submit(office, "函")
    settle(qtbot, office, page)
    assert not page.agree_button.isEnabled(), "nothing was proposed"
    page.form.lead.line.setFocus()
    qtbot.keyClicks(page.form.lead.line, "gcb")
    qtbot.waitUntil(lambda: page.form.lead.line.popup.isVisible())
    qtbot.keyClick(page.form.lead.line.popup, Qt.Key.Key_Return)
    page.form.text.setFocus()
    qtbot.keyClick(page.form.text, Qt.Key.Key_2, CONTROL)
    qtbot.keyClick(page.form.text, Qt.Key.Key_3, CONTROL)
    qtbot.keyClick(page.form.text, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    wanted = page.form.wording()
    assert wanted.text == "Agreed.工程部 to handle."
    assert wanted.deadline is not None
    qtbot.keyClick(page.form.text, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.waiting.list.count() == 0 and office.setting.tasks.idle())
    assert said_of(office, document) == wanted


def test_an_empty_instruction_is_refused_beside_its_field(qtbot: QtBot, office: Any, page: GeneralManagerPage) -> None:
    (document,) = submit(office, "函")
    settle(qtbot, office, page)
    qtbot.keyClick(page.form.text, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(page.findChild(QLabel, "text_error").text()))
    assert office.row(document)["state"] == "with_general_manager"
    assert page.sign_button.isEnabled()


def test_a_paper_is_sent_back_with_a_reason(qtbot: QtBot, office: Any, page: GeneralManagerPage) -> None:
    first, second = submit(office, "第一", "第二")
    settle(qtbot, office, page)
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_F7)
    dialog: Any = page.window().findChild(QDialog, "send_back_dialog")
    dialog.reason.setPlainText("附件不全")
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.waiting.current() == second and office.setting.tasks.idle())
    assert office.row(first)["state"] == "sent_back"


def test_recorded_instructions_are_confirmed_many_at_once(qtbot: QtBot, office: Any, page: GeneralManagerPage) -> None:
    """Rules, "Signing on paper": 补签."""
    documents = submit(office, "第一", "第二", "第三")
    for document in documents:
        office.by(
            CLERK,
            instruction.record_instruction,
            document=document,
            said=Wording("同意。"),
            signed_on=SignedOn.TELEPHONE,
            given=date.today(),
        )
    settle(qtbot, office, page)
    page.waiting.tabs.setCurrentIndex(2)
    qtbot.waitUntil(office.setting.tasks.idle)
    assert "同意。" in page.findChild(QLabel, "recorded").text()
    assert not page.confirm_button.isEnabled()
    qtbot.mouseClick(page.all_button, Qt.MouseButton.LeftButton)
    page.waiting.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    assert page.confirm_button.text() == "Confirm 2 (F8)"
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: page.waiting.list.count() == 1 and office.setting.tasks.idle())
    assert [office.row(document)["to_confirm"] for document in documents] == [0, 0, 1]


def test_what_somebody_else_did_meanwhile_is_told_and_stands_there_then(
    qtbot: QtBot, office: Any, page: GeneralManagerPage
) -> None:
    """He never signs a proposal that he has not seen; with it before him the same key signs it."""
    (document,) = submit(office, "函", said=Wording("拟阅"))
    settle(qtbot, office, page)
    office.by(CLERK, instruction.propose, document=document, said=Wording("另拟", (3,)))
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: CLERK in page.message_bar.text() and office.setting.tasks.idle())
    assert office.row(document)["state"] == "with_general_manager"
    assert "另拟" in page.findChild(QLabel, "proposed").text()
    assert page.form.wording().readers == (3,)
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: page.waiting.list.count() == 0 and office.setting.tasks.idle())
    assert said_of(office, document) == Wording("另拟", (3,))


def test_what_he_has_typed_stays_when_the_clerk_changes_the_proposal(
    qtbot: QtBot, office: Any, page: GeneralManagerPage
) -> None:
    (document,) = submit(office, "函", said=Wording("拟阅", (3,)))
    settle(qtbot, office, page)
    page.form.text.setPlainText("请速办")
    changes = office.by(CLERK, instruction.propose, document=document, said=Wording("另拟", (4,)))
    office.setting.hub.announce(changes)
    qtbot.waitUntil(lambda: "另拟" in page.findChild(QLabel, "proposed").text())
    assert page.form.wording() == Wording("请速办", (3,))


def test_f8_never_drops_what_he_changed_in_the_form(qtbot: QtBot, office: Any, page: GeneralManagerPage) -> None:
    (document,) = submit(office, "函", said=Wording("拟阅", (3,)))
    settle(qtbot, office, page)
    page.form.readers.set_ids([3, 4])
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_F8)
    assert "Ctrl+Enter" in page.message_bar.text()
    assert office.row(document)["state"] == "with_general_manager"
    assert page.form.readers.ids() == (3, 4)


def test_a_question_stands_first_and_is_answered_by_keys(qtbot: QtBot, office: Any, page: GeneralManagerPage) -> None:
    """Rule I6: it stands before the papers to sign; Enter, the words, Ctrl+Enter, and the next one is there."""
    (document,) = submit(office, "函")
    for text in ("是否外聘？", "何时办结？"):
        office.by(CLERK, asking.ask, document=document, text=text)
    settle(qtbot, office, page)
    qtbot.waitUntil(page.waiting.tabs.isVisible)
    assert (page.waiting.group, page.waiting.list.count()) == ("to_answer", 2)
    assert "是否外聘？" in page.findChild(QLabel, "question").text()
    for key, group in ((Qt.Key.Key_Right, "to_sign"), (Qt.Key.Key_Left, "to_answer")):
        qtbot.keyClick(page.waiting.list, key, Qt.KeyboardModifier.AltModifier)
        assert page.waiting.group == group
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_F8)
    assert page.question.button.isEnabled(), "F8 signs proposals, no answer"
    qtbot.keyClick(page.waiting.list, Qt.Key.Key_Return)
    qtbot.keyClick(page.question.answer, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(page.message_bar.text()) and office.setting.tasks.idle())
    assert "answer is empty" in page.message_bar.text()
    page.question.answer.setPlainText("不必。")
    qtbot.keyClick(page.question.answer, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.waiting.list.count() == 1 and office.setting.tasks.idle())
    assert "何时办结？" in page.findChild(QLabel, "question").text()
    assert page.question.answer.toPlainText() == ""
    page.question.answer.setPlainText("下周。")
    qtbot.keyClick(page.question.answer, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.waiting.group == "to_sign" and office.setting.tasks.idle())
    assert page.waiting.current() == document
    timeline = office.by(CLERK, reading.document, wanted=document).timeline
    assert [words["text"] for event, words in timeline if event.type == "query_answered"] == ["不必。", "下周。"]


def test_the_clerk_submits_many_from_the_to_do_list(qtbot: QtBot, office: Any) -> None:
    documents = [office.register(title).document for title in ("第一", "第二", "第三")]
    page = ToDoPage(office.context(CLERK))
    qtbot.addWidget(office.keep(page))
    page.resize(1000, 600)
    page.show()
    counts: list[int] = []
    page.counted.connect(counts.append)
    settle(qtbot, office, page)
    assert counts == [3]
    group = page.tree.topLevelItem(0)
    assert group.text(0) == "Registered, not put to the general manager yet  3"
    opened: list[int] = []
    page.open_document.connect(opened.append)
    page.tree.setCurrentItem(group.child(0))
    qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    assert opened == [documents[0]]
    group.child(2).setSelected(True)
    qtbot.keyClick(page.tree, Qt.Key.Key_G, CONTROL)
    dialog: Any = page.window().findChild(QDialog, "proposal_dialog")
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.count() == 1)
    states = [office.row(document)["state"] for document in documents]
    assert states == ["with_general_manager", "registered", "with_general_manager"]


def test_filling_the_form_twice_opens_no_window(qtbot: QtBot, office: Any, page: GeneralManagerPage) -> None:
    """Names taken away before they were shown must not flash as windows and take the keyboard with them."""
    settle(qtbot, office, page)
    page.form.fill(Wording("x", (3, 4), 2, (3,)))
    taken_away = page.form.readers.findChildren(QPushButton)
    page.form.fill(Wording("x", (3, 4), 2, (3,)))
    shown: list[bool] = []
    QTimer.singleShot(0, lambda: shown.append(any(button.isVisible() for button in taken_away if isValid(button))))
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [False]
