"""Ed25519 signatures (RFC 8032) over the DSSE pre-authentication encoding of an event.

DSSE's encoding (github.com/secure-systems-lab/dsse, protocol.md) puts the payload's type and length under the
signature, so that an event's signature can never pass for that of anything else.
"""

from __future__ import annotations

import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from filedesk.errors import KeyOrSealWrong
from filedesk.services.ports import PublicKeys
from filedesk.vault import crockford
from filedesk.vault.binding import bound

EVENT_TYPE: Final = "application/vnd.filedesk.event+json"
SIGNATURE_BYTES: Final = 64
_PREFIX: Final = f"DSSEv1 {len(EVENT_TYPE)} {EVENT_TYPE} ".encode("ascii")


def encoding(payload: bytes) -> bytes:
    """What is signed for an event: DSSE's PAE, "DSSEv1 <len> <type> <len> <payload>"."""
    return b"%b%d %b" % (_PREFIX, len(payload), payload)


def key_id(public: bytes) -> str:
    """The name of a key: the first 16 bytes of the SHA-256 of its 32 bytes, in hex."""
    return hashlib.sha256(public).hexdigest()[:32]


def fingerprint(public: bytes) -> str:
    """A key for comparing by eye: 100 bits of SHA-256 as 5 groups of 4 letters of Crockford's base32."""
    return crockford.grouped(crockford.encode(hashlib.sha256(public).digest(), 20), 4)


def person_fingerprint(keys: PublicKeys) -> str:
    """The fingerprint that confirms a person: it covers both the signing and the opening key."""
    return fingerprint(bound("filedesk/person-fingerprint/v1", keys.signing, keys.opening))


class KeySigner:
    """Signs as one Ed25519 key; the `Signer` of services.ports."""

    __slots__ = ("_key", "key_id", "public")

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw()
        self.key_id = key_id(self.public)

    @classmethod
    def new(cls) -> KeySigner:
        """A signer with a fresh key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_private_bytes(cls, seed: bytes) -> KeySigner:
        """The signer of a 32-byte private key (RFC 8032's seed). Raises ValueError for another length."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    def private_bytes(self) -> bytes:
        """The 32 secret bytes; only for wrapping them."""
        return self._key.private_bytes_raw()

    def sign(self, payload: bytes) -> bytes:
        """The 64-byte signature over the DSSE encoding of an event's `payload`."""
        return self._key.sign(encoding(payload))

    def sign_note(self, text: bytes) -> bytes:
        """The 64-byte signature over a note's text as it stands (C2SP signed-note)."""
        return self._key.sign(text)


def note_holds(public: bytes, text: bytes, signature: bytes) -> bool:
    """Whether `signature` is `public`'s over exactly these bytes; False for anything malformed too."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def holds(public: bytes, payload: bytes, signature: bytes) -> bool:
    """Whether `signature` is `public`'s over this event; the verifier's fast form. Never raises."""
    return note_holds(public, encoding(payload), signature)


def verify(public: bytes, payload: bytes, signature: bytes) -> None:
    """Raise KeyOrSealWrong("signature_wrong") unless `signature` is `public`'s over this event."""
    if not holds(public, payload, signature):
        raise KeyOrSealWrong("signature_wrong", key=key_id(public))
