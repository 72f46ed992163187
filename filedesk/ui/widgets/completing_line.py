"""A line that offers what was written there before: senders, kinds, names; found in a worker, by pinyin too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from filedesk.services.ports import Progress
from filedesk.ui.colours import colour
from filedesk.ui.tasks import Generation, Lane, Tasks
from filedesk.ui.widgets.typed_line import TypedLine

Offer = tuple[str, str]
"""A text to be taken over and a hint shown beside it (pinyin initials, department, how often used)."""

_HINT: Final = Qt.ItemDataRole.UserRole


class CompletingLine(TypedLine):
    """`find(words)` runs in a worker and returns offers, best first. `taken` carries the text of one chosen.

    Words typed in Latin letters stand for pinyin, so the first offer is marked and Enter takes it; after Chinese
    words Enter keeps what was typed unless an offer was gone to with Down.
    """

    taken = Signal(str)

    def __init__(
        self,
        name: str,
        find: Callable[[str], Sequence[Offer]],
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        lane: Lane = "desk",
        rest: int = 80,
        makes_new: bool = False,
    ) -> None:
        """With `makes_new` the words themselves may be offered, with a hint that says what taking them makes."""
        super().__init__(name, parent)
        self._find = find
        self._makes_new = makes_new
        self._tasks = tasks
        self._lane: Lane = lane
        self._question = Generation()
        self._offers = QStandardItemModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(10)
        self.popup = QListView()
        """The list of offers."""
        self.popup.setObjectName("completions")
        self._completer.setPopup(self.popup)
        self.popup.setItemDelegate(_OfferDelegate(self.popup))
        self._completer.activated[str].connect(self._take)  # type: ignore[index]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(rest)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(self._edited)

    @Slot()
    def _edited(self) -> None:
        self._question.next()
        self._timer.start()

    @Slot()
    def _ask(self) -> None:
        words = self.text().strip()
        if not words or not self.isVisible():
            self.popup.hide()
            return
        number = self._question.next()
        find = self._find

        def look(_progress: Progress) -> Sequence[Offer]:
            return find(words)

        def offers_came(offers: Sequence[Offer]) -> None:
            if self._question.is_current(number):
                self._show(words, offers)

        self._tasks.run(look, done=offers_came, on=self._lane, owner=self)

    def _show(self, words: str, offers: Sequence[Offer]) -> None:
        self._offers.clear()
        for text, hint in offers:
            item = QStandardItem(text)
            item.setData(hint, _HINT)
            item.setData(f"{text} {hint}", Qt.ItemDataRole.AccessibleTextRole)
            self._offers.appendRow(item)
        written_out = [text for text, _hint in offers] == [words] and not (self._makes_new and offers[0][1])
        if not self.hasFocus() or not offers or written_out:
            self.popup.hide()
            return
        self._completer.complete()
        first = self._completer.completionModel().index(0, 0)
        self.popup.setCurrentIndex(first if words.isascii() else QModelIndex())

    @Slot(str)
    def _take(self, text: str) -> None:
        self._question.next()
        self._timer.stop()
        self.setText(text)
        self.taken.emit(text)


class _OfferDelegate(QStyledItemDelegate):
    """The offer, and its hint greyed at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        hint = index.data(_HINT)
        if hint:
            painter.save()
            painter.setPen(QColor(colour("muted")))
            area = option.rect.adjusted(0, 0, -10, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index).expandedTo(QSize(0, 28))
