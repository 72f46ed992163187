"""The short code that stands beside a signature on paper: which event of which office's journal it is.

FS1:<office, 6 letters>:<seq>:<hash, 16 letters><check, 2 letters>, in RFC 4648 base32: the first 30 bits of the office
root's key id, the first 80 bits of the event's leaf hash, and 10 bits that tell a misread code from one that the desk
contradicts. It is short enough to be typed and for a QR code of 25 by 25 modules.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass

from filedesk.domain.projected_office import key_id

_FORM = re.compile(r"FS1:([A-Z2-7]{6}):([1-9]\d{0,14}):([A-Z2-7]{16})([A-Z2-7]{2})")
_DASHES = re.compile("[-‐‑–—]")
_OFFICE, _HASH, _CHECK = 6, 16, 2


@dataclass(frozen=True)
class SignatureCode:
    """The parts of a code: the office (6 letters), the number of the event, and how its leaf hash begins (16)."""

    office: str
    seq: int
    begins: str

    def __str__(self) -> str:
        told = f"FS1:{self.office}:{self.seq}:{self.begins}"
        return told + _letters(hashlib.sha256(told.encode()).digest(), _CHECK)

    def is_of_office(self, root: str) -> bool:
        """Whether it was printed by the office with this root key (in hex)."""
        return self.office == _office(root)

    def names(self, leaf_hash: bytes) -> bool:
        """Whether this is the leaf hash of the event that it was printed for."""
        return self.begins == _letters(leaf_hash, _HASH)


def signature_code(root: str, seq: int, leaf_hash: bytes) -> SignatureCode:
    """The code of an event; `root` is the office root's public key in hex."""
    return SignatureCode(_office(root), seq, _letters(leaf_hash, _HASH))


def is_signature_code(text: str) -> bool:
    """Whether the text sets out to be such a code, read rightly or not."""
    return _tidied(text).startswith("FS1")


def read_signature_code(text: str) -> SignatureCode | None:
    """The code in `text`, or None for another text or a letter misread.

    Spaces, line breaks, dashes, case and full width are forgiven.
    """
    joined = _tidied(text)
    found = _FORM.fullmatch(joined)
    if not found:
        return None
    code = SignatureCode(found[1], int(found[2]), found[3])
    return code if str(code) == joined else None


def _tidied(text: str) -> str:
    return _DASHES.sub("", "".join(unicodedata.normalize("NFKC", text).split())).upper()


def _office(root: str) -> str:
    return _letters(bytes.fromhex(key_id(root)), _OFFICE)


def _letters(raw: bytes, count: int) -> str:
    return base64.b32encode(raw[: count * 5 // 8 + 1]).decode()[:count]
