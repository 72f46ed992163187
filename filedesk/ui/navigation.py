"""The list of pages at the left, with counts of what waits there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from filedesk.texts import tr, trn
from filedesk.ui.colours import colour
from filedesk.ui.icons import drawn
from filedesk.ui.page import PageSpec
from filedesk.ui.retranslated import Retranslated

_KEY: Final = Qt.ItemDataRole.UserRole
_ICON: Final = Qt.ItemDataRole.UserRole + 1
_COUNT: Final = Qt.ItemDataRole.UserRole + 2
_HEIGHT: Final = 38
_WIDTH: Final = 212


class Navigation(Retranslated, QListWidget):
    """`opened` carries the key of the page gone to, by mouse, arrow keys or `open_page`."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setFixedWidth(_WIDTH)
        self.setItemDelegate(_ItemDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._specs: dict[str, PageSpec] = {}
        self._counts: dict[str, int] = {}
        self.currentRowChanged.connect(self._gone_to)
        self.retranslate()

    def offer(self, specs: Sequence[PageSpec]) -> None:
        """Show these pages, in this order, none of them open."""
        self.blockSignals(True)
        self.clear()
        self._specs = {spec.key: spec for spec in specs}
        for spec in specs:
            item = QListWidgetItem(self)
            item.setData(_KEY, spec.key)
            item.setData(_ICON, spec.icon)
        self.setCurrentRow(-1)
        self.blockSignals(False)
        self.retranslate()

    def keys(self) -> list[str]:
        """The pages shown."""
        return list(self._specs)

    def open_page(self, key: str) -> None:
        """Go to a page. Raises ValueError for one that is not offered."""
        self.setCurrentRow(self.keys().index(key))

    def set_count(self, key: str, count: int) -> None:
        """Show that `count` things wait on a page; 0 shows nothing."""
        self._counts[key] = count
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Pages"))
        for place in range(self.count()):
            item = self.item(place)
            key = item.data(_KEY)
            title, count = tr(self._specs[key].title), self._counts.get(key, 0)
            item.setText(title)
            item.setData(_COUNT, count)
            waiting = trn("{n} waiting", "{n} waiting", count) if count else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title} {waiting}".strip())
            item.setToolTip(f"{title} (Ctrl+{place + 1})" if place < 9 else title)

    @Slot(int)
    def _gone_to(self, place: int) -> None:
        if place >= 0:
            self.opened.emit(self.item(place).data(_KEY))


class _ItemDelegate(QStyledItemDelegate):
    """Icon, title, and the count in a pill at the right."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        return QSize(_WIDTH - 20, max(_HEIGHT, option.fontMetrics.height() + 18))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        area = option.rect.adjusted(0, 1, 0, -1)
        ink = colour("accent" if chosen else "text")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(QColor(colour("accent_soft" if chosen else "hover")))
            painter.drawRoundedRect(area, 6, 6)
        if chosen:
            painter.setBrush(QColor(colour("accent")))
            painter.drawRoundedRect(QRect(area.left(), area.top() + 8, 3, area.height() - 16), 1.5, 1.5)
        if option.state & QStyle.StateFlag.State_HasFocus and chosen:
            painter.setPen(QColor(colour("accent")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), 6, 6)
        ratio = painter.device().devicePixelRatioF()
        picture = drawn(index.data(_ICON), ink if chosen else colour("muted"), 20, ratio)
        painter.drawPixmap(area.left() + 12, area.center().y() - 9, picture)
        right = self._paint_count(painter, option, area, index.data(_COUNT) or 0)
        painter.setPen(QColor(ink))
        text = option.fontMetrics.elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, right - area.left() - 48
        )
        painter.drawText(area.adjusted(42, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_count(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, count: int) -> int:
        """Paint the pill; returns where it begins."""
        if not count:
            return area.right()
        told = str(count) if count < 1000 else "999+"
        width = max(22, option.fontMetrics.horizontalAdvance(told) + 12)
        pill = QRect(area.right() - width - 8, area.center().y() - 9, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour("accent")))
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(QColor(colour("on_accent")))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, told)
        return pill.left()
