"""Acting on a paper 承办, questions, urging and the end of its way through the document page (I5–I7, F11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from filedesk.domain.circulation import Means
from filedesk.domain.routing import SignedOn
from filedesk.services import asking, circulation, finishing, handling
from filedesk.texts import use_language
from tests.ui.at_document import CLERK, FIRST, HEAD, SECOND, TODAY, Desk, life

ENGINEERING = 2
"""The department that 李工 manages."""


@pytest.fixture
def handed(at: Desk) -> int:
    """A paper on which 工程部 must act."""
    document = at.instructed(lead=ENGINEERING, copies=2, pages=3, deadline=TODAY + timedelta(days=9))
    at.office.by(CLERK, handling.begin_handling, document=document)
    return document


@pytest.fixture
def accepted(at: Desk, handed: int) -> int:
    """The same, taken on by 李工 himself."""
    told = {"document": handed, "department": ENGINEERING}
    at.office.by(FIRST, handling.name_responsible, person=at.person(FIRST), **told)
    at.office.by(FIRST, handling.accept, **told)
    return handed


def task(at: Desk, document: int) -> dict[str, Any]:
    return at.rows("handling_task", document=document)[0]


def line(page: Any, who: str) -> list[str]:
    return next(cells for cells in page.route.texts() if len(cells) > 1 and who in cells[0])


def test_from_the_department_to_the_result(at: Desk, paper: Any) -> None:
    """I5, F11: handed over, named, accepted, reported with a file, each by its own person and key."""
    document = at.instructed(lead=ENGINEERING)
    page = at.page(document)
    at.key(page, "hand_to_department")
    at.qtbot.waitUntil(lambda: line(page, "工程部")[1] == "Nobody named yet")
    chief = at.page(document, FIRST)
    assert chief.act_buttons.allowed() == {"name_responsible", "ask", "draft_reply"}
    shown = at.open(chief, "name_responsible", "name_responsible_dialog")
    assert at.offered(shown, "person") == [FIRST], "a department names its own people"
    at.agree(shown)
    at.qtbot.waitUntil(lambda: "accept" in chief.act_buttons.allowed())
    at.key(chief, "accept")
    at.qtbot.waitUntil(lambda: "report" in chief.act_buttons.allowed())
    assert chief.acts["report"].property("primary")
    shown = at.open(chief, "report", "report_dialog")
    at.press(shown)
    assert "Say what was done" in at.error(shown, "result")
    at.write(shown, "result", "已整改完毕")
    at.write(shown, "report", "整改报告见附件")
    shown.tray.take([paper("整改报告.pdf")])
    at.qtbot.waitUntil(lambda: bool(shown.tray.sheets))
    at.agree(shown)
    at.qtbot.waitUntil(lambda: f"{FIRST}: Reported" in line(page, "工程部")[1])
    assert "已整改完毕\n整改报告见附件" in line(page, "工程部")[3]
    assert [row["name"] for row in at.rows("document_file", document=document)] == ["整改报告.pdf"]
    assert any("已整改完毕" in told[2] for told in life(page))


def test_it_is_sent_back_to_the_manager_only_with_a_reason(at: Desk, handed: int) -> None:
    """F11: nothing is passed on in silence."""
    at.office.by(HEAD, handling.name_responsible, document=handed, department=ENGINEERING, person=at.person(SECOND))
    page = at.page(handed, SECOND)
    shown = at.open(page, "decline", "decline_dialog")
    at.press(shown)
    assert at.error(shown, "reason")
    at.write(shown, "reason", "不属财务部职责")
    at.agree(shown)
    assert task(at, handed)["state"] == "declined"
    at.qtbot.waitUntil(lambda: "不属财务部职责" in line(page, "工程部")[3])


def test_a_result_told_by_telephone_is_recorded_for_him(at: Desk, accepted: int) -> None:
    """Rules, "Signing on paper": shown as such, and his to confirm."""
    page = at.page(accepted)
    shown = at.open(page, "record_result", "record_result_dialog")
    assert at.offered(shown, "person")[0] == FIRST
    at.write(shown, "result", "已办结")
    at.choose(shown, "slip_how", SignedOn.TELEPHONE)
    at.agree(shown)
    at.qtbot.waitUntil(lambda: "waits to be confirmed" in line(page, "工程部")[3])
    assert "confirm" in at.page(accepted, FIRST).act_buttons.allowed()


def test_a_question_is_put_and_answered(at: Desk, accepted: int) -> None:
    """I6: whoever is in the route asks, the general manager answers, both stand in the life of the paper."""
    page = at.page(accepted, FIRST)
    shown = at.open(page, "ask", "ask_dialog")
    at.press(shown)
    assert at.error(shown, "question")
    at.write(shown, "question", "是否需要外聘？")
    at.agree(shown)
    head = at.page(accepted, HEAD)
    assert head.acts["answer"].property("primary"), "it stands first"
    shown = at.open(head, "answer", "answer_dialog")
    assert shown.whole.toPlainText() == "是否需要外聘？"
    at.write(shown, "answer", "不必。")
    at.agree(shown)
    at.qtbot.waitUntil(lambda: line(page, FIRST)[1] == "Answered")
    assert "赵总 answers: 不必。" in line(page, FIRST)[3]
    assert "不必。" in life(page)[0][2]
    assert "是否需要外聘？" in life(page)[0][2]


def test_the_general_manager_gives_more_time(at: Desk, accepted: int) -> None:
    """I6: later than before, and with a reason."""
    head = at.page(accepted, HEAD)
    shown = at.open(head, "extend", "extend_dialog")
    shown.deadline.line.setText(TODAY.isoformat())
    at.write(shown, "reason", "工作量大")
    at.press(shown)
    assert "does not lie after" in at.error(shown, "deadline")
    later = (TODAY + timedelta(days=30)).isoformat()
    shown.deadline.line.setText(later)
    at.agree(shown)
    assert task(at, accepted)["deadline"] == later
    at.qtbot.waitUntil(lambda: f"By {later}" in life(head)[0][2])


def test_urging_is_recorded_with_the_answer(at: Desk, accepted: int) -> None:
    """I5 催办: means, whom, words and answer; only those in the paper's route are offered."""
    page = at.page(accepted)
    shown = at.open(page, "urge", "urge_dialog")
    assert at.offered(shown, "person") == ["–", HEAD, FIRST]
    assert at.offered(shown, "department") == ["–", "工程部"]
    at.choose(shown, "means", Means.MEETING.value)
    at.write(shown, "text", "例会上催办")
    at.write(shown, "answer", "周五报送")
    at.agree(shown)
    row = at.rows("urging", document=accepted)[0]
    assert (row["means"], row["person"], row["times"]) == ("meeting", at.person(FIRST), 1)
    at.qtbot.waitUntil(lambda: "Answer: 周五报送" in line(page, f"1  {FIRST}")[3])


def test_finishing_too_early_lists_what_is_missing_and_leads_there(at: Desk) -> None:
    """I7: a reader, a result, an answer; every line is a button that leads to its place."""
    document = at.instructed(readers=(SECOND,), lead=ENGINEERING)
    at.office.by(CLERK, circulation.begin_circulation, document=document)
    at.office.by(CLERK, handling.begin_handling, document=document)
    at.office.by(CLERK, asking.ask, document=document, text="可否复印？")
    page = at.page(document)
    shown = at.open(page, "finish", "missing_dialog")
    told = [button.text() for button in shown.buttons]
    assert told == [f"{SECOND} has not read it", "工程部 has not reported a result", "Not answered: 可否复印？"]
    at.qtbot.mouseClick(shown.findChild(QPushButton, "missing_2"), Qt.MouseButton.LeftButton)
    item = page.route.item(page.route.currentRow(), 0)
    assert item is not None
    assert "工程部" in item.text()
    assert page.ways.currentWidget() is page.route


def test_less_came_back_than_went_out(at: Desk, accepted: int) -> None:
    """I7: the counts stand as they went out; what is missing must be said and is an incident."""
    at.office.by(FIRST, handling.report_result, document=accepted, department=ENGINEERING, result="已办结")
    page = at.page(accepted)
    assert page.acts["finish"].property("primary")
    at.key(page, "finish")
    at.qtbot.waitUntil(lambda: "check_in" in page.act_buttons.allowed())
    shown = at.open(page, "check_in", "check_in_dialog")
    assert [spin.value() for spin in shown.counts.values()] == [2, 3, 0]
    assert shown.missing.isHidden()
    shown.counts["pages"].setValue(2)
    assert not shown.missing.isHidden()
    at.press(shown)
    assert "Say what is missing" in at.error(shown, "missing")
    at.write(shown, "missing", "缺第3页")
    at.agree(shown)
    at.qtbot.waitUntil(lambda: any("缺第3页" in cells for cells in page.route.texts()))
    assert page.acts["folder"].property("primary")
    assert at.rows("document", id=accepted)[0]["state"] == "returned"


def test_what_somebody_else_did_meanwhile_is_told(at: Desk, accepted: int) -> None:
    """The second of two who act on one paper sees by whom it was changed, and nothing typed is lost."""
    page = at.page(accepted, FIRST)
    shown = at.open(page, "report", "report_dialog")
    at.write(shown, "result", "已办结")
    at.office.by(CLERK, asking.ask, document=accepted, text="可否复印？")
    at.press(shown)
    bar = shown.findChild(QLabel, "message_text")
    assert CLERK in bar.text()
    assert shown.result_text.toPlainText() == "已办结"
    at.agree(shown)
    assert task(at, accepted)["state"] == "reported"


def test_a_finished_paper_says_so_in_chinese(at: Desk, accepted: int) -> None:
    use_language("zh_CN")
    at.office.by(FIRST, handling.report_result, document=accepted, department=ENGINEERING, result="已办结")
    at.office.by(CLERK, finishing.finish, document=accepted)
    page = at.page(accepted)
    assert page.acts["check_in"].text() == "收回原件…（Ctrl+Shift+F）"
    assert line(page, "工程部")[0] == "工程部（主办）"
    assert "本人电子签批" in line(page, "工程部")[3]
