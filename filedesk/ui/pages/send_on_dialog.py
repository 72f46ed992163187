"""Many papers of the to-do sent to their next readers at once 送下一位, by one carrier (I4, N3)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from filedesk.services import circulation
from filedesk.services.ledger import Row
from filedesk.texts import mark, trn
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.widgets.form_grid import FormGrid

LISTED = 12
"""So many papers are named in a dialog; more are counted."""


def named_papers(rows: Sequence[Row]) -> str:
    """The numbers of papers and what is told of each, one a line."""
    lines = [f"{row['number']}  {row['whose_name']}  {row['title'][:40]}" for row in rows[:LISTED]]
    more = len(rows) - len(lines)
    return "\n".join([*lines, trn("and {n} more", "and {n} more", more)] if more else lines)


class SendOnDialog(ActDialog):
    """Each paper comes back and goes to its next reader, with one carrier for all. Enter carries it out."""

    def __init__(self, context: Context, facts: DeskFacts, rows: Sequence[Row], parent: QWidget) -> None:
        super().__init__(context, "send_on_dialog", mark("To the next reader"), parent)
        self._rows = list(rows)
        self._told = QLabel(named_papers(self._rows))
        self._told.setObjectName("send_on_papers")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self.carrier = QComboBox()
        self.carrier.setObjectName("carrier")
        for person in facts.carriers:
            self.carrier.addItem(facts.people[person], person)
        own = self.carrier.findData(context.session.person)
        self.carrier.setCurrentIndex(max(0, own))
        grid = FormGrid("send_on_form")
        grid.add("carrier", mark("Carried by"), self.carrier)
        self.body.addWidget(self._told)
        self.body.addWidget(grid)
        self.agree.setDefault(True)
        self.agree.setFocus()

    def begin(self) -> Work | None:
        ports, session, carrier = self.context.ports, self.context.session, self.carrier.currentData()
        documents = [row["id"] for row in self._rows]
        return lambda _progress: circulation.send_to_next(ports, session, documents=documents, carrier=carrier)

    def retranslate(self) -> None:
        super().retranslate()
        self._told.setText(named_papers(self._rows))
