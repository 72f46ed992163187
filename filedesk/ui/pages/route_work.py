"""What the acts of a paper's way do in the window: a dialog where something must be said, else the act at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from filedesk.domain.circulation import Handling
from filedesk.errors import ChangedMeanwhile, FiledeskError
from filedesk.services import circulation, custody, finishing, handling
from filedesk.services.open_steps import StepsOpen
from filedesk.texts import mark, tr
from filedesk.ui.messages import show_error
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.asking_dialogs import AnswerDialog, AskDialog, ExtendDialog, UrgeDialog
from filedesk.ui.pages.circulation_dialogs import (
    CirculateDialog,
    PassOnDialog,
    ReadDialog,
    ReaderDialog,
    RecordReadingDialog,
    SendNextDialog,
    WithdrawDialog,
)
from filedesk.ui.pages.confirm_recorded import ConfirmRecordedDialog
from filedesk.ui.pages.exception_dialogs import ActFirstDialog, SendDirectlyDialog
from filedesk.ui.pages.fields_dialog import At
from filedesk.ui.pages.finishing_dialogs import CheckInDialog, MissingDialog
from filedesk.ui.pages.handling_dialogs import (
    AcceptDialog,
    DeclineDialog,
    NameResponsibleDialog,
    RecordResultDialog,
    ReportDialog,
)
from filedesk.ui.pages.route_panel import RoutePanel

Begin = Callable[[At], None]


def start(name: str, at: At, panel: RoutePanel) -> None:
    """Begin the act `name` on the document; `panel` is where a missing step is shown."""
    if name == "finish":
        _finish(at, panel)
    else:
        _BEGINNINGS[name](at)


def show_missing(error: StepsOpen, at: At, panel: RoutePanel) -> None:
    """What keeps the paper from being finished, each thing with a button that leads to its line."""
    dialog = MissingDialog(error.steps, at.page)
    dialog.wanted.connect(lambda step: panel.go_to(step.kind, step.id))
    dialog.open()


def _at_once(at: At, title: str, work: Work, failed: Callable[[FiledeskError], None] | None = None) -> None:
    def refused(error: BaseException) -> None:
        if isinstance(error, FiledeskError):
            (failed or (lambda told: show_error(at.page, told)))(error)

    at.context.operations.operation(at.page, tr(title), work, failed=refused)


def _finish(at: At, panel: RoutePanel) -> None:
    ports, session, document, seen = at.context.ports, at.context.session, at.document, at.seen

    def failed(error: FiledeskError) -> None:
        if isinstance(error, StepsOpen) and not isinstance(error, ChangedMeanwhile):
            show_missing(error, at, panel)
        else:
            show_error(at.page, error)

    _at_once(
        at, mark("Finish"), lambda _progress: finishing.finish(ports, session, document=document, seen=seen), failed
    )


def _read_now(at: At) -> None:
    """阅 by one key: for himself; where he only stands in for somebody, he is asked, since the record says so."""
    ports, session, document, seen = at.context.ports, at.context.session, at.document, at.seen
    if session.person not in at.view.route.standing.own_turns():
        ReadDialog(at).open()
        return
    _at_once(
        at,
        mark("Read, signed"),
        lambda _progress: circulation.sign_reading(ports, session, document=document, seen=seen),
    )


def _send_next(at: At) -> None:
    ports, session, documents, seen = at.context.ports, at.context.session, [at.document], at.seen
    _at_once(
        at,
        mark("To the next reader"),
        lambda _progress: circulation.send_to_next(ports, session, documents=documents, seen=seen),
    )


def _take_back(at: At) -> None:
    ports, session, document, seen = at.context.ports, at.context.session, at.document, at.seen
    _at_once(
        at, mark("Take it back"), lambda _progress: custody.take_back(ports, session, document=document, seen=seen)
    )


def _hand_to_department(at: At) -> None:
    ports, session, document, seen = at.context.ports, at.context.session, at.document, at.seen
    _at_once(
        at,
        mark("Hand to the departments"),
        lambda _progress: handling.begin_handling(ports, session, document=document, seen=seen),
    )


def _accept(at: At) -> None:
    ports, session, document, seen = at.context.ports, at.context.session, at.document, at.seen
    mine = at.view.route.standing.own_tasks(Handling.NAMED)
    if len(mine) != 1:
        AcceptDialog(at).open()
        return
    _at_once(
        at,
        mark("Accept the task"),
        lambda _progress: handling.accept(ports, session, document=document, department=mine[0], seen=seen),
    )


_BEGINNINGS: Final[Mapping[str, Begin]] = {
    "send_directly": lambda at: SendDirectlyDialog(at).open(),
    "act_first": lambda at: ActFirstDialog(at).open(),
    "read": lambda at: ReadDialog(at).open(),
    "read_now": _read_now,
    "circulate": lambda at: CirculateDialog(at).open(),
    "send_next": _send_next,
    "send_next_by": lambda at: SendNextDialog(at).open(),
    "take_back": _take_back,
    "withdraw": lambda at: WithdrawDialog(at).open(),
    "pass_on": lambda at: PassOnDialog(at).open(),
    "record_reading": lambda at: RecordReadingDialog(at).open(),
    "add_reader": lambda at: ReaderDialog(at, add=True).open(),
    "skip_reader": lambda at: ReaderDialog(at, add=False).open(),
    "hand_to_department": _hand_to_department,
    "name_responsible": lambda at: NameResponsibleDialog(at).open(),
    "accept": _accept,
    "decline": lambda at: DeclineDialog(at).open(),
    "report": lambda at: ReportDialog(at).open(),
    "record_result": lambda at: RecordResultDialog(at).open(),
    "ask": lambda at: AskDialog(at).open(),
    "answer": lambda at: AnswerDialog(at).open(),
    "extend": lambda at: ExtendDialog(at).open(),
    "urge": lambda at: UrgeDialog(at).open(),
    "confirm": lambda at: ConfirmRecordedDialog(at.context, at.page).open(),
    "check_in": lambda at: CheckInDialog(at).open(),
}
