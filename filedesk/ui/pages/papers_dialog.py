"""Forms ready to be printed: which of them, in which language, look, print or save, done."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError
from filedesk.services.ports import Progress
from filedesk.texts import LANGUAGES, language, mark, tr
from filedesk.ui.context import Context
from filedesk.ui.languages import NAMES
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.pages.print_output import PdfOutput
from filedesk.ui.pages.print_progress import WorkStrip
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Generation, Task
from filedesk.ui.widgets.form_grid import FormGrid


@dataclass(frozen=True)
class Printable:
    """One form: its title in the language in use, the name of its file, and what draws it in a language."""

    title: Callable[[], str]
    file: Callable[[], str]
    draw: Callable[[BinaryIO, str], int]

    def drawn(self, words: str) -> bytes:
        """The PDF. May run in any thread."""
        out = io.BytesIO()
        self.draw(out, words)
        return out.getvalue()


class PapersDialog(Retranslated, QDialog):
    """Ctrl+P prints the form that is shown, Ctrl+S saves it. `data` is the first one, drawn in the language in use."""

    def __init__(self, context: Context, papers: Sequence[Printable], data: bytes, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("slip_dialog")
        self._context, self._papers = context, papers
        self._asked = Generation()
        self._task: Task | None = None
        self.message_bar = MessageBar(self)
        self.paper, self.paper_language = QComboBox(), QComboBox()
        self.form = FormGrid("papers_form", columns=2)
        self.form.setMaximumWidth(640)
        for name, title, box in (
            ("paper", mark("What to print"), self.paper),
            ("paper_language", mark("Language of the paper"), self.paper_language),
        ):
            box.setObjectName(f"papers_{name}")
            self.form.add(name, title, box)
            box.activated.connect(self.draw)
        for _paper in papers:
            self.paper.addItem("")
        for code in LANGUAGES:
            self.paper_language.addItem(NAMES[code], code)
        self.paper_language.setCurrentIndex(self.paper_language.findData(language()))
        self.strip = WorkStrip()
        self.output = PdfOutput(context, self.strip)
        column = QVBoxLayout(self)
        for widget in (self.message_bar, self.form, self.strip):
            column.addWidget(widget)
        column.addWidget(self.output, 1)
        self.resize(820, 900)
        self.output.show_pdf(data, papers[0].file())
        self.output.print_button.setDefault(True)
        self.output.print_button.setFocus()
        self.retranslate()

    @Slot()
    def draw(self) -> None:
        """Draw the form that is chosen, in the pool; what was asked for before is forgotten."""
        asked, paper = self._asked.next(), self._papers[self.paper.currentIndex()]
        words = self.paper_language.currentData()
        self.message_bar.hide()
        self.output.clear()

        def came(data: bytes) -> None:
            if self._asked.is_current(asked):
                self.output.show_pdf(data, paper.file())
                self.retranslate()

        def failed(error: BaseException) -> None:
            if self._asked.is_current(asked) and isinstance(error, FiledeskError):
                show_error(self, error)

        def work(_progress: Progress) -> bytes:
            return paper.drawn(words)

        self._context.tasks.run(work, done=came, failed=failed, on="pool", owner=self)

    def retranslate(self) -> None:
        for place, paper in enumerate(self._papers):
            self.paper.setItemText(place, paper.title())
        self.setWindowTitle(self.paper.currentText() or tr("Print"))
