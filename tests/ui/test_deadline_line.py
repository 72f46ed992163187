"""The line of a deadline: one key for 3, 5 or 7 working days by the office's calendar, and what it says of a day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from filedesk.domain.working_days import SpecialDay
from filedesk.services.calendar import OwnDays
from filedesk.ui.application import Setting
from filedesk.ui.languages import switch_language
from filedesk.ui.pages.deadline_line import DeadlineLine
from filedesk.ui.pages.desk_facts import DeskFacts

ALT = Qt.KeyboardModifier.AltModifier
KEYS = {3: Qt.Key.Key_3, 5: Qt.Key.Key_5, 7: Qt.Key.Key_7}


class Form(QWidget):
    """A form that holds nothing but the line."""

    def __init__(self, facts: DeskFacts) -> None:
        super().__init__()
        self.facts = facts
        self.deadline = DeadlineLine("deadline", lambda: self.facts, self)
        QVBoxLayout(self).addWidget(self.deadline)


def shown(qtbot: QtBot, today: date, own: OwnDays | None = None) -> Form:
    form = Form(DeskFacts(today, own_days=own or OwnDays()))
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.deadline.line.setFocus()
    return form


def typed(qtbot: QtBot, form: Form, text: str) -> str:
    form.deadline.line.selectAll()
    qtbot.keyClicks(form.deadline.line, text)
    qtbot.keyClick(form.deadline.line, Qt.Key.Key_Return)
    return form.deadline.note.text()


@pytest.mark.parametrize(
    ("today", "span", "day"),
    [
        (date(2026, 3, 5), 3, date(2026, 3, 10)),
        (date(2026, 2, 12), 3, date(2026, 2, 24)),
        (date(2026, 9, 24), 5, date(2026, 10, 9)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 4, 30), 7, date(2026, 5, 13)),
    ],
)
def test_design_7_the_keys_count_over_holidays_and_make_up_days(
    qtbot: QtBot, setting: Setting, today: date, span: int, day: date
) -> None:
    form = shown(qtbot, today)
    qtbot.keyClick(form.deadline.line, KEYS[span], ALT)
    assert form.deadline.day() == day
    assert not form.deadline.note.isVisible()


def test_the_offices_own_days_count(qtbot: QtBot, setting: Setting) -> None:
    own = OwnDays({date(2026, 3, 6): SpecialDay(False, "司庆", own=True)})
    form = shown(qtbot, date(2026, 3, 5), own)
    qtbot.keyClick(form.deadline.line, KEYS[3], ALT)
    assert form.deadline.day() == date(2026, 3, 11)
    assert "司庆" in typed(qtbot, form, "0306")


def test_a_year_that_is_not_known_is_said(qtbot: QtBot, qapp: QApplication, setting: Setting) -> None:
    """Until the office has told the year: by weekdays, and in both languages."""
    own = OwnDays()
    year = max(own.calendar().years)
    form = shown(qtbot, date(year, 12, 28), own)
    qtbot.keyClick(form.deadline.line, KEYS[7], ALT)
    note = form.deadline.note
    assert note.isVisible()
    assert note.text().startswith(f"The public holidays of {year + 1} are not entered yet; Monday to Friday")
    switch_language(qapp, "zh_CN")
    qtbot.waitUntil(lambda: note.text() == f"{year + 1}年放假安排尚未收录，暂按周一至周五计算。")
    switch_language(qapp, "en")
    assert not typed(qtbot, form, f"{year + 1}-03-03"), "a day that he typed was not counted"
    form.facts = DeskFacts(date(year, 12, 28), own_days=OwnDays({}, frozenset({year + 1})))
    qtbot.keyClick(form.deadline.line, KEYS[7], ALT)
    assert not note.isVisible()


def test_a_typed_day_that_is_not_worked_is_told_with_its_reason(qtbot: QtBot, setting: Setting) -> None:
    form = shown(qtbot, date(2026, 9, 1))
    assert typed(qtbot, form, "2026-10-01") == "2026-10-01 is no working day (National Day)."
    assert typed(qtbot, form, "2026-09-05") == "2026-09-05 is no working day (Saturday)."
    assert typed(qtbot, form, "2026-10-10") == "", "a Saturday that is made up is worked"
    assert typed(qtbot, form, "") == ""


def test_a_day_that_the_program_puts_there_is_not_judged(qtbot: QtBot, setting: Setting) -> None:
    form = shown(qtbot, date(2026, 9, 1))
    assert typed(qtbot, form, "2026-10-01")
    form.deadline.set_day(date(2026, 10, 3))
    assert form.deadline.day() == date(2026, 10, 3)
    assert not form.deadline.note.isVisible()
