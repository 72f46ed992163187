"""The office alone receives incoming papers (I1) in the window: changed under Office, and nothing offered elsewhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from filedesk.domain.documents import Series
from filedesk.domain.receiving import ANY_CLERK
from filedesk.services.acts import act_of
from filedesk.services.changes import Changes
from filedesk.services.receiving import set_receiving_office
from filedesk.ui.pages.office_page import OfficePage
from filedesk.ui.pages.register_page import RegisterPage
from tests.ui.at_document import CLERK, HEAD, Desk

THE_OFFICE, ENGINEERS = 1, 2


def shown(at: Desk, made: Any) -> Any:
    at.qtbot.addWidget(at.office.keep(made))
    made.resize(1100, 760)
    made.show()
    at.qtbot.waitExposed(made)
    made.shown()
    at.settle()
    return made


def elsewhere(at: Desk) -> None:
    """工程部 receives, and the one clerk there is works for 办公室."""

    def named(ports: Any, session: Any) -> None:
        with ports.ledger.writing() as writing:
            act_of(writing, session).append("receiving_office_set", {"department": ENGINEERS})

    at.office.by(HEAD, named)


def test_the_general_manager_names_the_place_and_everybody_reads_it(at: Desk) -> None:
    page = shown(at, OfficePage(at.office.context(HEAD)))
    told = page.findChild(QLabel, "receiving_list")
    assert told.text() == "Every clerk"
    at.qtbot.mouseClick(page.findChild(QPushButton, "set_receiving_office"), Qt.MouseButton.LeftButton)
    asked = at.dialog(page, "receiving_office_dialog")
    at.choose(asked, "receiving_department", ENGINEERS)
    at.press(asked)
    assert "工程部 has no clerk" in at.error(asked, "department")
    at.choose(asked, "receiving_department", THE_OFFICE)
    at.agree(asked)
    at.qtbot.waitUntil(lambda: told.text() == "办公室")
    clerk = shown(at, OfficePage(at.office.context(CLERK)))
    assert clerk.findChild(QLabel, "receiving_list").text() == "办公室"
    assert not clerk.findChild(QPushButton, "set_receiving_office").isVisible()


def test_another_departments_clerk_is_not_offered_to_register(at: Desk, paper: Any) -> None:
    """I1: neither by button nor key nor dropped file; and it follows the setting while the page stands."""
    page = shown(at, RegisterPage(at.office.context(CLERK), Series.INCOMING))
    button = page.findChild(QPushButton, "register_button")
    assert button.isVisible()
    elsewhere(at)
    at.office.setting.hub.changed.emit(Changes(office=True))
    at.qtbot.waitUntil(lambda: not button.isVisible())
    at.qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not page.registering
    assert page.message_bar.text() == "Incoming papers are registered at the office that receives them."
    page.register_files([paper()])
    assert not page.registering
    internal = shown(at, RegisterPage(at.office.context(CLERK), Series.INTERNAL))
    assert internal.findChild(QPushButton, "register_button").isVisible()
    at.office.setting.hub.changed.emit(at.office.by(HEAD, set_receiving_office, department=ANY_CLERK))
    at.qtbot.waitUntil(button.isVisible)
