"""One-time codes and the device secret's slip: what people type is understood, what they mistype is found."""

from __future__ import annotations

import hashlib
import re

import pytest

from filedesk.errors import KeyOrSealWrong, RuleRefused
from filedesk.vault.codes import (
    code_digest,
    device_secret_slip,
    new_code,
    normalise_code,
    read_device_secret,
)
from filedesk.vault.persons import new_device_secret


def test_code_is_80_bits_in_four_groups_of_four() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)
    assert set("".join(codes)) == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")


@pytest.mark.parametrize(
    "typed",
    [
        "0A1B-2C3D-4E5F-6G7H",
        "0a1b2c3d4e5f6g7h",
        " OaIb 2C3D—4e5f－6g7h ",
        "oaLb-2c3d-4e5f-6g7h",
        "oalb2c3d4e5f6g7h",
        "０Ａ１Ｂ　２Ｃ３Ｄ　４Ｅ５Ｆ　６Ｇ７Ｈ",
    ],
)
def test_code_is_understood_as_people_type_it(typed: str) -> None:
    assert normalise_code(typed) == "0A1B2C3D4E5F6G7H"


@pytest.mark.parametrize("typed", ["", "0A1B-2C3D-4E5F-6G7", "0A1B-2C3D-4E5F-6G7HX", "0A1B-2C3D-4E5F-6G7U", "总经理"])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(RuleRefused, match="code_malformed"):
        normalise_code(typed)


def test_digest_is_sha256_of_salt_and_letters() -> None:
    salt = bytes(range(16))
    expected = hashlib.sha256(salt + b"0A1B2C3D4E5F6G7H").hexdigest()
    assert code_digest("oaib 2c3d 4e5f 6g7h", salt) == expected
    assert code_digest("0A1B-2C3D-4E5F-6G7J", salt) != expected
    assert code_digest("0A1B-2C3D-4E5F-6G7H", bytes(16)) != expected
    with pytest.raises(ValueError, match="16 bytes"):
        code_digest(new_code(), b"")


def test_device_secret_survives_its_slip() -> None:
    for _ in range(100):
        secret = new_device_secret()
        slip = device_secret_slip(secret)
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}", slip)
        assert read_device_secret(slip.lower().replace("0", "o").replace("1", "l").replace("-", " ")) == secret


def test_slip_is_written_as_the_document_says() -> None:
    secret = bytes(range(16))
    body = b"\x01" + secret
    bits = int.from_bytes(body + hashlib.sha256(body).digest()[:2], "big") >> 2
    letters = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> 5 * i & 31] for i in reversed(range(30)))
    assert device_secret_slip(secret).replace("-", "") == letters


def test_mistyped_slip_is_found() -> None:
    slip = device_secret_slip(bytes(range(16)))
    for position, letter in enumerate(slip):
        if letter == "-":
            continue
        wrong = slip[:position] + ("A" if letter != "A" else "B") + slip[position + 1 :]
        with pytest.raises(KeyOrSealWrong, match="device_slip_mistyped"):
            read_device_secret(wrong)
    for wrong in ("", slip[:-1], slip + "A", slip.replace("0", "U")):
        with pytest.raises(KeyOrSealWrong, match="device_slip_mistyped"):
            read_device_secret(wrong)


def test_slip_of_another_suite_is_named_as_such() -> None:
    body = b"\x02" + bytes(16)
    bits = int.from_bytes(body + hashlib.sha256(body).digest()[:2], "big") >> 2
    letters = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> 5 * i & 31] for i in reversed(range(30)))
    with pytest.raises(KeyOrSealWrong, match="format_unknown"):
        read_device_secret(letters)


def test_only_16_bytes_are_a_device_secret() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        device_secret_slip(bytes(15))
