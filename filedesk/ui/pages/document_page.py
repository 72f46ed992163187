"""One document: its data, the paper itself, its life with every signature, and what may be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSplitter, QTabWidget, QWidget

from filedesk.domain.circulation import UNDER_WAY
from filedesk.domain.documents import Series
from filedesk.domain.routing import State
from filedesk.errors import FiledeskError
from filedesk.services import draft_reading, reading, registration
from filedesk.services.changes import Changes
from filedesk.services.draft_reading import DraftView
from filedesk.services.ports import Progress
from filedesk.services.reading import DocumentView
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.keys_here import on_key
from filedesk.ui.messages import show_error
from filedesk.ui.page import Page
from filedesk.ui.pages import draft_work, route_work
from filedesk.ui.pages.act_dialog import ReasonDialog
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.pages.document_acts import ActButtons, allowed_acts, next_act
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
from filedesk.ui.pages.draft_dialog import NewDraftDialog
from filedesk.ui.pages.draft_fields import DraftAt
from filedesk.ui.pages.entry_form import entry_of
from filedesk.ui.pages.fields_dialog import At
from filedesk.ui.pages.route_panel import RoutePanel
from filedesk.ui.pages.sign_here import sign_here
from filedesk.ui.pages.slip_printing import print_slip
from filedesk.ui.tasks import Generation
from filedesk.ui.widgets.drop_area import FileDrops

_ON_ITS_WAY: Final = UNDER_WAY | {State.INSTRUCTED, State.FINISHED, State.RETURNED}


@dataclass(frozen=True)
class _Shown:
    view: DocumentView
    facts: DeskFacts
    slip: bool
    draft: DraftView | None


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
        self._stale = self._to_act = False
        self._scan: str | None = None
        self.data = DocumentData()
        self.papers = DocumentPaper(context)
        self.timeline, self.route = Timeline(), RoutePanel()
        self.ways = QTabWidget()
        self.ways.setObjectName("ways")
        for table in (self.route, self.timeline):
            self.ways.addTab(table, "")
        self.back_button = QPushButton()
        self.back_button.setObjectName("back_button")
        self.back_button.setAutoDefault(False)
        put_icon(self.back_button, "return")
        self.back_button.clicked.connect(self.closed)
        self.head.addWidget(self.back_button)
        on_key(self, "Esc", self.closed.emit)
        self.act_buttons = ActButtons(self)
        self.acts = self.act_buttons.buttons
        self.act_buttons.wanted.connect(self._act)
        self.body.addWidget(self.act_buttons)
        across = QSplitter()
        across.addWidget(self.data)
        across.addWidget(self.papers)
        across.setSizes([420, 660])
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(across)
        down.addWidget(self.ways)
        down.setSizes([450, 300])
        for split in (across, down):
            split.setChildrenCollapsible(False)
        self.body.addWidget(down, 1)
        self._drops = FileDrops(self)
        self._drops.dropped.connect(self.add_files)
        context.hub.changed.connect(self._changed)
        self.retranslate()

    @Slot(str)
    def _act(self, name: str) -> None:
        own: dict[str, Callable[[], object]] = {
            "submit": self.submit,
            "record": self.record,
            "folder": self.put_into_folder,
            "add_files": lambda: self.add_files([]),
            "slip": self.print_slip,
            "draft_reply": self.draft_reply,
            "correct": self.correct,
            "void": self.void_number,
            "sign_here": lambda: sign_here(self._context, self, self._document or 0, self.route),
        }
        if name in own:
            own[name]()
        elif self._held is not None and name in draft_work.NAMES:
            held = self._held
            assert held.draft is not None
            draft_work.start(name, DraftAt(self._context, self, held.view, held.facts, held.draft))
        elif self._held is not None:
            route_work.start(name, At(self._context, self, self._held.view, self._held.facts), self.route)

    # ---- what is shown ------------------------------------------------------------------------------------

    def show_document(self, document: int) -> None:
        """Show this document; it is kept up to date while it stands here."""
        if document != self._document:
            self._held = None
            self.act_buttons.show_acts(frozenset(), None)
        self._document = document
        self._load()

    def go_to_act(self) -> None:
        """Let the keyboard go to the act that the paper waits for, as soon as it is known; else it stays on the way."""
        self._to_act = True

    def document(self) -> int | None:
        """The document that is shown."""
        return self._document

    def shown(self) -> None:
        if self._stale and self._document is not None:
            self._load()
        self.ways.currentWidget().setFocus()

    def _load(self) -> None:
        self._stale = False
        ports, session, wanted = self._context.ports, self._context.session, self._document
        if wanted is None:
            return
        number, document = self._turn.next(), wanted

        def work(_progress: Progress) -> _Shown:
            view, facts = reading.document(ports, session, document), load_facts(ports, session)
            with ports.ledger.reading() as read:
                slip = registration.is_slip(read, view.row, session)
                drafted = read.get("draft", document=document) is not None
            return _Shown(view, facts, slip, draft_reading.view(ports, session, document) if drafted else None)

        def came(found: _Shown) -> None:
            if self._turn.is_current(number):
                self._show(found)

        self._context.tasks.run(work, done=came, failed=self._failed, owner=self)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, FiledeskError):
            show_error(self, error)

    def _show(self, found: _Shown) -> None:
        new, self._held = self._held is None, found
        self.data.tell(found.view, found.facts)
        self.timeline.tell(found.view, found.facts)
        self.route.tell(found.view, found.facts, found.draft)
        self.papers.show_files(found.view.files)
        allowed = allowed_acts(found.view, self._context.session, found.draft)
        signed = found.draft is not None or found.view.row["state"] not in registration.UNSIGNED
        self.act_buttons.titles = {"add_files": mark("Add a supplement…")} if signed else {}
        self.act_buttons.show_acts(allowed, next_act(found.view, allowed, found.draft))
        if self._scan in {row["file"] for row in found.view.files}:
            scan, self._scan = self._scan, None
            self._record_with(scan, allowed)
        if self._to_act:
            self._to_act = False
            self.act_buttons.take_keys()
        if new:
            on_its_way = found.draft is not None or found.view.row["state"] in _ON_ITS_WAY
            self._turn_to(self.route if on_its_way else self.timeline)

    def _turn_to(self, table: QWidget) -> None:
        """The way, while the paper is on it, else its life; the keyboard stays in whichever is shown."""
        held = self.ways.currentWidget().hasFocus()
        self.ways.setCurrentWidget(table)
        if held:
            table.setFocus()

    def record_from(self, file: str) -> None:
        """Begin to record what waits on paper, if anything does, with this file of the document as its scan."""
        self._scan = file

    def _record_with(self, scan: str | None, allowed: frozenset[str]) -> None:
        waits = [name for name in ("record", "record_reading", "record_result") if name in allowed]
        if waits and self._held is not None:
            at = At(self._context, self, self._held.view, self._held.facts, scan=scan)
            if waits[0] == "record":
                self.record(scan)
            else:
                route_work.start(waits[0], at, self.route)

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

    def record(self, scan: str | None = None) -> None:
        """Record an instruction that he gave on paper or by telephone; `scan` is a file of the document's."""
        if held := self._held_row():
            found, document, seen = held
            names = {row["file"]: row["name"] for row in found.view.files}
            has = (scan, names[scan]) if scan in names and scan is not None else None
            RecordDialog(self._context, found.facts, document, self, seen=seen, scan=has).open()

    @Slot()
    def put_into_folder(self) -> None:
        """Put it into a folder."""
        if held := self._held_row():
            found, document, seen = held
            FolderDialog(self._context, found.facts, [document], self, seen=seen).open()

    @Slot(object)
    def add_files(self, paths: list[Path]) -> None:
        """Add files to it, or supplements beside it."""
        if (held := self._held_row()) and "add_files" in self.act_buttons.allowed():
            found, document, seen = held
            signed = found.draft is not None or found.view.row["state"] not in registration.UNSIGNED
            AddFilesDialog(self._context, document, self, signed=signed, seen=seen, paths=paths).open()

    @Slot()
    def print_slip(self) -> None:
        """Print its handling slip."""
        if held := self._held_row():
            found, document, _seen = held
            print_slip(self._context, document, found.view.row["number"], self)

    @Slot()
    def draft_reply(self) -> None:
        """Draft an outgoing document that answers it."""
        if held := self._held_row():
            found, document, _seen = held
            facts, row = found.facts, found.view.row
            NewDraftDialog(
                self._context, facts, Series.OUTGOING, self, self.open_document.emit, replies_to=document,
                department=facts.own_department, recipients=row["sender"],
            ).open()  # fmt: skip

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
        self.ways.setTabText(self.ways.indexOf(self.route), tr("Route"))
        self.ways.setTabText(self.ways.indexOf(self.timeline), tr("Life"))
