"""The lists of the audit page: findings, printings, audit notes, and the checkpoint to be copied elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QTabWidget, QVBoxLayout, QWidget

from filedesk.domain.event_types import TYPES
from filedesk.services.auditing import AuditView
from filedesk.services.inspection import Finding
from filedesk.services.printed_content import is_selection
from filedesk.texts import mark, tr, trn
from filedesk.texts.findings import finding_text, place_text
from filedesk.texts.names import BOOKS, REGISTERS
from filedesk.ui.context import Context
from filedesk.ui.pages.desk_facts import shown_time
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.plain_table import PlainTable

_FINDINGS = ((mark("Place"), 26), (mark("What is wrong"), 60))
_PRINTINGS = (
    (mark("Printed at"), 18),
    (mark("Printed by"), 14),
    (mark("Which register"), 20),
    (mark("Rows"), 9),
    (mark("Period"), 14),
    (mark("Code"), 40),
)
MOST_LISTED = 2000
_NOTES = ((mark("Noted at"), 18), (mark("Noted by"), 14), (mark("Note"), 60))


class AuditLists(Retranslated, QTabWidget):
    """`code_taken` carries the code of a printing gone to by Enter or a double click, `note_requested` a note.

    `save_requested` carries the findings as a text for a file. Of very many the first MOST_LISTED are listed.
    """

    code_taken = Signal(str)
    save_requested = Signal(str)
    note_requested = Signal(str)
    copied = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("audit_tabs")
        self._findings: Sequence[Finding] = ()
        self._view: AuditView | None = None
        self.findings = PlainTable("findings", _FINDINGS)
        self._more = QLabel()
        self._more.setObjectName("findings_more")
        self.save_button = QPushButton()
        self.save_button.setObjectName("save_findings")
        self.save_button.clicked.connect(self._ask_for_file)
        self.printings = PlainTable("printings", _PRINTINGS)
        self.printings.cellActivated.connect(self._activated)
        self.notes = PlainTable("notes", _NOTES)
        self.note = QPlainTextEdit()
        self.note.setObjectName("note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(64)
        self.note_button = QPushButton()
        self.note_button.setObjectName("add_note")
        self.note_button.clicked.connect(self._ask_for_note)
        if TYPES["audit_noted"].signers.isdisjoint(context.session.roles):
            self.note.hide()
            self.note_button.hide()
        self.checkpoint = QPlainTextEdit()
        self.checkpoint.setObjectName("checkpoint_text")
        self.checkpoint.setReadOnly(True)
        self.copy_button = QPushButton()
        self.copy_button.setObjectName("copy_checkpoint")
        self.copy_button.clicked.connect(self._copy)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        notes, below = QWidget(), QHBoxLayout()
        inner = QVBoxLayout(notes)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.addWidget(self.notes, 1)
        below.addWidget(self.note, 1)
        below.addWidget(self.note_button)
        inner.addLayout(below)
        checkpoint, last = QWidget(), QHBoxLayout()
        column = QVBoxLayout(checkpoint)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.checkpoint, 1)
        last.addStretch(1)
        last.addWidget(self.copy_button)
        column.addLayout(last)
        found, under = QWidget(), QHBoxLayout()
        listed = QVBoxLayout(found)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.addWidget(self.findings, 1)
        under.addWidget(self._more, 1)
        under.addWidget(self.save_button)
        listed.addLayout(under)
        for widget in (found, self.printings, notes, checkpoint):
            self.addTab(widget, "")

    def put_findings(self, findings: Sequence[Finding]) -> None:
        """Show what a verification found, and go there when it is anything."""
        self._findings = findings
        self._show_findings()
        if findings:
            self.setCurrentIndex(0)

    def put(self, view: AuditView) -> None:
        """Show printings, notes and checkpoint."""
        self._view = view
        self._show_view(view)

    def _show_findings(self) -> None:
        listed = self._findings[:MOST_LISTED]
        self.findings.put([(place, (place_text(f.place), finding_text(f))) for place, f in enumerate(listed)])
        self.findings.resizeRowsToContents()
        some = len(self._findings) > MOST_LISTED
        told = tr("The first {n} of {all} findings. Save them to see all.", n=MOST_LISTED, all=len(self._findings))
        self._more.setText(told if some else "")
        self.save_button.setVisible(bool(self._findings))

    def _show_view(self, view: AuditView) -> None:
        rows = []
        for row in view.printings:
            period = str(row["year"] or tr("All years"))
            if row["month"] is not None:
                period = f"{row['year']}-{row['month']:02d}"
            if is_selection(row):
                period = tr("{period}, a selection", period=period)
            told = tr("abandoned") if row["abandoned"] else str(row["rows"])
            named = REGISTERS | BOOKS
            register = tr(named[row["register"]]) if row["register"] in named else row["register"]
            at = shown_time(row["at"], view.zone)
            rows.append((row["seq"], (at, row["name"], register, told, period, row["code"])))
        self.printings.put(rows)
        self.notes.put([(r["seq"], (shown_time(r["at"], view.zone), r["name"], r["text"])) for r in view.notes])
        self.notes.resizeRowsToContents()
        lines = (
            tr("Fingerprint of the office root") + f"\n{view.fingerprint}",
            trn("{n} event in the journal", "{n} events in the journal", view.size),
            tr("Last checkpoint") + f"\n{view.checkpoint}" if view.checkpoint else tr("No checkpoint yet"),
        )
        self.checkpoint.setPlainText("\n\n".join(lines))

    @Slot(int)
    def _activated(self, place: int) -> None:
        item = self.printings.item(place, len(_PRINTINGS) - 1)
        if item is not None:
            self.code_taken.emit(item.text())

    @Slot()
    def _ask_for_file(self) -> None:
        lines = [f"{place_text(found.place)}\t{finding_text(found)}" for found in self._findings]
        self.save_requested.emit("\n".join(lines) + "\n")

    @Slot()
    def _ask_for_note(self) -> None:
        self.note_requested.emit(self.note.toPlainText())

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.checkpoint.toPlainText())
        self.copied.emit()

    def retranslate(self) -> None:
        for place, title in enumerate((tr("Findings"), tr("Printings"), tr("Audit notes"), tr("Checkpoint"))):
            self.setTabText(place, title)
        for table, title in ((self.findings, tr("Findings")), (self.printings, tr("Printings"))):
            table.setAccessibleName(title)
        self.notes.setAccessibleName(tr("Audit notes"))
        self.note.setPlaceholderText(tr("A note of the auditor; it cannot be changed afterwards"))
        self.note.setAccessibleName(tr("Audit notes"))
        self.save_button.setText(tr("Save the findings…"))
        self.note_button.setText(tr("Add note"))
        self.checkpoint.setAccessibleName(tr("Checkpoint"))
        self.copy_button.setText(tr("Copy"))
        self._show_findings()
        if self._view is not None:
            self._show_view(self._view)
