"""The people of the new office: who is here chooses a password now, the others get a one-time code."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from filedesk.domain.people import Role, check_name, check_roles
from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services.founding import NewPerson, check_office
from filedesk.texts import mark, tr
from filedesk.texts.names import ROLES
from filedesk.ui.at_field import at_field
from filedesk.ui.messages import nearest_bar, show_error
from filedesk.ui.pages.setup_office import fill_departments
from filedesk.ui.pages.setup_plan import Plan, Step
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.role_choice import RoleChoice
from filedesk.ui.widgets.secret_fields import NewPassword
from filedesk.ui.widgets.typed_line import TypedLine

_FEWEST_SHOWN, _MOST_SHOWN = 3, 6
_HEADS = (mark("Name"), mark("Department"), mark("Roles"), mark("Password"))


class PeopleStep(Step):
    """A table of people above a form in which the next one is entered; Enter in the form adds him."""

    title = mark("The people")
    lead = mark(
        "At least one clerk. Who is here now chooses a password; without one a person gets a one-time code for the "
        "first sign-in."
    )

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__("setup_people", plan, parent)
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setObjectName("people_table")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        heads = self.table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        heads.setMinimumSectionSize(110)
        self.table.itemSelectionChanged.connect(self._selected)
        self.change = QPushButton()
        self.change.setObjectName("change_person")
        self.change.clicked.connect(self._change)
        self.remove = QPushButton()
        self.remove.setObjectName("remove_person")
        self.remove.clicked.connect(self._remove)
        self.name = TypedLine("person_name")
        self.department = QComboBox()
        self.department.setObjectName("person_department")
        self.form = FormGrid("person_form", columns=2)
        self.form.add("person_name", mark("Name"), self.name, required=True)
        self.form.add("person_department", mark("Department"), self.department)
        self.roles = RoleChoice([role for role in Role if role is not Role.GENERAL_MANAGER])
        self.form.add("roles", mark("Roles"), self.roles, required=True, span=2)
        self.password = NewPassword(self.form, required=False)
        self.add = QPushButton()
        self.add.setObjectName("add_person")
        self.add.clicked.connect(self._add)
        for line in (self.name, self.password.first, self.password.again):
            line.returnPressed.connect(self._add)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.addWidget(self.change)
        beside.addWidget(self.remove)
        beside.addStretch(1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.add)
        self.column.addWidget(self.table)
        self.column.addLayout(beside)
        self.column.addWidget(self.form)
        self.column.addLayout(last)
        for button in (self.change, self.remove, self.add):
            button.setAutoDefault(False)

    def begin(self) -> None:
        fill_departments(self.department, self.plan.departments)
        self._show()
        self.name.setFocus()

    def retranslate(self) -> None:
        self.table.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        self.table.setAccessibleName(tr("The people"))
        self.change.setText(tr("Change"))
        self.remove.setText(tr("Remove"))
        self.add.setText(tr("Add person"))
        if self.department.count():
            self.department.setItemText(0, tr("None"))
        self._show()

    def _show(self) -> None:
        head = [self.plan.head] if self.plan.head is not None else []
        people = [*head, *self.plan.others]
        self.table.setRowCount(len(people))
        for place, person in enumerate(people):
            told = tr(", ")
            cells = (
                person.name,
                person.department or "",
                told.join(tr(ROLES[role]) for role in sorted(person.roles)),
                tr("chosen") if person.password else tr("one-time code"),
            )
            for column, text in enumerate(cells):
                self.table.setItem(place, column, QTableWidgetItem(text))
        tall = min(max(len(people), _FEWEST_SHOWN), _MOST_SHOWN)
        top = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(top + tall * self.table.verticalHeader().defaultSectionSize() + 4)
        self._selected()

    def _chosen(self) -> int | None:
        """The selected person's place among the others; None for nobody and for the general manager."""
        chosen = {index.row() for index in self.table.selectedIndexes()}
        place = min(chosen, default=0) - (1 if self.plan.head is not None else 0)
        return place if chosen and 0 <= place < len(self.plan.others) else None

    @Slot()
    def _selected(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(self._chosen() is not None)

    @Slot()
    def _remove(self) -> None:
        place = self._chosen()
        if place is not None:
            del self.plan.others[place]
            self.table.clearSelection()
            self._show()

    @Slot()
    def _change(self) -> None:
        place = self._chosen()
        if place is None:
            return
        person = self.plan.others.pop(place)
        self.name.setText(person.name)
        self.department.setCurrentIndex(max(0, self.department.findData(person.department)))
        self.roles.set_roles(person.roles)
        self.password.first.setText(person.password or "")
        self.password.again.setText(person.password or "")
        self.table.clearSelection()
        self._show()
        self.name.setFocus()

    @Slot()
    def _add(self) -> None:
        self.form.clear_errors()
        try:
            self._take_in()
        except FiledeskError as error:
            if not self.form.show_error(error):
                show_error(self, error)

    def _take_in(self) -> None:
        with at_field("person_name"):
            name = check_name(self.name.text())
            if name in [person.name for person in self.plan.office().people]:
                raise RuleRefused("name_twice", name=name)
        with at_field("roles"):
            roles = check_roles(self.roles.roles())
        password = self.password.value() or None
        self.plan.others.append(NewPerson(name, frozenset(roles), self.department.currentData(), password))
        self.name.clear()
        self.roles.set_roles(frozenset())
        self.password.clear()
        bar = nearest_bar(self)
        if bar is not None:
            bar.dismiss()
        self._show()
        self.name.setFocus()

    def finish(self, then: Callable[[], None]) -> None:
        if self.name.text().strip():
            self.form.clear_errors()
            try:
                self._take_in()
            except FiledeskError as error:
                if not self.form.show_error(error):
                    raise
                return
        check_office(self.plan.office())
        then()
