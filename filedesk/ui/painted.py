"""Beginning something once a window stands on the screen, so that the window need not wait for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class _Painted(QObject):
    """Watches one widget until it is painted."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._begin)
        return False

    def _begin(self) -> None:
        self._then()
        self.deleteLater()


def when_painted(widget: QWidget, then: Callable[[], None]) -> None:
    """Call `then` after `widget` has been painted for the first time from now on; never where it goes before that."""
    _Painted(widget, then)
