"""A document's files as tabs over the paper itself; opening one with another program is asked and noted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services import reading
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.texts import error_text, mark, tr
from filedesk.ui.context import Context
from filedesk.ui.messages import ask, show_error
from filedesk.ui.pages.opened_outside import empty_opened, launcher, write_plain
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Generation
from filedesk.ui.widgets.paper_view import PaperView

MOST_OPENED = 256 << 20
"""Files up to so many bytes are opened in memory at once."""

_WIDEST_TAB: Final = 36
"""Letters of a file's name that its tab shows; the whole name is its tool tip."""

_emptied: list[bool] = []


class DocumentPaper(Retranslated, QWidget):
    """`show_files` shows the first; Ctrl+PgUp and Ctrl+PgDown turn its pages."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._files: list[Row] = []
        self._turn = Generation()
        self.tabs = QTabBar()
        self.tabs.setObjectName("file_tabs")
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.paper = PaperView(context.tasks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.paper, 1)
        self.tabs.currentChanged.connect(self._load)
        self.paper.open_with_requested.connect(self._ask_outside)
        if not _emptied:
            _emptied.append(True)
            empty_opened()
            application = QCoreApplication.instance()
            if application is not None:
                application.aboutToQuit.connect(empty_opened)

    def show_files(self, files: Sequence[Row]) -> None:
        """Show these files' tabs, and the one that was shown before where it is still among them."""
        shown = self.file()
        before = shown["file"] if shown else None
        same = [row["file"] for row in self._files] == [row["file"] for row in files]
        self._files = list(files)
        if same and files:
            return
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
            for row in self._files:
                place = self.tabs.addTab("")
                self.tabs.setTabToolTip(place, row["name"])
            kept = next((place for place, row in enumerate(self._files) if row["file"] == before), 0)
            self.tabs.setCurrentIndex(kept)
        self.tabs.setVisible(len(self._files) > 1)
        self.retranslate()
        self._load()

    def file(self) -> Row | None:
        """The row of the file that is shown."""
        place = self.tabs.currentIndex()
        return self._files[place] if 0 <= place < len(self._files) else None

    @Slot()
    def _load(self) -> None:
        number = self._turn.next()
        row = self.file()
        if row is None:
            self.paper.say(mark("No file: this document is on paper, or its scan is still to come."))
            return
        if row["size"] > MOST_OPENED:
            self.paper.say(mark("This file is too large to be shown here."))
            return
        self.paper.say(mark("Opening…"))
        ports, session, wanted = self._context.ports, self._context.session, row["file"]

        def came(found: tuple[Row, bytes]) -> None:
            if self._turn.is_current(number):
                told, data = found
                self.paper.show_paper(data, told["media_type"], told["name"])

        def failed(error: BaseException) -> None:
            if self._turn.is_current(number) and isinstance(error, FiledeskError):
                self.paper.say(error_text(error))

        self._context.tasks.run(
            lambda progress: reading.open_file(ports, session, wanted, progress), done=came, failed=failed, owner=self
        )

    @Slot()
    def _ask_outside(self) -> None:
        row = self.file()
        if row is not None:
            ask(
                self,
                tr("Open “{name}” with another program?", name=row["name"]),
                detail=tr("This writes a plain copy on this computer until filedesk is closed. The journal notes it."),
                yes=tr("Open it"),
                then=lambda: self._open_outside(row),
            )

    def _open_outside(self, row: Row) -> None:
        ports, session = self._context.ports, self._context.session

        def work(progress: Progress) -> str:
            told, data = reading.open_file(ports, session, row["file"], progress)
            reading.note_opened_outside(ports, session, file=told)
            return str(write_plain(told["name"], data))

        self._context.tasks.run(work, done=self._written, failed=self._not_opened, owner=self)

    def _written(self, file: str) -> None:
        if not launcher().open(Path(file)):
            show_error(self, RuleRefused("no_program_for_file", name=Path(file).name))

    def _not_opened(self, error: BaseException) -> None:
        if isinstance(error, FiledeskError):
            show_error(self, error)

    def retranslate(self) -> None:
        for place, row in enumerate(self._files):
            name = row["name"]
            told = tr("Supplement: {name}", name=name) if row["supplement"] else name
            room = self.fontMetrics().averageCharWidth() * _WIDEST_TAB
            shown = self.fontMetrics().elidedText(told, Qt.TextElideMode.ElideMiddle, room)
            self.tabs.setTabText(place, shown.replace("&", "&&"))
