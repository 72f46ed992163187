"""What a register page offers for an outage: reserve a block of numbers 手工号段, print its register, close it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from filedesk.domain.documents import Series
from filedesk.services import blocks
from filedesk.services.blocks import Block
from filedesk.services.ports import Progress
from filedesk.texts import tr
from filedesk.ui.context import Context
from filedesk.ui.pages.block_dialogs import CloseBlockDialog, ReserveDialog
from filedesk.ui.pages.block_printing import print_blocks


@dataclass(frozen=True)
class _Found:
    codes: dict[int, str]
    opened: list[Block]


def offer_blocks(context: Context, series: Series, button: QPushButton, page: QWidget) -> None:
    """Open the menu below `button`; what needs an open block is there while there is one."""
    ports = context.ports

    def work(_progress: Progress) -> _Found:
        with ports.ledger.reading() as reading:
            return _Found(blocks.codes(reading, series), blocks.open_blocks(reading, series))

    def came(found: _Found) -> None:
        menu = QMenu(page)
        menu.setObjectName("blocks_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(name: str, title: str, act: Callable[[], None]) -> None:
            action = menu.addAction(title)
            action.setObjectName(name)
            action.triggered.connect(act)

        add("reserve_block", tr("Reserve a block of numbers…"), lambda: _reserve(context, series, found, page))
        if found.opened:
            add("print_block", tr("Print the paper register…"), lambda: print_blocks(context, found.opened, page))
            add("close_block", tr("Close the block…"), lambda: CloseBlockDialog(context, found.opened, page).open())
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        menu.setActiveAction(menu.actions()[0])

    context.tasks.run(work, done=came, owner=page)


def _reserve(context: Context, series: Series, found: _Found, page: QWidget) -> None:
    ReserveDialog(context, series, found.codes, page).open()
