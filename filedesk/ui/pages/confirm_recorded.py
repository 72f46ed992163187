"""Confirming afterwards 补签: everything that the clerk recorded for the person, many signed at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from filedesk.services.ports import Progress
from filedesk.services.recording import confirm_recorded
from filedesk.services.to_confirm import ToConfirm, to_confirm
from filedesk.texts import mark, tr
from filedesk.texts.names import EVENTS, SIGNED_ON
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.ticked_dialog import Line, TickedDialog


class ConfirmRecordedDialog(TickedDialog):
    """What waits for whoever is signed in; what is ticked is signed."""

    TITLES: ClassVar = (mark("Document"), mark("What"), mark("How"), mark("Words"))
    WIDE: ClassVar = (0, 3)
    TABLE: ClassVar = "recorded"
    EMPTY: ClassVar = mark("Nothing waits to be confirmed by you.")

    def __init__(self, context: Context, parent: QWidget, *, opens: Callable[[int], object] | None = None) -> None:
        told = mark("The clerk recorded this for you from paper or telephone. Your signature confirms what is ticked.")
        title = mark("Confirm what was recorded for me")
        super().__init__(context, "confirm_recorded_dialog", title, told, parent, opens=opens)

    def lines(self, progress: Progress) -> Sequence[Line]:  # noqa: ARG002 - it is short
        found = to_confirm(self.context.ports, self.context.session)
        return [Line(one.seq, one.document, partial(_cells, one)) for one in found]

    def begin(self) -> Work | None:
        ports, session, chosen = self.context.ports, self.context.session, self.ticked()
        return lambda _progress: confirm_recorded(ports, session, recorded=chosen)


def _cells(one: ToConfirm) -> tuple[str, ...]:
    how = f"{tr(SIGNED_ON[one.signed_on])}\n{one.given} · {one.clerk}"
    return f"{one.number}\n{one.title}", tr(EVENTS.get(one.kind, one.kind)), how, one.words
