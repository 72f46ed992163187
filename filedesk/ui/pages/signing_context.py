"""The desk as somebody finds it who signs one act at the screen of whoever is signed in 当面签.

Every act that is begun in this context asks for his password first; his keys live while it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import Cancelled, FiledeskError
from filedesk.services.progress import Progress
from filedesk.services.signing_here import forget_keys, lend_keys
from filedesk.texts import mark, tr, trn
from filedesk.ui.context import Context
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.operations import Operations, R
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.signing_in import Refusal, try_sign_in
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.secret_fields import PasswordLine


@dataclass(frozen=True)
class SigningContext(Context):
    """`session` is his, without keys; `beside` the context of whoever is signed in."""

    beside: Context

    @property
    def whose(self) -> str:
        """His name."""
        return self.session.name

    @property
    def operations(self) -> Operations:
        """Asks for his password before each act."""
        return AskingOperations(self)


class AskingOperations(Operations):
    """An operation of his: first the password, then the act with his keys, which are forgotten with its end."""

    def __init__(self, context: SigningContext) -> None:
        plain = context.beside.operations
        super().__init__(plain.tasks, plain.hub, plain.clock)
        self._context = context

    def operation(
        self,
        parent: QWidget,
        title: str,
        work: Callable[[Progress], R],
        success: Callable[[R], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
        hold: Sequence[QWidget] = (),
    ) -> None:
        """Ask, and then as any operation; whoever gives up at the question is told as Cancelled."""
        asked = PasswordDialog(self._context, title, parent)

        def act(password: str) -> None:
            session, ports = self._context.session, self._context.ports
            to_take_in = session.role_keys
            refused: list[Refusal] = []

            def signed(progress: Progress) -> R:
                answer = try_sign_in(ports, session.name, password, None)
                if isinstance(answer, Refusal):
                    refused.append(answer)
                    raise answer.error
                try:
                    lend_keys(session, answer)
                    return work(progress)
                finally:
                    forget_keys(answer)
                    forget_keys(session)
                    session.role_keys = to_take_in

            def done(result: R) -> None:
                asked.end()
                if success is not None and shiboken6.isValid(parent):
                    success(result)

            def not_done(error: BaseException) -> None:
                if refused:
                    asked.tell(refused[0])
                    return
                asked.end()
                if not shiboken6.isValid(parent):
                    return
                if failed is not None:
                    failed(error)
                elif isinstance(error, FiledeskError):
                    show_error(parent, error)

            Operations.operation(self, asked, title, signed, done, failed=not_done, hold=[*hold, asked.agree])

        def given_up() -> None:
            if failed is not None and shiboken6.isValid(parent):
                failed(Cancelled())

        asked.given.connect(act)
        asked.rejected.connect(given_up)
        asked.open()


class PasswordDialog(Retranslated, QDialog):
    """Asks for the password of whoever signs here. `given` carries it; a wrong one is told here, with the wait."""

    given = Signal(str)

    def __init__(self, context: SigningContext, title: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("password_here_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._name, self._clerk, self._act_title = context.whose, context.beside.session.name, title
        self._left, self._acting = 0, False
        self._heading, self._told = QLabel(), QLabel()
        self._heading.setObjectName("dialog_title")
        self._told.setObjectName("password_here_told")
        for label in (self._heading, self._told):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.message_bar = MessageBar(self)
        self.password = PasswordLine("password_here")
        self.grid = FormGrid("password_here_form")
        self.grid.add("password", mark("Password"), self.password, required=True)
        self.agree, self.refuse = QPushButton(), QPushButton()
        self.agree.setObjectName("agree")
        self.agree.setProperty("primary", True)
        self.agree.setDefault(True)
        self.refuse.setObjectName("refuse")
        self.refuse.setAutoDefault(False)
        self.agree.clicked.connect(self._give)
        self.refuse.clicked.connect(self.reject)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.refuse)
        buttons.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        for widget in (self._heading, self.message_bar, self._told, self.grid):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.resize(460, self.sizeHint().height())
        self.password.setFocus()
        self.retranslate()

    @Slot()
    def _give(self) -> None:
        if self._acting or self._left:
            return
        self.message_bar.hide()
        self._acting = True
        password = self.password.text()
        self.password.clear()
        self.given.emit(password)

    def tell(self, refusal: Refusal) -> None:
        """It was wrong: say so, and for how long the next try must wait."""
        self._acting, self._left = False, refusal.seconds
        show_error(self, refusal.error)
        if self._left:
            self._timer.start()
        self.password.setFocus()
        self.retranslate()

    def end(self) -> None:
        """The act was carried out, or refused for another reason than the password."""
        self._acting = False
        self.accept()

    def reject(self) -> None:
        """Give up, unless the act is being written."""
        if not self._acting:
            super().reject()

    @Slot()
    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            self._left = 0
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Sign here"))
        self._heading.setText(tr("{name} signs here: {act}", name=self._name, act=self._act_title))
        told = tr("It is signed with the key of {name}. {clerk} stays signed in.", name=self._name, clerk=self._clerk)
        self._told.setText(told)
        self.agree.setEnabled(not self._left)
        if self._left:
            self.agree.setText(trn("Try again in {n} second", "Try again in {n} seconds", self._left))
        else:
            self.agree.setText(tr("Sign (Enter)"))
        self.refuse.setText(tr("Cancel"))
