"""The window: the only package that imports PySide6.

PySide6 6.12.0 gives back, at every `Signal.emit()`, a reference to True that it never took. From Python 3.12 on
True is immortal (PEP 683) and nothing comes of it; before, the program is aborted ("deallocating True or False")
after some six hundred signals. So this package makes True outlive them all before anything is emitted.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40


def _keep_true() -> None:
    """Add so many references to True that no program lives long enough to give them back."""
    before_the_count = object.__basicsize__ - 2 * ctypes.sizeof(ctypes.c_void_p)
    count = ctypes.c_ssize_t.from_address(id(True) + before_the_count)
    count.value += _PLENTY


if sys.version_info < (3, 12) and sys.getrefcount(True) < _PLENTY:
    _keep_true()
