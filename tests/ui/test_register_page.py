"""The register: searched at once, filtered by chips, sorted, void numbers struck through, everything by key."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Series, Urgency
from filedesk.services.registration import void_number
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.print_preview import PrintPreview
from filedesk.ui.pages.register_page import RegisterPage

CLERK, MANAGER = "王文员", "赵总"


@pytest.fixture
def open_page(qtbot: QtBot, office: Any) -> Any:
    def make(name: str = CLERK, series: Series = Series.INCOMING) -> RegisterPage:
        page = RegisterPage(office.context(name), series)
        qtbot.addWidget(office.keep(page))
        page.resize(1200, 700)
        page.show()
        qtbot.waitExposed(page)
        with qtbot.waitSignal(page.records.loaded):
            page.shown()
        qtbot.waitUntil(office.setting.tasks.idle)
        return page

    return make


def shown(page: RegisterPage, key: str = "title") -> list[str]:
    column = next(n for n, c in enumerate(page.records.columns) if c.key == key)
    return [page.records.index(row, column).data() for row in range(page.records.rowCount())]


def test_the_newest_number_stands_first_and_enter_opens_it(qtbot: QtBot, office: Any, open_page: Any) -> None:
    office.register("关于加强安全生产工作的通知")
    second = office.register("关于报送统计报表的函")
    page = open_page()
    assert shown(page, "number")[0] == second.number
    assert shown(page, "holder") == [CLERK, CLERK]
    opened: list[int] = []
    page.open_document.connect(opened.append)
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [second.document]


@pytest.mark.parametrize("words", ["安全", "aqsc", "住建〔2026〕7"])
def test_two_characters_initials_or_their_number_find_it(qtbot: QtBot, office: Any, open_page: Any, words: str) -> None:
    office.register("关于加强安全生产工作的通知", sender_number="住建〔2026〕7号")
    office.register("关于报送统计报表的函")
    page = open_page()
    page.search()
    with qtbot.waitSignal(page.records.loaded):
        qtbot.keyClicks(page.search_box, words) if words.isascii() else page.search_box.setText(words)
    qtbot.waitUntil(lambda: shown(page) == ["关于加强安全生产工作的通知"])


def test_a_chip_filters_and_pressing_it_again_frees(qtbot: QtBot, office: Any, open_page: Any) -> None:
    office.register("急件", urgency=Urgency.URGENT, deadline=date(2099, 1, 1))
    office.register("平件")
    page = open_page()
    chip = page.chips.findChild(QPushButton, "chip_urgency_urgent")
    with qtbot.waitSignal(page.records.loaded):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert shown(page) == ["急件"]
    with qtbot.waitSignal(page.records.loaded):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 2


def test_a_department_is_chosen_from_a_menu_and_becomes_a_chip(qtbot: QtBot, office: Any, open_page: Any) -> None:
    office.register("工程部的", department=2)
    office.register("财务部的", department=3)
    page = open_page()
    qtbot.mouseClick(page.findChild(QPushButton, "choose_department"), Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu, "menu_department")
    with qtbot.waitSignal(page.records.loaded):
        next(action for action in menu.actions() if action.text() == "工程部").trigger()
    menu.close()
    assert shown(page) == ["工程部的"]
    assert page.chips.filters() == (("department", "2"),)


def test_a_void_number_stays_struck_through_with_its_reason(qtbot: QtBot, office: Any, open_page: Any) -> None:
    """Rule I2 and conventions.md: a void number stays in the register with its reason."""
    made = office.register("登记错了")
    office.register("好的")
    office.by(CLERK, void_number, document=made.document, reason="重复登记")
    page = open_page()
    assert shown(page, "state")[1] == "Void: 重复登记"
    struck = []
    for row in (0, 1):
        option = QStyleOptionViewItem()
        page.table.itemDelegate().initStyleOption(option, page.records.index(row, 0))
        struck.append(option.font.strikeOut())
    assert struck == [False, True]


def test_clicking_a_title_sorts_by_it(qtbot: QtBot, office: Any, open_page: Any) -> None:
    for sender in ("乙局", "甲局", "丙局"):
        office.register("函", sender)
    page = open_page()
    with qtbot.waitSignal(page.records.loaded):
        page.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert shown(page, "sender") == sorted(["乙局", "甲局", "丙局"])


def test_what_somebody_registers_appears_where_the_register_is_open(qtbot: QtBot, office: Any, open_page: Any) -> None:
    office.register("第一")
    page = open_page()
    made = office.register("第二")
    with qtbot.waitSignal(page.records.loaded):
        office.setting.hub.announce(made.changes)
    qtbot.waitUntil(lambda: shown(page) == ["第二", "第一"])


def test_a_file_dropped_anywhere_begins_registering_it(qtbot: QtBot, office: Any, open_page: Any, paper: Any) -> None:
    page = open_page()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(paper("来文.pdf")))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(page, entered)
    QApplication.sendEvent(page, QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, left, none))
    assert page.registering
    qtbot.waitUntil(lambda: [one.name for one in page.form.tray.staged] == ["来文.pdf"])
    page.form.cancel()
    assert not page.registering
    qtbot.waitUntil(office.setting.tasks.idle)
    assert list(office.desk.ports.files.all_ids()) == []


def test_ctrl_n_opens_the_form_and_esc_goes_back(qtbot: QtBot, open_page: Any) -> None:
    page = open_page()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.registering
    assert not page.register_button.isVisible()
    qtbot.keyClick(page.form.entry_form.edit.sender, Qt.Key.Key_Escape)
    assert not page.registering
    assert page.register_button.isVisible()


def test_who_is_no_clerk_cannot_register(qtbot: QtBot, open_page: Any) -> None:
    """Rule I1: one place, the office, takes documents in."""
    page = open_page(MANAGER)
    assert not page.register_button.isVisible()
    page.register()
    assert not page.registering


def test_ctrl_p_offers_to_print_what_is_shown(qtbot: QtBot, office: Any, open_page: Any) -> None:
    office.register("函", department=2)
    page = open_page()
    with qtbot.waitSignal(page.records.loaded):
        qtbot.mouseClick(page.chips.findChild(QPushButton, "chip_state_registered"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = page.window().findChild(PrintPreview)
    qtbot.waitUntil(office.setting.tasks.idle)
    assert preview.content().filters == (("state", "registered"),)
    preview.close()


def test_everything_changes_its_language(qtbot: QtBot, office: Any, open_page: Any) -> None:
    office.register("函")
    page = open_page()
    switch_language(office.setting.application, "zh_CN")
    qtbot.waitUntil(lambda: page.register_button.text() == "登记…（Ctrl+N）")
    qtbot.waitUntil(lambda: page.records.headerData(0, Qt.Orientation.Horizontal) == "收文号")
