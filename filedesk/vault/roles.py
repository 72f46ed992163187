"""The keys of roles: office (ordinary files), secret and personnel, each in numbered generations.

A role key's private half is wrapped to every person who holds the role and to recovery, so that taking up or
handing over an office never touches a file.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from filedesk.vault.binding import bound, identifier, number
from filedesk.vault.opening import OpeningKey, seal

ROLES: Final = ("office", "secret", "personnel")


@dataclass(frozen=True)
class RoleKey:
    """One generation (from 1) of a role's X25519 key. Raises ValueError for a role that is not in `ROLES`."""

    name: str
    generation: int
    opening: OpeningKey = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.name not in ROLES or self.generation < 1:
            raise ValueError(f"no such role key: {self.name} {self.generation}")

    @property
    def public(self) -> bytes:
        """The 32-byte public half, to which shares of files are wrapped."""
        return self.opening.public


def new_role_key(name: str, *, generation: int) -> RoleKey:
    """A fresh key for a generation of the role."""
    return RoleKey(name, generation, OpeningKey.new())


def wrap_role_key(role_key: RoleKey, *, to: bytes, office: str) -> bytes:
    """The role's private half for the holder of the opening key `to` (32 bytes, a person's or recovery's)."""
    info = _info(role_key.name, role_key.generation, office, to)
    return seal(role_key.opening.private_bytes(), to=to, info=info)


def unwrap_role_key(blob: bytes, *, keys: OpeningKey, name: str, generation: int, office: str) -> RoleKey:
    """The role key that was wrapped to `keys`: a person's `opening` key or the office root's `recovery` key.

    Raises KeyOrSealWrong ("wrap_wrong", "format_unknown") for another role, generation, office or recipient.
    """
    private = keys.open(blob, _info(name, generation, office, keys.public))
    return RoleKey(name, generation, OpeningKey.from_private_bytes(private))


def duplicate_mark(role_key: RoleKey, content_digest: bytes) -> str:
    """What equal ordinary files have in common and outsiders cannot compute: HMAC-SHA256, 64 hex digits.

    `content_digest` is the SHA-256 of the plain file. A mark belongs to one generation of the office key: to find
    a file taken in earlier, compute it under each generation held. Raises ValueError for a role that is not
    "office": secret papers have no mark.
    """
    if role_key.name != "office":
        raise ValueError("only ordinary files have a duplicate mark")
    info = bound("filedesk/duplicate-mark/v1", number(role_key.generation))
    key = HKDF(SHA256(), 32, salt=None, info=info).derive(role_key.opening.private_bytes())
    return hmac.new(key, content_digest, hashlib.sha256).hexdigest()


def _info(name: str, generation: int, office: str, recipient: bytes) -> bytes:
    return bound(f"filedesk/role-key/v1/{name}", number(generation), identifier(office), recipient)
