"""What the clerk records from (rules, "Signing on paper"): paper with its scan, or the telephone; and the day."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from filedesk.domain.routing import SignedOn
from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services.recording import Slip
from filedesk.texts import mark, tr
from filedesk.texts.names import SIGNED_ON
from filedesk.ui.pages.fields_dialog import At
from filedesk.ui.pages.staging_tray import StagingTray
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.form_lines import DateLine

_FIELDS: Final = {"date_in_future": "given", "scan_missing": "scan", "signed_on_screen": "how"}


class SlipForm(Retranslated, QWidget):
    """How it was given, when, and the scan: one of the document's files, or a new one, which becomes a supplement."""

    def __init__(self, at: At) -> None:
        super().__init__()
        self._kept = False
        self.how = QComboBox()
        self.how.setObjectName("slip_how")
        for signed_on in (SignedOn.PAPER, SignedOn.TELEPHONE):
            self.how.addItem("", signed_on)
        self.given = DateLine("slip_given", lambda: at.facts.today)
        self.given.set_day(at.facts.today)
        self.scan = QComboBox()
        self.scan.setObjectName("slip_scan")
        self.scan.addItem("", None)
        for row in reversed(at.view.files):
            self.scan.addItem(row["name"], row["file"])
        self.scan.setCurrentIndex(max(0, self.scan.findData(at.scan)) if at.scan else 0)
        self.tray = StagingTray(at.context)
        self.tray.picked.connect(self.tray.take)
        self.grid = FormGrid("slip_form", columns=2)
        self.grid.add("how", mark("Signed how"), self.how)
        self.grid.add("given", mark("Signed or told on"), self.given, required=True)
        self.grid.add("scan", mark("Scan of the paper"), self.scan, span=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        column.addWidget(self.tray)
        self.how.currentIndexChanged.connect(self._turn)
        self.scan.currentIndexChanged.connect(self._turn)
        self.retranslate()
        self._turn()

    @Slot()
    def _turn(self) -> None:
        paper = self.how.currentData() == SignedOn.PAPER
        field = self.grid.fields["scan"]
        for widget in (field.label, field.editor):
            widget.setVisible(paper)
        self.tray.setVisible(paper and self.scan.currentData() is None)

    def slip(self) -> Slip | None:
        """What stands there, or None while something is missing, which is told."""
        self.grid.clear_errors()
        given, signed_on = self.given.day(), SignedOn(self.how.currentData())
        if given is None:
            self.grid.set_error("given", lambda: tr("This is no date."))
            self.given.setFocus()
            return None
        if signed_on is SignedOn.TELEPHONE:
            return Slip(signed_on, given)
        if self.tray.busy:
            return None
        chosen = self.scan.currentData()
        staged = [] if chosen else self.tray.staged
        if not chosen and not staged:
            self.show_error(RuleRefused("scan_missing", rule="I3"))
            return None
        return Slip(signed_on, given, chosen, staged, tr("Scan of the signed paper"))

    def show_error(self, error: FiledeskError) -> bool:
        """Tell `error` under the field it speaks of; False where it speaks of none."""
        return self.grid.show_error(error, _FIELDS)

    def keep(self) -> None:
        """The scan is the document's now, if it was used."""
        self._kept = self.how.currentData() == SignedOn.PAPER and self.scan.currentData() is None

    @Slot()
    def close_down(self) -> None:
        """The dialog is gone: what was staged and not kept is discarded."""
        if not self._kept:
            self.tray.give_up()

    def retranslate(self) -> None:
        for place in range(self.how.count()):
            self.how.setItemText(place, tr(SIGNED_ON[self.how.itemData(place)]))
        self.scan.setItemText(0, tr("A new scan"))
