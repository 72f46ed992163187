"""Implements the port `services.ledger.Ledger` on SQLite: readings, transactions, snapshots."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from filedesk.clock import Clock
from filedesk.domain.documents import Series
from filedesk.domain.events import Draft, Event
from filedesk.services.ledger import FiledQuery, InHands, Named, Query, Row, Waiter, Waiting
from filedesk.services.ports import Signer
from filedesk.storage import filed, in_hands, issued, journal, lists, pinyin, search_index, timely, waiting_lists
from filedesk.storage.database import Database, failure
from filedesk.storage.reading import RowReading
from filedesk.storage.tables import CLASSES

TRUSTED = timedelta(days=1)
"""How long a person's word for the clock holds."""


class SqlReading(RowReading):
    """Reads rows and lists of one connection."""

    def first_page(self, query: Query, count: int) -> list[Row]:
        return self._in_order(list(lists.ids(self.connection, query, limit=count)))

    def ids(self, query: Query) -> array[int]:
        return array("q", lists.ids(self.connection, query))

    def rows(self, ids: list[int]) -> dict[int, Row]:
        return {row["id"]: row for row in self.select(*lists.by_ids(ids))} if ids else {}

    def folders(self, named: Named | None) -> list[Row]:
        sql, values = filed.folders(named)
        return self.select(sql, *values)

    def filed_page(self, query: FiledQuery, count: int) -> list[Row]:
        sql, values = filed.statement(query, limit=count)
        return self._in_order([row[0] for row in self.connection.execute(sql, values)])

    def _in_order(self, ids: list[int]) -> list[Row]:
        rows = self.rows(ids)
        return [rows[document] for document in ids]

    def filed_ids(self, query: FiledQuery) -> array[int]:
        sql, values = filed.statement(query)
        return array("q", (row[0] for row in self.connection.execute(sql, values)))

    def years(self, series: Series) -> list[int]:
        sql = "SELECT DISTINCT year FROM book WHERE series = ? ORDER BY year DESC"
        return [row[0] for row in self.connection.execute(sql, (series,))]

    def names(self, document: int, named: Named) -> bool:
        return self.connection.execute(lists.NAMES, (document, *lists.named_values(named))).fetchone() is not None

    def issued(self, documents: list[int]) -> dict[int, Row]:
        return {row["document"]: row for row in self.select(*issued.statement(documents))}

    def documents_since(self, seq: int) -> list[Row]:
        return self.select("SELECT id, series FROM document WHERE last_seq > ?", seq)

    def waiting(self, waiter: Waiter, most: int, only: frozenset[str] | None = None) -> dict[str, Waiting]:
        return waiting_lists.listed(self, waiter, most, only)

    def waiting_count(self, waiter: Waiter) -> int:
        return waiting_lists.count(self, waiter)

    def in_hands(self, person: int, *, head: bool) -> InHands:
        return InHands(
            in_hands.papers(self, person, head=head),
            in_hands.folders(self, person),
            in_hands.steps(self, person, head=head),
        )

    def timed(self, what: str, begin: str, end: str) -> list[Row]:
        return self.select(*timely.statement(what, begin, end))

    def completions(self, what: str, typed: str, count: int) -> list[str]:
        sql, values = lists.completions(what, typed, count)
        return [row[0] for row in self.connection.execute(sql, values)]

    def same_number(self, correspondent: str, sender_number: str) -> list[Row]:
        sql = "SELECT id, number, title, state FROM document WHERE series IN (?, ?, ?)"
        sql += " AND sender_number = ? AND sender = ?"
        return self.select(sql, *Series, sender_number, correspondent) if sender_number else []

    def same_files(self, marks: list[str]) -> list[Row]:
        sql = (
            "SELECT f.mark, d.id, d.number, d.title, d.state FROM document_file f JOIN document d ON d.id = f.document"
        )
        return self.select(f"{sql} WHERE f.mark IN ({', '.join('?' * len(marks))})", *marks) if marks else []


class SqlWriting(SqlReading):
    """One transaction's appends."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock, office: str, *, trusted: bool) -> None:
        super().__init__(connection)
        self._clock = clock
        self._office = office
        self._trusted = trusted
        self._head: journal.Head | None = None

    def head(self) -> journal.Head:
        """Read once: the write lock is held, so only this transaction's own events follow."""
        if self._head is None:
            self._head = super().head()
        return self._head

    def append(self, draft: Draft, *, signer: Signer, actor: int, act: str) -> Event:
        event, self._head = journal.append(
            self.connection,
            draft,
            after=self.head(),
            signer=signer,
            actor=actor,
            act=act,
            office=self._office,
            clock=self._clock,
            trusted=self._trusted,
        )
        return event

    def next_id(self, kind: str) -> int:
        if kind not in CLASSES:
            raise ValueError(f"no such table: {kind}")
        sql = f'SELECT coalesce(max(id), 0) + 1 FROM "{kind}"'  # noqa: S608 - checked above
        return int(self.connection.execute(sql).fetchone()[0])

    def next_serial(self, series: str, secret: int, year: int, code: int = 0) -> int:
        sql = "SELECT last + 1 FROM book WHERE series = ? AND secret = ? AND code = ? AND year = ?"
        row = self.connection.execute(sql, (series, secret, code, year)).fetchone()
        return int(row[0]) if row else 1

    def keep(self, kind: str, body: bytes) -> str:
        return journal.keep_body(self.connection, kind, body)


class SqlLedger:
    """The desk's database behind the port `Ledger`."""

    def __init__(self, database: Database, clock: Clock, office: str) -> None:
        self.database = database
        self.clock = clock
        self.office = office
        self._trusted_at: datetime | None = None

    def by_initials(self, text: str, typed: str) -> bool:
        return pinyin.matches(text, typed)

    def trust_clock(self) -> None:
        """The clock counts for a day from now, as long as it does not go back."""
        self._trusted_at = self.clock.now()

    def _trusted(self) -> bool:
        said = self._trusted_at
        return said is not None and said <= self.clock.now() < said + TRUSTED

    def _begin(self, how: str) -> sqlite3.Connection:
        """This thread's connection with a transaction begun. Raises RuntimeError inside another: a mistake in code."""
        connection = self.database.connection()
        if connection.in_transaction:
            raise RuntimeError("a reading or writing is begun inside another one: a service was called from within one")
        connection.execute(how)
        return connection

    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        """A consistent view on this thread's connection."""
        with self._told():
            connection = self._begin("BEGIN")
            try:
                yield SqlReading(connection)
            finally:
                if connection.in_transaction:  # SQLite may have ended it, the disk failing
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        """A transaction that holds the write lock from its beginning."""
        with self._told():
            connection = self._begin("BEGIN IMMEDIATE")
            try:
                yield SqlWriting(connection, self.clock, self.office, trusted=self._trusted())
                self.commit(connection)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def commit(self, connection: sqlite3.Connection) -> None:
        """End the transaction. A seam: tests fail here, between the last write and its durability."""
        connection.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[SqlReading]:
        """A read-only view on a connection of its own, which no later write changes."""
        with self._told(), read_only(self.database.path) as connection:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM office").fetchone()  # from here on nothing new is seen
            yield SqlReading(connection)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            told = failure(self.database.path, error)
            if told is None:
                raise
            raise told from error


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection of its own to a desk's database; it never creates or changes anything."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=30)
    try:
        search_index.register(connection)
        yield connection
    finally:
        connection.close()
