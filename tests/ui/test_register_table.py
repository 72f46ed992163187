"""The view of a register, by key and mouse: columns of one's own, a selection that stays, copying, Enter."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from filedesk.ui.application import Setting
from filedesk.ui.languages import switch_language
from filedesk.ui.models.source import Column, TableQuery
from filedesk.ui.models.table import RecordTable
from filedesk.ui.widgets.register_table import RegisterTable

COLUMNS = (
    Column("number", "Copy", 16),
    Column("title", "Page", 40),
    Column("late", "Report", 8, optional=True),
)


@pytest.fixture
def show(qtbot: QtBot, setting: Setting) -> Any:
    def make(source: Any) -> RegisterTable:
        model = RecordTable(COLUMNS, source, setting.tasks)
        table = RegisterTable("incoming", model, setting.settings)
        model.setParent(table)
        qtbot.addWidget(table)
        table.resize(900, 500)
        table.show()
        with qtbot.waitSignal(model.loaded, timeout=20_000):
            model.ask(TableQuery())
        return table

    return make


def test_the_selection_stays_with_its_record_when_others_arrive(qtbot: QtBot, show: Any, source: Any) -> None:
    records = source(100_000)
    table = show(records)
    table.selectRow(70_000)
    assert table.current_id() == 30_000
    told: list[object] = []
    table.chosen.connect(told.append)
    records.total += 5
    with qtbot.waitSignal(table.records.loaded):
        table.records.refresh()
    assert table.currentIndex().row() == 70_005
    assert table.selected_ids() == [30_000]
    assert table.rowAt(table.viewport().height() // 2) >= 0
    assert told == [], "it is still the same record"


def test_the_selection_stays_through_a_new_order(qtbot: QtBot, show: Any, source: Any) -> None:
    table = show(source(5000))
    table.selectRow(10)
    record = table.current_id()
    with qtbot.waitSignal(table.records.loaded):
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.current_id() == record == 4990
    assert table.currentIndex().row() == 4989


def test_what_is_filtered_away_is_no_longer_chosen(qtbot: QtBot, show: Any, source: Any) -> None:
    table = show(source(5000))
    table.selectRow(10)
    told: list[object] = []
    table.chosen.connect(told.append)
    with qtbot.waitSignal(table.records.loaded):
        table.records.ask(TableQuery(search="11"))
    assert table.current_id() is None
    assert told == [None]


def test_a_click_on_a_title_sorts_and_a_third_restores(qtbot: QtBot, show: Any, source: Any) -> None:
    records = source(500)
    table = show(records)
    head = table.horizontalHeader()
    x = head.sectionViewportPosition(0) + 20
    for _ in range(3):
        with qtbot.waitSignal(table.records.loaded):
            place = head.viewport().rect().topLeft()
            place.setX(x)
            place.setY(10)
            qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [query.sort for query in records.asked_queries] == ["", "number", "number", ""]


def test_enter_and_double_click_open(qtbot: QtBot, show: Any, source: Any) -> None:
    table = show(source(500))
    opened: list[object] = []
    table.opened.connect(opened.append)
    table.setFocus()
    table.selectRow(2)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [497]
    place = table.visualRect(table.records.index(5, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [497, 495]


def test_columns_are_chosen_by_key_and_kept_for_the_next_time(
    qtbot: QtBot, show: Any, source: Any, setting: Setting
) -> None:
    table = show(source(100))
    assert [table.isColumnHidden(number) for number in range(3)] == [False, False, True]
    table.setFocus()
    qtbot.keyClick(table, "L", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    menu = table.findChild(QMenu, "columns_menu")
    assert [action.text() for action in menu.actions()] == ["Copy", "Page", "Report"]
    menu.actions()[2].trigger()
    menu.actions()[0].trigger()
    menu.close()
    table.horizontalHeader().moveSection(2, 1)
    table.setColumnWidth(2, 333)
    qtbot.waitUntil(lambda: setting.settings.numbers("incoming/widths").get("late") == 333)
    assert setting.settings.texts("incoming/order") == ["number", "late", "title"]
    again = show(source(100))
    assert [again.isColumnHidden(number) for number in range(3)] == [True, False, False]
    assert again.horizontalHeader().visualIndex(2) == 1
    assert again.columnWidth(2) == 333


def test_the_last_column_cannot_be_hidden(qtbot: QtBot, show: Any, source: Any) -> None:
    table = show(source(10))
    table.setColumnHidden(1, True)
    menu = table.offer_columns()
    assert [action.isEnabled() for action in menu.actions()] == [False, True, True]
    menu.close()


def test_copying_takes_rows_that_were_never_on_the_screen(qtbot: QtBot, show: Any, source: Any) -> None:
    table = show(source(1000))
    table.setFocus()
    table.selectAll()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(table, "C", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "")
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Copy\tPage"
    assert lines[1] == "收〔2026〕1000\ttitle 1000"
    assert lines[-1] == "收〔2026〕0001\ttitle 1"
    assert len(lines) == 1001


def test_copying_a_million_rows_is_refused_with_a_sentence(qtbot: QtBot, show: Any, source: Any) -> None:
    table = show(source(1_000_000))
    table.selectAll()
    table.copy()
    box = table.findChild(object, "inform")
    assert "20000 rows" in box.text()
    box.close()


def test_an_empty_register_says_so_in_the_language_in_use(
    qtbot: QtBot, show: Any, source: Any, setting: Setting
) -> None:
    table = show(source(0))
    assert table.empty_text() == "Nothing here."
    switch_language(setting.application, "zh_CN")
    assert table.empty_text() == "没有记录。"
    qtbot.waitUntil(lambda: table.records.headerData(0, Qt.Orientation.Horizontal) == "复制")
