"""What the set-up assistant has gathered so far, and the base of its steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from filedesk.desk import Desk
from filedesk.services.founding import NewOffice, NewPerson
from filedesk.services.keys import OfficeRoot
from filedesk.ui.retranslated import Retranslated


@dataclass
class Plan:
    """The office to be. `desk` is empty until the founding; `root` lives from the sheets to the founding only."""

    name: str = ""
    code: str = ""
    departments: tuple[str, ...] = ()
    head: NewPerson | None = None
    others: list[NewPerson] = field(default_factory=list)
    desk: Desk | None = None
    root: OfficeRoot | None = None
    codes: dict[str, str] = field(default_factory=dict)

    def office(self) -> NewOffice:
        """All of it as the founding takes it; the general manager first."""
        people = (self.head,) if self.head is not None else ()
        return NewOffice(self.name, self.code, self.departments, (*people, *self.others)).with_usual_office()

    def forget(self) -> None:
        """Drop root and passwords."""
        if self.root is not None:
            self.root.forget()
        self.root = self.head = None
        self.others = []


class Step(Retranslated, QWidget):
    """One page of the assistant. `title` and `lead` are message ids; `enter` asks for what Next does."""

    enter = Signal()
    title = ""
    lead = ""

    def __init__(self, name: str, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.plan = plan
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def begin(self) -> None:
        """The step has come into view: show what the plan holds, put the focus into the first field."""

    def finish(self, then: Callable[[], None]) -> None:
        """Next: check, take into the plan, and call `then`, now or later. Raises FiledeskError when refused."""
        then()

    def next_text(self) -> str:
        """What the button for going on says; "" for the usual word."""
        return ""


class OneStep(QWidget):
    """Shows one step, and is as tall as that one needs; a QStackedWidget is as tall as its tallest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []
        self._current = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, step: Step) -> None:
        """Put `step` behind the others; the first is shown."""
        step.setVisible(not self._steps)
        self._steps.append(step)
        self._column.addWidget(step)

    def currentIndex(self) -> int:
        """The place of the step in view."""
        return self._current

    def setCurrentIndex(self, place: int) -> None:
        """Show the step at `place`."""
        self._current = place
        for number, step in enumerate(self._steps):
            step.setVisible(number == place)
