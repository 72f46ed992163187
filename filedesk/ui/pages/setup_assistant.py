"""The assistant of the first run: office, general manager, people, recovery sheets, one sheet back, founded.

The sheets come before the founding, so that no office is ever founded whose root nobody holds on paper, and so that
stopping anywhere before leaves nothing: the desk is empty until then and is taken away again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from filedesk.desk import create_desk, remove_unfounded
from filedesk.errors import FiledeskError
from filedesk.services.founding import Founded, found_office
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr
from filedesk.ui.front_card import FrontCard
from filedesk.ui.messages import show_error
from filedesk.ui.pages.setup_codes import CodesStep, Founding
from filedesk.ui.pages.setup_office import Create, HeadStep, OfficeStep
from filedesk.ui.pages.setup_people import PeopleStep
from filedesk.ui.pages.setup_plan import OneStep, Plan, Step
from filedesk.ui.pages.setup_sheets import AskBackStep, SheetsStep
from filedesk.ui.paper_slips import PrintSlips, print_slips
from filedesk.ui.tasks import Task, Tasks

log = logging.getLogger(__name__)


class SetupAssistant(FrontCard):
    """`founded` carries the founded, open Desk; `cancelled` comes after everything is taken away again."""

    founded = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        tasks: Tasks,
        *,
        create: Create = create_desk,
        demo: bool = False,
        print_them: PrintSlips = print_slips,
        parent: QWidget | None = None,
    ) -> None:
        """`create` makes the empty desk; `demo` founds a demo office, whose keys are weak."""
        super().__init__("setup_assistant", mark("Set up a new office"), width=720, parent=parent)
        self._tasks = tasks
        self._demo = demo
        self._task: Task | None = None
        self.plan = Plan()
        self.steps: list[Step] = [
            OfficeStep(self.plan, tasks, create),
            HeadStep(self.plan),
            PeopleStep(self.plan),
            SheetsStep(self.plan, print_them),
            AskBackStep(self.plan),
            CodesStep(self.plan, print_them),
        ]
        self.stack = OneStep()
        for step in self.steps:
            step.enter.connect(self.go_on)
            self.stack.add(step)
        self._place = QLabel()
        self._place.setObjectName("step_place")
        self._place.setProperty("role", "muted")
        self.founding = Founding()
        self.cancel_button, self.back_button, self.next_button = (QPushButton() for _ in range(3))
        for button, name, act in (
            (self.cancel_button, "cancel", self.cancel),
            (self.back_button, "back", self.go_back),
            (self.next_button, "next", self.go_on),
        ):
            button.setObjectName(name)
            button.clicked.connect(act)
        self.next_button.setProperty("primary", True)
        row = QHBoxLayout()
        for widget in (self.cancel_button, self._place):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.back_button, self.next_button):
            row.addWidget(widget)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.founding)
        self.body.addLayout(row)
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(self._show_progress)
        self._go_to(0)

    def step(self) -> Step:
        """The step in view."""
        return self.steps[self.stack.currentIndex()]

    def _go_to(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.message_bar.dismiss()
        step = self.step()
        self.setFocusProxy(step)
        step.begin()
        self.retranslate()
        if isinstance(step, SheetsStep):
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        place = self.stack.currentIndex()
        step = self.steps[place]
        last = place == len(self.steps) - 1
        self.tell(step.title, step.lead)
        self._place.setText(tr("Step {n} of {all}", n=place + 1, all=len(self.steps)))
        self.cancel_button.setText(tr("Cancel"))
        self.back_button.setText(tr("Back"))
        self.next_button.setText(step.next_text() or tr("Next"))
        self.back_button.setVisible(place > 0 and not last)
        self.cancel_button.setVisible(not last)

    # ---- going on and back --------------------------------------------------------------------------------

    @Slot()
    def go_on(self) -> None:
        """Next: take in what this step holds, and go on where it lets one."""
        step, place = self.step(), self.stack.currentIndex()
        self.message_bar.dismiss()
        try:
            step.finish(lambda: self._finished(place))
        except FiledeskError as error:
            form = getattr(step, "form", None)
            if form is None or not form.show_error(error):
                show_error(self.card, error)
        self.next_button.setText(self.step().next_text() or tr("Next"))

    def _finished(self, place: int) -> None:
        if not shiboken6.isValid(self) or self.stack.currentIndex() != place:
            return
        if isinstance(self.steps[place], AskBackStep):
            self._found()
        elif isinstance(self.steps[place], CodesStep):
            self.founded.emit(self.plan.desk)
        else:
            self._go_to(place + 1)

    @Slot()
    def go_back(self) -> None:
        """Back to the step before."""
        place = self.stack.currentIndex()
        if place and self._task is None:
            self._go_to(place - 1)

    # ---- founding -----------------------------------------------------------------------------------------

    def _found(self) -> None:
        desk, root = self.plan.desk, self.plan.root
        assert desk is not None
        assert root is not None
        office = self.plan.office()

        def work(progress: Progress) -> Founded:
            return found_office(desk.ports, office, root=root, demo=self._demo, progress=progress)

        self._let(False)
        self.founding.show()
        self._watch.start()
        self._task = self._tasks.run(work, done=self._is_founded, failed=self._not_founded, on="desk", owner=self)

    @Slot()
    def _show_progress(self) -> None:
        if self._task is not None and self._task.progress.total:
            self.founding.bar.setRange(0, self._task.progress.total)
            self.founding.bar.setValue(self._task.progress.done)

    def _let(self, allowed: bool) -> None:
        for button in (self.back_button, self.next_button, self.cancel_button):
            button.setEnabled(allowed)

    def _founding_over(self) -> None:
        self._task = None
        self._watch.stop()
        self.founding.hide()
        self._let(True)

    def _is_founded(self, made: Founded) -> None:
        self._founding_over()
        self.plan.codes = dict(made.codes)
        self.plan.forget()
        self._go_to(len(self.steps) - 1)
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_founded(self, error: BaseException) -> None:
        self._founding_over()
        if isinstance(error, FiledeskError):
            show_error(self.card, error)

    # ---- stopping -----------------------------------------------------------------------------------------

    @Slot()
    def cancel(self) -> None:
        """Stop: nothing stays on disk, nothing secret in memory."""
        self.abandon(self.cancelled.emit)

    def abandon(self, then: Callable[[], None] = lambda: None) -> None:
        """Take the empty desk away on the desk's worker, then call `then`. A founded desk is left alone."""
        desk, self.plan.desk = self.plan.desk, None
        self.plan.forget()
        if desk is None:
            then()
            return

        def failed(error: BaseException) -> None:
            log.warning("an empty desk stays where it is: %s", type(error).__name__)
            then()

        self._tasks.run(lambda _progress: remove_unfounded(desk), done=lambda _gone: then(), failed=failed, on="desk")
