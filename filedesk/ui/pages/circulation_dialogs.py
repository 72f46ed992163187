"""The dialogs of reading in turn 传阅 (I4): sending round, taking back, passing on, reading, changing readers."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from filedesk.domain.circulation import LEFT_OPEN, ORIGINAL, Mode, Turn
from filedesk.domain.people import Role
from filedesk.domain.routing import Purpose
from filedesk.errors import FiledeskError
from filedesk.services import circulation, custody
from filedesk.services.changes import Changes
from filedesk.texts import mark, tr
from filedesk.texts.names import MODES, PURPOSES
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.fields_dialog import At, FieldsDialog
from filedesk.ui.pages.slip_form import SlipForm
from filedesk.ui.widgets.flow import FlowLayout
from filedesk.ui.widgets.told_label import ToldLabel

PHRASES: Final = (mark("Read."), mark("Agreed."), mark("Read, please handle."), mark("Read, no objection."))
"""The usual phrases of a reader, on Ctrl+1 to Ctrl+4."""


class CirculateDialog(FieldsDialog):
    """Send a paper to the readers whom the general manager named, in one of the three modes."""

    PLACES: ClassVar = {"mode_does_not_fit": "mode", "carrier_may_not": "carrier"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "circulate_dialog", mark("Circulate"))
        said = at.view.instructions[-1].wording if at.view.instructions else None
        self._readers = said.readers if said is not None else ()
        self.mode = self.choice("mode", mark("How it goes round"), [mode.value for mode in Mode], MODES)
        if len(self._readers) == 1:
            self.mode.setCurrentIndex(self.mode.findData(Mode.SINGLE.value))
        self.by = self.carrier()
        self.named = QLabel()
        self.named.setObjectName("circulate_readers")
        self.named.setWordWrap(True)
        self.body.insertWidget(0, self.named)
        self.mode.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        names = tr(", ").join(f"{n} {self.at.name(r)}" for n, r in enumerate(self._readers, start=1))
        self.named.setText(tr("Readers: {names}", names=names))

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        mode, by = Mode(self.mode.currentData()), self.by.currentData()
        return lambda _progress: circulation.begin_circulation(
            ports, session, document=document, mode=mode, carrier=by, seen=seen
        )


class SendNextDialog(FieldsDialog):
    """Back from the last reader and out to the next, by another carrier."""

    PLACES: ClassVar = {"carrier_may_not": "carrier"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "send_next_dialog", mark("To the next reader"))
        self.by = self.carrier()
        self.by.setFocus()

    def begin(self) -> Work | None:
        ports, session, documents, seen = self.context.ports, self.context.session, [self.at.document], self.seen
        by = self.by.currentData()
        return lambda _progress: circulation.send_to_next(ports, session, documents=documents, carrier=by, seen=seen)


class WithdrawDialog(FieldsDialog):
    """Take a paper back from a reader to whom it was sent in error; his turn is yet to come again."""

    PLACES: ClassVar = {"reason_missing": "reason", "turn_not_open": "reader"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "withdraw_dialog", mark("Take back from a reader"))
        out = {reader: at.name(reader) for reader, turn in at.view.route.standing.turns if turn is Turn.OUT}
        self.reader = self.people("reader", mark("Reader"), out)
        self.reason = self.words("reason", mark("Reason"), required=True)
        self.reason.setFocus()

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        reader, reason = self.reader.currentData(), self.reason.toPlainText()
        return lambda _progress: circulation.withdraw(
            ports, session, document=document, reader=reader, reason=reason, seen=seen
        )


class PassOnDialog(FieldsDialog):
    """Record a hand-over as it happened (N3); one from reader to reader 横传 is refused with its rule."""

    PLACES: ClassVar = {
        "already_with_him": "to",
        "handed_among_readers": "to",
        "person_gone": "to",
        "carrier_may_not": "carrier",
        "copy_unknown": "copy",
    }

    def __init__(self, at: At) -> None:
        super().__init__(at, "pass_on_dialog", mark("Record a hand-over"), columns=2)
        self.to = self.people("to", mark("Handed to"), at.facts.people)
        wanted = [purpose.value for purpose in Purpose if purpose is not Purpose.WITHDRAWAL]
        self.purpose = self.choice("purpose", mark("Purpose"), wanted, PURPOSES)
        copies = {one.copy: f"{one.copy} · {at.name(one.holder)}" for one in at.view.route.holdings}
        self.copy = self.people("copy", mark("Copy, and who has it"), copies, chosen=ORIGINAL)
        self.by = self.carrier()
        self.to.setFocus()

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        to, by, purpose = self.to.currentData(), self.by.currentData(), Purpose(self.purpose.currentData())
        copy = self.copy.currentData()
        return lambda _progress: custody.pass_on(
            ports, session, document=document, to=to, purpose=purpose, copy=copy, carrier=by, seen=seen
        )


class ReadDialog(FieldsDialog):
    """A reader writes his opinion and signs; left empty it says 阅. Also for somebody whose deputy he is today."""

    PLACES: ClassVar = {"turn_not_open": "reader", "not_his_deputy": "reader"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "read_dialog", mark("Read and sign"), wide=560)
        session = at.context.session
        mine = at.view.route.standing.own_turns()
        self.reader = self.people("reader", mark("Reader"), {one: at.name(one) for one in mine})
        self.text = self.words("opinion", mark("Opinion"), hint=mark("Left empty it says “Read”."), high=96)
        self._as_deputy = ToldLabel(mark("You sign as his deputy, and the record says so."))
        self._as_deputy.setObjectName("as_deputy")
        phrases = QWidget()
        flow = FlowLayout(phrases)
        self._buttons: list[QPushButton] = []
        for place in range(len(PHRASES)):
            button = QPushButton(phrases)
            self._buttons.append(button)
            button.setObjectName(f"phrase_{place + 1}")
            button.setProperty("chip", True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(self._write)
            QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self, button.click)
            flow.addWidget(button)
        self.body.addWidget(self._as_deputy)
        self.body.addWidget(phrases)
        self._me = session.person
        self.reader.currentIndexChanged.connect(self._turn)
        self._turn()
        field = self.grid.fields["reader"]
        for widget in (field.label, field.editor):
            widget.setVisible(mine != (session.person,))
        self.text.setFocus()
        self.retranslate()

    @Slot()
    def _turn(self) -> None:
        self._as_deputy.setVisible(self.reader.currentData() != self._me)

    @Slot()
    def _write(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.text.textCursor().insertText(button.text())
            self.text.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        for place, button in enumerate(self._buttons):
            button.setText(tr(PHRASES[place]))
            button.setToolTip(tr("Ctrl+{n} writes this", n=place + 1))

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        reader, text = self.reader.currentData(), self.text.toPlainText()
        return lambda _progress: circulation.sign_reading(
            ports, session, document=document, reader=reader, text=text, seen=seen
        )


class SlipDialog(FieldsDialog):
    """Base of what the clerk records for somebody: the fields, and below them what she records from."""

    slip: SlipForm | None = None

    def add_slip(self) -> None:
        """The form of the slip, below the fields."""
        self.slip = SlipForm(self.at)
        self.body.addWidget(self.slip)
        self.finished.connect(self.slip.close_down)

    def _done(self, changes: Changes) -> None:
        if self.slip is not None:
            self.slip.keep()
        super()._done(changes)

    def tell(self, error: FiledeskError) -> None:
        if self.slip is None or not self.slip.show_error(error):
            super().tell(error)


class RecordReadingDialog(SlipDialog):
    """The clerk records a reading done on paper or told by telephone; the reader confirms it later 补签."""

    PLACES: ClassVar = {"turn_not_open": "reader"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "record_reading_dialog", mark("Record a reading"), wide=600)
        readers = {one: at.name(one) for one in at.view.route.standing.open_turns()}
        self.reader = self.people("reader", mark("Reader"), readers)
        self.text = self.words("opinion", mark("Opinion"), hint=mark("Left empty it says “Read”."))
        self.add_slip()
        self.text.setFocus()

    def begin(self) -> Work | None:
        slip = self.slip.slip() if self.slip is not None else None
        if slip is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        reader, text = self.reader.currentData(), self.text.toPlainText()
        return lambda _progress: circulation.record_reading(
            ports, session, document=document, reader=reader, slip=slip, text=text, seen=seen
        )


class ReaderDialog(SlipDialog):
    """Add a reader, or leave one out: the general manager himself, or the clerk on his word, which she records."""

    PLACES: ClassVar = {
        "reason_missing": "reason",
        "reader_twice": "reader",
        "reader_unknown": "reader",
        "turn_not_open": "reader",
    }

    def __init__(self, at: At, *, add: bool) -> None:
        name, title = (
            ("add_reader_dialog", mark("Add a reader")) if add else ("skip_reader_dialog", mark("Leave a reader out"))
        )
        super().__init__(at, name, title, wide=600)
        self._add = add
        turns = at.view.route.standing.turns
        there = {reader for reader, _turn in turns}
        offered = (
            {number: told for number, told in at.facts.people.items() if number not in there}
            if add
            else {reader: at.name(reader) for reader, turn in turns if turn in LEFT_OPEN}
        )
        self.reader = self.people("reader", mark("Reader"), offered)
        self.reason = self.words("reason", mark("Reason"), required=True)
        if not at.context.session.is_a(Role.GENERAL_MANAGER):
            self.body.addWidget(ToldLabel(mark("Only the general manager changes the readers. How did he say so?")))
            self.add_slip()
        self.reader.setFocus()

    def begin(self) -> Work | None:
        slip = self.slip.slip() if self.slip is not None else None
        if self.slip is not None and slip is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        reader, reason = self.reader.currentData(), self.reason.toPlainText()
        act = circulation.add_reader if self._add else circulation.skip_reader
        return lambda _progress: act(
            ports, session, document=document, reader=reader, reason=reason, slip=slip, seen=seen
        )
