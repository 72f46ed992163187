"""The office's working days 工作日历: a year's holidays and make-up days, and what the office says of them itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.domain.event_types import TYPES
from filedesk.domain.working_days import SpecialDay, WorkingCalendar
from filedesk.services.calendar import clear_days, own_days, tell_year
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports
from filedesk.texts import mark, tr, trn
from filedesk.texts.working_days import special_text, unknown_text, weekday_text
from filedesk.ui.context import Context
from filedesk.ui.messages import ask
from filedesk.ui.pages.act_dialog import ReasonDialog
from filedesk.ui.pages.office_days import SetDaysDialog
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.plain_table import PlainTable

_COLUMNS = (
    (mark("Days"), 17),
    (mark("Weekdays"), 13),
    (mark("Number of days"), 10),
    (mark("Worked or free"), 10),
    (mark("Name or reason"), 15),
    (mark("Said by"), 18),
)
_FIRST_YEAR, _LAST_YEAR, _YEARS_AHEAD = 1900, 2999, 5
_ANNOUNCED_FROM = 11
"""The month from which on the next year's arrangement may be expected."""


@dataclass(frozen=True)
class Span:
    """Days on end of which the same is said."""

    days: tuple[date, ...]
    told: SpecialDay


@dataclass(frozen=True)
class CalendarFacts:
    """What the section shows. `announced` are the years that nobody need enter."""

    today: date
    calendar: WorkingCalendar
    announced: frozenset[int]


def load_calendar(ports: Ports) -> CalendarFacts:
    """All of it; runs on the desk's worker."""
    with ports.ledger.reading() as reading:
        own = own_days(reading)
        today = date.fromisoformat(ports.today(reading))
    calendar = own.calendar()
    return CalendarFacts(today, calendar, calendar.years - own.years)


def spans(calendar: WorkingCalendar, year: int) -> list[Span]:
    """The special days of `year`, those on end together."""
    found: list[Span] = []
    for day, told in calendar.days_told(year):
        last = found[-1] if found else None
        if last is not None and last.told == told and last.days[-1] + timedelta(days=1) == day:
            found[-1] = Span((*last.days, day), told)
        else:
            found.append(Span((day,), told))
    return found


class OfficeCalendar(Retranslated, QWidget):
    """It is read when it first comes into view, and whenever the office changes after that."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("office_calendar")
        self._context = context
        self._facts: CalendarFacts | None = None
        self._spans: list[Span] = []
        self._year_label = QLabel()
        self._year_label.setProperty("role", "field")
        self.year = CountSpin("calendar_year", least=_FIRST_YEAR, most=_LAST_YEAR)
        self.year.setGroupSeparatorShown(False)
        self._year_label.setBuddy(self.year)
        self._count = QLabel()
        self._count.setObjectName("working_days_of_year")
        self._unknown = QLabel()
        self._unknown.setObjectName("year_unknown")
        self._unknown.setWordWrap(True)
        self.table = PlainTable("calendar_days", _COLUMNS)
        self.set_button = self._button("set_days", self._set, "calendar_day_set")
        self.set_button.setProperty("primary", True)
        self.clear_button = self._button("clear_days", self._clear, "calendar_day_cleared")
        self.whole_button = self._button("tell_year", self._tell_year, "calendar_year_told")
        self._lay_out()
        self.year.valueChanged.connect(self._year_chosen)
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.cellActivated.connect(self._set)
        context.hub.changed.connect(self._changed)
        self.retranslate()

    def _button(self, name: str, act: object, event: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        if not self._may(event):
            button.hide()
        return button

    def _may(self, event: str) -> bool:
        return not TYPES[event].signers.isdisjoint(self._context.session.roles)

    def _lay_out(self) -> None:
        head, acts = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._year_label)
        head.addWidget(self.year)
        head.addSpacing(14)
        head.addWidget(self._count, 1)
        for button in (self.set_button, self.clear_button):
            acts.addWidget(button)
        acts.addStretch(1)
        acts.addWidget(self.whole_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._unknown)
        column.addWidget(self.table, 1)
        column.addLayout(acts)

    # ---- showing ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._facts is None:
            self.refresh()

    def refresh(self) -> None:
        """Read the calendar anew."""
        ports = self._context.ports
        self._context.tasks.run(lambda _progress: load_calendar(ports), done=self._loaded, on="desk", owner=self)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.office and self._facts is not None:
            self.refresh()

    def _loaded(self, facts: CalendarFacts) -> None:
        first = self._facts is None
        self._facts = facts
        years = {*facts.calendar.years, *(day.year for day in facts.calendar.own), facts.today.year + _YEARS_AHEAD}
        self.year.setRange(max(min(years), _FIRST_YEAR), min(max(years), _LAST_YEAR))
        if first:
            self.year.setValue(facts.today.year)
        self.retranslate()

    @Slot()
    def _year_chosen(self) -> None:
        if self._facts is not None:
            self._show(self._facts, self.year.value())

    def span(self) -> Span | None:
        """The days of the selected row."""
        chosen = self.table.chosen()
        return next((span for span in self._spans if span.days[0] == chosen), None)

    @Slot()
    def _selected(self) -> None:
        span = self.span()
        self.clear_button.setEnabled(span is not None and span.told.own)

    def retranslate(self) -> None:
        self._year_label.setText(tr("Year"))
        self.year.setAccessibleName(tr("Year"))
        self.table.setAccessibleName(tr("Working days"))
        self.set_button.setText(tr("Set days…"))
        self.clear_button.setText(tr("Take back…"))
        if self._facts is None:
            for widget in (self.set_button, self.clear_button, self.whole_button):
                widget.setEnabled(False)
            self._unknown.hide()
            self.whole_button.hide()
            return
        self.set_button.setEnabled(True)
        self._show(self._facts, self.year.value())

    def _show(self, facts: CalendarFacts, year: int) -> None:
        calendar = facts.calendar
        count = calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
        self._count.setText(trn("{n} working day in {year}", "{n} working days in {year}", count, year=year))
        known, due = year in calendar.years, year == facts.today.year and facts.today.month >= _ANNOUNCED_FROM
        missing = [y for y in ((year, year + 1) if due else (year,)) if y not in calendar.years]
        self._unknown.setText(unknown_text(missing) if missing else "")
        self._unknown.setVisible(bool(missing))
        self.whole_button.setEnabled(True)
        self.whole_button.setVisible(year not in facts.announced and self._may("calendar_year_told"))
        self.whole_button.setText(
            tr("{year} is not complete after all", year=year) if known else tr("{year} is complete…", year=year)
        )
        self._spans = spans(calendar, year)
        self.table.put([(span.days[0], _cells(span)) for span in self._spans])

    # ---- acts ---------------------------------------------------------------------------------------------

    @Slot()
    def _set(self) -> None:
        if self._facts is not None and self._may("calendar_day_set"):
            SetDaysDialog(self._context, self._facts.today, self.span(), self).open()

    @Slot()
    def _clear(self) -> None:
        span = self.span()
        if span is None or not span.told.own:
            return
        ports, session, days = self._context.ports, self._context.session, span.days

        def act(reason: str, _seen: int | None) -> Changes:
            return clear_days(ports, session, days=days, reason=reason)

        hint = mark("What was announced, or else the weekday, then counts again.")
        ReasonDialog(self._context, "clear_days_dialog", mark("Take back"), act, self, seen=0, hint=hint).open()

    @Slot()
    def _tell_year(self) -> None:
        if self._facts is None:
            return
        year, whole = self.year.value(), self.year.value() not in self._facts.calendar.years
        ports, session = self._context.ports, self._context.session

        def act() -> None:
            self._context.operations.operation(
                self,
                tr("Working days"),
                lambda _progress: tell_year(ports, session, year=year, whole=whole),
                hold=[self.whole_button],
            )

        if not whole:
            act()
            return
        ask(
            self,
            tr("Are all holidays and make-up days of {year} entered?", year=year),
            yes=tr("All are entered"),
            then=act,
            detail=tr("Deadlines in {year} then count by them, and nobody is warned any more.", year=year),
        )


def _cells(span: Span) -> Sequence[str]:
    first, last, told = span.days[0], span.days[-1], span.told
    one = first == last
    return (
        first.isoformat() if one else f"{first.isoformat()} – {last.isoformat()}",
        weekday_text(first) if one else f"{weekday_text(first)} – {weekday_text(last)}",
        str(len(span.days)),
        tr("worked") if told.working else tr("free"),
        special_text(told.name, own=told.own),
        tr("Set by the office") if told.own else tr("Announced"),
    )
