"""What the system's error means when a file that is to be taken in cannot be read: one truth for all who read it."""

from __future__ import annotations

import errno

from filedesk.errors import FileUnreadable

WINDOWS_SHARING_VIOLATIONS = (32, 33)
LOCKED = frozenset({errno.EBUSY, errno.EAGAIN, errno.EDEADLK, errno.ETXTBSY})
"""Another program holds it. A missing permission (EACCES, EPERM) is no lock: waiting does not help."""


def unreadable(error: OSError, name: str) -> FileUnreadable:
    """The error for the clerk: "file_vanished", "file_locked" by another program, or "file_unreadable"."""
    if isinstance(error, FileNotFoundError):
        return FileUnreadable("file_vanished", name=name)
    if error.errno in LOCKED or getattr(error, "winerror", None) in WINDOWS_SHARING_VIOLATIONS:
        return FileUnreadable("file_locked", name=name)
    return FileUnreadable("file_unreadable", name=name)
