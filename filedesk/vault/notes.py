"""Checkpoints of the journal: C2SP tlog-checkpoint (c2sp.org/tlog-checkpoint) as a signed note.

The note's text is origin, tree size and root hash, one a line; the key's name is the origin. Signature lines of
other keys are ignored, as c2sp.org/signed-note demands, so that witnesses may add theirs.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import Final

from filedesk.errors import KeyOrSealWrong
from filedesk.vault.signing import KeySigner, note_holds

_ED25519: Final = b"\x01"
_HASH_BYTES: Final = 32
_MOST_SIGNATURES: Final = 100
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")


def key_hash(name: str, public: bytes) -> bytes:
    """The 4-byte key ID of signed-note: SHA-256(name ‖ newline ‖ 0x01 ‖ public), shortened."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def sign_note(text: str, *, name: str, signer: KeySigner) -> str:
    """The note of `text`, which ends with a newline, signed under the key name `name`.

    Raises ValueError for a name with a space or plus, or text that is empty, unended or holds other controls.
    """
    if not _is_name(name):
        raise ValueError("a key name holds neither spaces nor plus")
    if not text.endswith("\n") or _has_control(text):
        raise ValueError("a note's text ends with a newline and holds no other control character")
    signature = key_hash(name, signer.public) + signer.sign_note(text.encode())
    return f"{text}\n— {name} {base64.b64encode(signature).decode()}\n"


def read_note(note: str, *, name: str, public: bytes) -> str:
    """The text of a note that the key (`name`, `public`) signed.

    Raises KeyOrSealWrong: "note_malformed", "note_unsigned" without a line of this key, "note_signature_wrong".
    """
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n") or _has_control(note):
        raise KeyOrSealWrong("note_malformed")
    text += "\n"
    lines = tail[:-1].split("\n")
    if len(lines) > _MOST_SIGNATURES:
        raise KeyOrSealWrong("note_malformed")
    known = [raw for named, raw in map(_signature, lines) if named == name and raw[:4] == key_hash(name, public)]
    if not known:
        raise KeyOrSealWrong("note_unsigned")
    if not all(note_holds(public, text.encode(), raw[4:]) for raw in known):
        raise KeyOrSealWrong("note_signature_wrong")
    return text


def sign_checkpoint(origin: str, size: int, root_hash: bytes, signer: KeySigner) -> str:
    """The checkpoint of a journal of `size` events under the name `origin`.

    Raises ValueError for a negative size, a root hash that is not 32 bytes, or an origin with a space or plus.
    """
    if size < 0 or len(root_hash) != _HASH_BYTES:
        raise ValueError("a checkpoint has a size from 0 and a root hash of 32 bytes")
    text = f"{origin}\n{size}\n{base64.b64encode(root_hash).decode()}\n"
    return sign_note(text, name=origin, signer=signer)


def read_checkpoint(text: str, public: bytes) -> tuple[str, int, bytes]:
    """Origin, size and root hash of a checkpoint that `public` signed under its origin as name.

    Whether the origin is the expected one is for the caller to say. Raises KeyOrSealWrong as `read_note` does.
    """
    body = read_note(text, name=text.split("\n", 1)[0], public=public)
    origin, *rest = body[:-1].split("\n")
    if len(rest) < 2 or not all(rest) or not _SIZE.fullmatch(rest[0]):
        raise KeyOrSealWrong("note_malformed")
    root_hash = _from_base64(rest[1])
    if len(root_hash) != _HASH_BYTES:
        raise KeyOrSealWrong("note_malformed")
    return origin, int(rest[0]), root_hash


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() for c in name)


def _has_control(text: str) -> bool:
    return any(c < " " and c != "\n" for c in text)


def _signature(line: str) -> tuple[str, bytes]:
    match line.split(" "):
        case ["—", name, encoded] if _is_name(name):
            raw = _from_base64(encoded)
            if len(raw) > 4:
                return name, raw
    raise KeyOrSealWrong("note_malformed")


def _from_base64(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise KeyOrSealWrong("note_malformed") from None
    if base64.b64encode(raw).decode() != text:
        raise KeyOrSealWrong("note_malformed")
    return raw
