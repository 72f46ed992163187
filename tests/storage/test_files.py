"""Encrypted files: whole or not there, read in bounded pieces, their digest told."""

import errno
import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from filedesk.errors import EnvironmentFailed
from filedesk.storage.durable import System
from filedesk.storage.files import PIECE, EncryptedFiles
from filedesk.storage.slots import SlotsFile

FILE = "ab" + "0" * 30
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def files(tmp_path):
    return EncryptedFiles(tmp_path / "files")


def test_a_file_lies_under_the_first_two_digits_of_its_id(files):
    written = files.write(FILE, [b"one", b"", b"two"])
    assert (written.size, written.digest) == (6, hashlib.sha256(b"onetwo").hexdigest())
    assert (files.folder / "ab" / FILE).read_bytes() == b"onetwo"
    assert files.exists(FILE)
    assert files.digest(FILE) == written


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 5])
def test_reading_gives_the_same_bytes_in_pieces_of_at_most_a_mebibyte(files, size):
    content = random.Random(size).randbytes(size)
    files.write(FILE, [content])
    pieces = list(files.read(FILE))
    assert b"".join(pieces) == content
    assert all(0 < len(piece) <= PIECE for piece in pieces)


@pytest.mark.parametrize("name", ["", "ab", "AB" * 16, "../" + "a" * 29, "a" * 31, "a" * 33, "a" * 31 + "\n", "g" * 32])
def test_what_is_no_id_never_becomes_a_path(files, name):
    for act in (files.path, files.exists, files.discard, lambda name: files.write(name, [])):
        with pytest.raises(ValueError, match="not the id"):
            act(name)


def test_an_id_is_never_used_twice(files):
    files.write(FILE, [b"first"])
    with pytest.raises(ValueError, match="taken"):
        files.write(FILE, [b"second"])
    assert b"".join(files.read(FILE)) == b"first"


def test_a_missing_file_is_told_with_its_id(files):
    for act in (files.digest, lambda file: list(files.read(file))):
        with pytest.raises(EnvironmentFailed) as raised:
            act(FILE)
        assert (raised.value.code, raised.value.params) == ("encrypted_file_missing", {"file": FILE})


def test_a_file_that_cannot_be_read_is_told_with_the_reason(files):
    files.path(FILE).mkdir(parents=True)
    with pytest.raises(EnvironmentFailed) as raised:
        files.digest(FILE)
    assert raised.value.code == "encrypted_file_unreadable"


def test_a_discarded_file_is_gone_and_discarding_again_does_nothing(files):
    files.write(FILE, [b"content"])
    files.discard(FILE)
    files.discard(FILE)
    assert not files.exists(FILE)
    assert list(files.all_ids()) == []


def test_all_ids_are_those_of_finished_files_in_their_place(files):
    assert list(files.all_ids()) == []
    dice = random.Random(1)
    known = sorted(dice.randbytes(16).hex() for _ in range(30))
    for file in known:
        files.write(file, [b"x"])
    temp = files.folder / known[0][:2] / f"{known[0]}.{'0' * 16}.tmp"
    temp.write_bytes(b"half")
    (files.folder / known[0][:2] / "Thumbs.db").write_bytes(b"foreign")
    (files.folder / known[0][:2] / ("ff" + "1" * 30)).write_bytes(b"in the wrong folder")
    (files.folder / "readme").write_bytes(b"foreign")
    assert list(files.all_ids()) == known
    assert list(files.unfinished()) == [temp]


def test_a_disk_that_fills_up_leaves_nothing_under_the_id(tmp_path):
    class Full(System):
        def write(self, handle, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    files = EncryptedFiles(tmp_path / "files", Full())
    with pytest.raises(EnvironmentFailed) as raised:
        files.write(FILE, [b"content"])
    assert raised.value.code == "disk_full"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_name_that_could_not_be_flushed_is_taken_back(tmp_path):
    class Unflushed(System):
        def fsync_folder(self, path):
            if path.name == "ab":
                raise OSError(errno.EIO, "Input/output error")

    files = EncryptedFiles(tmp_path / "files", Unflushed())
    with pytest.raises(EnvironmentFailed) as raised:
        files.write(FILE, [b"content"])
    assert raised.value.code == "write_failed"
    assert not files.exists(FILE)


def test_the_folders_names_are_flushed_before_the_files(tmp_path):
    flushed = []

    class Recorded(System):
        def fsync_folder(self, path):
            flushed.append(path.name)

    EncryptedFiles(tmp_path / "files", Recorded()).write(FILE, [b"content"])
    assert flushed == [tmp_path.name, "files", "ab"]


CHILD = """
import os, random, sys
from pathlib import Path
from filedesk.storage.durable import System
from filedesk.storage.files import EncryptedFiles
from filedesk.storage.slots import SlotsFile

class Telling(System):  # a dot before every call that changes the disk: the places where the parent kills
    def __getattribute__(self, name):
        os.write(1, b".")
        return super().__getattribute__(name)

folder, dice = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
files, slots = EncryptedFiles(folder / "files", Telling()), SlotsFile(folder / "shred.slots", "0f" * 16, Telling())
while True:
    file, value = dice.randbytes(16).hex(), dice.randbytes(32)
    (slot,) = slots.append([value])
    written = files.write(file, [dice.randbytes(50_000) for _ in range(3)])
    os.write(1, f"\\n{file} {written.digest} {slot} {value.hex()}\\n".encode())
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_process_killed_at_any_moment_loses_nothing_that_it_acknowledged(tmp_path):
    slots = SlotsFile(tmp_path / "shred.slots", "0f" * 16)
    slots.create()
    files = EncryptedFiles(tmp_path / "files")
    seed = random.SystemRandom().randrange(1 << 32)
    print("seed", seed)
    dice, acknowledged = random.Random(seed), []
    for round_ in range(30):
        command = [sys.executable, "-c", CHILD, str(tmp_path), str(seed + round_)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, bufsize=0) as child:
            told, enough = b"", dice.randrange(1, 1500)
            while len(told) < enough:
                told += child.stdout.read(enough - len(told))
            child.kill()
            while piece := child.stdout.read(4096):
                told += piece
        whole = told[: told.rfind(b"\n") + 1].decode()
        acknowledged += [line.split() for line in whole.splitlines() if len(line.split()) == 4]
    assert len(acknowledged) > 30
    for file, digest, slot, value in acknowledged:
        assert files.digest(file).digest == digest
        assert slots.value(slot).hex() == value
    assert {entry.state for entry in slots.entries()} == {"live"}
    for file in files.all_ids():
        assert files.digest(file).size == 150_000, "a finished name on an unfinished file"
