"""Sweeping leftovers of crashes into quarantine: unfinished writes and encrypted files that no entry ever named.

Only while the desk lock is held alone, since a file that another process is just taking in looks the same. Nothing
is deleted, and slots are never swept.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from filedesk.storage.desk_lock import DeskLock
from filedesk.storage.durable import is_temporary


def sweep(files: Path, known: Set[str], quarantine: Path, *, lock: DeskLock, day: str) -> list[str]:
    """Move leftovers below `files` into `quarantine`/<day>; returns the names moved.

    Raises ValueError unless `lock` is held alone.
    """
    if not lock.exclusive:
        raise ValueError("the sweep needs the desk lock alone")
    moved: list[str] = []
    for path in sorted(files.glob("??/*")):
        if is_temporary(path.name) or path.name not in known:
            target = quarantine / day
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
            place = target / path.name
            count = 1
            while place.exists():
                place = target / f"{path.name}.{count}"
                count += 1
            path.rename(place)
            moved.append(path.name)
    return moved
