"""Opening the window: from the command line's arguments to the end of the program.

The pages of those at work are loaded while the first of them signs in, not before the window shows.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

from filedesk.config import desk_from_environment
from filedesk.demo import DEMO_PASSWORD
from filedesk.ui.application import make_application
from filedesk.ui.page import PageSpec
from filedesk.ui.program import Program


def open_window(folder: Path | None, argv: list[str]) -> int:
    """Open the window with the desk in `folder`, or FILEDESK_DESK, or the last one; returns the exit code."""
    setting = make_application(argv)
    program = Program(setting, _pages, first=_first_page, demo_password=DEMO_PASSWORD)
    gc.freeze()  # all this stays; the collector (ui/collecting.py) need not go through it again and again
    program.start(folder or desk_from_environment())
    return setting.application.exec()


def _pages(program: Program) -> Sequence[PageSpec]:
    """Every page, and what else is there for people at work only: the command box, files dropped on the window."""
    from filedesk.ui.assembly import page_specs
    from filedesk.ui.commands import Commands
    from filedesk.ui.dropped_files import DroppedFiles

    Commands(program)
    DroppedFiles(program)
    return page_specs(program)


def _first_page(roles: frozenset[str]) -> str | None:
    from filedesk.ui.assembly import first_page

    return first_page(roles)
