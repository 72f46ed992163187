"""Signing in: who and which password; the first time with a one-time code; a growing wait after wrong ones."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.clock import from_text
from filedesk.domain.people import PersonState
from filedesk.errors import FiledeskError, KeyOrSealWrong, RuleRefused
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Row
from filedesk.services.people import first_sign_in, people, sign_in, wait_after
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr, trn
from filedesk.ui.front_card import FrontCard
from filedesk.ui.messages import show_error
from filedesk.ui.tasks import Tasks
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.secret_fields import NewPassword, PasswordLine
from filedesk.ui.widgets.typed_line import TypedLine


@dataclass(frozen=True)
class Refusal:
    """A sign-in that was refused, and for how many seconds the next try must wait."""

    error: FiledeskError
    seconds: int


def try_sign_in(ports: Ports, name: str, password: str, code: str | None) -> Session | Refusal:
    """Sign in, or for the first time with `code`. What a person may mend comes back as a Refusal."""
    try:
        if code is None:
            return sign_in(ports, name=name, password=password)
        return first_sign_in(ports, name=name, code=code, password=password)
    except KeyOrSealWrong as error:
        if error.code not in {"password_wrong", "code_wrong"}:
            raise
        return Refusal(error, _seconds_left(ports, name))
    except RuleRefused as error:
        seconds = error.params.get("seconds", 0)
        return Refusal(error, seconds if isinstance(seconds, int) else 0)


def _seconds_left(ports: Ports, name: str) -> int:
    with ports.ledger.reading() as reading:
        row = reading.get("person", name=name)
    if row is None or not row["refused"]:
        return 0
    left = from_text(row["refused_at"]) + wait_after(row["refused"]) - ports.clock.now()
    return max(0, int(left.total_seconds()) + 1)


class SignIn(FrontCard):
    """`signed_in` carries the Session. With `locked` it waits for that person, but lets another one in too."""

    signed_in = Signal(object)

    def __init__(
        self,
        ports: Ports,
        tasks: Tasks,
        *,
        name: str = "",
        locked: bool = False,
        demo_password: str = "",
        tick: int = 1000,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is chosen beforehand; a demo tells its password; a second of the wait lasts `tick` milliseconds."""
        title, lead = (
            (mark("Locked"), mark("Everything is as it was. Enter your password.")) if locked else (mark("Sign in"), "")
        )
        super().__init__("sign_in", title, lead, width=440, parent=parent)
        self._ports = ports
        self._tasks = tasks
        self._wanted = name
        self._rows: list[Row] = []
        self._left = 0
        self._busy = False
        self.person = QComboBox()
        self.person.setObjectName("person_choice")
        self.password = PasswordLine("password")
        self.who = FormGrid("who")
        self.who.add("person_choice", mark("Name"), self.person)
        self.known = FormGrid("known")
        self.known.add("password", mark("Password"), self.password)
        self.first = FormGrid("first_time")
        self._explained = QLabel()
        self._explained.setObjectName("first_time_explained")
        self._explained.setWordWrap(True)
        self.code = TypedLine("one_time_code")
        self.first.add("one_time_code", mark("One-time code"), self.code, required=True)
        self.new_password = NewPassword(self.first)
        self._demo_password = demo_password
        self._demo = QLabel()
        self._demo.setObjectName("demo_password")
        self._demo.setProperty("role", "muted")
        self._demo.setVisible(bool(demo_password))
        self._button = QPushButton()
        self._button.setObjectName("sign_in_button")
        self._button.setProperty("primary", True)
        self._button.clicked.connect(self.act)
        column = QVBoxLayout()
        for widget in (self.who, self.known, self._explained, self.first, self._demo):
            column.addWidget(widget)
        self.body.addLayout(column)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button)
        self.body.addLayout(row)
        for line in (self.password, self.code, self.new_password.first, self.new_password.again):
            line.returnPressed.connect(self.act)
        self.person.currentIndexChanged.connect(self._person_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(tick)
        self._timer.timeout.connect(self._tick)
        self.setFocusProxy(self.password)
        self._show_state()
        tasks.run(lambda _progress: people(ports), done=self._people_came, failed=self._failed, on="desk", owner=self)

    # ---- who ----------------------------------------------------------------------------------------------

    @Slot(object)
    def _people_came(self, rows: list[Row]) -> None:
        self._rows = [row for row in rows if row["state"] != PersonState.LEFT]
        self.person.blockSignals(True)
        self.person.clear()
        for row in self._rows:
            told = f"{row['name']}  ·  {row['department']}" if row["department"] else row["name"]
            self.person.addItem(told, row["name"])
        self.person.setCurrentIndex(max(0, self.person.findData(self._wanted)) if self._rows else -1)
        self.person.blockSignals(False)
        self._show_state()
        self._first_field().setFocus()

    def choose(self, name: str) -> None:
        """Put `name` into the box. A name that is not there changes nothing."""
        place = self.person.findData(name)
        if place >= 0:
            self.person.setCurrentIndex(place)

    def chosen(self) -> Row | None:
        """The person in the box, as `services.people.people` tells of him."""
        place = self.person.currentIndex()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @Slot()
    def _person_changed(self) -> None:
        self._stop_waiting()
        self.message_bar.dismiss()
        self.password.clear()
        self.code.clear()
        self.new_password.clear()
        self.first.clear_errors()
        self._show_state()

    def _first_time(self) -> bool:
        row = self.chosen()
        return row is not None and row["state"] == PersonState.INVITED

    def _first_field(self) -> QWidget:
        return self.code if self._first_time() else self.password

    def _show_state(self) -> None:
        first, row = self._first_time(), self.chosen()
        unkeyed = row is not None and row["state"] == PersonState.ADDED
        self.known.setVisible(not first and not unkeyed)
        self.first.setVisible(first)
        self._explained.setVisible(first or unkeyed)
        self.setFocusProxy(self._first_field())
        self.retranslate()

    # ---- the act ------------------------------------------------------------------------------------------

    @Slot()
    def act(self) -> None:
        """Sign in with what stands there."""
        row = self.chosen()
        if row is None or self._busy or self._left or row["state"] == PersonState.ADDED:
            return
        code = None
        password = self.password.text()
        if self._first_time():
            self.first.clear_errors()
            try:
                password, code = self.new_password.value(), self.code.text()
                if not password:
                    raise RuleRefused("password_empty", field="new_password")
            except RuleRefused as error:
                self.first.show_error(error)
                return
        self._busy = True
        self._button.setEnabled(False)
        self.message_bar.dismiss()
        name = row["name"]

        def work(_progress: Progress) -> Session | Refusal:
            return try_sign_in(self._ports, name, password, code)

        self._tasks.run(work, done=self._answered, failed=self._failed, on="desk", owner=self)

    def _answered(self, answer: Session | Refusal) -> None:
        self._busy = False
        if isinstance(answer, Session):
            self.password.clear()
            self.new_password.clear()
            self.signed_in.emit(answer)
            return
        self.message_bar.show_error(answer.error)
        self._left = answer.seconds
        if self._left:
            self._timer.start()
        self._show_wait()
        field = self._first_field()
        field.setFocus()
        if isinstance(field, PasswordLine):
            field.selectAll()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._show_wait()
        if isinstance(error, FiledeskError):
            show_error(self.card, error)

    # ---- the wait -----------------------------------------------------------------------------------------

    def seconds_left(self) -> int:
        """How long the next try must wait, in seconds; 0 when it need not."""
        return self._left

    @Slot()
    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._stop_waiting()
        self._show_wait()

    def _stop_waiting(self) -> None:
        self._timer.stop()
        self._left = 0

    def _show_wait(self) -> None:
        row = self.chosen()
        self._button.setEnabled(
            row is not None and not self._left and not self._busy and row["state"] != PersonState.ADDED
        )
        if self._left:
            self._button.setText(trn("Try again in {n} second", "Try again in {n} seconds", self._left))
        else:
            self._button.setText(tr("Set password and sign in") if self._first_time() else tr("Sign in"))

    def retranslate(self) -> None:
        super().retranslate()
        if self._first_time():
            self._explained.setText(
                tr("Your first sign-in, or a new start: enter the one-time code you were given and choose a password.")
            )
        else:
            self._explained.setText(
                tr("This person has no keys and no one-time code yet. The general manager can give a code.")
            )
        self._demo.setText(tr("Demo office. Everybody's password: {password}", password=self._demo_password))
        self._show_wait()
