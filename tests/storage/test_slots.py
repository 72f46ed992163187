"""The slots file (docs/slots-format.md): half keys that are never lost, never misread, and can be overwritten."""

import errno
import hashlib
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filedesk.errors import EnvironmentFailed, KeyOrSealWrong
from filedesk.storage import slots as slots_module
from filedesk.storage.durable import System
from filedesk.storage.file_lock import locked
from filedesk.storage.slots import SlotsFile

OFFICE = "0123456789abcdef" * 2
EVENT = hashlib.sha256(b"event").digest()
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def slots(tmp_path):
    made = SlotsFile(tmp_path / "shred.slots", OFFICE)
    made.create()
    return made


def values(count, seed=0):
    dice = random.Random(seed)
    return [dice.randbytes(32) for _ in range(count)]


def code(act, *arguments):
    with pytest.raises(KeyOrSealWrong) as raised:
        act(*arguments)
    return raised.value.code


def test_values_come_back_by_their_ids(slots):
    given_ = values(5)
    ids = slots.append(given_)
    assert len(set(ids)) == 5
    assert [slots.value(slot) for slot in ids] == given_
    assert [(entry.id, entry.state, entry.value) for entry in slots.entries()] == [
        (slot, "live", value) for slot, value in zip(ids, given_, strict=True)
    ]


def test_the_file_is_laid_out_as_its_format_says(slots):
    (slot,) = slots.append([b"v" * 32])
    raw = slots.path.read_bytes()
    assert len(raw) == 128
    header, record = raw[:64], raw[64:]
    assert header[:56] == b"FDSLOTS1" + bytes.fromhex(OFFICE) + bytes(32)
    assert record[:56] == bytes.fromhex(slot) + b"\x01" + b"v" * 32 + bytes(7)
    assert all(part[56:] == hashlib.sha256(part[:56]).digest()[:8] for part in (header, record))
    slots.destroy(slot, EVENT)
    raw = slots.path.read_bytes()
    assert raw[64:120] == bytes.fromhex(slot) + b"\x02" + EVENT + bytes(7)
    assert b"v" * 32 not in raw


def test_a_destroyed_slot_says_so_in_every_reader_and_keeps_the_hash_of_its_event(slots):
    other = SlotsFile(slots.path, OFFICE)
    ids = slots.append(values(3))
    assert other.value(ids[1])
    slots.destroy(ids[1], EVENT)
    slots.destroy(ids[1], EVENT)
    assert code(other.value, ids[1]) == "slot_destroyed"
    assert other.slot(ids[1]).value == EVENT
    assert [other.value(ids[0]), other.value(ids[2])] == [values(3)[0], values(3)[2]]
    assert slots.path.stat().st_size == 64 * 4


def test_unknown_slots_are_missing_never_something_else(slots):
    slots.append(values(3))
    assert code(slots.value, "00" * 16) == "slot_missing"
    assert code(slots.destroy, "00" * 16, EVENT) == "slot_missing"


def test_an_id_that_stands_across_two_records_is_not_taken_for_one(slots):
    ids = slots.append(values(2))
    assert code(slots.value, (ids[0] + ids[1])[16:48]) == "slot_missing"


@pytest.mark.parametrize("at", [0, 15, 16, 17, 48, 49, 55, 56, 63])
def test_a_flipped_bit_anywhere_in_a_slot_is_noticed(slots, at):
    first, second = slots.append(values(2))
    raw = bytearray(slots.path.read_bytes())
    raw[64 + at] ^= 1
    slots.path.write_bytes(raw)
    fresh = SlotsFile(slots.path, OFFICE)
    assert code(fresh.value, first) == ("slot_missing" if at < 16 else "slot_damaged")
    assert code(slots.value, first) in {"slot_missing", "slot_damaged"}
    assert [entry.state for entry in fresh.entries()] == ["damaged", "live"]
    assert fresh.value(second) == values(2)[1]


def test_a_damaged_slot_can_still_be_destroyed(slots):
    (slot,) = slots.append(values(1))
    raw = bytearray(slots.path.read_bytes())
    raw[64 + 20] ^= 1
    slots.path.write_bytes(raw)
    slots.destroy(slot, EVENT)
    assert slots.slot(slot) == (slot, "destroyed", EVENT)


@given(st.integers(1, 63), st.binary(min_size=63, max_size=63))
@settings(max_examples=30, deadline=None)
def test_a_torn_end_is_ignored_and_overwritten_by_the_next_append(tmp_path_factory, length, noise):
    made = SlotsFile(tmp_path_factory.mktemp("torn") / "shred.slots", OFFICE)
    made.create()
    kept = made.append(values(2))
    with made.path.open("ab") as file:
        file.write(noise[:length])
    assert [entry.id for entry in made.entries()] == kept
    added = made.append(values(1, seed=9))
    assert [entry.id for entry in SlotsFile(made.path, OFFICE).entries()] == kept + added
    assert made.value(added[0]) == values(1, seed=9)[0]


def test_a_record_of_zeros_at_the_end_is_damaged_and_hides_nothing_that_follows(slots):
    """A power failure can leave the file's new length without its content."""
    slots.value(slots.append(values(1))[0])
    with slots.path.open("ab") as file:
        file.write(bytes(64))
    other = SlotsFile(slots.path, OFFICE)
    assert code(other.value, "11" * 16) == "slot_missing"
    (added,) = slots.append(values(1, seed=3))
    assert [entry.state for entry in other.entries()] == ["live", "damaged", "live"]
    assert other.value(added) == slots.value(added) == values(1, seed=3)[0]


def test_a_record_that_was_seen_half_written_is_found_when_it_is_whole(slots):
    (slot,) = slots.append(values(1))
    whole = slots.path.read_bytes()
    slots.path.write_bytes(whole[:70] + bytes(58))
    other = SlotsFile(slots.path, OFFICE)
    assert code(other.value, slot) == "slot_missing"
    slots.path.write_bytes(whole)
    assert other.value(slot) == values(1)[0]


@pytest.mark.parametrize("room", [0, 1, 63, 64, 65, 200])
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path, room):
    class Full(System):
        room = 10_000

        def write(self, handle, data):
            if not self.room:
                raise OSError(errno.ENOSPC, "No space left on device")
            data = data[: self.room]
            self.room -= len(data)
            return super().write(handle, data)

    system = Full()
    made = SlotsFile(tmp_path / "shred.slots", OFFICE, system)
    made.create()
    kept = made.append(values(2))
    before = made.path.read_bytes()
    system.room = room
    with pytest.raises(EnvironmentFailed) as raised:
        made.append(values(4))
    assert raised.value.code == "disk_full"
    assert made.path.read_bytes() == before
    system.room = 10_000
    added = made.append(values(1))
    assert [entry.id for entry in made.entries()] == kept + added


def test_a_slots_file_that_could_not_be_made_is_not_left_behind(tmp_path):
    class Unflushed(System):
        def fsync(self, handle):
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(EnvironmentFailed):
        SlotsFile(tmp_path / "shred.slots", OFFICE, Unflushed()).create()
    assert list(tmp_path.iterdir()) == []


def test_slots_are_flushed_before_their_ids_are_told_and_destroyed_ones_before_it_is_said(slots):
    calls = []

    class Recorded(System):
        def write(self, handle, data):
            calls.append("write")
            return super().write(handle, data)

        def fsync(self, handle):
            calls.append("fsync")
            super().fsync(handle)

    recorded = SlotsFile(slots.path, OFFICE, Recorded())
    (slot,) = recorded.append(values(1))
    assert calls == ["write", "fsync"]
    recorded.destroy(slot, EVENT)
    assert calls == ["write", "fsync"] * 2


def test_the_slots_of_another_office_are_refused(slots):
    foreign = SlotsFile(slots.path, "ff" * 16)
    assert code(lambda: list(foreign.entries())) == "slots_header_wrong"
    assert code(foreign.append, values(1)) == "slots_header_wrong"
    assert code(foreign.value, "00" * 16) == "slots_header_wrong"


def test_an_emptied_file_is_refused_rather_than_begun_anew(slots):
    slots.path.write_bytes(b"")
    assert code(slots.append, values(1)) == "slots_header_wrong"
    assert slots.path.read_bytes() == b""


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(EnvironmentFailed) as raised:
        SlotsFile(tmp_path / "shred.slots", OFFICE).value("00" * 16)
    assert raised.value.code == "slots_unreadable"


def test_a_half_key_is_32_bytes_and_an_event_hash_too(slots):
    with pytest.raises(ValueError, match="32 bytes"):
        slots.append([b"short"])
    with pytest.raises(ValueError, match="32 bytes"):
        slots.destroy("00" * 16, b"short")
    assert list(slots.entries()) == []


APPENDING = """
import random, sys
from pathlib import Path
from filedesk.storage.slots import SlotsFile
slots, dice = SlotsFile(Path(sys.argv[1]), sys.argv[2]), random.Random(int(sys.argv[3]))
for _ in range(60):
    told = [dice.randbytes(32) for _ in range(dice.randrange(1, 5))]
    for slot, value in zip(slots.append(told), told):
        print(slot, value.hex(), flush=True)
"""


def test_processes_that_append_at_once_lose_nothing(slots):
    command = [sys.executable, "-c", APPENDING, str(slots.path), OFFICE]
    children = [
        subprocess.Popen([*command, str(seed)], stdout=subprocess.PIPE, text=True, cwd=ROOT) for seed in range(3)
    ]
    told = dict(line.split() for child in children for line in child.communicate()[0].splitlines())
    assert [child.returncode for child in children] == [0, 0, 0]
    assert len(told) > 180
    assert {entry.id: entry.value.hex() for entry in slots.entries()} == told
    assert {slot: slots.value(slot).hex() for slot in told} == told


def test_threads_share_one_object(slots):
    told = {}

    def work(seed):
        for value in values(40, seed):
            (slot,) = slots.append([value])
            assert slots.value(slot) == value
            told[slot] = value

    threads = [threading.Thread(target=work, args=[seed]) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {entry.id: entry.value for entry in slots.entries()} == told
    assert len(told) == 160


def test_a_lock_that_is_never_given_back_is_told_after_a_while(slots, monkeypatch):
    monkeypatch.setattr(slots_module, "locked", lambda handle: locked(handle, wait=0.0))
    handle = os.open(slots.path, os.O_RDWR)
    try:
        with locked(handle), pytest.raises(EnvironmentFailed) as raised:
            slots.append(values(1))
        assert raised.value.code == "slots_busy"
    finally:
        os.close(handle)
    assert len(slots.append(values(1))) == 1
