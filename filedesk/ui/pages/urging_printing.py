"""Printing the urging register 催办登记 of a year or a month."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from filedesk.errors import FiledeskError
from filedesk.services.ports import Progress
from filedesk.services.urging_register import Period, periods, print_urging_register
from filedesk.texts import catalogue, language, tr
from filedesk.ui.context import Context
from filedesk.ui.messages import show_error
from filedesk.ui.pages.papers_dialog import PapersDialog, Printable


def print_urgings(context: Context, parent: QWidget) -> None:
    """Draw the register of the latest year and show it; earlier years and single months can be chosen there.

    Where nobody was ever urged, that is said.
    """
    ports, session, words = context.ports, context.session, language()

    def printable(period: Period) -> Printable:
        return Printable(
            title=partial(_told, period),
            file=lambda: f"{_told(period)}.pdf".replace("/", "-"),
            draw=lambda out, chosen: print_urging_register(ports, session, period=period, out=out, language=chosen),
        )

    def work(_progress: Progress) -> tuple[list[Printable], bytes]:
        offered = [printable(period) for period in periods(ports)]
        return offered, offered[0].drawn(words)

    def came(found: tuple[list[Printable], bytes]) -> None:
        if shiboken6.isValid(parent):
            dialog = PapersDialog(context, *found, parent)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.resize(1080, 860)
            dialog.open()

    def failed(error: BaseException) -> None:
        if isinstance(error, FiledeskError):
            show_error(parent, error)

    context.tasks.run(work, done=came, failed=failed, on="pool", owner=parent)


def _told(period: Period) -> str:
    return f"{tr('Urging register')} {period.told(catalogue(language()))}"
