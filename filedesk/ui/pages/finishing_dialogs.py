"""The end of a paper's way (I7): what is still missing, each leading to its place; and checking in the original."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.services import finishing
from filedesk.services.open_steps import OpenStep
from filedesk.texts import mark, tr
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.fields_dialog import At, FieldsDialog
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.told_label import ToldLabel

_MISSING: Final = {
    "reader": mark("{name} has not read it"),
    "department": mark("{name} has not reported a result"),
    "question": mark("Not answered: {name}"),
}


class MissingDialog(Retranslated, QDialog):
    """A paper cannot be finished or filed yet: every missing thing is a button; `wanted` carries the one pressed."""

    wanted = Signal(object)

    def __init__(self, steps: Sequence[OpenStep], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("missing_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._steps = list(steps)
        self._heading = QLabel()
        self._heading.setObjectName("dialog_title")
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(ToldLabel(mark("Each line leads to where it is missing.")))
        for place, step in enumerate(self._steps, start=1):
            button = QPushButton()
            button.setObjectName(f"missing_{place}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._go, step))
            column.addWidget(button)
            self.buttons.append(button)
        self.refuse = QPushButton()
        self.refuse.setObjectName("refuse")
        self.refuse.setAutoDefault(False)
        self.refuse.clicked.connect(self.reject)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.refuse)
        column.addLayout(last)
        self.setMinimumWidth(440)
        self.retranslate()

    def _go(self, step: OpenStep, _checked: bool = False) -> None:
        self.accept()
        self.wanted.emit(step)

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Not finished yet"))
        self._heading.setText(tr("Not finished yet"))
        for button, step in zip(self.buttons, self._steps, strict=True):
            name = step.name if len(step.name) <= _LONGEST else step.name[: _LONGEST - 1] + "…"
            button.setText(tr(_MISSING[step.kind], name=name.replace("\n", " ")))
        self.refuse.setText(tr("Close"))


_LONGEST: Final = 40


class CheckInDialog(FieldsDialog):
    """The original comes back and is counted against what went out; less asks what is missing, an incident."""

    PLACES: ClassVar = {"missing_not_told": "missing"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "check_in_dialog", mark("Check in the original"), columns=3)
        row = at.view.row
        self._out = {name: int(row[name] or 0) for name in ("copies", "pages", "attachments")}
        self.counts: dict[str, CountSpin] = {}
        titles = {"copies": mark("Copies"), "pages": mark("Number of pages"), "attachments": mark("Attachments")}
        for name, title in titles.items():
            spin = CountSpin(f"back_{name}")
            spin.setValue(self._out[name])
            spin.valueChanged.connect(self._look)
            self.grid.add(name, title, spin)
            self.counts[name] = spin
        self.missing = self.words("missing", mark("What is missing"))
        self.body.insertWidget(0, ToldLabel(mark("It stands as it went out. Count what came back.")))
        self._look()
        self.counts["copies"].setFocus()

    def _look(self) -> None:
        less = any(self.counts[name].value() < out for name, out in self._out.items())
        field = self.grid.fields["missing"]
        for widget in (field.label, field.editor):
            widget.setVisible(less)

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        counted, missing = {name: spin.value() for name, spin in self.counts.items()}, self.missing.toPlainText()
        return lambda _progress: finishing.check_in(
            ports, session, document=document, missing=missing, seen=seen, **counted
        )
