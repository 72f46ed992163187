"""The general manager's page (I3): the paper, his form beside it, one key a paper, and the next."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from filedesk.domain.routing import State
from filedesk.errors import ChangedMeanwhile, FiledeskError
from filedesk.services import instruction, issuing
from filedesk.services.changes import Changes
from filedesk.services.draft_reading import DraftView
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.services.reading import DocumentView
from filedesk.services.waiting import PEOPLE, Group, waiting
from filedesk.services.wording import Wording
from filedesk.texts import mark, tr, trn
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.keys_here import on_key
from filedesk.ui.messages import show_error
from filedesk.ui.page import Page
from filedesk.ui.pages.act_dialog import ReasonDialog, Work
from filedesk.ui.pages.beside_paper import below_one_another, signing_side
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.pages.document_paper import DocumentPaper
from filedesk.ui.pages.draft_before_him import DraftBeforeHim, files_of, read_paper
from filedesk.ui.pages.exceptions_seen import ExceptionsButton
from filedesk.ui.pages.paper_told import told_of
from filedesk.ui.pages.question_side import QuestionSide
from filedesk.ui.pages.waiting_papers import WaitingPapers
from filedesk.ui.pages.wording_form import WordingForm
from filedesk.ui.tasks import Generation

_NOT_READ: Final = -1


class GeneralManagerPage(Page):
    """F8 signs as proposed, Ctrl+Enter signs what stands in the form; both go on to the next paper."""

    open_document = Signal(int)
    people_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("general_manager", mark("Review and instruct"), parent)
        self._context = context
        self._view: DocumentView | None = None
        self._draft: DraftView | None = None
        self._wanted: int | None = _NOT_READ
        self._changed_under: ChangedMeanwhile | None = None
        self._filled: Wording | None = None
        """What the form was filled with from the paper that stands there: what differs from it was typed."""
        self._facts: DeskFacts | None = None
        self._people = 0
        self._turn = Generation()
        self._signing = False
        self._stale = True
        self.waiting = WaitingPapers()
        self.papers = DocumentPaper(context)
        self.question = QuestionSide(context)
        self.draft = DraftBeforeHim()
        self.form = WordingForm(context, "instruction", words=mark("Instruction"), required=True)
        self.sign_button, self.agree_button = QPushButton(), QPushButton()
        self.back_button, self.confirm_button, self.all_button = QPushButton(), QPushButton(), QPushButton()
        self.open_button, self.people_button = QPushButton(), QPushButton()
        self._about, self._proposed, self._recorded = QLabel(), QLabel(), QLabel()
        self._lay_out()
        self._listen()
        self.retranslate()

    def _lay_out(self) -> None:
        for label, name in ((self._about, "paper_about"), (self._proposed, "proposed"), (self._recorded, "recorded")):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for button, name in (
            (self.sign_button, "sign"),
            (self.agree_button, "agree_as_proposed"),
            (self.back_button, "send_back"),
            (self.confirm_button, "confirm_ticked"),
            (self.all_button, "tick_all"),
            (self.open_button, "open_paper"),
            (self.people_button, "people_to_confirm"),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
        for button, picture in ((self.sign_button, "sign"), (self.confirm_button, "check")):
            button.setProperty("primary", True)
            put_icon(button, picture, "on_accent")
        put_icon(self.people_button, "users")
        self.people_button.hide()
        self.exceptions = ExceptionsButton(self._context, self, self.open_document.emit)
        for button in (self.exceptions, self.people_button):
            self.head.addWidget(button)
        put_icon(self.agree_button, "check")
        put_icon(self.back_button, "return")
        self._sides = QStackedWidget()
        self._sides.addWidget(self.question)
        above = (self._proposed, self.form, self.draft)
        self._sides.addWidget(signing_side(above, self.agree_button, self.back_button, self.sign_button))
        self._sides.addWidget(below_one_another(self._recorded, self.all_button, self.confirm_button))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        about = QHBoxLayout()
        about.addWidget(self._about, 1)
        about.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(about)
        column.addWidget(self._sides, 1)
        split = QSplitter()
        for side in (self.waiting, self.papers, right):
            split.addWidget(side)
        split.setSizes([240, 520, 380])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)

    def _listen(self) -> None:
        self.waiting.chosen.connect(self._chosen)
        self.waiting.entered.connect(self._to_form)
        self.question.answered.connect(self._signed)
        self.waiting.ticked_changed.connect(self._let)
        self.sign_button.clicked.connect(self.sign)
        self.agree_button.clicked.connect(self.sign_as_proposed)
        self.back_button.clicked.connect(self.send_back)
        self.confirm_button.clicked.connect(self.confirm)
        self.all_button.clicked.connect(self.waiting.tick_all)
        self.open_button.clicked.connect(self._open)
        self.people_button.clicked.connect(self.people_wanted)
        for key, act in (
            ("Ctrl+Return", lambda: self._press(self.sign_button)),
            ("Ctrl+Enter", lambda: self._press(self.sign_button)),
            ("F8", lambda: self._press(self.agree_button)),
            ("F7", self.send_back),
            ("Alt+Down", lambda: self.waiting.move_by(1)),
            ("Alt+Up", lambda: self.waiting.move_by(-1)),
            ("Alt+Right", lambda: self.waiting.turn(1)),
            ("Alt+Left", lambda: self.waiting.turn(-1)),
        ):
            on_key(self, key, act)
        self._context.hub.changed.connect(self._changed)

    # ---- what is shown ------------------------------------------------------------------------------------

    def shown(self) -> None:
        if self._stale:
            self._refresh()
        self.waiting.list.setFocus()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.documents or changes.office:
            if self.isVisible():
                self._refresh()
            else:
                self._stale = True

    def _refresh(self) -> None:
        self._stale = False
        ports, session = self._context.ports, self._context.session

        def work(_progress: Progress) -> tuple[list[Group], DeskFacts]:
            return waiting(ports, session), load_facts(ports, session)

        self._context.tasks.run(work, done=self._came, owner=self)

    def _came(self, found: tuple[list[Group], DeskFacts]) -> None:
        groups, self._facts = found
        self._people = next((group.count for group in groups if group.name == PEOPLE), 0)
        self.exceptions.tell(groups)
        self.form.set_facts(self._facts)
        self.waiting.set_busy(self._filled is not None and self._filled != self.form.wording())
        self.waiting.tell({group.name: group.rows for group in groups})
        if self._changed_under is not None:
            show_error(self, self._changed_under)
            self._changed_under = None

    @Slot()
    def _chosen(self) -> None:
        self._sides.setCurrentIndex(self.waiting.tabs.currentIndex())
        self.question.show_question(self.waiting.row() if self.waiting.group == "to_answer" else None)
        wanted = self.waiting.current()
        if wanted != self._wanted:
            self.message_bar.hide()
            self._filled = None
            self._load()
        elif wanted is not None and self._view is not None and self.waiting.last_seq() != self._view.row["last_seq"]:
            self._load()
        else:
            self.retranslate()

    @Slot()
    def _load(self) -> None:
        """Read the current paper; where it is the same one as before, what is typed stays."""
        number, wanted = self._turn.next(), self.waiting.current()
        self._view, self._draft, self._wanted = None, None, wanted
        self._let()
        if wanted is None:
            self.papers.show_files([])
            self.papers.paper.say(mark("Nothing waits for you."))
            self.form.fill(None)
            self.retranslate()
            return
        ports, session, document = self._context.ports, self._context.session, wanted

        def came(found: tuple[DocumentView, DraftView | None]) -> None:
            if self._turn.is_current(number):
                view, self._draft = found
                self._view = view
                self.papers.show_files(files_of(view, self._draft))
                self.draft.tell(self._draft)
                self._fill(view.proposal)
                self.retranslate()
                self._let()

        self._context.tasks.run(
            lambda _progress: read_paper(ports, session, document), done=came, failed=self._failed, owner=self
        )

    def _fill(self, proposal: Wording | None) -> None:
        if self._filled in (None, self.form.wording()):
            self.form.fill(proposal, words=False)
            self._filled = self.form.wording()

    @Slot()
    def _let(self) -> None:
        drafted = self._draft is not None
        self.draft.setVisible(drafted)
        for widget in (self.form, self.agree_button):
            widget.setVisible(not drafted)
        here = self._view is not None and not self._signing and self._view.row["state"] == State.WITH_GENERAL_MANAGER
        self.sign_button.setEnabled(here)
        self.back_button.setEnabled(here)
        self.agree_button.setEnabled(here and self._view is not None and self._view.proposal is not None)
        self.open_button.setVisible(self._view is not None)
        ticked = len(self.waiting.ticked())
        self.confirm_button.setEnabled(bool(ticked))
        self.confirm_button.setText(trn("Confirm {n} (F8)", "Confirm {n} (F8)", ticked))

    @Slot()
    def _to_form(self) -> None:
        if self.waiting.group == "to_answer":
            self.question.answer.setFocus()
        elif self.waiting.group == "to_sign":
            (self.form.text if self._draft is None else self.draft.text).setFocus()

    def _press(self, button: QPushButton) -> None:
        pressed = {"to_sign": button, "to_confirm": self.confirm_button}
        if button is self.sign_button:
            pressed["to_answer"] = self.question.button
        if self.waiting.group in pressed:
            pressed[self.waiting.group].click()

    # ---- acts ---------------------------------------------------------------------------------------------

    @Slot()
    def sign(self) -> None:
        """Sign what stands in the form, or issue the draft, and go on to the next paper."""
        row = self.waiting.row()
        if self._draft is not None and self._view is not None and row is not None and not self._signing:
            document, seen, words = self._view.row["id"], self._view.row["last_seq"], self.draft.text.toPlainText()
            ports, session = self._context.ports, self._context.session
            self._sign_with(
                row, lambda _progress: issuing.approve(ports, session, document=document, text=words, seen=seen)
            )
        elif self._draft is None and self.form.check():
            self._instruct(self.form.wording(), as_proposed=False)

    @Slot()
    def sign_as_proposed(self) -> None:
        """同意拟办: sign the proposal as it stands; words typed beside it are his own."""
        if self._view is None or self._view.proposal is None:
            return
        proposal, stands = self._view.proposal, self.form.wording()
        if replace(stands, text="") != replace(proposal, text=""):
            self.message_bar.tell(
                lambda: tr("You have changed what was proposed. Ctrl+Enter signs what stands in the form."), "warning"
            )
            return
        words = stands.text or ("" if proposal.text else tr("Agreed as proposed."))
        self._instruct(Wording(words), as_proposed=True)

    def _instruct(self, said: Wording, *, as_proposed: bool) -> None:
        row = self.waiting.row()
        if self._view is None or row is None or self._signing:
            return
        document, seen = self._view.row["id"], self._view.row["last_seq"]
        ports, session = self._context.ports, self._context.session
        self._sign_with(
            row,
            lambda _progress: instruction.instruct(
                ports, session, document=document, said=said, as_proposed=as_proposed, seen=seen
            ),
        )

    def _sign_with(self, row: Row, work: Work) -> None:
        self._signing = True
        self._let()
        self._context.operations.operation(
            self, tr("Signing"), work, lambda _changes: self._signed(row), failed=self._failed
        )

    @Slot(object)
    def _signed(self, row: Row) -> None:
        self._signing = False
        self.waiting.drop(row)
        self.waiting.list.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._signing = False
        self._let()
        if isinstance(error, ChangedMeanwhile):
            self._changed_under = error  # told when the paper stands there as it is now
            self._refresh()
        elif isinstance(error, FiledeskError) and not self.form.show_error(error):
            show_error(self, error)

    @Slot()
    def send_back(self) -> None:
        """Send the paper back with a reason."""
        if self._view is None or self.waiting.group != "to_sign":
            return
        document, seen = self._view.row["id"], self._view.row["last_seq"]
        ports, session = self._context.ports, self._context.session
        back = instruction.send_back if self._draft is None else issuing.return_draft
        ReasonDialog(
            self._context,
            "send_back_dialog",
            mark("Send back"),
            lambda reason, now: back(ports, session, document=document, reason=reason, seen=now),
            self,
            seen=seen,
        ).open()

    @Slot()
    def confirm(self) -> None:
        """补签: confirm the ticked instructions, all in one act."""
        documents = self.waiting.ticked()
        ports, session = self._context.ports, self._context.session
        self._context.operations.operation(
            self,
            tr("Confirming"),
            lambda _progress: instruction.confirm_instructions(ports, session, documents=documents),
            failed=self._failed,
            hold=[self.confirm_button],
        )

    @Slot()
    def _open(self) -> None:
        if self._view is not None:
            self.open_document.emit(self._view.row["id"])

    # ---- words --------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        super().retranslate()
        self.sign_button.setText(tr("Sign (Ctrl+Enter)") if self._draft is None else tr("Issue (Ctrl+Enter)"))
        self.agree_button.setText(tr("Agree as proposed (F8)"))
        self.back_button.setText(tr("Send back… (F7)"))
        self.all_button.setText(tr("Tick all"))
        self.open_button.setText(tr("Open it"))
        people = trn("{n} person to confirm…", "{n} people to confirm…", self._people)
        self.people_button.setText(people)
        self.people_button.setVisible(bool(self._people))
        self._let()
        self._tell_about()

    def _tell_about(self) -> None:
        for label, text in zip((self._about, self._proposed, self._recorded), told_of(self._view), strict=True):
            label.setText(text)
            label.setVisible(bool(text))
