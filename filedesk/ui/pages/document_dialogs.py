"""The dialogs of a document's acts: to the general manager, more files, correction, recorded instruction, folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from filedesk.domain.documents import Entry
from filedesk.domain.routing import SignedOn
from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services import instruction, reading, registration
from filedesk.services.changes import Changes
from filedesk.services.wording import Wording
from filedesk.texts import error_text, mark, tr
from filedesk.texts.names import SIGNED_ON
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.pages.entry_form import EntryForm
from filedesk.ui.pages.staging_tray import StagingTray
from filedesk.ui.pages.wording_form import WordingForm
from filedesk.ui.widgets.completing_line import CompletingLine
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.form_lines import DateLine
from filedesk.ui.widgets.told_label import ToldLabel
from filedesk.ui.widgets.typed_line import TypedLine


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area


class ProposalDialog(ActDialog):
    """Put one document or many to the general manager, with a proposal 拟办 or, left empty, without (I3, I5)."""

    def __init__(
        self,
        context: Context,
        facts: DeskFacts,
        documents: Sequence[int],
        parent: QWidget,
        *,
        proposal: Wording | None = None,
        seen: int | None = None,
    ) -> None:
        super().__init__(context, "proposal_dialog", mark("Put to the general manager"), parent, seen=seen, wide=560)
        self._documents = list(documents)
        self.form = WordingForm(context, "proposal", words=mark("Proposal"))
        self.form.set_facts(facts)
        self.form.fill(proposal)
        told = mark("The proposal fills in his form. Leave everything empty to put it to him without one.")
        self.body.addWidget(ToldLabel(told))
        self.body.addWidget(self.form)
        self.form.text.setFocus()

    def begin(self) -> Work | None:
        if not self.form.check():
            return None
        said = None if self.form.is_empty() else self.form.wording()
        ports, session, documents, seen = self.context.ports, self.context.session, self._documents, self.seen
        return lambda _progress: instruction.submit(ports, session, documents=documents, said=said, seen=seen)

    def tell(self, error: FiledeskError) -> None:
        if not self.form.show_error(error):
            super().tell(error)


class AddFilesDialog(ActDialog):
    """Add files; once a leader has the document they are supplements 补充材料 beside what he signs (F9)."""

    def __init__(
        self,
        context: Context,
        document: int,
        parent: QWidget,
        *,
        signed: bool,
        seen: int,
        paths: list[Path] | None = None,
    ) -> None:
        title = mark("Add a supplement") if signed else mark("Add files")
        super().__init__(context, "files_dialog", title, parent, seen=seen)
        self._document = document
        self.tray = StagingTray(context)
        self.tray.picked.connect(self.tray.take)
        self.tray.changed.connect(self._let)
        self.what = TypedLine("files_what")
        grid = FormGrid("files_form")
        grid.add("what", mark("What it is"), self.what)
        self.body.addWidget(self.tray)
        self.body.addWidget(grid)
        self.hold_files(self.tray)
        self._let()
        if paths:
            self.tray.take(paths)

    @Slot()
    def _let(self) -> None:
        self.agree.setEnabled(bool(self.tray.sheets) and not self.tray.busy)

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self._document, self.seen
        staged, what = self.tray.staged, self.what.text()
        return lambda _progress: registration.add_files(
            ports, session, document=document, staged=staged, what=what, seen=seen
        )


class CorrectDialog(ActDialog):
    """Correct an entry while nobody has signed. A slip of typing 笔误 by the same person asks no reason."""

    def __init__(
        self, context: Context, facts: DeskFacts, document: int, entry: Entry, parent: QWidget, *, slip: bool, seen: int
    ) -> None:
        super().__init__(context, "correct_dialog", mark("Correct the entry"), parent, seen=seen, wide=720)
        self._document = document
        self.form = EntryForm(context, entry.series)
        self.form.set_facts(facts)
        self.form.fill(entry)
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("correct_reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(64)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.form)
        self.grid = FormGrid("correct_form")
        self.grid.add("reason", mark("Reason"), self.reason, required=not slip)
        if slip:
            told = mark("Nobody else has acted on it yet: this counts as a slip of typing, and needs no reason.")
            self.body.addWidget(ToldLabel(told))
            self.grid.hide()
        column.addWidget(self.grid)
        self.body.addWidget(_scrolled(inside), 1)
        self.resize(760, 720)
        self.form.edit.title.setFocus()

    def begin(self) -> Work | None:
        if not self.form.check():
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self._document, self.seen
        entry, reason = self.form.entry(), self.reason.toPlainText()
        return lambda _progress: registration.correct(
            ports, session, document=document, entry=entry, reason=reason, seen=seen
        )

    def tell(self, error: FiledeskError) -> None:
        if error.code == "reason_missing":
            self.grid.show()
            self.grid.set_error("reason", lambda: error_text(error))
            self.reason.setFocus()
        elif not self.form.show_refusal(error):
            super().tell(error)


class RecordDialog(ActDialog):
    """Record his instruction from the paper slip, with its scan, or from the telephone (rules, "Signing on paper")."""

    def __init__(
        self,
        context: Context,
        facts: DeskFacts,
        document: int,
        parent: QWidget,
        *,
        seen: int,
        scan: tuple[str, str] | None = None,
    ) -> None:
        """`scan` is a file of the document, by its id and name, that the instruction is recorded from."""
        super().__init__(context, "record_dialog", mark("Record his instruction"), parent, seen=seen, wide=620)
        self._document, self._kept, self._has = document, False, scan
        self.how = QComboBox()
        self.how.setObjectName("signed_on")
        for signed_on in (SignedOn.PAPER, SignedOn.TELEPHONE):
            self.how.addItem("", signed_on)
        self.given = DateLine("given", lambda: facts.today)
        self.given.set_day(facts.today)
        self.grid = FormGrid("record_form", columns=2)
        self.grid.add("signed_on", mark("How it was given"), self.how)
        self.grid.add("given", mark("Given on"), self.given, required=True)
        self.scan = StagingTray(context)
        self.scan.picked.connect(self.scan.take)
        self.has = QLabel()
        self.has.setObjectName("record_scan")
        self.has.setTextFormat(Qt.TextFormat.PlainText)
        self.form = WordingForm(context, "record", words=mark("His words"), required=True)
        self.form.set_facts(facts)
        for widget in (self.grid, self.has, self.scan, self.form):
            self.body.addWidget(widget)
        self.how.activated.connect(self._turn)
        self.finished.connect(self._closed)
        self.form.text.setFocus()
        self.retranslate()
        self._turn()

    def retranslate(self) -> None:
        super().retranslate()
        self.has.setText(tr("Scan of the paper: {name}", name=self._has[1]) if self._has else "")
        for place in range(self.how.count()):
            self.how.setItemText(place, tr(SIGNED_ON[self.how.itemData(place)]))

    @Slot()
    def _turn(self) -> None:
        paper = self.how.currentData() == SignedOn.PAPER
        self.scan.setVisible(paper and self._has is None)
        self.has.setVisible(paper and self._has is not None)

    def begin(self) -> Work | None:
        given = self.given.day()
        if given is None:
            self.grid.set_error("given", lambda: tr("This is no date."))
            self.given.setFocus()
            return None
        if self.scan.busy or not self.form.check():
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self._document, self.seen
        signed_on, said = SignedOn(self.how.currentData()), self.form.wording()
        staged = self.scan.staged if signed_on is SignedOn.PAPER else []
        scan = self._has[0] if self._has and signed_on is SignedOn.PAPER else None
        if signed_on is SignedOn.PAPER and not staged and scan is None:
            self.tell(RuleRefused("scan_missing", rule="I3"))
            return None
        if not said.text:
            self.tell(RuleRefused("instruction_empty", rule="I3"))
            return None
        what = tr("Slip with the instruction")
        return lambda _progress: instruction.record_instruction(
            ports,
            session,
            document=document,
            said=said,
            signed_on=signed_on,
            given=given,
            scan=scan,
            staged=staged,
            what=what,
            seen=seen,
        )

    def _done(self, changes: Changes) -> None:
        self._kept = self.how.currentData() == SignedOn.PAPER
        super()._done(changes)

    def tell(self, error: FiledeskError) -> None:
        if not self.form.show_error(error) and not self.grid.show_error(error):
            super().tell(error)

    @Slot()
    def _closed(self) -> None:
        if not self._kept:
            self.scan.give_up()


class FolderDialog(ActDialog):
    """Put papers into a folder 归卷: the name of one that is there, or of a new one, made at once (F6, I7)."""

    def __init__(
        self, context: Context, facts: DeskFacts, documents: Sequence[int], parent: QWidget, *, seen: int | None = None
    ) -> None:
        super().__init__(context, "folder_dialog", mark("Put into a folder"), parent, seen=seen)
        self._documents, self._folders = list(documents), facts.folders
        ports, session = context.ports, context.session
        self.name = CompletingLine(
            "folder_name",
            lambda typed: [(name, "") for name in reading.completions(ports, session, "folder", typed)],
            context.tasks,
        )
        self.year = CountSpin("folder_year", least=1900, most=2999)
        self.year.setValue(facts.today.year)
        self.grid = FormGrid("folder_form", columns=2)
        self.grid.add("name", mark("Folder"), self.name, required=True)
        self.grid.add("year", mark("Year"), self.year)
        self._told = QLabel()
        self._told.setObjectName("folder_told")
        self._told.setProperty("role", "field")
        self._told.setWordWrap(True)
        self.body.addWidget(self.grid)
        self.body.addWidget(self._told)
        for signal in (self.name.textChanged, self.year.valueChanged):
            signal.connect(self._look)
        self._look()
        self.name.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self._look()

    def _found(self) -> int | None:
        name, year = self.name.text().strip(), self.year.value()
        return next((row["id"] for row in self._folders if row["name"] == name and row["year"] == year), None)

    @Slot()
    def _look(self) -> None:
        self.grid.set_error("name", None)
        new = self.name.text().strip() and self._found() is None
        known = tr(", ").join(tr("{name} ({year})", name=row["name"], year=row["year"]) for row in self._folders[:8])
        self._told.setText(
            tr("A new folder of this name will be made.") if new else tr("Folders: {names}", names=known or "–")
        )

    def begin(self) -> Work | None:
        ports, session, documents, seen = self.context.ports, self.context.session, self._documents, self.seen
        name, year = self.name.text(), self.year.value()
        return lambda _progress: instruction.put_into_named_folder(
            ports, session, documents=documents, name=name, year=year, seen=seen
        )

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, {"name_empty": "name", "name_twice": "name"}):
            super().tell(error)
