"""Where the program starts: arguments only. The command line, or the window when no command is given."""

from __future__ import annotations

import sys
from pathlib import Path

from filedesk.cli.main import command_line


def _open_window(folder: Path | None) -> int:
    # Qt is heavy: only when a window is wanted
    from filedesk.ui.start import open_window

    return open_window(folder, sys.argv)


def main() -> None:
    """Run the command line, or open the window."""
    command_line(_open_window)(prog_name="filedesk")


def window() -> None:
    """Open the window (the entry without a console on Windows)."""
    sys.exit(_open_window(None))


if __name__ == "__main__":
    main()
