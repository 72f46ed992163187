"""The list of papers that wait for the general manager: those to sign, and recorded instructions to confirm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTabBar, QVBoxLayout, QWidget

from filedesk.services.ledger import Row
from filedesk.texts import mark, tr
from filedesk.texts.names import URGENCIES
from filedesk.ui.retranslated import Retranslated

_ID: Final = Qt.ItemDataRole.UserRole
_CHECK: Final = Qt.ItemDataRole.CheckStateRole
GROUPS: Final = ("to_sign", "to_confirm")
_TITLES: Final = {"to_sign": mark("To sign"), "to_confirm": mark("To confirm")}
LONGEST: Final = 40


class WaitingPapers(Retranslated, QWidget):
    """`chosen` comes when another paper is current or the list was turned, `ticked_changed` with each tick."""

    chosen = Signal()
    entered = Signal()
    ticked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, list[Row]] = {group: [] for group in GROUPS}
        self.tabs = QTabBar()
        self.tabs.setObjectName("waiting_tabs")
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for _group in GROUPS:
            self.tabs.addTab("")
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
        """Which list is shown: to_sign or to_confirm."""
        return GROUPS[self.tabs.currentIndex()]

    def tell(self, waiting: Mapping[str, list[Row]]) -> None:
        """Show what waits; the current paper stays current, or the one after it becomes so."""
        self._waiting = {group: waiting.get(group, []) for group in GROUPS}
        self._show()

    def drop(self, document: int) -> None:
        """A paper was dealt with: go to the one after it."""
        self.tell({group: [row for row in rows if row["id"] != document] for group, rows in self._waiting.items()})

    def current(self) -> int | None:
        """The id of the current paper."""
        item = self.list.currentItem()
        return int(item.data(_ID)) if item is not None else None

    def last_seq(self) -> int | None:
        """The event that was the current paper's last one when the list was read."""
        return next((row["last_seq"] for row in self._waiting[self.group] if row["id"] == self.current()), None)

    def ticked(self) -> list[int]:
        """The ids of the recorded instructions that are ticked."""
        items = [self.list.item(place) for place in range(self.list.count())]
        return [item.data(_ID) for item in items if item.data(_CHECK) == Qt.CheckState.Checked.value]

    def tick_all(self) -> None:
        """Tick every recorded instruction, or none where all are ticked."""
        wanted = Qt.CheckState.Unchecked if len(self.ticked()) == self.list.count() else Qt.CheckState.Checked
        for place in range(self.list.count()):
            self.list.item(place).setCheckState(wanted)

    def move_by(self, step: int) -> None:
        """Make the paper `step` further on current."""
        self.list.setCurrentRow(min(max(0, self.list.currentRow() + step), self.list.count() - 1))

    @Slot()
    def _show(self) -> None:
        current, place, ticked = self.current(), max(0, self.list.currentRow()), set(self.ticked())
        rows = self._waiting[self.group]
        with QSignalBlocker(self.list):
            self.list.clear()
            for row in rows:
                item = QListWidgetItem(_listed(row))
                item.setData(_ID, row["id"])
                item.setToolTip(row["title"])
                if self.group == "to_confirm":
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked if row["id"] in ticked else Qt.CheckState.Unchecked)
                self.list.addItem(item)
            kept = next((at for at, row in enumerate(rows) if row["id"] == current), min(place, len(rows) - 1))
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
    title = row["title"] if len(row["title"]) <= LONGEST else row["title"][: LONGEST - 1] + "…"
    return f"{row['number']}\n{urgent}{title}"
