"""Who waits to be confirmed stands in the general manager's to-do and on his page, and both lead to the act."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTreeWidget

from filedesk.services.people import first_sign_in
from filedesk.ui.pages.office_page import OfficePage
from filedesk.ui.widgets.plain_table import PlainTable
from tests.ui.founded_desk import HEAD, INVITED, PASSWORD, founded
from tests.ui.real_window import RealWindow


@pytest.fixture
def somebody_waits(tmp_path: Path) -> Path:
    """A desk whose invited person has just made his keys."""
    desk, codes = founded(tmp_path / "desk")
    first_sign_in(desk.ports, name=INVITED, code=codes[INVITED], password="brand new 1")
    desk.database.close()
    desk.close()
    return tmp_path / "desk"


def chosen(window: RealWindow) -> list[str]:
    table = window.find(PlainTable, "people")
    window.until(lambda: table.chosen() is not None, "somebody chosen")
    return table.texts()[table.currentRow()]


def test_his_page_tells_how_many_and_leads_there(at_window: RealWindow, somebody_waits: Path) -> None:
    at_window.start(somebody_waits)
    at_window.sign_in(HEAD, PASSWORD)
    assert at_window.text("people_to_confirm") == "1 person to confirm…"
    at_window.press("people_to_confirm")
    assert isinstance(at_window.window.current_page(), OfficePage)
    assert chosen(at_window)[0] == INVITED
    assert at_window.find(QPushButton, "confirm_person").isEnabled()


def test_enter_in_the_to_do_leads_there(at_window: RealWindow, somebody_waits: Path) -> None:
    at_window.start(somebody_waits)
    at_window.sign_in(HEAD, PASSWORD)
    at_window.page("to_do")
    tree = at_window.find(QTreeWidget, "to_do_tree")
    (group,) = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    assert group.text(0) == "People to be confirmed  1"
    assert group.child(0).text(0) == INVITED
    for _stroke in range(2):
        at_window.key(Qt.Key.Key_Down)
    at_window.key(Qt.Key.Key_Return)
    assert isinstance(at_window.window.current_page(), OfficePage)
    assert chosen(at_window)[0] == INVITED


def test_where_nobody_waits_nothing_is_said(at_window: RealWindow, own_desk: Path) -> None:
    at_window.start(own_desk)
    at_window.sign_in(HEAD, PASSWORD)
    assert not at_window.all(QPushButton, "people_to_confirm")
