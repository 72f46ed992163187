"""The sides that stand beside a paper on the general manager's page: fields that scroll, buttons that stay in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget


def signing_side(above: Sequence[QWidget], agree: QPushButton, back: QPushButton, sign: QPushButton) -> QWidget:
    """What is told and asked, and below it the buttons."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 0)
    for widget in above:
        column.addWidget(widget)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area, 1)
    column.addWidget(agree)
    row = QHBoxLayout()
    row.addWidget(back)
    row.addWidget(sign, 1)
    column.addLayout(row)
    return side


def below_one_another(first: QWidget, *last: QWidget) -> QWidget:
    """One widget at the top, the others at the bottom."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(first)
    column.addStretch(1)
    for widget in last:
        column.addWidget(widget)
    return side
