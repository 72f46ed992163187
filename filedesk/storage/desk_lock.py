"""The desk lock: every open process holds it shared; only who holds it alone may sweep leftovers.

It is a small SQLite file with a rollback journal, whose read lock is shared and whose EXCLUSIVE lock is not: the
standard library has no shared byte lock on Windows, SQLite does. The system drops the lock when its process dies.

Nobody may open `desk.lock` in any other way: on POSIX closing any descriptor of a file drops the process's locks.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filedesk.errors import EnvironmentFailed
from filedesk.storage.network_share import network_share

__all__ = ["DeskLock", "network_share"]

LOCK = "desk.lock"
WAIT = 30.0
"""Seconds that opening waits for another process's sweep to end."""


class DeskLock:
    """One process's hold on a desk. May be called from any thread."""

    def __init__(self, folder: Path, *, read_only: bool = False, wait: float = WAIT) -> None:
        """With `read_only` nothing is written: where there is no lock file nobody can sweep, so none is needed."""
        self._path = folder / LOCK
        self._read_only = read_only
        self._wait = wait
        self._guard = threading.Lock()
        self._shared: sqlite3.Connection | None = None
        self.exclusive = False
        """True while this object holds the desk alone."""

    def share(self) -> None:
        """Hold the lock shared until `release`. Raises EnvironmentFailed("lock_failed") when somebody sweeps long."""
        with self._guard:
            if self._shared is not None or (self._read_only and not self._path.exists()):
                return
            connection = self._open(self._wait)
            try:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM desk").fetchone()
            except sqlite3.Error as error:
                connection.close()
                raise self._failed(error) from error
            self._shared = connection

    def release(self) -> None:
        """Let go and close; nothing happens when it is not held."""
        with self._guard:
            if self._shared is not None:
                self._shared.close()
                self._shared = None

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """True inside when nobody else has the desk open, and nobody can open it meanwhile; else False, at once.

        False too while this object holds the lock shared: to be asked before `share`. Raises
        EnvironmentFailed("lock_failed") when the lock file cannot be made or read.
        """
        with self._guard:
            connection = self._taken_alone()
        try:
            self.exclusive = connection is not None
            yield self.exclusive
        finally:
            self.exclusive = False
            if connection is not None:
                connection.close()

    def _taken_alone(self) -> sqlite3.Connection | None:
        if self._shared is not None or self._read_only:
            return None
        connection = None
        try:
            connection = self._open(0)
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if connection is not None:
                connection.close()
            if _busy(error):
                return None
            raise self._failed(error) from error
        except EnvironmentFailed as error:
            if isinstance(error.__cause__, sqlite3.OperationalError) and _busy(error.__cause__):
                return None
            raise
        return connection

    def _open(self, wait: float) -> sqlite3.Connection:
        connection = None
        try:
            uri = f"{self._path.absolute().as_uri()}?mode={'ro' if self._read_only else 'rwc'}"
            connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
            if not self._read_only:
                connection.execute("CREATE TABLE IF NOT EXISTS desk (held INTEGER)")
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            raise self._failed(error) from error
        return connection

    def _failed(self, error: sqlite3.Error) -> EnvironmentFailed:
        return EnvironmentFailed("lock_failed", file=str(self._path), reason=str(error))


def _busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
