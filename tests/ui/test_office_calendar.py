"""The office's working days and levels of urging in the window: read by everybody, changed by whoever may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from filedesk.clock import SetClock
from filedesk.desk import Desk
from filedesk.domain.documents import Urgency
from filedesk.domain.urging import DEFAULTS, UrgingLevel
from filedesk.services import calendar
from filedesk.services.public_holidays import announced
from filedesk.services.urging_levels import set_urging_levels, urging_levels
from filedesk.ui.application import Setting
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.office_page import OfficePage
from tests.ui.founded_desk import AUDITOR, CLERK, HEAD, context_of, founded, signed_in

CONTROL = Qt.KeyboardModifier.ControlModifier
LAST = max(announced().years)
"""The last year that is announced; the desk's clock stands in its November."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk, _codes = founded(tmp_path / "desk", SetClock(datetime(LAST, 11, 20, 4, tzinfo=UTC)))
    yield desk
    desk.database.close()


def opened(qtbot: QtBot, setting: Setting, desk: Desk, name: str, tab: int = 1) -> OfficePage:
    page = OfficePage(context_of(desk, signed_in(desk, name), setting))
    qtbot.addWidget(page)
    page.resize(1050, 700)
    page.show()
    page.tabs.setCurrentIndex(tab)
    qtbot.waitUntil(setting.tasks.idle)
    return page


def dialog(qtbot: QtBot, name: str) -> QDialog:
    def found() -> list[QWidget]:
        return [w for w in QApplication.topLevelWidgets() if w.objectName() == name and w.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    shown = found()[0]
    assert isinstance(shown, QDialog)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    button = widget.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_into(qtbot: QtBot, form: QWidget, name: str, text: str) -> QLineEdit:
    line = form.findChild(QLineEdit, name)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    line.insert(text)
    return line


def set_free(qtbot: QtBot, page: OfficePage, first: str, last: str, name: str) -> None:
    press(qtbot, page.calendar, "set_days")
    form = dialog(qtbot, "set_days_dialog")
    type_into(qtbot, form, "first_day", first)
    type_into(qtbot, form, "last_day", last)
    qtbot.keyClick(type_into(qtbot, form, "day_name", name), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name in [row[4] for row in page.calendar.table.texts()])


def test_a_year_stands_there_with_holidays_and_make_up_days(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, CLERK)
    page.calendar.year.setValue(2026)
    rows = page.calendar.table.texts()
    assert rows[0] == ["2026-01-01 – 2026-01-03", "Thursday – Saturday", "3", "free", "New Year's Day", "Announced"]
    assert rows[2] == ["2026-02-14", "Saturday", "1", "worked", "Spring Festival", "Announced"]
    assert len(rows) == 13
    assert page.calendar.findChild(QWidget, "working_days_of_year").text() == "248 working days in 2026"


def test_the_year_to_come_is_missed_in_november_and_told_when_it_is_chosen(
    qtbot: QtBot, qapp: QApplication, setting: Setting, desk: Desk
) -> None:
    page = opened(qtbot, setting, desk, AUDITOR)
    told = page.calendar.findChild(QWidget, "year_unknown")
    assert page.calendar.year.value() == LAST
    assert f"The public holidays of {LAST + 1} are not entered yet" in told.text()
    qtbot.keyClick(page.calendar.year, Qt.Key.Key_Down)
    assert not told.isVisible()
    page.calendar.year.setValue(LAST + 1)
    switch_language(qapp, "zh_CN")
    qtbot.waitUntil(lambda: told.text() == f"{LAST + 1}年放假安排尚未收录，暂按周一至周五计算。")
    switch_language(qapp, "en")


def test_days_are_set_changed_and_taken_back_by_keys(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, CLERK)
    set_free(qtbot, page, f"{LAST}-12-01", f"{LAST}-12-02", "司庆")
    qtbot.waitUntil(setting.tasks.idle)
    row = next(row for row in page.calendar.table.texts() if row[4] == "司庆")
    assert (row[0], row[3], row[5]) == (f"{LAST}-12-01 – {LAST}-12-02", "free", "Set by the office")
    page.calendar.table.choose(date(LAST, 12, 1))
    page.calendar.table.setFocus()
    qtbot.keyClick(page.calendar.table, Qt.Key.Key_Return)
    form = dialog(qtbot, "set_days_dialog")
    assert type_into(qtbot, form, "day_name", "周年庆").text() == "周年庆"
    working = form.findChild(QComboBox, "day_working")
    assert isinstance(working, QComboBox)
    qtbot.keyClick(working, Qt.Key.Key_Down)
    qtbot.keyClick(working, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: ["worked", "周年庆"] in [row[3:5] for row in page.calendar.table.texts()])
    qtbot.waitUntil(setting.tasks.idle)
    page.calendar.table.choose(date(LAST, 12, 1))
    press(qtbot, page.calendar, "clear_days")
    asked = dialog(qtbot, "clear_days_dialog")
    reason = asked.findChild(QPlainTextEdit, "reason")
    assert isinstance(reason, QPlainTextEdit)
    qtbot.keyClick(reason, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "reason" in asked.grid.fields["reason"].below.text())  # type: ignore[attr-defined]
    qtbot.keyClicks(reason, "mistake")
    qtbot.keyClick(reason, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "周年庆" not in [row[4] for row in page.calendar.table.texts()])
    with desk.ports.ledger.reading() as reading:
        assert reading.find("calendar_day") == []


@pytest.mark.parametrize(
    ("first", "last", "name", "field", "told"),
    [
        ("1332", "", "司庆", "first_day", "no date"),
        ("2026-03-05", "nothing", "司庆", "last_day", "no date"),
        ("2026-03-05", "2026-03-04", "司庆", "last_day", "before the first"),
        ("2026-03-05", "2027-03-05", "司庆", "last_day", "at most 31"),
        ("2026-03-05", "", " ", "day_name", "missing"),
    ],
)
def test_what_cannot_stand_is_told_under_its_field(
    qtbot: QtBot, setting: Setting, desk: Desk, first: str, last: str, name: str, field: str, told: str
) -> None:
    page = opened(qtbot, setting, desk, CLERK)
    press(qtbot, page.calendar, "set_days")
    form = dialog(qtbot, "set_days_dialog")
    type_into(qtbot, form, "first_day", first)
    type_into(qtbot, form, "last_day", last)
    type_into(qtbot, form, "day_name", name)
    press(qtbot, form, "agree")
    qtbot.waitUntil(lambda: told in form.grid.fields[field].below.text())  # type: ignore[attr-defined]
    form.reject()


def test_a_year_that_was_entered_is_told_complete_and_taken_back(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, CLERK)
    assert not page.calendar.whole_button.isVisible(), "an announced year is complete"
    page.calendar.year.setValue(LAST + 1)
    set_free(qtbot, page, f"{LAST + 1}-05-01", f"{LAST + 1}-05-05", "劳动节")
    press(qtbot, page.calendar, "tell_year")
    press(qtbot, dialog(qtbot, "question"), "yes")
    told = page.calendar.findChild(QWidget, "year_unknown")
    qtbot.waitUntil(lambda: not told.isVisible())
    qtbot.waitUntil(setting.tasks.idle)
    press(qtbot, page.calendar, "tell_year")
    qtbot.waitUntil(told.isVisible)


def test_an_auditor_reads_the_calendar_and_changes_nothing(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    clerk = signed_in(desk, CLERK)
    calendar.set_day(desk.ports, clerk, day=date(LAST, 12, 1), working=False, name="司庆")
    page = opened(qtbot, setting, desk, AUDITOR)
    page.calendar.year.setValue(LAST + 1)
    buttons = (page.calendar.set_button, page.calendar.clear_button, page.calendar.whole_button)
    assert not any(button.isVisible() for button in buttons)
    page.calendar.year.setValue(LAST)
    page.calendar.table.choose(date(LAST, 12, 1))
    qtbot.keyClick(page.calendar.table, Qt.Key.Key_Return)
    assert not [w for w in QApplication.topLevelWidgets() if w.objectName() == "set_days_dialog" and w.isVisible()]


class TestUrging:
    def levels(self, desk: Desk) -> dict[Urgency, UrgingLevel]:
        with desk.ports.ledger.reading() as reading:
            return urging_levels(reading)

    def test_the_general_manager_saves_others_and_goes_back_to_the_usual(
        self, qtbot: QtBot, setting: Setting, desk: Desk
    ) -> None:
        office = opened(qtbot, setting, desk, HEAD, tab=2)
        page = office.urging
        qtbot.waitUntil(lambda: page.levels() == DEFAULTS)
        assert not page.save_button.isEnabled()
        assert not page.usual_button.isEnabled()
        qtbot.keyClick(page.every[Urgency.ROUTINE], Qt.Key.Key_Up)
        qtbot.keyClick(page.near[Urgency.URGENT], Qt.Key.Key_Down)
        press(qtbot, page, "save_urging")
        wanted = {**DEFAULTS, Urgency.ROUTINE: UrgingLevel(6, 3), Urgency.URGENT: UrgingLevel(2, 1)}
        qtbot.waitUntil(lambda: not page.save_button.isEnabled() and setting.tasks.idle())
        assert self.levels(desk) == wanted
        press(qtbot, page, "usual_urging")
        press(qtbot, page, "save_urging")
        qtbot.waitUntil(lambda: not page.save_button.isEnabled() and setting.tasks.idle())
        assert self.levels(desk) == DEFAULTS

    def test_what_another_saved_comes_unless_something_else_was_typed(
        self, qtbot: QtBot, setting: Setting, desk: Desk
    ) -> None:
        head = signed_in(desk, HEAD)
        office = opened(qtbot, setting, desk, HEAD, tab=2)
        page = office.urging
        told = set_urging_levels(desk.ports, head, levels={Urgency.ROUTINE: UrgingLevel(9, 4)})
        setting.hub.announce(told)
        qtbot.waitUntil(lambda: page.levels()[Urgency.ROUTINE] == UrgingLevel(9, 4))
        page.every[Urgency.URGENT].setValue(4)
        told = set_urging_levels(desk.ports, head, levels={Urgency.ROUTINE: UrgingLevel(8, 4)})
        setting.hub.announce(told)
        qtbot.waitUntil(setting.tasks.idle)
        assert page.levels()[Urgency.URGENT] == UrgingLevel(4, 2)
        assert page.save_button.isEnabled()

    def test_a_clerk_reads_them(self, qtbot: QtBot, setting: Setting, desk: Desk) -> None:
        office = opened(qtbot, setting, desk, CLERK, tab=2)
        page = office.urging
        qtbot.waitUntil(lambda: page.levels() == DEFAULTS)
        assert not page.save_button.isVisible()
        assert not any(spin.isEnabled() for spin in (*page.every.values(), *page.near.values()))
