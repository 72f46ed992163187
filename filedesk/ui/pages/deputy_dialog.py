"""Deputies 代理: who stands in for whom, naming one for oneself or for somebody who fell ill, ending it."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from filedesk.errors import FiledeskError
from filedesk.services.changes import Changes
from filedesk.services.deputies import end_deputy, name_deputy
from filedesk.services.deputy_view import Deputies, deputies
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.form_lines import DateLine
from filedesk.ui.widgets.plain_table import PlainTable
from filedesk.ui.widgets.told_label import ToldLabel

_COLUMNS: Final = (
    (mark("Person"), 12),
    (mark("Deputy"), 12),
    (mark("From"), 12),
    (mark("Until"), 12),
    (mark("Why"), 20),
)
_PLACES: Final = {
    "deputy_is_himself": "deputy",
    "person_gone": "deputy",
    "period_backwards": "last",
    "period_over": "last",
    "not_his_manager": "person",
    "reason_missing": "reason",
}


class DeputyDialog(ActDialog):
    """Those that hold or are to come, a button that ends the chosen one, and the form of a new one."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, "deputy_dialog", mark("Name a deputy"), parent, wide=680)
        self._known = Deputies(date.min, [], {}, {})
        self.table = PlainTable("namings", _COLUMNS)
        self.table.setMinimumHeight(120)
        self.table.itemSelectionChanged.connect(self._let)
        self.end = QPushButton()
        self.end.setObjectName("end_deputy")
        self.end.setAutoDefault(False)
        self.end.clicked.connect(self._end)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.end)
        self.person, self.deputy = QComboBox(), QComboBox()
        self.person.setObjectName("person")
        self.deputy.setObjectName("deputy")
        self.first = DateLine("first", lambda: self._known.today, lean="future")
        self.last = DateLine("last", lambda: self._known.today, lean="future")
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(60)
        self.grid = FormGrid("deputy_form", columns=2)
        self.grid.add("person", mark("For whom"), self.person)
        self.grid.add("deputy", mark("Deputy"), self.deputy, required=True)
        self.grid.add("first", mark("From"), self.first, required=True)
        self.grid.add("last", mark("Until"), self.last, required=True)
        told = mark("Needed when you name one for somebody else.")
        self.grid.add("reason", mark("Reason"), self.reason, hint=told, span=2)
        self.body.addWidget(self.table)
        self.body.addLayout(row)
        self.body.addWidget(ToldLabel(mark("Both days included. What a deputy signs says so.")))
        self.body.addWidget(self.grid)
        self.deputy.setFocus()
        self.retranslate()
        self._load()

    def _load(self) -> None:
        ports, session = self.context.ports, self.context.session

        def work(_progress: Progress) -> Deputies:
            return deputies(ports, session)

        self.context.tasks.run(work, done=self._came, on="desk", owner=self)

    def _came(self, known: Deputies) -> None:
        first_time = self._known.today == date.min
        self._known = known
        if first_time:
            for box, names in ((self.person, known.for_whom), (self.deputy, known.people)):
                for number, name in names.items():
                    box.addItem(name, number)
            self.deputy.setCurrentIndex(-1)
            self.first.set_day(known.today)
        rows = [(one.seq, (one.person, one.deputy, one.first, one.last, one.reason)) for one in known.namings]
        self.table.put(rows)
        self._let()

    @Slot()
    def _let(self) -> None:
        chosen = self.table.chosen()
        self.end.setEnabled(any(one.seq == chosen and one.may_end for one in self._known.namings))

    @Slot()
    def _end(self) -> None:
        """End the chosen naming today; the list says so at once."""
        ports, session, chosen = self.context.ports, self.context.session, self.table.chosen()

        def work(_progress: Progress) -> Changes:
            return end_deputy(ports, session, naming=int(str(chosen)))

        self.context.operations.operation(
            self, tr("End it today"), work, lambda _changes: self._load(), failed=self._refused, hold=[self.end]
        )

    def begin(self) -> Work | None:
        self.grid.clear_errors()
        first, last, deputy = self.first.day(), self.last.day(), self.deputy.currentData()
        for name, value in (("first", first), ("last", last)):
            if value is None:
                self.grid.set_error(name, lambda: tr("This is no date."))
        if deputy is None:
            self.grid.set_error("deputy", lambda: tr("Nobody of this name. Choose from the list."))
        if first is None or last is None or deputy is None:
            return None
        ports, session, person = self.context.ports, self.context.session, self.person.currentData()
        reason = self.reason.toPlainText()
        return lambda _progress: name_deputy(
            ports, session, person=person, deputy=deputy, first=first, last=last, reason=reason
        )

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, _PLACES):
            super().tell(error)

    def retranslate(self) -> None:
        super().retranslate()
        self.end.setText(tr("End it today"))
        self.table.setAccessibleName(tr("Deputies"))
