"""A sentence in a form or dialog that changes its language with the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from filedesk.texts import tr
from filedesk.ui.retranslated import Retranslated


class ToldLabel(Retranslated, QLabel):
    """Shows `sentence` (a message id), wrapped, in the quiet tone of a form's labels."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.setWordWrap(True)
        self.setProperty("role", "field")
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(tr(self._sentence))
