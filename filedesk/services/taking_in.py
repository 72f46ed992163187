"""Taking files in, first phase (design section 2): read once, encrypt on the way, lie durably under a random id.

What is staged belongs to no entry yet; `register` or `supplement` names it, `discard` takes it away again. No plain
byte is written anywhere.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from filedesk.domain.documents import tidy
from filedesk.errors import FileUnreadable, KeyOrSealWrong, RuleRefused
from filedesk.services.acts import require
from filedesk.services.desk_ports import Ports
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


def office_key(session: Session) -> RoleKey:
    """The newest office key the person holds. Raises KeyOrSealWrong("no_office_key")."""
    for key in session.office_keys():
        return key
    raise KeyOrSealWrong("no_office_key", name=session.name)


def shown_name(path: Path) -> str:
    """A file's name as it is kept and shown: no folder, no control or direction marks, 255 characters at most."""
    name = tidy(path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return name[:LONGEST_NAME] or "?"


def stage(ports: Ports, session: Session, sources: Sequence[Path], progress: Progress | None = None) -> list[Staged]:
    """Take files in, in order; all of them, or none when one fails or the person stops.

    Raises FileUnreadable naming the file, EnvironmentFailed("disk_full"), Cancelled.
    """
    require(session, "file_taken_in")
    progress = progress or Progress()
    staged: list[Staged] = []
    try:
        total = sum(_size(path) for path in sources)
        done = 0
        for path in sources:
            staged.append(_stage_one(ports, session, path, progress, done, total))
            done += staged[-1].size
    except BaseException:
        discard(ports, staged)
        raise
    return staged


def discard(ports: Ports, staged: Sequence[Staged]) -> None:
    """Take staged files away again: their registration was given up. Their slots stay, holding random bytes."""
    for one in staged:
        ports.files.discard(one.file)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise unreadable(error, shown_name(path)) from error


class _Encrypting:
    """The encrypted bytes of a file, made piece by piece as the store asks; knows size and digest afterwards."""

    def __init__(self, path: Path, cipher: Cipher, progress: Progress, done: int, total: int) -> None:
        self._path, self._cipher, self._progress = path, cipher, progress
        self._done, self._total = done, total
        self.size = 0
        self.hashed = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        try:
            with self._path.open("rb", buffering=0) as source:
                while piece := source.read(PIECE):
                    self._progress.raise_if_cancelled()
                    self.size += len(piece)
                    self.hashed.update(piece)
                    yield self._cipher.update(piece)
                    self._progress.report(self._done + self.size, self._total)
        except OSError as error:
            raise unreadable(error, shown_name(self._path)) from error
        yield self._cipher.finish()


def _stage_one(ports: Ports, session: Session, path: Path, progress: Progress, done: int, total: int) -> Staged:  # noqa: PLR0917
    name = shown_name(path)
    if not path.is_file():
        raise FileUnreadable("file_vanished" if not path.exists() else "not_a_file", name=name)
    seen = ports.capture.examine(path, name)
    if "state_secret_mark" in seen.notices:
        raise RuleRefused("state_secret_refused", name=name)
    key = office_key(session)
    file = secrets.token_hex(16)
    context = FileContext(ports.office, file, 1)
    share, value = ports.vault.new_share(), ports.vault.new_slot_value()
    (slot,) = ports.slots.append([value])
    plain = _Encrypting(path, ports.vault.encryptor(share, value, context), progress, done, total)
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
