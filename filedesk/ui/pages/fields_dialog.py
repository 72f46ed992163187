"""A dialog of a few fields about one document: words, people, choices; a refusal is told under its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from filedesk.errors import FiledeskError
from filedesk.services.reading import DocumentView
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.widgets.form_grid import FormGrid


@dataclass(frozen=True)
class At:
    """The document that acts are done on, as it was shown on `page` when they were begun.

    `scan` is the file of it that something is to be recorded from, where one came for that.
    """

    context: Context
    page: QWidget
    view: DocumentView
    facts: DeskFacts
    scan: str | None = field(default=None, kw_only=True)

    @property
    def document(self) -> int:
        """The document's id."""
        return int(self.view.row["id"])

    @property
    def seen(self) -> int:
        """Its last event when it was shown."""
        return int(self.view.row["last_seq"])

    def name(self, person: int | None) -> str:
        """A person's name, also of one who has left."""
        return self.view.names.get(person or 0, "–")

    def department(self, department: int | None) -> str:
        """A department's name."""
        return self.view.departments.get(department or 0, "–")


class FieldsDialog(ActDialog):
    """Base: fields are added to its grid by `words`, `people` and `choice`; PLACES says which code is told where."""

    PLACES: ClassVar[Mapping[str, str]] = {}

    def __init__(self, at: At, name: str, title: str, *, wide: int = 520, columns: int = 1) -> None:
        super().__init__(at.context, name, title, at.page, seen=at.seen, wide=wide)
        self.at = at
        self._choices: list[tuple[QComboBox, Mapping[str, str]]] = []
        self.grid = FormGrid(f"{name}_form", columns=columns)
        self.body.addWidget(self.grid)

    def words(self, name: str, title: str, *, required: bool = False, hint: str = "", high: int = 76) -> QPlainTextEdit:
        """A field for words; Tab leaves it."""
        edit = QPlainTextEdit()
        edit.setObjectName(name)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(high)
        self.grid.add(name, title, edit, required=required, hint=hint, span=9)
        return edit

    def people(
        self, name: str, title: str, people: Mapping[int, str], *, chosen: int | None = None, nobody: bool = False
    ) -> QComboBox:
        """A choice among people or departments, by id; typing the first sign goes to a name."""
        box = QComboBox()
        box.setObjectName(name)
        if nobody:
            box.addItem("–", None)
        for number, told in people.items():
            box.addItem(told, number)
        box.setCurrentIndex(max(0, box.findData(chosen)) if box.count() else -1)
        self.grid.add(name, title, box)
        return box

    def choice(self, name: str, title: str, values: Sequence[str], names: Mapping[str, str]) -> QComboBox:
        """A choice among enumerated values, called as `names` (message ids) tell."""
        box = QComboBox()
        box.setObjectName(name)
        for value in values:
            box.addItem(tr(names[value]), value)
        self._choices.append((box, names))
        self.grid.add(name, title, box)
        return box

    def carrier(self) -> QComboBox:
        """Who carries the paper (N3): whoever is signed in, unless another is chosen."""
        from_me = self.context.session.person
        return self.people("carrier", mark("Carried by"), self.at.view.route.carriers, chosen=from_me)

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, self.PLACES):
            super().tell(error)

    def carry_out(self) -> None:
        self.grid.clear_errors()
        super().carry_out()

    def retranslate(self) -> None:
        super().retranslate()
        for box, names in self._choices:
            for place in range(box.count()):
                box.setItemText(place, tr(names[box.itemData(place)]))
