"""Which number an entry takes: the next one, or one of an open block 手工号段. It is there only while one is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from filedesk.services.blocks import Block, FromBlock
from filedesk.texts import mark, tr
from filedesk.ui.widgets.form_grid import FormGrid

HINT = mark("Enter the day on which it happened: the entry is marked as entered afterwards.")


class NumberBox(QComboBox):
    """The next number, then the unused ones of each block, the next unused of the first one told as such."""

    def __init__(self, blocks: Sequence[Block] = ()) -> None:
        super().__init__()
        self.setObjectName("number_choice")
        self.offer(blocks)

    def offer(self, blocks: Sequence[Block]) -> None:
        """Offer the numbers of these blocks; what was chosen goes on with the next unused one of its block."""
        before = self.wanted()
        self.clear()
        self.addItem("", None)
        for block in blocks:
            for serial in block.free:
                self.addItem(block.number(serial), FromBlock(block.id, serial))
        if before is not None:
            self.setCurrentIndex(
                next((at for at in range(1, self.count()) if self.itemData(at).block == before.block), 0)
            )
        self.retranslate()

    def wanted(self) -> FromBlock | None:
        """The number that is chosen, or None for the next one."""
        found = self.currentData()
        return found if isinstance(found, FromBlock) else None

    def turn(self) -> None:
        """From the next number to the next unused one of the oldest block, and back."""
        self.setCurrentIndex(0 if self.currentIndex() else min(1, self.count() - 1))

    def retranslate(self) -> None:
        """The words for the next number."""
        if self.count():
            self.setItemText(0, tr("The next number of the register"))


class BlockChoice(FormGrid):
    """The line in the form of an entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("block_choice", parent)
        self.box = NumberBox()
        self.add("number", mark("Number (Alt+B)"), self.box)
        self.box.currentIndexChanged.connect(self._tell_hint)
        self.hide()

    def offer(self, blocks: Sequence[Block]) -> None:
        """Show itself while there is a block."""
        self.box.offer(blocks)
        self.setVisible(bool(blocks))

    def wanted(self) -> FromBlock | None:
        """The number that is chosen, or None for the next one."""
        return self.box.wanted()

    def _tell_hint(self) -> None:
        self.fields["number"].hint = HINT if self.wanted() is not None else ""
        super().retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "box"):
            self.box.retranslate()
