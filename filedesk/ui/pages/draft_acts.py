"""The acts on what the office writes itself, in the order of its way, and which of them are allowed now."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from filedesk.domain.documents import Series
from filedesk.domain.drafts import needs_general_manager
from filedesk.domain.people import CARRIERS, CONTENT_ROLES, Role
from filedesk.domain.routing import OUT_IN_THE_HOUSE, State, Step
from filedesk.services.draft_reading import DraftView
from filedesk.services.keys import Session
from filedesk.services.ledger import Row
from filedesk.services.reading import DocumentView
from filedesk.texts import mark
from filedesk.ui.pages.page_act import PageAct

DRAFT_ACTS: Final = (
    PageAct("draft_approve", mark("Issue and sign…"), "Ctrl+Shift+S", "sign"),
    PageAct("draft_sign", mark("Sign…"), "F7", "sign"),
    PageAct("draft_countersign", mark("Countersign…"), "Ctrl+Y", "sign"),
    PageAct("draft_refuse", mark("Refuse to countersign…"), "Ctrl+Shift+Y", "return"),
    PageAct("draft_return", mark("Return to the drafter…"), "Ctrl+Shift+B", "return"),
    PageAct("draft_submit", mark("Put up for signature"), "Ctrl+G", "sign"),
    PageAct("draft_ask", mark("Ask to countersign…"), "Ctrl+T", "users"),
    PageAct("draft_check", mark("Checked…"), "Ctrl+K", "check"),
    PageAct("draft_record", mark("Record his signature…"), "Ctrl+I", "sign"),
    PageAct("draft_number", mark("Give the number"), "F8", "check"),
    PageAct("draft_chop", mark("Use the chop…"), "Ctrl+U", "check"),
    PageAct("draft_send", mark("Send…"), "Ctrl+J", "users"),
    PageAct("draft_receipt", mark("Note a receipt…"), "Ctrl+Shift+I", "check"),
    PageAct("draft_deposit", mark("Originals are here…"), "Ctrl+Shift+F", "archive"),
    PageAct("draft_distribute", mark("Distribute…"), "Ctrl+J", "users"),
    PageAct("draft_receive", mark("Confirm the receipt"), "F3", "check"),
    PageAct("draft_take_on", mark("Take it on"), "Ctrl+Shift+A", "check"),
    PageAct("draft_report", mark("Report that it is carried out…"), "Ctrl+Shift+X", "sign"),
    PageAct("draft_answer", mark("Answer…"), "Ctrl+Shift+E", "sign"),
    PageAct("draft_order", mark("Have it carried out…"), "Ctrl+M", "user"),
    PageAct("draft_urge", mark("Urge…"), "Ctrl+Shift+T", "warning"),
    PageAct("draft_record_receipt", mark("Record a receipt on paper…"), "Ctrl+Shift+R", "sign", rare=True),
    PageAct("draft_recall", mark("Take copies back…"), "Ctrl+B", "return", rare=True),
    PageAct("draft_submit_gm", mark("Put to the general manager"), "Ctrl+Shift+K", "sign", rare=True),
    PageAct("draft_revise", mark("New version…"), "Ctrl+E"),
    PageAct("draft_drop", mark("Give the draft up…"), "Ctrl+Shift+D"),
)
"""In the order in which they stand; the first that is allowed of `_NEXT` is the one that the document waits for."""

_NEXT: Final = (
    "draft_approve", "draft_sign", "draft_countersign", "draft_receive", "draft_answer", "draft_take_on",
    "draft_report", "draft_submit", "draft_number", "draft_chop", "draft_send", "draft_distribute", "draft_receipt",
    "draft_deposit", "folder", "confirm",
)  # fmt: skip
_BY_STEP: Final = {
    Step.APPROVE: "draft_approve",
    Step.SIGN: "draft_sign",
    Step.COUNTERSIGN: "draft_countersign",
    Step.REFUSE: "draft_refuse",
    Step.SEND_BACK: "draft_return",
    Step.HAND_BACK: "draft_return",
    Step.ASK_COUNTERSIGN: "draft_ask",
    Step.CHECK: "draft_check",
    Step.NUMBER: "draft_number",
    Step.CHOP: "draft_chop",
    Step.SEND: "draft_send",
    Step.NOTE_RECEIPT: "draft_receipt",
    Step.DEPOSIT: "draft_deposit",
    Step.DISTRIBUTE: "draft_distribute",
    Step.RECEIVE: "draft_receive",
    Step.CONFIRM_ORDER: "draft_take_on",
    Step.CARRY_OUT: "draft_report",
    Step.ANSWER: "draft_answer",
    Step.ORDER: "draft_order",
    Step.RECALL: "draft_recall",
    Step.REVISE: "draft_revise",
    Step.DROP: "draft_drop",
    Step.VOID: "void",
    Step.PUT_INTO_FOLDER: "folder",
}
_WITH_A_SIGNER: Final = frozenset({State.WITH_GENERAL_MANAGER, State.WITH_MANAGER})


def allowed_draft_acts(view: DocumentView, draft: DraftView, session: Session) -> frozenset[str]:
    """The names of the acts that this person may do now with a document that the office wrote."""
    row, steps = view.row, draft.steps
    found = {name for step, name in _BY_STEP.items() if step in steps}
    if Step.SUBMIT in steps or Step.PUT_TO_MANAGER in steps:
        found.add("draft_submit")
        if not needs_general_manager(Series(row["series"]), row["kind"]):
            found.add("draft_submit_gm")
    if session.is_a(*CONTENT_ROLES):
        found.add("slip")
    if session.is_a(Role.CLERK):
        if row["state"] in _WITH_A_SIGNER:
            found.add("draft_record")
        if row["state"] != State.VOID:
            found.add("add_files")
    if session.is_a(*CARRIERS) and any(one["received_on"] is None for one in present(draft)):
        found.add("draft_record_receipt")
    if session.is_a(*CARRIERS) and orders_open(row, draft):
        found.add("draft_urge")
    return frozenset(found | ({"confirm"} & {act.value for act in view.route.acts}))


def present(draft: DraftView) -> list[dict[str, object]]:
    """Those to whom the version that stands now was distributed."""
    return [one for one in draft.receivers if one["version"] == draft.draft["version"]]


def orders_open(row: Row, draft: DraftView) -> list[Row]:
    """The orders of the version that stands that nobody has reported yet (F8)."""
    if row["state"] not in OUT_IN_THE_HOUSE:
        return []
    standing = draft.draft["version"]
    return [one for one in draft.orders if one["version"] == standing and one["reported_on"] is None]


def next_draft_act(allowed: Collection[str]) -> str | None:
    """The act that the document waits for, of those that are allowed."""
    return next((name for name in _NEXT if name in allowed), None)
