"""The port to the ledger: reading rows, and writing events in one transaction. `storage` implements it."""

from __future__ import annotations

from array import array
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from filedesk.domain.documents import Series
from filedesk.domain.events import Draft, Event
from filedesk.services.ports import Signer

Row = dict[str, Any]


class Named(NamedTuple):
    """The people and departments whose documents somebody may see: his own, and those he represents today (I4)."""

    people: tuple[int, ...]
    departments: tuple[int, ...] = ()


@dataclass(frozen=True)
class Query:
    """Which documents of a register, in which order. `filters` are column → value; empty search finds all.

    `named` limits it to documents that concern these people or departments; `numbered` leaves drafts out that have no
    number yet.
    """

    series: Series
    search: str = ""
    filters: tuple[tuple[str, str | int], ...] = ()
    year: int | None = None
    month: int | None = None
    sort: str = "number"
    descending: bool = True
    named: Named | None = None
    numbered: bool = False


@dataclass(frozen=True)
class FiledQuery:
    """Which papers that lie in folders, of every series: those of `folder`, or of all folders; `named` as in Query."""

    folder: int | None = None
    search: str = ""
    sort: str = "number"
    descending: bool = True
    named: Named | None = None


@dataclass(frozen=True)
class Waiter:
    """For whom a to-do is asked, and the days that count for it today.

    `people` are he and those he represents today, `managed` the departments for which he names who does something.
    Of the limits there is one for each urgency: extra urgent, urgent, routine. What began before the moment
    `urge_before`, and was not urged after the day `urged_until`, is to be urged today; a deadline until `near_until`
    is near. Answers since the moment `answered_from` are new.
    """

    person: int
    roles: frozenset[str]
    people: tuple[int, ...]
    managed: tuple[int, ...]
    today: str
    urge_before: tuple[str, str, str]
    urged_until: tuple[str, str, str]
    near_until: tuple[str, str, str]
    answered_from: str


class Waiting(NamedTuple):
    """What waits for one reason: how much in all, and the first rows."""

    much: int
    rows: list[Row]


class InHands(NamedTuple):
    """What somebody holds: papers (`document`, `copy`), folders (`folder`, `papers`), and what waits for him alone.

    A step has `kind` (see `domain.posts`), `document`, and `key` and `place` that name it among its like.
    """

    papers: list[Row]
    folders: list[Row]
    steps: list[Row]


class Work(Protocol):
    """What there is to do in one view of the desk, and what was done: for to-dos, handings-over and figures."""

    def waiting(self, waiter: Waiter, most: int, only: frozenset[str] | None = None) -> dict[str, Waiting]:
        """What waits for somebody, by reason, or for `only` some of them; `most` rows of each, in the order to take.

        A row tells the document's `id`, number, title, sender, urgency, holder and `last_seq`, and of what waits:
        `key`, `since`, `due`, `whose`, `unit` and `told`.
        """
        ...

    def waiting_count(self, waiter: Waiter) -> int:
        """How much waits for somebody in all."""
        ...

    def in_hands(self, person: int, *, head: bool) -> InHands:
        """What this person holds and what waits for him alone; `head` says that he is the general manager."""
        ...

    def timed(self, what: str, begin: str, end: str) -> list[Row]:
        """What is "acting" or "reading" and was begun from the moment `begin` to before `end`.

        A row has `unit`, `whose`, `begun_at`, `deadline` and `ended_at`, a moment, a day or None.
        """
        ...


class Reading(Work, Protocol):
    """One consistent view of the desk's rows."""

    def get(self, table: str, **key: Any) -> Row | None:
        """The row with these values in these columns, or None."""
        ...

    def find(self, table: str, *, order: str = "", **where: Any) -> list[Row]:
        """All rows with these values, ordered by the named columns."""
        ...

    def size(self) -> int:
        """How many events the journal holds."""
        ...

    def last_moment(self) -> datetime:
        """The time of the journal's last event. Raises KeyOrSealWrong("event_missing") for a journal without any."""
        ...

    def version(self) -> int:
        """A number that becomes another one when anybody else has written to the desk, but not by one's own acts."""
        ...

    def root(self, size: int) -> bytes:
        """The Merkle root hash of the journal's first `size` events."""
        ...

    def event(self, seq: int) -> tuple[Event, dict[str, str]]:
        """An event and its words."""
        ...

    def body(self, digest: str) -> bytes:
        """A wrapped key or note by its digest. Raises KeyOrSealWrong("body_missing")."""
        ...

    def first_page(self, query: Query, count: int) -> list[Row]: ...

    def ids(self, query: Query) -> array[int]: ...

    def rows(self, ids: list[int]) -> dict[int, Row]: ...

    def folders(self, named: Named | None) -> list[Row]:
        """Every folder with its count of `papers`, the latest year first; `named` limits what is counted."""
        ...

    def filed_page(self, query: FiledQuery, count: int) -> list[Row]: ...

    def filed_ids(self, query: FiledQuery) -> array[int]: ...

    def years(self, series: Series) -> list[int]: ...

    def timeline(self, document: int) -> list[tuple[Event, dict[str, str]]]: ...

    def names(self, document: int, named: Named) -> bool:
        """Whether the document concerns one of these people or departments."""
        ...

    def issued(self, documents: list[int]) -> dict[int, Row]:
        """What registers print of those of these documents that the office wrote: see `storage.issued`."""
        ...

    def documents_since(self, seq: int) -> list[Row]:
        """Id and series of the documents that events after `seq` touched."""
        ...

    def completions(self, what: str, typed: str, count: int) -> list[str]: ...

    def same_number(self, correspondent: str, sender_number: str) -> list[Row]: ...

    def same_files(self, marks: list[str]) -> list[Row]: ...


class Writing(Reading, Protocol):
    """One transaction. It is committed when its block ends without an error, else nothing of it stays."""

    def append(self, draft: Draft, *, signer: Signer, actor: int, act: str) -> Event:
        """Sign an event, append it, write its words and project it."""
        ...

    def next_id(self, kind: str) -> int:
        """The next free id in the table `kind`."""
        ...

    def next_serial(self, series: str, secret: int, year: int, code: int = 0) -> int:
        """The next number of a book; without gaps, since it is taken inside the transaction."""
        ...

    def keep(self, kind: str, body: bytes) -> str:
        """Keep a body that an event of this transaction names; returns its digest."""
        ...


class Ledger(Protocol):
    """The desk's database. A use case is one reading or one writing: inside one, no other is begun in this thread."""

    def reading(self) -> AbstractContextManager[Reading]: ...

    def writing(self) -> AbstractContextManager[Writing]: ...

    def by_initials(self, text: str, typed: str) -> bool:
        """Whether `text` can be found by `typed` as initials of its pinyin; asks no database, from any thread."""
        ...

    def trust_clock(self) -> None:
        """A person says that the clock is right, however long ago the last event was: acts are recorded by it."""
        ...

    def snapshot(self) -> AbstractContextManager[Reading]:
        """A read-only view on a connection of its own, for long reads in another thread."""
        ...
