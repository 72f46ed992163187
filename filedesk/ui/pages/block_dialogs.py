"""The dialogs of a block of numbers 手工号段: reserving the next ones for an outage, and making unused ones void."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from filedesk.domain.documents import Series
from filedesk.domain.numbering import MOST_RESERVED, PLAIN
from filedesk.errors import FiledeskError
from filedesk.services import blocks
from filedesk.services.blocks import Block
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr, trn
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.block_printing import print_blocks
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.form_grid import FormGrid

_USUAL = 20


class _BlockDialog(ActDialog):
    """Asks for a reason, after what else the act needs."""

    grid: FormGrid

    def add_reason(self, title: str) -> None:
        """The last field."""
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("block_reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(76)
        self.grid.add("reason", title, self.reason, required=True)

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, {"reason_missing": "reason"}):
            super().tell(error)


class ReserveDialog(_BlockDialog):
    """Reserve the next numbers; their register on paper is shown then, ready to be printed."""

    def __init__(self, context: Context, series: Series, codes: Mapping[int, str], parent: QWidget) -> None:
        super().__init__(context, "reserve_dialog", mark("Reserve a block of numbers"), parent)
        self._series, self._page = series, parent
        self._made: Block | None = None
        self.grid = FormGrid("reserve_form")
        self.count = CountSpin("block_count", least=1, most=MOST_RESERVED)
        self.count.setValue(_USUAL)
        self.code = QComboBox()
        self.code.setObjectName("block_code")
        for code, text in codes.items():
            self.code.addItem(text, code)
        if len(codes) > 1:
            self.grid.add("code", mark("Code of its numbers"), self.code)
        else:
            self.code.setParent(self)
            self.code.hide()
        self.grid.add(
            "count",
            mark("How many numbers"),
            self.count,
            hint=mark(
                "For the time when the program cannot be used: they are written by hand, and entered afterwards. The"
                " program's own numbers go on behind them."
            ),
        )
        self.add_reason(mark("Reason"))
        self.body.addWidget(self.grid)
        self.count.setFocus()
        self.count.selectAll()
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        plain = self.code.findData(PLAIN)
        if plain >= 0:
            self.code.setItemText(plain, tr("Plain numbers of the register"))

    def begin(self) -> Work | None:
        ports, session, series = self.context.ports, self.context.session, self._series
        count, reason, code = self.count.value(), self.reason.toPlainText(), self.code.currentData()

        def work(_progress: Progress) -> Changes:
            made = blocks.reserve(ports, session, series=series, count=count, reason=reason, code=code)
            self._made = made.block
            return made.changes

        return work

    def _done(self, changes: Changes) -> None:
        super()._done(changes)
        if self._made is not None:
            print_blocks(self.context, [self._made], self._page)


class CloseBlockDialog(_BlockDialog):
    """Make what is left of a block void, all at once or one number of it."""

    def __init__(self, context: Context, opened: Sequence[Block], parent: QWidget) -> None:
        super().__init__(context, "close_block_dialog", mark("Close the block"), parent)
        self._blocks = list(opened)
        self.grid = FormGrid("close_block_form")
        self.block, self.which = QComboBox(), QComboBox()
        self.block.setObjectName("block_to_close")
        self.which.setObjectName("numbers_to_void")
        for block in self._blocks:
            self.block.addItem(block.told)
        self.grid.add("block", mark("Block of numbers"), self.block)
        self.grid.add(
            "which",
            mark("What becomes void"),
            self.which,
            hint=mark("A void number stays in the register with the reason and is never used again."),
        )
        self.add_reason(mark("Why they were not used"))
        self.body.addWidget(self.grid)
        self.block.currentIndexChanged.connect(self._fill)
        self.reason.setFocus()
        self._fill()

    @Slot()
    def _fill(self) -> None:
        self.which.clear()
        if self._blocks:
            block = self._blocks[self.block.currentIndex()]
            self.which.addItem("", None)
            for serial in block.free:
                self.which.addItem(block.number(serial), serial)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        if self.which.count():
            free = len(self._blocks[self.block.currentIndex()].free)
            self.which.setItemText(0, trn("All that is left: {n} number", "All that is left: {n} numbers", free))

    def begin(self) -> Work | None:
        ports, session = self.context.ports, self.context.session
        block, serial = self._blocks[self.block.currentIndex()].id, self.which.currentData()
        reason = self.reason.toPlainText()
        if serial is None:
            return lambda _progress: blocks.close_block(ports, session, block=block, reason=reason)
        return lambda _progress: blocks.void_reserved(ports, session, block=block, serials=[serial], reason=reason)
