"""Plain copies for other programs: in one private folder of this person, emptied at the end and at the next start.

Writing one is the person's explicit act, and noted in the journal (`opened_outside`).
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from filedesk import config
from filedesk.errors import EnvironmentFailed

_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_BAD: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
LONGEST: Final = 80


def opened_folder() -> Path:
    """The private folder, made when it is missing."""
    folder = config.state_folder() / "opened"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def empty_opened() -> None:
    """Take away every plain copy. One that another program still holds stays until the next start."""
    for inside in opened_folder().iterdir():
        shutil.rmtree(inside, ignore_errors=True)


def harmless_name(name: str) -> str:
    """A file name that every system takes: no folders, no reserved names, its ending kept, 80 characters at most."""
    stem, dot, ending = _BAD.sub("_", name).strip(" .").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = stem[:LONGEST] or "file"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem}.{ending[:12]}" if ending else stem


def write_plain(name: str, data: bytes) -> Path:
    """Write a plain copy that only this person can read. Raises EnvironmentFailed("copy_not_written")."""
    try:
        folder = opened_folder() / secrets.token_hex(4)
        folder.mkdir(mode=0o700)
        file = folder / harmless_name(name)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
    except OSError as error:
        raise EnvironmentFailed("copy_not_written", reason=error.strerror or str(error)) from error
    return file


class Launcher:
    """Hands a file to whatever program the system has for it; tests replace it."""

    def open(self, file: Path) -> bool:
        """Whether some program took it."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


_launcher = [Launcher()]


def launcher() -> Launcher:
    """The launcher in use."""
    return _launcher[0]


def use_launcher(replacement: Launcher) -> Launcher:
    """Let `replacement` launch from now on; returns the one before."""
    before, _launcher[0] = _launcher[0], replacement
    return before
