"""The slots file: half of every file key, in fixed places that can be overwritten (docs/slots-format.md).

A header of 64 bytes, then slots of 64 bytes, each aligned, so that none straddles two sectors and overwriting one in
place cannot be torn. Slots are appended under an exclusive lock, never moved, never reused and never swept. What a
crash left at the end before it was acknowledged is overwritten when it is shorter than a slot, and otherwise stays,
damaged, under an id that nobody was told.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from filedesk.errors import EnvironmentFailed, KeyOrSealWrong
from filedesk.storage.durable import System, told_as_environment, write_all
from filedesk.storage.file_lock import LockTimeout, locked

SIZE: Final = 64
MAGIC: Final = b"FDSLOTS1"
_ID: Final = 16
LIVE: Final = 1
DESTROYED: Final = 2
_STATES = {LIVE: "live", DESTROYED: "destroyed"}
_PIECE = 1 << 14
"""Slots read at a time: 1 MiB."""


class Slot(NamedTuple):
    """One slot as it lies there.

    `state` is live, destroyed or damaged; `value` is the half key when live, the hash of the event that ordered it
    when destroyed, and nothing to be relied on when damaged (nor is `id` then).
    """

    id: str
    state: str
    value: bytes


def _packed(first: bytes) -> bytes:
    return first + hashlib.sha256(first).digest()[:8]


def _slot(slot: bytes, state: int, value: bytes) -> bytes:
    return _packed(slot + bytes([state]) + value + bytes(7))


def _read(raw: bytes) -> Slot:
    sound = raw == _packed(raw[:56]) and raw[16] in _STATES and not any(raw[49:56])
    return Slot(raw[:16].hex(), _STATES[raw[16]] if sound else "damaged", raw[17:49])


class SlotsFile:
    """Implements `ports.Slots` on one file. Safe for several threads and processes."""

    def __init__(self, path: Path, office: str, system: System | None = None) -> None:
        """`office` is the office id (32 hex digits) that the header must name. Nothing is opened yet."""
        self.path = path
        self._header = _packed(MAGIC + bytes.fromhex(office) + bytes(32))
        self._system = system or System()
        self._guard = threading.Lock()
        self._ids = bytearray()
        """The ids of all slots seen, in the file's order: 16 MB for a million, searched in a millisecond or two."""
        self._sound = 0

    def create(self) -> None:
        """Make the file, empty but for its header. Raises EnvironmentFailed, leaving nothing."""
        with told_as_environment(self.path):
            handle = self._system.create(self.path)
        try:
            with told_as_environment(self.path):
                try:
                    write_all(handle, self._header, system=self._system)
                    self._system.fsync(handle)
                finally:
                    self._system.close(handle)
                self._system.fsync_folder(self.path.parent)
        except BaseException:
            with suppress(OSError):
                self._system.remove(self.path)
            raise

    def append(self, values: list[bytes]) -> list[str]:
        """Append a live slot for each value (32 bytes) and flush; returns their ids.

        Raises EnvironmentFailed (`disk_full`, `slots_busy` and the like), the file then being as it was, and
        KeyOrSealWrong("slots_header_wrong") when it is not this office's slots file.
        """
        if any(len(value) != 32 for value in values):
            raise ValueError("a slot holds 32 bytes")
        ids = [secrets.token_bytes(16) for _ in values]
        raw = b"".join(_slot(slot, LIVE, value) for slot, value in zip(ids, values, strict=True))
        with self._guard, self._opened() as handle, self._locked(handle), told_as_environment(self.path):
            end = os.lseek(handle, 0, os.SEEK_END)
            end -= end % SIZE
            os.lseek(handle, end, os.SEEK_SET)
            try:
                write_all(handle, raw, system=self._system)
                self._system.fsync(handle)
            except BaseException:
                with suppress(OSError):
                    self._system.truncate(handle, end)
                raise
        return [slot.hex() for slot in ids]

    def value(self, slot: str) -> bytes:
        """The slot's 32 bytes. Raises KeyOrSealWrong (`slot_missing`, `slot_damaged`, `slot_destroyed`)."""
        found = self.slot(slot)
        if found.state != "live":
            raise KeyOrSealWrong(f"slot_{found.state}", slot=slot)
        return found.value

    def slot(self, slot: str) -> Slot:
        """The slot as it lies on disk now. Raises KeyOrSealWrong("slot_missing")."""
        with self._guard, self._opened(read_only=True) as handle:
            found = self._at(handle, self._place(handle, slot))
            if found.state == "damaged":
                # perhaps just being overwritten by another process: look again while nobody writes
                with self._locked(handle):
                    found = self._at(handle, self._place(handle, slot))
        return found if found.id == slot else Slot(slot, "damaged", found.value)

    def destroy(self, slot: str, event_hash: bytes) -> None:
        """Overwrite a slot in place with the hash of the event that ordered it, and flush.

        Done twice, it is the same; a damaged slot is overwritten too. The other copies of the file are the caller's
        to see to. Raises KeyOrSealWrong("slot_missing"), EnvironmentFailed.
        """
        if len(event_hash) != 32:
            raise ValueError("an event hash is 32 bytes")
        with self._guard, self._opened() as handle, self._locked(handle):
            os.lseek(handle, self._place(handle, slot), os.SEEK_SET)
            with told_as_environment(self.path):
                write_all(handle, _slot(bytes.fromhex(slot), DESTROYED, event_hash), system=self._system)
                self._system.fsync(handle)

    def entries(self) -> Iterator[Slot]:
        """Every slot in the file's order, damaged ones too; a torn end shorter than a slot is passed over.

        Raises KeyOrSealWrong("slots_header_wrong"), EnvironmentFailed("slots_unreadable").
        """
        with self._opened(read_only=True) as handle:
            place = SIZE
            while piece := self._piece(handle, place):
                for at in range(0, len(piece), SIZE):
                    yield _read(piece[at : at + SIZE])
                place += len(piece)

    def _place(self, handle: int, slot: str) -> int:
        wanted = bytes.fromhex(slot)
        place = self._indexed(wanted)
        if place is None:
            self._extend(handle)
            place = self._indexed(wanted)
        if place is None:
            raise KeyOrSealWrong("slot_missing", slot=slot)
        return place

    def _indexed(self, wanted: bytes) -> int | None:
        at = self._ids.find(wanted)
        while at % _ID and at >= 0:
            at = self._ids.find(wanted, at + 1)
        return None if at < 0 else SIZE + at // _ID * SIZE

    def _extend(self, handle: int) -> None:
        """Enter the slots that came since the last look; damaged ones at the end, perhaps in the making, anew."""
        del self._ids[self._sound * _ID :]
        last = b""
        while piece := self._piece(handle, SIZE + len(self._ids) // _ID * SIZE):
            self._ids += b"".join([piece[at : at + _ID] for at in range(0, len(piece), SIZE)])
            last = piece
        self._sound = len(self._ids) // _ID
        for at in range(len(last) - SIZE, -1, -SIZE):
            if _read(last[at : at + SIZE]).state != "damaged":
                break
            self._sound -= 1

    def _piece(self, handle: int, place: int) -> bytes:
        try:
            os.lseek(handle, place, os.SEEK_SET)
            found = os.read(handle, _PIECE * SIZE)
        except OSError as error:
            raise _unreadable(self.path, error) from error
        return found[: len(found) - len(found) % SIZE]

    def _at(self, handle: int, place: int) -> Slot:
        raw = self._piece(handle, place)[:SIZE]
        return _read(raw) if raw else Slot("", "damaged", b"")

    @contextmanager
    def _opened(self, *, read_only: bool = False) -> Iterator[int]:
        try:
            handle = self._system.open(self.path, read_only=read_only)
        except OSError as error:
            raise _unreadable(self.path, error) from error
        try:
            if self._first(handle) != self._header:
                raise KeyOrSealWrong("slots_header_wrong", file=str(self.path))
            yield handle
        finally:
            self._system.close(handle)

    def _first(self, handle: int) -> bytes:
        try:
            return os.read(handle, SIZE)
        except OSError as error:
            raise _unreadable(self.path, error) from error

    @contextmanager
    def _locked(self, handle: int) -> Iterator[None]:
        try:
            with locked(handle):
                yield
        except LockTimeout as error:
            raise EnvironmentFailed("slots_busy", file=str(self.path)) from error


def _unreadable(path: Path, error: OSError) -> EnvironmentFailed:
    return EnvironmentFailed("slots_unreadable", file=str(path), reason=error.strerror or str(error))
