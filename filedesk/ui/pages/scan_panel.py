"""What the codes on a scan say, shown above the form before anything is registered: whose it is, how it was split."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import RuleRefused
from filedesk.services.ledger import Row
from filedesk.texts import error_text, tr, trn
from filedesk.ui.icons import put_icon
from filedesk.ui.retranslated import Retranslated


class ScanPanel(Retranslated, QFrame):
    """`attach_wanted` and `undo_wanted` come from its buttons; Enter on the one that has the focus presses it."""

    attach_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scan_panel")
        self._row: Row | None = None
        self._doubts: tuple[RuleRefused, ...] = ()
        self._split: tuple[int, int] | None = None
        self.told = QLabel()
        self.told.setObjectName("scan_told")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.attach_button, self.undo_button = QPushButton(), QPushButton()
        buttons = QHBoxLayout()
        for button, name, wanted in (
            (self.attach_button, "scan_attach", self.attach_wanted),
            (self.undo_button, "scan_undo", self.undo_wanted),
        ):
            button.setObjectName(name)
            button.setAutoDefault(True)
            button.clicked.connect(wanted)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.attach_button.setProperty("primary", True)
        put_icon(self.attach_button, "check", "on_accent")
        put_icon(self.undo_button, "return")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.told)
        column.addLayout(buttons)
        self.hide()

    def tell(self, row: Row | None, doubts: Sequence[RuleRefused], split: tuple[int, int] | None) -> None:
        """Show whose scan it is, what is doubtful, and which part of how many this is; hidden with nothing to tell."""
        self._row, self._doubts, self._split = row, tuple(doubts), split
        self.retranslate()
        self.setVisible(bool(row or doubts or split))

    def retranslate(self) -> None:
        row, told = self._row, []
        if self._split is not None:
            part, parts = self._split
            told.append(
                trn(
                    "The scan was split into {n} document at its separator sheets and slips; this is number {part}.",
                    "The scan was split into {n} documents at its separator sheets and slips; this is number {part}.",
                    parts,
                    part=part,
                )
            )
        if row is not None:
            told.append(
                tr("Its code says that it belongs to {number}: {title}", number=row["number"], title=_short(row))
            )
        told += [error_text(doubt) for doubt in self._doubts]
        self.told.setText("\n".join(told))
        self.attach_button.setVisible(row is not None)
        self.undo_button.setVisible(self._split is not None)
        number = row["number"] if row is not None else ""
        self.attach_button.setText(tr("Attach it to {number} (Enter, F9)", number=number))
        self.undo_button.setText(tr("Do not split (Alt+Z)"))


def _short(row: Row) -> str:
    title = str(row["title"])
    return title if len(title) <= 80 else title[:79] + "…"
