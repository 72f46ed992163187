"""Signing in through the real page: the wrong password waits longer each time, a first sign-in needs its code."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from filedesk.clock import SetClock
from filedesk.desk import Desk
from filedesk.domain.people import PersonState
from filedesk.services.keys import Session
from filedesk.services.people import new_code, people
from filedesk.ui.application import Setting
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.sign_in import SignIn
from filedesk.ui.pages.unconfirmed import Unconfirmed
from tests.ui.founded_desk import AUDITOR, CLERK, HEAD, INVITED, PASSWORD, founded, signed_in

TICK = 250
"""A second of the wait, in milliseconds."""


@pytest.fixture
def office(tmp_path: Path) -> tuple[Desk, dict[str, str]]:
    return founded(tmp_path / "desk")


@pytest.fixture
def desk(office: tuple[Desk, dict[str, str]]) -> Desk:
    return office[0]


def opened(qtbot: QtBot, setting: Setting, desk: Desk, name: str = "") -> SignIn:
    page = SignIn(setting.tasks, name=name, tick=TICK)
    qtbot.addWidget(page)
    page.show()
    page.use_desk(desk.ports)
    qtbot.waitUntil(lambda: page.person.count() == 4)
    return page


def field(page: SignIn, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    assert found.isVisible()
    return found


def button(page: SignIn) -> QPushButton:
    found = page.findChild(QPushButton, "sign_in_button")
    assert isinstance(found, QPushButton)
    return found


def test_the_right_password_and_enter_sign_in(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, CLERK)
    qtbot.keyClicks(field(page, "password"), PASSWORD)
    with qtbot.waitSignal(page.signed_in) as told:
        qtbot.keyClick(field(page, "password"), Qt.Key.Key_Return)
    session = told.args[0]
    assert isinstance(session, Session)
    assert (session.name, session.confirmed, session.roles) == (CLERK, True, frozenset({"clerk"}))
    assert field(page, "password").text() == ""


def test_a_wrong_password_is_said_noted_and_waited_for(qtbot: QtBot, setting: Setting, tmp_path: Path) -> None:
    clock = SetClock(datetime(2026, 3, 10, 8, tzinfo=UTC))
    desk, _codes = founded(tmp_path / "clocked", clock)
    page = opened(qtbot, setting, desk, CLERK)
    waits: list[int] = []
    for _turn in range(3):
        field(page, "password").setText("wrong")
        qtbot.keyClick(field(page, "password"), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.seconds_left() > 0)
        waits.append(page.seconds_left())
        assert "does not fit" in page.message_bar.text()
        assert not button(page).isEnabled()
        assert str(page.seconds_left()) in button(page).text()
        qtbot.waitUntil(lambda: page.seconds_left() == 0)
        assert button(page).isEnabled()
        clock.advance(timedelta(seconds=waits[-1]))
    assert waits[0] < waits[1] < waits[2]
    with desk.ports.ledger.reading() as reading:
        refused = [reading.event(seq)[0].type for seq in range(1, reading.size() + 1)]
    assert refused.count("sign_in_refused") == 3
    desk.database.close()


def test_too_early_a_try_counts_down_what_is_left(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, HEAD)
    field(page, "password").setText("wrong")
    button(page).click()
    qtbot.waitUntil(lambda: page.seconds_left() > 0)
    page.choose(CLERK)
    assert page.seconds_left() == 0
    assert page.message_bar.text() == ""
    page.choose(HEAD)
    field(page, "password").setText(PASSWORD)
    button(page).click()
    qtbot.waitUntil(lambda: page.seconds_left() > 0)
    assert "wait" in page.message_bar.text().lower() or "second" in page.message_bar.text().lower()


def test_at_a_first_sign_in_tab_goes_through_its_lines_to_the_button(
    qtbot: QtBot, setting: Setting, desk: Desk
) -> None:
    page = opened(qtbot, setting, desk, INVITED)
    lines = [field(page, name) for name in ("one_time_code", "new_password", "new_password_again")]
    lines[0].setFocus()
    for before, after in pairwise([*lines, button(page)]):
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert page.focusWidget() is after


def test_no_input_method_learns_a_password(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    secret = (
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhHiddenText
    )
    page = opened(qtbot, setting, desk, INVITED)
    for line in (page.password, field(page, "new_password")):
        assert line.inputMethodHints() & secret == secret


def test_the_first_sign_in_makes_keys_and_then_waits_to_be_confirmed(
    qtbot: QtBot, setting: Setting, office: tuple[Desk, dict[str, str]]
) -> None:
    desk, codes = office
    page = opened(qtbot, setting, desk, INVITED)
    assert page.password.isHidden() or not page.password.isVisible()
    field(page, "one_time_code").setText(codes[INVITED].lower().replace("-", " "))
    field(page, "new_password").setText("mine")
    field(page, "new_password_again").setText("mime")
    qtbot.keyClick(field(page, "new_password_again"), Qt.Key.Key_Return)
    assert page.first.fields["new_password_again"].below.text().startswith("The two passwords")
    field(page, "new_password_again").setText("mine")
    with qtbot.waitSignal(page.signed_in) as told:
        qtbot.keyClick(field(page, "new_password_again"), Qt.Key.Key_Return)
    session = told.args[0]
    assert not session.confirmed
    assert list(session.office_keys()) == []
    row = next(row for row in people(desk.ports) if row["name"] == INVITED)
    assert row["state"] == PersonState.UNCONFIRMED
    assert row["fingerprint"] == desk.ports.vault.person_fingerprint(session.keys.public)
    desk.database.close()


def test_a_wrong_code_makes_no_keys(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, INVITED)
    field(page, "one_time_code").setText("0000-0000-0000-0000")
    field(page, "new_password").setText("mine")
    field(page, "new_password_again").setText("mine")
    button(page).click()
    qtbot.waitUntil(lambda: bool(page.message_bar.text()))
    assert page.seconds_left() > 0
    state = {row["name"]: row["state"] for row in people(desk.ports)}[INVITED]
    assert state == PersonState.INVITED
    desk.database.close()


def test_a_forgotten_password_begins_anew_with_a_code(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    head = signed_in(desk, HEAD)
    clerk = next(row["id"] for row in people(desk.ports) if row["name"] == CLERK)
    new_code(desk.ports, head, person=clerk)
    desk.database.close()
    page = opened(qtbot, setting, desk, CLERK)
    assert field(page, "one_time_code").isVisible()


def test_the_page_speaks_the_language_in_use(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, AUDITOR)
    before = button(page).text()
    switch_language(setting.application, "zh_CN")
    qtbot.waitUntil(lambda: button(page).text() != before)
    assert button(page).text() == "登录"


def test_an_unconfirmed_person_sees_the_fingerprint_and_the_way_back(qtbot: QtBot, setting: Setting) -> None:
    page = Unconfirmed(INVITED, "7XK2-9QPM-0C4T-HJ6R-AB12")
    qtbot.addWidget(page)
    page.show()
    assert page.fingerprint.text() == "7XK2 - 9QPM - 0C4T - HJ6R - AB12"
    back = page.findChild(QPushButton, "sign_in_again")
    assert isinstance(back, QPushButton)
    with qtbot.waitSignal(page.sign_in_again):
        qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
