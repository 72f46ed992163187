"""A person's bundle: opens with password and device secret together, and its strength cannot be talked down."""

from __future__ import annotations

import struct

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from filedesk.errors import EnvironmentFailed, KeyOrSealWrong, RuleRefused
from filedesk.vault import persons
from filedesk.vault.persons import (
    DEMO,
    FULL,
    PersonKeys,
    Strength,
    lock_keys,
    new_device_secret,
    new_person_keys,
    unlock_keys,
)

OFFICE, PERSON, DEVICE, PASSWORD = "0f" * 16, 5, bytes(range(16)), "红旗 Flag-2026"
RIGHT = {"password": PASSWORD, "device_secret": DEVICE, "office": OFFICE, "person": PERSON}


@pytest.fixture(scope="module")
def keys() -> PersonKeys:
    return new_person_keys()


@pytest.fixture(scope="module")
def bundle(keys: PersonKeys) -> bytes:
    return lock_keys(keys, **RIGHT, strength=DEMO)


def test_bundle_opens_again(keys: PersonKeys, bundle: bytes) -> None:
    opened = unlock_keys(bundle, **RIGHT, floor=DEMO)
    assert opened.public == keys.public
    assert opened.signer.private_bytes() == keys.signer.private_bytes()
    assert opened.opening.private_bytes() == keys.opening.private_bytes()


def test_full_strength_is_the_real_floor(keys: PersonKeys) -> None:
    assert (FULL.memory_kib, FULL.iterations, FULL.lanes) == (262_144, 3, 4)
    full = lock_keys(keys, **RIGHT, strength=FULL)
    assert unlock_keys(full, **RIGHT, floor=FULL).public == keys.public


def test_document_is_enough_to_open_a_bundle(keys: PersonKeys, bundle: bytes) -> None:
    suite, memory, iterations, lanes, salt, nonce = struct.unpack(">BIHB16s12s", bundle[:36])
    assert (suite, memory, iterations, lanes, len(bundle)) == (1, 8192, 1, 1, 116)
    stretched = Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory).derive(
        PASSWORD.encode()
    )
    whose = bytes.fromhex(OFFICE) + PERSON.to_bytes(8, "big")
    kek = HKDF(SHA512(), 32, salt=None, info=b"filedesk/person-kek/v1\0" + whose).derive(stretched + DEVICE)
    bound_to = b"filedesk/person-bundle/v1\0" + bundle[:36] + whose
    secret = AESGCM(kek).decrypt(nonce, bundle[36:], bound_to)
    assert secret == keys.signer.private_bytes() + keys.opening.private_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": PASSWORD + "x"},
        {"password": ""},
        {"password": "\ud800"},
        {"device_secret": bytes(16)},
        {"office": "0e" * 16},
        {"person": 6},
    ],
    ids=["password", "no password", "surrogate", "device secret", "office", "person"],
)
def test_one_error_for_whatever_does_not_fit(bundle: bytes, wrong: dict[str, object]) -> None:
    with pytest.raises(KeyOrSealWrong, match="password_wrong"):
        unlock_keys(bundle, **(RIGHT | wrong), floor=DEMO)


def test_password_typed_in_full_width_is_the_same_password(bundle: bytes, keys: PersonKeys) -> None:
    typed = RIGHT | {"password": "红旗\u3000Ｆｌａｇ－２０２６"}
    assert unlock_keys(bundle, **typed, floor=DEMO).public == keys.public


def test_demo_strength_is_refused_where_the_floor_is_full(bundle: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persons, "Argon2id", forbidden)
    with pytest.raises(KeyOrSealWrong, match="strength_below_floor"):
        unlock_keys(bundle, **RIGHT, floor=FULL)


def forbidden(**_: object) -> None:
    raise AssertionError("no password work was to be done")


@pytest.mark.parametrize(
    ("memory", "iterations"), [(8191, 1), (8192, 0), (262_143, 3), (262_144, 2)], ids=lambda n: str(n)
)
def test_tampered_header_cannot_lower_the_floor(bundle: bytes, memory: int, iterations: int) -> None:
    floor = DEMO if memory < 10_000 else FULL
    weakened = bundle[:1] + struct.pack(">IH", memory, iterations) + bundle[7:]
    with pytest.raises(KeyOrSealWrong, match="strength_below_floor"):
        unlock_keys(weakened, **RIGHT, floor=floor)


def test_caller_cannot_invent_a_lower_floor(bundle: bytes) -> None:
    with pytest.raises(ValueError, match="FULL or DEMO"):
        unlock_keys(bundle, **RIGHT, floor=Strength(memory_kib=8, iterations=1, lanes=1))


@pytest.mark.parametrize(
    "header",
    [(0xFFFFFFFF, 1, 1), (8192, 0xFFFF, 1), (8192, 1, 0), (8192, 1, 255)],
    ids=["memory", "iterations", "no lane", "lanes"],
)
def test_absurd_header_does_not_stall_the_computer(
    bundle: bytes, header: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persons, "Argon2id", forbidden)
    with pytest.raises(KeyOrSealWrong, match="bundle_damaged"):
        unlock_keys(bundle[:1] + struct.pack(">IHB", *header) + bundle[8:], **RIGHT, floor=DEMO)


def test_flipped_byte_anywhere_is_refused(bundle: bytes) -> None:
    for position in [0, *range(7, len(bundle))]:
        altered = bytearray(bundle)
        altered[position] ^= 0x02
        with pytest.raises(KeyOrSealWrong):
            unlock_keys(bytes(altered), **RIGHT, floor=DEMO)


@pytest.mark.parametrize("kept", [1, 35, 36, 115])
def test_cut_bundle_is_named_as_damaged(bundle: bytes, kept: int) -> None:
    with pytest.raises(KeyOrSealWrong, match="bundle_damaged"):
        unlock_keys(bundle[:kept], **RIGHT, floor=DEMO)


@pytest.mark.parametrize("blob", [b"", b"\x02" + bytes(115)])
def test_unknown_suite_is_named_as_such(blob: bytes) -> None:
    with pytest.raises(KeyOrSealWrong, match="format_unknown"):
        unlock_keys(blob, **RIGHT, floor=DEMO)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_empty"),
        ("a\tb", "password_character"),
        ("\ud800", "password_character"),
        ("\u0378", "password_character"),
    ],
)
def test_new_password_must_be_typeable_everywhere(keys: PersonKeys, password: str, code: str) -> None:
    with pytest.raises(RuleRefused, match=code):
        lock_keys(keys, **(RIGHT | {"password": password}), strength=DEMO)


def test_too_little_memory_is_the_environments_fault(bundle: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    class Starved:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(persons, "Argon2id", Starved)
    with pytest.raises(EnvironmentFailed) as told:
        unlock_keys(bundle, **RIGHT, floor=DEMO)
    assert told.value.params == {"megabytes": 8}


def test_changing_the_password_keeps_the_keys_and_draws_a_new_salt(keys: PersonKeys, bundle: bytes) -> None:
    again = lock_keys(keys, **(RIGHT | {"password": "another"}), strength=DEMO)
    assert again[8:36] != bundle[8:36]
    assert unlock_keys(again, **(RIGHT | {"password": "another"}), floor=DEMO).public == keys.public
    with pytest.raises(KeyOrSealWrong, match="password_wrong"):
        unlock_keys(again, **RIGHT, floor=DEMO)


def test_device_secret_is_16_fresh_bytes(keys: PersonKeys) -> None:
    assert len(new_device_secret()) == 16
    assert new_device_secret() != new_device_secret()
    with pytest.raises(ValueError, match="16 bytes"):
        lock_keys(keys, **(RIGHT | {"device_secret": b"short"}), strength=DEMO)
