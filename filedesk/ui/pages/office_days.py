"""The dialog in which the office says that it works or is free on one day or on several on end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtWidgets import QComboBox, QWidget

from filedesk.domain.working_days import SpecialDay
from filedesk.errors import FiledeskError
from filedesk.services.calendar import set_days
from filedesk.texts import mark, tr
from filedesk.texts.names import FIELDS
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.form_lines import DateLine
from filedesk.ui.widgets.typed_line import TypedLine

_FIELD_OF = {
    "name_empty": "day_name",
    "text_too_long": "day_name",
    "days_in_wrong_order": "last_day",
    "days_too_many": "last_day",
}


class Days(Protocol):
    """Days on end of which the same is said."""

    @property
    def days(self) -> Sequence[date]: ...

    @property
    def told(self) -> SpecialDay: ...


class SetDaysDialog(ActDialog):
    """`present` is what is said so far of the days that the person had chosen; it stands there to be changed."""

    def __init__(self, context: Context, today: date, present: Days | None, parent: QWidget) -> None:
        super().__init__(context, "set_days_dialog", mark("Set days"), parent)
        self.first = DateLine("first_day", lambda: today, lean="future")
        self.last = DateLine("last_day", lambda: today, lean="future")
        self.working = QComboBox()
        self.working.setObjectName("day_working")
        for working in (False, True):
            self.working.addItem("", working)
        self.name = TypedLine("day_name")
        self.grid = FormGrid("set_days_form", columns=2)
        self.grid.add("first_day", mark("First day"), self.first, required=True)
        self.grid.add("last_day", mark("Last day"), self.last, hint=mark("Empty for a single day."))
        self.grid.add("day_working", mark("Worked or free"), self.working, required=True)
        self.grid.add("day_name", FIELDS["day_name"], self.name, required=True)
        self.body.addWidget(self.grid)
        for line in (self.first, self.last):
            line.returnPressed.connect(self.focusNextChild)
        self.name.returnPressed.connect(self.carry_out)
        if present is not None:
            self.first.set_day(present.days[0])
            self.last.set_day(present.days[-1] if len(present.days) > 1 else None)
            self.working.setCurrentIndex(self.working.findData(present.told.working))
            self.name.setText(present.told.name if present.told.own else "")
        self.first.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        for place in range(self.working.count()):
            self.working.setItemText(place, tr("worked") if self.working.itemData(place) else tr("free"))

    def begin(self) -> Work | None:
        self.grid.clear_errors()
        first, last = self.first.day(), self.last.day()
        if first is None or self.last.is_wrong():
            wrong = "first_day" if first is None else "last_day"
            self.grid.set_error(wrong, lambda: tr("This is no date."))
            self.grid.fields[wrong].editor.setFocus()
            return None
        ports, session = self.context.ports, self.context.session
        working, name = bool(self.working.currentData()), self.name.text()
        return lambda _progress: set_days(ports, session, first=first, last=last or first, working=working, name=name)

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, _FIELD_OF):
            super().tell(error)
