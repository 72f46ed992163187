"""What somebody enters at the first sign-in: the one-time code, and a password of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from filedesk.errors import RuleRefused
from filedesk.texts import mark
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.secret_fields import NewPassword
from filedesk.ui.widgets.typed_line import TypedLine


class FirstSignIn(FormGrid):
    """Code and new password. `entered` comes with Enter in any of the lines."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__("first_time")
        self.code = TypedLine("one_time_code")
        self.add("one_time_code", mark("One-time code"), self.code, required=True)
        self.new_password = NewPassword(self)
        for line in self._lines():
            line.returnPressed.connect(self.entered)

    def _lines(self) -> tuple[TypedLine, ...]:
        return self.code, self.new_password.first, self.new_password.again

    def follow(self, before: QWidget) -> None:
        """Tab goes from `before` through the lines."""
        for line in self._lines():
            QWidget.setTabOrder(before, line)
            before = line

    def value(self) -> tuple[str, str]:
        """The new password and the code. Raises RuleRefused: "passwords_differ", "password_empty"."""
        password = self.new_password.value()
        if not password:
            raise RuleRefused("password_empty", field="new_password")
        return password, self.code.text()

    def clear(self) -> None:
        """Forget what was typed, and what was wrong with it."""
        self.code.clear()
        self.new_password.clear()
        self.clear_errors()
