"""The encrypted files of a desk: `files/ab/<id>`, each written durably once and never changed.

What stands here is ciphertext only; the package `vault` makes it. The folder `ab` is the first two digits of
the id, so that no folder grows beyond what file managers and backups like.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from filedesk.errors import EnvironmentFailed
from filedesk.services.ports import Written
from filedesk.storage.durable import (
    System,
    is_temporary,
    make_folder_durably,
    told_as_environment,
    write_durably,
)

PIECE = 1 << 20
"""Bytes read at a time: what the ciphers digest without stalling the window (1 MiB)."""

_ID = re.compile(r"[0-9a-f]{32}")


class EncryptedFiles:
    """Implements `ports.FileStore` in a folder. Ids are 32 hex digits; any other raises ValueError."""

    def __init__(self, folder: Path, system: System | None = None) -> None:
        self.folder = folder
        self._system = system or System()

    def path(self, file: str) -> Path:
        """Where the file of this id lies, or would lie. Raises ValueError for what is no id."""
        if not _ID.fullmatch(file):
            raise ValueError(f"not the id of a file: {file!r}")
        return self.folder / file[:2] / file

    def write(self, file: str, chunks: Iterable[bytes]) -> Written:
        """Write durably; returns size and SHA-256 of what was written.

        Raises EnvironmentFailed (see `durable.write_durably`), or whatever `chunks` raises, leaving nothing
        under this id; ValueError when the id is taken, for ids are random and never used twice.
        """
        path = self.path(file)
        if path.exists():
            raise ValueError(f"the id is taken: {file}")
        make_folder_durably(self.folder, system=self._system)
        make_folder_durably(path.parent, system=self._system)
        hashed = hashlib.sha256()
        try:
            size = write_durably(path, _hashing(chunks, hashed), system=self._system)
        except BaseException:
            with suppress(OSError):
                self._system.remove(path)
            raise
        return Written(size, hashed.hexdigest())

    def read(self, file: str) -> Iterator[bytes]:
        """The file's bytes in pieces of at most 1 MiB.

        Raises EnvironmentFailed at the first piece when it is missing (`encrypted_file_missing`), at any when it
        cannot be read (`encrypted_file_unreadable`).
        """
        try:
            with self.path(file).open("rb", buffering=0) as source:
                while piece := source.read(PIECE):
                    yield piece
        except FileNotFoundError as error:
            raise EnvironmentFailed("encrypted_file_missing", file=file) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise EnvironmentFailed("encrypted_file_unreadable", file=file, reason=reason) from error

    def digest(self, file: str) -> Written:
        """Size and SHA-256 of the file as it lies on disk now. Raises like `read`."""
        hashed, size = hashlib.sha256(), 0
        for piece in self.read(file):
            hashed.update(piece)
            size += len(piece)
        return Written(size, hashed.hexdigest())

    def exists(self, file: str) -> bool:
        """Whether a finished file of this id is there."""
        return self.path(file).is_file()

    def discard(self, file: str) -> None:
        """Remove a file that no entry ever named; nothing happens when it is not there."""
        path = self.path(file)
        with told_as_environment(path), suppress(FileNotFoundError):
            self._system.remove(path)

    def all_ids(self) -> Iterator[str]:
        """The ids of all finished files, in order; temporary and foreign names are passed over."""
        for path in self._names():
            if _ID.fullmatch(path.name) and path.name[:2] == path.parent.name:
                yield path.name

    def unfinished(self) -> Iterator[Path]:
        """Temporary files: being written now by some process, or left by one that was killed."""
        return (path for path in self._names() if is_temporary(path.name))

    def _names(self) -> Iterator[Path]:
        if not self.folder.is_dir():
            return
        for folder in sorted(self.folder.iterdir()):
            if folder.is_dir() and not folder.is_symlink():
                yield from sorted(folder.iterdir())


def _hashing(chunks: Iterable[bytes], hashed: hashlib._Hash) -> Iterator[bytes]:
    for chunk in chunks:
        hashed.update(chunk)
        yield chunk
