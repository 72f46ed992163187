"""The notice in the system's tray: what is new and what is past due for whoever is signed in; quiet without a tray."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from filedesk.texts import tr, trn

Tell = Callable[[str, str], None]


class TrayNotice(QObject):
    """Told after each count how much waits and how much of it is past due; it speaks when one of them has grown.

    `tell` shows a title and a text; without it the system's tray does, where there is one.
    """

    def __init__(self, window: QWidget, tell: Tell | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        self._tell = tell or self._show
        self._known: tuple[int, int] | None = None

    def is_there(self) -> bool:
        """Whether anything can be told, so that what is past due need be counted."""
        return self._tell != self._show or QSystemTrayIcon.isSystemTrayAvailable()

    def begin(self) -> None:
        """Somebody begins to work: what waits for him from before is told once, if something is past due."""
        self._known = None

    def end(self) -> None:
        """Nobody is at work: nothing is told, and the icon goes."""
        self._known = None
        if self._icon is not None:
            self._icon.hide()

    def counted(self, waiting: int, overdue: int) -> None:
        """So much waits now."""
        before, self._known = self._known, (waiting, overdue)
        new = waiting - before[0] if before is not None else 0
        late = overdue - before[1] if before is not None else overdue
        told = [trn("{n} new to do", "{n} new to do", new)] if new > 0 else []
        if late > 0:
            told.append(trn("{n} past due", "{n} past due", overdue))
        if told:
            self._tell(tr("To-do"), tr(", ").join(told))

    def _show(self, title: str, text: str) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(self._window.windowIcon(), self)
            self._icon.messageClicked.connect(self._window.activateWindow)
        self._icon.setToolTip(text)
        self._icon.show()
        self._icon.showMessage(title, text)
