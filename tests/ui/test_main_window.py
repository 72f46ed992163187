"""The shell, by keys and mouse: pages by role, locking, languages and themes at run time, closing in peace."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton, QTableWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from filedesk.errors import RuleRefused
from filedesk.services.ports import Progress
from filedesk.ui.application import Setting, prepare
from filedesk.ui.colours import shade
from filedesk.ui.main_window import MainWindow
from filedesk.ui.navigation import Navigation
from filedesk.ui.page import Page, PageSpec
from filedesk.ui.settings import Settings

CLERK = frozenset({"clerk"})
AUDITOR = frozenset({"auditor"})


class PlainPage(Page):
    made: list[str] = []  # noqa: RUF012 - counted across pages

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.made.append(key)
        self.times_shown = 0
        self.box = QLineEdit()
        self.body.addWidget(self.box)

    def shown(self) -> None:
        self.times_shown += 1

    def search(self) -> None:
        self.box.setFocus()


def spec(key: str, title: str, roles: frozenset[str] = frozenset()) -> PageSpec:
    return PageSpec(key, title, "inbox", lambda: PlainPage(key, title), roles)


SPECS: Sequence[PageSpec] = (
    spec("todo", "Pages"),
    spec("incoming", "Report", CLERK),
    spec("audit", "Page", AUDITOR),
)


@pytest.fixture
def window(qtbot: QtBot, setting: Setting) -> MainWindow:
    PlainPage.made.clear()
    made = MainWindow(setting, lambda: SPECS)
    qtbot.addWidget(made)
    made.set_desk("华兴公司")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def control(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_each_role_sees_its_pages_and_they_are_made_when_opened(window: MainWindow) -> None:
    window.enter("陈文员", CLERK)
    assert window.navigation.keys() == ["todo", "incoming"]
    assert PlainPage.made == ["todo"]
    window.open_page("incoming")
    window.open_page("todo")
    assert PlainPage.made == ["todo", "incoming"]
    with pytest.raises(ValueError, match="audit"):
        window.open_page("audit")


def test_pages_by_ctrl_and_figure(qtbot: QtBot, window: MainWindow) -> None:
    window.enter("陈文员", CLERK)
    control(qtbot, window, Qt.Key.Key_2)
    page = window.current_page()
    assert page is not None
    assert page.name == "incoming"
    assert page.findChild(QLabel, "page_title").text() == "Report"
    control(qtbot, window, Qt.Key.Key_9)
    assert window.current_page() is page


def test_pages_by_arrow_keys_and_by_mouse(qtbot: QtBot, window: MainWindow) -> None:
    window.enter("陈文员", CLERK)
    opened: list[str] = []
    window.page_opened.connect(opened.append)
    window.navigation.setFocus()
    qtbot.keyClick(window.navigation, Qt.Key.Key_Down)
    place = window.navigation.visualItemRect(window.navigation.item(0)).center()
    qtbot.mouseClick(window.navigation.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["incoming", "todo"]


def test_what_waits_is_counted_for_eye_and_ear(window: MainWindow) -> None:
    window.enter("陈文员", CLERK)
    window.navigation.set_count("incoming", 3)
    item = window.findChild(Navigation, "navigation").item(1)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Report 3 waiting"
    window.navigation.set_count("incoming", 0)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Report"


def test_before_sign_in_nothing_of_the_office_can_be_reached(qtbot: QtBot, window: MainWindow) -> None:
    front = QWidget()
    window.leave(front)
    asked: list[str] = []
    window.lock_requested.connect(lambda: asked.append("lock"))
    control(qtbot, window, Qt.Key.Key_1)
    control(qtbot, window, Qt.Key.Key_L)
    assert (window.current_page(), asked) == (None, [])
    assert front.isVisible()
    assert not window.navigation.isVisible()
    box = window.findChild(QLineEdit, "command_box")
    assert box is None or not box.isVisible()


def test_locking_covers_the_page_and_coming_back_finds_it_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    window.enter("陈文员", CLERK)
    page = window.open_page("incoming")
    assert isinstance(page, PlainPage)
    page.box.setText("half typed")
    with qtbot.waitSignal(window.lock_requested):
        control(qtbot, window, Qt.Key.Key_L)
    window.cover(QWidget())
    assert not page.isVisible()
    control(qtbot, window, Qt.Key.Key_1)
    assert window.current_page() is None
    window.uncover("陈文员")
    assert window.current_page() is page
    assert page.isVisible()
    assert page.box.text() == "half typed"


def test_leaving_ends_the_pages(qtbot: QtBot, window: MainWindow) -> None:
    window.enter("陈文员", CLERK)
    page = window.current_page()
    with qtbot.waitSignal(page.destroyed):
        window.leave(QWidget())
    window.enter("王审计", AUDITOR)
    assert window.navigation.keys() == ["todo", "audit"]
    assert PlainPage.made == ["todo", "todo"]


def test_an_ended_page_is_held_until_qt_has_ended_it(qtbot: QtBot, window: MainWindow) -> None:
    window.enter("陈文员", CLERK)
    held = weakref.ref(window.current_page())
    window.leave(QWidget())
    gc.collect()
    assert held() is not None
    qtbot.waitUntil(lambda: held() is None)


def test_f2_goes_to_the_command_box_and_enter_asks(qtbot: QtBot, window: MainWindow) -> None:
    window.enter("陈文员", CLERK)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    box = window.findChild(QLineEdit, "command_box")
    assert box.hasFocus()
    with qtbot.waitSignal(window.command_requested) as asked:
        qtbot.keyClicks(box, " 0123 ")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked.args == ["0123"]


def test_ctrl_f_searches_on_the_page(qtbot: QtBot, window: MainWindow) -> None:
    window.enter("陈文员", CLERK)
    control(qtbot, window, Qt.Key.Key_F)
    page = window.current_page()
    assert isinstance(page, PlainPage)
    assert page.box.hasFocus()


def test_the_language_changes_at_run_time_everywhere_and_is_kept(
    qtbot: QtBot, window: MainWindow, setting: Setting
) -> None:
    window.enter("陈文员", CLERK)
    window.set_state(lambda: __import__("filedesk.texts").texts.tr("Demo"), "good")
    window.menus.actions["language_zh_CN"].trigger()
    page = window.current_page()
    qtbot.waitUntil(lambda: page.findChild(QLabel, "page_title").text() == "页面")
    assert window.menus.menus["file"].title() == "文件(&F)"
    assert window.navigation.item(0).text() == "页面"
    assert window.findChild(QLabel, "status_state").text() == "演示"
    assert window.findChild(QToolButton, "lock").accessibleName() == "锁定"
    assert setting.settings.text("language") == "zh_CN"
    window.menus.actions["language_en"].trigger()
    qtbot.waitUntil(lambda: page.findChild(QLabel, "page_title").text() == "Pages")


def test_the_theme_changes_at_run_time_and_is_kept(window: MainWindow, setting: Setting) -> None:
    window.enter("陈文员", CLERK)
    lock = window.findChild(QToolButton, "lock")

    def ink() -> str:
        image = lock.icon().pixmap(20, 20).toImage()
        paints = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max((paint for paint in paints if paint.alpha() > 250), key=lambda paint: paint.alpha()).name()

    bright = ink()
    window.menus.actions["theme_dark"].trigger()
    assert shade() == "dark"
    assert setting.settings.text("theme") == "dark"
    assert window.palette().window().color().lightness() < 60
    assert ink() != bright
    window.menus.actions["theme_light"].trigger()
    assert ink() == bright


def test_an_error_nobody_takes_stands_on_the_page_in_view(qtbot: QtBot, window: MainWindow, setting: Setting) -> None:
    window.enter("陈文员", CLERK)
    page = window.current_page()

    def refuse(_progress: Progress) -> None:
        raise RuleRefused("folder_not_taken", name="x")

    setting.tasks.run(refuse, done=lambda _found: None)
    qtbot.waitUntil(lambda: "“x” is a folder" in page.message_bar.text())


def test_f1_lists_every_key_of_the_menus(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    table = window.findChild(QTableWidget, "keys_table")
    keys = {table.item(row, 0).text() for row in range(table.rowCount())}
    assert {"F1", "F2", "F5", "Ctrl+L", "Ctrl+F", "Ctrl+Q"} <= keys
    assert all(table.item(row, 1).text() for row in range(table.rowCount()))


def test_no_two_acts_share_a_key(window: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in window.menus.actions.values() if action.shortcut().toString()]
    assert len(keys) == len(set(keys))


def test_closing_keeps_the_geometry_and_ends_the_workers(qtbot: QtBot, qapp: object, settings: Settings) -> None:
    setting = prepare(qapp, settings)
    window = MainWindow(setting, lambda: SPECS)
    qtbot.addWidget(window)
    window.resize(790, 610)
    window.show()
    finished: list[str] = []
    setting.tasks.run(lambda _p: "saved", done=finished.append)
    with qtbot.waitSignal(window.about_to_close):
        window.close()
    assert finished == ["saved"]
    assert setting.tasks.idle()
    again = MainWindow(prepare(qapp, settings), lambda: SPECS)
    qtbot.addWidget(again)
    assert again.size() == window.size()


def test_long_work_is_asked_about_before_closing(qtbot: QtBot, qapp: object, settings: Settings) -> None:
    setting = prepare(qapp, settings)
    setting.tasks._patience = 0.0
    window = MainWindow(setting, lambda: SPECS)
    qtbot.addWidget(window)
    window.show()
    started = threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            started.set()
            progress.raise_if_cancelled()

    stopped: list[BaseException] = []
    setting.tasks.run(endless, done=lambda _found: None, failed=stopped.append, title="Printing")
    assert started.wait(20)
    assert not window.close()
    box = window.findChild(QMessageBox, "question")
    assert "Printing" in box.text()
    qtbot.mouseClick(box.findChild(QPushButton, "yes"), Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert len(stopped) == 1
