"""Files on their way in: dropped or picked, encrypted at once, listed with what the clerk should know of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError, FileUnreadable
from filedesk.services import taking_in
from filedesk.services.ports import Progress, Suggestion
from filedesk.services.scan_codes import ScanRead, read_scan
from filedesk.services.taking_in import Source, Staged, content_of
from filedesk.texts import tr, trn
from filedesk.texts.sentences import SENTENCES
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.messages import show_error
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Generation, Task
from filedesk.ui.widgets.drop_area import DropArea
from filedesk.ui.widgets.paper_blank import size_text

MOST_SHOWN = 64 << 20
"""Files up to so many bytes are shown beside the form while they are registered."""


@dataclass(frozen=True)
class Sheet:
    """A staged file and its plain bytes for showing it now; no bytes where it is too large or gone meanwhile."""

    staged: Staged
    data: bytes | None


@dataclass(frozen=True)
class Scan:
    """A file on its way in, and what the codes on its pages say."""

    source: Source
    read: ScanRead


class StagingTray(Retranslated, QWidget):
    """`picked` carries paths that were dropped or chosen: the owner says what becomes of them, by `take`.

    `changed` comes when what is staged, or whether something is under way, changes, and before it `not_taken` when
    something did not come in; `suggested` carries what was recognised on a paper. Where the owner asks for it by
    `read_codes`, `scanned` carries a Scan for each file that was taken in.
    """

    picked = Signal(object)
    changed = Signal()
    not_taken = Signal()
    suggested = Signal(object)
    scanned = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("staging_tray")
        self._context = context
        self.sheets: list[Sheet] = []
        self.read_codes = False
        self.reading = False
        self._waiting: list[Source] = []
        self._task: Task | None = None
        self._codes: Task | None = None
        self._turn = Generation()
        self._now = self._turn.next()
        self.area = DropArea()
        self.area.files_taken.connect(self.picked)
        self._listed = QVBoxLayout()
        self._listed.setSpacing(3)
        self._rows: list[QWidget] = []
        self.bar = QProgressBar()
        self.bar.setObjectName("staging_bar")
        self.bar.setTextVisible(False)
        self.stop_button = QPushButton()
        self.stop_button.setObjectName("staging_stop")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stop)
        self._going = QWidget()
        going = QHBoxLayout(self._going)
        going.setContentsMargins(0, 0, 0, 0)
        going.addWidget(self.bar, 1)
        going.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.area)
        column.addWidget(self._going)
        column.addLayout(self._listed)
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(self._look)
        self._show()

    @property
    def busy(self) -> bool:
        """Whether files are being taken in now."""
        return self._task is not None

    @property
    def staged(self) -> list[Staged]:
        """What lies in the desk, waiting to be named by an entry."""
        return [sheet.staged for sheet in self.sheets]

    def take(self, sources: Sequence[Source]) -> None:
        """Take these in, after what is staged or on its way already."""
        if self.busy:
            self._waiting += sources
            return
        if not sources:
            return
        ports, session, turn = self._context.ports, self._context.session, self._now

        def work(progress: Progress) -> list[Sheet]:
            staged = taking_in.stage(ports, session, sources, progress)
            return [Sheet(one, _bytes_of(source, one.size)) for one, source in zip(staged, sources, strict=True)]

        def came(sheets: list[Sheet]) -> None:
            self._came(turn, list(sources), sheets)

        def failed(error: BaseException) -> None:
            if self._turn.is_current(turn):
                self._failed(error)

        self._task = self._context.tasks.run(
            work, done=came, failed=failed, on="pool", title=tr("Taking files in"), owner=self
        )
        self._watch.start()
        self._show()
        self.changed.emit()

    @Slot()
    def stop(self) -> None:
        """Stop taking in: nothing of it stays, and what waits behind it is not taken."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            self.stop_button.setEnabled(False)

    def give_up(self) -> None:
        """Take away again whatever was staged, also what is still on its way."""
        self.stop()
        self._discard(self.staged)
        self.clear()

    def clear(self) -> None:
        """Forget what was staged: an entry names it now."""
        self._now = self._turn.next()
        self._waiting.clear()
        self._task = None
        self.reading = False
        if self._codes is not None:
            self._codes.cancel()
        self.sheets = []
        self._watch.stop()
        self._show()
        self.changed.emit()

    def _discard(self, staged: Sequence[Staged]) -> None:
        if staged:
            ports = self._context.ports
            self._context.tasks.run(
                lambda _progress: taking_in.discard(ports, staged), done=lambda _nothing: None, on="pool"
            )

    def _came(self, turn: int, sources: list[Source], sheets: list[Sheet]) -> None:
        if not self._turn.is_current(turn):
            self._discard([sheet.staged for sheet in sheets])
            return
        self.sheets += sheets
        self._settle()
        self._show()
        self._read(turn, sources)
        self.changed.emit()
        capture, names = self._context.ports.capture, [sheet.staged.name for sheet in sheets]

        def look(_progress: Progress) -> tuple[Suggestion, ...]:
            found: dict[str, Suggestion] = {}
            for source, name in zip(sources, names, strict=True):
                for told in capture.suggest(content_of(source), name):
                    found.setdefault(told.field, told)
            return tuple(found.values())

        def seen(found: tuple[Suggestion, ...]) -> None:
            if self._turn.is_current(turn):
                self.suggested.emit(found)

        self._context.tasks.run(look, done=seen, on="pool", owner=self)

    def _read(self, turn: int, sources: list[Source]) -> None:
        """Read the codes of what came, where the owner wants them; `reading` is true meanwhile."""
        if not self.read_codes:
            return
        ports, session = self._context.ports, self._context.session

        def work(progress: Progress) -> list[Scan]:
            found = []
            for source in sources:
                with suppress(FileUnreadable):
                    name = taking_in.shown_name(source)
                    found.append(Scan(source, read_scan(ports, session, content_of(source), name, progress)))
            return found

        def ended(found: list[Scan]) -> None:
            if self._turn.is_current(turn):
                self.reading = False
                self.scanned.emit(found)
                self.changed.emit()

        self.reading = True
        self._codes = self._context.tasks.run(work, done=ended, failed=lambda _error: ended([]), on="pool", owner=self)

    def _failed(self, error: BaseException) -> None:
        self.not_taken.emit()
        self._settle()
        self._show()
        self.changed.emit()
        if isinstance(error, FiledeskError):
            show_error(self, error)

    def _settle(self) -> None:
        self._task = None
        self._watch.stop()
        self.stop_button.setEnabled(True)
        waiting, self._waiting = self._waiting, []
        self.take(waiting)

    @Slot()
    def _look(self) -> None:
        if self._task is not None:
            progress = self._task.progress
            self.bar.setRange(0, 1000 if progress.total else 0)
            if progress.total:
                self.bar.setValue(min(1000, progress.done * 1000 // progress.total))

    @Slot()
    def _gone(self) -> None:
        button = self.sender()
        place = button.property("place") if button is not None else None
        if isinstance(place, int):
            self._discard([self.sheets.pop(place).staged])
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        for row in self._rows:
            self._listed.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(place, sheet.staged) for place, sheet in enumerate(self.sheets)]
        for row in self._rows:
            self._listed.addWidget(row)
        self._going.setVisible(self.busy)
        self.stop_button.setText(tr("Stop"))

    def _row(self, place: int, one: Staged) -> QWidget:
        row = QWidget(self)
        told = QLabel(_told(one))
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setObjectName(f"staged_{place}")
        gone = QPushButton()
        gone.setObjectName(f"staged_{place}_gone")
        gone.setProperty("chip", True)
        gone.setProperty("place", place)
        gone.setAutoDefault(False)
        put_icon(gone, "close")
        gone.setToolTip(tr("Take away"))
        gone.setAccessibleName(tr("Take away"))
        gone.clicked.connect(self._gone)
        line = QHBoxLayout()
        line.addWidget(told, 1)
        line.addWidget(gone)
        column = QVBoxLayout(row)
        column.setContentsMargins(2, 0, 2, 0)
        column.setSpacing(1)
        column.addLayout(line)
        for code in one.notices:
            notice = QLabel(tr(SENTENCES[code]))
            notice.setObjectName(f"notice_{place}_{code}")
            notice.setProperty("role", "notice")
            notice.setWordWrap(True)
            column.addWidget(notice)
        return row

    def retranslate(self) -> None:
        self._show()


def _bytes_of(source: Source, size: int) -> bytes | None:
    if size > MOST_SHOWN:
        return None
    if not isinstance(source, Path):
        return source.data
    try:
        return source.read_bytes()
    except OSError:
        return None


def _told(one: Staged) -> str:
    pages = trn("{n} page", "{n} pages", one.pages) if one.pages else ""
    return " · ".join(part for part in (one.name, size_text(one.size), pages) if part)
