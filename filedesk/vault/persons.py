"""A person's two private keys, and the bundle that keeps them under a password and the device secret.

KEK = HKDF-SHA512(Argon2id(password) ‖ device secret), so that neither the copied desk folder nor the guessed
password opens anything by itself. docs/key-formats.md describes the bundle to the byte.
"""

from __future__ import annotations

import os
import struct
import unicodedata
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from filedesk.errors import EnvironmentFailed, KeyOrSealWrong, RuleRefused
from filedesk.services.ports import PublicKeys
from filedesk.vault.binding import bound, identifier, number
from filedesk.vault.opening import OpeningKey
from filedesk.vault.signing import KeySigner

SUITE: Final = 0x01
DEVICE_SECRET_BYTES: Final = 16
_HEADER: Final = struct.Struct(">BIHB16s12s")  # suite, KiB, iterations, lanes, salt, nonce
_BUNDLE_BYTES: Final = _HEADER.size + 64 + 16


@dataclass(frozen=True)
class Strength:
    """The cost of one guess at a password: Argon2id's memory in KiB, its iterations and lanes (RFC 9106)."""

    memory_kib: int
    iterations: int
    lanes: int

    def reaches(self, floor: Strength) -> bool:
        """Whether this costs a guesser at least the memory and the iterations of `floor`."""
        return self.memory_kib >= floor.memory_kib and self.iterations >= floor.iterations


FULL: Final = Strength(memory_kib=256 * 1024, iterations=3, lanes=4)
DEMO: Final = Strength(memory_kib=8 * 1024, iterations=1, lanes=1)
_CEILING: Final = Strength(memory_kib=2 * 1024 * 1024, iterations=32, lanes=16)


class PersonKeys:
    """One person's keys: `signer` (Ed25519) signs as him, `opening` (X25519) opens what was wrapped to him."""

    __slots__ = ("opening", "signer")

    def __init__(self, signer: KeySigner, opening: OpeningKey) -> None:
        self.signer = signer
        self.opening = opening

    @property
    def public(self) -> PublicKeys:
        """What everybody may know of these keys."""
        return PublicKeys(signing=self.signer.public, opening=self.opening.public)


def new_person_keys() -> PersonKeys:
    """Fresh keys for one person."""
    return PersonKeys(KeySigner.new(), OpeningKey.new())


def lock_keys(
    keys: PersonKeys, *, password: str, device_secret: bytes, office: str, person: int, strength: Strength
) -> bytes:
    """The bundle (116 bytes) that only this password, with this device secret (16 bytes), opens again.

    It is bound to the office id and the person's number. Raises RuleRefused("password_empty") or
    RuleRefused("password_character") for what could not be typed again everywhere, and
    EnvironmentFailed("memory_short").
    """
    _check_password(password)
    salt, nonce = os.urandom(16), os.urandom(12)
    header = _HEADER.pack(SUITE, strength.memory_kib, strength.iterations, strength.lanes, salt, nonce)
    kek = _kek(
        password=password, device_secret=device_secret, office=office, person=person, strength=strength, salt=salt
    )
    secret = keys.signer.private_bytes() + keys.opening.private_bytes()
    return header + AESGCM(kek).encrypt(nonce, secret, _bound_to(header, office, person))


def unlock_keys(
    blob: bytes, *, password: str, device_secret: bytes, office: str, person: int, floor: Strength
) -> PersonKeys:
    """The keys in a bundle. `floor` is `FULL`, or `DEMO` once the demo office's signed genesis has been checked.

    Raises KeyOrSealWrong: "password_wrong" (a wrong device secret, office or person, or an altered bundle, cannot
    be told apart from it), "strength_below_floor" before any work is done, "bundle_damaged", "format_unknown".
    Raises EnvironmentFailed("memory_short"), and ValueError for a floor that is not one of the two.
    """
    if floor not in (FULL, DEMO):
        raise ValueError("the floor is FULL or DEMO")
    if blob[:1] != bytes([SUITE]):
        raise KeyOrSealWrong("format_unknown")
    if len(blob) != _BUNDLE_BYTES:
        raise KeyOrSealWrong("bundle_damaged")
    header = blob[: _HEADER.size]
    _, memory, iterations, lanes, salt, nonce = _HEADER.unpack(header)
    strength = Strength(memory, iterations, lanes)
    if not strength.reaches(floor):
        raise KeyOrSealWrong("strength_below_floor")
    if not _CEILING.reaches(strength) or not 1 <= lanes <= _CEILING.lanes:
        raise KeyOrSealWrong("bundle_damaged")
    try:
        kek = _kek(
            password=password, device_secret=device_secret, office=office, person=person, strength=strength, salt=salt
        )
        secret = AESGCM(kek).decrypt(nonce, blob[_HEADER.size :], _bound_to(header, office, person))
    except (InvalidTag, UnicodeEncodeError):
        raise KeyOrSealWrong("password_wrong") from None
    return PersonKeys(KeySigner.from_private_bytes(secret[:32]), OpeningKey.from_private_bytes(secret[32:]))


def new_device_secret() -> bytes:
    """A fresh device secret: 16 random bytes, one for each desk."""
    return os.urandom(DEVICE_SECRET_BYTES)


def _check_password(password: str) -> None:
    if not password:
        raise RuleRefused("password_empty")
    # Unassigned characters may be normalised differently by a later Unicode; controls cannot be typed.
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cn") for c in password):
        raise RuleRefused("password_character")


def _kek(*, password: str, device_secret: bytes, office: str, person: int, strength: Strength, salt: bytes) -> bytes:
    # NFKC, not NFC: an input method left in full-width mode types １２３ａ for 123a, and the person sees the
    # same dots; NFKC takes both for one password. The strength lost is that of the choice of width alone.
    typed = unicodedata.normalize("NFKC", password).encode("utf-8")
    if len(device_secret) != DEVICE_SECRET_BYTES:
        raise ValueError("a device secret is 16 bytes")
    argon2 = Argon2id(
        salt=salt,
        length=32,
        iterations=strength.iterations,
        lanes=strength.lanes,
        memory_cost=strength.memory_kib,
    )
    try:
        stretched = argon2.derive(typed)
    except MemoryError:
        raise EnvironmentFailed("memory_short", megabytes=strength.memory_kib // 1024) from None
    info = bound("filedesk/person-kek/v1", identifier(office), number(person))
    return HKDF(SHA512(), 32, salt=None, info=info).derive(stretched + device_secret)


def _bound_to(header: bytes, office: str, person: int) -> bytes:
    return bound("filedesk/person-bundle/v1", header, identifier(office), number(person))
