"""Watches the scan folder 扫描收件夹 of this workstation while a clerk is at work; nothing is read while it is locked.

The system's notice of a change is only a hint: network shares give none, so it is looked at every few seconds too.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from filedesk.errors import FiledeskError
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.scan_folder import Folder, poll
from filedesk.ui.application import Setting
from filedesk.ui.tasks import Task

SCAN_FOLDER = "scan_folder"
EVERY_MS = 3_000


class ScanFolder(QObject):
    """`changed` comes when what waits there, or what is wrong with the folder, is another than before."""

    changed = Signal()

    def __init__(self, setting: Setting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self._at: tuple[Ports, Session] | None = None
        self._task: Task | None = None
        self._again = False
        self.state = Folder()
        self.trouble: FiledeskError | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        setting.hub.changed.connect(self.look)

    @property
    def path(self) -> Path | None:
        """The folder that is watched, if one is set."""
        told = self._setting.settings.text(SCAN_FOLDER)
        return Path(told) if told else None

    @property
    def busy(self) -> bool:
        """Whether the folder is being looked at now."""
        return self._task is not None

    def choose(self, folder: Path) -> None:
        """Watch this folder from now on."""
        self._setting.settings.put(SCAN_FOLDER, str(folder))
        self._begin()

    def begin(self, ports: Ports, session: Session) -> None:
        """A clerk is at work."""
        self._at = ports, session
        self._begin()

    def pause(self) -> None:
        """Read nothing: the program is locked. What is being read is given up."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()

    def resume(self) -> None:
        """The same person is back."""
        if self._at is not None and self.path is not None:
            self._timer.start()
            self.look()

    def end(self) -> None:
        """Nobody is at work: forget what was seen."""
        self.pause()
        self._at, self.state, self.trouble = None, Folder(), None
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _begin(self) -> None:
        self.state, self.trouble = Folder(), None
        path = self.path
        if self._at is None or path is None:
            return
        if self._watcher is not None:
            self._watcher.deleteLater()
        self._watcher = QFileSystemWatcher([str(path)], self) if path.is_dir() else QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        self._timer.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Look at the folder, unless that is being done already."""
        path = self.path
        if self._at is None or path is None or not self._timer.isActive():
            return
        if self._task is not None:
            self._again = True
            return
        (ports, session), before = self._at, self.state
        self._task = self._setting.tasks.run(
            lambda progress: (path, session, poll(ports, session, path, before, progress)),
            done=self._came,
            failed=self._failed,
            on="pool",
            owner=self,
        )

    def _came(self, found: tuple[Path, Session, Folder]) -> None:
        path, session, state = found
        self._task = None
        if self._at is not None and self._at[1] is session and self.path == path and self._timer.isActive():
            other = state.waiting != self.state.waiting or self.trouble is not None
            self.state, self.trouble = state, None
            if other:
                self.changed.emit()
        self._once_more()

    def _failed(self, error: BaseException) -> None:
        self._task = None
        if isinstance(error, FiledeskError) and self._timer.isActive() and self._at is not None:
            other = self.trouble is None or self.trouble.code != error.code
            self.state, self.trouble = Folder(), error
            if other:
                self.changed.emit()
        self._once_more()

    def _once_more(self) -> None:
        if self._again:
            self._again = False
            self.look()
