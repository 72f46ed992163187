"""A chart of bars, one a line, each in parts of their own colour; painted by hand, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from filedesk.texts import tr
from filedesk.ui.colours import colour
from filedesk.ui.retranslated import Retranslated

_LINE: Final = 26
_BAR: Final = 14
_MARGIN: Final = 12
_LONGEST_NAME: Final = 180


class Bar(NamedTuple):
    """What a bar is called, and how long each part is."""

    name: str
    parts: tuple[int, ...]


class BarChart(Retranslated, QWidget):
    """`parts` are the titles (message ids) and the colours by name of what the parts mean, told in a legend."""

    def __init__(self, name: str, parts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._parts = tuple(parts)
        self.bars: list[Bar] = []
        self.retranslate()

    def put(self, bars: Sequence[Bar]) -> None:
        """Show these bars, in this order."""
        self.bars = list(bars)
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(420, _MARGIN * 2 + _LINE * (len(self.bars) + 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        self._paint_legend(painter, metrics)
        longest = max((sum(bar.parts) for bar in self.bars), default=0)
        if not longest:
            return
        named = max(metrics.horizontalAdvance(bar.name) for bar in self.bars)
        left = _MARGIN + min(_LONGEST_NAME, named) + _MARGIN
        room = self.width() - left - _MARGIN - metrics.horizontalAdvance(str(longest)) - 8
        for place, bar in enumerate(self.bars, start=1):
            top = _MARGIN + place * _LINE
            self._paint_bar(painter, bar, QRect(left, top, max(10, room), _LINE), longest)

    def _paint_bar(self, painter: QPainter, bar: Bar, area: QRect, longest: int) -> None:
        painter.setPen(QColor(colour("text")))
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, _LONGEST_NAME)
        where = QRect(_MARGIN, area.top(), area.left() - 2 * _MARGIN, area.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(Qt.PenStyle.NoPen)
        begin = float(area.left())
        for (_title, tone), part in zip(self._parts, bar.parts, strict=True):
            wide = area.width() * part / longest
            painter.setBrush(QColor(colour(tone)))
            painter.drawRect(
                QRect(round(begin), area.top() + (_LINE - _BAR) // 2, round(begin + wide) - round(begin), _BAR)
            )
            begin += wide
        painter.setPen(QColor(colour("muted")))
        painter.drawText(
            QRect(round(begin) + 6, area.top(), 80, area.height()), Qt.AlignmentFlag.AlignVCenter, str(sum(bar.parts))
        )

    def _paint_legend(self, painter: QPainter, metrics: QFontMetrics) -> None:
        place = _MARGIN
        for title, tone in self._parts:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour(tone)))
            painter.drawRect(QRect(place, _MARGIN + (_LINE - 12) // 2 - 4, 12, 12))
            painter.setPen(QColor(colour("text")))
            wide = metrics.horizontalAdvance(tr(title))
            painter.drawText(QRect(place + 18, _MARGIN - 4, wide + 4, _LINE), Qt.AlignmentFlag.AlignVCenter, tr(title))
            place += wide + 42

    def retranslate(self) -> None:
        told = [
            tr("{name}: {text}", name=bar.name, text=tr(", ").join(
                f"{tr(title)} {part}" for (title, _tone), part in zip(self._parts, bar.parts, strict=True)
            ))
            for bar in self.bars
        ]  # fmt: skip
        self.setAccessibleName("\n".join(told))
        self.update()
