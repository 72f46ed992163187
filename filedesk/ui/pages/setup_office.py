"""First steps of the set-up: the desk's folder, the office, its departments, and the general manager, present."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QStandardPaths, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from filedesk.desk import Desk, create_desk, remove_unfounded
from filedesk.domain.people import Role, check_name
from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services.founding import NewPerson
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr
from filedesk.ui.at_field import at_field
from filedesk.ui.messages import pickers, show_error
from filedesk.ui.pages.setup_plan import Plan, Step
from filedesk.ui.tasks import Tasks
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.secret_fields import NewPassword
from filedesk.ui.widgets.typed_line import TypedLine

Create = Callable[[Path], Desk]


def usual_folder() -> Path:
    """Where a new desk is offered to lie: "filedesk" among the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return (Path(documents) if documents else Path.home()) / "filedesk"


class OfficeStep(Step):
    """Folder, name, code and departments. Going on makes the empty desk, so that a bad folder is told here."""

    title = mark("The office")
    lead = mark("Everything of the office will lie in one folder on this computer. It is called the desk.")

    def __init__(self, plan: Plan, tasks: Tasks, create: Create = create_desk, parent: QWidget | None = None) -> None:
        super().__init__("setup_office", plan, parent)
        self._tasks = tasks
        self._create = create
        self._making = False
        self.folder = TypedLine("folder")
        self.folder.setText(str(usual_folder()))
        self.browse = QPushButton()
        self.browse.setObjectName("browse")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        beside.setFocusProxy(self.folder)
        self.name = TypedLine("office_name")
        self.code = TypedLine("office_code")
        self.departments = QPlainTextEdit()
        self.departments.setObjectName("departments")
        self.departments.setTabChangesFocus(True)
        self.departments.setFixedHeight(110)
        self.form = FormGrid("office_form")
        self.form.add("folder", mark("Folder of the desk"), beside, required=True)
        self.form.add("office_name", mark("Name of the office"), self.name, required=True)
        self.form.add(
            "office_code",
            mark("Code of the office (代字)"),
            self.code,
            required=True,
            hint=mark("It stands first in the numbers of outgoing documents, like 华兴办 in 华兴办〔2026〕12号."),
        )
        self.form.add(
            "departments",
            mark("Departments"),
            self.departments,
            hint=mark("One on each line. More can be added later."),
        )
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        for line in (self.folder, self.name, self.code):
            line.returnPressed.connect(self.enter)
        self.retranslate()

    def begin(self) -> None:
        self.name.setFocus()

    def retranslate(self) -> None:
        self.browse.setText(tr("Choose…"))
        self.folder.setAccessibleName(tr("Folder of the desk"))

    @Slot()
    def _browse(self) -> None:
        pickers().folder(self, tr("Folder of the desk"), lambda chosen: self.folder.setText(str(chosen)))

    def finish(self, then: Callable[[], None]) -> None:
        self.form.clear_errors()
        if not self.folder.text().strip():
            raise RuleRefused("folder_missing", field="folder")
        _checked(self.name.text(), "office_name")
        if not self.code.text().strip():
            raise RuleRefused("office_code_missing", field="office_code")
        told = [line for line in self.departments.toPlainText().splitlines() if line.strip()]
        departments = tuple(_checked(line, "departments") for line in told)
        twice = next((name for name in departments if departments.count(name) > 1), None)
        if twice is not None:
            raise RuleRefused("name_twice", name=twice, field="departments")
        plan = self.plan
        plan.name, plan.code, plan.departments = self.name.text(), self.code.text(), departments
        folder = Path(self.folder.text().strip()).expanduser()
        if plan.desk is not None and plan.desk.folder == folder.absolute():
            then()
            return
        if self._making:
            return
        self._making = True
        before, plan.desk = plan.desk, None

        def work(_progress: Progress) -> Desk:
            if before is not None:
                remove_unfounded(before)
            return self._create(folder)

        def made(desk: Desk) -> None:
            self._making = False
            if not shiboken6.isValid(self) or not self.isVisible():
                self._tasks.run(lambda _progress: remove_unfounded(desk), done=lambda _gone: None, on="desk")
                return
            plan.desk = desk
            then()

        def failed(error: BaseException) -> None:
            self._making = False
            if shiboken6.isValid(self) and isinstance(error, FiledeskError):
                show_error(self, error)

        self._tasks.run(work, done=made, failed=failed, on="desk", title=tr("Make the folder"))


class HeadStep(Step):
    """The general manager, who sits at this computer and chooses his password."""

    title = mark("The general manager")
    lead = mark(
        "The general manager must be here now: his password makes the key with which he signs and lets people in."
    )

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__("setup_head", plan, parent)
        self.name = TypedLine("head_name")
        self.department = QComboBox()
        self.department.setObjectName("head_department")
        self.form = FormGrid("head_form")
        self.form.add("head_name", mark("Name of the general manager"), self.name, required=True)
        self.form.add("head_department", mark("Department"), self.department)
        self.password = NewPassword(self.form)
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        for line in (self.name, self.password.first, self.password.again):
            line.returnPressed.connect(self.enter)

    def begin(self) -> None:
        fill_departments(self.department, self.plan.departments)
        self.name.setFocus()

    def retranslate(self) -> None:
        if self.department.count():
            self.department.setItemText(0, tr("None"))

    def finish(self, then: Callable[[], None]) -> None:
        self.form.clear_errors()
        name = _checked(self.name.text(), "head_name")
        password = self.password.value()
        if not password:
            raise RuleRefused("general_manager_present", field="new_password")
        if any(person.name == name for person in self.plan.others):
            raise RuleRefused("name_twice", name=name, field="head_name")
        roles = frozenset({Role.GENERAL_MANAGER.value})
        self.plan.head = NewPerson(name, roles, self.department.currentData(), password)
        then()


def fill_departments(box: QComboBox, departments: tuple[str, ...]) -> None:
    """Offer "none" and these departments, keeping what was chosen where it is still there."""
    chosen = box.currentData()
    box.clear()
    box.addItem(tr("None"), None)
    for department in departments:
        box.addItem(department, department)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _checked(text: str, field: str) -> str:
    with at_field(field):
        return check_name(text)
