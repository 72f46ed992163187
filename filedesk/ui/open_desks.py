"""Opening, making and closing desks on the desk's worker, for the window."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filedesk.config import state_folder
from filedesk.desk import Desk, open_desk
from filedesk.errors import FiledeskError
from filedesk.services.checkpoints import take_checkpoint
from filedesk.services.desk_ports import office_row
from filedesk.services.keys import Session
from filedesk.services.ports import Progress
from filedesk.services.verification import Report, verify

MOST_CHECKED_AT_ONCE = 5000
"""A journal of so many events is verified unasked after the sign-in; a longer one when the auditor says so."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenedDesk:
    """An open desk and what the window's head says of it."""

    desk: Desk
    name: str
    demo: bool
    events: int


def told_of(desk: Desk) -> OpenedDesk:
    """What the window must know of a desk that is open already."""
    with desk.ports.ledger.reading() as reading:
        office = office_row(reading)
        return OpenedDesk(desk, office["name"], bool(office["demo"]), reading.size())


def open_folder(folder: Path, before: Desk | None) -> OpenedDesk:
    """Open a desk, closing the one that was open `before`. Raises what `open_desk` raises."""
    opened = open_desk(folder)
    if before is not None:
        close_desk(before)
    return told_of(opened)


def close_desk(desk: Desk) -> None:
    """Take a checkpoint and close. A checkpoint that fails costs nothing but itself: it is logged."""
    try:
        take_checkpoint(desk.ports)
    except FiledeskError as error:
        log.warning("no checkpoint at closing: %s", error)
    finally:
        desk.close()


def demo_folder() -> Path:
    """Where the demo office of this person lies."""
    return state_folder() / "demo-office"


BuildDemo = Callable[[Path, Progress], None]


def build_demo(folder: Path, progress: Progress) -> None:
    """Draw the demo office into an empty folder."""
    # Cold path: it draws papers, which loads the PDF engine.
    from filedesk.demo import building

    building.build_demo(folder, progress=progress)


def verify_apart(
    desk: Desk, progress: Progress, *, printed: str | None = None, session: Session | None = None
) -> Report:
    """Verify the desk in a pool thread, on connections of its own that are closed again. Raises as `verify` does."""
    try:
        return verify(desk.ports, printed=printed, session=session, progress=progress)
    except FiledeskError as error:
        # What the stopped check still held open belongs to this thread: SQLite wants it closed here.
        traceback.clear_frames(error.__traceback__)
        raise
    finally:
        desk.database.close()
