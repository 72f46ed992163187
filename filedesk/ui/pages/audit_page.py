"""Audit: one button proves the ledger; a printed page is compared; printings, notes and checkpoint are listed.

The verification reads the desk by itself, in the pool, on connections of its own; it needs no password, and with
the tick it also opens every file that the person may open.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from filedesk.errors import Cancelled, EnvironmentFailed, FiledeskError
from filedesk.services.auditing import AuditView, add_audit_note, audit_view
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.services.verification import Report
from filedesk.texts import mark, tr
from filedesk.texts.findings import signature_text
from filedesk.ui.context import Context
from filedesk.ui.messages import pickers, show_error
from filedesk.ui.open_desks import verify_apart
from filedesk.ui.page import Page
from filedesk.ui.pages.audit_lists import AuditLists
from filedesk.ui.pages.audit_result import AuditResult
from filedesk.ui.tasks import Task
from filedesk.ui.widgets.typed_line import TypedLine


class AuditPage(Page):
    """`verified` carries each Report, for the calm line at the foot of the window."""

    verified = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("audit", mark("Audit"), parent)
        self.context = context
        self.report: Report | None = None
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
        if not list(context.session.office_keys()):
            self.open_files.hide()
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
        self.lists = AuditLists(context)
        self.lists.code_taken.connect(self._take_code)
        self.lists.note_requested.connect(self._add_note)
        self.lists.copied.connect(self._copied)
        self.lists.save_requested.connect(self._save_findings)
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
        self.body.addWidget(self.result)
        self.body.addWidget(self.bar)
        self.body.addLayout(row)
        self.body.addWidget(self.lists, 1)

    # ---- verifying ----------------------------------------------------------------------------------------

    @Slot()
    def verify(self) -> None:
        """Check the whole desk."""
        self._verify(None)

    @Slot()
    def check_page(self) -> None:
        """Check the whole desk, and whether it still holds the page, or the signature, whose code stands there."""
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
            return verify_apart(desk, progress, printed=printed, session=session)

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
        self.lists.put_findings(report.findings)
        if report.good and report.printed is not None:
            self.message_bar.tell(lambda: tr("The desk holds every row of the printed page as it was printed."), "good")
        if report.good and report.signature is not None:
            signed = report.signature
            self.message_bar.tell(lambda: signature_text(signed), "good")
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
        self.verify_button.setFocus()

    def refresh(self) -> None:
        """Read printings, notes and checkpoint anew."""
        ports = self.context.ports
        self.context.tasks.run(lambda _progress: audit_view(ports), done=self._loaded, on="desk", owner=self)

    @Slot(object)
    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.refresh()

    def _loaded(self, view: AuditView) -> None:
        self.lists.put(view)

    @Slot(str)
    def _take_code(self, code: str) -> None:
        self.code.setText(code)
        self.code.setFocus()

    @Slot()
    def _copied(self) -> None:
        self.message_bar.tell(lambda: tr("Copied."), "good")

    @Slot(str)
    def _save_findings(self, findings: str) -> None:
        """The findings as a text file, with the verdict and what was covered above them."""
        text = f"{self.result.line.text()}\n{self.result.covered.text()}\n\n{findings}"

        def write(file: Path) -> None:
            def work(_progress: Progress) -> Path:
                try:
                    file.write_text(text, encoding="utf-8-sig")
                except OSError as error:
                    raise EnvironmentFailed("write_failed", file=str(file), reason=error.strerror or "") from error
                return file

            self.context.tasks.run(work, done=self._saved, failed=self._not_saved, on="pool", owner=self)

        pickers().save(self, tr("Save the findings…"), tr("Findings") + ".txt", tr("Text (*.txt)"), write)

    def _not_saved(self, error: BaseException) -> None:
        if isinstance(error, FiledeskError):
            show_error(self, error)

    def _saved(self, file: Path) -> None:
        self.message_bar.tell(lambda: tr("Saved as {file}.", file=str(file)), "good")

    @Slot(str)
    def _add_note(self, text: str) -> None:
        ports, session = self.context.ports, self.context.session

        def work(_progress: Progress) -> Changes:
            return add_audit_note(ports, session, text=text)

        self.context.operations.operation(self, tr("Add note"), work, self._noted, hold=[self.lists.note_button])

    def _noted(self, _changes: Changes) -> None:
        self.lists.note.clear()
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
        self.code.setPlaceholderText(
            tr("Code of a printed page (FD1:…) or of a signature (FS1:…): scan, paste or type it")
        )
        self.code.setAccessibleName(tr("Code of a printed page"))
        self.check_button.setText(tr("Compare"))
