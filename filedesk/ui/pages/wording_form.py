"""What a proposal 拟办 or an instruction 批示 says: words, readers in order, departments, deadline; all by keys."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError
from filedesk.services.wording import Wording
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.pages.deadline_line import DeadlineLine
from filedesk.ui.pages.desk_facts import DeskFacts, facts_before
from filedesk.ui.pages.picked_names import PickedNames
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.flow import FlowLayout
from filedesk.ui.widgets.form_grid import FormGrid

PHRASES: Final = (mark("Read."), mark("Agreed."), mark("{department} to handle."), mark("For reading by those named."))
"""The usual phrases of an instruction, on Ctrl+1 to Ctrl+4."""
_FIELDS: Final = {
    "instruction_empty": "text",
    "reader_twice": "readers",
    "reader_unknown": "readers",
    "nobody_named": "readers",
    "department_unknown": "lead",
    "lead_missing": "lead",
    "deadline_before_receipt": "deadline",
}


class WordingForm(Retranslated, QWidget):
    """The form; `wording` is what stands in it. Its fields are named `name` with _text, _readers and so on."""

    def __init__(self, context: Context, name: str, *, words: str, required: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._facts = facts_before(context.ports)
        self.text = QPlainTextEdit()
        self.text.setObjectName(f"{name}_text")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(88)
        self.readers = PickedNames(context, f"{name}_readers", "person", numbered=True)
        self.lead = PickedNames(context, f"{name}_lead", "department", most=1)
        self.supporting = PickedNames(context, f"{name}_supporting", "department")
        self.deadline = DeadlineLine(f"{name}_deadline", lambda: self._facts, self)
        phrases = QWidget()
        flow = FlowLayout(phrases)
        self._phrases: list[QPushButton] = []
        for number, _phrase in enumerate(PHRASES, start=1):
            button = QPushButton(phrases)
            button.setObjectName(f"{name}_phrase_{number}")
            button.setProperty("chip", True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(self._phrase)
            flow.addWidget(button)
            self._phrases.append(button)
        self.grid = FormGrid(f"{name}_grid")
        self.grid.add("text", words, self.text, required=required)
        self.grid.add("readers", mark("Readers, in order"), self.readers)
        self.grid.add("lead", mark("Lead department"), self.lead)
        self.grid.add("supporting", mark("Supporting departments"), self.supporting)
        self.grid.add("deadline", mark("Deadline"), self.deadline)
        self.lead.changed.connect(self.retranslate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(phrases)
        column.addWidget(self.grid)
        self.retranslate()

    def set_facts(self, facts: DeskFacts) -> None:
        """Who and which departments can be picked, and what day it is."""
        self._facts = facts
        self.readers.offer(facts.people)
        self.lead.offer(facts.departments)
        self.supporting.offer(facts.departments)

    def fill(self, said: Wording | None, *, words: bool = True) -> None:
        """Show `said`, or nothing; without `words` its text is left for the person to write."""
        said = said or Wording("")
        self.grid.clear_errors()
        self.text.setPlainText(said.text if words else "")
        self.readers.set_ids(said.readers)
        self.lead.set_ids([] if said.lead is None else [said.lead])
        self.supporting.set_ids(said.supporting)
        self.deadline.set_day(said.deadline)
        self.retranslate()

    def wording(self) -> Wording:
        """What stands there."""
        lead = self.lead.ids()
        return Wording(
            self.text.toPlainText().strip(),
            self.readers.ids(),
            lead[0] if lead else None,
            self.supporting.ids(),
            self._day(),
        )

    def is_empty(self) -> bool:
        """Whether nothing at all stands there."""
        return self.wording() == Wording("")

    def check(self) -> bool:
        """Whether every field can be read; tells under those that cannot."""
        self.grid.clear_errors()
        wrong = [name for name in ("readers", "lead", "supporting") if getattr(self, name).is_wrong()]
        for name in wrong:
            self.grid.set_error(name, lambda: tr("Nobody of this name. Choose from the list."))
        if self.deadline.line.is_wrong():
            self.grid.set_error("deadline", lambda: tr("This is no date."))
            wrong.append("deadline")
        if wrong:
            self.grid.fields[wrong[0]].editor.setFocus()
        return not wrong

    def show_error(self, error: FiledeskError) -> bool:
        """Tell `error` under the field it speaks of; False where it speaks of none."""
        of_words = {error.code: "text"} if error.params.get("field") == "instruction" else {}
        return self.grid.show_error(error, {**_FIELDS, **of_words})

    def _day(self) -> date | None:
        return self.deadline.day()

    def event(self, event: QEvent) -> bool:
        """Keys of phrases go before the window's own for its pages: as two shortcuts neither of them would act."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._phrase_on(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self._phrase_on(event)
        if button is None:
            super().keyPressEvent(event)
        else:
            button.click()

    def _phrase_on(self, event: QKeyEvent) -> QPushButton | None:
        place = event.key() - Qt.Key.Key_1
        with_control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
        return self._phrases[place] if with_control and 0 <= place < len(self._phrases) else None

    @Slot()
    def _phrase(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            cursor = self.text.textCursor()
            cursor.insertText(self._told(self._phrases.index(button)))
            self.text.setFocus()

    def _told(self, place: int) -> str:
        lead = self.lead.ids()
        department = self._facts.departments.get(lead[0], "") if lead else ""
        return tr(PHRASES[place], department=department or "××") if "{" in PHRASES[place] else tr(PHRASES[place])

    def retranslate(self) -> None:
        for place, button in enumerate(self._phrases):
            button.setText(self._told(place))
            button.setToolTip(tr("Ctrl+{n} writes this", n=place + 1))
