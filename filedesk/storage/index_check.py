"""Checking the search index against the documents it stands for: every text and every token, computed anew.

The tokens are read back through fts5vocab, whose 'instance' form gives each (token, document) even of an index that
keeps neither text nor places. Both sides are summed up as Σ hash(token) · number(document), the hash keyed and the
numbers drawn anew for every check, so that nobody can know beforehand how to make two different indexes sum up alike
(one chance in 10^10). What the index holds, a hundred million tokens at a million documents, is summed inside SQLite.
Only when the two differ is a sum taken for each document, which names it.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from filedesk.domain.search_terms import joined
from filedesk.storage import search_index
from filedesk.storage.search_index import held

_DIGITS = 10
_MOST_HASHES = 1 << 18
_WHOLE = (1 << 64) - 1


def differences(connection: sqlite3.Connection, fields: str) -> list[tuple[str, int]]:
    """Where the index is not what the documents' `fields` (column names, comma-separated) make: (table, document).

    A document that only one side has is a difference too, and so is one that is in the index but not found by one of
    its tokens. Without a mark that can be true nothing more is compared. Raises sqlite3.DatabaseError when the index
    cannot be read.
    """
    marks = connection.execute("SELECT id, document FROM search_mark").fetchall()
    if len(marks) != 1 or marks[0][0] != 1:
        return [("search_mark", 0)]
    mark: int = marks[0][1]
    count, newest = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM document").fetchone()
    if newest > 2 * count + search_index.WAITING:  # ids follow one another: this one was made up
        return [("search_text", newest)]
    if not 0 <= newest - mark < search_index.WAITING:
        return [("search_mark", mark)]
    with _vocabulary(connection):
        hashed, numbers = _Hash(), _Numbers()
        found, wanted = _texts_and_sum(connection, fields, mark, hashed, numbers)
        if _sum_of_index(connection, hashed, numbers) != wanted:
            found += [("search_fts", document) for document in _other_tokens(connection, fields, mark)]
        found += [("search_fts", document) for document in _not_found(connection)]
    return found


@contextmanager
def _vocabulary(connection: sqlite3.Connection) -> Iterator[None]:
    """Temporary tables: the index's terms with their counts, and its (term, document)."""
    connection.execute("CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab('main', 'search_fts', 'row')")
    connection.execute("CREATE VIRTUAL TABLE temp.search_instances USING fts5vocab('main', 'search_fts', 'instance')")
    try:
        yield
    finally:
        for name in ("search_terms", "search_instances"):
            connection.execute(f"DROP TABLE temp.{name}")


class _Hash(dict[str, int]):
    """Token → a keyed 64-bit hash of it; those that come often are hashed once."""

    def __init__(self) -> None:
        super().__init__()
        self._key = secrets.token_bytes(16)

    def __missing__(self, token: str) -> int:
        if len(self) >= _MOST_HASHES:
            self.clear()
        raw = hashlib.blake2b(token.encode("utf-8", "surrogateescape"), digest_size=8, key=self._key).digest()
        self[token] = int.from_bytes(raw, "big")
        return self[token]

    def sum(self, tokens: set[str]) -> int:
        """The sum of the hashes of these tokens."""
        return sum(map(self.__getitem__, tokens))


class _Numbers:
    """A random number from 1 for each document, written as digits one after another so that SQL can look it up."""

    def __init__(self) -> None:
        self.digits = bytearray(b"0" * _DIGITS)

    def draw(self, document: int) -> int:
        """The number of the next document, in ascending order; ids that are left out have the number 0."""
        number = 1 + secrets.randbelow(10**_DIGITS - 1)
        self.digits += b"0" * (document * _DIGITS - len(self.digits))
        self.digits += b"%010d" % number
        return number


def _texts_and_sum(
    connection: sqlite3.Connection, fields: str, mark: int, hashed: _Hash, numbers: _Numbers
) -> tuple[list[tuple[str, int]], int]:
    """Texts that differ, and the sum over the tokens that the documents up to the mark must have."""
    found: list[tuple[str, int]] = []
    total = 0
    sql = f"SELECT d.id, t.n, {fields} FROM document d LEFT JOIN search_text t ON t.document = d.id"  # noqa: S608
    for document, text, *values in connection.execute(f"{sql} WHERE d.id > 0 ORDER BY d.id"):
        n = joined(values)
        if text != n:
            found.append(("search_text", document))
        if document <= mark:
            total += numbers.draw(document) * hashed.sum(held(n))
    lone = "SELECT document FROM search_text WHERE document NOT IN (SELECT id FROM document) ORDER BY document"
    found += [("search_text", document) for (document,) in connection.execute(lone)]
    return found, total


def _sum_of_index(connection: sqlite3.Connection, hashed: _Hash, numbers: _Numbers) -> int | None:
    """The sum over the tokens that the index holds; None when it holds one of a document that must not be in it."""
    total = 0
    number = f"CAST(substr(?1, doc * {_DIGITS} + 1, {_DIGITS}) AS INTEGER)"
    sql = (
        "SELECT term, sum(number), min(number), min(doc) FROM"  # noqa: S608 - our own names
        f" (SELECT term, doc, {number} AS number FROM temp.search_instances) GROUP BY term"
    )
    for term, summed, smallest, first in connection.execute(sql, (bytes(numbers.digits),)):
        if smallest == 0 or first < 0:
            return None
        total += summed * hashed[term]
    return total


def _other_tokens(connection: sqlite3.Connection, fields: str, mark: int) -> Iterator[int]:
    """The documents whose tokens are not those that the index holds."""
    hashed, sums = _Hash(), _Sums(mark)
    for token, document in connection.execute("SELECT term, doc FROM temp.search_instances"):
        sums.add(document, hashed[token])
    sql = f"SELECT id, {fields} FROM document WHERE id <= ? ORDER BY id"  # noqa: S608
    for document, *values in connection.execute(sql, (mark,)):
        sums.add(document, -hashed.sum(held(joined(values))))
    yield from sums.other_than_zero()


def _not_found(connection: sqlite3.Connection) -> Iterator[int]:
    """A document that a search for one of its tokens misses: the pages that lead to a token may be wrong alone."""
    looked_up = "SELECT doc FROM temp.search_terms WHERE term = ?"
    for term, documents in connection.execute("SELECT term, doc FROM temp.search_terms"):
        row = connection.execute(looked_up, (term,)).fetchone()
        if row is None or row[0] != documents:
            there = connection.execute("SELECT doc FROM temp.search_instances WHERE +term = ?", (term,))
            found = connection.execute("SELECT rowid FROM search_fts WHERE search_fts MATCH ?", (f'"{term}"',))
            yield min({row[0] for row in there} ^ {row[0] for row in found}, default=0)
            return


class _Sums:
    """Sums of token hashes, modulo 2^64, by document: those to `highest` in an array, others in a dictionary."""

    def __init__(self, highest: int) -> None:
        self._usual = array("Q", bytes(8 * (highest + 1)))
        self._strange: dict[int, int] = {}

    def add(self, document: int, amount: int) -> None:
        if 0 <= document < len(self._usual):
            self._usual[document] = (self._usual[document] + amount) & _WHOLE
        else:
            self._strange[document] = (self._strange.get(document, 0) + amount) & _WHOLE

    def other_than_zero(self) -> Iterator[int]:
        yield from (document for document, value in enumerate(self._usual) if value)
        yield from (document for document, value in sorted(self._strange.items()) if value)
