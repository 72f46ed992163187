"""Role keys: they open for the right holder, role, generation and office only; RFC 9180 stands behind the wraps."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cryptography_vectors
import pytest

from filedesk.errors import KeyOrSealWrong
from filedesk.vault.persons import new_person_keys
from filedesk.vault.roles import ROLES, duplicate_mark, new_role_key, unwrap_role_key, wrap_role_key
from filedesk.vault.root import OfficeRoot
from tests.vault import independent_reader

OFFICE = "0f" * 16
HPKE = json.loads((Path(cryptography_vectors.__file__).parent / "HPKE" / "test-vectors.json").read_text("utf-8"))


def test_independent_reader_agrees_with_rfc_9180() -> None:
    ours = [v for v in HPKE if (v["mode"], v["kem_id"], v["kdf_id"], v["aead_id"]) == (0, 0x20, 1, 2)]
    assert ours
    for vector in ours:
        first = vector["encryptions"][0]
        opened = independent_reader.hpke_open(
            bytes.fromhex(vector["enc"]),
            bytes.fromhex(first["ct"]),
            private=bytes.fromhex(vector["skRm"]),
            info=bytes.fromhex(vector["info"]),
            aad=bytes.fromhex(first["aad"]),
        )
        assert opened.hex() == first["pt"]


@pytest.mark.parametrize("name", ROLES)
def test_role_key_opens_for_its_holder_and_by_the_document(name: str) -> None:
    role, holder = new_role_key(name, generation=7), new_person_keys()
    wrap = wrap_role_key(role, to=holder.public.opening, office=OFFICE)
    opened = unwrap_role_key(wrap, keys=holder.opening, name=name, generation=7, office=OFFICE)
    assert opened.public == role.public
    assert (opened.name, opened.generation) == (name, 7)
    info = (
        b"filedesk/role-key/v1/"
        + name.encode()
        + b"\0"
        + (7).to_bytes(8, "big")
        + bytes.fromhex(OFFICE)
        + holder.public.opening
    )
    private = holder.opening.private_bytes()
    assert independent_reader.open_wrap(wrap, private=private, info=info) == role.opening.private_bytes()


def test_recovery_opens_a_role_key_from_two_sheets() -> None:
    root = OfficeRoot.new()
    role = new_role_key("secret", generation=1)
    wrap = wrap_role_key(role, to=root.recovery_public, office=OFFICE)
    found = OfficeRoot.from_sheets(root.sheets()[:2])
    opened = unwrap_role_key(wrap, keys=found.recovery, name="secret", generation=1, office=OFFICE)
    assert opened.public == role.public


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "personnel"},
        {"generation": 2},
        {"office": "0e" * 16},
        {"keys": new_person_keys().opening},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_role_key_opens_in_no_other_role_generation_office_or_hand(wrong: dict[str, object]) -> None:
    holder = new_person_keys()
    wrap = wrap_role_key(new_role_key("secret", generation=1), to=holder.public.opening, office=OFFICE)
    right = {"keys": holder.opening, "name": "secret", "generation": 1, "office": OFFICE}
    unwrap_role_key(wrap, **right)
    with pytest.raises(KeyOrSealWrong, match="wrap_wrong"):
        unwrap_role_key(wrap, **(right | wrong))


def test_unknown_suite_is_named_as_such() -> None:
    holder = new_person_keys()
    with pytest.raises(KeyOrSealWrong, match="format_unknown"):
        unwrap_role_key(b"\x02" + bytes(80), keys=holder.opening, name="office", generation=1, office=OFFICE)


def test_role_key_does_not_show_its_secret() -> None:
    role = new_role_key("secret", generation=1)
    assert role.opening.private_bytes().hex() not in repr(role) + repr(role.opening)
    assert "opening" not in repr(role)


def test_duplicate_mark_is_the_same_for_the_same_file_and_generation_only() -> None:
    role = new_role_key("office", generation=1)
    one, other = hashlib.sha256(b"one").digest(), hashlib.sha256(b"other").digest()
    mark = duplicate_mark(role, one)
    assert len(bytes.fromhex(mark)) == 32
    assert mark == duplicate_mark(role, one)
    assert mark != duplicate_mark(role, other)
    assert mark != duplicate_mark(new_role_key("office", generation=1), one)
    assert mark != one.hex()


def test_secret_papers_have_no_duplicate_mark() -> None:
    with pytest.raises(ValueError, match="ordinary"):
        duplicate_mark(new_role_key("secret", generation=1), bytes(32))


@pytest.mark.parametrize(("name", "generation"), [("manager", 1), ("", 1), ("office", 0)])
def test_there_are_three_roles_and_generations_count_from_one(name: str, generation: int) -> None:
    with pytest.raises(ValueError, match="no such role key"):
        new_role_key(name, generation=generation)
