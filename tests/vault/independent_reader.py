"""A reader of encrypted files and wraps, written from docs/encrypted-file-format.md and docs/key-formats.md alone.

It shares no code with the program and does not use `cryptography.cobblestone` or its HPKE: only X25519, HMAC, HKDF
and AES-GCM. Whatever it cannot accept raises RefusedError.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

KEY_BYTES = {"AEAD_AES_128_GCM": 16, "AEAD_AES_256_GCM": 32, "AEAD_CHACHA20_POLY1305": 32}
CHUNK = 16384 + 16


class RefusedError(Exception):
    """The reader does not accept this."""


def chunked(body: bytes, key: bytes, context: bytes, *, aead: str, hash_: hashes.HashAlgorithm) -> bytes:
    """C2SP chunked-encryption v1 with any AEAD and hash, so that the published vectors can be run through it."""
    wanted = KEY_BYTES[aead]
    if len(key) != wanted or len(body) < 24 + 32 + 16:
        raise RefusedError
    salt, commitment, rest = body[:24], body[24:56], body[56:]
    info = b"c2sp.org/chunked-encryption@v1+" + aead.encode() + b"\0" + salt + context
    derived = HKDFExpand(hash_, wanted + 12 + 32, info).derive(key)
    chunk_key, base, expected = derived[:wanted], derived[wanted : wanted + 12], derived[wanted + 12 :]
    if not hmac.compare_digest(commitment, expected):
        raise RefusedError
    cipher = (ChaCha20Poly1305 if "CHACHA" in aead else AESGCM)(chunk_key)
    plain = []
    for index in range(len(rest) // CHUNK + 1):
        chunk = rest[index * CHUNK : (index + 1) * CHUNK]
        nonce = (int.from_bytes(base, "big") ^ index).to_bytes(12, "big")
        try:
            plain.append(cipher.decrypt(nonce, chunk, None))
        except InvalidTag:
            raise RefusedError from None
    return b"".join(plain)


def file_context(office: str, file: str, version: int) -> bytes:
    return bytes.fromhex(office) + bytes.fromhex(file) + version.to_bytes(8, "big") + (1).to_bytes(8, "big")


def read_file(stored: bytes, *, share: bytes, slot_value: bytes, office: str, file: str, version: int) -> bytes:
    """The plain bytes of an encrypted file of format 1."""
    if stored[:1] != b"\x01":
        raise RefusedError
    info = b"filedesk/file-key/v1\0" + bytes.fromhex(office) + bytes.fromhex(file) + version.to_bytes(8, "big")
    key = HKDF(hashes.SHA512(), 32, salt=None, info=info).derive(share + slot_value)
    return chunked(stored[1:], key, file_context(office, file, version), aead="AEAD_AES_256_GCM", hash_=hashes.SHA512())


def hpke_open(encapsulated: bytes, ciphertext: bytes, *, private: bytes, info: bytes, aad: bytes = b"") -> bytes:
    """RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, the first message."""
    kem_suite, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"
    key = X25519PrivateKey.from_private_bytes(private)
    shared = key.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    kem_context = encapsulated + key.public_key().public_bytes_raw()
    secret = _expand(kem_suite, _extract(kem_suite, b"", b"eae_prk", shared), b"shared_secret", kem_context, 32)
    context = b"\0" + _extract(suite, b"", b"psk_id_hash", b"") + _extract(suite, b"", b"info_hash", info)
    schedule = _extract(suite, secret, b"secret", b"")
    aead = AESGCM(_expand(suite, schedule, b"key", context, 32))
    try:
        return aead.decrypt(_expand(suite, schedule, b"base_nonce", context, 12), ciphertext, aad)
    except InvalidTag:
        raise RefusedError from None


def open_wrap(wrap: bytes, *, private: bytes, info: bytes) -> bytes:
    """The secret of a wrap of suite 1."""
    if wrap[:1] != b"\x01":
        raise RefusedError
    return hpke_open(wrap[1:33], wrap[33:], private=private, info=info)


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return hmac.new(salt or bytes(32), b"HPKE-v1" + suite + label + material, hashlib.sha256).digest()


def _expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return HKDFExpand(hashes.SHA256(), length, labelled).derive(prk)
