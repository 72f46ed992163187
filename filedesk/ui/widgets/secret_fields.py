"""Fields for secrets that people type or compare: passwords twice over, fingerprints and codes in big groups."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from filedesk.errors import RuleRefused
from filedesk.texts import mark
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.typed_line import TypedLine


class PasswordLine(TypedLine):
    """A line that shows no letters and whose words no input method learns: Qt tells it so of such a line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)


class NewPassword:
    """Two lines for a new password in a form: it counts when both say the same."""

    def __init__(self, form: FormGrid, *, required: bool = True) -> None:
        self.first = PasswordLine("new_password")
        self.again = PasswordLine("new_password_again")
        self._form = form
        form.add(
            "new_password",
            mark("New password"),
            self.first,
            required=required,
            hint=mark("Several words are stronger than one and easier to remember."),
        )
        form.add("new_password_again", mark("New password again"), self.again, required=required)

    def value(self) -> str:
        """What both lines say, "" when both are empty. Raises RuleRefused("passwords_differ")."""
        if self.first.text() != self.again.text():
            raise RuleRefused("passwords_differ", field="new_password_again")
        return self.first.text()

    def clear(self) -> None:
        """Empty both lines."""
        self.first.clear()
        self.again.clear()


class BigGroups(QLabel):
    """A fingerprint or one-time code, large and in the groups in which it is read aloud."""

    def __init__(self, name: str, parent: QWidget | None = None, *, points: int = 20) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.setStyleSheet(f"font-family: '{font.family()}'; font-size: {points}pt; font-weight: 600;")
        self.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self.setTextInteractionFlags(
            QtCore.Qt.TextInteractionFlag.TextSelectableByMouse | QtCore.Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def put(self, value: str) -> None:
        """Show `value`, whose groups are apart by "-"."""
        self.setText(value.replace("-", " - "))
        self.setAccessibleName(value)
