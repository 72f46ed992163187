"""Printing a register: which part of it, in which language, then the very pages, to be printed or saved.

Drawing the pages is the printing: the journal notes it and the pages carry its code (design, "Printing"). So they
are drawn when the person asks for them, not at every change of a choice.
"""

from __future__ import annotations

import io
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError
from filedesk.services import printing, reading
from filedesk.services.ledger import Query
from filedesk.services.ports import Progress
from filedesk.services.printing import Printed
from filedesk.texts import LANGUAGES, language, mark, tr, trn
from filedesk.texts.names import REGISTERS
from filedesk.ui.context import Context
from filedesk.ui.languages import NAMES
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.pages.print_output import PdfOutput
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Task
from filedesk.ui.widgets.form_grid import FormGrid

_ALL, _FILTER = "all", "filter"


class PrintPreview(Retranslated, QDialog):
    """`query` is what the register shows now. Ctrl+Enter draws the pages; then Ctrl+P prints, Ctrl+S saves."""

    def __init__(self, context: Context, query: Query, parent: QWidget | None = None) -> None:
        super().__init__(parent.window() if parent is not None else None)
        self.setObjectName("print_preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._query = context, query
        self._task: Task | None = None
        self._printed: Printed | None = None
        self.message_bar = MessageBar(self)
        self.what, self.month, self.paper_language = QComboBox(), QComboBox(), QComboBox()
        self.draw_button, self.stop_button = QPushButton(), QPushButton()
        self._bar = QProgressBar()
        self._told = QLabel()
        self.output = PdfOutput(context)
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(self._look)
        self._lay_out()
        self._show_progress(False)
        self.resize(1080, 860)
        self.retranslate()
        self._load_years()

    def _lay_out(self) -> None:
        self.form = FormGrid("print_form", columns=3)
        self.form.setMaximumWidth(760)
        for name, title, box in (
            ("what", mark("What to print"), self.what),
            ("month", mark("Month"), self.month),
            ("paper_language", mark("Language of the paper"), self.paper_language),
        ):
            box.setObjectName(f"print_{name}")
            self.form.add(name, title, box)
        self.what.addItem("", _FILTER)
        self.what.addItem("", _ALL)
        for month in range(13):
            self.month.addItem("", month)
        for code in LANGUAGES:
            self.paper_language.addItem(NAMES[code], code)
        self.paper_language.setCurrentIndex(self.paper_language.findData(language()))
        self.draw_button.setObjectName("draw_pages")
        self.draw_button.setDefault(True)
        self.draw_button.clicked.connect(self.draw)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.draw)
        self.stop_button.setObjectName("stop_drawing")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stop)
        for box in (self.what, self.month, self.paper_language):
            box.activated.connect(self._chosen)
        self._bar.setTextVisible(False)
        self._told.setObjectName("printed_told")
        self._told.setProperty("role", "field")
        row = QHBoxLayout()
        row.addWidget(self.form, 1)
        row.addWidget(self.draw_button, 0, Qt.AlignmentFlag.AlignBottom)
        going = QHBoxLayout()
        going.addWidget(self._told)
        going.addWidget(self._bar, 1)
        going.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(self.message_bar)
        column.addLayout(row)
        column.addLayout(going)
        column.addWidget(self.output, 1)

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
        self._chosen()

    def query(self) -> Query:
        """What will be printed: a year or month in the order of its numbers, or the present selection as it stands."""
        chosen = self.what.currentData()
        if chosen == _FILTER:
            return self._query
        whole = Query(self._query.series, descending=False)
        if chosen == _ALL:
            return whole
        return replace(whole, year=chosen, month=self.month.currentData() or None)

    @Slot()
    def _chosen(self) -> None:
        self.month.setEnabled(isinstance(self.what.currentData(), int))
        self._printed = None
        self.output.clear()
        self._tell()

    @Slot()
    def draw(self) -> None:
        """Draw the pages in the desk's worker, and show them."""
        if self._task is not None:
            return
        self.message_bar.hide()
        self.output.clear()
        ports, session, query = self._context.ports, self._context.session, self.query()
        words = self.paper_language.currentData()

        def work(progress: Progress) -> tuple[Printed, bytes]:
            out = io.BytesIO()
            printed = printing.print_register(ports, session, query=query, out=out, language=words, progress=progress)
            return printed, out.getvalue()

        self._task = self._context.tasks.run(
            work, done=self._came, failed=self._failed, title=tr("Drawing the register"), owner=self
        )
        self._show_progress(True)

    @Slot()
    def stop(self) -> None:
        """Stop drawing; the journal then says that this print was given up."""
        if self._task is not None:
            self._task.cancel()
            self.stop_button.setEnabled(False)

    def _came(self, found: tuple[Printed, bytes]) -> None:
        self._printed, data = found
        self._show_progress(False)
        query = self.query()
        period = "-".join(str(part) for part in (query.year, query.month) if part)
        self.output.show_pdf(data, " ".join(part for part in (tr(REGISTERS[query.series]), period) if part) + ".pdf")
        self._tell()

    def _failed(self, error: BaseException) -> None:
        self._show_progress(False)
        if isinstance(error, FiledeskError):
            show_error(self, error)

    def _show_progress(self, going: bool) -> None:
        if not going:
            self._task = None
            self._watch.stop()
            self.stop_button.setEnabled(True)
        else:
            self._watch.start()
        self._bar.setVisible(going)
        self.stop_button.setVisible(going)
        self.draw_button.setEnabled(not going)
        self.form.setEnabled(not going)
        self._tell()

    @Slot()
    def _look(self) -> None:
        if self._task is not None:
            progress = self._task.progress
            self._bar.setRange(0, 1000 if progress.total else 0)
            if progress.total:
                self._bar.setValue(min(1000, progress.done * 1000 // progress.total))

    def _tell(self) -> None:
        if self._task is not None:
            told = tr("Drawing the pages…")
        elif self._printed is not None:
            pages = trn("{n} page", "{n} pages", self._printed.pages)
            told = tr("{pages}, {rows} rows. The journal notes this print.", pages=pages, rows=self._printed.rows)
        else:
            told = tr("Choose, then draw the pages. Each drawing is noted in the journal as a print.")
        self._told.setText(told)

    def reject(self) -> None:
        """Close; what is being drawn is stopped."""
        self.stop()
        super().reject()

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Print: {register}", register=tr(REGISTERS[self._query.series])))
        for place in range(self.what.count()):
            value = self.what.itemData(place)
            named = {_FILTER: tr("What the register shows now"), _ALL: tr("All years")}
            self.what.setItemText(place, tr("Year {year}", year=value) if isinstance(value, int) else named[value])
        self.month.setItemText(0, tr("Whole year"))
        for month in range(1, 13):
            self.month.setItemText(month, tr("Month {month}", month=month))
        self.draw_button.setText(tr("Draw the pages (Enter)"))
        self.stop_button.setText(tr("Stop"))
        self._tell()
