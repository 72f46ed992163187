"""Last step of the set-up: the office is founded, its keys are made, and one-time codes are shown, once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from filedesk.errors import FiledeskError
from filedesk.texts import mark, tr
from filedesk.ui.messages import show_error
from filedesk.ui.pages.setup_plan import Plan, Step
from filedesk.ui.paper_slips import PrintSlips, Slip, print_slips
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.secret_fields import BigGroups


class CodesStep(Step):
    """Shows the one-time codes by name; each can be printed on a slip of its own."""

    title = mark("The office is founded")
    lead = mark(
        "The office root is forgotten; only the sheets hold it now. Sign in, and confirm the others as they come."
    )

    def __init__(self, plan: Plan, print_them: PrintSlips = print_slips, parent: QWidget | None = None) -> None:
        super().__init__("setup_codes", plan, parent)
        self._print_them = print_them
        self._told = QLabel()
        self._told.setObjectName("codes_told")
        self._told.setWordWrap(True)
        self.codes = QFrame()
        self.codes.setObjectName("codes")
        self._grid = QGridLayout(self.codes)
        self._grid.setColumnStretch(0, 1)
        self._grid.setVerticalSpacing(12)
        self.print_button = QPushButton()
        self.print_button.setObjectName("print_codes")
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self._print)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.print_button)
        self.column.addWidget(self._told)
        self.column.addWidget(self.codes)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def begin(self) -> None:
        for place, (name, code) in enumerate(self.plan.codes.items()):
            shown = BigGroups(f"code_{place}", points=14)
            shown.put(code)
            self._grid.addWidget(QLabel(name), place, 0)
            self._grid.addWidget(shown, place, 1)
        self.retranslate()

    def retranslate(self) -> None:
        some = bool(self.plan.codes)
        self._told.setText(
            tr("One-time codes for the first sign-in. They are shown only now: give each to its person, nobody else.")
            if some
            else tr("Everybody has chosen a password. No one-time codes are needed.")
        )
        self.print_button.setText(tr("Print the codes, one on each page"))
        self.print_button.setVisible(some)
        self.codes.setVisible(some)

    def next_text(self) -> str:
        return tr("Go to sign-in")

    def finish(self, then: Callable[[], None]) -> None:
        self.plan.codes = {}
        then()

    @Slot()
    def _print(self) -> None:
        try:
            self._print_them(self, code_slips(self.plan.name, self.plan.codes))
        except FiledeskError as error:
            show_error(self, error)


def code_slips(office: str, codes: dict[str, str]) -> list[Slip]:
    """A slip for each person's one-time code."""
    told = tr(
        "{office}. With this one-time code you sign in for the first time and choose your password. Then destroy this "
        "slip.",
        office=office,
    )
    return [Slip(name, told, (code,)) for name, code in codes.items()]


class Founding(Retranslated, QFrame):
    """What is seen while the keys are made: a bar and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("founding")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self._told = QLabel()
        self._told.setObjectName("founding_told")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._told)
        row.addWidget(self.bar, 1)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._told.setText(tr("Making keys"))
        self.bar.setAccessibleName(tr("Making keys"))
