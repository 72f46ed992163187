"""The instant search box: it searches as one types, when the fingers rest, and never in the middle of a word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from filedesk.texts import tr
from filedesk.ui.icons import icon
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.typed_line import TypedLine


class SearchBox(Retranslated, TypedLine):
    """`searched` carries the words when the fingers have rested for `rest` milliseconds, or at once on Enter."""

    searched = Signal(str)

    def __init__(
        self,
        name: str = "search_box",
        parent: QWidget | None = None,
        *,
        told: Callable[[], str] | None = None,
        rest: int = 180,
    ) -> None:
        super().__init__(name, parent)
        self._told = told or (lambda: tr("Search"))
        self._last = ""
        self.setClearButtonEnabled(True)
        self._glass = self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._glass.setProperty("icon_name", "search")
        self._glass.setProperty("icon_tone", "muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(rest)
        self._timer.timeout.connect(self.search_now)
        self.textChanged.connect(self._timer.start)
        self.returnPressed.connect(self.search_now)
        self.retranslate()

    @Slot()
    def search_now(self) -> None:
        """Search for what stands there, unless that is what was searched for last."""
        self._timer.stop()
        words = self.text().strip()
        if words != self._last:
            self._last = words
            self.searched.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() and not self.composing:
            self.clear()
            self.search_now()
            return
        super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.setPlaceholderText(self._told())
        self.setAccessibleName(self._told())
