"""Printing the paper register of a block of numbers 手工号段, right after it is reserved and whenever it is open."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from filedesk.services.block_register import print_block
from filedesk.services.blocks import Block
from filedesk.services.ports import Progress
from filedesk.texts import language
from filedesk.ui.context import Context
from filedesk.ui.pages.papers_dialog import PapersDialog, Printable


def print_blocks(context: Context, blocks: Sequence[Block], parent: QWidget) -> None:
    """Draw the paper register of the first of these blocks and show it; the others can be chosen there."""
    ports, session, words = context.ports, context.session, language()

    def printable(block: Block) -> Printable:
        return Printable(
            title=lambda: block.told,
            file=lambda: f"{block.told}.pdf",
            draw=lambda out, chosen: print_block(ports, session, block=block.id, out=out, language=chosen),
        )

    offered = [printable(block) for block in blocks]

    def work(_progress: Progress) -> bytes:
        return offered[0].drawn(words)

    def came(data: bytes) -> None:
        if shiboken6.isValid(parent):
            dialog = PapersDialog(context, offered, data, parent)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.resize(1080, 860)
            dialog.open()

    context.tasks.run(work, done=came, on="pool", owner=parent)
