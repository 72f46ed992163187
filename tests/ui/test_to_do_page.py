"""The to-do page: batch acts by keys, what a row tells, both languages (design section 7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from filedesk.domain.routing import SignedOn
from filedesk.services import circulation, instruction
from filedesk.services.recording import Slip
from filedesk.services.wording import Wording
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.to_do_page import ToDoPage
from tests.ui.conftest import CLERK, MANAGER
from tests.ui.test_general_manager_page import settle, submit

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page_of(qtbot: QtBot, office: Any) -> Any:
    def made(name: str) -> ToDoPage:
        page = ToDoPage(office.context(name))
        qtbot.addWidget(office.keep(page))
        page.resize(1200, 700)
        page.show()
        settle(qtbot, office, page)
        return page

    return made


def instructed(office: Any, *titles: str, readers: tuple[int, ...]) -> list[int]:
    documents = submit(office, *titles)
    for document in documents:
        office.by(MANAGER, instruction.instruct, document=document, said=Wording("请阅", readers))
        office.by(CLERK, circulation.begin_circulation, document=document)
    return documents


def group(page: ToDoPage, title: str) -> Any:
    heads = [page.tree.topLevelItem(place) for place in range(page.tree.topLevelItemCount())]
    return next(head for head in heads if head.text(0).startswith(title))


def test_papers_are_read_and_signed_one_after_the_other_by_enter(qtbot: QtBot, office: Any, page_of: Any) -> None:
    """Rule I4, and point 8: paper after paper; what is left empty is signed as read."""
    first, second, third = instructed(office, "第一", "第二", "第三", readers=(2,))
    page = page_of(CLERK)
    assert group(page, "To read").childCount() == 3
    qtbot.keyClick(page.tree, Qt.Key.Key_J, CONTROL)
    run: Any = page.window().findChild(QDialog, "reading_run")
    for number, text in enumerate(("", "同意"), start=1):
        qtbot.waitUntil(run.sign.isEnabled)
        assert f"Paper {number} of 3" in run.findChild(QLabel, "dialog_title").text()
        run.opinion.setText(text)
        qtbot.keyClick(run.opinion, Qt.Key.Key_Return)
        qtbot.waitUntil(office.setting.tasks.idle)
    qtbot.waitUntil(run.sign.isEnabled)
    qtbot.keyClick(run, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.count() == 3 and office.setting.tasks.idle())
    assert group(page, "To read").childCount() == 1
    assert [opinion(office, document) for document in (first, second, third)] == ["阅", "同意", ""]
    assert group(page, "Nothing open any more").childCount() == 2


def opinion(office: Any, document: int) -> str:
    timeline = office.by(CLERK, circulation_of, document=document)
    return str(timeline[0]["opinion"])


def circulation_of(ports: Any, _session: Any, *, document: int) -> Any:
    with ports.ledger.reading() as reading:
        return circulation.turns(reading, document)


def test_several_papers_go_to_their_next_readers_by_two_strokes(qtbot: QtBot, office: Any, page_of: Any) -> None:
    """Design section 7: one reader back and the next out: 2; many at once cost the same, with one carrier."""
    documents = instructed(office, "第一", "第二", readers=(2, 1))
    for document in documents:
        office.by(CLERK, circulation.sign_reading, document=document)
    page = page_of(CLERK)
    head = group(page, "Read, to be sent to the next reader")
    assert head.child(0).text(2) == f"next: {MANAGER}"
    for place in range(2):
        head.child(place).setSelected(True)
    qtbot.keyClick(page.tree, Qt.Key.Key_K, CONTROL)
    dialog: Any = page.window().findChild(QDialog, "send_on_dialog")
    assert MANAGER in dialog.findChild(QLabel, "send_on_papers").text()
    assert dialog.carrier.currentText() == CLERK
    qtbot.keyClick(dialog.agree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.count() == 0 and office.setting.tasks.idle())
    assert [office.row(document)["holder"] for document in documents] == [1, 1]


def test_what_was_recorded_is_confirmed_from_here(qtbot: QtBot, office: Any, page_of: Any) -> None:
    """Rules, "Signing on paper": 补签, many at once."""
    documents = instructed(office, "第一", "第二", readers=(1,))
    for document in documents:
        slip = Slip(SignedOn.TELEPHONE, date.today())
        office.by(CLERK, circulation.record_reading, document=document, reader=1, slip=slip, text="同意")
    page = page_of(MANAGER)
    assert group(page, "Recorded for you").child(1).text(2) == "Reading recorded by the clerk"
    qtbot.keyClick(page.tree, Qt.Key.Key_B, CONTROL)
    dialog: Any = page.window().findChild(QDialog, "confirm_recorded_dialog")
    qtbot.waitUntil(lambda: len(dialog.ticked()) == 2)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.count() == 0 and office.setting.tasks.idle())


def test_it_speaks_chinese_too(qtbot: QtBot, office: Any, page_of: Any, qapp: Any) -> None:
    instructed(office, "第一", readers=(2,))
    page = page_of(CLERK)
    switch_language(qapp, "zh_CN")
    qtbot.waitUntil(lambda: page.tree.topLevelItem(0).text(0) == "待阅  1")
    assert "逐件阅签" in page.read_button.text()
