"""Looks every second whether another process has written to the desk, and announces what it changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports
from filedesk.services.watching import Seen, changes_since
from filedesk.ui.operations import ChangeHub
from filedesk.ui.tasks import Tasks

EVERY_MS = 1_000


class DeskWatch(QObject):
    """Asks the desk worker for the journal's growth; one question at a time."""

    def __init__(self, ports: Ports, tasks: Tasks, hub: ChangeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ports, self._tasks, self._hub = ports, tasks, hub
        self._seen: Seen | None = None
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Ask once, unless an answer is still awaited."""
        if self._asking:
            return
        self._asking = True
        seen = self._seen
        self._tasks.run(
            lambda _progress: changes_since(self._ports, seen),
            done=self._answered,
            failed=self._failed,
            owner=self,
        )

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _answered(self, answer: tuple[Changes, Seen]) -> None:
        changes, self._seen = answer
        self._asking = False
        if self._timer.isActive():
            self._hub.announce(changes)

    def _failed(self, _error: BaseException) -> None:
        self._asking = False
