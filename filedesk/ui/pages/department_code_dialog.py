"""Setting the code 代字 of a department's numbers ahead of its first document: Office, "Set a code…"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from filedesk.errors import FiledeskError
from filedesk.services import issuing
from filedesk.services.ledger import Row
from filedesk.texts import mark
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.typed_line import TypedLine

_OF_CODE: Final = frozenset({"code_empty", "code_not_clear", "code_taken", "name_too_long"})


class DepartmentCodeDialog(ActDialog):
    """`departments` have `id`, `name`, `code` (empty for none yet) and the code that is `offered`."""

    def __init__(self, context: Context, departments: Sequence[Row], parent: QWidget) -> None:
        super().__init__(context, "department_code_dialog", mark("Set the code of a department"), parent)
        self._departments = {row["id"]: row for row in departments}
        self.department = QComboBox()
        self.department.setObjectName("code_department")
        for number, row in self._departments.items():
            self.department.addItem(row["name"], number)
        self.code = TypedLine("department_code")
        self.grid = FormGrid("department_code_form")
        self.grid.add("department", mark("Department"), self.department, required=True)
        hint = mark("Its next numbers begin with it: 代字〔2026〕1号. Numbers that were given keep theirs.")
        self.grid.add("department_code", mark("Code of its numbers"), self.code, required=True, hint=hint)
        self.body.addWidget(self.grid)
        self.department.currentIndexChanged.connect(self._turn)
        self.code.returnPressed.connect(self.carry_out)
        without = next((number for number, row in self._departments.items() if not row["code"]), None)
        self.department.setCurrentIndex(max(0, self.department.findData(without)))
        self._turn()
        self.department.setFocus()
        self.retranslate()

    @Slot()
    def _turn(self) -> None:
        """Offer the code that the department has, or might have."""
        row = self._departments.get(self.department.currentData())
        if row is not None:
            self.code.setText(row["code"] or row["offered"])
            self.code.selectAll()

    def begin(self) -> Work | None:
        self.grid.clear_errors()
        ports, session, department = self.context.ports, self.context.session, self.department.currentData()
        text = self.code.text()
        if department is None:
            return None
        return lambda _progress: issuing.set_code(ports, session, department=department, text=text)

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, dict.fromkeys(_OF_CODE, "department_code")):
            super().tell(error)
