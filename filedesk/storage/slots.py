"""The slots file: half of every file key, in fixed places that can be overwritten (docs/slots-format.md).

A header of 64 bytes, then slots of 64 bytes, each aligned: id 16 ‖ state 1 ‖ value 32 ‖ zeros 7 ‖ checksum 8, the
checksum being the beginning of SHA-256 over the 56 bytes before it. Slots are appended under an exclusive lock,
never moved, never reused and never swept. A torn slot at the end, left by a crash before it was acknowledged, is
overwritten by the next append.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from filedesk.errors import EnvironmentFailed, KeyOrSealWrong
from filedesk.storage.durable import System, told_as_environment, write_all

SIZE: Final = 64
MAGIC: Final = b"FDSLOTS1"
LIVE: Final = 1
DESTROYED: Final = 2
_STATES = {LIVE: "live", DESTROYED: "destroyed"}


class Slot(NamedTuple):
    """One slot as it lies there; `state` is live, destroyed or damaged."""

    id: str
    state: str
    value: bytes


def _packed(first: bytes) -> bytes:
    return first + hashlib.sha256(first).digest()[:8]


def _slot(slot: bytes, state: int, value: bytes) -> bytes:
    return _packed(slot + bytes([state]) + value + bytes(7))


def _read(raw: bytes) -> Slot:
    sound = len(raw) == SIZE and raw == _packed(raw[:56]) and raw[16] in _STATES
    return Slot(raw[:16].hex(), _STATES[raw[16]] if sound else "damaged", raw[17:49])


class SlotsFile:
    """Implements `ports.Slots` on one file. Safe for several threads and processes."""

    def __init__(self, path: Path, office: str, system: System | None = None) -> None:
        self.path = path
        self._office = bytes.fromhex(office)
        self._system = system or System()
        self._guard = threading.Lock()
        self._places: dict[str, int] = {}
        self._seen = SIZE

    def create(self) -> None:
        """Make the file, empty but for its header. Raises EnvironmentFailed."""
        with told_as_environment(self.path):
            handle = self._system.create(self.path)
            try:
                write_all(handle, _packed(MAGIC + self._office + bytes(32)), system=self._system)
                self._system.fsync(handle)
            finally:
                self._system.close(handle)
            self._system.fsync_folder(self.path.parent)

    def append(self, values: list[bytes]) -> list[str]:
        """Append a live slot for each value (32 bytes) and flush; returns their ids."""
        if any(len(value) != 32 for value in values):
            raise ValueError("a slot holds 32 bytes")
        ids = [secrets.token_bytes(16) for _ in values]
        with self._guard, self._locked() as handle, told_as_environment(self.path):
            end = os.lseek(handle, 0, os.SEEK_END)
            end -= end % SIZE
            os.lseek(handle, end, os.SEEK_SET)
            raw = b"".join(_slot(i, LIVE, value) for i, value in zip(ids, values, strict=True))
            try:
                write_all(handle, raw, system=self._system)
                self._system.fsync(handle)
            except OSError:
                self._system.truncate(handle, end)
                raise
        return [i.hex() for i in ids]

    def value(self, slot: str) -> bytes:
        """The slot's 32 bytes. Raises KeyOrSealWrong ("slot_missing", "slot_damaged", "slot_destroyed")."""
        with self._guard:
            place = self._place(slot)
            with self._opened(read_only=True) as handle:
                found = self._at(handle, place)
        if found.state == "damaged" or found.id != slot:
            raise KeyOrSealWrong("slot_damaged", slot=slot)
        if found.state == "destroyed":
            raise KeyOrSealWrong("slot_destroyed", slot=slot)
        return found.value

    def destroy(self, slot: str, event_hash: bytes) -> None:
        """Overwrite a slot in place with the hash of the event that ordered it, and flush. Done twice, it is the same."""
        if len(event_hash) != 32:
            raise ValueError("an event hash is 32 bytes")
        with self._guard:
            place = self._place(slot)
            with self._locked() as handle, told_as_environment(self.path):
                os.lseek(handle, place, os.SEEK_SET)
                write_all(handle, _slot(bytes.fromhex(slot), DESTROYED, event_hash), system=self._system)
                self._system.fsync(handle)

    def entries(self) -> Iterator[Slot]:
        """Every slot in the file's order, damaged ones too. Raises KeyOrSealWrong("slots_header_wrong")."""
        with self._opened(read_only=True) as handle, os.fdopen(os.dup(handle), "rb") as source:
            source.seek(0)
            header = source.read(SIZE)
            if header != _packed(MAGIC + self._office + bytes(32)):
                raise KeyOrSealWrong("slots_header_wrong")
            while len(raw := source.read(SIZE)) == SIZE:
                yield _read(raw)

    def _place(self, slot: str) -> int:
        if slot not in self._places:
            self._extend()
        place = self._places.get(slot)
        if place is None:
            raise KeyOrSealWrong("slot_missing", slot=slot)
        return place

    def _extend(self) -> None:
        with self._opened(read_only=True) as handle, os.fdopen(os.dup(handle), "rb") as source:
            source.seek(self._seen)
            while len(raw := source.read(SIZE)) == SIZE:
                self._places[raw[:16].hex()] = self._seen
                self._seen += SIZE

    @staticmethod
    def _at(handle: int, place: int) -> Slot:
        os.lseek(handle, place, os.SEEK_SET)
        return _read(os.read(handle, SIZE))

    @contextmanager
    def _opened(self, *, read_only: bool = False) -> Iterator[int]:
        try:
            handle = self._system.open(self.path, read_only=read_only)
        except OSError as error:
            raise EnvironmentFailed("slots_unreadable", file=str(self.path), reason=error.strerror or "") from error
        try:
            yield handle
        finally:
            self._system.close(handle)

    @contextmanager
    def _locked(self) -> Iterator[int]:
        with self._opened() as handle:
            _lock(handle)
            try:
                yield handle
            finally:
                _unlock(handle)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 40

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
