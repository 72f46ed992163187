"""X25519 keys that open what was wrapped to them with HPKE (RFC 9180, base mode, single shot).

The suite is DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. A wrap is the suite byte 0x01, the 32-byte
encapsulated key and the ciphertext; what it is bound to goes into HPKE's `info`.
"""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from filedesk.errors import KeyOrSealWrong

SUITE: Final = 0x01
_HPKE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


class OpeningKey:
    """An X25519 private key: a person's, a role's or the recovery key."""

    __slots__ = ("_key", "public")

    def __init__(self, key: X25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw()

    @classmethod
    def new(cls) -> OpeningKey:
        """A fresh key."""
        return cls(X25519PrivateKey.generate())

    @classmethod
    def from_private_bytes(cls, raw: bytes) -> OpeningKey:
        """The key of 32 secret bytes. Raises ValueError for another length."""
        return cls(X25519PrivateKey.from_private_bytes(raw))

    def private_bytes(self) -> bytes:
        """The 32 secret bytes; only for wrapping them and for deriving from them."""
        return self._key.private_bytes_raw()

    def open(self, wrap: bytes, info: bytes) -> bytes:
        """What was sealed to this key under `info`.

        Raises KeyOrSealWrong: "format_unknown" for a suite that this program does not know, "wrap_wrong" when
        the wrap is for another key or purpose, or was altered.
        """
        if wrap[:1] != bytes([SUITE]):
            raise KeyOrSealWrong("format_unknown")
        try:
            return _HPKE.decrypt(wrap[1:], self._key, info=info)
        except (InvalidTag, ValueError):
            raise KeyOrSealWrong("wrap_wrong") from None


def seal(secret: bytes, *, to: bytes, info: bytes) -> bytes:
    """`secret` wrapped to the public key `to` (32 bytes), bound to `info`; 49 bytes longer than the secret.

    Raises KeyOrSealWrong("public_key_unusable") when `to` is not a usable X25519 public key.
    """
    try:
        return bytes([SUITE]) + _HPKE.encrypt(secret, X25519PublicKey.from_public_bytes(to), info=info)
    except ValueError:
        raise KeyOrSealWrong("public_key_unusable") from None
