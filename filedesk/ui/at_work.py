"""What the window tells whoever is at work, unasked: what others did, how much waits, whether the ledger is intact."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from filedesk.domain.people import Role
from filedesk.services import waiting
from filedesk.services.keys import Session
from filedesk.services.verification import Report
from filedesk.texts import tr
from filedesk.ui.application import Setting
from filedesk.ui.clock_question import ClockQuestion
from filedesk.ui.main_window import MainWindow
from filedesk.ui.open_desks import MOST_CHECKED_AT_ONCE, OpenedDesk, verify_apart
from filedesk.ui.pages.audit_result import verdict
from filedesk.ui.scan_folder import ScanFolder
from filedesk.ui.tray_notice import TrayNotice
from filedesk.ui.watching import DeskWatch

TO_DO, SCANS = "to_do", "scans"


class AtWork(QObject):
    """Counts what waits, again after each change; verifies a short journal once; looks out for other processes."""

    def __init__(self, setting: Setting, window: MainWindow) -> None:
        super().__init__(window)
        self._setting = setting
        self._window = window
        self._opened: OpenedDesk | None = None
        self._session: Session | None = None
        self._watch: DeskWatch | None = None
        self.tray = TrayNotice(window)
        self.scans = ScanFolder(setting, self)
        self.scans.changed.connect(self._count_scans)
        setting.hub.changed.connect(self.count)

    def begin(self, opened: OpenedDesk, session: Session) -> None:
        """This person is at work at this desk from now on. The sign-in has compared the journal with what is known."""
        self.end()
        self._opened, self._session = opened, session
        self._watch = DeskWatch(opened.desk.ports, self._setting.tasks, self._setting.hub, self)
        self.tray.begin()
        if session.is_a(Role.CLERK):
            self.scans.begin(opened.desk.ports, session)
        self.count()
        ClockQuestion(opened.desk.ports, session).ask_at_sign_in(self._window, self._setting.tasks)
        self._window.set_state(lambda: tr("The ledger agrees with what this computer saw last ✓"), "good")
        if opened.events <= MOST_CHECKED_AT_ONCE:
            self._setting.tasks.run(
                lambda progress: verify_apart(opened.desk, progress),
                done=self.tell_verdict,
                failed=lambda _error: None,
                on="pool",
                owner=self,
            )

    def end(self) -> None:
        """Nobody is at work."""
        self._session = None
        self.tray.end()
        self.scans.end()
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
            self._watch = None

    def pause(self) -> None:
        """The program is locked: the scan folder is left alone."""
        self.scans.pause()

    def resume(self) -> None:
        """The same person is back."""
        self.scans.resume()

    @Slot()
    def _count_scans(self) -> None:
        if SCANS in set(self._window.navigation.keys()):
            self._window.navigation.set_count(SCANS, self.scans.state.count)

    @Slot()
    def count(self) -> None:
        """Count anew what waits for this person."""
        opened, session = self._opened, self._session
        if opened is None or session is None or TO_DO not in set(self._window.navigation.keys()):
            return
        ports, told = opened.desk.ports, self.tray.is_there()
        self._setting.tasks.run(
            lambda _progress: (waiting.count(ports, session), waiting.count_overdue(ports, session) if told else 0),
            done=self._counted,
            on="desk",
            owner=self,
        )

    def _counted(self, found: tuple[int, int]) -> None:
        if self._session is not None:
            self._window.navigation.set_count(TO_DO, found[0])
            self.tray.counted(*found)

    @Slot(object)
    def tell_verdict(self, report: Report) -> None:
        """Show what a verification said in the calm line at the foot."""
        self._window.set_state(lambda: verdict(report)[0], verdict(report)[1])
