"""当面签 in both languages: who signs here, his act with his name at its head, the question for his password."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget

from filedesk.demo import DEMO_PASSWORD
from tests.ui import test_language_on_every_page as every_page
from tests.ui.test_language_on_every_page import CLERK, CONTROL, Languages, go_to

demo_office, at_window, languages = every_page.demo_office, every_page.at_window, every_page.languages


def test_signing_here(languages: Languages) -> None:
    window = languages.window
    window.sign_in(CLERK, DEMO_PASSWORD)
    go_to(window, "with_general_manager")
    languages.dialog("sign_here_dialog", lambda: window.key(Qt.Key.Key_F12))

    def choose() -> None:
        window.key(Qt.Key.Key_F12)
        window.find(QListWidget, "sign_here_list").setCurrentRow(0)
        window.key(Qt.Key.Key_Return)

    languages.dialog("instruct_here_dialog", choose)
    choose()
    window.find(QDialog, "instruct_here_dialog")
    window.settle()
    window.fill("instruct_text", "阅。")
    languages.reader.data.insert(0, "阅。")
    languages.dialog("password_here_dialog", lambda: window.key(Qt.Key.Key_Return, CONTROL), switched=False)
