"""The dialogs of acting on a paper 承办 (I5, F11): who does it, sending it back, the result and its report."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot

from filedesk.domain.circulation import Handling
from filedesk.domain.people import Role
from filedesk.services import handling
from filedesk.texts import mark
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.circulation_dialogs import SlipDialog
from filedesk.ui.pages.fields_dialog import At, FieldsDialog
from filedesk.ui.pages.staging_tray import StagingTray


class NameResponsibleDialog(FieldsDialog):
    """The department's manager names one of its people 承办人; the general manager may name anybody."""

    PLACES: ClassVar = {
        "person_gone": "person",
        "not_of_the_department": "person",
        "not_his_department": "department",
        "task_taken": "department",
    }

    def __init__(self, at: At) -> None:
        super().__init__(at, "name_responsible_dialog", mark("Name the responsible person"))
        departments = {one: at.department(one) for one in at.view.route.standing.tasks_to_name()}
        self.department = self.people("department", mark("Department"), departments)
        self.person = self.people("person", mark("Responsible person"), {})
        self.department.currentIndexChanged.connect(self._offer)
        self._offer()
        self.person.setFocus()

    @Slot()
    def _offer(self) -> None:
        own = self.at.view.route.members.get(self.department.currentData(), {})
        others = {number: name for number, name in self.at.facts.people.items() if number not in own}
        if not self.context.session.is_a(Role.GENERAL_MANAGER):
            others = {}
        self.person.clear()
        for number, name in {**own, **others}.items():
            self.person.addItem(name, number)

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        department, person = self.department.currentData(), self.person.currentData()
        return lambda _progress: handling.name_responsible(
            ports, session, document=document, department=department, person=person, seen=seen
        )


class AcceptDialog(FieldsDialog):
    """He takes it on; asked only where more than one department's task is his."""

    def __init__(self, at: At) -> None:
        super().__init__(at, "accept_dialog", mark("Accept the task"))
        self.department = self.people("department", mark("Department"), _own(at, Handling.NAMED))

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        department = self.department.currentData()
        return lambda _progress: handling.accept(ports, session, document=document, department=department, seen=seen)


class DeclineDialog(FieldsDialog):
    """He sends it back to the manager who named him, with a reason: nothing is passed on in silence (F11)."""

    PLACES: ClassVar = {"reason_missing": "reason", "task_not_named": "department"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "decline_dialog", mark("Send the task back"))
        self.department = self.people("department", mark("Department"), _own(at, Handling.NAMED))
        self.reason = self.words("reason", mark("Reason"), required=True)
        self.reason.setFocus()

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        department, reason = self.department.currentData(), self.reason.toPlainText()
        return lambda _progress: handling.decline(
            ports, session, document=document, department=department, reason=reason, seen=seen
        )


class ReportDialog(FieldsDialog):
    """He fills in the result and a report, with files (I7, F11). Said again, the later one counts."""

    PLACES: ClassVar = {"result_empty": "result", "task_not_accepted": "department"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "report_dialog", mark("Report the result"), wide=600)
        departments = _own(at, Handling.ACCEPTED, Handling.REPORTED)
        self.department = self.people("department", mark("Department"), departments)
        self.result_text = self.words("result", mark("Result"), required=True)
        self.report_text = self.words("report", mark("Report"), high=110)
        self.tray = StagingTray(at.context)
        self.tray.picked.connect(self.tray.take)
        self.body.addWidget(self.tray)
        self.hold_files(self.tray)
        self.result_text.setFocus()

    def begin(self) -> Work | None:
        if self.tray.busy:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        department, staged = self.department.currentData(), self.tray.staged
        result, report = self.result_text.toPlainText(), self.report_text.toPlainText()
        return lambda _progress: handling.report_result(
            ports,
            session,
            document=document,
            department=department,
            result=result,
            report=report,
            staged=staged,
            seen=seen,
        )


class RecordResultDialog(SlipDialog):
    """The clerk records a result from the slip or the call; the one who gave it confirms it later 补签."""

    PLACES: ClassVar = {"result_empty": "result", "person_gone": "person", "not_of_the_department": "person"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "record_result_dialog", mark("Record a result"), wide=600)
        open_tasks = [task for task in at.view.route.standing.tasks if task.state is not Handling.REPORTED]
        self._responsible = {task.department: task.responsible for task in open_tasks}
        departments = {one: at.department(one) for one in self._responsible}
        self.department = self.people("department", mark("Department"), departments)
        self.person = self.people("person", mark("Given by"), {})
        self.result_text = self.words("result", mark("Result"), required=True)
        self.report_text = self.words("report", mark("Report"), high=60)
        self.add_slip()
        self.department.currentIndexChanged.connect(self._propose)
        self._propose()
        self.result_text.setFocus()

    @Slot()
    def _propose(self) -> None:
        """The responsible person first, then the others of the department: one of them gave it."""
        department = self.department.currentData()
        offered = dict(self.at.view.route.members.get(department, {}))
        responsible = self._responsible.get(department)
        if responsible is not None:
            offered = {responsible: self.at.name(responsible), **offered}
        self.person.clear()
        for number, name in offered.items():
            self.person.addItem(name, number)

    def begin(self) -> Work | None:
        slip = self.slip.slip() if self.slip is not None else None
        if slip is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        department, person = self.department.currentData(), self.person.currentData()
        result, report = self.result_text.toPlainText(), self.report_text.toPlainText()
        return lambda _progress: handling.record_result(
            ports,
            session,
            document=document,
            department=department,
            person=person,
            result=result,
            report=report,
            slip=slip,
            seen=seen,
        )


def _own(at: At, *states: Handling) -> dict[int, str]:
    return {one: at.department(one) for one in at.view.route.standing.own_tasks(*states)}
