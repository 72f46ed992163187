"""Opening what is to be taken in, so that every way a file can fail to be read ends in one `FileUnreadable`.

A file is opened once and read through `Watched` by every library: a scanner's half-written file, a stick that
was pulled out or another program's lock is then told apart from a strange file, whichever library met it. The
libraries get a file and never a path, so that names with emoji, right-to-left marks or 255 bytes are no matter.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from filedesk.errors import FileUnreadable
from filedesk.services.unreadable import unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGEST_READ = 16 * 2**20
"""Bytes one read may ask for: a library that wants more (a zip with a huge directory) is following a lie."""

MOST_READS = 2_000_000
"""Reads one looking-into may take: some readers seek what they miss byte by byte to the end of a large file."""


class TooMuch(Exception):
    """A library asked for more in one read than any file of its kind needs."""


class Watched(io.RawIOBase):
    """A seekable binary file whose failures are kept, for libraries that swallow them; see `check`."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        super().__init__()
        self._file = cast(io.BufferedIOBase, file)
        self._name = name
        self._failure: OSError | None = None
        self._reads = 0
        self.size = self.seek(0, os.SEEK_END)
        self.seek(0)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if size < 0:
            size = max(0, self.size - self.tell())
        if size > LARGEST_READ or self._reads > MOST_READS:
            raise TooMuch
        buffer = bytearray(size)
        count = self.readinto(buffer)
        if self._failure is not None:
            raise self._failure
        return bytes(buffer[:count])

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill `buffer` as far as the file goes. A failure reads as the file's end, since PDFium calls this from C."""
        view = memoryview(buffer)
        count = 0
        self._reads += 1
        if self._reads > MOST_READS:
            return 0
        try:
            while count < len(view):
                got = self._file.readinto(view[count:])
                if not got:
                    break
                count += got
        except OSError as error:
            self._failure = error
        return count

    def head(self, count: int) -> bytes:
        """The first `count` bytes, or fewer where the file is shorter."""
        self.seek(0)
        return self.read(count)

    def as_binary(self) -> BinaryIO:
        """This file under the type that libraries name; they only read and seek."""
        return cast(BinaryIO, self)

    def check(self) -> None:
        """Raise FileUnreadable when reading failed at any time, even if a library took no notice."""
        if self._failure is not None:
            raise unreadable(self._failure, self._name)


@contextmanager
def opened(source: Path | BinaryIO, name: str) -> Iterator[Watched]:
    """Open `source` (or take the stream, giving it back where it stood). `name` is what the person calls it.

    Raises FileUnreadable ("file_vanished", "file_locked", "file_unreadable"), also for what is no plain file: a
    pipe or a device would never end.
    """
    try:
        with ExitStack() as held:
            watched = Watched(_begun(source, name, held), name)
            yield watched
            watched.check()
    except OSError as error:
        raise unreadable(error, name) from error


def _begun(source: Path | BinaryIO, name: str, held: ExitStack) -> BinaryIO:
    """The file open for reading; `held` closes it, or puts the stream back where it stood."""
    if not isinstance(source, Path):
        if source.closed:
            raise FileUnreadable("file_unreadable", name=name)
        held.callback(source.seek, source.tell())
        return source
    if "\0" in str(source) or not stat.S_ISREG(source.stat().st_mode):
        raise FileUnreadable("file_unreadable", name=name)
    return held.enter_context(source.open("rb"))
