"""The dialogs of the office page: a new person, a department, a shown code, confirming, one's own password."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.domain.people import Role
from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services.changes import Changes
from filedesk.services.ledger import Row
from filedesk.services.people import OFFICE, add_department, add_person, change_password, confirm_person
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.setup_codes import code_slips
from filedesk.ui.paper_slips import PrintSlips, print_slips
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.role_choice import RoleChoice
from filedesk.ui.widgets.secret_fields import BigGroups, NewPassword, PasswordLine
from filedesk.ui.widgets.typed_line import TypedLine


@dataclass(frozen=True)
class GivenCode:
    """A one-time code that was just given to somebody."""

    name: str
    code: str
    changes: Changes = field(default=OFFICE)


class _FormDialog(ActDialog):
    """An ActDialog with a form, under whose fields errors are told. Enter in a line carries the act out."""

    def __init__(self, context: Context, name: str, title: str, parent: QWidget) -> None:
        super().__init__(context, name, title, parent)
        self.form = FormGrid(f"{name}_form")
        self.body.addWidget(self.form)

    def tell(self, error: FiledeskError) -> None:
        if not self.form.show_error(error):
            show_error(self, error)


class AddPersonDialog(_FormDialog):
    """`given` carries the GivenCode of the new person."""

    given = Signal(object)

    def __init__(self, context: Context, departments: list[Row], parent: QWidget) -> None:
        super().__init__(context, "add_person_dialog", mark("Add person"), parent)
        self.name = TypedLine("person_name")
        self.department = QComboBox()
        self.department.setObjectName("person_department")
        self.department.addItem("", None)
        for row in departments:
            self.department.addItem(row["name"], row["id"])
        self.roles = RoleChoice([role for role in Role if role is not Role.GENERAL_MANAGER])
        self.form.add("person_name", mark("Name"), self.name, required=True)
        self.form.add("person_department", mark("Department"), self.department)
        self.form.add("roles", mark("Roles"), self.roles, required=True)
        self.name.returnPressed.connect(self.carry_out)
        self._codes: list[GivenCode] = []
        self.accepted.connect(self._tell_code)
        self.name.setFocus()
        self.retranslate()

    def begin(self) -> Work | None:
        self.form.clear_errors()
        name, roles, department = self.name.text(), self.roles.roles(), self.department.currentData()

        def work(_progress: Progress) -> Changes:
            ports, session = self.context.ports, self.context.session
            code = add_person(ports, session, name=name, roles=roles, department=department)
            self._codes.append(GivenCode(" ".join(name.split()), code))
            return OFFICE

        return work

    def tell(self, error: FiledeskError) -> None:
        field_of = {"person_without_role": "roles", "roles_exclude_each_other": "roles"}
        names = ("name_empty", "name_too_long", "name_not_printable", "name_twice")
        field_of.update(dict.fromkeys(names, "person_name"))
        if error.code in field_of:
            error.params.setdefault("field", field_of[error.code])
        super().tell(error)

    @Slot()
    def _tell_code(self) -> None:
        self.given.emit(self._codes[-1])

    def retranslate(self) -> None:
        super().retranslate()
        self.department.setItemText(0, tr("None"))
        self.agree.setText(tr("Add and give a code"))
        self.refuse.setText(tr("Cancel"))


class AddDepartmentDialog(_FormDialog):
    """Adds a department by its name."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, "add_department_dialog", mark("Add department"), parent)
        self.name = TypedLine("department_name")
        self.form.add("department_name", mark("Name of the department"), self.name, required=True)
        self.name.returnPressed.connect(self.carry_out)
        self.name.setFocus()

    def begin(self) -> Work | None:
        self.form.clear_errors()
        name = self.name.text()
        return lambda _progress: add_department(self.context.ports, self.context.session, name=name)

    def tell(self, error: FiledeskError) -> None:
        if error.code.startswith("name_"):
            error.params.setdefault("field", "department_name")
        super().tell(error)


class CodeDialog(Retranslated, QDialog):
    """Shows a one-time code, once: it is kept nowhere."""

    def __init__(self, office: str, given: GivenCode, parent: QWidget, print_them: PrintSlips = print_slips) -> None:
        super().__init__(parent.window())
        self.setObjectName("code_dialog")
        self._office = office
        self._given = given
        self._print_them = print_them
        self._told = QLabel()
        self._told.setObjectName("code_told")
        self._told.setWordWrap(True)
        self.message_bar = MessageBar(self)
        self.code = BigGroups("one_time_code_shown")
        self.code.put(given.code)
        self.print_button, self.close_button = QPushButton(), QPushButton()
        self.print_button.setObjectName("print_code")
        self.close_button.setObjectName("code_given")
        self.close_button.setDefault(True)
        self.print_button.clicked.connect(self._print)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(16)
        for widget in (self._told, self.message_bar, self.code):
            column.addWidget(widget)
        column.addLayout(row)
        self.close_button.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(tr("One-time code"))
        self._told.setText(
            tr(
                "One-time code for {name}. It is shown only now: read it to this person or print it, nobody else.",
                name=self._given.name,
            )
        )
        self.print_button.setText(tr("Print"))
        self.close_button.setText(tr("It is handed over"))

    @Slot()
    def _print(self) -> None:
        try:
            self._print_them(self, code_slips(self._office, {self._given.name: self._given.code}))
        except FiledeskError as error:
            show_error(self, error)


class ConfirmDialog(ActDialog):
    """The general manager compares the fingerprint with the one on the person's own screen, then confirms him."""

    def __init__(self, context: Context, person: Row, parent: QWidget) -> None:
        super().__init__(context, "confirm_dialog", mark("Confirm keys"), parent)
        self._person = person
        self._told = QLabel()
        self._told.setObjectName("confirm_told")
        self._told.setWordWrap(True)
        self.fingerprint = BigGroups("fingerprint")
        self.fingerprint.put(person["fingerprint"])
        self.same = QCheckBox()
        self.same.setObjectName("same_on_screen")
        self.typed = TypedLine("fingerprint_typed")
        self.typed.textChanged.connect(self._look)
        self.typed.returnPressed.connect(self.agree.click)
        self.same.toggled.connect(self._look)
        for widget in (self._told, self.fingerprint, self.same, self.typed):
            self.body.addWidget(widget)
        self.same.setFocus()
        self.retranslate()
        self._look()

    @Slot()
    def _look(self) -> None:
        self.agree.setEnabled(self.same.isChecked() or bool(self.typed.text().strip()))

    def begin(self) -> Work | None:
        said = self.typed.text().replace(" ", "") or self._person["fingerprint"]
        person = self._person["id"]
        return lambda _progress: confirm_person(
            self.context.ports, self.context.session, person=person, fingerprint=said
        )

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "typed"):
            return
        self._told.setText(
            tr(
                "Have {name} read the fingerprint on his or her own screen, and compare every group. Only then does "
                "this person see the office's papers.",
                name=self._person["name"],
            )
        )
        self.same.setText(tr("The same stands on that person's screen"))
        self.typed.setPlaceholderText(tr("or type here what stands on that screen"))
        self.typed.setAccessibleName(tr("Fingerprint on that person's screen"))
        self.agree.setText(tr("Confirm"))


class PasswordDialog(_FormDialog):
    """Changing one's own password."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, "password_dialog", mark("Change my password"), parent)
        self.old = PasswordLine("old_password")
        self.form.add("old_password", mark("Old password"), self.old, required=True)
        self.password = NewPassword(self.form)
        for line in (self.old, self.password.first, self.password.again):
            line.returnPressed.connect(self.carry_out)
        self.old.setFocus()

    def begin(self) -> Work | None:
        self.form.clear_errors()
        try:
            new = self.password.value()
            if not new:
                raise RuleRefused("password_empty", field="new_password")
        except RuleRefused as error:
            self.tell(error)
            return None
        old = self.old.text()
        return lambda _progress: change_password(self.context.ports, self.context.session, old=old, new=new)

    def tell(self, error: FiledeskError) -> None:
        if error.code == "password_wrong":
            error.params.setdefault("field", "old_password")
        super().tell(error)
