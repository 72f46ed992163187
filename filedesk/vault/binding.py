"""The unambiguous bytes that keys and encrypted things are bound to.

A purpose label that ends with a zero byte, then fields of fixed width: no two different contexts give the same
bytes, and nothing made for one purpose opens as another. docs/key-formats.md lists every label.
"""

from __future__ import annotations

from typing import Final

_ID_BYTES: Final = 16
_NUMBER_BYTES: Final = 8


def identifier(text: str) -> bytes:
    """The 16 bytes of an office or file id, which is written as 32 hex digits. Raises ValueError for others."""
    raw = bytes.fromhex(text)
    if len(raw) != _ID_BYTES or len(text) != 2 * _ID_BYTES:
        raise ValueError(f"an id is 32 hex digits, not {text!r}")
    return raw


def number(value: int) -> bytes:
    """A number from 0 to 2^64 - 1 as 8 bytes, big-endian. Raises OverflowError for others."""
    return value.to_bytes(_NUMBER_BYTES, "big")


def bound(label: str, *fields: bytes) -> bytes:
    """The purpose `label`, a zero byte and the fixed-width `fields`."""
    return label.encode("ascii") + b"\0" + b"".join(fields)
