"""What fills the window while nobody is at work: one card in its middle, with a title, a message bar and a body."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from filedesk.texts import tr
from filedesk.ui.messages import MessageBar
from filedesk.ui.retranslated import Retranslated


class FrontCard(Retranslated, QFrame):
    """Base of sign-in, start and set-up. `title` and `lead` are message ids; `width` is in logical pixels."""

    def __init__(
        self, name: str, title: str, lead: str = "", *, width: int = 460, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._lead = lead
        self.card = QFrame()
        self.card.setObjectName("card")
        self.card.setMaximumWidth(width)
        self.card.setMinimumWidth(min(width, 420))
        self._heading = QLabel()
        self._heading.setObjectName("page_title")
        self._heading.setWordWrap(True)
        self._heading.setContentsMargins(0, 0, 0, 4)  # a wrapped line is measured without the foot of its letters
        self._below = QLabel()
        self._below.setObjectName("lead")
        self._below.setProperty("role", "muted")
        self._below.setWordWrap(True)
        self.message_bar = MessageBar(self.card)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(30, 24, 30, 24)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._below)
        column.addWidget(self.message_bar)
        column.addLayout(self.body, 1)
        inner = QWidget()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card, 100)
        row.addStretch(1)
        middle = QVBoxLayout(inner)
        middle.setContentsMargins(16, 16, 16, 16)
        middle.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("front")  # the style sheet keeps the keyboard out of it
        # A viewport of our own: to wrap the one Qt made, PySide loads every kind of widget it knows (15 ms).
        clear = QWidget()
        clear.setAutoFillBackground(False)
        scroll.setViewport(clear)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inner.setAutoFillBackground(False)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
        FrontCard.retranslate(self)

    def tell(self, title: str, lead: str = "") -> None:
        """Put another title and lead (message ids) at the head of the card."""
        self._title, self._lead = title, lead
        FrontCard.retranslate(self)

    def retranslate(self) -> None:
        self._heading.setText(tr(self._title))
        self._below.setText(tr(self._lead) if self._lead else "")
        self._below.setVisible(bool(self._lead))
        self.setAccessibleName(tr(self._title))
