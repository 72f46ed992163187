"""The paper itself, beside its data: PDF, picture or text from bytes in memory; anything else by type and size.

Opening with another program is an explicit act (`open_with_requested`), because it writes a plain copy; this view
never writes one.
"""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from filedesk.texts import mark, tr
from filedesk.ui.icons import put_icon
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Tasks
from filedesk.ui.widgets.paper_blank import BlankPaper
from filedesk.ui.widgets.paper_image import ImagePaper
from filedesk.ui.widgets.paper_pdf import PdfPaper, Trouble
from filedesk.ui.widgets.typed_line import TypedLine

MOST_TEXT: Final = 2_000_000
"""So many bytes of a text are shown."""

_LONG_LINE: Final = re.compile(r"[^\n]{2000}(?!\n|$)")
"""Longer lines are broken for showing: laying out one of a million signs would hold the window up for minutes."""

_TROUBLES: Final = {
    Trouble.IncorrectPassword: mark("This PDF is protected by a password of its own. The file is kept as it is."),
    Trouble.UnsupportedSecurityScheme: mark(
        "This PDF is protected in a way that cannot be opened here. The file is kept as it is."
    ),
    Trouble.InvalidFileFormat: mark("This PDF is damaged and cannot be shown. The file is kept as it is."),
}
_TOOLS: Final = (
    ("previous", "up", mark("Previous page"), "Ctrl+PgUp"),
    ("next", "down", mark("Next page"), "Ctrl+PgDown"),
    ("zoom_out", "zoom_out", mark("Smaller"), "Ctrl+-"),
    ("zoom_in", "zoom_in", mark("Larger"), "Ctrl++"),
    ("fit", "fit", mark("As wide as the window"), "Ctrl+0"),
    ("rotate", "rotate", mark("Turn right"), "Ctrl+R"),
)


class PaperView(Retranslated, QWidget):
    """Shows one paper at a time. `open_with_requested` asks to hand it to another program."""

    open_with_requested = Signal()

    def __init__(self, tasks: Tasks, name: str = "paper", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._pdf = PdfPaper(self)
        self._image = ImagePaper(tasks)
        self._text = QPlainTextEdit()
        self._text.setObjectName("paper_text")
        self._text.setReadOnly(True)
        self._blank = BlankPaper()
        self._stack = QStackedWidget()
        for shown in (self._blank, self._pdf, self._image, self._text):
            self._stack.addWidget(shown)
        self._tools: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self._stack, 1)
        self._pdf.moved.connect(self._show_place)
        self._image.moved.connect(self._show_place)
        self._image.unreadable.connect(self._unreadable_image)
        self._blank.open_with.clicked.connect(self.open_with_requested)
        self.clear()
        self.retranslate()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("paper_bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(6, 3, 6, 3)
        row.setSpacing(2)
        self._page = TypedLine("paper_page")
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setValidator(QIntValidator(1, 999_999, self._page))
        self._page.setFixedWidth(self._page.fontMetrics().averageCharWidth() * 6 + 18)
        self._page.returnPressed.connect(self._go_typed)
        self._pages = QLabel()
        self._pages.setObjectName("paper_pages")
        acts = {
            "previous": self.previous_page,
            "next": self.next_page,
            "zoom_out": self.zoom_out,
            "zoom_in": self.zoom_in,
            "fit": self.fit,
            "rotate": self._image.rotate,
        }
        for name, picture, _title, key in _TOOLS:
            tool = QToolButton()
            tool.setObjectName(f"paper_{name}")
            put_icon(tool, picture)
            tool.clicked.connect(acts[name])
            QShortcut(QKeySequence(key), self, acts[name])
            self._tools[name] = tool
            row.addWidget(tool)
            if name == "next":
                row.addWidget(self._page)
                row.addWidget(self._pages)
                row.addStretch(1)
        QShortcut(QKeySequence("Ctrl+="), self, self.zoom_in)
        self._open_with = QPushButton()
        self._open_with.setObjectName("paper_open_with")
        self._open_with.setAutoDefault(False)
        put_icon(self._open_with, "open_with")
        self._open_with.clicked.connect(self.open_with_requested)
        row.addSpacing(8)
        row.addWidget(self._open_with)
        self._paper_bar = bar
        return bar

    # ---- showing ------------------------------------------------------------------------------------------

    def show_paper(self, data: bytes, media_type: str, name: str) -> None:
        """Show the file `name` of type `media_type` (as in "application/pdf") from its bytes."""
        self._let_go()
        self._blank.describe(name, media_type, len(data))
        self.setAccessibleDescription(name)
        if media_type == "application/pdf":
            trouble = self._pdf.show_bytes(data)
            if trouble == Trouble.None_:
                self._turn_to(self._pdf)
            else:
                self._cannot(_TROUBLES.get(trouble, _TROUBLES[Trouble.InvalidFileFormat]))
        elif media_type.startswith("image/"):
            self._image.show_bytes(data)
            self._turn_to(self._image)
        elif media_type.startswith("text/"):
            self._text.setPlainText(_LONG_LINE.sub(r"\g<0>\n", _decoded(data)))
            self._turn_to(self._text)
        else:
            self._cannot(mark("This kind of file cannot be shown here."))

    @Slot()
    def clear(self) -> None:
        """Show no paper."""
        self._let_go()
        self._blank.nothing()
        self._turn_to(self._blank)

    def offer_opening(self, offered: bool) -> None:
        """Whether the paper can be handed to another program from here."""
        self._open_with.setVisible(offered)
        self._blank.offered = offered
        self._blank.retranslate()

    def say(self, sentence: str) -> None:
        """Show a sentence (a message id) in place of the paper: being opened, not allowed, on paper only."""
        self.clear()
        self._blank.say(sentence)

    def _cannot(self, sentence: str) -> None:
        self._blank.say(sentence)
        self._turn_to(self._blank)

    @Slot()
    def _unreadable_image(self) -> None:
        self._cannot(mark("This picture is damaged and cannot be shown. The file is kept as it is."))

    def _let_go(self) -> None:
        self._pdf.forget()
        self._image.forget()
        self._text.clear()

    def _turn_to(self, shown: QWidget) -> None:
        self._stack.setCurrentWidget(shown)
        self._paper_bar.setVisible(shown is not self._blank)
        self._show_place()

    # ---- moving about -------------------------------------------------------------------------------------

    def place(self) -> tuple[int, int]:
        """The page in view, counted from 1, and how many there are; (0, 0) without pages."""
        shown = self._stack.currentWidget()
        return shown.place() if isinstance(shown, PdfPaper | ImagePaper) else (0, 0)

    @Slot(int)
    def go(self, page: int) -> None:
        """Bring `page`, counted from 1, into view."""
        shown = self._stack.currentWidget()
        if isinstance(shown, PdfPaper | ImagePaper):
            shown.go(page)

    @Slot()
    def _go_typed(self) -> None:
        self.go(int(self._page.text()))
        self._show_place()

    @Slot()
    def next_page(self) -> None:
        """One page on."""
        self.go(self.place()[0] + 1)

    @Slot()
    def previous_page(self) -> None:
        """One page back."""
        self.go(self.place()[0] - 1)

    @Slot()
    def zoom_in(self) -> None:
        """One step larger."""
        self._zoom(1)

    @Slot()
    def zoom_out(self) -> None:
        """One step smaller."""
        self._zoom(-1)

    @Slot()
    def fit(self) -> None:
        """As wide as the window; text at the window's own size."""
        shown = self._stack.currentWidget()
        if isinstance(shown, PdfPaper | ImagePaper):
            shown.fit()
        else:
            self._text.setFont(self.font())

    def _zoom(self, direction: int) -> None:
        shown = self._stack.currentWidget()
        if isinstance(shown, PdfPaper | ImagePaper):
            shown.zoom(direction)
        else:
            self._text.zoomIn(direction)

    @Slot()
    def _show_place(self) -> None:
        page, pages = self.place()
        shown = self._stack.currentWidget()
        self._page.setText(str(page))
        self._pages.setText(f"/ {pages}")
        for widget in (self._page, self._pages, self._tools["previous"], self._tools["next"]):
            widget.setVisible(pages > 1)
        self._tools["previous"].setEnabled(page > 1)
        self._tools["next"].setEnabled(page < pages)
        self._tools["rotate"].setVisible(shown is self._image)

    def retranslate(self) -> None:
        for name, _picture, title, key in _TOOLS:
            self._tools[name].setToolTip(f"{tr(title)} ({key})")
            self._tools[name].setAccessibleName(tr(title))
        self._page.setAccessibleName(tr("Page"))
        self._open_with.setText(tr("Open with…"))
        self._open_with.setToolTip(tr("Open with another program"))
        self._open_with.setAccessibleName(tr("Open with another program"))
        self._text.setAccessibleName(tr("Text of the paper"))
        self._pdf.setAccessibleName(tr("The paper"))
        self._image.setAccessibleName(tr("The paper"))
        self._show_place()


def _decoded(data: bytes) -> str:
    """Text as it was most likely written: UTF-8, else the Chinese encoding GB 18030, which takes almost anything."""
    data = data[:MOST_TEXT]
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) == MOST_TEXT and error.start > MOST_TEXT - 4:
            return data[: error.start].decode("utf-8-sig")
    return data.decode("gb18030", errors="replace")
