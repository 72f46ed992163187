"""What did not wait for the general manager (I3) in the window: released kinds 直送, 先办后阅, and his list of both."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from filedesk.domain.routing import SignedOn
from filedesk.services import exceptions, waiting
from filedesk.services.recording import Slip
from filedesk.services.wording import Wording
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.exceptions_seen import ExceptionsDialog
from filedesk.ui.pages.general_manager_page import GeneralManagerPage
from filedesk.ui.pages.office_page import OfficePage
from filedesk.ui.pages.to_do_page import ToDoPage
from tests.ui.at_document import CLERK, FIRST, HEAD, SECOND, TODAY, Desk, life

CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(at: Desk, made: Any) -> Any:
    """A page of lists, with the keyboard in it."""
    at.qtbot.addWidget(at.office.keep(made))
    made.resize(1150, 800)
    made.show()
    at.qtbot.waitExposed(made)
    made.activateWindow()
    made.shown()
    at.settle()
    return made


def released(at: Desk, kind: str = "bulletin") -> None:
    at.office.by(HEAD, exceptions.release_kind, kind=kind, reason="例行")


def went_directly(at: Desk, title: str) -> int:
    document = at.office.register(title, kind="bulletin").document
    said = Wording("", (at.person(FIRST),))
    at.office.by(CLERK, exceptions.send_directly, document=document, said=said, reason="例行简报")
    return int(document)


def pick(at: Desk, names: Any, initials: str) -> None:
    """A name by its pinyin initials, as a person picks it."""
    names.line.setFocus()
    at.qtbot.keyClicks(names.line, initials)
    at.qtbot.waitUntil(names.line.popup.isVisible)
    at.qtbot.keyClick(names.line.popup, Qt.Key.Key_Return)


def test_a_paper_of_a_released_kind_goes_straight_to_its_readers(at: Desk) -> None:
    """I3: offered for a released kind alone, and then what the paper waits for; the reason is recorded."""
    plain = at.page(at.office.register("通知", kind="notice").document)
    assert "send_directly" not in plain.act_buttons.allowed()
    assert plain.acts["submit"].property("primary")
    released(at)
    document = at.office.register("简报第八期", kind="bulletin").document
    page = at.page(document)
    assert page.acts["send_directly"].property("primary")
    told = at.open(page, "send_directly", "direct_dialog")
    at.press(told)
    assert "direct" in at.error(told, "readers").lower() or at.error(told, "readers")
    pick(at, told.form.readers, "lg")
    at.write(told, "reason", "例行简报")
    at.agree(told)
    assert at.rows("document", id=document)[0]["state"] == "instructed"
    assert [row["person"] for row in at.rows("named_reader")] == [at.person(FIRST)]
    at.qtbot.waitUntil(lambda: "circulate" in page.act_buttons.allowed())
    assert life(page)[0][1] == "Sent directly"
    assert "例行简报" in life(page)[0][2]


def test_an_urgent_paper_is_acted_on_first_on_his_word(at: Desk) -> None:
    """I3: 先办后阅 wants his words, why, how he said so, and who acts; he confirms it afterwards."""
    document = at.office.register("紧急通知").document
    page = at.page(document)
    told = at.open(page, "act_first", "act_first_dialog")
    at.press(told)
    assert at.error(told, "reason")
    at.write(told, "reason", "汛情")
    at.choose(told, "slip_how", SignedOn.TELEPHONE)
    at.press(told)
    assert at.error(told, "text"), "his words are missing"
    told.form.text.setPlainText("请工程部先办。")
    at.press(told)
    assert at.error(told, "readers"), "nobody is named"
    pick(at, told.form.lead, "gcb")
    at.agree(told)
    row = at.rows("document", id=document)[0]
    assert (row["state"], row["to_confirm"]) == ("instructed", 1)
    assert at.rows("exception")[0]["reason"] == "汛情"
    at.qtbot.waitUntil(lambda: "hand_to_department" in page.act_buttons.allowed())


def test_what_the_general_manager_has_goes_no_other_way(at: Desk) -> None:
    released(at)
    document = at.instructed(kind="bulletin")
    assert not {"send_directly", "act_first"} & at.page(document).act_buttons.allowed()


def test_he_alone_releases_a_kind_and_everybody_sees_which_are(at: Desk) -> None:
    """I3: released with a reason under Office; taken back there."""
    page = shown(at, OfficePage(at.office.context(HEAD)))
    at.qtbot.mouseClick(page.findChild(QPushButton, "release_kind"), Qt.MouseButton.LeftButton)
    told = at.dialog(page, "release_kind_dialog")
    assert at.offered(told, "release_what") == ["Release a kind"]
    at.choose(told, "release_kind_of", "bulletin")
    at.write(told, "release_reason", "例行")
    at.agree(told)
    assert [row["kind"] for row in at.rows("released_kind")] == ["bulletin"]
    clerk = shown(at, OfficePage(at.office.context(CLERK)))
    assert clerk.findChild(QLabel, "released_list").text() == "Bulletin"
    assert not clerk.findChild(QPushButton, "release_kind").isVisible()
    at.qtbot.mouseClick(page.findChild(QPushButton, "release_kind"), Qt.MouseButton.LeftButton)
    told = at.dialog(page, "release_kind_dialog")
    at.choose(told, "release_what", False)
    assert at.offered(told, "release_kind_of") == ["Bulletin"]
    at.agree(told)
    assert at.rows("released_kind") == []
    at.qtbot.waitUntil(lambda: "every paper goes" in clerk.findChild(QLabel, "released_list").text())


@pytest.mark.parametrize("made", [ToDoPage, GeneralManagerPage])
def test_he_sees_many_at_once_and_only_what_is_ticked(at: Desk, made: Any) -> None:
    """I3: they are counted in his to-do until he has seen them; Ctrl+E opens the list, one signature settles it."""
    released(at)
    for title in ("简报一", "简报二", "简报三"):
        went_directly(at, title)
    assert at.office.by(HEAD, waiting.count) == 3
    page = shown(at, made(at.office.context(HEAD)))
    button = page.findChild(QPushButton, "see_exceptions")
    assert button.text() == "3 exceptions to see… (Ctrl+E)"
    at.qtbot.keyClick(page, Qt.Key.Key_E, CONTROL)
    told: ExceptionsDialog = at.dialog(page, "exceptions_dialog")
    at.settle()
    cells = [told.table.item(0, column).text() for column in range(4)]
    assert "简报一" in cells[0]
    assert "Sent directly · Bulletin" in cells[1]
    assert CLERK in cells[1]
    assert cells[2:] == ["例行简报", "直送"]
    told.table.setCurrentCell(1, 1)
    at.qtbot.keyClick(told.table, Qt.Key.Key_Space)
    assert len(told.ticked()) == 2
    gone: list[bool] = []
    told.destroyed.connect(lambda: gone.append(True))
    at.qtbot.keyClick(told.table, Qt.Key.Key_Return, CONTROL)
    at.qtbot.waitUntil(lambda: bool(gone))
    at.settle()
    assert [row["seen_seq"] is None for row in at.rows("exception", order="seq")] == [False, True, False]
    at.qtbot.waitUntil(lambda: button.text() == "1 exception to see… (Ctrl+E)")
    assert at.office.by(HEAD, waiting.count) == 1


def test_enter_on_a_line_opens_the_paper(at: Desk) -> None:
    released(at)
    document = went_directly(at, "简报")
    page = shown(at, ToDoPage(at.office.context(HEAD)))
    opened: list[int] = []
    page.open_document.connect(opened.append)
    at.qtbot.keyClick(page, Qt.Key.Key_E, CONTROL)
    told = at.dialog(page, "exceptions_dialog")
    at.settle()
    at.qtbot.keyClick(told.table, Qt.Key.Key_Return)
    assert opened == [document]
    assert at.rows("exception")[0]["seen_seq"] is None, "opening it is not yet marking it"


def test_his_to_do_tells_what_and_why_in_both_languages(at: Desk, qapp: Any) -> None:
    document = at.office.register("紧急通知").document
    at.office.by(
        CLERK, exceptions.act_first, document=document, said=Wording("请先办", (), 2), reason="汛情",
        slip=Slip(SignedOn.TELEPHONE, TODAY),
    )  # fmt: skip
    page = shown(at, ToDoPage(at.office.context(HEAD)))
    heads = [page.tree.topLevelItem(place) for place in range(page.tree.topLevelItemCount())]
    head = next(one for one in heads if one.text(0).startswith("Went on without you"))
    assert head.child(0).text(2) == f"Acted on first · {CLERK} · 汛情"
    switch_language(qapp, "zh_CN")
    button = page.findChild(QPushButton, "see_exceptions")
    at.qtbot.waitUntil(lambda: button.text() == "1 件直送或先办待查看…（Ctrl+E）")
    assert any("先办后阅" in page.tree.topLevelItem(n).child(0).text(2) for n in range(page.tree.topLevelItemCount()))


def test_nobody_else_is_shown_them(at: Desk) -> None:
    released(at)
    went_directly(at, "简报")
    page = shown(at, ToDoPage(at.office.context(SECOND)))
    assert not page.findChild(QPushButton, "see_exceptions").isVisible()
    at.qtbot.keyClick(page, Qt.Key.Key_E, CONTROL)
    assert page.window().findChild(ExceptionsDialog) is None
    assert not page.findChildren(QComboBox, "exceptions")
