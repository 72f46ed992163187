"""The code 代字 of a department under Office, set ahead of its first number (N1a); by clerks and administrators."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from filedesk.services import issuing
from filedesk.ui.pages.office_page import OfficePage
from tests.ui.at_document import CLERK, FIRST, HEAD, Desk


def page_of(at: Desk, name: str) -> OfficePage:
    page = OfficePage(at.office.context(name))
    at.qtbot.addWidget(at.office.keep(page))
    page.show()
    at.qtbot.waitExposed(page)
    at.settle()
    return page


def opened(at: Desk, page: OfficePage) -> Any:
    at.qtbot.mouseClick(page.findChild(QPushButton, "set_code"), Qt.MouseButton.LeftButton)
    return at.dialog(page, "department_code_dialog")


@pytest.mark.parametrize("name", [CLERK, HEAD])
def test_it_is_offered_set_and_shown(at: Desk, name: str) -> None:
    page = page_of(at, name)
    shown = opened(at, page)
    assert shown.code.text() == "华兴办"
    at.choose(shown, "code_department", 2)
    assert shown.code.text() == "华兴工"
    at.agree(shown)
    label = page.findChild(QLabel, "codes_list")
    assert isinstance(label, QLabel)
    at.qtbot.waitUntil(lambda: "工程部 华兴工" in label.text())


def test_a_code_of_another_department_is_refused_under_its_field(at: Desk) -> None:
    at.office.by(CLERK, issuing.set_code, department=1, text="华兴办发")
    page = page_of(at, CLERK)
    shown = opened(at, page)
    assert shown.department.currentText() == "工程部", "the first that has none"
    shown.code.setText("华兴办发")
    at.press(shown)
    assert at.error(shown, "department_code")
    assert shown.isVisible()


def test_who_may_not_has_no_button(at: Desk) -> None:
    button = page_of(at, FIRST).findChild(QPushButton, "set_code")
    assert isinstance(button, QPushButton)
    assert not button.isVisible()
