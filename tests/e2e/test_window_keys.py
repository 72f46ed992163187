"""Keys in the real window: no two acts want the same one, since Qt would then carry out neither."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from filedesk.ui.pages.document_acts import ACTS
from filedesk.ui.pages.draft_acts import DRAFT_ACTS
from filedesk.ui.window_menus import WindowMenus
from tests.e2e.program import CLERK, DEMO_PASSWORD, HEAD, demo_template
from tests.ui.founded_desk import HEAD as FOUNDED_HEAD
from tests.ui.founded_desk import PASSWORD
from tests.ui.real_window import CONTROL, RealWindow

WINDOW = Qt.ShortcutContext.WindowShortcut
ALONE = Qt.ShortcutContext.WidgetShortcut


def wanted_keys(window: RealWindow) -> list[tuple[str, str, QWidget, Qt.ShortcutContext]]:
    """(key, act, widget, context) of all that would answer a key now."""
    found = []
    for action in window.window.findChildren(QAction):
        if action.isEnabled() and not action.shortcut().isEmpty():
            found.append((action.shortcut(), action.objectName() or action.text(), window.window, WINDOW))
    for shortcut in window.window.findChildren(QShortcut):
        place = shortcut.parent()
        if isinstance(place, QWidget) and place.isVisible() and place.window() is window.window:
            found.append((shortcut.key(), f"of {place.objectName()}", place, shortcut.context()))
    for button in window.all(QAbstractButton):
        if not button.shortcut().isEmpty() and button.isEnabled():
            found.append((button.shortcut(), button.objectName(), window.window, WINDOW))
    return [(key.toString(QKeySequence.SequenceFormat.PortableText), *told) for key, *told in found]


def assert_every_key_has_one_act(window: RealWindow, where: str) -> None:
    by_key = defaultdict(list)
    for key, *told in wanted_keys(window):
        by_key[key].append(told)
    for key, acts in by_key.items():
        for place, (act, widget, context) in enumerate(acts):
            for other, other_widget, other_context in acts[place + 1 :]:
                if ALONE in (context, other_context):
                    met = widget is other_widget
                else:
                    met = WINDOW in (context, other_context) or widget is other_widget
                    met = met or widget.isAncestorOf(other_widget) or other_widget.isAncestorOf(widget)
                assert not met, f"{where}: {key} is wanted by {act} and by {other}"


@pytest.mark.parametrize("name", [CLERK, HEAD])
def test_no_two_acts_want_one_key(
    at_window: RealWindow, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, name: str
) -> None:
    window = at_window
    window.start(Path(shutil.copytree(demo_template(tmp_path_factory.getbasetemp()), tmp_path / "desk")))
    window.sign_in(name, DEMO_PASSWORD)
    assert {"Ctrl+L", "F2", "Ctrl+1"} <= {key for key, *_told in wanted_keys(window)}
    pages = window.window.navigation.keys()
    for page in pages:
        window.page(page)
        assert_every_key_has_one_act(window, page)
    window.key(Qt.Key.Key_F2)
    window.type(window.rows("SELECT number FROM document WHERE series = 'incoming'")[0][0])
    window.key(Qt.Key.Key_Return)
    window.find(QWidget, "back_button")
    window.settle()
    assert_every_key_has_one_act(window, "document")
    if name == CLERK:
        window.page("incoming")
        window.press("back_button")
        window.key(Qt.Key.Key_N, CONTROL)
        window.find(QWidget, "register_form")
        assert_every_key_has_one_act(window, "register form")


def test_phrases_are_written_by_their_keys_though_pages_have_the_same(at_window: RealWindow, own_desk: Path) -> None:
    """Design 7: common phrases picked by keyboard; elsewhere on the page Ctrl+2 goes to the second page."""
    window = at_window
    window.start(own_desk)
    window.sign_in(FOUNDED_HEAD, PASSWORD)
    window.fill("instruction_text", "x ")
    window.key(Qt.Key.Key_2, CONTROL)
    assert window.text("instruction_text") == "x Agreed."
    window.click(window.find(QWidget, "instruction_deadline"))
    window.key(Qt.Key.Key_1, CONTROL)
    assert window.text("instruction_text") == "x Agreed.Read."
    window.find(QWidget, "waiting_list").setFocus()
    window.key(Qt.Key.Key_2, CONTROL)
    window.until(lambda: window.window.navigation.currentRow() == 1, "the second page")


def test_no_act_on_a_document_takes_a_key_of_the_window(qtbot: QtBot) -> None:
    """Two shortcuts on one key do nothing at all, wherever the document's page is in front."""
    bar = QMenuBar()
    qtbot.addWidget(bar)
    menus = WindowMenus(bar, "system")
    taken = {action.shortcut().toString() for action in menus.actions.values()} - {""}
    assert "Ctrl+Shift+U" in taken
    assert not taken & {act.key for act in (*ACTS, *DRAFT_ACTS)}
