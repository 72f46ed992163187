"""A dialog that asks what an act needs, carries it out, and stays open with the reason when it was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from filedesk.errors import ChangedMeanwhile, FiledeskError
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.form_grid import FormGrid

Work = Callable[[Progress], Changes]
ActWithReason = Callable[[str, int | None], Changes]


class HoldsFiles(Protocol):
    """What has taken files in that nothing names yet."""

    def give_up(self) -> None:
        """Discard them."""
        ...


class ActDialog(Retranslated, QDialog):
    """Base. `begin` gives the work to be done on the desk, or None while something is missing.

    Ctrl+Enter or the button named "agree" begins, Esc gives up. It never waits in a nested event loop: `open` it.
    `seen` is the document's last event that the person had before him. Where somebody else has acted since, he is
    told so and who it was, nothing typed is lost, and the same again carries it out on the document as it is now.
    """

    def __init__(
        self, context: Context, name: str, title: str, parent: QWidget, *, seen: int | None = None, wide: int = 520
    ) -> None:
        super().__init__(parent.window())
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.context = context
        self.seen = seen
        self._acting = self._given_up = False
        self._held: list[HoldsFiles] = []
        self.finished.connect(self._let_go)
        self._act_title = title
        self._heading = QLabel()
        self._heading.setObjectName("dialog_title")
        self.message_bar = MessageBar(self)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.agree = QPushButton()
        self.agree.setObjectName("agree")
        self.agree.setProperty("primary", True)
        self.refuse = QPushButton()
        self.refuse.setObjectName("refuse")
        for button in (self.agree, self.refuse):
            button.setAutoDefault(False)
        self.agree.clicked.connect(self.carry_out)
        self.refuse.clicked.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.agree.click)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.refuse)
        buttons.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self.message_bar)
        column.addLayout(self.body, 1)
        column.addLayout(buttons)
        self.resize(wide, self.sizeHint().height())
        ActDialog.retranslate(self)

    def hold_files(self, tray: HoldsFiles) -> None:
        """Files were taken in for this act: unless it is carried out they are discarded when the dialog closes."""
        self._held.append(tray)

    def begin(self) -> Work | None:
        """The work that carries the act out with what stands in the dialog."""
        raise NotImplementedError

    def tell(self, error: FiledeskError) -> None:
        """Show why it was refused; dialogs with fields tell it under the field."""
        show_error(self, error)

    @Slot()
    def carry_out(self) -> None:
        """Begin, unless something is missing or it is under way already."""
        if self._acting:
            return
        self.message_bar.hide()
        work = self.begin()
        if work is not None:
            self._acting = True
            self.context.operations.operation(
                self, tr(self._act_title), work, self._done, failed=self._refused, hold=[self.agree]
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        column = self.layout()
        if column is not None:
            wanted = (
                column.totalHeightForWidth(self.width()) if column.hasHeightForWidth() else self.sizeHint().height()
            )
            self.resize(self.width(), max(self.height(), wanted))

    def reject(self) -> None:
        """Give up. While the act is being carried out it is too late: the dialog then closes with its end."""
        if self._acting:
            self._given_up = True
        else:
            super().reject()

    def _refused(self, error: BaseException) -> None:
        self._acting = False
        if self._given_up:
            self.reject()
        elif isinstance(error, ChangedMeanwhile):
            self.seen = int(error.params["last_seq"])
            show_error(self, error)
        elif isinstance(error, FiledeskError):
            self.tell(error)

    def _done(self, _changes: Changes) -> None:
        self._held.clear()
        self.accept()

    @Slot()
    def _let_go(self) -> None:
        for tray in self._held:
            tray.give_up()

    def retranslate(self) -> None:
        self.setWindowTitle(tr(self._act_title))
        whose, act = self.context.whose, tr(self._act_title)
        self._heading.setText(tr("{name} signs here: {act}", name=whose, act=act) if whose else act)
        self.agree.setText(tr("{act} (Ctrl+Enter)", act=tr(self._act_title)))
        self.refuse.setText(tr("Cancel"))


class ReasonDialog(ActDialog):
    """Asks for a reason, and carries out `act(reason, seen)`."""

    def __init__(
        self, context: Context, name: str, title: str, act: ActWithReason, parent: QWidget, *, seen: int, hint: str = ""
    ) -> None:
        super().__init__(context, name, title, parent, seen=seen)
        self._act = act
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(110)
        self.grid = FormGrid("reason_form")
        self.grid.add("reason", mark("Reason"), self.reason, required=True, hint=hint)
        self.body.addWidget(self.grid)
        self.reason.setFocus()

    def begin(self) -> Work | None:
        reason, act, seen = self.reason.toPlainText(), self._act, self.seen
        return lambda _progress: act(reason, seen)

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, {"reason_missing": "reason"}):
            super().tell(error)
