"""Where the program starts: arguments only. The command line, or the window when no command is given.

Neither loads the other: who opens the window does not wait for the commands, and a command needs no Qt.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from filedesk.config import is_desk


def _has_display() -> bool:
    """Whether Qt can show a window: it ends the program in its own way where it cannot."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in wanted)


def _open_window(folder: Path | None) -> int:
    if not _has_display():
        from filedesk.cli.running import tell_no_display

        return tell_no_display()
    # Nothing that is loaded for a window is garbage. Later on the window collects what is (ui/collecting.py).
    gc.disable()
    from filedesk.ui.start import open_window

    return open_window(folder, sys.argv)


def main() -> None:
    """Run the command line, or open the window."""
    match sys.argv[1:]:
        case []:
            window()
        case ["--desk", folder] if is_desk(Path(folder)):
            sys.exit(_open_window(Path(folder)))
    from filedesk.cli.main import command_line

    command_line(_open_window)(prog_name="filedesk")


def window() -> None:
    """Open the window (the entry without a console on Windows)."""
    sys.exit(_open_window(None))


if __name__ == "__main__":
    main()
