"""The scan folder 扫描收件夹: what the scanner put there, taken in once, removed only when it lies safe in the desk.

A file is looked at only when its size and time have not changed between two looks and it can be opened: a scan that is
being written is left alone. It is known by its content, so what a document has already is not taken in twice, even
where it cannot be removed.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from filedesk.errors import EnvironmentFailed, FiledeskError, FileUnreadable, RuleRefused
from filedesk.services.attaching import split_scan
from filedesk.services.desk_ports import Ports
from filedesk.services.held_keys import take_up_keys
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import Progress
from filedesk.services.reading import decrypt
from filedesk.services.scan_codes import ScanRead, read_scan
from filedesk.services.taking_in import InMemory, shown_name
from filedesk.services.unreadable import unreadable

UNFINISHED = frozenset({".tmp", ".part", ".partial", ".crdownload", ".filepart", ".lock", ".db", ".ini"})
"""Endings of files that a scanner or the system keeps for itself."""

MOST_WAITING = 500
PIECE = 1 << 20


@dataclass(frozen=True)
class Seen:
    """How a file looked: its size in bytes and the time of its last change in nanoseconds."""

    size: int
    changed: int


@dataclass(frozen=True)
class Waiting:
    """A file of the folder: what its codes say (None where they cannot be read, `trouble` says why), and the SHA-256
    of what is taken in of it, of the file or of each part. `taken` are the numbers of the documents that have it.
    """

    path: Path
    seen: Seen
    read: ScanRead | None
    trouble: FiledeskError | None
    digests: tuple[bytes, ...]
    taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Folder:
    """The folder as it was last looked at; `waiting` are the files that had settled."""

    seen: Mapping[Path, Seen] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()

    @property
    def count(self) -> int:
        """How many files are still to be taken in."""
        return sum(not one.taken for one in self.waiting)


def look(folder: Path) -> dict[Path, Seen]:
    """The plain files there, by name, without hidden, empty and unfinished ones.

    Raises EnvironmentFailed("scan_folder_gone").
    """
    found: dict[Path, Seen] = {}
    try:
        for path in sorted(folder.iterdir()):
            if path.name.startswith((".", "~")) or path.suffix.lower() in UNFINISHED or len(found) >= MOST_WAITING:
                continue
            try:
                told = path.stat()
            except OSError:
                continue
            if stat.S_ISREG(told.st_mode) and told.st_size:
                found[path] = Seen(told.st_size, told.st_mtime_ns)
    except OSError as error:
        raise EnvironmentFailed("scan_folder_gone", folder=str(folder)) from error
    return found


def poll(ports: Ports, session: Session, folder: Path, before: Folder, progress: Progress | None = None) -> Folder:
    """Look once more. May run in any thread. Raises EnvironmentFailed("scan_folder_gone"), Cancelled."""
    progress = progress or Progress()
    now = look(folder)
    known = {one.path: one for one in before.waiting}
    waiting: list[Waiting] = []
    for path, seen in now.items():
        progress.raise_if_cancelled()
        held = known.get(path)
        if held is not None and held.seen == seen:
            waiting.append(held)
        elif before.seen.get(path) == seen:
            made = _examined(ports, session, path, seen, progress)
            if made is not None:
                waiting.append(made)
    with ports.ledger.snapshot() as reading:
        take_up_keys(ports, reading, session)
        told = [replace(one, taken=_numbers(ports, session, reading, one)) for one in waiting]
    return Folder(now, tuple(told))


def remove_taken(ports: Ports, session: Session, one: Waiting) -> None:
    """Remove an original from the folder: its file, or every part of it, is read back from the desk and compared first.

    Raises RuleRefused("original_not_taken_in"), ("original_changed"); EnvironmentFailed("original_not_removed"); and
    what reading an encrypted file raises. Then the original stays.
    """
    name = shown_name(one.path)
    with ports.ledger.snapshot() as reading:
        files = [_files(ports, session, reading, digest) for digest in one.digests]
    if not one.digests or not all(files):
        raise RuleRefused("original_not_taken_in", rule="I2", name=name)
    for digest, (file, *_more) in zip(one.digests, files, strict=True):
        hashed = hashlib.sha256()
        for piece in decrypt(ports, session, file):
            hashed.update(piece)
        if hashed.digest() != digest:
            raise RuleRefused("original_not_taken_in", rule="I2", name=name)
    if _digests(ports, one.path, one.read) != one.digests or look(one.path.parent).get(one.path) != one.seen:
        raise RuleRefused("original_changed", rule="I2", name=name)
    try:
        one.path.unlink()
    except OSError as error:
        raise EnvironmentFailed("original_not_removed", name=name) from error


def _examined(ports: Ports, session: Session, path: Path, seen: Seen, progress: Progress) -> Waiting | None:
    """A settled file; None while it cannot be opened, or has changed meanwhile."""
    name = shown_name(path)
    read: ScanRead | None = None
    trouble: FiledeskError | None = None
    try:
        try:
            read = read_scan(ports, session, path, name, progress)
            digests = _digests(ports, path, read)
        except (FileUnreadable, RuleRefused) as error:
            read, trouble = None, error
            digests = _digests(ports, path, None)
    except FileUnreadable:
        return None
    if look(path.parent).get(path) != seen:
        return None
    return Waiting(path, seen, read, trouble, digests)


def _digests(ports: Ports, path: Path, read: ScanRead | None) -> tuple[bytes, ...]:
    parts = split_scan(ports, path, read) if read is not None and read.parts else [path]
    return tuple(hashlib.sha256(part.data).digest() if isinstance(part, InMemory) else _digest(part) for part in parts)


def _digest(path: Path) -> bytes:
    hashed = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                hashed.update(piece)
    except OSError as error:
        raise unreadable(error, shown_name(path)) from error
    return hashed.digest()


def _files(ports: Ports, session: Session, reading: Reading, digest: bytes) -> list[Row]:
    """The files of documents that have this content."""
    marks = [ports.vault.duplicate_mark(key, digest) for key in session.office_keys()]
    return [row for mark in marks for row in reading.find("document_file", order="seq", mark=mark)]


def _numbers(ports: Ports, session: Session, reading: Reading, one: Waiting) -> tuple[str, ...]:
    """The numbers of the documents that have all of it, none where a part is missing."""
    files = [_files(ports, session, reading, digest) for digest in one.digests]
    if not files or not all(files):
        return ()
    documents = dict.fromkeys(row["document"] for found in files for row in found[:1])
    rows = reading.rows(list(documents))
    return tuple(str(rows[document]["number"] or rows[document]["title"]) for document in documents)
