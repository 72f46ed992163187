"""Blocks of numbers 手工号段, and what the command box answers, in both languages: menu, dialogs, form, to-do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMenu

from filedesk.demo import DEMO_PASSWORD
from filedesk.desk import opened
from filedesk.domain.documents import Series
from filedesk.services import blocks
from filedesk.services.people import sign_in
from tests.ui import test_language_on_every_page as every_page
from tests.ui.test_language_on_every_page import CLERK, CONTROL, SHIFT, Languages

demo_office, at_window, languages = every_page.demo_office, every_page.at_window, every_page.languages


def test_blocks_of_numbers(languages: Languages) -> None:
    window = languages.window
    with opened(window.folder or Path()) as desk:
        clerk = sign_in(desk.ports, name=CLERK, password=DEMO_PASSWORD)
        blocks.reserve(desk.ports, clerk, series=Series.INCOMING, count=3, reason="停电检修")
    languages.reader.learn(window.folder or Path(), DEMO_PASSWORD)
    window.sign_in(CLERK, DEMO_PASSWORD)
    languages.in_both("a block in the to-do")
    window.page("incoming")

    def by_menu(place: int) -> None:
        window.key(Qt.Key.Key_B, CONTROL | SHIFT)
        window.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")
        menu = QApplication.activePopupWidget()
        for _ in range(place):
            window.qtbot.keyClick(menu, Qt.Key.Key_Down)
        window.qtbot.keyClick(menu, Qt.Key.Key_Return)

    for place, name in enumerate(("reserve_dialog", "slip_dialog", "close_block_dialog")):
        languages.dialog(name, lambda place=place: by_menu(place))
    window.key(Qt.Key.Key_N, CONTROL)
    window.settle()
    window.find(QComboBox, "number_choice").setCurrentIndex(1)
    languages.in_both("an entry with a number of the block")
    window.key(Qt.Key.Key_Escape)
    window.page("office")
    languages.in_both("a block among the books")


def test_what_the_command_box_answers(languages: Languages) -> None:
    """F2: who has it since when, in the language in use."""
    window = languages.window
    window.sign_in(CLERK, DEMO_PASSWORD)
    window.key(Qt.Key.Key_F2)
    window.type("1")
    window.key(Qt.Key.Key_Return)
    window.until(lambda: window.focus().objectName() == "found_list", "the answer")
    window.settle()
    languages.check("zh_CN", "the answer")
