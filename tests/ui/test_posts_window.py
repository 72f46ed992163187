"""Handing over a post 移交 in the window, each of the three in his own sign-in (rules, "People"); by keys and mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from filedesk.domain.posts import Line, Thing
from filedesk.services import circulation, posts
from filedesk.services.verification import verify
from filedesk.ui.pages.papers_dialog import PapersDialog
from filedesk.ui.pages.to_do_groups import GROUPS
from filedesk.ui.pages.to_do_page import ToDoPage
from tests.ui.at_document import CLERK, FIRST, HEAD, SECOND, Desk


def opened(at: Desk, name: str) -> Any:
    return at.from_office(name, "hand_over_post", "posts_dialog")


def prepared(at: Desk, **more: Any) -> int:
    """李工's list for 陈会计, with 赵总 to supervise."""
    people = {"leaver": at.person(FIRST), "successor": at.person(SECOND), "supervisor": at.person(HEAD)}
    at.office.by(FIRST, posts.prepare, **people, lines=[Line(Thing.KEY, "档案室钥匙", 2)], **more)
    return int(at.rows("post")[-1]["id"])


def signs(at: Desk, name: str) -> None:
    """He signs with F7 in his own sign-in."""
    shown = opened(at, name)
    at.qtbot.keyClick(shown.table, Qt.Key.Key_F7)
    at.settle()
    assert not shown.buttons["post_sign"].isEnabled()
    shown.reject()


def test_through_three_sign_ins_papers_and_open_steps_pass(at: Desk) -> None:
    """The leaver prepares and signs, the successor and the supervisor sign; then the paper is the successor's."""
    document = at.instructed(readers=(FIRST,))
    at.office.by(CLERK, circulation.begin_circulation, document=document)
    shown = opened(at, FIRST)
    at.qtbot.keyClick(shown.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = at.dialog(shown, "post_list_dialog")
    at.settle()
    at.press(form)
    assert at.error(form, "successor")
    at.choose(form, "successor", at.person(SECOND))
    at.choose(form, "supervisor", at.person(HEAD))
    at.settle()
    assert [row[0] for row in form.table.texts()] == ["Paper held: original", "Open, passes on: to read"]
    at.write(form, "key", "档案室钥匙 2\n大门钥匙")
    at.write(form, "box", "三号箱")
    at.agree(form)
    assert [row[3] for row in shown.items.texts()[2:]] == ["档案室钥匙", "大门钥匙", "三号箱"]
    shown.reject()
    for name in (FIRST, SECOND, HEAD):
        assert at.rows("document", id=document)[0]["holder"] == at.person(FIRST)
        signs(at, name)
    assert at.rows("document", id=document)[0]["holder"] == at.person(SECOND)
    assert [row["reader"] for row in at.rows("reading_turn", document=document)] == [at.person(SECOND)]
    assert at.rows("post")[0]["state"] == "done"
    assert verify(at.office.desk.ports).good
    at.office.desk.database.close()


def test_whose_turn_it_is_not_has_no_button(at: Desk) -> None:
    prepared(at)
    shown = opened(at, SECOND)
    assert not shown.buttons["post_sign"].isEnabled()
    assert not shown.buttons["post_change"].isEnabled()
    assert "next to sign" in shown._signed.text()


def test_one_person_on_both_sides_is_told_so(at: Desk) -> None:
    shown = opened(at, FIRST)
    at.qtbot.mouseClick(shown.buttons["post_new"], Qt.MouseButton.LeftButton)
    form = at.dialog(shown, "post_list_dialog")
    at.choose(form, "successor", at.person(SECOND))
    at.choose(form, "supervisor", at.person(SECOND))
    at.press(form)
    assert "Nobody signs both sides" in at.error(form, "supervisor")


def test_brought_up_to_date_all_sign_anew(at: Desk) -> None:
    prepared(at)
    signs(at, FIRST)
    shown = opened(at, FIRST)
    at.qtbot.keyClick(shown.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    form = at.dialog(shown, "post_list_dialog")
    assert form.words[Thing.KEY].toPlainText() == "档案室钥匙 2"
    at.write(form, "key", "档案室钥匙 3")
    at.agree(form)
    post = at.rows("post")[0]
    assert (post["version"], post["signed"], post["state"]) == (2, 0, "listed")


def test_the_clerk_records_it_from_paper_with_its_scan(at: Desk, paper: Any) -> None:
    prepared(at)
    shown = opened(at, CLERK)
    at.qtbot.keyClick(shown.table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    form = at.dialog(shown, "post_record_dialog")
    at.press(form)
    assert "scan" in at.error(form, "given")
    scan: Path = paper("清册.pdf", 1)
    form.tray.take([scan])
    at.settle()
    at.agree(form)
    (signature,) = at.rows("post_signature")
    assert (signature["person"], signature["signed_on"]) == (at.person(FIRST), "paper")
    assert at.rows("document_file", document=signature["document"])[0]["name"] == "清册.pdf"


def test_withdrawn_with_a_reason(at: Desk) -> None:
    prepared(at)
    shown = opened(at, FIRST)
    at.qtbot.mouseClick(shown.buttons["post_withdraw"], Qt.MouseButton.LeftButton)
    form = at.dialog(shown, "post_withdraw_dialog")
    at.press(form)
    assert at.error(form, "reason")
    at.write(form, "reason", "留任")
    at.agree(form)
    assert "留任" in shown._signed.text()


def test_it_is_shown_ready_to_be_printed(at: Desk) -> None:
    prepared(at)
    shown = opened(at, FIRST)
    at.qtbot.keyClick(shown.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    found = shown.window().findChild(PapersDialog)
    assert found.windowTitle() == f"List of a post handed over: {FIRST}"
    found.reject()


def test_the_to_do_leads_to_what_is_to_be_signed(at: Desk) -> None:
    post = prepared(at)
    page = ToDoPage(at.office.context(FIRST))
    at.qtbot.addWidget(at.office.keep(page))
    page.show()
    page.shown()
    at.settle()
    head = page.tree.topLevelItem(0)
    assert head is not None
    assert head.text(0).startswith(GROUPS["posts_to_sign"])
    with at.qtbot.waitSignal(page.post_wanted) as wanted:
        page.tree.setCurrentItem(head.child(0))
        at.qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    assert wanted.args == [post]
