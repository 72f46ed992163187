"""The end of a paper's way (I7): what is still missing, each leading to its place; and checking in the original."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.services import finishing
from filedesk.services.open_steps import OpenStep
from filedesk.services.route_view import Holding
from filedesk.texts import mark, tr
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.desk_facts import shown_time
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
    """The original comes back and is counted against what went out; less asks what is missing, an incident.

    Copies that are still out stand there with who has them since when: ticked, they came back with it.
    """

    PLACES: ClassVar = {"missing_not_told": "missing", "copies_still_out": "copies"}

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
        self._told = ""
        self._still = [
            one for one in at.view.route.holdings if one.copy > 1 and one.holder not in at.view.route.carriers
        ]
        self.came: dict[int, QCheckBox] = {}
        if self._still:
            self.body.insertWidget(0, ToldLabel(mark("Copies still out; tick those that came back with it:")))
        for place, one in enumerate(self._still, start=1):
            box = QCheckBox()
            box.setObjectName(f"copy_{one.copy}_back")
            box.toggled.connect(self._came)
            self.body.insertWidget(place, box)
            self.came[one.copy] = box
        self.body.insertWidget(0, ToldLabel(mark("It stands as it went out. Count what came back.")))
        self.retranslate()
        self._came()
        self._look()
        self.counts["copies"].setFocus()

    @Slot()
    def _came(self) -> None:
        """A copy that is out does not count as here, and is told as missing."""
        out = [one for one in self._still if not self.came[one.copy].isChecked()]
        self.counts["copies"].setValue(self._out["copies"] - len(out))
        told = "\n".join(self._of(one) for one in out)
        if self.missing.toPlainText() == self._told:
            self.missing.setPlainText(told)
        self._told = told

    def _of(self, one: Holding) -> str:
        day = shown_time(one.since, self.at.facts.zone)[:10]
        return tr("Copy {n}: with {name} since {day}", n=one.copy, name=self.at.name(one.holder), day=day)

    def _look(self) -> None:
        less = any(self.counts[name].value() < out for name, out in self._out.items())
        field = self.grid.fields["missing"]
        for widget in (field.label, field.editor):
            widget.setVisible(less)

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        counted, missing = {name: spin.value() for name, spin in self.counts.items()}, self.missing.toPlainText()
        back = [copy for copy, box in self.came.items() if box.isChecked()]
        return lambda _progress: finishing.check_in(
            ports, session, document=document, missing=missing, back=back, seen=seen, **counted
        )

    def retranslate(self) -> None:
        super().retranslate()
        for one in getattr(self, "_still", ()):
            if one.copy in self.came:
                self.came[one.copy].setText(self._of(one))
