"""What a person sees who has no desk yet: set up an office, open a desk, or look at the demo office."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from filedesk.texts import mark, tr
from filedesk.ui.front_card import FrontCard
from filedesk.ui.icons import put_icon

_CHOICES = (
    (
        "set_up",
        "office",
        mark("Set up a new office"),
        mark("The general manager is needed for about five minutes."),
    ),
    ("open_desk", "folder", mark("Open a desk…"), mark("A folder in which an office was set up before.")),
    (
        "open_demo",
        "todo",
        mark("Open the demo office"),
        mark("An invented office with some sixty papers, to look around in. Nothing in it is real."),
    ),
)


class StartPage(FrontCard):
    """Each choice is a button, named like its signal."""

    set_up = Signal()
    open_desk = Signal()
    open_demo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "start_page", mark("Welcome to filedesk"), mark("Records and filing for an office."), parent=parent
        )
        self.buttons: dict[str, QPushButton] = {}
        self._told: dict[str, QLabel] = {}
        for name, picture, _title, _told in _CHOICES:
            button, told = QPushButton(), QLabel()
            button.setObjectName(name)
            button.setMinimumHeight(42)
            put_icon(button, picture, "on_accent" if name == "set_up" else "text")
            button.clicked.connect(getattr(self, name))
            told.setProperty("role", "muted")
            told.setWordWrap(True)
            self.body.addWidget(button)
            self.body.addWidget(told)
            self.body.addSpacing(6)
            self.buttons[name], self._told[name] = button, told
        self.buttons["set_up"].setProperty("primary", True)
        self.setFocusProxy(self.buttons["set_up"])
        self.retranslate()

    def hold(self, held: bool) -> None:
        """While a desk is being opened or made, no other choice is taken."""
        for button in self.buttons.values():
            button.setDisabled(held)

    def retranslate(self) -> None:
        super().retranslate()
        for name, _picture, title, told in _CHOICES:
            self.buttons[name].setText(tr(title))
            self._told[name].setText(tr(told))
