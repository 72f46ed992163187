"""Locking by itself: says when nobody has touched keyboard or mouse for some minutes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
    }
)
MINUTE: Final = 60_000
IDLE_MINUTES: Final = "idle_minutes"
"""The setting that says after how many minutes the window locks."""
USUAL_IDLE: Final = 10


class IdleWatch(QObject):
    """`idle` comes once after so many minutes without a touch, and then not until `start`."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None, *, minute: int = MINUTE) -> None:
        """`minute` is the length of a minute in milliseconds."""
        super().__init__(parent)
        self._minute = minute
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._over)

    def start(self, minutes: int) -> None:
        """Watch from now on; 0 minutes watch nothing."""
        self.stop()
        application = QCoreApplication.instance()
        if minutes > 0 and application is not None:
            self._timer.start(minutes * self._minute)
            application.installEventFilter(self)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def is_watching(self) -> bool:
        """Whether `idle` will come when nobody touches anything."""
        return self._timer.isActive()

    def _over(self) -> None:
        self.stop()
        self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._timer.start()
        return False
