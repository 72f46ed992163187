"""A page of the main window: what the window must know of it, and what every page looks like at its head."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from filedesk.texts import tr
from filedesk.ui.messages import MessageBar
from filedesk.ui.retranslated import Retranslated


class Page(Retranslated, QFrame):
    """Base of pages: a title with room for buttons beside it (`head`), a message bar, and the `body` below.

    A page subscribes to the ChangeHub itself, and overrides `shown` to refresh what it did not while hidden.
    """

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setProperty("page", name)
        self.name = name
        self._title = title
        self._heading = QLabel()
        self._heading.setObjectName("page_title")
        self._heading.setContentsMargins(0, 0, 0, 4)  # measured without the foot of its letters
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self._heading)
        self.head.addStretch(1)
        self.message_bar = MessageBar(self)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(self.head)
        column.addWidget(self.message_bar)
        column.addLayout(self.body, 1)
        self._heading.setText(tr(title))

    def retranslate(self) -> None:
        self._heading.setText(tr(self._title))
        self.setAccessibleName(tr(self._title))

    def shown(self) -> None:
        """The page has come into view."""

    def search(self) -> None:
        """Ctrl+F: go to where one searches on this page; a page without such a place does nothing."""


class PageSpec(NamedTuple):
    """A page the window offers: key, title (a message id), icon, how to make it, and which roles see it.

    It is made when it is first opened. Without roles everybody sees it.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[], Page]
    roles: frozenset[str] = frozenset()

    def is_for(self, roles: frozenset[str]) -> bool:
        """Whether somebody with these roles sees it."""
        return not self.roles or bool(self.roles & roles)
