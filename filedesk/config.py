"""Where things lie on this computer: the program's resources and the person's own state.

Resources are found from a checkout (`resources/` beside the package) and from an installed wheel (inside the
package) alike. Personal state (language, columns, the pinned office root, checkpoints, the device secret where
no keyring serves) lives in the user's state folder, or wherever FILEDESK_STATE says.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import platformdirs

DEFAULT_ZONE = "Asia/Shanghai"


@cache
def resources() -> Path:
    """The folder that holds fonts, icons, style and texts."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def state_folder() -> Path:
    """The folder of this person's own state on this computer; made, with mode 0700, when it is missing."""
    told = os.environ.get("FILEDESK_STATE")
    folder = Path(told) if told else Path(platformdirs.user_state_dir("filedesk", appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def desk_from_environment() -> Path | None:
    """The desk that FILEDESK_DESK names, or None."""
    told = os.environ.get("FILEDESK_DESK")
    return Path(told) if told else None
