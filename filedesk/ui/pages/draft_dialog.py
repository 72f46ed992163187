"""Drafting 拟稿: the form of a new draft, and of a new version of one, with its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from filedesk.domain.documents import Series, Urgency
from filedesk.domain.drafts import Wording
from filedesk.errors import FiledeskError
from filedesk.services import drafting
from filedesk.services.changes import Changes
from filedesk.services.draft_reading import DraftView
from filedesk.services.ledger import Row
from filedesk.texts import mark, tr
from filedesk.texts.names import FIELDS, URGENCIES
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.pages.draft_fields import DraftAt
from filedesk.ui.pages.staging_tray import StagingTray
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.form_lines import DateLine
from filedesk.ui.widgets.typed_line import TypedLine

_TITLES: Final = {
    Series.OUTGOING: mark("Draft an outgoing document"),
    Series.INTERNAL: mark("Draft an internal document"),
}
_FOR_WHOM: Final = {Series.OUTGOING: FIELDS["recipients"], Series.INTERNAL: mark("Given to (range of distribution)")}
_USUAL: Final = {Series.OUTGOING: "letter", Series.INTERNAL: "memo"}
_PLACES: Final = {
    "draft_title_missing": "title", "title_too_long": "title", "recipients_missing": "recipients",
    "kind_unknown": "kind", "not_your_department": "department", "department_unknown": "department",
    "due_in_past": "answer_due", "reason_missing": "reason", "copies_out_of_range": "copies",
}  # fmt: skip


class _DraftForm(ActDialog):
    """The fields of a draft, and its files."""

    def __init__(
        self, context: Context, facts: DeskFacts, series: Series, title: str, parent: QWidget, *,
        seen: int | None = None,
    ) -> None:  # fmt: skip
        super().__init__(context, "draft_dialog", title, parent, seen=seen, wide=700)
        self.series, self.facts = series, facts
        self.title_line = TypedLine("draft_title")
        self.recipients, self.copied = TypedLine("draft_recipients"), TypedLine("draft_copied")
        self.kind, self.department, self.urgency = QComboBox(), QComboBox(), QComboBox()
        self.copies = CountSpin("draft_copies", least=1)
        self.answer_due = DateLine("draft_answer_due", lambda: facts.today, lean="future")
        self.notes = QPlainTextEdit()
        self.notes.setObjectName("draft_notes")
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(56)
        for box, name in ((self.kind, "kind"), (self.department, "department"), (self.urgency, "urgency")):
            box.setObjectName(f"draft_{name}")
        self.grid = FormGrid("draft_form", columns=3)
        self._lay_out()
        self.tray = StagingTray(context)
        self.tray.picked.connect(self.tray.take)
        self.body.addWidget(self.grid)
        self.below = QVBoxLayout()
        self.body.addLayout(self.below)
        self.body.addWidget(self.tray)
        self.hold_files(self.tray)
        self.title_line.setFocus()

    def _lay_out(self) -> None:
        outgoing = self.series is Series.OUTGOING
        for code in self.facts.kinds:
            self.kind.addItem(self.facts.kind_title(code), code)
        for number, name in self.facts.departments.items():
            self.department.addItem(name, number)
        for urgency in Urgency:
            self.urgency.addItem(tr(URGENCIES[urgency]), urgency.value)
        add = self.grid.add
        add("title", FIELDS["title"], self.title_line, required=True, span=3)
        add("recipients", _FOR_WHOM[self.series], self.recipients, required=True, span=3)
        if outgoing:
            add("copied", FIELDS["copied"], self.copied, span=3)
        add("kind", FIELDS["kind"], self.kind)
        add("department", mark("Drafted by"), self.department)
        add("urgency", FIELDS["urgency"], self.urgency)
        add("copies", FIELDS["copies"], self.copies)
        if not outgoing:
            add("answer_due", mark("Answer due by"), self.answer_due)
        add("notes", FIELDS["notes"], self.notes, span=3)
        self.kind.setCurrentIndex(max(0, self.kind.findData(_USUAL[self.series])))

    def choose_department(self, department: int | None) -> None:
        """Begin with this department."""
        self.department.setCurrentIndex(max(0, self.department.findData(department)))

    def fill(self, told: Row) -> None:
        """What a version of the draft said."""
        self.title_line.setText(told["title"])
        self.recipients.setText(told["recipients"])
        self.copied.setText(told["copied"])
        self.notes.setPlainText(told["notes"])
        self.copies.setValue(told["copies"])
        for box, name in ((self.kind, "kind"), (self.department, "department"), (self.urgency, "urgency")):
            box.setCurrentIndex(max(0, box.findData(told[name])))
        self.answer_due.setText(told["answer_due"] or "")

    def wording(self) -> Wording | None:
        """What stands in the fields, or None while a day is none, which is told."""
        if self.answer_due.is_wrong():
            self.grid.set_error("answer_due", lambda: tr("This is no date."))
            self.answer_due.setFocus()
            return None
        return Wording(
            title=self.title_line.text(),
            recipients=self.recipients.text(),
            copied=self.copied.text(),
            kind=self.kind.currentData(),
            urgency=Urgency(self.urgency.currentData()),
            copies=self.copies.value(),
            department=self.department.currentData() or 0,
            notes=self.notes.toPlainText(),
            answer_due=self.answer_due.day(),
        )

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, _PLACES):
            super().tell(error)

    def carry_out(self) -> None:
        self.grid.clear_errors()
        super().carry_out()

    def retranslate(self) -> None:
        super().retranslate()
        for place in range(self.kind.count()):
            self.kind.setItemText(place, self.facts.kind_title(self.kind.itemData(place)))
        for place in range(self.urgency.count()):
            self.urgency.setItemText(place, tr(URGENCIES[self.urgency.itemData(place)]))


class NewDraftDialog(_DraftForm):
    """Begin a draft, which may answer an incoming document; `made` gets its id."""

    def __init__(
        self, context: Context, facts: DeskFacts, series: Series, parent: QWidget, made: Callable[[int], None],
        *, replies_to: int | None = None, department: int | None = None, recipients: str = "",
    ) -> None:  # fmt: skip
        super().__init__(context, facts, series, _TITLES[series], parent)
        self._made, self._replies_to, self._document = made, replies_to, 0
        self.choose_department(department)
        self.recipients.setText(recipients)

    def begin(self) -> Work | None:
        said = self.wording()
        if said is None or self.tray.busy:
            return None
        ports, session, series = self.context.ports, self.context.session, self.series
        staged, replies_to = self.tray.staged, self._replies_to

        def work(_progress: object) -> Changes:
            found = drafting.make(ports, session, series=series, said=said, replies_to=replies_to, staged=staged)
            self._document = found.document
            return found.changes

        return work

    def _done(self, changes: Changes) -> None:
        super()._done(changes)
        self._made(self._document)


class ReviseDialog(_DraftForm):
    """Write a new version: the words as they stand, the files to be kept, and new ones (F9)."""

    def __init__(self, at: DraftAt) -> None:
        series = Series(at.view.row["series"])
        super().__init__(at.context, at.facts, series, mark("New version"), at.page, seen=at.seen)
        self._document = at.document
        version = at.draft.versions[0]
        self.fill(version.row)
        names = {row["file"]: row["name"] for row in at.view.files}
        self._keep: dict[str, QCheckBox] = {}
        for file in version.files:
            box = QCheckBox(names.get(file, "?"))
            box.setObjectName(f"keep_{file[:8]}")
            box.setChecked(True)
            self._keep[file] = box
            self.below.addWidget(box)
        self.reason = TypedLine("draft_reason")
        hint = mark("It was signed: the new version goes back to the signer.") if _signed(at.draft) else ""
        self.grid.add("reason", mark("Reason"), self.reason, required=_signed(at.draft), hint=hint, span=3)

    def begin(self) -> Work | None:
        said = self.wording()
        if said is None or self.tray.busy:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self._document, self.seen
        kept = [file for file, box in self._keep.items() if box.isChecked()]
        staged, reason = self.tray.staged, self.reason.text()
        return lambda _progress: drafting.revise(
            ports, session, document=document, said=said, kept=kept, staged=staged, reason=reason, seen=seen
        )


def _signed(draft: DraftView) -> bool:
    return draft.draft["signed_by"] is not None
