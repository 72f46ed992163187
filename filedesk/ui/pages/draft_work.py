"""What the acts on a draft do in the window: a dialog where something must be said, else the act at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from filedesk.errors import FiledeskError
from filedesk.services import distributing, drafting, issuing
from filedesk.services.changes import Changes
from filedesk.texts import mark, tr
from filedesk.ui.messages import show_error
from filedesk.ui.pages.draft_dialog import ReviseDialog
from filedesk.ui.pages.draft_fields import DraftAt, RemarkDialog
from filedesk.ui.pages.draft_house_dialogs import DistributeDialog, OrderDialog, RecallDialog, RecordReceivedDialog
from filedesk.ui.pages.draft_sending_dialogs import ChopDialog, DepositDialog, ReceiptDialog, SendDialog
from filedesk.ui.pages.draft_signing_dialogs import CountersignersDialog, RecordSignatureDialog
from filedesk.ui.pages.draft_urge_dialog import DraftUrgeDialog
from filedesk.ui.pages.number_code_dialog import NumberCodeDialog, NumberDialog

Begin = Callable[[DraftAt], None]
Does = Callable[..., Changes]


def start(name: str, at: DraftAt) -> None:
    """Begin the act `name` on the draft."""
    _BEGINNINGS[name](at)


def _at_once(title: str, act: Does, **told: object) -> Begin:
    def begin(at: DraftAt) -> None:
        ports, session, document, seen = at.context.ports, at.context.session, at.document, at.seen
        at.context.operations.operation(
            at.page, tr(title), lambda _progress: act(ports, session, document=document, seen=seen, **told)
        )

    return begin


def _remark(name: str, title: str, act: Does, **more: object) -> Begin:
    """A dialog for words; `word` is what the service calls them."""
    word = str(more.pop("word", "text"))
    with_files = bool(more.get("with_files"))

    def begin(at: DraftAt) -> None:
        ports, session, document = at.context.ports, at.context.session, at.document

        def carry_out(text: str, staged: object, seen: int | None) -> Changes:
            files = {"staged": staged} if with_files else {}
            return act(ports, session, document=document, seen=seen, **{word: text}, **files)

        RemarkDialog(at, name, title, carry_out, **more).open()  # type: ignore[arg-type]

    return begin


def _number(at: DraftAt) -> None:
    """Give the number; where the department has no code yet, one is asked for, and then it is given.

    While a block of numbers 手工号段 is open, which number it is to be is asked.
    """
    if at.draft.blocks:
        NumberDialog(at).open()
        return
    ports, session, document, seen = at.context.ports, at.context.session, at.document, at.seen

    def failed(error: BaseException) -> None:
        if isinstance(error, FiledeskError) and error.code == "department_without_code":
            NumberCodeDialog(at).open()
        elif isinstance(error, FiledeskError):
            show_error(at.page, error)

    at.context.operations.operation(
        at.page,
        tr("Give the number"),
        lambda _progress: issuing.number(ports, session, document=document, seen=seen),
        failed=failed,
    )


_REASON: Final = mark("Reason")
_BEGINNINGS: Final[Mapping[str, Begin]] = {
    "draft_approve": _remark("approve_dialog", mark("Issue and sign"), issuing.approve),
    "draft_sign": _remark("sign_dialog", mark("Sign"), issuing.sign),
    "draft_countersign": _remark("countersign_dialog", mark("Countersign"), drafting.countersign),
    "draft_refuse": _remark(
        "refuse_dialog", mark("Refuse to countersign"), drafting.refuse_countersign, told=_REASON, needed=True,
        word="reason",
    ),
    "draft_return": _remark(
        "return_dialog", mark("Return to the drafter"), issuing.return_draft, told=_REASON, needed=True, word="reason"
    ),
    "draft_check": _remark("check_dialog", mark("Check the draft"), drafting.check),
    "draft_drop": _remark(
        "drop_dialog", mark("Give the draft up"), drafting.drop, told=_REASON, needed=True, word="reason"
    ),
    "draft_report": _remark(
        "report_carried_out_dialog", mark("Report that it is carried out"), distributing.report_orders,
        told=mark("Report"), needed=True, with_files=True,
    ),
    "draft_answer": _remark(
        "answer_memo_dialog", mark("Answer"), distributing.answer_memo, told=mark("Answer"), needed=True,
        with_files=True,
    ),
    "draft_submit": _at_once(mark("Put up for signature"), drafting.submit),
    "draft_submit_gm": _at_once(mark("Put to the general manager"), drafting.submit, to_general_manager=True),
    "draft_receive": _at_once(mark("Confirm the receipt"), distributing.receive),
    "draft_take_on": _at_once(mark("Take it on"), distributing.confirm_orders),
    "draft_number": _number,
    "draft_ask": lambda at: CountersignersDialog(at).open(),
    "draft_record": lambda at: RecordSignatureDialog(at).open(),
    "draft_chop": lambda at: ChopDialog(at).open(),
    "draft_send": lambda at: SendDialog(at).open(),
    "draft_receipt": lambda at: ReceiptDialog(at).open(),
    "draft_deposit": lambda at: DepositDialog(at).open(),
    "draft_distribute": lambda at: DistributeDialog(at).open(),
    "draft_record_receipt": lambda at: RecordReceivedDialog(at).open(),
    "draft_recall": lambda at: RecallDialog(at).open(),
    "draft_order": lambda at: OrderDialog(at).open(),
    "draft_urge": lambda at: DraftUrgeDialog(at).open(),
    "draft_revise": lambda at: ReviseDialog(at).open(),
}  # fmt: skip
NAMES: Final = _BEGINNINGS.keys()
"""The acts that it can begin."""
