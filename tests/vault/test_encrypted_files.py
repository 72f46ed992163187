"""Encrypted files: docs/encrypted-file-format.md holds, and nothing altered, cut or moved is ever accepted."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zlib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import cryptography_vectors
import pytest
from cryptography.hazmat.primitives import hashes
from hypothesis import given, settings
from hypothesis import strategies as st

from filedesk.errors import KeyOrSealWrong
from filedesk.services.ports import FileContext
from filedesk.vault.files import (
    FileDecryptor,
    FileEncryptor,
    file_key,
    new_share,
    new_slot_value,
    size,
    unwrap_share,
    wrap_share,
)
from filedesk.vault.roles import new_role_key
from tests.vault import independent_reader
from tests.vault.independent_reader import RefusedError

HERE = FileContext(office="0f" * 16, file="a1" * 16, version=3)
SHARE, VALUE = bytes(range(32)), bytes(range(32, 64))
LENGTHS = (0, 1, 16383, 16384, 16385, 32768, 50_000, 3_000_001)

PUBLISHED = json.loads(
    (Path(cryptography_vectors.__file__).parent / "chunked-encryption" / "vectors.json").read_text("utf-8")
)["vectors"]


def encrypted(plain: bytes, context: FileContext = HERE, share: bytes = SHARE, value: bytes = VALUE) -> bytes:
    cipher = FileEncryptor(share, value, context)
    return cipher.update(plain) + cipher.finish()


def decrypted(stored: bytes, context: FileContext = HERE, share: bytes = SHARE, value: bytes = VALUE) -> bytes:
    cipher = FileDecryptor(share, value, context)
    return cipher.update(stored) + cipher.finish()


def read_independently(stored: bytes, context: FileContext = HERE) -> bytes:
    return independent_reader.read_file(
        stored, share=SHARE, slot_value=VALUE, office=context.office, file=context.file, version=context.version
    )


@pytest.mark.parametrize("vector", PUBLISHED, ids=lambda v: v["name"])
def test_independent_reader_agrees_with_every_published_vector(vector: dict[str, str]) -> None:
    body = base64.b64decode(vector["ciphertext"] or "")
    if vector.get("compressed"):
        body = zlib.decompress(body, wbits=47)
    arguments = (body, bytes.fromhex(vector["key"]), vector["context"].encode())
    if vector["expect"] == "failure":
        with pytest.raises(RefusedError):
            independent_reader.chunked(*arguments, aead=vector["aead"], hash_=hashes.SHA256())
        return
    plain = independent_reader.chunked(*arguments, aead=vector["aead"], hash_=hashes.SHA256())
    assert hashlib.sha256(plain).hexdigest() == vector["payload_sha256"]


@pytest.mark.parametrize("length", LENGTHS)
def test_format_document_is_enough_to_read_our_files(length: int) -> None:
    plain = os.urandom(length)
    stored = encrypted(plain)
    assert len(stored) == size(length)
    assert read_independently(stored) == plain
    assert decrypted(stored) == plain


@settings(max_examples=40, deadline=None)
@given(
    plain=st.integers(0, 70_000).map(os.urandom),
    cuts=st.lists(st.integers(0, 70_100), max_size=6),
)
def test_stream_does_not_depend_on_where_it_is_cut(plain: bytes, cuts: list[int]) -> None:
    cipher = FileEncryptor(SHARE, VALUE, HERE)
    stored = b"".join([cipher.update(part) for part in parts(plain, cuts)]) + cipher.finish()
    assert read_independently(stored) == plain
    reader = FileDecryptor(SHARE, VALUE, HERE)
    assert b"".join([reader.update(part) for part in parts(stored, cuts)]) + reader.finish() == plain


def parts(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    return [data[a:b] for a, b in pairwise(edges)]


def test_plain_text_and_equality_do_not_show() -> None:
    plain = b"CANARY" * 5000
    one, other = encrypted(plain), encrypted(plain)
    assert b"CANARY" not in one
    assert one != other


def test_flipped_byte_at_every_position_is_refused() -> None:
    stored = bytearray(encrypted(os.urandom(16_700)))
    for position in range(len(stored)):
        stored[position] ^= 1 << position % 8
        with pytest.raises(KeyOrSealWrong, match="ciphertext_damaged"):
            decrypted(bytes(stored))
        stored[position] ^= 1 << position % 8
    decrypted(bytes(stored))


def test_independent_reader_refuses_a_flipped_byte_at_every_position() -> None:
    stored = bytearray(encrypted(b"a small file"))
    for position in range(len(stored)):
        stored[position] ^= 1 << position % 8
        with pytest.raises(RefusedError):
            read_independently(bytes(stored))
        stored[position] ^= 1 << position % 8


@pytest.mark.parametrize("length", [0, 300, 16_384, 16_500])
def test_truncation_at_every_length_is_refused(length: int) -> None:
    stored = encrypted(os.urandom(length))
    for kept in range(len(stored)):
        with pytest.raises(KeyOrSealWrong, match="ciphertext_damaged"):
            decrypted(stored[:kept])
    for kept in range(0, len(stored), 97):
        with pytest.raises(RefusedError):
            read_independently(stored[:kept])


@pytest.mark.parametrize("more", [b"\0", bytes(16), bytes(16_400)])
def test_anything_after_the_final_chunk_is_refused(more: bytes) -> None:
    with pytest.raises(KeyOrSealWrong, match="ciphertext_damaged"):
        decrypted(encrypted(b"whole") + more)


def test_chunks_cannot_change_places() -> None:
    stored = encrypted(os.urandom(16_384 * 2 + 10))
    head, first, second, rest = stored[:57], stored[57:16_457], stored[16_457:32_857], stored[32_857:]
    with pytest.raises(KeyOrSealWrong, match="ciphertext_damaged"):
        decrypted(head + second + first + rest)


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(HERE, office="0e" * 16),
        replace(HERE, file="a2" * 16),
        replace(HERE, version=4),
    ],
    ids=["office", "file", "version"],
)
def test_file_opens_only_as_itself(elsewhere: FileContext) -> None:
    stored = encrypted(b"content")
    with pytest.raises(KeyOrSealWrong, match="ciphertext_damaged"):
        decrypted(stored, elsewhere)


def test_both_halves_of_the_key_are_needed() -> None:
    stored = encrypted(b"content")
    for share, value in ((bytes(32), VALUE), (SHARE, bytes(32)), (VALUE, SHARE)):
        with pytest.raises(KeyOrSealWrong, match="ciphertext_damaged"):
            decrypted(stored, share=share, value=value)


def test_unknown_format_number_is_named_as_such() -> None:
    with pytest.raises(KeyOrSealWrong, match="format_unknown"):
        FileDecryptor(SHARE, VALUE, replace(HERE, format=2))
    with pytest.raises(KeyOrSealWrong, match="format_unknown"):
        FileEncryptor(SHARE, VALUE, replace(HERE, format=2))


def test_damaged_chunk_is_never_released_and_the_stream_stays_refused() -> None:
    stored = bytearray(encrypted(b"A" * 40_000))
    stored[57 + 16_400 + 5] ^= 1
    reader = FileDecryptor(SHARE, VALUE, HERE)
    assert reader.update(bytes(stored[: 57 + 16_400])) == b"A" * 16_384
    with pytest.raises(KeyOrSealWrong, match="ciphertext_damaged"):
        reader.update(bytes(stored[57 + 16_400 :]))
    with pytest.raises(KeyOrSealWrong, match="ciphertext_damaged"):
        reader.update(b"")
    with pytest.raises(KeyOrSealWrong, match="ciphertext_damaged"):
        reader.finish()


def test_error_names_the_file() -> None:
    with pytest.raises(KeyOrSealWrong) as told:
        decrypted(b"")
    assert told.value.params == {"file": HERE.file}


def test_file_key_takes_two_halves_of_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        file_key(SHARE[:31], VALUE + b"x", HERE)


@pytest.mark.parametrize("wrong", ["", "0f" * 15, "0f" * 17, "0f " * 16, "zz" * 16])
def test_ids_are_32_hex_digits(wrong: str) -> None:
    with pytest.raises(ValueError, match="hex"):
        file_key(SHARE, VALUE, replace(HERE, file=wrong))


def test_share_opens_with_the_role_key_and_by_the_document() -> None:
    role, share = new_role_key("office", generation=1), new_share()
    wrap = wrap_share(share, to=role.public, context=HERE)
    assert len(wrap) == 81
    assert unwrap_share(wrap, role_key=role, context=HERE) == share
    info = (
        b"filedesk/file-share/v1\0"
        + independent_reader.file_context(HERE.office, HERE.file, HERE.version)
        + role.public
    )
    private = role.opening.private_bytes()
    assert independent_reader.open_wrap(wrap, private=private, info=info) == share


def test_share_opens_for_no_other_key_office_file_or_version() -> None:
    role, other = new_role_key("office", generation=1), new_role_key("office", generation=2)
    wrap = wrap_share(new_share(), to=role.public, context=HERE)
    with pytest.raises(KeyOrSealWrong, match="wrap_wrong"):
        unwrap_share(wrap, role_key=other, context=HERE)
    for elsewhere in (
        replace(HERE, office="0e" * 16),
        replace(HERE, file="a2" * 16),
        replace(HERE, version=4),
        replace(HERE, format=2),
    ):
        with pytest.raises(KeyOrSealWrong, match="wrap_wrong"):
            unwrap_share(wrap, role_key=role, context=elsewhere)


def test_flipped_or_cut_wrap_is_refused() -> None:
    role = new_role_key("secret", generation=1)
    wrap = bytearray(wrap_share(new_share(), to=role.public, context=HERE))
    for position in range(len(wrap)):
        wrap[position] ^= 0x80 if position == 0 else 1
        with pytest.raises(KeyOrSealWrong):
            unwrap_share(bytes(wrap), role_key=role, context=HERE)
        with pytest.raises(KeyOrSealWrong):
            unwrap_share(bytes(wrap[:position]), role_key=role, context=HERE)
        wrap[position] ^= 0x80 if position == 0 else 1


@pytest.mark.parametrize("public", [bytes(32), b"short", b""])
def test_unusable_public_key_is_refused(public: bytes) -> None:
    with pytest.raises(KeyOrSealWrong, match="public_key_unusable"):
        wrap_share(new_share(), to=public, context=HERE)


def test_shares_and_slot_values_are_fresh() -> None:
    drawn = {new_share() for _ in range(50)} | {new_slot_value() for _ in range(50)}
    assert len(drawn) == 100
    assert {len(one) for one in drawn} == {32}
