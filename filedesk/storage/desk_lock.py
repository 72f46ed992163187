"""The desk lock: every open process holds it shared; only who holds it alone may sweep leftovers.

It is a small SQLite file with a rollback journal, whose read lock is shared and whose EXCLUSIVE lock is not: the
standard library has no shared byte lock on Windows, SQLite does.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filedesk.errors import EnvironmentFailed

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ncpfs"}


class DeskLock:
    """One process's hold on a desk."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "desk.lock"
        self._guard = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self.exclusive = False

    def _open(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self._path, timeout=5, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = delete")
            connection.execute("CREATE TABLE IF NOT EXISTS desk (held INTEGER)")
        except sqlite3.Error as error:
            raise EnvironmentFailed("lock_failed", file=str(self._path), reason=str(error)) from error
        return connection

    def share(self) -> None:
        """Hold the lock shared until `release`. Raises EnvironmentFailed("lock_failed") when somebody sweeps long."""
        with self._guard:
            self._connection = self._connection or self._open()
            try:
                self._connection.execute("BEGIN")
                self._connection.execute("SELECT count(*) FROM desk").fetchone()
            except sqlite3.Error as error:
                raise EnvironmentFailed("lock_failed", file=str(self._path), reason=str(error)) from error

    def release(self) -> None:
        """Let go and close."""
        with self._guard:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """True inside when nobody else has the desk open, and nobody can open it meanwhile; else False.

        To be asked before `share`.
        """
        connection = self._open()
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                yield False
                return
            self.exclusive = True
            yield True
        finally:
            self.exclusive = False
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            connection.close()


def network_share(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether `path` lies on a network share, where SQLite's WAL mode is not safe."""
    import sys

    if sys.platform == "win32":
        import ctypes

        drive = path.resolve().anchor
        remote: bool = drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == 4
        return remote
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    target = str(path.resolve())
    best, kind = "", ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) > 2:
            point = parts[1].replace("\\040", " ")
            inside = target == point or target.startswith(point.rstrip("/") + "/")
            if inside and len(point) >= len(best):
                best, kind = point, parts[2]
    return kind in _NETWORK
