"""当面签 in the window (design section 7): who has something to sign is offered, his password is asked, she stays."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListWidget

from filedesk.domain.documents import Entry, Series
from filedesk.domain.drafts import Wording as Draft
from filedesk.services import circulation, drafting, handling, instruction, registration
from filedesk.services.keys import NoKeys
from filedesk.services.leaving import leave
from filedesk.services.verification import verify
from filedesk.services.wording import Wording
from filedesk.ui.pages.sign_here import SignHereDialog, find_offered
from tests.ui.at_document import CLERK, FIRST, HEAD, SECOND, Desk, life
from tests.ui.conftest import PASSWORD


@pytest.fixture
def with_reader(at: Desk) -> int:
    """A paper that is with its first reader, who stands at her desk."""
    document = at.instructed(readers=(FIRST, SECOND))
    at.office.by(CLERK, circulation.begin_circulation, document=document)
    return document


def offered(page: Any) -> list[str]:
    found = page.window().findChild(SignHereDialog)
    assert found is not None
    return [found.list.item(row).text() for row in range(found.list.count())]


def begin(at: Desk, page: Any, typed: str = "", down: int = 0) -> None:
    """F12, part of the name, Enter."""
    shown: SignHereDialog = at.open(page, "sign_here", "sign_here_dialog")
    at.qtbot.keyClicks(shown.typed, typed)
    for _ in range(down):
        at.qtbot.keyClick(shown.typed, Qt.Key.Key_Down)
    at.qtbot.keyClick(shown.typed, Qt.Key.Key_Return)
    at.settle()


def give(at: Desk, page: Any, password: str) -> Any:
    """His password and Enter in the question for it."""
    asked = at.dialog(page, "password_here_dialog")
    asked.password.setFocus()
    at.qtbot.keyClicks(asked.password, password)
    at.qtbot.keyClick(asked.password, Qt.Key.Key_Return)
    at.settle()
    return asked


def gone(page: Any, name: str) -> bool:
    found = page.window().findChild(QDialog, name)
    return found is None or not found.isVisible()


def last(at: Desk) -> Any:
    try:
        with at.office.desk.ports.ledger.reading() as reading:
            return reading.event(reading.size())[0]
    finally:
        at.office.desk.database.close()


def test_the_reader_at_her_desk_reads_and_signs(at: Desk, with_reader: int) -> None:
    """I4: with his own key and name; her session stays, his keys do not."""
    page = at.page(with_reader)
    at.open(page, "sign_here", "sign_here_dialog")
    assert offered(page) == [f"{FIRST} · 工程部 · Read and sign…"], "SECOND's turn is yet to come"
    page.window().findChild(SignHereDialog).reject()
    begin(at, page, "lg")
    shown = at.dialog(page, "read_dialog")
    assert shown.findChild(QLabel, "dialog_title").text() == f"{FIRST} signs here: Read and sign"
    at.write(shown, "opinion", "同意，照办。")
    at.press(shown)
    asked = at.dialog(page, "password_here_dialog")
    assert "stays signed in" in asked.findChild(QLabel, "password_here_told").text()
    his = shown.context.session
    assert isinstance(his.keys, NoKeys)
    give(at, page, PASSWORD)
    at.qtbot.waitUntil(lambda: gone(page, "read_dialog") and gone(page, "password_here_dialog"), timeout=10_000)
    event = last(at)
    assert (event.type, event.actor) == ("reading_signed", at.person(FIRST))
    assert isinstance(his.keys, NoKeys), "nothing of his keys stays"
    at.qtbot.waitUntil(lambda: life(page)[0][0] == FIRST, timeout=10_000)
    at.key(page, "send_next")
    assert last(at).actor == at.person(CLERK), "her next act is hers"
    assert verify(at.office.desk.ports).good


def test_a_wrong_password_is_told_noted_and_delays_the_next_try(at: Desk, with_reader: int) -> None:
    """As at the sign-in: a clear sentence, the journal, and a growing wait."""
    page = at.page(with_reader)
    begin(at, page)
    shown = at.dialog(page, "read_dialog")
    at.press(shown)
    asked = give(at, page, "wrong")
    assert asked.isVisible()
    assert asked.message_bar.text()
    assert last(at).type == "sign_in_refused"
    assert not asked.agree.isEnabled()
    assert "Try again in" in asked.agree.text()
    at.qtbot.keyClick(asked.password, Qt.Key.Key_Return)
    at.settle()
    assert last(at).type == "sign_in_refused", "nothing is tried while one has to wait"
    asked.reject()
    assert shown.isVisible(), "what he wrote stays"
    assert at.rows("reading_turn", document=with_reader)[0]["state"] == "out"


def test_the_general_manager_instructs_as_was_proposed(at: Desk) -> None:
    document = at.office.by(CLERK, registration.register, entry=Entry(Series.INCOMING, "关于检查的函", "市局")).document
    said = Wording("拟请工程部办理", (), 2)
    at.office.by(CLERK, instruction.submit, documents=[document], said=said)
    page = at.page(document)
    at.open(page, "sign_here", "sign_here_dialog")
    assert offered(page) == [f"{HEAD} · Instruct…", f"{HEAD} · Send back…"]
    page.window().findChild(SignHereDialog).reject()
    begin(at, page, "zz")
    at.press(at.dialog(page, "instruct_here_dialog"))
    give(at, page, PASSWORD)
    at.qtbot.waitUntil(lambda: gone(page, "instruct_here_dialog"), timeout=10_000)
    event = last(at)
    assert (event.type, event.actor, event.data["as_proposed"]) == ("instructed", at.person(HEAD), 1)
    assert verify(at.office.desk.ports).good


def test_he_sends_it_back_with_a_reason(at: Desk) -> None:
    document = at.office.by(CLERK, registration.register, entry=Entry(Series.INCOMING, "关于检查的函", "市局")).document
    at.office.by(CLERK, instruction.submit, documents=[document])
    page = at.page(document)
    begin(at, page, down=1)
    shown = at.dialog(page, "send_back_dialog")
    at.write(shown, "reason", "附件不全")
    at.press(shown)
    give(at, page, PASSWORD)
    at.qtbot.waitUntil(lambda: last(at).type == "sent_back", timeout=10_000)
    assert last(at).actor == at.person(HEAD)


def test_the_responsible_person_accepts_without_a_dialog_of_his_own(at: Desk) -> None:
    """An act that needs no words asks for nothing but the password."""
    document = at.instructed(lead=2)
    at.office.by(CLERK, handling.begin_handling, document=document)
    at.office.by(HEAD, handling.name_responsible, document=document, department=2, person=at.person(FIRST))
    page = at.page(document)
    shown: SignHereDialog = at.open(page, "sign_here", "sign_here_dialog")
    assert f"{FIRST} · 工程部 · Accept the task" in offered(page)
    place = offered(page).index(f"{FIRST} · 工程部 · Accept the task")
    shown.reject()
    begin(at, page, down=place)
    asked = at.dialog(page, "password_here_dialog")
    assert asked.findChild(QLabel, "dialog_title").text() == f"{FIRST} signs here: Accept the task"
    give(at, page, PASSWORD)
    at.qtbot.waitUntil(lambda: last(at).type == "handling_accepted", timeout=10_000)
    assert last(at).actor == at.person(FIRST)
    assert verify(at.office.desk.ports).good


def test_a_report_with_a_file_after_the_office_key_was_made_anew(at: Desk, paper: Any) -> None:
    """I7: what he hands in at her screen is taken in under the newest key, which she takes up; none of it is his."""
    document = at.instructed(lead=2)
    at.office.by(CLERK, handling.begin_handling, document=document)
    told = {"document": document, "department": 2}
    at.office.by(FIRST, handling.name_responsible, person=at.person(FIRST), **told)
    at.office.by(FIRST, handling.accept, **told)
    page = at.page(document)
    at.office.by(HEAD, leave, person=at.person(SECOND))
    listed: SignHereDialog = at.open(page, "sign_here", "sign_here_dialog")
    place = offered(page).index(f"{FIRST} · 工程部 · Report the result…")
    listed.reject()
    begin(at, page, down=place)
    shown = at.dialog(page, "report_dialog")
    at.write(shown, "result", "已办结")
    shown.tray.take([paper("报告.pdf")])
    at.qtbot.waitUntil(lambda: bool(shown.tray.sheets))
    at.press(shown)
    give(at, page, PASSWORD)
    at.qtbot.waitUntil(lambda: last(at).type == "result_reported", timeout=10_000)
    (file,) = at.rows("document_file", document=document)
    assert (file["generation"], file["taken_by"]) == (2, at.person(FIRST))
    assert verify(at.office.desk.ports).good


def test_a_draft_is_issued_at_her_screen(at: Desk) -> None:
    """O1."""
    said = Draft("关于供水检修的函", "市水务局", kind="letter", department=1)
    letter = at.office.by(CLERK, drafting.make, series=Series.OUTGOING, said=said).document
    at.office.by(CLERK, drafting.submit, document=letter)
    page = at.page(letter)
    begin(at, page)
    shown = at.dialog(page, "approve_dialog")
    assert shown.findChild(QLabel, "dialog_title").text().startswith(f"{HEAD} signs here")
    at.press(shown)
    give(at, page, PASSWORD)
    at.qtbot.waitUntil(lambda: last(at).type == "draft_approved", timeout=10_000)
    assert last(at).actor == at.person(HEAD)


def test_where_nobody_has_anything_to_sign_that_is_said(at: Desk) -> None:
    document = at.office.register("关于会议的通知").document
    page = at.page(document)
    at.key(page, "sign_here")
    assert page.message_bar.text() == "Nobody else has anything to sign on this paper now."
    assert page.window().findChild(QListWidget, "sign_here_list") is None


def test_it_is_hers_to_offer_and_the_office_work_of_others_is_not_in_it(at: Desk, with_reader: int) -> None:
    """Only what somebody signs for himself; a reader's own page does not offer it."""
    assert "sign_here" not in at.page(with_reader, FIRST).act_buttons.allowed()
    found = find_offered(at.office.context(CLERK), with_reader)
    at.office.desk.database.close()
    assert {(one.session.name, one.act) for one in found} == {(FIRST, "read")}
    assert not [w for w in QApplication.topLevelWidgets() if w.objectName() == "sign_here_dialog" and w.isVisible()]
