"""The documents keep step with the program: every event type, table and format is told, and a reader made from the
journal's document alone reads a desk.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from filedesk.domain.event_types import TYPES, EventType
from filedesk.storage.tables import CLASSES
from tests.e2e.program import ROOT, DemoDesk, demo_copy

DOCS = ROOT / "docs"


def told_types() -> dict[str, list[str]]:
    """Type → the cells of its row in the table of types."""
    text = (DOCS / "journal-format.md").read_text(encoding="utf-8").partition("## Types of events")[2]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in rows}


def named(cell: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cell))


def test_the_journals_document_lists_exactly_the_types_there_are() -> None:
    assert told_types().keys() == TYPES.keys()


@pytest.mark.parametrize(("name", "kind"), TYPES.items(), ids=TYPES)
def test_the_journals_document_tells_signers_fields_and_words(name: str, kind: EventType) -> None:
    signers, fields, optional, words = told_types()[name]
    assert named(signers) == {str(signer) for signer in kind.signers}
    assert named(fields) == kind.fields.keys()
    assert named(optional) == kind.optional.keys()
    assert named(words) == kind.words
    assert set(re.findall(r"\*\*`([^`]+)`\*\*", words)) == kind.must_say
    assert kind.version == 1


def test_the_architecture_names_every_table_under_its_class() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8").partition("## Tables and their classes")[2]
    for name, of in CLASSES.items():
        row = next(line for line in text.splitlines() if line.startswith(f"| {of} |"))
        assert f"`{name}`" in row, name


@pytest.mark.parametrize("document", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (document.parent / target).exists(), target


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> DemoDesk:
    return demo_copy(tmp_path_factory.getbasetemp(), tmp_path)


def tree_root(hashes: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, as it is written there."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256(b"").digest()
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + tree_root(hashes[:split]) + tree_root(hashes[split:])).digest()


def test_a_reader_written_from_the_document_proves_a_desk(desk: DemoDesk, tmp_path: Path) -> None:
    code = desk.as_person("print", "incoming", "-o", tmp_path / "page.pdf").last
    with closing(sqlite3.connect(desk.database())) as connection:
        events = connection.execute(
            "SELECT seq, payload, key, signature, prev, hash FROM event ORDER BY seq"
        ).fetchall()
        words = {(seq, field): (salt, text) for seq, field, salt, text in connection.execute("SELECT * FROM word")}
        tiles = connection.execute("SELECT level, position, hash FROM tile").fetchall()
        bodies = dict(connection.execute("SELECT digest, body FROM body"))
    keys: dict[str, bytes] = {}
    leaves: list[bytes] = []
    before = bytes(32)
    checkpoints = prints = instructions = 0
    for number, (seq, payload, key, signature, prev, hashed) in enumerate(events, start=1):
        told = json.loads(payload)
        data = told["data"]
        for field in ("root", "public", "signing"):
            if told["type"] in {"office_founded", "workstation_certified", "keys_made"} and field in data:
                public = bytes.fromhex(data[field])
                keys[hashlib.sha256(public).digest()[:16].hex()] = public
        assert (told["seq"], told["key"], told["prev"]) == (seq, key, prev.hex())
        assert (seq, prev) == (number, before)
        header = f"DSSEv1 35 application/vnd.filedesk.event+json {len(payload)} ".encode()
        Ed25519PublicKey.from_public_bytes(keys[key]).verify(signature, header + payload)
        before = hashlib.sha256(b"\x00" + bytes.fromhex(key) + signature + payload).digest()
        assert before == hashed
        for field, commitment in told["words"].items():
            salt, text = words.pop((seq, field))
            assert hashlib.sha256(salt + text.encode()).hexdigest() == commitment
        if told["type"] in {"instructed", "instruction_recorded"}:
            assert data["covers"]
            assert {bytes.fromhex(covered) for covered in data["covers"]} <= set(leaves)
            instructions += 1
        if told["type"] == "checkpoint":
            assert tree_root(leaves[: data["size"]]).hex() == data["root"]
            origin, size, root, _blank, _signature = bodies[data["note"]].decode().splitlines()
            assert origin == "filedesk/" + json.loads(events[0][1])["data"]["root"][:32]
            assert (int(size), base64.b64decode(root).hex()) == (data["size"], data["root"])
            checkpoints += 1
        if told["type"] == "register_printed":
            rows = bodies[data["hashes"]]
            hashes = [rows[at : at + 32] for at in range(0, len(rows), 32)]
            assert len(hashes) == data["rows"]
            parts = (data["snapshot_root"], data["rows_root"])
            encoded = [base64.b32encode(bytes.fromhex(part)).decode().rstrip("=") for part in parts]
            assert code == f"FD1:{events[0][2][:20]}:{data['snapshot']}:{encoded[0]}:{encoded[1]}"
            assert tree_root(hashes).hex() == data["rows_root"]
            assert tree_root(leaves[: data["snapshot"]]).hex() == data["snapshot_root"]
            prints += 1
        leaves.append(before)
    assert not words
    assert checkpoints >= 2
    assert prints == 1
    assert instructions
    assert tiles
    for level, position, held in tiles:
        assert tree_root(leaves[position << level : (position + 1) << level]) == held
