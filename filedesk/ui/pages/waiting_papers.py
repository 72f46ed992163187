"""What waits for the general manager: questions first (I6), papers to sign, recorded instructions to confirm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTabBar, QVBoxLayout, QWidget

from filedesk.services.ledger import Row
from filedesk.texts import mark, tr
from filedesk.texts.names import URGENCIES
from filedesk.ui.pages.register_source import number_text
from filedesk.ui.retranslated import Retranslated

_ID: Final = Qt.ItemDataRole.UserRole
_ID_OF_QUESTION: Final = Qt.ItemDataRole.UserRole + 1
_CHECK: Final = Qt.ItemDataRole.CheckStateRole
GROUPS: Final = ("to_answer", "to_sign", "to_confirm")
_TITLES: Final = {"to_answer": mark("Questions"), "to_sign": mark("To sign"), "to_confirm": mark("To confirm")}
LONGEST: Final = 40


class WaitingPapers(Retranslated, QWidget):
    """`chosen` comes when another paper is current or the list was turned, `ticked_changed` with each tick."""

    chosen = Signal()
    entered = Signal()
    ticked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, list[Row]] = {group: [] for group in GROUPS}
        self._busy = False
        self.tabs = QTabBar()
        self.tabs.setObjectName("waiting_tabs")
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for _group in GROUPS:
            self.tabs.addTab("")
        self.tabs.setTabVisible(0, False)
        self.tabs.setCurrentIndex(1)
        self.list = QListWidget()
        self.list.setObjectName("waiting_list")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(190)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.tabs)
        column.addWidget(self.list, 1)
        self.tabs.currentChanged.connect(self._show)
        self.list.currentItemChanged.connect(self.chosen)
        self.list.itemActivated.connect(self.entered)
        self.list.itemChanged.connect(self.ticked_changed)
        self.retranslate()

    @property
    def group(self) -> str:
        """Which list is shown: to_answer, to_sign or to_confirm."""
        return GROUPS[self.tabs.currentIndex()]

    def tell(self, waiting: Mapping[str, list[Row]]) -> None:
        """Show what waits; the current paper stays current, or the one after it becomes so."""
        asked = len(self._waiting["to_answer"])
        self._waiting = {group: waiting.get(group, []) for group in GROUPS}
        questions = len(self._waiting["to_answer"])
        with QSignalBlocker(self.tabs):
            self.tabs.setTabVisible(0, bool(questions))
            if questions > asked and not self._busy:
                self.tabs.setCurrentIndex(0)
            elif not questions and self.group == "to_answer":
                self.tabs.setCurrentIndex(1)
        self._show()

    def set_busy(self, busy: bool) -> None:
        """While he writes on a paper, a question that comes does not take it from him; its tab tells of it."""
        self._busy = busy

    def drop(self, done: Row) -> None:
        """A row of the list in view was dealt with: go to the one after it."""
        kept = [row for row in self._waiting[self.group] if (row["id"], row["key"]) != (done["id"], done["key"])]
        self.tell({**self._waiting, self.group: kept})

    def row(self) -> Row | None:
        """The current row."""
        place = self.list.currentRow()
        return self._waiting[self.group][place] if 0 <= place < len(self._waiting[self.group]) else None

    def current(self) -> int | None:
        """The id of the current paper."""
        row = self.row()
        return int(row["id"]) if row is not None else None

    def last_seq(self) -> int | None:
        """The event that was the current paper's last one when the list was read."""
        row = self.row()
        return int(row["last_seq"]) if row is not None else None

    def ticked(self) -> list[int]:
        """The ids of the recorded instructions that are ticked."""
        items = [self.list.item(place) for place in range(self.list.count())]
        return [item.data(_ID) for item in items if item.data(_CHECK) == Qt.CheckState.Checked.value]

    def tick_all(self) -> None:
        """Tick every recorded instruction, or none where all are ticked."""
        wanted = Qt.CheckState.Unchecked if len(self.ticked()) == self.list.count() else Qt.CheckState.Checked
        for place in range(self.list.count()):
            self.list.item(place).setCheckState(wanted)

    def turn(self, step: int) -> None:
        """Show the list `step` further on, of those that are there."""
        place = self.tabs.currentIndex() + step
        if 0 <= place < self.tabs.count() and self.tabs.isTabVisible(place):
            self.tabs.setCurrentIndex(place)
            self.list.setFocus()

    def move_by(self, step: int) -> None:
        """Make the paper `step` further on current."""
        self.list.setCurrentRow(min(max(0, self.list.currentRow() + step), self.list.count() - 1))

    @Slot()
    def _show(self) -> None:
        item, place, ticked = self.list.currentItem(), max(0, self.list.currentRow()), set(self.ticked())
        current = (item.data(_ID), item.data(_ID_OF_QUESTION)) if item is not None else None
        rows = self._waiting[self.group]
        with QSignalBlocker(self.list):
            self.list.clear()
            for row in rows:
                item = QListWidgetItem(_listed(row))
                item.setData(_ID, row["id"])
                item.setData(_ID_OF_QUESTION, row["key"])
                item.setToolTip(row["told"] or row["title"])
                if self.group == "to_confirm":
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked if row["id"] in ticked else Qt.CheckState.Unchecked)
                self.list.addItem(item)
            kept = next(
                (at for at, row in enumerate(rows) if (row["id"], row["key"]) == current), min(place, len(rows) - 1)
            )
            self.list.setCurrentRow(kept)
        self.retranslate()
        self.chosen.emit()
        self.ticked_changed.emit()

    def retranslate(self) -> None:
        for place, group in enumerate(GROUPS):
            self.tabs.setTabText(place, f"{tr(_TITLES[group])} {len(self._waiting[group])}")
        self.list.setAccessibleName(tr(_TITLES[self.group]))
        with QSignalBlocker(self.list):
            for place, row in enumerate(self._waiting[self.group][: self.list.count()]):
                self.list.item(place).setText(_listed(row))


def _listed(row: Row) -> str:
    urgent = tr("[{urgency}] ", urgency=tr(URGENCIES[row["urgency"]])) if row["urgency"] != "routine" else ""
    told = row["told"] or row["title"]
    title = told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"
    return f"{number_text(row)}\n{urgent}{title}"
