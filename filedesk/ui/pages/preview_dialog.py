"""Printing with a code: what and in which language is chosen, a preview, then paper or a file.

The preview is drawn by itself at every choice; it is no print, says so across every page, and leaves no trace. The
journal notes the print when it is printed or saved, and then the same pages get their code (design, "Printing").
"""

from __future__ import annotations

import io

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError
from filedesk.services import printing
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.services.printed_content import Content
from filedesk.services.printing import Drawing
from filedesk.texts import LANGUAGES, language, mark, tr, trn
from filedesk.ui.context import Context
from filedesk.ui.languages import NAMES
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.pages.print_order import PrintOrder
from filedesk.ui.pages.print_output import PdfOutput
from filedesk.ui.pages.print_progress import WorkStrip
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Generation, Task
from filedesk.ui.widgets.form_grid import FormGrid


class PreviewDialog(Retranslated, QDialog):
    """Ctrl+P prints, Ctrl+S saves, Ctrl+Enter draws anew. What `content` gives is drawn.

    It blocks no other window: while a long register is drawn, she goes on registering.
    """

    def __init__(
        self, context: Context, name: str, choices: tuple[tuple[str, str, QComboBox], ...], parent: QWidget | None
    ) -> None:
        super().__init__(parent.window() if parent is not None else None)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._asked = Generation()
        self._task: Task | None = None
        self._order: PrintOrder | None = None
        self._stale = False
        self.message_bar = MessageBar(self)
        self.paper_language = QComboBox()
        self.draw_button = QPushButton()
        self.strip = WorkStrip()
        self.stop_button = self.strip.stop_button
        self._told = QLabel()
        self.output = PdfOutput(context, self.strip)
        self._lay_out((*choices, ("paper_language", mark("Language of the paper"), self.paper_language)))
        self.resize(1080, 860)
        context.hub.changed.connect(self._changed)

    def content(self) -> Content:
        """What will be printed."""
        raise NotImplementedError

    def file_name(self) -> str:
        """The name of the file that is offered when it is saved."""
        raise NotImplementedError

    def made_stale(self, changes: Changes) -> bool:
        """Whether these changes may have changed what was drawn."""
        raise NotImplementedError

    def _lay_out(self, choices: tuple[tuple[str, str, QComboBox], ...]) -> None:
        self.form = FormGrid("print_form", columns=3)
        self.form.setMaximumWidth(760)
        for name, title, box in choices:
            box.setObjectName(f"print_{name}")
            self.form.add(name, title, box)
        for code in LANGUAGES:
            self.paper_language.addItem(NAMES[code], code)
        self.paper_language.setCurrentIndex(self.paper_language.findData(language()))
        self.draw_button.setObjectName("draw_pages")
        self.draw_button.setAutoDefault(False)
        self.draw_button.clicked.connect(self.draw)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.draw)
        self.output.print_button.setDefault(True)
        for _name, _title, box in choices:
            box.activated.connect(self.chosen)
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

    @Slot()
    def chosen(self) -> None:
        """Something else was chosen."""
        self.draw()

    @Slot()
    def draw(self) -> None:
        """Draw the preview anew, in the pool, from a snapshot of its own; what was asked for before is stopped."""
        self._forget()
        self.message_bar.hide()
        asked = self._asked.next()
        ports, session, content = self._context.ports, self._context.session, self.content()
        words = self.paper_language.currentData()

        def work(progress: Progress) -> tuple[Drawing, bytes]:
            drawing = printing.draw_register(ports, session, query=content, language=words, progress=progress)
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
            self.output.show_pdf(pages, self.file_name(), self._order, self._order.drawing.pages)
        self._tell()

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
        if self.made_stale(changes):
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
        self.draw_button.setText(tr("Draw anew (Ctrl+Enter)"))
        self._tell()
