"""The window: the only package that imports PySide6.

PySide6 6.12.0 returns None (from every call without a result) and True (from `Signal.emit`) without taking the
reference that it hands out. From Python 3.12 on these objects are immortal (PEP 683) and nothing comes of it; on
3.11 the program is aborted ("deallocating True or False", "deallocating None") after some hundred signals or twenty
thousand calls. So this package makes them immortal too, before anything of Qt is called.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40
"""More references than any program lives long enough to lose."""


def _outlive(*constants: object) -> None:
    """Add plenty of references to each of these objects, which never go away anyhow."""
    before_the_count = object.__basicsize__ - 2 * ctypes.sizeof(ctypes.c_void_p)
    for constant in constants:
        count = ctypes.c_ssize_t.from_address(id(constant) + before_the_count)
        if count.value < _PLENTY:
            count.value += _PLENTY


if sys.version_info < (3, 12):
    _outlive(None, True, False, NotImplemented, Ellipsis)
