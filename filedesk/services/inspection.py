"""The port through which the verifier reads a desk as it lies on disk, without trusting any of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from filedesk.errors import FiledeskError
from filedesk.services.ledger import Reading
from filedesk.services.ports import Progress, Written


class StoredEvent(NamedTuple):
    """One row of the journal as it lies there."""

    seq: int
    payload: bytes
    key: str
    signature: bytes
    prev: bytes
    hash: bytes


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be: a code with a sentence in `texts`, the place, and parameters.

    `cause` is the error that a check met with; people read its own sentence as the reason.
    """

    code: str
    place: str
    params: dict[str, str | int] = field(default_factory=dict)
    cause: FiledeskError | None = None

    @classmethod
    def of(cls, code: str, place: str, cause: FiledeskError) -> Finding:
        """The finding that an error brings with it."""
        return cls(code, place, {"reason": str(cause)}, cause)


class Inspected(Protocol):
    """One read-only snapshot of the desk's database under inspection."""

    def events(self) -> Iterator[StoredEvent]: ...

    def words(self) -> Iterator[tuple[int, str, bytes, str]]:
        """Every word as (seq, field, salt, text), by seq and field."""
        ...

    def bodies(self) -> Iterator[tuple[str, str, bytes]]:
        """Every body as (digest, kind, bytes)."""
        ...

    def tiles(self) -> Iterator[tuple[int, int, bytes]]: ...

    def compare(self, upto: int, progress: Progress) -> Iterator[Finding]:
        """Replay the journal into an empty database and compare every derived row."""
        ...

    def structure(self) -> Iterator[Finding]:
        """Differences of the schema, SQLite's own integrity check, and the search index against its documents."""
        ...

    def replayed(self, upto: int) -> AbstractContextManager[Reading]:
        """A reading of the desk as it stood after `upto` events, rebuilt from the journal alone."""
        ...

    @property
    def reading(self) -> Reading: ...


class Inspection(Protocol):
    """Opens a desk for the verifier; never sweeps, repairs or creates anything."""

    def open(self) -> AbstractContextManager[Inspected]: ...

    def file_ids(self) -> Iterable[str]: ...

    def file_as_stored(self, file: str) -> Written | None:
        """Size and digest of an encrypted file, or None when it is missing or unreadable."""
        ...

    def slots(self) -> Iterator[tuple[str, str, str]]:
        """Every slot in the file's order as (id, state, SHA-256 of its value in hex); a damaged one's id may be wrong.

        States: live, destroyed, damaged. Raises EnvironmentFailed and KeyOrSealWrong for a file that is none of slots.
        """
        ...
