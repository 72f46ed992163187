"""Where things lie on this computer: the program's resources and the person's own state.

Resources are found from a checkout (`resources/` beside the package) and from an installed wheel (inside the
package) alike. Personal state (language, columns, the pinned office root, checkpoints, the device secret where
no keyring serves) lives in the user's state folder, or wherever FILEDESK_STATE says.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from filedesk.errors import EnvironmentFailed

DEFAULT_ZONE = "Asia/Shanghai"
DATABASE = "desk.sqlite3"
"""The file by which the folder of a desk is known."""


@cache
def resources() -> Path:
    """The folder that holds fonts, icons, style and texts."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def state_folder() -> Path:
    """The folder of this person's own state on this computer; made, with mode 0700, when it is missing.

    Raises EnvironmentFailed("folder_not_writable").
    """
    told = os.environ.get("FILEDESK_STATE")
    folder = Path(told) if told else _usual_state()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailed("folder_not_writable", folder=str(folder)) from error
    return folder


def _usual_state() -> Path:
    """Where the system wants it. Linux says so in a variable (XDG base directories); the others are asked."""
    system = sys.platform
    if system == "linux":
        told = os.environ.get("XDG_STATE_HOME", "")
        return (Path(told) if told.startswith("/") else Path.home() / ".local" / "state") / "filedesk"
    # Asks Windows or macOS itself, which takes longer to load than everything else here.
    import platformdirs

    return Path(platformdirs.user_state_dir("filedesk", appauthor=False))


def is_desk(folder: Path) -> bool:
    """Whether a desk seems to lie in `folder`."""
    return (folder / DATABASE).is_file()


def desk_from_environment() -> Path | None:
    """The desk that FILEDESK_DESK names, or None."""
    told = os.environ.get("FILEDESK_DESK")
    return Path(told) if told else None
