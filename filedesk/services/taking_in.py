"""Taking files in, first phase (design section 2): read once, encrypt on the way, lie durably under a random id.

What is staged belongs to no entry yet; `register` or `supplement` names it, `discard` takes it away again. No plain
byte is written anywhere.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from filedesk.domain.documents import tidy
from filedesk.errors import FileUnreadable, KeyOrSealWrong, RuleRefused
from filedesk.services.acts import require
from filedesk.services.desk_ports import Ports
from filedesk.services.held_keys import take_up_keys
from filedesk.services.keys import RoleKey, Session
from filedesk.services.ports import Cipher, FileContext, Progress, Written
from filedesk.services.unreadable import unreadable

PIECE = 1 << 20
LONGEST_NAME = 255


@dataclass(frozen=True)
class Staged:
    """A file taken in and lying encrypted in the desk, with what was seen of it. `notices` are codes for the clerk."""

    file: str
    name: str
    media_type: str
    pages: int | None
    notices: tuple[str, ...]
    size: int
    written: Written
    slot: str
    slot_digest: str
    share: bytes
    generation: int
    mark: str
    content: str
    wrong_text: bool


@dataclass(frozen=True)
class InMemory:
    """A file that lies on no disk in plain, like a part of a scanned stack."""

    name: str
    data: bytes


Source = Path | InMemory


def office_key(session: Session) -> RoleKey:
    """The newest office key the person holds. Raises KeyOrSealWrong("no_office_key")."""
    for key in session.office_keys():
        return key
    raise KeyOrSealWrong("no_office_key", name=session.name)


def shown_name(source: Source) -> str:
    """A file's name as it is kept and shown: no folder, no control or direction marks, 255 characters at most."""
    name = tidy(source.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return name[:LONGEST_NAME] or "?"


def stage(ports: Ports, session: Session, sources: Sequence[Source], progress: Progress | None = None) -> list[Staged]:
    """Take files in, in order; all of them, or none when one fails or the person stops.

    Raises FileUnreadable naming the file, EnvironmentFailed("disk_full"), Cancelled.
    """
    require(session, "file_taken_in")
    with ports.ledger.snapshot() as reading:
        take_up_keys(ports, reading, session)
    progress = progress or Progress()
    staged: list[Staged] = []
    try:
        total = sum(_size(source) for source in sources)
        done = 0
        for source in sources:
            staged.append(_stage_one(ports, session, source, progress, done, total))
            done += staged[-1].size
    except BaseException:
        discard(ports, staged)
        raise
    return staged


def discard(ports: Ports, staged: Sequence[Staged]) -> None:
    """Take staged files away again: their registration was given up. Their slots stay, holding random bytes."""
    for one in staged:
        ports.files.discard(one.file)


def content_of(source: Source) -> Path | BinaryIO:
    """What `Capture` reads of a source."""
    return source if isinstance(source, Path) else io.BytesIO(source.data)


def _size(source: Source) -> int:
    if isinstance(source, InMemory):
        return len(source.data)
    try:
        return source.stat().st_size
    except OSError as error:
        raise unreadable(error, shown_name(source)) from error


def _opened(source: Source) -> BinaryIO:
    return io.BytesIO(source.data) if isinstance(source, InMemory) else source.open("rb", buffering=0)


class _Encrypting:
    """The encrypted bytes of a file, made piece by piece as the store asks; knows size and digest afterwards."""

    def __init__(self, source: Source, cipher: Cipher, progress: Progress, done: int, total: int) -> None:
        self._source, self._cipher, self._progress = source, cipher, progress
        self._done, self._total = done, total
        self.size = 0
        self.hashed = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        try:
            with _opened(self._source) as opened:
                while piece := opened.read(PIECE):
                    self._progress.raise_if_cancelled()
                    self.size += len(piece)
                    self.hashed.update(piece)
                    yield self._cipher.update(piece)
                    self._progress.report(self._done + self.size, self._total)
        except OSError as error:
            raise unreadable(error, shown_name(self._source)) from error
        yield self._cipher.finish()


def _stage_one(ports: Ports, session: Session, source: Source, progress: Progress, done: int, total: int) -> Staged:  # noqa: PLR0917
    name = shown_name(source)
    if isinstance(source, Path) and not source.is_file():
        raise FileUnreadable("file_vanished" if not source.exists() else "not_a_file", name=name)
    seen = ports.capture.examine(content_of(source), name)
    if "state_secret_mark" in seen.notices:
        raise RuleRefused("state_secret_refused", name=name)
    key = office_key(session)
    file = secrets.token_hex(16)
    context = FileContext(ports.office, file, 1)
    share, value = ports.vault.new_share(), ports.vault.new_slot_value()
    (slot,) = ports.slots.append([value])
    plain = _Encrypting(source, ports.vault.encryptor(share, value, context), progress, done, total)
    written = ports.files.write(file, plain)
    content = plain.hashed.digest()
    return Staged(
        file=file,
        name=name,
        media_type=seen.media_type,
        pages=seen.pages,
        notices=seen.notices,
        size=plain.size,
        written=written,
        slot=slot,
        slot_digest=hashlib.sha256(value).hexdigest(),
        share=ports.vault.wrap_share(share, to=key.public, context=context),
        generation=key.generation,
        mark=ports.vault.duplicate_mark(key, content),
        content=content.hex(),
        wrong_text="text_layer_unusable" in seen.notices,
    )
