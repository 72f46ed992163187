"""The window's course: start page, set-up, opening a desk, sign-in, work, lock, switching person, the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog

from filedesk.desk import Desk, create_desk
from filedesk.errors import FiledeskError
from filedesk.services.changes import Changes
from filedesk.services.keys import Session
from filedesk.services.ports import Progress
from filedesk.texts import tr
from filedesk.ui.application import Setting
from filedesk.ui.at_work import AtWork
from filedesk.ui.context import Context
from filedesk.ui.idle import IdleWatch
from filedesk.ui.main_window import MainWindow
from filedesk.ui.messages import pickers, show_error
from filedesk.ui.open_desks import (
    BuildDemo,
    OpenedDesk,
    build_demo,
    close_desk,
    demo_folder,
    is_desk,
    open_folder,
    told_of,
)
from filedesk.ui.page import PageSpec
from filedesk.ui.pages.setup_assistant import SetupAssistant
from filedesk.ui.pages.setup_office import Create
from filedesk.ui.pages.sign_in import SignIn
from filedesk.ui.pages.start_page import StartPage
from filedesk.ui.pages.unconfirmed import Unconfirmed
from filedesk.ui.pages.window_choices import IDLE_MINUTES, USUAL_IDLE

LAST_DESK = "last_desk"
LAST_PERSON = "last_person"
EVERYTHING = Changes(registers=frozenset({"incoming", "outgoing", "internal"}), office=True)

MakeSpecs = Callable[["Program"], Sequence[PageSpec]]
FirstPage = Callable[[frozenset[str]], str | None]


class Program(QObject):
    """Holds the window, the open desk and who is signed in; every page asks it for its `context`."""

    def __init__(
        self,
        setting: Setting,
        specs: MakeSpecs,
        *,
        first: FirstPage = lambda _roles: None,
        create: Create = create_desk,
        demo: BuildDemo = build_demo,
        demo_password: str = "",
    ) -> None:
        """`first` names the page that roles begin with; `create` makes an empty desk, `demo` the demo office."""
        super().__init__(setting.application)
        self.setting = setting
        self.opened: OpenedDesk | None = None
        self.session: Session | None = None
        self._first = first
        self._create = create
        self._demo = demo
        self._demo_password = demo_password
        self._locked = False
        self._assistant: SetupAssistant | None = None
        self.window = MainWindow(setting, specs(self))
        self.idle = IdleWatch(self)
        self.at_work = AtWork(setting, self.window)
        self._sign_out = QAction(self.window)
        self.window.menus.add("file", "sign_out", self._sign_out, before="quit")
        self._listen()

    def _listen(self) -> None:
        window = self.window
        window.lock_requested.connect(self.lock)
        window.switch_person_requested.connect(self.sign_out)
        window.open_desk_requested.connect(self.choose_desk)
        window.refresh_requested.connect(self._refresh)
        window.about_to_close.connect(self._close)
        self._sign_out.triggered.connect(self.sign_out)
        self.idle.idle.connect(self.lock)
        window.menus.menus["file"].aboutToShow.connect(self._name_sign_out)
        self._name_sign_out()

    @Slot()
    def _name_sign_out(self) -> None:
        self._sign_out.setText(tr("Sign out"))
        self._sign_out.setEnabled(self.session is not None and not self._locked)

    def context(self) -> Context:
        """For the pages of whoever is signed in now."""
        assert self.opened is not None
        assert self.session is not None
        setting = self.setting
        return Context(self.opened.desk, self.session, setting.tasks, setting.hub, setting.settings)

    # ---- finding a desk -----------------------------------------------------------------------------------

    def start(self, folder: Path | None) -> None:
        """Show the window, with `folder` or the last desk opened, or with the start page."""
        kept = self.setting.settings.text(LAST_DESK)
        wanted = folder or (Path(kept) if kept else None)
        self.window.show()
        self.show_start()
        if folder is not None or is_desk(wanted):
            self.open_desk(wanted or Path())

    def show_start(self) -> StartPage:
        """The page with the three ways to begin."""
        page = StartPage()
        page.set_up.connect(self.set_up)
        page.open_desk.connect(self.choose_desk)
        page.open_demo.connect(self.open_demo)
        self.window.leave(page)
        return page

    @Slot()
    def choose_desk(self) -> None:
        """Let the person pick a desk's folder."""
        pickers().folder(self.window, tr("Folder of the desk"), self.open_desk)

    def open_desk(self, folder: Path) -> None:
        """Open the desk in `folder`; where that fails, everything stays as it is and the reason is told."""
        before = self.opened.desk if self.opened is not None else None
        self._hold(True)
        self.setting.tasks.run(
            lambda _progress: open_folder(folder, before),
            done=self._desk_opened,
            failed=self._not_opened,
            on="desk",
            title=tr("Open the desk"),
            owner=self,
        )

    @Slot()
    def open_demo(self) -> None:
        """Open the demo office, drawing it first where it is not there yet."""
        folder = demo_folder()
        before = self.opened.desk if self.opened is not None else None

        def work(progress: Progress) -> OpenedDesk:
            if not is_desk(folder):
                self._demo(folder, progress)
            return open_folder(folder, before)

        self._hold(True)
        self.setting.tasks.run(
            work,
            done=self._desk_opened,
            failed=self._not_opened,
            on="desk",
            title=tr("Draw the demo office"),
            owner=self,
        )

    def _hold(self, held: bool) -> None:
        page = self.window.findChild(StartPage)
        if page is not None:
            page.hold(held)

    def _not_opened(self, error: BaseException) -> None:
        self._hold(False)
        if isinstance(error, FiledeskError):
            page = self.window.findChild(StartPage)
            show_error(page.card if page is not None else self.window.current_page() or self.window, error)

    def _desk_opened(self, opened: OpenedDesk) -> None:
        self.opened = opened
        self.session = None
        self.setting.settings.put(LAST_DESK, str(opened.desk.folder))
        self.window.set_desk(opened.name, demo=opened.demo)
        self.window.set_state(str)
        self.show_sign_in()

    # ---- setting up ---------------------------------------------------------------------------------------

    @Slot()
    def set_up(self) -> None:
        """The assistant of the first run."""
        self._assistant = assistant = SetupAssistant(self.setting.tasks, create=self._create)
        assistant.founded.connect(self._founded)
        assistant.cancelled.connect(self._set_up_cancelled)
        self.window.leave(assistant)

    @Slot()
    def _set_up_cancelled(self) -> None:
        self._assistant = None
        self.show_start()

    @Slot(object)
    def _founded(self, desk: Desk) -> None:
        self._assistant = None
        self.setting.tasks.run(lambda _progress: told_of(desk), done=self._desk_opened, on="desk", owner=self)

    # ---- who is here --------------------------------------------------------------------------------------

    @Slot()
    def show_sign_in(self, *, locked: bool = False) -> None:
        """Sign-in, with the last person of this computer chosen; locked, with the one who was at work."""
        assert self.opened is not None
        name = self.session.name if self.session is not None else self.setting.settings.text(LAST_PERSON)
        page = SignIn(
            self.opened.desk.ports,
            self.setting.tasks,
            name=name,
            locked=locked,
            demo_password=self._demo_password if self.opened.demo else "",
        )
        page.signed_in.connect(self._signed_in)
        if locked:
            self.window.cover(page)
        else:
            self.window.leave(page)
        self._name_sign_out()

    @Slot(object)
    def _signed_in(self, session: Session) -> None:
        before, self._locked = self.session, False
        assert self.opened is not None
        if not session.confirmed:
            ports = self.opened.desk.ports
            page = Unconfirmed(session.name, ports.vault.person_fingerprint(session.keys.public))
            page.sign_in_again.connect(self.show_sign_in)
            self.session = None
            self.window.leave(page)
            return
        same = before is not None and (before.person, before.roles) == (session.person, session.roles)
        if not same:
            self.session = session
            self.window.leave()
            self.window.enter(session.name, session.roles, open_page=self._first(session.roles))
            self.setting.settings.put(LAST_PERSON, session.name)
            self.at_work.begin(self.opened, session)
            self._tell_provisional()
        else:
            self.window.uncover(session.name)
        self.idle.start(self.setting.settings.number(IDLE_MINUTES, USUAL_IDLE))
        self._name_sign_out()

    def _tell_provisional(self) -> None:
        page = self.window.current_page()
        if page is not None and self.session is not None and self.session.provisional:
            page.message_bar.tell(
                lambda: tr("Your password was chosen by somebody else. Change it on the page “Office”."), "warning"
            )

    @Slot()
    def lock(self) -> None:
        """Cover the window until the same person enters the password again; open dialogs are given up."""
        if self.session is None or self._locked:
            return
        self._locked = True
        self.idle.stop()
        self._give_up_dialogs()
        self.show_sign_in(locked=True)

    @Slot()
    def sign_out(self) -> None:
        """Forget the person's keys and show the sign-in."""
        if self.opened is None:
            return
        self.session = None
        self.at_work.end()
        self._locked = False
        self.idle.stop()
        self._give_up_dialogs()
        self.show_sign_in()

    def _give_up_dialogs(self) -> None:
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    # ---- while at work ------------------------------------------------------------------------------------

    def idle_changed(self) -> None:
        """The minutes until the lock are others now."""
        self.idle.start(self.setting.settings.number(IDLE_MINUTES, USUAL_IDLE))

    @Slot()
    def _refresh(self) -> None:
        self.setting.hub.announce(EVERYTHING)

    # ---- the end ------------------------------------------------------------------------------------------

    @Slot()
    def _close(self) -> None:
        self.idle.stop()
        if self._assistant is not None:
            self._assistant.abandon()
        if self.opened is not None:
            desk = self.opened.desk
            self.opened = None
            self.setting.tasks.run(lambda _progress: close_desk(desk), done=lambda _none: None, on="desk")
