"""Signatures: RFC 8032 under DSSE's encoding, and fingerprints that people can compare."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from filedesk.errors import KeyOrSealWrong
from filedesk.services.ports import Signer
from filedesk.vault.persons import new_person_keys
from filedesk.vault.signing import (
    KeySigner,
    encoding,
    fingerprint,
    holds,
    key_id,
    note_holds,
    person_fingerprint,
    verify,
)
from filedesk.vault.workstation import new_workstation_key, workstation_from_bytes, workstation_to_bytes

# RFC 8032, section 7.1, TEST 2.
SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNED_72 = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_rfc_8032_test_2() -> None:
    signer = KeySigner.from_private_bytes(bytes.fromhex(SEED))
    assert signer.public.hex() == PUBLIC
    assert signer.sign_note(b"\x72").hex() == SIGNED_72
    assert note_holds(bytes.fromhex(PUBLIC), b"\x72", bytes.fromhex(SIGNED_72))


def test_event_is_signed_over_the_dsse_encoding() -> None:
    signer: Signer = KeySigner.new()
    signature = signer.sign(b'{"a":1}')
    encoded = b'DSSEv1 35 application/vnd.filedesk.event+json 7 {"a":1}'
    assert encoding(b'{"a":1}') == encoded
    Ed25519PublicKey.from_public_bytes(signer.public).verify(signature, encoded)
    verify(signer.public, b'{"a":1}', signature)


def test_altered_event_signature_or_key_is_refused() -> None:
    signer = KeySigner.new()
    signature = signer.sign(b"payload")
    broken = bytes([signature[0] ^ 1]) + signature[1:]
    for public, payload, signed in (
        (signer.public, b"Payload", signature),
        (signer.public, b"payload", broken),
        (signer.public, b"payload", signature[:63]),
        (signer.public, b"payload", b""),
        (KeySigner.new().public, b"payload", signature),
        (signer.public[:31], b"payload", signature),
        (b"", b"payload", signature),
        (bytes(32), b"payload", bytes(64)),
    ):
        assert not holds(public, payload, signed)
        with pytest.raises(KeyOrSealWrong, match="signature_wrong"):
            verify(public, payload, signed)
    assert holds(signer.public, b"payload", signature)


def test_event_signature_is_not_that_of_a_note() -> None:
    signer = KeySigner.new()
    assert not note_holds(signer.public, b"text\n", signer.sign(b"text\n"))
    assert not holds(signer.public, b"text\n", signer.sign_note(b"text\n"))


def test_key_id_is_the_first_16_bytes_of_sha256() -> None:
    public = bytes.fromhex(PUBLIC)
    assert key_id(public) == hashlib.sha256(public).hexdigest()[:32]
    assert KeySigner.from_private_bytes(bytes.fromhex(SEED)).key_id == key_id(public)


def test_fingerprint_is_100_bits_in_five_groups_of_four() -> None:
    public = bytes.fromhex(PUBLIC)
    shown = fingerprint(public)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}", shown)
    bits = int.from_bytes(hashlib.sha256(public).digest(), "big") >> 156
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    assert shown.replace("-", "") == "".join(alphabet[bits >> 5 * i & 31] for i in reversed(range(20)))


def test_fingerprint_of_a_person_covers_both_keys() -> None:
    keys, other = new_person_keys().public, new_person_keys().public
    shown = person_fingerprint(keys)
    assert shown == person_fingerprint(replace(keys))
    assert shown != person_fingerprint(replace(keys, opening=other.opening))
    assert shown != person_fingerprint(replace(keys, signing=other.signing))


def test_workstation_key_is_kept_as_bytes() -> None:
    signer = new_workstation_key()
    kept = workstation_to_bytes(signer)
    assert kept == b"\x01" + signer.private_bytes()
    assert workstation_from_bytes(kept).public == signer.public


def test_damaged_workstation_key_is_refused() -> None:
    kept = workstation_to_bytes(new_workstation_key())
    with pytest.raises(KeyOrSealWrong, match="workstation_key_damaged"):
        workstation_from_bytes(kept[:-1])
    with pytest.raises(KeyOrSealWrong, match="format_unknown"):
        workstation_from_bytes(b"\x02" + kept[1:])
