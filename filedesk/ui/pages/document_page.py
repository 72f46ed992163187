"""One document: its data, the paper itself, its life with every signature, and what may be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from filedesk.domain.documents import Series
from filedesk.domain.people import Role
from filedesk.domain.routing import State, Step
from filedesk.errors import FiledeskError
from filedesk.services import reading, registration
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.services.reading import DocumentView
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.keys_here import on_key
from filedesk.ui.messages import show_error
from filedesk.ui.page import Page
from filedesk.ui.pages.act_dialog import ReasonDialog
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.pages.document_data import DocumentData
from filedesk.ui.pages.document_dialogs import (
    AddFilesDialog,
    CorrectDialog,
    FolderDialog,
    ProposalDialog,
    RecordDialog,
)
from filedesk.ui.pages.document_paper import DocumentPaper
from filedesk.ui.pages.document_timeline import Timeline
from filedesk.ui.pages.entry_form import entry_of
from filedesk.ui.pages.slip_printing import print_slip
from filedesk.ui.tasks import Generation
from filedesk.ui.widgets.drop_area import FileDrops
from filedesk.ui.widgets.flow import FlowLayout

_ACTS: Final = (
    ("submit", mark("Put to the general manager…"), "Ctrl+G", "sign"),
    ("record", mark("Record his instruction…"), "Ctrl+I", "sign"),
    ("folder", mark("Put into a folder…"), "Ctrl+D", "archive"),
    ("add_files", mark("Add files…"), "F9", "add"),
    ("slip", mark("Handling slip"), "F6", "print"),
    ("correct", mark("Correct…"), "Ctrl+E", ""),
    ("void", mark("Void the number…"), "Ctrl+Shift+D", ""),
)

_ICONS: Final = {name: picture for name, _title, _key, picture in _ACTS}


@dataclass(frozen=True)
class _Shown:
    view: DocumentView
    facts: DeskFacts
    slip: bool


class DocumentPage(Page):
    """`show_document` first. `closed` comes with Esc; `open_document` is for pages that this one leads to."""

    open_document = Signal(int)
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("document", mark("Document"), parent)
        self._context = context
        self._document: int | None = None
        self._held: _Shown | None = None
        self._turn = Generation()
        self._stale = False
        self.data = DocumentData()
        self.papers = DocumentPaper(context)
        self.timeline = Timeline()
        self.back_button = QPushButton()
        self.back_button.setObjectName("back_button")
        self.back_button.setAutoDefault(False)
        put_icon(self.back_button, "return")
        self.back_button.clicked.connect(self.closed)
        self.head.addWidget(self.back_button)
        on_key(self, "Esc", self.closed.emit)
        self.acts: dict[str, QPushButton] = {}
        self.body.addWidget(self._buttons())
        across = QSplitter()
        across.addWidget(self.data)
        across.addWidget(self.papers)
        across.setSizes([420, 660])
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(across)
        down.addWidget(self.timeline)
        down.setSizes([560, 190])
        for split in (across, down):
            split.setChildrenCollapsible(False)
        self.body.addWidget(down, 1)
        self._drops = FileDrops(self)
        self._drops.dropped.connect(self.add_files)
        context.hub.changed.connect(self._changed)
        self.retranslate()

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        for name, _title, key, picture in _ACTS:
            button = QPushButton(row)
            button.setObjectName(f"act_{name}")
            button.setAutoDefault(False)
            if picture:
                put_icon(button, picture)
            button.clicked.connect(self._act(name))
            keys = QShortcut(QKeySequence(key), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(button.click)
            flow.addWidget(button)
            button.hide()
            self.acts[name] = button
        self.acts["void"].setProperty("danger", True)
        return row

    def _act(self, name: str) -> Callable[[], None]:
        return {
            "submit": self.submit,
            "record": self.record,
            "folder": self.put_into_folder,
            "add_files": lambda: self.add_files([]),
            "slip": self.print_slip,
            "correct": self.correct,
            "void": self.void_number,
        }[name]

    # ---- what is shown ------------------------------------------------------------------------------------

    def show_document(self, document: int) -> None:
        """Show this document; it is kept up to date while it stands here."""
        if document != self._document:
            self._held = None
            for button in self.acts.values():
                button.hide()
        self._document = document
        self._load()

    def document(self) -> int | None:
        """The document that is shown."""
        return self._document

    def shown(self) -> None:
        if self._stale and self._document is not None:
            self._load()
        self.timeline.setFocus()

    def _load(self) -> None:
        self._stale = False
        ports, session, wanted = self._context.ports, self._context.session, self._document
        if wanted is None:
            return
        number, document = self._turn.next(), wanted

        def work(_progress: Progress) -> _Shown:
            view, facts = reading.document(ports, session, document), load_facts(ports, session)
            with ports.ledger.reading() as read:
                return _Shown(view, facts, registration.is_slip(read, view.row, session))

        def came(found: _Shown) -> None:
            if self._turn.is_current(number):
                self._show(found)

        self._context.tasks.run(work, done=came, failed=self._failed, owner=self)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, FiledeskError):
            show_error(self, error)

    def _show(self, found: _Shown) -> None:
        self._held = found
        self.data.tell(found.view, found.facts)
        self.timeline.tell(found.view, found.facts)
        self.papers.show_files(found.view.files)
        self._show_acts(found.view)

    def _show_acts(self, view: DocumentView) -> None:
        clerk = self._context.session.is_a(Role.CLERK)
        state, incoming = view.row["state"], view.row["series"] == Series.INCOMING
        lawful = {
            "submit": Step.SUBMIT in view.steps,
            "record": clerk and incoming and state == State.WITH_GENERAL_MANAGER,
            "folder": Step.PUT_INTO_FOLDER in view.steps,
            "add_files": clerk and state != State.VOID,
            "slip": clerk and incoming,
            "correct": clerk and state in registration.UNSIGNED,
            "void": Step.VOID in view.steps,
        }
        for name, allowed in lawful.items():
            self.acts[name].setVisible(allowed)
        first = next((name for name in ("submit", "record", "folder") if lawful[name]), None)
        for name, button in self.acts.items():
            primary = name == first
            if button.property("primary") != primary and (primary or button.property("primary")):
                button.setProperty("primary", primary)
                put_icon(button, _ICONS[name], "on_accent" if primary else "text")
                button.style().unpolish(button)
                button.style().polish(button)
        self.retranslate()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self._document in changes.documents:
            if self.isVisible():
                self._load()
            else:
                self._stale = True

    # ---- acts ---------------------------------------------------------------------------------------------

    def _held_row(self) -> tuple[_Shown, int, int] | None:
        if self._held is None:
            return None
        row = self._held.view.row
        return self._held, row["id"], row["last_seq"]

    @Slot()
    def submit(self) -> None:
        """Put it to the general manager, with a proposal."""
        if held := self._held_row():
            found, document, seen = held
            ProposalDialog(self._context, found.facts, [document], self, proposal=found.view.proposal, seen=seen).open()

    @Slot()
    def record(self) -> None:
        """Record an instruction that he gave on paper or by telephone."""
        if held := self._held_row():
            found, document, seen = held
            RecordDialog(self._context, found.facts, document, self, seen=seen).open()

    @Slot()
    def put_into_folder(self) -> None:
        """Put it into a folder."""
        if held := self._held_row():
            found, document, seen = held
            FolderDialog(self._context, found.facts, [document], self, seen=seen).open()

    @Slot(object)
    def add_files(self, paths: list[Path]) -> None:
        """Add files to it, or supplements beside it."""
        if (held := self._held_row()) and self.acts["add_files"].isVisibleTo(self):
            found, document, seen = held
            signed = found.view.row["state"] not in registration.UNSIGNED
            AddFilesDialog(self._context, document, self, signed=signed, seen=seen, paths=paths).open()

    @Slot()
    def print_slip(self) -> None:
        """Print its handling slip."""
        if held := self._held_row():
            found, document, _seen = held
            print_slip(self._context, document, found.view.row["number"], self)

    @Slot()
    def correct(self) -> None:
        """Correct its entry."""
        if held := self._held_row():
            found, document, seen = held
            entry = entry_of(found.view.row, found.view.attachments)
            CorrectDialog(self._context, found.facts, document, entry, self, slip=found.slip, seen=seen).open()

    @Slot()
    def void_number(self) -> None:
        """Void its number; the entry stays with the reason."""
        if held := self._held_row():
            _found, document, seen = held
            ports, session = self._context.ports, self._context.session
            ReasonDialog(
                self._context,
                "void_dialog",
                mark("Void the number"),
                lambda reason, now: registration.void_number(
                    ports, session, document=document, reason=reason, seen=now
                ),
                self,
                seen=seen,
                hint=mark("The entry stays in the register with this reason, and the number is never used again."),
            ).open()

    def retranslate(self) -> None:
        super().retranslate()
        self.back_button.setText(tr("Back (Esc)"))
        signed = self._held is not None and self._held.view.row["state"] not in registration.UNSIGNED
        for name, title, key, _picture in _ACTS:
            shown = mark("Add a supplement…") if name == "add_files" and signed else title
            self.acts[name].setText(tr("{act} ({key})", act=tr(shown), key=key))
