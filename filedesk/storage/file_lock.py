"""An exclusive lock on an open file between processes, waited for a bounded time.

POSIX: flock, which belongs to the open file, so that two in one process exclude one another too. Windows: one byte far
behind any content, since locks there are mandatory and would bar readers from the bytes they cover.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WAIT = 10.0
"""Seconds to wait: a holder keeps the lock for the milliseconds of one flush."""

_AGAIN = 0.01


class LockTimeout(Exception):
    """Another process held the lock for all the time we waited."""


@contextmanager
def locked(handle: int, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock on the open file `handle` inside. Raises LockTimeout after `wait` seconds."""
    until = time.monotonic() + wait
    while not _taken(handle):
        if time.monotonic() >= until:
            raise LockTimeout
        time.sleep(_AGAIN)
    try:
        yield
    finally:
        _free(handle)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 40

    def _taken(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _free(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _free(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
