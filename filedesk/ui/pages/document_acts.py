"""The acts on a document as buttons, keys and a menu for the rarer ones: only those that are allowed now are there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from filedesk.domain.documents import Series
from filedesk.domain.people import CARRIERS, CONTENT_ROLES, Role
from filedesk.domain.route_acts import RouteAct
from filedesk.domain.routing import State, Step
from filedesk.services.draft_reading import DraftView
from filedesk.services.keys import Session
from filedesk.services.reading import DocumentView
from filedesk.services.registration import UNSIGNED
from filedesk.texts import mark, tr
from filedesk.ui.icons import put_icon
from filedesk.ui.pages.draft_acts import DRAFT_ACTS, allowed_draft_acts, next_draft_act
from filedesk.ui.pages.page_act import PageAct
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.flow import FlowLayout

ACTS: Final = (
    PageAct("answer", mark("Answer a question…"), "Ctrl+Shift+E", "sign"),
    PageAct("read_now", mark("Read, signed"), "F3", "check"),
    PageAct("read", mark("Read and sign…"), "Ctrl+Shift+S", "sign"),
    PageAct("accept", mark("Accept the task"), "Ctrl+Y", "check"),
    PageAct("decline", mark("Send the task back…"), "Ctrl+Shift+Y", "return"),
    PageAct("report", mark("Report the result…"), "F7", "sign"),
    PageAct("name_responsible", mark("Name the responsible person…"), "Ctrl+M", "user"),
    PageAct("send_directly", mark("Send directly…"), "Ctrl+Shift+G", "users"),
    PageAct("submit", mark("Put to the general manager…"), "Ctrl+G", "sign"),
    PageAct("record", mark("Record his instruction…"), "Ctrl+I", "sign"),
    PageAct("circulate", mark("Circulate…"), "Ctrl+T", "users"),
    PageAct("send_next", mark("To the next reader"), "F8", "users"),
    PageAct("hand_to_department", mark("Hand to the departments"), "Ctrl+J", "office"),
    PageAct("take_back", mark("Take it back"), "Ctrl+B", "return"),
    PageAct("record_reading", mark("Record a reading…"), "Ctrl+Shift+I", "sign"),
    PageAct("urge", mark("Urge…"), "Ctrl+U", "warning"),
    PageAct("finish", mark("Finish"), "Ctrl+K", "check"),
    PageAct("check_in", mark("Check in the original…"), "Ctrl+Shift+F", "return"),
    PageAct("folder", mark("Put into a folder…"), "Ctrl+D", "archive"),
    PageAct("confirm", mark("Confirm what was recorded for me…"), "Ctrl+Shift+C", "check"),
    PageAct("ask", mark("Ask the general manager…"), "Ctrl+Shift+Q", "info"),
    PageAct("act_first", mark("Act first on his word…"), "Ctrl+Shift+T", "sign", rare=True),
    PageAct("extend", mark("Extend the deadline…"), "Ctrl+Shift+X", "", rare=True),
    PageAct("send_next_by", mark("To the next reader, by another carrier…"), "Shift+F8", "users", rare=True),
    PageAct("pass_on", mark("Record a hand-over…"), "Ctrl+H", "", rare=True),
    PageAct("withdraw", mark("Take back from a wrong reader…"), "Ctrl+Shift+B", "return", rare=True),
    PageAct("add_reader", mark("Add a reader…"), "Ctrl+Shift+A", "add", rare=True),
    PageAct("skip_reader", mark("Leave a reader out…"), "Ctrl+Shift+K", "", rare=True),
    PageAct("record_result", mark("Record a result…"), "Ctrl+Shift+R", "sign", rare=True),
    PageAct("sign_here", mark("Sign here…"), "F12", "sign", rare=True),
    PageAct("draft_reply", mark("Draft a reply…"), "Ctrl+Shift+N", "sign", rare=True),
    PageAct("add_files", mark("Add files…"), "F9", "add"),
    PageAct("slip", mark("Slip and sheets…"), "F6", "print"),
    PageAct("correct", mark("Correct…"), "Ctrl+E"),
    PageAct("void", mark("Void the number…"), "Ctrl+Shift+D"),
)
"""In the order in which they stand; the first that is allowed of `_NEXT` is the one that the paper waits for."""

_NEXT: Final = (
    "answer", "read", "accept", "report", "name_responsible", "send_directly", "submit", "record", "circulate",
    "send_next", "hand_to_department", "finish", "check_in", "folder", "confirm",
)  # fmt: skip
_WITH: Final = {"read_now": RouteAct.READ, "send_next_by": RouteAct.SEND_NEXT}
"""Acts that are there together with an act of the route."""


def allowed_acts(view: DocumentView, session: Session, draft: DraftView | None = None) -> frozenset[str]:
    """The names of the acts that this person may do now with the document; `draft` where the office wrote it."""
    here = {"sign_here"} if session.is_a(*CARRIERS) and view.row["state"] != State.VOID else set()
    if draft is not None:
        return allowed_draft_acts(view, draft, session) | here
    row, standing = view.row, view.route.standing
    clerk, state, incoming = session.is_a(Role.CLERK), row["state"], row["series"] == Series.INCOMING
    named = incoming and state == State.INSTRUCTED and (standing.readers_named or standing.departments_named)
    found = {
        "submit": Step.SUBMIT in view.steps,
        "send_directly": Step.SEND_DIRECTLY in view.steps,
        "act_first": Step.ACT_FIRST in view.steps,
        "record": clerk and incoming and state == State.WITH_GENERAL_MANAGER,
        "folder": Step.PUT_INTO_FOLDER in view.steps and not named,
        "add_files": clerk and state != State.VOID,
        "slip": clerk and incoming,
        "draft_reply": incoming and state != State.VOID and session.is_a(*CONTENT_ROLES),
        "correct": clerk and state in UNSIGNED,
        "void": Step.VOID in view.steps,
        "sign_here": bool(here),
    }
    found |= {act.value: True for act in view.route.acts}
    found |= {name: act in view.route.acts for name, act in _WITH.items()}
    return frozenset(name for name, allowed in found.items() if allowed and name in _NAMES)


def next_act(view: DocumentView, allowed: Collection[str], draft: DraftView | None = None) -> str | None:
    """The act that the paper waits for, of those that are allowed."""
    if draft is not None:
        return next_draft_act(allowed)
    waits = set(allowed) - (set() if view.route.standing.is_done() else {"finish"})
    return next((name for name in _NEXT if name in waits), None)


_NAMES: Final = frozenset(act.name for act in ACTS)
_ALL: Final = (*ACTS, *DRAFT_ACTS)
"""A key may stand for several acts, of which no two are allowed at once."""


class ActButtons(Retranslated, QWidget):
    """`wanted` carries the name of the act that was asked for, by button, key or menu; never one that is not allowed.

    `page` is where the keys count. `titles` replaces an act's title while it stands.
    """

    wanted = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._allowed: frozenset[str] = frozenset()
        self._first: str | None = None
        self.titles: dict[str, str] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.actions_by_name: dict[str, QAction] = {}
        flow = FlowLayout(self)
        self.menu = QMenu(self)
        self.menu.setObjectName("more_acts_menu")
        for act in _ALL:
            ask = self._asking(act.name)
            if act.rare:
                action = QAction(self.menu)
                action.setObjectName(f"act_{act.name}")
                action.triggered.connect(ask)
                self.menu.addAction(action)
                self.actions_by_name[act.name] = action
            else:
                button = QPushButton(self)
                button.setObjectName(f"act_{act.name}")
                button.setAutoDefault(False)
                if act.icon:
                    put_icon(button, act.icon)
                button.clicked.connect(ask)
                button.installEventFilter(self)
                flow.addWidget(button)
                self.buttons[act.name] = button
        for key in dict.fromkeys(act.key for act in _ALL):
            keys = QShortcut(QKeySequence(key), page)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self._ask_by, key))
        for name in ("void", "draft_drop"):
            self.buttons[name].setProperty("danger", True)
        self.more = QPushButton(self)
        self.more.setObjectName("more_acts")
        self.more.setAutoDefault(False)
        self.more.setMenu(self.menu)
        flow.addWidget(self.more)
        more = QShortcut(QKeySequence("Ctrl+Shift+M"), page)
        more.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        more.activated.connect(self.more.click)
        self.menu.aboutToShow.connect(self._draw)
        self.show_acts(frozenset(), None)

    def _asking(self, name: str) -> Callable[[], None]:
        return partial(self._ask, name)

    def _ask(self, name: str, _checked: bool = False) -> None:
        if name in self._allowed:
            self.wanted.emit(name)

    def _ask_by(self, key: str) -> None:
        for act in _ALL:
            if act.key == key and act.name in self._allowed:
                self.wanted.emit(act.name)
                return

    def _draw(self) -> None:
        """The icons of the menu, when it is opened."""
        for act in _ALL:
            if act.rare and act.icon:
                put_icon(self.actions_by_name[act.name], act.icon)

    def take_keys(self) -> None:
        """The keyboard goes to the act that the paper waits for, where there is one: Enter begins it."""
        if self._first is not None and self._first in self.buttons:
            self.buttons[self._first].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter presses the button that has the keyboard, as Space does everywhere."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(watched, QPushButton)
        ):
            if not event.isAutoRepeat():
                watched.click()
            return True
        return super().eventFilter(watched, event)

    def allowed(self) -> frozenset[str]:
        """The acts that are there."""
        return self._allowed

    def show_acts(self, allowed: frozenset[str], first: str | None) -> None:
        """Offer these acts, `first` as the one that the paper waits for."""
        self._allowed, self._first = allowed, first
        for name, action in self.actions_by_name.items():
            action.setVisible(name in allowed)
        self.more.setVisible(any(name in allowed for name in self.actions_by_name))
        for act in _ALL:
            if act.rare:
                continue
            button, primary = self.buttons[act.name], act.name == first
            button.setVisible(act.name in allowed)
            if bool(button.property("primary")) != primary:
                button.setProperty("primary", primary)
                if act.icon:
                    put_icon(button, act.icon, "on_accent" if primary else "text")
                button.style().unpolish(button)
                button.style().polish(button)
        self.retranslate()

    def retranslate(self) -> None:
        for act in _ALL:
            told = tr("{act} ({key})", act=tr(self.titles.get(act.name, act.title)), key=act.key)
            if act.rare:
                self.actions_by_name[act.name].setText(told)
            else:
                self.buttons[act.name].setText(told)
        self.more.setText(tr("{act} ({key})", act=tr("More"), key="Ctrl+Shift+M"))
