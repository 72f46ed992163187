"""The main window: pages at the left, one of them in the middle, who and where at the top, calm at the foot.

What nobody sees before the sign-in is loaded when it is wanted: functions here that import do so for that reason
alone, since the time until a window can be used is a goal of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from filedesk.errors import FiledeskError
from filedesk.texts import tr
from filedesk.ui.application import Setting
from filedesk.ui.header import Header, StatusLine
from filedesk.ui.menu_acts import MenuActs
from filedesk.ui.messages import Tone, ask, show_error
from filedesk.ui.page import Page, PageSpec
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Task
from filedesk.ui.window_menus import WindowMenus

if TYPE_CHECKING:
    from filedesk.ui.navigation import Navigation

_FOR_SOMEBODY: Final = ("lock", "switch_person", "command", "search", "refresh")


class MainWindow(Retranslated, QMainWindow):
    """The shell. It knows no service: what it is asked for leaves it as signals. `specs` tells the pages there are,
    and is asked when somebody signs in.

    `command_requested` carries the words of the command box; `page_opened` a page's key; `about_to_close` comes
    once, before the workers are shut down.
    """

    lock_requested = Signal()
    switch_person_requested = Signal()
    open_desk_requested = Signal()
    refresh_requested = Signal()
    command_requested = Signal(str)
    page_opened = Signal(str)
    about_to_close = Signal()

    def __init__(self, setting: Setting, specs: Callable[[], Sequence[PageSpec]]) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self._setting = setting
        self._tell_specs = specs
        self._specs: tuple[PageSpec, ...] = ()
        self._pages: dict[str, Page] = {}
        self._front: QWidget | None = None
        self.header = Header()
        self._navigation: Navigation | None = None
        self.status_line = StatusLine()
        self.menus = WindowMenus(self.menuBar(), setting.appearance.theme)
        MenuActs(self, self.menus, setting)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._lay_out()
        self._listen()
        self.leave()
        self.resize(1240, 800)
        self.restoreGeometry(QByteArray.fromBase64(setting.settings.text("geometry").encode()))
        self.retranslate()

    def _lay_out(self) -> None:
        self._middle = middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(self.status_line)
        self._column = column
        self.setCentralWidget(centre)

    def _listen(self) -> None:
        self._setting.tasks.refused.connect(self._refused)
        self._setting.tasks.long_work.connect(self._show_long_work)
        self.header.commanded.connect(self.command_requested)
        self.header.lock_requested.connect(self.lock_requested)
        self.header.switch_requested.connect(self.switch_person_requested)
        self.menus.page_chosen.connect(self._open_place)
        acts: dict[str, Callable[[], object]] = {
            "open_desk": self.open_desk_requested.emit,
            "switch_person": self.switch_person_requested.emit,
            "lock": self.lock_requested.emit,
            "quit": self.close,
            "search": self._search,
            "command": self.header.enter_command_box,
            "refresh": self.refresh_requested.emit,
        }
        for name, act in acts.items():
            self.menus.actions[name].triggered.connect(act)

    @property
    def navigation(self) -> Navigation:
        """The list of pages; hidden while nobody is at work."""
        if self._navigation is None:
            from filedesk.ui.navigation import Navigation

            self._navigation = Navigation()
            self._navigation.hide()
            self._navigation.opened.connect(self._show_page)
            self._middle.insertWidget(0, self._navigation)
            self._navigation.stackUnder(self._stack)
            QWidget.setTabOrder(self.header.tools.lock, self._navigation)
        return self._navigation

    # ---- who is here --------------------------------------------------------------------------------------

    @Slot()
    def load_pages(self) -> None:
        """Have the pages ready that somebody will want who is just signing in."""
        if not self._specs:
            self._specs = tuple(self._tell_specs())
            if self._specs:
                self.menus.make_page_keys()

    def enter(self, person: str, roles: frozenset[str], *, open_page: str | None = None) -> None:
        """Somebody with these roles has signed in: show her pages, the first or `open_page` open."""
        self.load_pages()
        self._show_front(None)
        offered = [spec for spec in self._specs if spec.is_for(roles)]
        self.header.set_person(person)
        self.navigation.offer(offered)
        self.navigation.show()
        self._let(True)
        if offered:
            self.open_page(open_page or offered[0].key)
            _let_keys_go_to(self.current_page())

    def leave(self, front: QWidget | None = None) -> None:
        """Nobody is signed in: every page is gone, and `front` (sign-in, lock, set-up) fills the window."""
        for page in self._pages.values():
            self._end(page)
        self._pages.clear()
        self._conceal()
        self._show_front(front)

    def _end(self, widget: QWidget) -> None:
        """Take a widget out of the window. It is Qt that ends it, at its next turn: its Python half, held by the
        connection until then, must not be collected before, or Qt's last events reach an object without its data.
        """
        self._stack.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def cover(self, front: QWidget) -> None:
        """Lock: `front` fills the window while the pages stay as they are, unseen."""
        self._conceal()
        self._show_front(front)

    def uncover(self, person: str) -> None:
        """The same person is back: everything as it was."""
        self._show_front(None)
        self.header.set_person(person)
        self.navigation.show()
        self._let(True)
        row = self.navigation.currentRow()
        if row >= 0:
            self._show_page(self.navigation.keys()[row])

    def _conceal(self) -> None:
        self.header.set_person("")
        if self._navigation is not None:
            self._navigation.hide()
        self._let(False)

    def _let(self, allowed: bool) -> None:
        for name in _FOR_SOMEBODY:
            self.menus.actions[name].setEnabled(allowed)

    def _show_front(self, front: QWidget | None) -> None:
        if self._front is not None and self._front is not front:
            self._end(self._front)
        self._front = front
        if front is not None:
            self._stack.addWidget(front)
            self._stack.setCurrentWidget(front)
            front.setFocus()

    def front(self) -> QWidget | None:
        """What fills the window while nobody is at work, or None."""
        return self._front

    # ---- pages --------------------------------------------------------------------------------------------

    def open_page(self, key: str) -> Page:
        """Go to a page and return it. Raises ValueError for one that this person is not offered."""
        self.navigation.open_page(key)
        return self._pages[key]

    def current_page(self) -> Page | None:
        """The page in view, or None."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) and self._front is None else None

    @Slot(str)
    def _show_page(self, key: str) -> None:
        if key not in self._pages:
            spec = next(spec for spec in self._specs if spec.key == key)
            self._pages[key] = spec.factory()
            self._stack.addWidget(self._pages[key])
        page = self._pages[key]
        self._stack.setCurrentWidget(page)
        page.shown()
        self.page_opened.emit(key)

    @Slot(int)
    def _open_place(self, place: int) -> None:
        if self._front is None and place < self.navigation.count():
            self.navigation.setCurrentRow(place)
            _let_keys_go_to(self.current_page())

    # ---- telling ------------------------------------------------------------------------------------------

    def set_desk(self, name: str, *, demo: bool = False) -> None:
        """The office whose desk is open."""
        self.header.set_desk(name, demo=demo)
        self.setWindowTitle(f"{name} – filedesk" if name else "filedesk")

    def set_state(self, told: Callable[[], str], tone: Tone = "info") -> None:
        """The calm line at the foot; `told` is asked again at each change of language."""
        self.status_line.set_state(told, tone)

    @Slot(object)
    def _refused(self, error: FiledeskError) -> None:
        show_error(self.current_page() or self, error)

    @Slot(object)
    def _show_long_work(self, lasting: tuple[Task, ...]) -> None:
        """The strip that shows long work is made for the first such work, and then listens itself."""
        from filedesk.ui.widgets.progress_strip import ProgressStrip

        self._setting.tasks.long_work.disconnect(self._show_long_work)
        strip = ProgressStrip(self._setting.tasks)
        self._column.insertWidget(self._column.indexOf(self.status_line), strip)
        strip.show_tasks(lasting)

    def retranslate(self) -> None:
        self.menus.retranslate()
        if not self.windowTitle():
            self.setWindowTitle("filedesk")

    # ---- acts of the menus --------------------------------------------------------------------------------

    def _search(self) -> None:
        page = self.current_page()
        if page is not None:
            page.search()

    # ---- the end ------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once, or ask first while long work is under way."""
        lasting = self._setting.tasks.lasting()

        def stop_and_close() -> None:
            for task in self._setting.tasks.lasting():
                task.title = None
                task.cancel()
            self.close()

        if lasting:
            event.ignore()
            ask(
                self,
                tr("“{title}” is still under way. Stop it and quit?", title=lasting[0].title),
                yes=tr("Stop and quit"),
                then=stop_and_close,
                danger=True,
            )
            return
        kept = self.saveGeometry().toBase64().toStdString()
        self._setting.settings.put("geometry", kept)
        self.about_to_close.emit()
        self._setting.tasks.shutdown()
        event.accept()


def _let_keys_go_to(page: Page | None) -> None:
    """Let keys go to the page in view, where it did not say itself to which part of it."""
    focus = QApplication.focusWidget()
    if page is not None and (focus is None or not page.isAncestorOf(focus)):
        page.setFocus()
