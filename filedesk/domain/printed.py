"""What a printed register commits to: the rows as shown, and the code that stands on every page.

The code is FD1:<office root, 20 hex>:<journal size>:<root hash>:<rows root>, both hashes in RFC 4648 base32 without
padding (52 characters). Each printed row is a leaf SHA-256(0x00 ‖ salt ‖ JCS array of its cells) of a Merkle tree.
"""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from filedesk.domain import merkle

_FORM = re.compile(r"FD1:([0-9a-f]{20}):(\d{1,15}):([A-Z2-7]{52}):([A-Z2-7]{52})", re.IGNORECASE)


@dataclass(frozen=True)
class PrintedCode:
    """The parts of a printed code. `office` is the beginning of the office root's key id in hex."""

    office: str
    size: int
    root: bytes
    rows_root: bytes

    def __str__(self) -> str:
        return f"FD1:{self.office}:{self.size}:{_base32(self.root)}:{_base32(self.rows_root)}"


def read_code(text: str) -> PrintedCode | None:
    """The code in `text`, or None when it is none of ours. Spaces, line breaks, case and full width are forgiven."""
    joined = "".join(unicodedata.normalize("NFKC", text).split())
    found = _FORM.fullmatch(joined)
    if not found:
        return None
    code = PrintedCode(found[1].lower(), int(found[2]), _from_base32(found[3]), _from_base32(found[4]))
    return code if str(code).upper() == joined.upper() else None


def row_leaf(salt: bytes, cells: Sequence[str]) -> bytes:
    """The leaf hash of one printed row."""
    told = json.dumps(list(cells), ensure_ascii=False, separators=(",", ":"))
    return merkle.leaf_hash(salt + told.encode())


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=")


def _from_base32(text: str) -> bytes:
    return base64.b32decode(text + "====", casefold=True)
