"""Signing in: who and which password; the first time with a one-time code; a growing wait after wrong ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.domain.people import PersonState
from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services.progress import Progress
from filedesk.texts import mark, tr, trn
from filedesk.ui.front_card import FrontCard
from filedesk.ui.messages import show_error
from filedesk.ui.tasks import Tasks
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.secret_fields import PasswordLine

if TYPE_CHECKING:
    from filedesk.services.desk_ports import Ports
    from filedesk.services.keys import Session
    from filedesk.services.ledger import Row
    from filedesk.ui.pages.first_sign_in import FirstSignIn
    from filedesk.ui.signing_in import Refusal


class SignIn(FrontCard):
    """`signed_in` carries the Session; `asked` comes when a password has been handed in and the keys are being made.
    With `locked` it waits for that person, but lets another one in too.

    It may stand there before the desk is open (`use_desk`): a password can be typed, and handed in, meanwhile.
    """

    signed_in = Signal(object)
    asked = Signal()

    def __init__(
        self,
        tasks: Tasks,
        *,
        name: str = "",
        locked: bool = False,
        choosing: bool = False,
        tick: int = 1000,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is chosen beforehand; with `choosing` the keyboard is at the names; a second of the wait lasts `tick`
        milliseconds.
        """
        title, lead = (
            (mark("Locked"), mark("Everything is as it was. Enter your password.")) if locked else (mark("Sign in"), "")
        )
        super().__init__("sign_in", title, lead, width=440, parent=parent)
        self._ports: Ports | None = None
        self._tasks = tasks
        self._wanted = name
        self._choosing = choosing
        self._came = False
        self._handed_in = False
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
        self._first: FirstSignIn | None = None
        self._explained = QLabel()
        self._explained.setObjectName("first_time_explained")
        self._explained.setWordWrap(True)
        self._demo_password = ""
        self._demo = QLabel()
        self._demo.setObjectName("demo_password")
        self._demo.setProperty("role", "muted")
        self._demo.hide()
        self._button = QPushButton()
        self._button.setObjectName("sign_in_button")
        self._button.setProperty("primary", True)
        self._button.clicked.connect(self.act)
        self._column = QVBoxLayout()
        for widget in (self.who, self.known, self._explained, self._demo):
            self._column.addWidget(widget)
        self.body.addLayout(self._column)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button)
        self.body.addLayout(row)
        self.password.returnPressed.connect(self.act)
        self.person.currentIndexChanged.connect(self._person_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(tick)
        self._timer.timeout.connect(self._tick)
        self.person.setPlaceholderText(name)
        self._show_state()

    @property
    def first(self) -> FirstSignIn:
        """The form for a first sign-in, made for the first person who needs it."""
        if self._first is None:
            from filedesk.ui.pages.first_sign_in import FirstSignIn

            self._first = FirstSignIn()
            self._first.entered.connect(self.act)
            self._column.insertWidget(self._column.indexOf(self._demo), self._first)
            self._first.follow(self.password)
        return self._first

    # ---- who ----------------------------------------------------------------------------------------------

    def waits_for_desk(self) -> bool:
        """Whether no desk was given it yet."""
        return self._ports is None

    def use_desk(self, ports: Ports, *, demo_password: str = "") -> None:
        """Fetch the names from this desk, and sign in there. A demo tells its password."""
        self._ports = ports
        self._demo_password = demo_password
        self._demo.setVisible(bool(demo_password))
        self.retranslate()

        def work(_progress: Progress) -> list[Row]:
            # Loaded on the worker, while the page stands there already.
            from filedesk.services.people import people

            return people(ports)

        self._tasks.run(work, done=self._people_came, failed=self._failed, on="desk", owner=self)

    @Slot(object)
    def _people_came(self, rows: list[Row]) -> None:
        self._came = True
        self._rows = [row for row in rows if row["state"] != PersonState.LEFT]
        self.person.blockSignals(True)
        self.person.clear()
        for row in self._rows:
            told = f"{row['name']}  ·  {row['department']}" if row["department"] else row["name"]
            self.person.addItem(told, row["name"])
        place = self.person.findData(self._wanted)
        self.person.setCurrentIndex(max(0, place) if self._rows else -1)
        self.person.blockSignals(False)
        self._show_state()
        if QApplication.focusWidget() is not self.person:
            self._first_field().setFocus()
        handed_in, self._handed_in = self._handed_in, False
        if handed_in and place >= 0:
            self.act()

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
        self._clear_first()
        self._show_state()
        if not self.person.hasFocus():
            self._first_field().setFocus()

    def _clear_first(self) -> None:
        if self._first is not None:
            self._first.clear()

    def _first_time(self) -> bool:
        row = self.chosen()
        return row is not None and row["state"] == PersonState.INVITED

    def _first_field(self) -> QWidget:
        if self._choosing:
            return self.person
        return self.first.code if self._first_time() else self.password

    def _show_state(self) -> None:
        first, row = self._first_time(), self.chosen()
        unkeyed = row is not None and row["state"] == PersonState.ADDED
        self.known.setVisible(not first and not unkeyed)
        if first or self._first is not None:
            self.first.setVisible(first)
        self._explained.setVisible(first or unkeyed)
        self.setFocusProxy(self._first_field())
        self.retranslate()

    # ---- the act ------------------------------------------------------------------------------------------

    @Slot()
    def act(self) -> None:
        """Sign in with what stands there; before the names are here, as soon as they are."""
        if not self._came:
            self._handed_in = bool(self.password.text())
            self._show_wait()
            return
        row, ports = self.chosen(), self._ports
        if row is None or ports is None or self._busy or self._left or row["state"] == PersonState.ADDED:
            return
        code = None
        password = self.password.text()
        if self._first_time():
            self.first.clear_errors()
            try:
                password, code = self.first.value()
            except RuleRefused as error:
                self.first.show_error(error)
                return
        self._busy = True
        self._show_wait()
        self.message_bar.dismiss()
        name = row["name"]

        def work(_progress: Progress) -> Session | Refusal:
            from filedesk.ui.signing_in import try_sign_in

            return try_sign_in(ports, name, password, code)

        self._tasks.run(work, done=self._answered, failed=self._failed, on="desk", owner=self)
        self.asked.emit()

    def _answered(self, answer: Session | Refusal) -> None:
        # Loaded by the worker that answered.
        from filedesk.ui.signing_in import Refusal

        self._busy = False
        if not isinstance(answer, Refusal):
            self.password.clear()
            self._clear_first()
            self.signed_in.emit(answer)
            return
        self.message_bar.show_error(answer.error)
        self._left = answer.seconds
        if self._left:
            self._timer.start()
        self._show_wait()
        self._choosing = False
        field = self._first_field()
        field.setFocus()
        if isinstance(field, PasswordLine):
            field.selectAll()

    def _failed(self, error: BaseException) -> None:
        self._busy = self._handed_in = False
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
        lets_in = row is not None and row["state"] != PersonState.ADDED
        free = not (self._left or self._busy or self._handed_in)
        self._button.setEnabled(free and (lets_in or not self._came))
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
