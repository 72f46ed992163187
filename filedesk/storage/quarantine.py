"""Sweeping leftovers of crashes into quarantine: unfinished writes and encrypted files that no entry ever named.

Only while the desk lock is held alone, since a file that another process is just taking in looks the same. Nothing
is deleted, and slots are never swept.
"""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from filedesk.storage.desk_lock import DeskLock
from filedesk.storage.durable import System, is_temporary, make_folder_durably, told_as_environment


def sweep(
    files: Path,
    known: Container[str],
    quarantine: Path,
    *,
    lock: DeskLock,
    day: str,
    system: System | None = None,
) -> list[str]:
    """Move leftovers below `files` into `quarantine`/`day`; returns the names moved, in their order.

    A leftover is a temporary file, or any file whose name is not among `known`, the ids that rows name. Raises
    ValueError unless `lock` is held alone, EnvironmentFailed when a file cannot be moved (those before it are).
    """
    if not lock.exclusive:
        raise ValueError("the sweep needs the desk lock alone")
    system = system or System()
    leftovers = [path for path in sorted(files.glob("??/*")) if is_temporary(path.name) or path.name not in known]
    if not leftovers:
        return []
    for folder in (quarantine, quarantine / day):
        make_folder_durably(folder, system=system)
    for path in leftovers:
        with told_as_environment(path):
            system.replace(path, _free_place(quarantine / day, path.name))
    with told_as_environment(quarantine):
        for folder in {quarantine / day, *(path.parent for path in leftovers)}:
            system.fsync_folder(folder)
    return [path.name for path in leftovers]


def _free_place(folder: Path, name: str) -> Path:
    place, count = folder / name, 1
    while place.exists():
        place, count = folder / f"{name}.{count}", count + 1
    return place
