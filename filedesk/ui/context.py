"""What every page is given: the open desk, who is signed in, and the window's workers, changes and settings."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.desk import Desk
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.ui.clock_question import ClockQuestion
from filedesk.ui.operations import ChangeHub, Operations
from filedesk.ui.settings import Settings
from filedesk.ui.tasks import Tasks


@dataclass(frozen=True)
class Context:
    """One signed-in person at one open desk. Services are called on the worker of `tasks` named "desk"."""

    desk: Desk
    session: Session
    tasks: Tasks
    hub: ChangeHub
    settings: Settings

    @property
    def ports(self) -> Ports:
        """The desk's ports, as every service takes them."""
        return self.desk.ports

    @property
    def whose(self) -> str:
        """The name of whoever signs here beside the person signed in 当面签, else ""."""
        return ""

    @property
    def operations(self) -> Operations:
        """Starts named acts on the desk and announces what they changed."""
        return Operations(self.tasks, self.hub, ClockQuestion(self.ports, self.session))
