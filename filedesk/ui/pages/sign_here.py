"""当面签: who else has something lawful to do on this paper now, and the begin of his act (design section 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from filedesk.domain.routing import Step
from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services import draft_reading, instruction, reading, signing_here
from filedesk.services.draft_reading import DraftView
from filedesk.services.held_keys import take_up_keys
from filedesk.services.keys import Session
from filedesk.services.ports import Progress
from filedesk.services.reading import DocumentView
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.messages import show_error
from filedesk.ui.page import Page
from filedesk.ui.pages import draft_work, route_work
from filedesk.ui.pages.act_dialog import ActDialog, ReasonDialog, Work
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.pages.document_acts import ACTS, allowed_acts
from filedesk.ui.pages.draft_acts import DRAFT_ACTS
from filedesk.ui.pages.draft_fields import DraftAt
from filedesk.ui.pages.fields_dialog import At
from filedesk.ui.pages.route_panel import RoutePanel
from filedesk.ui.pages.signing_context import SigningContext
from filedesk.ui.pages.wording_form import WordingForm
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.typed_line import TypedLine

INSTRUCT, SEND_BACK = "instruct_here", "send_back_here"
_OWN: Final = {INSTRUCT: mark("Instruct…"), SEND_BACK: mark("Send back…")}
_HIS: Final = (
    "answer", INSTRUCT, SEND_BACK, "read", "accept", "decline", "report", "name_responsible", "confirm",
    "draft_approve", "draft_sign", "draft_countersign", "draft_refuse", "draft_return", "draft_receive",
    "draft_take_on", "draft_report", "draft_answer",
)  # fmt: skip
"""What somebody signs for himself, in the order in which it is offered; the rest is the office's work."""
TITLES: Final = {**{act.name: act.title for act in (*ACTS, *DRAFT_ACTS)}, **_OWN}


@dataclass(frozen=True)
class Offered:
    """One act of somebody on the paper as he finds it."""

    session: Session
    act: str
    view: DocumentView
    draft: DraftView | None
    facts: DeskFacts
    department: str


def find_offered(context: Context, document: int) -> list[Offered]:
    """What others could sign here now; runs on the desk's worker. Whoever may not see the paper has nothing to sign."""
    ports = context.ports
    with ports.ledger.reading() as read:
        take_up_keys(ports, read, context.session)
    found: list[Offered] = []
    for session in signing_here.others(ports, context.session):
        try:
            view = reading.document(ports, session, document)
        except RuleRefused:
            continue
        with ports.ledger.reading() as read:
            drafted = read.get("draft", document=document) is not None
            own = read.get("person", id=session.person)
        draft = draft_reading.view(ports, session, document) if drafted else None
        allowed = set(allowed_acts(view, session, draft))
        if draft is None and Step.INSTRUCT in view.steps:
            allowed |= {INSTRUCT, SEND_BACK}
        acts = [act for act in _HIS if act in allowed]
        if acts:
            facts = load_facts(ports, session)
            department = facts.departments.get(own["department"] if own else 0, "")
            found += [Offered(session, act, view, draft, facts, department) for act in acts]
    return found


def sign_here(context: Context, page: Page, document: int, panel: RoutePanel) -> None:
    """Ask who signs what, and begin it; where nobody has anything to sign, that is said."""

    def came(offered: list[Offered]) -> None:
        if not offered:
            page.message_bar.tell(lambda: tr("Nobody else has anything to sign on this paper now."))
            return
        SignHereDialog(context, offered, page, lambda chosen: _begin(context, chosen, page, panel)).open()

    def failed(error: BaseException) -> None:
        if isinstance(error, FiledeskError):
            show_error(page, error)

    def work(_progress: Progress) -> list[Offered]:
        return find_offered(context, document)

    context.tasks.run(work, done=came, failed=failed, owner=page)


def _begin(context: Context, chosen: Offered, page: Page, panel: RoutePanel) -> None:
    """His act's own dialog. What he takes in meanwhile is locked with the office's key, which she holds as well."""
    session = chosen.session
    session.role_keys = dict(context.session.role_keys)
    his = SigningContext(context.desk, session, context.tasks, context.hub, context.settings, context)
    at = At(his, page, chosen.view, chosen.facts)
    if chosen.act == INSTRUCT:
        InstructHereDialog(at).open()
    elif chosen.act == SEND_BACK:
        ReasonDialog(
            his, "send_back_dialog", mark("Send back"),
            lambda reason, seen: instruction.send_back(
                his.ports, session, document=at.document, reason=reason, seen=seen
            ),
            page, seen=at.seen,
        ).open()  # fmt: skip
    elif chosen.draft is not None and chosen.act in draft_work.NAMES:
        draft_work.start(chosen.act, DraftAt(his, page, chosen.view, chosen.facts, chosen.draft))
    else:
        route_work.start(chosen.act, at, panel)


class SignHereDialog(Retranslated, QDialog):
    """Type a part of the name or its initials, choose by the arrow keys, Enter begins."""

    def __init__(
        self, context: Context, offered: Sequence[Offered], parent: QWidget, begin: Callable[[Offered], None]
    ) -> None:
        super().__init__(parent.window())
        self.setObjectName("sign_here_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._context, self._offered, self._begin = context, list(offered), begin
        self._heading = QLabel()
        self._heading.setObjectName("dialog_title")
        self.typed = TypedLine("sign_here_typed")
        self.list = QListWidget()
        self.list.setObjectName("sign_here_list")
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        for widget in (self._heading, self.typed, self.list):
            column.addWidget(widget)
        self.resize(520, 360)
        self.typed.installEventFilter(self)
        self.typed.textChanged.connect(self._show)
        self.typed.returnPressed.connect(self.choose)
        self.list.itemActivated.connect(self.choose)
        self.typed.setFocus()
        self.retranslate()

    @Slot()
    def choose(self) -> None:
        """Begin what is chosen."""
        item = self.list.currentItem()
        if item is not None:
            chosen: Offered = item.data(Qt.ItemDataRole.UserRole)
            begin = self._begin
            self.accept()
            begin(chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go through the list while the keyboard is in the line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _show(self) -> None:
        if not shiboken6.isValid(self.list):
            return
        typed, by_initials = self.typed.text().strip(), self._context.ports.ledger.by_initials
        self.list.clear()
        for one in self._offered:
            name = one.session.name
            if not typed or typed in name or by_initials(name, typed):
                told = " · ".join(part for part in (name, one.department, tr(TITLES[one.act])) if part)
                item = QListWidgetItem(told, self.list)
                item.setData(Qt.ItemDataRole.UserRole, one)
        self.list.setCurrentRow(0 if self.list.count() else -1)

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Sign here"))
        self._heading.setText(tr("Who signs here"))
        self.typed.setPlaceholderText(tr("Name, or the initials of its pinyin"))
        self.typed.setAccessibleName(tr("Name"))
        self.list.setAccessibleName(tr("Who signs here"))
        self._show()


class InstructHereDialog(ActDialog):
    """The general manager instructs at her screen; what was proposed stands there."""

    def __init__(self, at: At) -> None:
        super().__init__(at.context, "instruct_here_dialog", mark("Instruct"), at.page, seen=at.seen, wide=620)
        self._document, self._proposal = at.document, at.view.proposal
        self.form = WordingForm(at.context, "instruct", words=mark("Instruction"), required=True)
        self.form.set_facts(at.facts)
        self.form.fill(at.view.proposal)
        self.body.addWidget(self.form)
        self.form.text.setFocus()

    def begin(self) -> Work | None:
        if not self.form.check():
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self._document, self.seen
        said = self.form.wording()
        if not said.text:
            self.tell(RuleRefused("instruction_empty", rule="I3"))
            return None
        as_proposed = self._proposal is not None and said == self._proposal
        return lambda _progress: instruction.instruct(
            ports, session, document=document, said=said, as_proposed=as_proposed, seen=seen
        )

    def tell(self, error: FiledeskError) -> None:
        if not self.form.show_error(error):
            super().tell(error)
