"""A field for a count: copies, pages."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget


class CountSpin(QSpinBox):
    """A whole number from `least` to `most`. Its text is set off from the edge, which a style sheet cannot do."""

    def __init__(self, name: str, *, least: int = 0, most: int = 99_999, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setRange(least, most)
        self.lineEdit().setTextMargins(9, 0, 0, 0)
