"""Opening the window: from the command line's arguments to the end of the program."""

from __future__ import annotations

from pathlib import Path

from filedesk.config import desk_from_environment
from filedesk.demo import DEMO_PASSWORD
from filedesk.ui.application import make_application
from filedesk.ui.assembly import first_page, page_specs
from filedesk.ui.commands import Commands
from filedesk.ui.dropped_files import DroppedFiles
from filedesk.ui.program import Program


def open_window(folder: Path | None, argv: list[str]) -> int:
    """Open the window with the desk in `folder`, or FILEDESK_DESK, or the last one; returns the exit code."""
    setting = make_application(argv)
    program = Program(setting, page_specs, first=first_page, demo_password=DEMO_PASSWORD)
    Commands(program)
    DroppedFiles(program)
    program.start(folder or desk_from_environment())
    return setting.application.exec()
