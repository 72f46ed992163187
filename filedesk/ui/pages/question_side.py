"""A question put to the general manager on the way 请示, and the field for his answer 答复 (I6)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from filedesk.services import asking
from filedesk.services.changes import Changes
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.form_grid import FormGrid


class QuestionSide(Retranslated, QWidget):
    """Shows the question of a row of the to-do. `answered` carries that row when the answer is signed."""

    answered = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: Row | None = None
        self._asked = QLabel()
        self._asked.setObjectName("question")
        self._asked.setWordWrap(True)
        self._asked.setTextFormat(Qt.TextFormat.PlainText)
        self.answer = QPlainTextEdit()
        self.answer.setObjectName("answer")
        self.answer.setTabChangesFocus(True)
        grid = FormGrid("answer_form")
        grid.add("answer", mark("Answer"), self.answer, required=True)
        self.button = QPushButton()
        self.button.setObjectName("sign_answer")
        self.button.setAutoDefault(False)
        self.button.setProperty("primary", True)
        put_icon(self.button, "sign", "on_accent")
        self.button.clicked.connect(self._sign)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._asked)
        column.addWidget(grid, 1)
        column.addWidget(self.button)
        self.retranslate()

    def show_question(self, row: Row | None) -> None:
        """Show this question; what is typed stays as long as it is the same one."""
        if self._row is None or row is None or row["key"] != self._row["key"]:
            self.answer.clear()
        self._row = row
        self.setEnabled(row is not None)
        self.retranslate()

    @Slot()
    def _sign(self) -> None:
        row, text = self._row, self.answer.toPlainText()
        if row is None:
            return
        ports, session = self._context.ports, self._context.session

        def work(_progress: Progress) -> Changes:
            return asking.answer(ports, session, query=row["key"], text=text)

        self._context.operations.operation(
            self, tr("Signing"), work, lambda _changes: self.answered.emit(row), hold=[self.button]
        )

    def retranslate(self) -> None:
        row = self._row
        since = f"  {row['since']}" if row else ""
        self._asked.setText(f"{row['whose_name']}{since}\n{row['told']}" if row else "")
        self.button.setText(tr("Sign the answer (Ctrl+Enter)"))
