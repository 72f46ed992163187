"""Checkpoints are C2SP tlog-checkpoints in C2SP signed notes, and only what was signed is read."""

from __future__ import annotations

import base64

import pytest

from filedesk.errors import KeyOrSealWrong
from filedesk.vault.notes import key_hash, read_checkpoint, read_note, sign_checkpoint, sign_note
from filedesk.vault.signing import KeySigner

# The example key and note of the reference implementation, golang.org/x/mod/sumdb/note.
PETER = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
PETER_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# The example of c2sp.org/signed-note, "Verifier keys": example.com/foo+530d903a+…
EXAMPLE_KEY = base64.b64decode("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")[1:]
EXAMPLE_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)

ORIGIN, ROOT = "filedesk/0f0f0f0f", bytes(range(32))


@pytest.fixture(scope="module")
def signer() -> KeySigner:
    return KeySigner.new()


@pytest.fixture(scope="module")
def checkpoint(signer: KeySigner) -> str:
    return sign_checkpoint(ORIGIN, 20852163, ROOT, signer)


def test_reference_note_is_signed_to_the_byte() -> None:
    signer = KeySigner.from_private_bytes(PETER)
    assert key_hash("PeterNeumann", signer.public).hex() == "c74f20a3"
    assert sign_note(PETER_TEXT, name="PeterNeumann", signer=signer) == PETER_TEXT + "\n" + PETER_LINE
    assert read_note(PETER_TEXT + "\n" + PETER_LINE, name="PeterNeumann", public=signer.public) == PETER_TEXT


def test_specifications_example_note_is_read() -> None:
    assert key_hash("example.com/foo", EXAMPLE_KEY).hex() == "530d903a"
    text = read_note(EXAMPLE_NOTE, name="example.com/foo", public=EXAMPLE_KEY)
    assert text == "This is an example message.\n"


def test_text_may_hold_empty_lines(signer: KeySigner) -> None:
    text = "one\n\nthree\n"
    assert read_note(sign_note(text, name="k", signer=signer), name="k", public=signer.public) == text


def test_checkpoint_has_the_form_of_the_specification(checkpoint: str, signer: KeySigner) -> None:
    origin, size, root, blank, line, end = checkpoint.split("\n")
    assert (origin, size, blank, end) == (ORIGIN, "20852163", "", "")
    assert base64.b64decode(root) == ROOT
    dash, name, signature = line.split(" ")
    assert (dash, name) == ("\u2014", ORIGIN)
    assert base64.b64decode(signature)[:4] == key_hash(ORIGIN, signer.public)
    assert len(base64.b64decode(signature)) == 68


@pytest.mark.parametrize("size", [0, 1, 10**12])
def test_checkpoint_is_read_back(signer: KeySigner, size: int) -> None:
    assert read_checkpoint(sign_checkpoint(ORIGIN, size, ROOT, signer), signer.public) == (ORIGIN, size, ROOT)


def test_other_keys_signatures_are_ignored(checkpoint: str, signer: KeySigner) -> None:
    witness = sign_checkpoint(ORIGIN, 20852163, ROOT, KeySigner.new()).splitlines(keepends=True)[-1]
    head, line = checkpoint.split("\n\n")
    for note in (head + "\n\n" + witness + line, checkpoint + witness, checkpoint + PETER_LINE):
        assert read_checkpoint(note, signer.public) == (ORIGIN, 20852163, ROOT)


def test_note_without_the_known_key_is_refused(checkpoint: str) -> None:
    with pytest.raises(KeyOrSealWrong, match="note_unsigned"):
        read_checkpoint(checkpoint, KeySigner.new().public)


def test_altered_text_is_refused(checkpoint: str, signer: KeySigner) -> None:
    for altered in (
        checkpoint.replace("20852163", "20852164"),
        checkpoint.replace("AAEC", "AAED"),
        checkpoint.replace("\n\n", "\nextension\n\n"),
    ):
        assert altered != checkpoint
        with pytest.raises(KeyOrSealWrong, match="note_signature_wrong"):
            read_checkpoint(altered, signer.public)


def test_one_bad_signature_of_the_known_key_refuses_the_note(checkpoint: str, signer: KeySigner) -> None:
    false = base64.b64encode(key_hash(ORIGIN, signer.public) + bytes(64)).decode()
    with pytest.raises(KeyOrSealWrong, match="note_signature_wrong"):
        read_checkpoint(f"{checkpoint}— {ORIGIN} {false}\n", signer.public)


def test_every_altered_character_is_refused(checkpoint: str, signer: KeySigner) -> None:
    for position, letter in enumerate(checkpoint):
        altered = checkpoint[:position] + ("B" if letter != "B" else "C") + checkpoint[position + 1 :]
        with pytest.raises(KeyOrSealWrong):
            read_checkpoint(altered, signer.public)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "\n\n",
        "text only\n",
        "filedesk/x\n1\nAAAA\n\n",
        EXAMPLE_NOTE[:-1],
        EXAMPLE_NOTE.replace("—", "-"),
        EXAMPLE_NOTE.replace("is", "\tis"),
        EXAMPLE_NOTE.replace("\n", "\r\n"),
        EXAMPLE_NOTE.replace("aQM=", "aQM"),
        EXAMPLE_NOTE.replace("aQM=", "aQN="),
        EXAMPLE_NOTE.replace("— example", "—  example"),
        EXAMPLE_NOTE.replace("foo Uw2Q", "foo+bar Uw2Q"),
        EXAMPLE_NOTE + PETER_LINE * 100,
        "This is an example message.\n\n— example.com/foo AAAA\n",
    ],
)
def test_malformed_note_is_refused(wrong: str) -> None:
    with pytest.raises(KeyOrSealWrong, match="note_malformed"):
        read_note(wrong, name="example.com/foo", public=EXAMPLE_KEY)


@pytest.mark.parametrize(
    "body",
    [
        "01\n" + base64.b64encode(ROOT).decode(),
        "-1\n" + base64.b64encode(ROOT).decode(),
        "１\n" + base64.b64encode(ROOT).decode(),
        "1",
        "1\nAAAA",
        "1\nnot base64",
        "1\n" + base64.b64encode(ROOT).decode() + "\n\nafter an empty line",
    ],
)
def test_signed_text_that_is_no_checkpoint_is_refused(signer: KeySigner, body: str) -> None:
    note = sign_note(f"{ORIGIN}\n{body}\n", name=ORIGIN, signer=signer)
    with pytest.raises(KeyOrSealWrong, match="note_malformed"):
        read_checkpoint(note, signer.public)


def test_what_cannot_be_a_checkpoint_is_not_signed(signer: KeySigner) -> None:
    for origin, size, root in (
        ("", 1, ROOT),
        ("with space", 1, ROOT),
        ("with\u3000space", 1, ROOT),
        ("a+b", 1, ROOT),
        (ORIGIN, -1, ROOT),
        (ORIGIN, 1, ROOT[:31]),
    ):
        with pytest.raises(ValueError, match=r"holds|has"):
            sign_checkpoint(origin, size, root, signer)
    for text in ("", "unended", "tab\t\n"):
        with pytest.raises(ValueError, match="newline"):
            sign_note(text, name="k", signer=signer)
