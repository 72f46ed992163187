"""Scans on the form of a register: a stack is split into its documents, and what has a slip goes where that belongs.

Nothing is registered or attached before the clerk says so, and a splitting can be undone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services import attaching
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.services.taking_in import Source
from filedesk.texts import tr
from filedesk.ui.context import Context
from filedesk.ui.messages import show_error
from filedesk.ui.pages.scan_panel import ScanPanel
from filedesk.ui.pages.staging_tray import Scan, StagingTray
from filedesk.ui.tasks import Generation

Queue = deque[Sequence[Source]]


@dataclass(frozen=True)
class _Split:
    """A stack and the parts it was split into."""

    whole: Source
    parts: tuple[Source, ...]


class ScansOnForm(QObject):
    """Watches the tray of a form. `attached` carries a document and the id of the file that it has now.

    `queue` holds what is still to be registered; `queue_changed` is called when this class changed it. `found` comes
    when something stands in the panel that the clerk has to look at before she saves.
    """

    attached = Signal(int, str)
    found = Signal()

    def __init__(
        self, context: Context, tray: StagingTray, queue: Queue, queue_changed: Callable[[], None], form: QWidget
    ) -> None:
        super().__init__(form)
        self._context, self._tray, self._queue, self._form = context, tray, queue, form
        self._queue_changed = queue_changed
        self._row: Row | None = None
        self._split: _Split | None = None
        self._whole: Source | None = None
        self._now: Source | None = None
        self._turn = Generation()
        self.panel = ScanPanel()
        self.panel.attach_wanted.connect(self.attach)
        self.panel.undo_wanted.connect(self.undo)
        tray.read_codes = True
        tray.scanned.connect(self._scanned)
        tray.changed.connect(self._tray_changed)

    @Slot()
    def _tray_changed(self) -> None:
        if not self._tray.sheets:
            self._row = None
            self.panel.tell(None, (), None)
            if not self._tray.busy:
                self._whole = None

    @Slot(object)
    def _scanned(self, scans: list[Scan]) -> None:
        if len(self._tray.sheets) == len(scans) == 1:
            (scan,) = scans
            self._now = scan.source
            if scan.read.is_stack and scan.read.parts and scan.source is not self._whole:
                self._begin_split(scan)
                return
        self._tell(scans)

    def _tell(self, scans: list[Scan]) -> None:
        rows = {scan.read.belongs_to["id"]: scan.read.belongs_to for scan in scans if scan.read.belongs_to}
        every = all(scan.read.belongs_to for scan in scans) and len(scans) == len(self._tray.sheets)
        self._row = next(iter(rows.values())) if len(rows) == 1 and every else None
        doubts = [doubt for scan in scans for doubt in scan.read.doubts]
        self.panel.tell(self._row, doubts, self._part())
        if self._row is not None or doubts:
            self.found.emit()

    def _part(self) -> tuple[int, int] | None:
        """Which part of the stack that was split last this is, and of how many."""
        if self._split is None or self._now is None:
            return None
        places = [place for place, part in enumerate(self._split.parts, start=1) if part is self._now]
        return (places[0], len(self._split.parts)) if places else None

    # ---- splitting ----------------------------------------------------------------------------------------

    def _begin_split(self, scan: Scan) -> None:
        ports, turn = self._context.ports, self._turn.next()

        def work(_progress: Progress) -> list[Source]:
            return attaching.split_scan(ports, scan.source, scan.read)

        def done(parts: list[Source]) -> None:
            if self._turn.is_current(turn) and self._now is scan.source and self._tray.sheets:
                self._split = _Split(scan.source, tuple(parts))
                self._queue.extendleft([part] for part in reversed(parts[1:]))
                self._take(parts[0])

        def failed(error: BaseException) -> None:
            if isinstance(error, FiledeskError) and self._turn.is_current(turn):
                told = (error,) if isinstance(error, RuleRefused) else ()
                self.panel.tell(None, told, None)
                if not told:
                    show_error(self._form, error)

        self.found.emit()
        self._context.tasks.run(work, done=done, failed=failed, on="pool", owner=self)

    def _take(self, source: Source) -> None:
        self._tray.give_up()
        self._tray.take([source])
        self._queue_changed()

    @Slot()
    def undo(self) -> None:
        """Take the stack as one file after all; its other parts are not waiting any more."""
        split = self._split
        if split is None or not self.panel.undo_button.isVisible():
            return
        kept = [waiting for waiting in self._queue if not any(waiting[0] is part for part in split.parts)]
        self._queue.clear()
        self._queue.extend(kept)
        self._split = None
        self._take(split.whole)
        self._whole = split.whole

    # ---- attaching ----------------------------------------------------------------------------------------

    @Slot()
    def attach(self) -> None:
        """Add what lies in the tray to the document that its code names (F9: beside what is signed)."""
        row, staged = self._row, self._tray.staged
        if row is None or self._tray.busy or not staged:
            return
        ports, session, document = self._context.ports, self._context.session, row["id"]
        what = tr("Scan with the slip")

        def done(_changes: object) -> None:
            self._tray.clear()
            self.attached.emit(document, staged[0].file)

        self._context.operations.operation(
            self._form,
            tr("Attach a scan"),
            lambda _progress: attaching.attach(ports, session, document=document, staged=staged, what=what),
            done,
            hold=[self.panel.attach_button, self._tray],
        )
