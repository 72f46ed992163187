"""The page of timeliness: figures as the service counts them, sorted by any column, drawn as bars, two languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from filedesk.services import handling, instruction
from filedesk.services.wording import Wording
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.timeliness_page import TimelinessPage, period_of
from tests.ui.conftest import CLERK, MANAGER
from tests.ui.real_window import ink
from tests.ui.test_general_manager_page import settle, submit


@pytest.fixture
def page(qtbot: QtBot, office: Any) -> TimelinessPage:
    """Three tasks of the engineers, one of the accountants; the engineers have done one."""
    documents = submit(office, "一", "二", "三", "四")
    for place, document in enumerate(documents):
        department = 3 if place == 3 else 2
        office.by(MANAGER, instruction.instruct, document=document, said=Wording("请办", (), department))
        office.by(CLERK, handling.begin_handling, document=document)
    office.by(MANAGER, handling.name_responsible, document=documents[0], department=2, person=1)
    office.by(MANAGER, handling.accept, document=documents[0], department=2)
    office.by(MANAGER, handling.report_result, document=documents[0], department=2, result="已办")
    made = TimelinessPage(office.context(CLERK))
    qtbot.addWidget(office.keep(made))
    made.resize(1100, 700)
    made.show()
    settle(qtbot, office, made)
    qtbot.waitUntil(lambda: made.table.rowCount() == 2)
    return made


def test_it_counts_and_sorts_by_keys_and_mouse(qtbot: QtBot, page: TimelinessPage) -> None:
    by_name = page.table.texts()
    assert {row[0]: row[1:] for row in by_name} == {
        "工程部": ["1", "0", "2", "0", "0.0"],
        "财务部": ["0", "0", "1", "0", ""],
    }
    assert [row[0] for row in by_name] == sorted(row[0] for row in by_name)
    qtbot.keyClick(page.table, Qt.Key.Key_4)
    assert [row[3] for row in page.table.texts()] == ["2", "1"], "figures begin with the largest"
    qtbot.keyClick(page.table, Qt.Key.Key_4)
    assert [row[3] for row in page.table.texts()] == ["1", "2"]
    head = page.table.horizontalHeader()
    where = head.viewport().rect().center()
    where.setX(head.sectionViewportPosition(0) + 10)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [row[0] for row in page.table.texts()] == [row[0] for row in by_name]


def test_the_chart_shows_the_same_and_says_it(page: TimelinessPage, qtbot: QtBot, qapp: Any) -> None:
    assert sorted(bar.parts for bar in page.chart.bars) == [(0, 0, 1, 0), (1, 0, 2, 0)]
    assert ink(page.chart) > 20
    assert "工程部: On time 1, Late 0, Open 2" in page.chart.accessibleName()
    switch_language(qapp, "zh_CN")
    qtbot.waitUntil(lambda: "工程部：按期 1" in page.chart.accessibleName())
    assert page.view.itemText(0) == "部门·承办"


def test_people_and_periods_are_chosen(qtbot: QtBot, office: Any, page: TimelinessPage) -> None:
    page.view.setCurrentIndex(1)
    qtbot.waitUntil(lambda: [row[0] for row in page.table.texts()] == [MANAGER])
    page.period.setCurrentIndex(3)
    qtbot.waitUntil(lambda: page.table.rowCount() == 0 and office.setting.tasks.idle())
    assert page.empty.isVisible()


@pytest.mark.parametrize(
    ("place", "first", "last"),
    [
        (0, date(2026, 2, 1), date(2026, 2, 28)),
        (1, date(2026, 1, 1), date(2026, 1, 31)),
        (2, date(2026, 1, 1), date(2026, 12, 31)),
        (3, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_is_a_whole_month_or_year(place: int, first: date, last: date) -> None:
    assert period_of(place, date(2026, 2, 14)) == (first, last)
