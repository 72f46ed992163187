"""The fields of an entry (rule I2), made for speed: Enter goes on, what the paper says is suggested, F4 repeats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from filedesk.domain.documents import MOST_COPIES, Attachment, Entry, Level, Medium, Series, Urgency
from filedesk.errors import FiledeskError
from filedesk.services import reading
from filedesk.services.ledger import Row
from filedesk.services.ports import Suggestion
from filedesk.texts import error_text, tr
from filedesk.texts.names import FIELDS, MEDIA, URGENCIES
from filedesk.ui.context import Context
from filedesk.ui.pages.attachments_editor import AttachmentsEditor
from filedesk.ui.pages.deadline_line import DeadlineLine
from filedesk.ui.pages.desk_facts import DeskFacts, facts_before, load_facts
from filedesk.ui.pages.kind_offers import ask_new_kind, kind_named, kind_offers, may_add_kinds
from filedesk.ui.pages.picked_names import chooses_offer
from filedesk.ui.pages.register_source import (
    DATED_TITLES,
    DEPARTMENT_TITLES,
    NUMBER_TITLES,
    RECEIVED_TITLES,
    SENDER_TITLES,
    SIGNED_FOR_TITLES,
)
from filedesk.ui.widgets.completing_line import CompletingLine, Offer
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.form_lines import DateLine, NumberLine
from filedesk.ui.widgets.typed_line import TypedLine

_FIELD_OF: Final = {
    "title_missing": "title",
    "title_too_long": "title",
    "sender_missing": "sender",
    "kind_unknown": "kind",
    "department_unknown": "department",
    "deadline_before_receipt": "deadline",
    "copies_out_of_range": "copies",
    "pages_out_of_range": "pages",
}
"""Fields of errors whose parameters name none."""
SUGGESTED: Final = ("sender", "sender_number", "title", "dated", "kind", "urgency")


@dataclass(frozen=True)
class EntryEditors:
    """The editor of each field, under its name in `Entry`."""

    sender: CompletingLine
    sender_number: NumberLine
    title: TypedLine
    kind: CompletingLine
    dated: DateLine
    received: DateLine
    signed_for_by: CompletingLine
    copies: QSpinBox
    pages: QSpinBox
    urgency: QComboBox
    medium: QComboBox
    department: QComboBox
    deadline: DeadlineLine
    notes: QPlainTextEdit
    attachments: AttachmentsEditor


class EntryForm(FormGrid):
    """Fields are named after those of `Entry`, their editors entry_title and so on."""

    def __init__(self, context: Context, series: Series, parent: QWidget | None = None) -> None:
        super().__init__("entry_form", parent, columns=2)
        self.series = series
        self._context = context
        self._facts = facts_before(context.ports)
        self._clerk = context.session.name
        self._touched: set[str] = set()
        ports, session = context.ports, context.session

        def senders(typed: str) -> Sequence[Offer]:
            return [(name, "") for name in reading.completions(ports, session, "sender", typed)]

        def named(typed: str) -> Sequence[Offer]:
            return [(name, "") for name in reading.completions(ports, session, "person", typed)]

        def find_kinds(typed: str) -> Sequence[Offer]:
            return kind_offers(typed, self._facts, ports.ledger.by_initials)

        self.edit = EntryEditors(
            sender=CompletingLine("entry_sender", senders, context.tasks),
            sender_number=NumberLine("entry_sender_number"),
            title=TypedLine("entry_title"),
            kind=CompletingLine("entry_kind", find_kinds, context.tasks, lane="pool", makes_new=True),
            dated=DateLine("entry_dated", self.today),
            received=DateLine("entry_received", self.today),
            signed_for_by=CompletingLine("entry_signed_for_by", named, context.tasks),
            copies=CountSpin("entry_copies", least=1, most=MOST_COPIES),
            pages=CountSpin("entry_pages", most=MOST_COPIES),
            urgency=QComboBox(),
            medium=QComboBox(),
            department=QComboBox(),
            deadline=DeadlineLine("entry_deadline", lambda: self._facts, self),
            notes=QPlainTextEdit(),
            attachments=AttachmentsEditor(self),
        )
        self.edit.pages.setSpecialValueText(" ")
        for level in Urgency:
            self.edit.urgency.addItem("", level)
        for medium in Medium:
            self.edit.medium.addItem("", medium)
        self.edit.notes.setTabChangesFocus(True)
        self.edit.notes.setMaximumHeight(64)
        self._lay_out()
        self._listen()
        self.set_facts(self._facts)

    def _lay_out(self) -> None:
        titles = FIELDS | {
            "sender": SENDER_TITLES[self.series],
            "sender_number": NUMBER_TITLES[self.series],
            "received": RECEIVED_TITLES[self.series],
            "dated": DATED_TITLES[self.series],
            "department": DEPARTMENT_TITLES[self.series],
            "signed_for_by": SIGNED_FOR_TITLES[self.series],
        }
        wide = {"title", "notes", "attachments"}
        for name in (
            "sender", "sender_number", "title", "kind", "urgency", "dated", "received", "signed_for_by", "department",
            "copies", "pages", "deadline", "medium", "notes", "attachments",
        ):  # fmt: skip
            editor: QWidget = getattr(self.edit, name)
            if not editor.objectName():
                editor.setObjectName(f"entry_{name}")
            self.add(name, titles[name], editor, required=name in {"sender", "title"}, span=2 if name in wide else 1)

    def _listen(self) -> None:
        for name, line in self._lines():
            line.setProperty("field", name)
            line.textEdited.connect(self._typed)
            line.returnPressed.connect(self._go_on)
            if isinstance(line, CompletingLine):
                line.taken.connect(self._typed)
                line.taken.connect(self._go_on)
        self.edit.kind.taken.connect(self._kind_taken)
        for box in (self.edit.urgency, self.edit.medium, self.edit.department):
            box.setProperty("field", box.objectName().removeprefix("entry_"))
            box.activated.connect(self._typed)

    def _lines(self) -> list[tuple[str, QLineEdit]]:
        found: list[tuple[str, QLineEdit]] = [
            (name, editor.editor) for name, editor in self.fields.items() if isinstance(editor.editor, QLineEdit)
        ]
        return [*found, ("deadline", self.edit.deadline.line)]

    def today(self) -> date:
        """The office's day."""
        return self._facts.today

    def set_facts(self, facts: DeskFacts) -> None:
        """Departments, kinds and the office's day."""
        self._facts = facts
        chosen = self.edit.department.currentData()
        self.edit.department.clear()
        self.edit.department.addItem("–", None)
        for number, name in facts.departments.items():
            self.edit.department.addItem(name, number)
        self.edit.department.setCurrentIndex(max(0, self.edit.department.findData(chosen)))
        self.retranslate()

    # ---- filling ------------------------------------------------------------------------------------------

    def start(self) -> None:
        """An empty form with what is given: today, one copy, and who signs for what comes in: the signed-in clerk."""
        signs = self._clerk if self.series is Series.INCOMING else ""
        self.fill(Entry(self.series, "", "", received=self.today(), signed_for_by=signs))

    def fill(self, entry: Entry) -> None:
        """Show `entry`; nothing is marked as wrong, suggested or typed."""
        self._touched.clear()
        self.clear_errors()
        for name in self.fields:
            self.mark_suggested(name, False)
        for name in ("sender", "sender_number", "title", "signed_for_by"):
            getattr(self.edit, name).setText(getattr(entry, name))
        self.edit.kind.setText(self._facts.kind_title(entry.kind))
        for name in ("dated", "received", "deadline"):
            getattr(self.edit, name).set_day(getattr(entry, name))
        self.edit.copies.setValue(entry.copies)
        self.edit.pages.setValue(entry.pages or 0)
        for name in ("urgency", "medium", "department"):
            box: QComboBox = getattr(self.edit, name)
            box.setCurrentIndex(max(0, box.findData(getattr(entry, name))))
        self.edit.notes.setPlainText(entry.notes)
        self.edit.attachments.fill(entry.attachments)

    def repeat(self, before: Entry) -> None:
        """Take over from the entry before what papers that come together share (F4); its title and number stay out."""
        for name in ("sender", "signed_for_by"):
            getattr(self.edit, name).setText(getattr(before, name))
        self.edit.kind.setText(self._facts.kind_title(before.kind))
        self.edit.received.set_day(before.received)
        for name in ("urgency", "medium", "department"):
            box: QComboBox = getattr(self.edit, name)
            box.setCurrentIndex(max(0, box.findData(getattr(before, name))))
        for name in ("sender", "kind", "urgency"):
            self._touched.add(name)
            self.mark_suggested(name, False)

    def suggest(self, suggestions: Iterable[Suggestion]) -> None:
        """Fill fields that nobody has typed into, each marked as a suggestion; leaving it accepts it."""
        for told in suggestions:
            if told.field not in SUGGESTED or told.field in self._touched:
                continue
            editor = self.fields[told.field].editor
            if told.field == "kind":
                self.edit.kind.setText(self._facts.kind_title(told.value))
            elif isinstance(editor, DateLine):
                editor.set_day(date.fromisoformat(told.value))
            elif isinstance(editor, QLineEdit):
                editor.setText(told.value)
                editor.setCursorPosition(0)
            elif isinstance(editor, QComboBox):
                editor.setCurrentIndex(max(0, editor.findData(told.value)))
            self.mark_suggested(told.field)
            self.fields[told.field].editor.setToolTip(
                tr("Read from the paper, page {page}: look at it", page=told.page)
            )

    @Slot()
    def _typed(self) -> None:
        self.touch(self.sender())

    def touch(self, editor: QObject | None) -> None:
        """Somebody typed here: no suggestion overwrites it, and what was wrong is looked at anew."""
        name = editor.property("field") if editor is not None else None
        if isinstance(name, str):
            self._touched.add(name)
            self.mark_suggested(name, False)
            self.fields[name].editor.setToolTip("")
            if self.fields[name].wrong is not None:
                self.set_error(name, None)

    @Slot()
    def _go_on(self) -> None:
        line = self.sender()
        if isinstance(line, CompletingLine) and chooses_offer(line):
            return
        if isinstance(line, QWidget):
            line.focusNextChild()

    # ---- reading ------------------------------------------------------------------------------------------

    def check(self) -> bool:
        """Whether every field can be read; tells under those that cannot."""
        self.clear_errors()
        wrong = [name for name in ("dated", "received") if getattr(self.edit, name).is_wrong()]
        if self.edit.deadline.line.is_wrong():
            wrong.append("deadline")
        for name in wrong:
            self.set_error(name, lambda: tr("This is no date."))
        if wrong:
            self.fields[wrong[0]].editor.setFocus()
        return not wrong

    def entry(self) -> Entry:
        """What stands in the form. A kind that is not known stands as it was typed, and is refused."""
        return Entry(
            series=self.series,
            title=self.edit.title.text(),
            sender=self.edit.sender.text(),
            kind=kind_named(self.edit.kind.text(), self._facts),
            sender_number=self.edit.sender_number.text(),
            dated=self.edit.dated.day(),
            received=self.edit.received.day(),
            signed_for_by=self.edit.signed_for_by.text(),
            copies=self.edit.copies.value(),
            pages=self.edit.pages.value() or None,
            urgency=Urgency(self.edit.urgency.currentData()),
            medium=Medium(self.edit.medium.currentData()),
            department=self.edit.department.currentData(),
            deadline=self.edit.deadline.day(),
            notes=self.edit.notes.toPlainText(),
            attachments=self.edit.attachments.attachments(),
        )

    def show_refusal(self, error: FiledeskError) -> bool:
        """Tell `error` beside the field it speaks of; False where it speaks of none."""
        name = _FIELD_OF.get(error.code)
        if name is None:
            return self.show_error(error)
        self.set_error(name, lambda: error_text(error))
        self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if error.code == "kind_unknown":
            self._kind_taken()
        return True

    @Slot()
    def _kind_taken(self) -> None:
        """Offer to add what stands in the field of the kind, if it is none yet (F2)."""
        name = kind_named(self.edit.kind.text(), self._facts)
        if name not in self._facts.kinds and may_add_kinds(self._context.session):
            ask_new_kind(self, self._context, name, self._kind_added)

    def _kind_added(self) -> None:
        ports, session = self._context.ports, self._context.session
        self.set_error("kind", None)
        self._context.tasks.run(lambda _progress: load_facts(ports, session), done=self.set_facts, owner=self)

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "edit"):
            for place in range(self.edit.urgency.count()):
                self.edit.urgency.setItemText(place, tr(URGENCIES[self.edit.urgency.itemData(place)]))
            for place in range(self.edit.medium.count()):
                self.edit.medium.setItemText(place, tr(MEDIA[self.edit.medium.itemData(place)]))
            self.edit.department.setItemText(0, tr("None"))
            if "kind" not in self._touched and self.edit.kind.text():
                self._retranslate_kind()

    def _retranslate_kind(self) -> None:
        code = kind_named(self.edit.kind.text(), self._facts)
        if code in self._facts.kinds:
            self.edit.kind.setText(self._facts.kind_title(code))


def entry_of(row: Row, attachments: Sequence[Row]) -> Entry:
    """The entry that a document's row holds."""
    plain = Entry(Series(row["series"]), row["title"], row["sender"])
    return replace(
        plain,
        kind=row["kind"],
        sender_number=row["sender_number"],
        dated=_day(row["dated"]),
        received=_day(row["received"]),
        signed_for_by=row["signed_for_by"],
        copies=row["copies"],
        pages=row["pages"],
        urgency=Urgency(row["urgency"]),
        level=Level(row["level"]),
        medium=Medium(row["medium"]),
        department=row["department"],
        deadline=_day(row["deadline"]),
        notes=row["notes"],
        attachments=tuple(Attachment(a["what"], Medium(a["medium"]), a["count"]) for a in attachments),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
