"""When the computer's clock and the journal disagree, the person is asked, and what she ordered then goes on.

A leap forward she may call right herself. That the times before are wrong only the general manager can sign.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from filedesk.domain.people import Role
from filedesk.errors import ClockDoubtful, FiledeskError
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.office_clock import clock_is_right, correct_clock, doubt
from filedesk.texts import error_text, tr
from filedesk.ui.messages import ask, inform
from filedesk.ui.tasks import Tasks

Before = Callable[[], object]
"""What is to be done on the desk's worker before the act is tried again."""


@dataclass(frozen=True)
class ClockQuestion:
    """Asks whoever is signed in at this desk."""

    ports: Ports
    session: Session

    def ask(
        self, parent: QWidget, error: ClockDoubtful, *, again: Callable[[Before], None], otherwise: Callable[[], None]
    ) -> bool:
        """Ask what `error` leaves open, and answer by `again` or `otherwise`; False when this person cannot say."""
        if error.code == "clock_jumped":
            right: Before = lambda: clock_is_right(self.ports)  # noqa: E731
            ask(parent, error_text(error), yes=tr("The clock is right"), then=lambda: again(right), otherwise=otherwise)
            return True
        if not self.session.is_a(Role.GENERAL_MANAGER):
            return False
        ask(
            parent,
            error_text(error),
            yes=tr("Sign the correction"),
            then=lambda: again(lambda: correct_clock(self.ports, self.session)),
            otherwise=otherwise,
            detail=tr("The entries before keep their times; those from now on take the clock's again."),
            danger=True,
        )
        return True

    def ask_at_sign_in(self, window: QWidget, tasks: Tasks) -> None:
        """Ask before anything is done, so that no act has to wait for the answer; a no leaves the question open."""

        def answered(before: Before) -> None:
            tasks.run(
                lambda _progress: before(), done=lambda _answer: None, failed=not_corrected, on="desk", owner=window
            )

        def not_corrected(error: BaseException) -> None:
            if isinstance(error, FiledeskError):
                inform(window, error_text(error), warning=True)

        def came(error: ClockDoubtful | None) -> None:
            if error is not None and not self.ask(window, error, again=answered, otherwise=lambda: None):
                inform(window, error_text(error), warning=True)

        tasks.run(lambda _progress: doubt(self.ports), done=came, on="desk", owner=window)
