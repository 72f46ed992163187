"""Printing a register of documents: the present selection, all of it, a year or a month."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from filedesk.services import reading
from filedesk.services.changes import Changes
from filedesk.services.ledger import Query
from filedesk.texts import mark, tr
from filedesk.texts.names import REGISTERS
from filedesk.ui.context import Context
from filedesk.ui.pages.preview_dialog import PreviewDialog

_ALL, _FILTER = "all", "filter"


class PrintPreview(PreviewDialog):
    """`query` is what the register shows now."""

    def __init__(self, context: Context, query: Query, parent: QWidget | None = None) -> None:
        self.what, self.month = QComboBox(), QComboBox()
        self._query = query
        choices = (("what", mark("What to print"), self.what), ("month", mark("Month"), self.month))
        super().__init__(context, "print_preview", choices, parent)
        self.what.addItem("", _FILTER)
        self.what.addItem("", _ALL)
        for month in range(13):
            self.month.addItem("", month)
        self.retranslate()
        self._load_years()

    def _load_years(self) -> None:
        ports, session, series = self._context.ports, self._context.session, self._query.series
        self._context.tasks.run(
            lambda _progress: reading.years(ports, session, series), done=self._years_came, owner=self
        )

    def _years_came(self, years: list[int]) -> None:
        for year in years:
            self.what.addItem("", year)
        filtered = bool(self._query.search or self._query.filters or self._query.year)
        if years and not filtered:
            self.what.setCurrentIndex(2)
        self.retranslate()
        self.chosen()
        self.what.setFocus()

    def content(self) -> Query:
        """What will be printed: a year or month in the order of its numbers, or the present selection as it stands."""
        chosen = self.what.currentData()
        if chosen == _FILTER:
            return self._query
        whole = Query(self._query.series, descending=False)
        if chosen == _ALL:
            return whole
        return replace(whole, year=chosen, month=self.month.currentData() or None)

    @Slot()
    def chosen(self) -> None:
        self.month.setEnabled(isinstance(self.what.currentData(), int))
        super().chosen()

    def file_name(self) -> str:
        query = self.content()
        period = "-".join(str(part) for part in (query.year, query.month) if part)
        return " ".join(part for part in (tr(REGISTERS[query.series]), period) if part) + ".pdf"

    def made_stale(self, changes: Changes) -> bool:
        return bool(changes.documents) or self._query.series.value in changes.registers

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(tr("Print: {register}", register=tr(REGISTERS[self._query.series])))
        for place in range(self.what.count()):
            value = self.what.itemData(place)
            named = {_FILTER: tr("What the register shows now"), _ALL: tr("All years")}
            self.what.setItemText(place, tr("Year {year}", year=value) if isinstance(value, int) else named[value])
        self.month.setItemText(0, tr("Whole year"))
        for month in range(1, 13):
            self.month.setItemText(month, tr("Month {month}", month=month))
