"""Printing a register: which part of it, in which language, a preview, then paper or a file.

The preview is drawn by itself at every choice; it is no print, says so across every page, and leaves no trace. The
journal notes the print when it is printed or saved, and then the same pages get their code (design, "Printing").
"""

from __future__ import annotations

import io
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError
from filedesk.services import printing, reading
from filedesk.services.changes import Changes
from filedesk.services.ledger import Query
from filedesk.services.ports import Progress
from filedesk.services.printing import Drawing
from filedesk.texts import LANGUAGES, language, mark, tr, trn
from filedesk.texts.names import REGISTERS
from filedesk.ui.context import Context
from filedesk.ui.languages import NAMES
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.pages.print_order import PrintOrder
from filedesk.ui.pages.print_output import PdfOutput
from filedesk.ui.pages.print_progress import WorkStrip
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Generation, Task
from filedesk.ui.widgets.form_grid import FormGrid

_ALL, _FILTER = "all", "filter"


class PrintPreview(Retranslated, QDialog):
    """`query` is what the register shows now. Ctrl+P prints, Ctrl+S saves, Ctrl+Enter draws anew.

    It blocks no other window: while a long register is drawn, she goes on registering.
    """

    def __init__(self, context: Context, query: Query, parent: QWidget | None = None) -> None:
        super().__init__(parent.window() if parent is not None else None)
        self.setObjectName("print_preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._query = context, query
        self._asked = Generation()
        self._task: Task | None = None
        self._order: PrintOrder | None = None
        self._stale = False
        self.message_bar = MessageBar(self)
        self.what, self.month, self.paper_language = QComboBox(), QComboBox(), QComboBox()
        self.draw_button = QPushButton()
        self.strip = WorkStrip()
        self.stop_button = self.strip.stop_button
        self._told = QLabel()
        self.output = PdfOutput(context, self.strip)
        self._lay_out()
        self.resize(1080, 860)
        self.retranslate()
        context.hub.changed.connect(self._changed)
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
        self.draw_button.setAutoDefault(False)
        self.draw_button.clicked.connect(self.draw)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.draw)
        self.output.print_button.setDefault(True)
        for box in (self.what, self.month, self.paper_language):
            box.activated.connect(self._chosen)
        self._told.setObjectName("printed_told")
        self._told.setProperty("role", "field")
        self._told.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.form, 1)
        row.addWidget(self.draw_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(self.message_bar)
        column.addLayout(row)
        column.addWidget(self._told)
        column.addWidget(self.strip)
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
        self.what.setFocus()

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
        self.draw()

    @Slot()
    def draw(self) -> None:
        """Draw the preview anew, in the pool, from a snapshot of its own; what was asked for before is stopped."""
        self._forget()
        self.message_bar.hide()
        asked = self._asked.next()
        ports, session, query = self._context.ports, self._context.session, self.query()
        words = self.paper_language.currentData()

        def work(progress: Progress) -> tuple[Drawing, bytes]:
            drawing = printing.draw_register(ports, session, query=query, language=words, progress=progress)
            out = io.BytesIO()
            printing.write_shown(drawing, out)
            return drawing, out.getvalue()

        title = tr("Drawing the register")
        self._task = self._context.tasks.run(
            work,
            done=lambda found: self._came(asked, *found),
            failed=lambda error: self._failed(asked, error),
            on="pool",
            title=title,
            owner=self,
        )
        self.strip.follow(self._task, title)
        self._tell()

    def _forget(self) -> None:
        """Stop what is being drawn, and show no pages."""
        self._asked.next()
        if self._task is not None:
            self._task.cancel()
            self._over()
        if self._order is not None:
            self._order.close()
            self._order = None
        self._stale = False
        self.output.clear()

    @Slot()
    def stop(self) -> None:
        """Stop what is under way."""
        self.strip.stop()

    def _came(self, asked: int, drawing: Drawing, preview: bytes) -> None:
        if not self._asked.is_current(asked):
            return
        self._over()
        self._order = PrintOrder(self._context, self.parentWidget() or self, drawing, self._show)
        self._show(preview)

    def _show(self, pages: bytes) -> None:
        """Show the preview, or from when the journal has noted the print its own pages."""
        if self._order is not None:
            self.output.show_pdf(pages, self._name(), self._order, self._order.drawing.pages)
        self._tell()

    def _name(self) -> str:
        query = self.query()
        period = "-".join(str(part) for part in (query.year, query.month) if part)
        return " ".join(part for part in (tr(REGISTERS[query.series]), period) if part) + ".pdf"

    def _failed(self, asked: int, error: BaseException) -> None:
        if not self._asked.is_current(asked):
            return
        self._over()
        self._tell()
        if isinstance(error, FiledeskError):
            show_error(self, error)

    def _over(self) -> None:
        self.strip.over(self._task)
        self._task = None

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.documents or self._query.series.value in changes.registers:
            self._stale = self._order is not None
            self._tell()

    def _tell(self) -> None:
        order = self._order
        if self._task is not None:
            self._told.setText(tr("Drawing the pages…"))
            return
        if order is None:
            self._told.setText("")
            return
        pages = trn("{n} page", "{n} pages", order.drawing.pages)
        rows = trn("{n} row", "{n} rows", order.drawing.rows)
        if order.printed is not None:
            told = tr("The journal has noted this print.")
        elif self._stale:
            told = tr("A preview; the register has changed since. Ctrl+Enter draws it anew.")
        else:
            told = tr("A preview: the journal notes the print when it is printed or saved.")
        if order.drawing.pages > printing.MOST_SHOWN:
            told = tr("The first {n} pages are shown. {told}", n=printing.MOST_SHOWN, told=told)
        self._told.setText(tr("{pages}, {rows}. {told}", pages=pages, rows=rows, told=told))

    def done(self, result: int) -> None:
        """Close; what is being drawn is stopped, what is on its way to the printer goes on."""
        self._forget()
        super().done(result)

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Print: {register}", register=tr(REGISTERS[self._query.series])))
        for place in range(self.what.count()):
            value = self.what.itemData(place)
            named = {_FILTER: tr("What the register shows now"), _ALL: tr("All years")}
            self.what.setItemText(place, tr("Year {year}", year=value) if isinstance(value, int) else named[value])
        self.month.setItemText(0, tr("Whole year"))
        for month in range(1, 13):
            self.month.setItemText(month, tr("Month {month}", month=month))
        self.draw_button.setText(tr("Draw anew (Ctrl+Enter)"))
        self._tell()
