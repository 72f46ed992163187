"""Writing a file so that it is either whole on disk or not there at all, whatever moment the power fails.

The order is that of restic's `internal/backend/local/local.go`: a temporary file in the same folder, written,
its length checked, flushed (fsync), closed, renamed over its name, and the folder flushed. On Windows the flush
is FlushFileBuffers (os.fsync calls it) and the rename is MoveFileEx with WRITE_THROUGH; folders cannot be
flushed there.

`System` holds every call that changes the disk, so that tests can fail one after N bytes or record their order.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filedesk.errors import EnvironmentFailed

_BINARY = getattr(os, "O_BINARY", 0)
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_FOLDER_FLUSH_UNKNOWN = {errno.EINVAL, errno.ENOTSUP}
_TEMP = re.compile(r".+\.[0-9a-f]{16}\.tmp")


class System:
    """The operating system's calls that change the disk. Each raises OSError as the system does."""

    def create(self, path: Path) -> int:
        """A descriptor on a new, empty file that only this user may read."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)

    def open(self, path: Path, *, read_only: bool = False) -> int:
        """A descriptor on a file that exists."""
        return os.open(path, (os.O_RDONLY if read_only else os.O_RDWR) | _BINARY)

    def write(self, handle: int, data: memoryview) -> int:
        """Write at the handle's position; returns how many bytes went in, which may be fewer than asked."""
        return os.write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        os.ftruncate(handle, size)

    def fsync(self, handle: int) -> None:
        os.fsync(handle)

    def close(self, handle: int) -> None:
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Rename `source` to `target` in one step, over whatever stands there."""
        if sys.platform == "win32":
            _move_through(source, target)
        else:
            source.replace(target)

    def remove(self, path: Path) -> None:
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make one folder that only this user may enter; one that exists is left as it is."""
        path.mkdir(mode=0o700, exist_ok=True)

    def fsync_folder(self, path: Path) -> None:
        """Flush the folder's list of names. Nothing on Windows and on file systems that know no such flush."""
        if sys.platform != "win32":
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            except OSError as error:
                if error.errno not in _FOLDER_FLUSH_UNKNOWN:
                    raise
            finally:
                os.close(handle)


def write_durably(path: Path, chunks: Iterable[bytes], *, system: System) -> int:
    """Write `chunks` as the file `path`, replacing what stood there; returns its size in bytes.

    Returns only when file and name have reached the disk. Raises EnvironmentFailed (`disk_full`,
    `folder_not_writable`, `write_failed`); whatever `chunks` itself raises goes through. Either way the
    temporary file is gone and the old file, if any, is untouched, save when the last step, flushing the
    folder, is what failed: then the new file stands, and may be lost again if the power fails.
    """
    temp = path.with_name(f"{path.name}.{secrets.token_hex(8)}.tmp")
    with told_as_environment(path):
        handle = system.create(temp)
    try:
        try:
            size = 0
            for chunk in chunks:
                with told_as_environment(path):
                    size += write_all(handle, chunk, system=system)
            with told_as_environment(path):
                system.fsync(handle)
                if (found := os.fstat(handle).st_size) != size:
                    raise EnvironmentFailed("write_failed", file=str(path), reason=f"{found} != {size}")
        finally:
            with told_as_environment(path):
                system.close(handle)
        with told_as_environment(path):
            system.replace(temp, path)
    except BaseException:
        with suppress(OSError):
            system.remove(temp)
        raise
    with told_as_environment(path):
        system.fsync_folder(path.parent)
    return size


def write_all(handle: int, data: bytes, *, system: System) -> int:
    """Write all of `data` at the handle's position, however many calls it takes; returns its length."""
    rest = memoryview(data)
    while rest:
        rest = rest[system.write(handle, rest) :]
    return len(data)


def make_folder_durably(path: Path, *, system: System) -> None:
    """Make the folder `path` in a folder that exists, and flush its name. Raises EnvironmentFailed."""
    if path.is_dir():
        return
    with told_as_environment(path):
        system.make_folder(path)
        system.fsync_folder(path.parent)


def is_temporary(name: str) -> bool:
    """Whether `name` is one that `write_durably` gives to a file it has not finished."""
    return _TEMP.fullmatch(name) is not None


@contextmanager
def told_as_environment(path: Path) -> Iterator[None]:
    """Turn an OSError that arose while changing `path` into the EnvironmentFailed that says what to do."""
    try:
        yield
    except OSError as error:
        raise write_error(error, path) from error


def write_error(error: OSError, path: Path) -> EnvironmentFailed:
    """`disk_full`, `folder_not_writable` or `write_failed`, after the number that the system gave."""
    if error.errno in _FULL:
        return EnvironmentFailed("disk_full", folder=str(path.parent))
    if error.errno in _FORBIDDEN:
        return EnvironmentFailed("folder_not_writable", folder=str(path.parent))
    return EnvironmentFailed("write_failed", file=str(path), reason=error.strerror or str(error))


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _REPLACE_EXISTING, _WRITE_THROUGH = 0x1, 0x8
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.MoveFileExW.argtypes = [wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD]
    _kernel.MoveFileExW.restype = wintypes.BOOL

    def _move_through(source: Path, target: Path) -> None:
        if not _kernel.MoveFileExW(str(source), str(target), _REPLACE_EXISTING | _WRITE_THROUGH):
            raise ctypes.WinError(ctypes.get_last_error())
