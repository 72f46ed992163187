"""The convention by which widgets change their language while they are open: `retranslate()`."""

from __future__ import annotations

from PySide6.QtCore import QEvent


class Retranslated:
    """Mix in before a QWidget class: Qt's LanguageChange reaches `retranslate`, which sets every sentence anew."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)  # type: ignore[misc]

    def retranslate(self) -> None:
        """Set every sentence that this widget shows, in the language in use. Called after building, too."""
        raise NotImplementedError
