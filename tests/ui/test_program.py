"""The course of the window on a real desk: sign in, lock, switch person, an unconfirmed person, closing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from filedesk.config import DATABASE
from filedesk.desk import Desk, create_desk, open_desk
from filedesk.services.people import first_sign_in
from filedesk.ui.application import Setting
from filedesk.ui.assembly import first_page, page_specs
from filedesk.ui.commands import Commands
from filedesk.ui.idle import IdleWatch
from filedesk.ui.main_window import MainWindow
from filedesk.ui.pages.audit_page import AuditPage
from filedesk.ui.pages.setup_assistant import SetupAssistant
from filedesk.ui.pages.sign_in import SignIn
from filedesk.ui.pages.start_page import StartPage
from filedesk.ui.pages.unconfirmed import Unconfirmed
from filedesk.ui.program import LAST_DESK, LAST_PERSON, Program
from tests.ui.founded_desk import AUDITOR, CLERK, HEAD, INVITED, PASSWORD, founded


@pytest.fixture
def office(tmp_path: Path) -> tuple[Desk, dict[str, str]]:
    desk, codes = founded(tmp_path / "desk")
    desk.close()
    return desk, codes


@pytest.fixture
def program(qtbot: QtBot, setting: Setting) -> Iterator[Program]:
    made = Program(setting, page_specs, first=first_page, create=partial(create_desk, demo=True))
    Commands(made)
    qtbot.addWidget(made.window)
    yield made
    made.idle.stop()
    made.setParent(None)


def front(qtbot: QtBot, program: Program, kind: type[QWidget]) -> QWidget:
    def shown() -> list[QWidget]:
        return [w for w in program.window.findChildren(kind) if w.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def sign_in_as(qtbot: QtBot, program: Program, name: str, password: str = PASSWORD) -> None:
    page = front(qtbot, program, SignIn)
    assert isinstance(page, SignIn)
    qtbot.waitUntil(lambda: page.person.count() > 0)
    page.choose(name)
    page.password.setText(password)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)


def at_work(qtbot: QtBot, program: Program, folder: Path, name: str) -> MainWindow:
    program.start(folder)
    sign_in_as(qtbot, program, name)
    qtbot.waitUntil(lambda: program.window.current_page() is not None)
    return program.window


def settled(qtbot: QtBot, setting: Setting) -> None:
    qtbot.waitUntil(setting.tasks.idle, timeout=20000)


def test_without_a_desk_there_are_three_ways_to_begin(qtbot: QtBot, setting: Setting, program: Program) -> None:
    program.start(None)
    page = front(qtbot, program, StartPage)
    button = page.findChild(QPushButton, "set_up")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assistant = front(qtbot, program, SetupAssistant)
    cancel = assistant.findChild(QPushButton, "cancel")
    assert isinstance(cancel, QPushButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    front(qtbot, program, StartPage)


def test_a_folder_that_is_no_desk_is_said_on_the_start_page(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    program.start(tmp_path)
    page = front(qtbot, program, StartPage)
    assert isinstance(page, StartPage)
    qtbot.waitUntil(lambda: str(tmp_path) in page.message_bar.text())
    assert page.buttons["set_up"].isEnabled()


def test_pages_follow_the_role_and_the_ledger_is_said_to_be_intact(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    window = at_work(qtbot, program, office[0].folder, CLERK)
    assert window.navigation.keys() == [
        "to_do",
        "incoming",
        "outgoing",
        "internal",
        "filed",
        "timeliness",
        "scans",
        "office",
    ]
    assert setting.settings.text(LAST_DESK) == str(office[0].folder)
    settled(qtbot, setting)
    state = window.status_line.findChild(QWidget, "status_state")
    assert state is not None
    assert state.property("text") == "Ledger intact ✓"


def test_the_same_person_finds_everything_as_it_was_after_the_lock(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    window = at_work(qtbot, program, office[0].folder, HEAD)
    page = window.open_page("office")
    window.menus.actions["lock"].trigger()
    assert window.current_page() is None
    assert not page.isVisible()
    assert not window.navigation.isVisible()
    sign_in_as(qtbot, program, HEAD)
    qtbot.waitUntil(lambda: window.current_page() is page)
    settled(qtbot, setting)


def test_another_person_at_the_locked_window_gets_pages_of_his_own(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    window = at_work(qtbot, program, office[0].folder, HEAD)
    window.menus.actions["lock"].trigger()
    sign_in_as(qtbot, program, AUDITOR)
    qtbot.waitUntil(lambda: window.current_page() is not None)
    assert isinstance(window.current_page(), AuditPage)
    offered = window.navigation.keys()
    assert "general_manager" not in offered
    assert program.context().session.name == AUDITOR
    settled(qtbot, setting)


def test_signing_out_forgets_the_session(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    window = at_work(qtbot, program, office[0].folder, CLERK)
    settled(qtbot, setting)
    window.menus.actions["switch_person"].trigger()
    assert program.session is None
    front(qtbot, program, SignIn)
    settled(qtbot, setting)


def test_after_switching_the_keyboard_is_at_the_names_and_the_desk_stays_open(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    window = at_work(qtbot, program, office[0].folder, CLERK)
    settled(qtbot, setting)
    opened = program.opened
    window.header.switch_requested.emit()
    page = front(qtbot, program, SignIn)
    assert isinstance(page, SignIn)
    qtbot.waitUntil(lambda: page.person.hasFocus() and page.person.count() > 0)
    assert page.person.currentData() == CLERK
    assert program.opened is opened
    settled(qtbot, setting)


def test_a_password_can_be_typed_and_handed_in_while_the_desk_is_being_opened(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    setting.settings.put(LAST_DESK, str(office[0].folder))
    setting.settings.put(LAST_PERSON, CLERK)
    program.start(None)
    page = program.window.front()
    assert isinstance(page, SignIn)
    assert page.isVisible()
    assert page.waits_for_desk()
    qtbot.waitUntil(page.password.hasFocus)
    qtbot.keyClicks(page.password, PASSWORD)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.current_page() is not None)
    assert program.context().session.name == CLERK
    settled(qtbot, setting)


def test_a_password_handed_in_for_somebody_who_is_not_there_is_for_nobody(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    setting.settings.put(LAST_DESK, str(office[0].folder))
    setting.settings.put(LAST_PERSON, "以前的人")
    program.start(None)
    page = program.window.front()
    assert isinstance(page, SignIn)
    qtbot.keyClicks(page.password, PASSWORD)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.person.count() > 0)
    settled(qtbot, setting)
    assert program.session is None
    assert page.isVisible()


def test_a_desk_that_cannot_be_opened_leads_from_the_sign_in_to_the_start_page(
    qtbot: QtBot, setting: Setting, program: Program, tmp_path: Path
) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database at all" * 100)
    setting.settings.put(LAST_DESK, str(tmp_path))
    program.start(None)
    assert isinstance(program.window.front(), SignIn)
    page = front(qtbot, program, StartPage)
    assert isinstance(page, StartPage)
    qtbot.waitUntil(lambda: bool(page.message_bar.text()))
    assert page.buttons["open_desk"].isEnabled()


def test_while_an_office_is_set_up_no_desk_is_opened_over_it(qtbot: QtBot, program: Program) -> None:
    program.start(None)
    program.set_up()
    assert not program.window.menus.actions["open_desk"].isEnabled()
    assistant = front(qtbot, program, SetupAssistant)
    assert isinstance(assistant, SetupAssistant)
    assistant.cancel()
    front(qtbot, program, StartPage)
    assert program.window.menus.actions["open_desk"].isEnabled()


def test_an_unconfirmed_person_sees_his_fingerprint_and_no_page(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    folder, codes = office[0].folder, office[1]
    desk = open_desk(folder)
    session = first_sign_in(desk.ports, name=INVITED, code=codes[INVITED], password=PASSWORD)
    expected = desk.ports.vault.person_fingerprint(session.keys.public)
    desk.close()
    program.start(folder)
    sign_in_as(qtbot, program, INVITED)
    page = front(qtbot, program, Unconfirmed)
    assert isinstance(page, Unconfirmed)
    assert page.fingerprint.accessibleName() == expected
    assert not program.window.navigation.isVisible()
    assert program.session is None


def test_nobody_at_the_keyboard_locks_the_window(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    window = at_work(qtbot, program, office[0].folder, CLERK)
    settled(qtbot, setting)
    assert program.idle.is_watching()
    program.idle.idle.emit()
    front(qtbot, program, SignIn)
    assert window.current_page() is None
    settled(qtbot, setting)


def test_the_idle_watch_counts_from_the_last_stroke(qtbot: QtBot, setting: Setting) -> None:
    watch = IdleWatch(minute=50)
    with qtbot.waitSignal(watch.idle):
        watch.start(1)
    assert not watch.is_watching()
    watch.start(0)
    assert not watch.is_watching()


def test_closing_takes_a_checkpoint_and_lets_go_of_the_desk(
    qtbot: QtBot, setting: Setting, program: Program, office: tuple[Desk, dict[str, str]]
) -> None:
    folder = office[0].folder
    desk = open_desk(folder)
    first_sign_in(desk.ports, name=INVITED, code=office[1][INVITED], password=PASSWORD)
    desk.close()
    window = at_work(qtbot, program, folder, CLERK)
    settled(qtbot, setting)
    window.close()
    again = open_desk(folder)
    with again.ports.ledger.reading() as reading:
        assert reading.event(reading.size())[0].type == "checkpoint"
    with again.lock.alone() as alone:
        assert not alone
    again.close()
    with again.lock.alone() as alone:
        assert alone
