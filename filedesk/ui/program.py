"""The window's course: start page, set-up, opening a desk, sign-in, work, lock, switching person, the end.

Start or sign-in is all that is loaded for the first window. What opens desks is loaded by the desk's worker while
the window stands there already; set-up and the pages of those at work when somebody comes to them. Functions here
that import do so for that reason alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, QTimer, Slot

from filedesk.config import is_desk
from filedesk.errors import FiledeskError
from filedesk.services.progress import Progress
from filedesk.texts import tr
from filedesk.ui.application import Setting
from filedesk.ui.idle import IDLE_MINUTES, USUAL_IDLE, IdleWatch
from filedesk.ui.main_window import MainWindow
from filedesk.ui.messages import pickers, show_error
from filedesk.ui.page import PageSpec
from filedesk.ui.painted import when_painted

if TYPE_CHECKING:
    from filedesk.desk import Desk
    from filedesk.services.keys import Session
    from filedesk.ui.at_work import AtWork
    from filedesk.ui.context import Context
    from filedesk.ui.open_desks import BuildDemo, OpenedDesk
    from filedesk.ui.pages.setup_assistant import SetupAssistant
    from filedesk.ui.pages.setup_office import Create
    from filedesk.ui.pages.sign_in import SignIn
    from filedesk.ui.pages.start_page import StartPage

LAST_DESK = "last_desk"
LAST_PERSON = "last_person"

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
        create: Create | None = None,
        demo: BuildDemo | None = None,
        demo_password: str = "",
    ) -> None:
        """`specs` tells the pages when somebody signs in, `first` which of them roles begin with; `create` makes an
        empty desk, `demo` the demo office, where that is not done as usual.
        """
        super().__init__(setting.application)
        self.setting = setting
        self.opened: OpenedDesk | None = None
        self.session: Session | None = None
        self._first = first
        self._create = create
        self._demo = demo
        self._demo_password = demo_password
        self._told_password = ""
        self._locked = False
        self._assistant: SetupAssistant | None = None
        self._at_work: AtWork | None = None
        self.window = MainWindow(setting, lambda: specs(self))
        self.idle = IdleWatch(self)
        self._listen()

    def _listen(self) -> None:
        window = self.window
        window.lock_requested.connect(self.lock)
        window.switch_person_requested.connect(self.sign_out)
        window.open_desk_requested.connect(self.choose_desk)
        window.refresh_requested.connect(self.setting.hub.announce_everything)
        window.about_to_close.connect(self._close)
        self.idle.idle.connect(self.lock)

    @property
    def at_work(self) -> AtWork:
        """What the window tells whoever is at work."""
        if self._at_work is None:
            from filedesk.ui.at_work import AtWork

            self._at_work = AtWork(self.setting, self.window)
        return self._at_work

    def context(self) -> Context:
        """For the pages of whoever is signed in now."""
        assert self.opened is not None
        assert self.session is not None
        from filedesk.ui.context import Context

        setting = self.setting
        return Context(self.opened.desk, self.session, setting.tasks, setting.hub, setting.settings)

    # ---- finding a desk -----------------------------------------------------------------------------------

    def start(self, folder: Path | None) -> None:
        """Show the window: with the sign-in where `folder` or the last desk opened is one, else with the start page.

        The desk is opened once the window is painted; a password can be typed meanwhile.
        """
        kept = self.setting.settings.text(LAST_DESK)
        wanted = folder or (Path(kept) if kept else None)
        known = wanted is not None and is_desk(wanted)
        if known:
            self.window.leave(self._sign_in())
        else:
            self.show_start()
        self.window.show()
        if wanted is not None and (folder is not None or known):
            when_painted(self.window, lambda: self.open_desk(wanted))

    @Slot()
    def show_start(self) -> StartPage:
        """The page with the three ways to begin."""
        from filedesk.ui.pages.start_page import StartPage

        self._set_up_over()
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

        def work(_progress: Progress) -> OpenedDesk:
            from filedesk.ui.open_desks import open_folder

            return open_folder(folder, before)

        self._hold(True)
        self.setting.tasks.run(
            work,
            done=self._desk_opened,
            failed=self._not_opened,
            on="desk",
            title=tr("Open the desk"),
            owner=self,
        )

    @Slot()
    def open_demo(self) -> None:
        """Open the demo office, drawing it first where it is not there yet."""
        before = self.opened.desk if self.opened is not None else None

        def work(progress: Progress) -> OpenedDesk:
            from filedesk.ui.open_desks import build_demo, demo_folder, open_folder

            folder = demo_folder()
            if not is_desk(folder):
                (self._demo or build_demo)(folder, progress)
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
        from filedesk.ui.pages.start_page import StartPage

        page = self.window.front()
        if isinstance(page, StartPage):
            page.hold(held)

    def _not_opened(self, error: BaseException) -> None:
        from filedesk.ui.pages.sign_in import SignIn
        from filedesk.ui.pages.start_page import StartPage

        self._hold(False)
        page = self.window.front()
        if self.opened is None and isinstance(page, SignIn):
            page = self.show_start()
        if isinstance(error, FiledeskError):
            card = page.card if isinstance(page, StartPage | SignIn) else None
            show_error(card or self.window.current_page() or self.window, error)

    def _desk_opened(self, opened: OpenedDesk) -> None:
        from filedesk.ui.pages.sign_in import SignIn

        self._rest()
        waiting = self.window.front()
        self.opened = opened
        self.session = None
        self._told_password = self._demo_password if opened.demo else ""
        self.setting.settings.put(LAST_DESK, str(opened.desk.folder))
        self.window.set_desk(opened.name, demo=opened.demo)
        self.window.set_state(str)
        if isinstance(waiting, SignIn) and waiting.waits_for_desk():
            waiting.use_desk(opened.desk.ports, demo_password=self._told_password)
        else:
            self.show_sign_in()

    # ---- setting up ---------------------------------------------------------------------------------------

    @Slot()
    def set_up(self) -> None:
        """The assistant of the first run."""
        from filedesk.desk import create_desk
        from filedesk.ui.pages.setup_assistant import SetupAssistant

        self._assistant = assistant = SetupAssistant(self.setting.tasks, create=self._create or create_desk)
        assistant.founded.connect(self._founded)
        assistant.cancelled.connect(self.show_start)
        self.window.menus.actions["open_desk"].setEnabled(False)
        self.window.leave(assistant)

    def _set_up_over(self) -> None:
        self._assistant = None
        self.window.menus.actions["open_desk"].setEnabled(True)

    @Slot(object)
    def _founded(self, desk: Desk) -> None:
        self._set_up_over()
        from filedesk.ui.open_desks import told_of

        self.setting.tasks.run(lambda _progress: told_of(desk), done=self._desk_opened, on="desk", owner=self)

    # ---- who is here --------------------------------------------------------------------------------------

    def _sign_in(self, *, locked: bool = False, choosing: bool = False) -> SignIn:
        from filedesk.ui.pages.sign_in import SignIn

        name = self.session.name if self.session is not None else self.setting.settings.text(LAST_PERSON)
        page = SignIn(self.setting.tasks, name=name, locked=locked, choosing=choosing)
        page.signed_in.connect(self._signed_in)
        page.asked.connect(lambda: QTimer.singleShot(0, self.window, self.window.load_pages))
        return page

    @Slot()
    def show_sign_in(self, *, locked: bool = False, choosing: bool = False) -> None:
        """Sign-in, with the last person of this computer chosen; locked, with the one who was at work; `choosing`
        with the keyboard at the names, because somebody else is coming.
        """
        assert self.opened is not None
        page = self._sign_in(locked=locked, choosing=choosing)
        page.use_desk(self.opened.desk.ports, demo_password=self._told_password)
        if locked:
            self.window.cover(page)
        else:
            self.window.leave(page)

    @Slot(object)
    def _signed_in(self, session: Session) -> None:
        before, self._locked = self.session, False
        assert self.opened is not None
        if not session.confirmed:
            from filedesk.ui.pages.unconfirmed import Unconfirmed

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
            self.at_work.resume()
        self.idle_changed()

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
        self.at_work.pause()
        self._give_up_dialogs()
        self.show_sign_in(locked=True)

    @Slot()
    def sign_out(self) -> None:
        """Forget the person's keys, end her pages, and show the sign-in; the desk stays open for whoever comes."""
        if self.opened is None or self.session is None:
            return
        self.session = None
        self._rest()
        self._give_up_dialogs()
        self.show_sign_in(choosing=True)

    def _rest(self) -> None:
        self._locked = False
        self.idle.stop()
        if self._at_work is not None:
            self._at_work.end()

    def _give_up_dialogs(self) -> None:
        for dialog in self.window.findChildren(QtWidgets.QDialog):
            if dialog.isVisible():
                dialog.reject()

    # ---- while at work ------------------------------------------------------------------------------------

    def idle_changed(self) -> None:
        """The minutes until the lock are others now."""
        self.idle.start(self.setting.settings.number(IDLE_MINUTES, USUAL_IDLE))

    # ---- the end ------------------------------------------------------------------------------------------

    @Slot()
    def _close(self) -> None:
        self._rest()
        if self._assistant is not None:
            self._assistant.abandon()
        if self.opened is not None:
            from filedesk.ui.open_desks import close_desk

            desk = self.opened.desk
            self.opened = None
            self.setting.tasks.run(lambda _progress: close_desk(desk), done=lambda _none: None, on="desk")
