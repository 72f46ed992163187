"""The dialog that names the department which alone receives incoming papers (I1), or lets any clerk receive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from filedesk.domain.receiving import ANY_CLERK
from filedesk.errors import FiledeskError
from filedesk.services.ledger import Row
from filedesk.services.receiving import set_receiving_office
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.told_label import ToldLabel

EVERY_CLERK = mark("Every clerk")


class ReceivingOfficeDialog(ActDialog):
    """Begins with the department that receives now."""

    def __init__(self, context: Context, departments: Sequence[Row], present: int, parent: QWidget) -> None:
        super().__init__(context, "receiving_office_dialog", mark("Who receives incoming papers"), parent)
        self.department = QComboBox()
        self.department.setObjectName("receiving_department")
        self.department.addItem("", ANY_CLERK)
        for row in departments:
            self.department.addItem(row["name"], row["id"])
        self.department.setCurrentIndex(max(0, self.department.findData(present)))
        self.grid = FormGrid("receiving_office_form")
        self.grid.add("department", mark("Received by"), self.department)
        told = mark("Only clerks of this department, and those who belong to none, register incoming papers then.")
        self.body.addWidget(ToldLabel(told))
        self.body.addWidget(self.grid)
        self.department.setFocus()
        self.retranslate()

    def begin(self) -> Work | None:
        ports, session, department = self.context.ports, self.context.session, int(self.department.currentData())
        return lambda _progress: set_receiving_office(ports, session, department=department)

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, {"no_receiving_clerk": "department"}):
            super().tell(error)

    def retranslate(self) -> None:
        super().retranslate()
        self.department.setItemText(0, tr(EVERY_CLERK))
        self.agree.setText(tr("Save (Ctrl+Enter)"))
