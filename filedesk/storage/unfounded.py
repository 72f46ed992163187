"""What an interrupted set-up leaves: a desk's folder in which no office was ever founded. It may be taken away again.

Only what is certainly ours and certainly empty counts: a folder with anything else in it is somebody's.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from filedesk.config import DATABASE
from filedesk.storage.database import APPLICATION_ID
from filedesk.storage.desk_lock import LOCK, DeskLock
from filedesk.storage.slots import SIZE

SLOTS = "shred.slots"
FILES = "files"
DEMO_SECRETS = "secrets.json"
_OURS = frozenset(
    {
        DATABASE,
        f"{DATABASE}-wal",
        f"{DATABASE}-shm",
        f"{DATABASE}-journal",
        SLOTS,
        LOCK,
        f"{LOCK}-journal",
        DEMO_SECRETS,
        f"{DEMO_SECRETS}.lock",
    }
)


def clear_unfounded(folder: Path) -> bool:
    """Empty a folder that holds only what an interrupted set-up left; False, with nothing touched, for any other.

    One that another process is setting up at this moment is another.
    """
    if not _only_ours(folder):
        return False
    found_lock = (folder / LOCK).exists()
    with DeskLock(folder).alone() as alone:
        empty = alone and _only_ours(folder) and not _has_events(folder / DATABASE)
        if empty:
            remove_empty_desk(folder, but=LOCK)
    if empty or not found_lock:
        (folder / LOCK).unlink(missing_ok=True)
    return empty


def remove_empty_desk(folder: Path, *, but: str = "") -> None:
    """Remove the files of a desk without an event, those that are there. The caller knows that it is one."""
    for name in _OURS - {but}:
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        (folder / FILES).rmdir()


def _only_ours(folder: Path) -> bool:
    entries = list(folder.iterdir())
    if not entries or any(entry.is_symlink() for entry in entries):
        return False
    for entry in entries:
        if entry.name == FILES:
            if not entry.is_dir() or any(entry.iterdir()):
                return False
        elif entry.name not in _OURS or not entry.is_file():
            return False
    slots = folder / SLOTS
    return not slots.exists() or slots.stat().st_size <= SIZE


def _has_events(database: Path) -> bool:
    """Whether the database holds an event, or is none of ours at all."""
    if not database.exists():
        return False
    try:
        with closing(sqlite3.connect(database.absolute().as_uri() + "?mode=rw", uri=True)) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            if not tables:
                return False
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID or "event" not in tables:
                return True
            return connection.execute("SELECT 1 FROM event LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return True
