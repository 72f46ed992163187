"""Printing a document's handling slip 文件处理单 from wherever the document stands, by one key."""

from __future__ import annotations

import io

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from filedesk.services import slip
from filedesk.services.ports import Progress
from filedesk.texts import language
from filedesk.ui.context import Context
from filedesk.ui.pages.print_output import SlipDialog


def print_slip(context: Context, document: int, number: str, parent: QWidget) -> None:
    """Draw the slip, in the language in use, and show it ready to be printed."""
    ports, session, words = context.ports, context.session, language()

    def work(_progress: Progress) -> bytes:
        out = io.BytesIO()
        slip.print_slip(ports, session, document=document, out=out, language=words)
        return out.getvalue()

    def came(data: bytes) -> None:
        if shiboken6.isValid(parent):
            dialog = SlipDialog(context, data, f"{number}.pdf", parent)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    context.tasks.run(work, done=came, on="pool", owner=parent)
