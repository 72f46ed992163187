"""Registering (I1, I2): drop files, look, Ctrl+Enter; the number stands large; F6 prints the slip, Enter goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from filedesk.domain.documents import Entry, Series
from filedesk.domain.numbering import PLAIN
from filedesk.errors import FiledeskError
from filedesk.services import reading, registration
from filedesk.services.blocks import Block, open_blocks
from filedesk.services.ledger import Query
from filedesk.services.ports import Progress
from filedesk.services.registration import Registered, Twice
from filedesk.services.taking_in import Source
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.keys_here import on_key
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.pages.block_choice import BlockChoice
from filedesk.ui.pages.desk_facts import DeskFacts, load_facts
from filedesk.ui.pages.each_or_together import ask_each_or_together
from filedesk.ui.pages.entry_form import EntryForm, entry_of
from filedesk.ui.pages.registered_panel import RegisteredPanel
from filedesk.ui.pages.scans_on_form import ScansOnForm
from filedesk.ui.pages.slip_printing import print_slip
from filedesk.ui.pages.staging_tray import StagingTray
from filedesk.ui.pages.twice_panel import TwicePanel
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.paper_view import PaperView

_TITLES = {
    Series.INCOMING: mark("Register an incoming document"),
    Series.OUTGOING: mark("Register an outgoing document"),
    Series.INTERNAL: mark("Register an internal document"),
}


class RegisterForm(Retranslated, QWidget):
    """`start` it with files or none. `closed` comes when the clerk is through; `open_document` carries an id,
    `scan_attached` the document that a scan went to by its code, and the file it has now."""

    closed = Signal()
    open_document = Signal(int)
    scan_attached = Signal(int, str)

    def __init__(self, context: Context, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("register_form")
        self._context = context
        self.series = series
        self._queue: deque[Sequence[Source]] = deque()
        self._before: Entry | None = None
        self._entry: Entry | None = None
        self._saving = False
        self._save_when_staged = False
        self.message_bar, self.tray = MessageBar(self), StagingTray(context)
        self.scans = ScansOnForm(context, self.tray, self._queue, self._tell_queue, self)
        self.entry_form = EntryForm(context, series)
        self.number = BlockChoice()
        self.paper = PaperView(context.tasks, "register_paper")
        self.paper.offer_opening(False)
        self.twice, self.registered = TwicePanel(), RegisteredPanel()
        self._heading, self._left = QLabel(), QLabel()
        self._heading.setObjectName("form_title")
        self._left.setProperty("role", "field")
        self.save_button, self.repeat_button, self.cancel_button = QPushButton(), QPushButton(), QPushButton()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._form())
        self._stack.addWidget(self.registered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.message_bar)
        column.addWidget(self._stack, 1)
        self._listen()
        self.retranslate()

    def _form(self) -> QWidget:
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 12, 0)
        fields.setSpacing(12)
        for part in (self.tray, self.scans.panel, self.number, self.entry_form):
            fields.addWidget(part)
        fields.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._left)
        buttons = QHBoxLayout()
        for button, name in (
            (self.cancel_button, "cancel_registering"),
            (self.repeat_button, "as_previous"),
            (self.save_button, "save_entry"),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            buttons.addWidget(button)
            if button is self.cancel_button:
                buttons.addStretch(1)
        self.save_button.setProperty("primary", True)
        put_icon(self.save_button, "check", "on_accent")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.twice)
        column.addLayout(buttons)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.paper)
        split.setSizes([560, 520])
        split.setChildrenCollapsible(False)
        return split

    def _listen(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.repeat_button.clicked.connect(self.repeat)
        self.cancel_button.clicked.connect(self.cancel)
        self.tray.picked.connect(self.start)
        self.tray.changed.connect(self._staged)
        self.tray.not_taken.connect(self._not_staged)
        self.tray.suggested.connect(self.entry_form.suggest)
        self.scans.found.connect(self._look_first)
        self.scans.attached.connect(self._attached)
        self.twice.open_document.connect(self.open_document)
        self.registered.next_wanted.connect(self.next)
        self.registered.slip_wanted.connect(self._print_slip)
        self.registered.open_wanted.connect(self._open)
        self.registered.close_wanted.connect(self._close)
        for key, act in (
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("F4", self.repeat),
            ("F6", self._print_slip),
            ("F9", self.scans.attach),
            ("Alt+Z", self.scans.undo),
            ("Esc", self.cancel),
            ("Alt+B", self.number.box.turn),
        ):
            on_key(self, key, act)

    # ---- files --------------------------------------------------------------------------------------------

    @Slot(object)
    def start(self, paths: list[Path]) -> None:
        """Files came, or none: begin an entry, or add them to the one that is being made."""
        if self._stack.currentWidget() is self.registered or not self._begun:
            self._begin(paths)
        elif self._saving:
            self._queue.extend([paths] if paths else [])
            self._tell_queue()
        elif self.tray.sheets or self.tray.busy:
            self.tray.take(paths)
        elif len(paths) > 1:
            ask_each_or_together(
                self, len(paths), each=lambda: self._each(paths), together=lambda: self.tray.take(paths)
            )
        else:
            self.tray.take(paths)

    _begun = False

    def _begin(self, paths: list[Path]) -> None:
        self._queue.clear()
        self._fresh()
        self.start(paths)

    def _fresh(self) -> None:
        """An empty form."""
        self._begun = True
        self._entry = None
        self._save_when_staged = False
        self.message_bar.hide()
        self.twice.hide()
        self.retranslate()
        self.paper.say(mark("Drop the paper's files on the form to see them here. No file at all is normal too."))
        self._stack.setCurrentIndex(0)
        self.entry_form.start()
        self.entry_form.edit.sender.setFocus()
        self._scroll.ensureVisible(0, 0)
        ports, session = self._context.ports, self._context.session

        def work(_progress: Progress) -> tuple[DeskFacts, list[Block]]:
            with ports.ledger.reading() as found:
                opened = open_blocks(found, self.series, PLAIN)
            return load_facts(ports, session), opened

        self._context.tasks.run(work, done=self._facts_came, owner=self)

    def _facts_came(self, found: tuple[DeskFacts, list[Block]]) -> None:
        facts, opened = found
        self.number.offer(opened)
        self.entry_form.set_facts(facts)
        if self.entry_form.edit.received.day() is None:
            self.entry_form.edit.received.set_day(facts.today)

    def _each(self, paths: list[Path]) -> None:
        self._queue.extend([path] for path in paths)
        self.tray.take(self._queue.popleft())
        self._tell_queue()

    def _tell_queue(self) -> None:
        waiting = len(self._queue)
        self._left.setText(tr("{n} more to register", n=waiting) if waiting else "")

    @Slot()
    def _staged(self) -> None:
        sheets = self.tray.sheets
        if sheets and sheets[0].data is not None:
            first = sheets[0]
            if self.paper.accessibleDescription() != first.staged.name or first.staged.file != self._shown:
                self._shown = first.staged.file
                self.paper.show_paper(first.data or b"", first.staged.media_type, first.staged.name)
            if self.entry_form.edit.pages.value() in {0, self._counted} and first.staged.pages:
                self._counted = first.staged.pages
                self.entry_form.edit.pages.setValue(self._counted)
        if not self.tray.busy and not self.tray.reading and self._save_when_staged:
            self._save_when_staged = False
            self.save()

    _shown, _counted = "", 0

    @Slot()
    def _not_staged(self) -> None:
        """A save that waits for a file does not go on without it."""
        self._save_when_staged = False

    @Slot()
    def _look_first(self) -> None:
        """The codes of a scan say something: a save that waited does not go on, and Enter takes what is offered."""
        self._not_staged()
        edit, attach = self.entry_form.edit, self.scans.panel.attach_button
        if attach.isVisible() and not edit.title.text() and not edit.sender.text():
            attach.setFocus()

    @Slot(int, str)
    def _attached(self, document: int, file: str) -> None:
        if self._queue:
            self.next()
            return
        self._close()
        self.scan_attached.emit(document, file)

    # ---- saving -------------------------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Register what stands there. What may be registered already is shown first; saving again then registers."""
        if self._stack.currentIndex() != 0 or self._saving:
            return
        if self.tray.busy or self.tray.reading:
            self._save_when_staged = True
            return
        self.message_bar.hide()
        if not self.entry_form.check():
            return
        entry, staged = self.entry_form.entry(), self.tray.staged
        ports, session = self._context.ports, self._context.session
        if self.twice.isVisible() and entry == self._entry:
            self._register(entry)
            return
        self._entry = entry
        self._saving = True
        self._context.tasks.run(
            lambda _progress: registration.look_for_twice(ports, session, entry=entry, staged=staged),
            done=self._looked,
            failed=self._refused,
            owner=self,
        )

    def _looked(self, twice: Twice) -> None:
        self._saving = False
        if twice:
            self.twice.tell(twice)
            self.retranslate()
            self.save_button.setFocus()
        elif self._entry is not None:
            self._register(self._entry)

    def _register(self, entry: Entry) -> None:
        ports, session, staged = self._context.ports, self._context.session, self.tray.staged
        reserved = self.number.wanted()
        self._saving = True

        def work(_progress: Progress) -> Registered:
            return registration.register(ports, session, entry=entry, staged=staged, reserved=reserved)

        self._context.operations.operation(
            self, tr("Registering"), work, self._registered, failed=self._refused, hold=[self.save_button, self.tray]
        )

    def _registered(self, made: Registered) -> None:
        self._saving = False
        self._before = self._entry
        self.tray.clear()
        self.twice.hide()
        self.registered.tell(made, self._before.title if self._before else "", len(self._queue))
        self._stack.setCurrentWidget(self.registered)
        self.registered.next_button.setFocus()

    def _refused(self, error: BaseException) -> None:
        self._saving = False
        if isinstance(error, FiledeskError) and not self.entry_form.show_refusal(error):
            show_error(self, error)

    # ---- other acts ---------------------------------------------------------------------------------------

    @Slot()
    def repeat(self) -> None:
        """F4: take over what papers that come together share from the entry before, this sitting's or the book's."""
        if self._stack.currentIndex() != 0:
            return
        if self._before is not None:
            self.entry_form.repeat(self._before)
            return
        ports, session, series = self._context.ports, self._context.session, self.series

        def work(_progress: Progress) -> Entry | None:
            rows = reading.first_page(ports, session, Query(series), count=1)
            return entry_of(rows[0], []) if rows else None

        def came(entry: Entry | None) -> None:
            if entry is not None:
                self.entry_form.repeat(entry)

        self._context.tasks.run(work, done=came, owner=self)

    @Slot()
    def next(self) -> None:
        """The next file of the queue, or an empty form for the next paper."""
        waiting = list(self._queue)
        self._fresh()
        if waiting:
            self.tray.take(self._queue.popleft())
            self._tell_queue()

    @Slot()
    def cancel(self) -> None:
        """Give up: the staged files are taken away again. In a queue only this paper is given up.

        While the entry is being saved there is nothing to give up any more.
        """
        if self._saving:
            return
        self.tray.give_up()
        if self._queue and self._stack.currentIndex() == 0:
            self.next()
        else:
            self._close()

    @Slot()
    def _close(self) -> None:
        self._begun = False
        self._queue.clear()
        self.closed.emit()

    @Slot()
    def _print_slip(self) -> None:
        made = self.registered.made
        if made is not None and self._stack.currentWidget() is self.registered and self.series is Series.INCOMING:
            print_slip(self._context, made.document, made.number, self)

    @Slot()
    def _open(self) -> None:
        if self.registered.made is not None:
            document = self.registered.made.document
            self._close()
            self.open_document.emit(document)

    def retranslate(self) -> None:
        self._heading.setText(tr(_TITLES[self.series]))
        again = tr("Register all the same (Ctrl+Enter)")
        self.save_button.setText(again if self.twice.isVisible() else tr("Register (Ctrl+Enter)"))
        self.repeat_button.setText(tr("As previous (F4)"))
        self.cancel_button.setText(tr("Cancel (Esc)"))
        self._tell_queue()
