"""Garbage is collected in the window's thread only.

Python's collector runs in whichever thread happens to allocate. When it frees a widget in a worker, Shiboken 6.12
puts the widget's end off to the main thread and then calls a destructor that is no longer there: the program dies in
`BindingManager::runDeletionInMainThread`. So the collector is switched off and called here instead, by a timer, with
Python's own thresholds.
"""

from __future__ import annotations

import gc
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot

_INTERVAL: Final = 200
"""Milliseconds between two looks at the counts."""


class Collector(QObject):
    """Collects each generation whose count is over its threshold."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, and the younger ones with it."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return


_in_use: list[Collector] = []
"""The one there is, kept here: to look for it among the application's children, PySide loads all kinds it knows."""


def collect_here(parent: QObject) -> Collector:
    """Let garbage be collected in this thread from now on; asked again, nothing changes."""
    if not (_in_use and shiboken6.isValid(_in_use[0])):
        _in_use[:] = [Collector(parent)]
    return _in_use[0]
