"""What went on without the general manager (I3): his list of it, marked as seen many at once, and the button to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from filedesk.services.exceptions import see_exceptions
from filedesk.services.exceptions_view import ExceptionTold, unseen_exceptions
from filedesk.services.ports import Progress
from filedesk.services.waiting import EXCEPTIONS, Group
from filedesk.texts import mark, tr, trn
from filedesk.texts.names import EVENTS
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.keys_here import on_key
from filedesk.ui.page import Page
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts, shown_time
from filedesk.ui.pages.ticked_dialog import Line, TickedDialog
from filedesk.ui.retranslated import Retranslated

KEY = "Ctrl+E"


class ExceptionsDialog(TickedDialog):
    """What he has yet to see; what is ticked counts as seen. Enter on a line opens the paper."""

    TITLES: ClassVar = (mark("Document"), mark("What"), mark("Reason"), mark("Words"))
    WIDE: ClassVar = (0, 2, 3)
    TABLE: ClassVar = "exceptions"
    EMPTY: ClassVar = mark("Nothing went on without you that you have not seen.")

    def __init__(self, context: Context, parent: Page, *, opens: Callable[[int], object]) -> None:
        told = mark("These papers did not wait for you. Space takes a tick away, Enter opens a paper.")
        title = mark("What went on without you")
        super().__init__(context, "exceptions_dialog", title, told, parent, wide=900, opens=opens)

    def lines(self, progress: Progress) -> Sequence[Line]:  # noqa: ARG002 - it is short
        ports, session = self.context.ports, self.context.session
        facts = load_facts(ports, session)
        found = unseen_exceptions(ports, session)
        return [Line(one.seq, one.document, partial(_cells, one, facts)) for one in found]

    def begin(self) -> Work | None:
        ports, session, chosen = self.context.ports, self.context.session, self.ticked()
        return lambda _progress: see_exceptions(ports, session, seen=chosen)

    def retranslate(self) -> None:
        super().retranslate()
        self.agree.setText(tr("{act} (Ctrl+Enter)", act=tr("Mark as seen")))


def _cells(one: ExceptionTold, facts: DeskFacts) -> tuple[str, ...]:
    what = f"{tr(EVENTS[one.type])} · {facts.kind_title(one.kind)}\n{shown_time(one.at, facts.zone)} · {one.by}"
    return f"{one.number}\n{one.title}", what, one.reason or "–", one.words


class ExceptionsButton(Retranslated, QPushButton):
    """Stands at the head of `page` while there is something to see, with its count; Ctrl+E on the page presses it."""

    def __init__(self, context: Context, page: Page, opens: Callable[[int], object]) -> None:
        super().__init__()
        self.setObjectName("see_exceptions")
        self.setAutoDefault(False)
        put_icon(self, "info")
        self._context, self._page, self._opens = context, page, opens
        self._count = 0
        self.clicked.connect(self._see)
        on_key(page, KEY, self._see)
        self.retranslate()

    def tell(self, groups: Iterable[Group]) -> None:
        """Show how much there is to see among what waits."""
        self._count = next((group.count for group in groups if group.name == EXCEPTIONS), 0)
        self.retranslate()

    @Slot()
    def _see(self) -> None:
        if self._count:
            ExceptionsDialog(self._context, self._page, opens=self._opens).open()

    def retranslate(self) -> None:
        told = trn("{n} exception to see…", "{n} exceptions to see…", self._count)
        self.setText(tr("{act} ({key})", act=told, key=KEY))
        self.setVisible(bool(self._count))
