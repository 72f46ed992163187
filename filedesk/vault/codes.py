"""Secrets that people carry on paper: one-time sign-in codes, and the device secret on its slip."""

from __future__ import annotations

import hashlib
import os
from typing import Final

from filedesk.errors import KeyOrSealWrong, RuleRefused
from filedesk.vault import crockford

CODE_LETTERS: Final = 16
SUITE: Final = 0x01
_SLIP_LETTERS: Final = 30
_CHECK_BITS: Final = 14


def new_code() -> str:
    """A fresh one-time code: 80 random bits as four groups of four letters, like 7XK2-9QPM-0C4T-HJ6R."""
    return crockford.grouped(crockford.encode(os.urandom(10), CODE_LETTERS), 4)


def normalise_code(text: str) -> str:
    """The 16 letters of a code as somebody typed it: case, width, spaces, dashes, O for 0, I and L for 1 forgiven.

    Raises RuleRefused("code_malformed") for other letters or another length.
    """
    try:
        letters = crockford.normalise(text)
    except ValueError:
        raise RuleRefused("code_malformed", letters=CODE_LETTERS) from None
    if len(letters) != CODE_LETTERS:
        raise RuleRefused("code_malformed", letters=CODE_LETTERS)
    return letters


def code_digest(code: str, salt: bytes) -> str:
    """SHA-256(16 random bytes ‖ the code's 16 letters) in hex: what the desk keeps of a code.

    80 random bits need no slow hash. Raises RuleRefused("code_malformed"), ValueError for another salt.
    """
    if len(salt) != 16:
        raise ValueError("a salt is 16 bytes")
    return hashlib.sha256(salt + normalise_code(code).encode("ascii")).hexdigest()


def device_secret_slip(secret: bytes) -> str:
    """The device secret (16 bytes) for its printed slip: six groups of five letters with a check at the end."""
    if len(secret) != 16:
        raise ValueError("a device secret is 16 bytes")
    body = bytes([SUITE]) + secret
    return crockford.grouped(crockford.encode(body + _check(body), _SLIP_LETTERS), 5)


def read_device_secret(text: str) -> bytes:
    """The device secret that a person typed from its slip.

    Raises KeyOrSealWrong: "device_slip_mistyped", or "format_unknown" for a slip of another suite.
    """
    try:
        letters = crockford.normalise(text)
    except ValueError:
        raise KeyOrSealWrong("device_slip_mistyped") from None
    if len(letters) != _SLIP_LETTERS:
        raise KeyOrSealWrong("device_slip_mistyped")
    body = (crockford.decode(letters) >> _CHECK_BITS).to_bytes(17, "big")
    if crockford.encode(body + _check(body), _SLIP_LETTERS) != letters:
        raise KeyOrSealWrong("device_slip_mistyped")
    if body[0] != SUITE:
        raise KeyOrSealWrong("format_unknown")
    return body[1:]


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:2]
