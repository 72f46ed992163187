"""The card at the head of the audit page: what the last verification said, in one line and in what it covered."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from filedesk.services.verification import Report
from filedesk.texts import tr, trn
from filedesk.texts.findings import signature_text
from filedesk.texts.sentences.findings import UNPROVEN
from filedesk.ui.icons import put_icon
from filedesk.ui.messages import Tone
from filedesk.ui.retranslated import Retranslated


def verdict(report: Report | None) -> tuple[str, Tone]:
    """The one line that everybody sees, and its tone."""
    if report is None:
        return tr("Not verified since this window was opened"), "info"
    if report.good:
        return tr("Ledger intact ✓"), "good"
    count = len(report.findings)
    return trn("The ledger is not intact: {n} finding", "The ledger is not intact: {n} findings", count), "error"


def covered(report: Report) -> list[str]:
    """What was checked, one sentence each."""
    told = [
        trn(
            "{n} event: signature, chain and order",
            "{n} events: signatures, chain and order",
            report.events,
        ),
        tr("Every row compared with a replay of the journal"),
        trn(
            "{n} encrypted file compared with the journal",
            "{n} encrypted files compared with the journal",
            report.files,
        ),
    ]
    if report.opened:
        told.append(trn("{n} file opened and compared", "{n} files opened and compared", report.opened))
    if report.anchored:
        told.append(tr("Anchored: the office root is the one known on this computer"))
    if report.remembered is not None:
        told.append(
            trn(
                "Compared with the {n} event that this computer had seen",
                "Compared with the {n} events that this computer had seen",
                report.remembered,
            )
        )
    if report.leftovers:
        told.append(
            trn("{n} file that no entry names (left by a crash)", "{n} files that no entry names", report.leftovers)
        )
    if report.spare_slots:
        told.append(
            trn(
                "{n} key slot that no entry names (left by an interrupted act)",
                "{n} key slots that no entry names (left by interrupted acts)",
                report.spare_slots,
            )
        )
    if report.printed is not None:
        told.append(
            tr(
                "Printed page: {contained} rows stand as printed, {contradicted} do not, {closed} can no longer be "
                "compared",
                contained=report.printed.contained,
                contradicted=report.printed.contradicted,
                closed=report.printed.closed,
            )
        )
    if report.signature is not None:
        told.append(signature_text(report.signature))
    return told + [tr(UNPROVEN[code], root=report.fingerprint) for code in report.unproven]


class AuditResult(Retranslated, QFrame):
    """Shows a Report, or that there is none yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._report: Report | None = None
        self._icon = QToolButton()
        self._icon.setEnabled(True)
        self._icon.setAutoRaise(True)
        self._icon.setFocusPolicy(self.focusPolicy())
        self.line = QLabel()
        self.line.setObjectName("verdict")
        self.line.setStyleSheet("font-size: 14pt; font-weight: 600;")
        self.covered = QLabel()
        self.covered.setObjectName("covered")
        self.covered.setWordWrap(True)
        self.covered.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(self._icon)
        row.addWidget(self.line, 1)
        self.acts = QHBoxLayout()
        row.addLayout(self.acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(row)
        column.addWidget(self.covered)
        self.retranslate()

    def put(self, report: Report | None) -> None:
        """Show this report from now on."""
        self._report = report
        self.retranslate()

    def retranslate(self) -> None:
        text, tone = verdict(self._report)
        self.line.setText(text)
        icons = {"good": "check", "error": "warning", "warning": "warning", "info": "info"}
        put_icon(self._icon, icons[tone], tone)
        told = covered(self._report) if self._report is not None else []
        self.covered.setText("\n".join(f"·  {sentence}" for sentence in told))
        self.covered.setVisible(bool(told))
