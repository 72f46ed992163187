"""What the dialogs on a draft are made of: the draft as it was shown, days, lines, ticks, and files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from filedesk.services.changes import Changes
from filedesk.services.draft_reading import DraftView
from filedesk.services.ledger import Row
from filedesk.services.taking_in import Staged
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.fields_dialog import At, FieldsDialog
from filedesk.ui.pages.picked_names import PickedNames
from filedesk.ui.pages.staging_tray import StagingTray
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.form_lines import DateLine
from filedesk.ui.widgets.typed_line import TypedLine

Act = Callable[[str, list[Staged], int | None], Changes]
"""Carries out what a remark is said for: words, files, the last event seen."""
Place = tuple[int, int]
"""The seq of a sending, distribution or order, and the place in its list."""


@dataclass(frozen=True)
class DraftAt(At):
    """The draft that acts are done on, as it was shown."""

    draft: DraftView


class DraftDialog(FieldsDialog):
    """Base: more kinds of field, and files that are given up unless the act was carried out."""

    at: DraftAt

    def __init__(self, at: DraftAt, name: str, title: str, *, wide: int = 560, columns: int = 1) -> None:
        super().__init__(at, name, title, wide=wide, columns=columns)
        self.tray: StagingTray | None = None
        self._ticks: list[tuple[QCheckBox, str]] = []

    def day(self, name: str, title: str, *, coming: bool = False, required: bool = False) -> DateLine:
        """A field for a day, today unless it lies ahead."""
        line = DateLine(name, lambda: self.at.facts.today, lean="future" if coming else "past")
        if not coming:
            line.set_day(self.at.facts.today)
        self.grid.add(name, title, line, required=required)
        return line

    def told_day(self, name: str, line: DateLine) -> date | None:
        """The day that stands there; where none does, that is told."""
        day = line.day()
        if day is None:
            self.grid.set_error(name, lambda: tr("This is no date."))
            line.setFocus()
        return day

    def line(self, name: str, title: str, text: str = "", *, required: bool = False, hint: str = "") -> QLineEdit:
        """A field for one line of words."""
        edit = TypedLine(name)
        edit.setText(text)
        self.grid.add(name, title, edit, required=required, hint=hint)
        return edit

    def count(self, name: str, title: str, value: int = 1) -> CountSpin:
        """A field for a count, one or more."""
        spin = CountSpin(name, least=1)
        spin.setValue(value)
        self.grid.add(name, title, spin)
        return spin

    def tick(self, name: str, title: str, *, ticked: bool = False) -> QCheckBox:
        """Something to be ticked, below the fields."""
        box = QCheckBox(tr(title))
        box.setObjectName(name)
        box.setChecked(ticked)
        self._ticks.append((box, title))
        self.body.addWidget(box)
        return box

    def picked(self, name: str, title: str, what: str, offered: Mapping[int, str]) -> PickedNames:
        """Several people or departments, by typing."""
        picked = PickedNames(self.context, name, what)
        picked.offer(offered)
        self.grid.add(name, title, picked, span=9)
        return picked

    def places(self, name: str, title: str, rows: Sequence[Row]) -> QComboBox:
        """A choice among rows of a sending, distribution or order, each with `name`."""
        box = QComboBox()
        box.setObjectName(name)
        for row in rows:
            box.addItem(str(row["name"]), (row["seq"], row["position"]))
        self.grid.add(name, title, box)
        return box

    def files(self) -> None:
        """Room for files that come along with the act."""
        self.tray = StagingTray(self.context)
        self.tray.picked.connect(self.tray.take)
        self.body.addWidget(self.tray)
        self.hold_files(self.tray)

    def staged(self) -> list[Staged] | None:
        """The files taken in, or None while some are still being taken in."""
        if self.tray is None:
            return []
        return None if self.tray.busy else self.tray.staged

    def retranslate(self) -> None:
        super().retranslate()
        for box, title in self._ticks:
            box.setText(tr(title))


class RemarkDialog(DraftDialog):
    """Words with a signature, or a reason; `act` carries out with them."""

    PLACES: ClassVar = {"reason_missing": "remark", "report_missing": "remark", "answer_missing": "remark"}

    def __init__(
        self, at: DraftAt, name: str, title: str, act: Act, *, told: str = mark("Words"), needed: bool = False,
        hint: str = "", with_files: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(at, name, title)
        self._act = act
        self.text = self.words("remark", told, required=needed, hint=hint, high=96)
        if with_files:
            self.files()
        self.text.setFocus()

    def begin(self) -> Work | None:
        staged = self.staged()
        if staged is None:
            return None
        act, text, seen = self._act, self.text.toPlainText(), self.seen
        return lambda _progress: act(text, staged, seen)


def people_of(context: Context, at: At) -> Mapping[int, str]:
    """Everybody who is here but the one who is signed in."""
    return {person: name for person, name in at.facts.people.items() if person != context.session.person}
