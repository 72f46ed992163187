"""Audit: one button proves the ledger; a printed page is compared; printings, notes and checkpoint are listed.

The verification reads the desk by itself, in the pool, on connections of its own; it needs no password, and with
the tick it also opens every file that the person may open.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from filedesk.domain.event_types import TYPES
from filedesk.errors import Cancelled, FiledeskError
from filedesk.services.auditing import AuditView, add_audit_note, audit_view
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.services.verification import Report, verify
from filedesk.texts import mark, tr, trn
from filedesk.texts.names import REGISTERS
from filedesk.ui.context import Context
from filedesk.ui.messages import show_error
from filedesk.ui.page import Page
from filedesk.ui.pages.audit_result import AuditResult, finding_text
from filedesk.ui.pages.desk_facts import shown_time
from filedesk.ui.tasks import Task
from filedesk.ui.widgets.plain_table import PlainTable
from filedesk.ui.widgets.typed_line import TypedLine

_FINDINGS = ((mark("Place"), 26), (mark("What is wrong"), 60))
_PRINTINGS = (
    (mark("Printed at"), 18),
    (mark("Printed by"), 14),
    (mark("Register"), 20),
    (mark("Rows"), 7),
    (mark("Period"), 14),
    (mark("Code"), 40),
)
_NOTES = ((mark("Noted at"), 18), (mark("Noted by"), 14), (mark("Note"), 60))


class AuditPage(Page):
    """`verified` carries each Report, for the calm line at the foot of the window."""

    verified = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("audit", mark("Audit"), parent)
        self.context = context
        self.report: Report | None = None
        self._view: AuditView | None = None
        self._task: Task | None = None
        self.result = AuditResult()
        self.verify_button, self.stop_button = QPushButton(), QPushButton()
        self.verify_button.setObjectName("verify")
        self.verify_button.setProperty("primary", True)
        self.verify_button.setShortcut("Ctrl+Return")
        self.verify_button.clicked.connect(self.verify)
        self.stop_button.setObjectName("stop_verifying")
        self.stop_button.clicked.connect(self.stop)
        self.open_files = QCheckBox()
        self.open_files.setObjectName("open_files")
        self.open_files.setVisible(bool(list(context.session.office_keys())))
        for widget in (self.open_files, self.stop_button, self.verify_button):
            self.result.acts.addWidget(widget)
        self.bar = QProgressBar()
        self.bar.setObjectName("verify_progress")
        self.bar.setTextVisible(False)
        self.code = TypedLine("printed_code")
        self.code.returnPressed.connect(self.check_page)
        self.check_button = QPushButton()
        self.check_button.setObjectName("check_page")
        self.check_button.clicked.connect(self.check_page)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("audit_tabs")
        self.findings = PlainTable("findings", _FINDINGS)
        self.printings = PlainTable("printings", _PRINTINGS)
        self.printings.cellActivated.connect(self._take_code)
        self.notes = PlainTable("notes", _NOTES)
        self.note = QPlainTextEdit()
        self.note.setObjectName("note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(64)
        self.note_button = QPushButton()
        self.note_button.setObjectName("add_note")
        self.note_button.clicked.connect(self._add_note)
        self.checkpoint = QPlainTextEdit()
        self.checkpoint.setObjectName("checkpoint_text")
        self.checkpoint.setReadOnly(True)
        self.copy_button = QPushButton()
        self.copy_button.setObjectName("copy_checkpoint")
        self.copy_button.clicked.connect(self._copy)
        self._code_label = QLabel()
        self._code_label.setProperty("role", "field")
        self._code_label.setBuddy(self.code)
        self._lay_out()
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(self._show_progress)
        self._let(True)
        context.hub.changed.connect(self._changed)
        self.retranslate()
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._code_label)
        row.addWidget(self.code, 1)
        row.addWidget(self.check_button)
        notes = QWidget()
        inner = QVBoxLayout(notes)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.addWidget(self.notes, 1)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.note_button)
        inner.addLayout(below)
        may_note = not TYPES["audit_noted"].signers.isdisjoint(self.context.session.roles)
        self.note.setVisible(may_note)
        self.note_button.setVisible(may_note)
        checkpoint = QWidget()
        column = QVBoxLayout(checkpoint)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.checkpoint, 1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.copy_button)
        column.addLayout(last)
        for widget in (self.findings, self.printings, notes, checkpoint):
            self.tabs.addTab(widget, "")
        self.body.addWidget(self.result)
        self.body.addWidget(self.bar)
        self.body.addLayout(row)
        self.body.addWidget(self.tabs, 1)

    # ---- verifying ----------------------------------------------------------------------------------------

    @Slot()
    def verify(self) -> None:
        """Check the whole desk."""
        self._verify(None)

    @Slot()
    def check_page(self) -> None:
        """Check the whole desk, and whether it still holds the page whose code stands in the line."""
        code = "".join(self.code.text().split())
        if code:
            self._verify(code)

    def _verify(self, printed: str | None) -> None:
        if self._task is not None:
            return
        self.message_bar.hide()
        desk = self.context.desk
        session = self.context.session if self.open_files.isChecked() else None

        def work(progress: Progress) -> Report:
            try:
                return verify(desk.ports, printed=printed, session=session, progress=progress)
            finally:
                desk.database.close()

        self._task = self.context.tasks.run(work, done=self._verified, failed=self._not_verified, on="pool", owner=self)
        self._let(False)
        self._watch.start()

    @Slot()
    def stop(self) -> None:
        """Stop the verification under way; what it found so far is dropped."""
        if self._task is not None:
            self._task.cancel()
            self.stop_button.setEnabled(False)

    def _let(self, allowed: bool) -> None:
        for widget in (self.verify_button, self.check_button, self.open_files):
            widget.setEnabled(allowed)
        self.stop_button.setVisible(not allowed)
        self.stop_button.setEnabled(not allowed)
        self.bar.setVisible(not allowed)
        self.bar.setRange(0, 0)

    @Slot()
    def _show_progress(self) -> None:
        if self._task is not None and self._task.progress.total:
            self.bar.setRange(0, self._task.progress.total)
            self.bar.setValue(min(self._task.progress.done, self._task.progress.total))

    def _over(self) -> None:
        self._task = None
        self._watch.stop()
        self._let(True)

    def _verified(self, report: Report) -> None:
        self._over()
        self.report = report
        self.result.put(report)
        self._show_findings()
        if report.findings:
            self.tabs.setCurrentWidget(self.findings)
        elif report.printed is not None:
            self.message_bar.tell(lambda: tr("The desk holds every row of the printed page as it was printed."), "good")
        self.verified.emit(report)

    def _not_verified(self, error: BaseException) -> None:
        self._over()
        if isinstance(error, Cancelled):
            self.message_bar.tell(lambda: tr("Stopped before the end: nothing can be said of the ledger."), "warning")
        elif isinstance(error, FiledeskError):
            show_error(self, error)

    # ---- lists --------------------------------------------------------------------------------------------

    def shown(self) -> None:
        """Back in view: printings may have come meanwhile."""
        self.refresh()

    def refresh(self) -> None:
        """Read printings, notes and checkpoint anew."""
        ports = self.context.ports
        self.context.tasks.run(lambda _progress: audit_view(ports), done=self._loaded, on="desk", owner=self)

    @Slot(object)
    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.refresh()

    def _loaded(self, view: AuditView) -> None:
        self._view = view
        self._show_lists()

    def _show_findings(self) -> None:
        found = self.report.findings if self.report is not None else []
        self.findings.put([(place, (f.place, finding_text(f))) for place, f in enumerate(found)])

    def _show_lists(self) -> None:
        view = self._view
        if view is None:
            return
        rows = []
        for row in view.printings:
            period = str(row["year"] or tr("All years"))
            if row["month"] is not None:
                period = f"{row['year']}-{row['month']:02d}"
            told = tr("abandoned") if row["abandoned"] else str(row["rows"])
            register = tr(REGISTERS[row["register"]]) if row["register"] in REGISTERS else row["register"]
            at = shown_time(row["at"], view.zone)
            rows.append((row["seq"], (at, row["name"], register, told, period, row["code"])))
        self.printings.put(rows)
        self.notes.put([(r["seq"], (shown_time(r["at"], view.zone), r["name"], r["text"])) for r in view.notes])
        self.notes.resizeRowsToContents()
        told_lines = (
            tr("Fingerprint of the office root") + f"\n{view.fingerprint}",
            trn("{n} event in the journal", "{n} events in the journal", view.size),
            tr("Last checkpoint") + f"\n{view.checkpoint}" if view.checkpoint else tr("No checkpoint yet"),
        )
        self.checkpoint.setPlainText("\n\n".join(told_lines))

    @Slot(int)
    def _take_code(self, place: int) -> None:
        item = self.printings.item(place, len(_PRINTINGS) - 1)
        if item is not None:
            self.code.setText(item.text())
            self.code.setFocus()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.checkpoint.toPlainText())
        self.message_bar.tell(lambda: tr("Copied."), "good")

    @Slot()
    def _add_note(self) -> None:
        ports, session, text = self.context.ports, self.context.session, self.note.toPlainText()

        def work(_progress: Progress) -> Changes:
            return add_audit_note(ports, session, text=text)

        self.context.operations.operation(self, tr("Add note"), work, self._noted, hold=[self.note_button])

    def _noted(self, _changes: Changes) -> None:
        self.note.clear()
        self.refresh()

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "_watch"):
            return
        self.verify_button.setText(tr("Verify"))
        self.verify_button.setToolTip(tr("Verify the whole ledger (Ctrl+Enter)"))
        self.stop_button.setText(tr("Stop"))
        self.open_files.setText(tr("Open my files too"))
        self._code_label.setText(tr("Printed page"))
        self.code.setPlaceholderText(tr("Code of a printed page: scan, paste or type it (FD1:…)"))
        self.code.setAccessibleName(tr("Code of a printed page"))
        self.check_button.setText(tr("Compare"))
        for place, title in enumerate((tr("Findings"), tr("Printings"), tr("Audit notes"), tr("Checkpoint"))):
            self.tabs.setTabText(place, title)
        self.note.setPlaceholderText(tr("A note of the auditor; it cannot be changed afterwards"))
        self.note.setAccessibleName(tr("Audit notes"))
        self.note_button.setText(tr("Add note"))
        self.checkpoint.setAccessibleName(tr("Checkpoint"))
        self.copy_button.setText(tr("Copy"))
        self._show_findings()
        self._show_lists()
