"""The filed papers 档案 by keys (F6, I7): folders with counts, papers of every series, search, a new folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Series
from filedesk.services import filed, instruction
from filedesk.services.wording import Wording
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.filed_page import FiledPage

CLERK, MANAGER = "王文员", "赵总"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shelves(office: Any) -> dict[str, int]:
    """A folder with papers of two series, and an empty one."""
    found = {
        name: office.by(CLERK, instruction.add_folder, name=name, year=year)
        for name, year in (("上级来文", 2026), ("空案卷", 2025))
    }
    incoming = office.register("安全生产通知").document
    office.by(CLERK, instruction.submit, documents=[incoming])
    office.by(MANAGER, instruction.instruct, document=incoming, said=Wording("阅。"))
    outgoing = office.register("工作请示", "区政府", series=Series.OUTGOING).document
    office.by(CLERK, instruction.put_into_folder, documents=[incoming, outgoing], folder=found["上级来文"])
    return found


@pytest.fixture
def open_page(qtbot: QtBot, office: Any) -> Callable[..., FiledPage]:
    def open_it(name: str = CLERK) -> FiledPage:
        page = FiledPage(office.context(name))
        qtbot.addWidget(office.keep(page))
        page.resize(1000, 640)
        page.show()
        qtbot.waitExposed(page)
        with qtbot.waitSignal(page.records.loaded):
            page.shown()
        return page

    return open_it


def titles(page: FiledPage) -> set[str]:
    return {page.records.index(row, 1).data() for row in range(page.records.rowCount())}


def test_folders_stand_with_their_counts_and_all_of_them_first(shelves: Any, open_page: Any) -> None:
    page = open_page()
    assert page.folders.texts() == [["", "2", "All folders"], ["2026", "2", "上级来文"], ["2025", "0", "空案卷"]]
    assert titles(page) == {"安全生产通知", "工作请示"}


def test_by_keys_from_folder_to_paper(qtbot: QtBot, shelves: Any, open_page: Any) -> None:
    page = open_page()
    with qtbot.waitSignal(page.records.loaded):
        qtbot.keyClick(page.folders, Qt.Key.Key_Down)
    assert titles(page) == {"安全生产通知", "工作请示"}
    qtbot.keyClick(page.folders, Qt.Key.Key_Return)
    assert page.focusWidget() is page.table
    page.table.selectRow(0)
    with qtbot.waitSignal(page.open_document) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [page.records.id_at(0)]


def test_an_empty_folder_is_empty(qtbot: QtBot, shelves: Any, open_page: Any) -> None:
    page = open_page()
    with qtbot.waitSignal(page.records.loaded):
        page.folders.choose(shelves["空案卷"])
    assert titles(page) == set()


def test_the_search_goes_over_what_is_chosen(qtbot: QtBot, shelves: Any, open_page: Any) -> None:
    page = open_page()
    page.search()
    assert page.focusWidget() is page.search_box
    with qtbot.waitSignal(page.records.loaded):
        qtbot.keyClicks(page.search_box, "gzqs")
    assert titles(page) == {"工作请示"}


def test_a_new_folder_is_made_and_a_name_twice_is_told_beside_it(
    qtbot: QtBot, office: Any, shelves: Any, open_page: Any
) -> None:
    page = open_page()
    qtbot.keyClick(page.folders, Qt.Key.Key_N, CONTROL)
    dialog: Any = page.window().findChild(QDialog, "new_folder_dialog")
    dialog.name.setText("上级来文")
    dialog.year.setValue(2026)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.findChild(QLabel, "name_error").text()))
    dialog.year.setValue(2027)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ["2027", "0", "上级来文"] in page.folders.texts())
    assert [row["year"] for row in office.by(CLERK, filed.folders)] == [2027, 2026, 2025]


def test_who_is_no_clerk_makes_no_folder(qtbot: QtBot, shelves: Any, open_page: Any) -> None:
    page = open_page(MANAGER)
    assert not page.new_button.isVisible()
    qtbot.keyClick(page.folders, Qt.Key.Key_N, CONTROL)
    assert page.window().findChild(QDialog, "new_folder_dialog") is None


def test_what_is_filed_meanwhile_appears_and_the_chosen_folder_stays(
    qtbot: QtBot, office: Any, shelves: Any, open_page: Any
) -> None:
    page = open_page()
    with qtbot.waitSignal(page.records.loaded):
        page.folders.choose(shelves["上级来文"])
    more = office.register("任命通知", "工程部", series=Series.INTERNAL).document
    changes = office.by(CLERK, instruction.put_into_folder, documents=[more], folder=shelves["上级来文"])
    office.setting.hub.announce(changes)
    qtbot.waitUntil(lambda: "任命通知" in titles(page) and page.folders.texts()[1] == ["2026", "3", "上级来文"])
    assert page.folders.chosen() == shelves["上级来文"]


def test_it_changes_its_language(qtbot: QtBot, office: Any, shelves: Any, open_page: Any) -> None:
    page = open_page()
    switch_language(office.setting.application, "zh_CN")
    qtbot.waitUntil(lambda: page.folders.texts()[0][2] == "全部案卷")
    assert page.records.headerData(6, Qt.Orientation.Horizontal) == "案卷"
