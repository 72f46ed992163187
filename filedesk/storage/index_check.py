"""Checking the search index against the documents it stands for: every text and every token, computed anew.

The tokens are read back through fts5vocab, whose 'instance' form gives each (token, document) even of an index that
keeps neither text nor places. For every document the sum of a keyed hash of its tokens is taken, once as read and once
as computed: equal sums mean equal tokens (but for one chance in 2^64, with a key nobody could know beforehand), in 8
bytes a document, however many there are.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from functools import lru_cache

from filedesk.domain.search_terms import joined, tokens
from filedesk.storage import pinyin

_MADE: dict[str, Callable[[str], set[str]]] = {"search_fts": tokens, "search_pinyin": pinyin.initial_grams}
_WHOLE = (1 << 64) - 1


def differences(connection: sqlite3.Connection, fields: str) -> list[tuple[str, int]]:
    """Where the index is not what the documents' `fields` (column names, comma-separated) make: (table, document).

    A document that only one side has is a difference too, and so is one that is in the index but not found by one of
    its tokens. Raises sqlite3.DatabaseError when the index cannot be read.
    """
    return [*_other_texts(connection, fields), *_other_tokens(connection, fields), *_not_found(connection)]


def _other_tokens(connection: sqlite3.Connection, fields: str) -> Iterator[tuple[str, int]]:
    count, highest = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM document").fetchone()
    for table, made in _MADE.items():
        sums = _Sums(min(highest, 4 * count))
        for token, document in _instances(connection, table):
            sums.add(document, sums.hashed(token))
        for document, *values in connection.execute(f"SELECT id, {fields} FROM document ORDER BY id"):  # noqa: S608
            sums.add(document, -sum(map(sums.hashed, made(joined(values)))))
        for document in sums.other_than_zero():
            yield table, document


def _not_found(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Documents that a search for one of their tokens misses: the pages that lead to a token may be wrong alone."""
    for table in _MADE:
        connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_terms USING fts5vocab('main', '{table}', 'row')")
        connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_vocab USING fts5vocab('main', '{table}', 'instance')")
        try:
            counted = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"  # noqa: S608
            for term, documents in connection.execute(f"SELECT term, doc FROM temp.{table}_terms"):  # noqa: S608
                quoted = f'"{term}"'
                if connection.execute(counted, (quoted,)).fetchone()[0] != documents:
                    held = connection.execute(f"SELECT doc FROM temp.{table}_vocab WHERE term = ?", (term,))  # noqa: S608
                    found = connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (quoted,))  # noqa: S608
                    yield table, min({row[0] for row in held} ^ {row[0] for row in found}, default=0)
                    break
        finally:
            connection.execute(f"DROP TABLE temp.{table}_terms")
            connection.execute(f"DROP TABLE temp.{table}_vocab")


def _other_texts(connection: sqlite3.Connection, fields: str) -> Iterator[tuple[str, int]]:
    sql = f"SELECT d.id, t.n, {fields} FROM document d LEFT JOIN search_text t ON t.document = d.id"  # noqa: S608
    for document, n, *values in connection.execute(sql):
        if n != joined(values):
            yield "search_text", document
    lone = "SELECT document FROM search_text WHERE document NOT IN (SELECT id FROM document) ORDER BY document"
    for (document,) in connection.execute(lone):
        yield "search_text", document


class _Sums:
    """Sums of keyed token hashes, modulo 2^64, by document: those to `highest` in an array, others in a dictionary."""

    def __init__(self, highest: int) -> None:
        self._key = secrets.token_bytes(16)
        self._usual = array("Q", bytes(8 * (highest + 1)))
        self._strange: dict[int, int] = {}
        self.hashed = lru_cache(maxsize=1 << 18)(self._hash)

    def _hash(self, token: str) -> int:
        raw = hashlib.blake2b(token.encode("utf-8", "surrogateescape"), digest_size=8, key=self._key).digest()
        return int.from_bytes(raw, "big")

    def add(self, document: int, amount: int) -> None:
        if 0 <= document < len(self._usual):
            self._usual[document] = (self._usual[document] + amount) & _WHOLE
        else:
            self._strange[document] = (self._strange.get(document, 0) + amount) & _WHOLE

    def other_than_zero(self) -> Iterator[int]:
        yield from (document for document, value in enumerate(self._usual) if value)
        yield from (document for document, value in sorted(self._strange.items()) if value)


def _instances(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, int]]:
    """Every (token, document) of an index, sorted by token."""
    connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_vocab USING fts5vocab('main', '{table}', 'instance')")
    try:
        yield from connection.execute(f"SELECT term, doc FROM temp.{table}_vocab")  # noqa: S608
    finally:
        connection.execute(f"DROP TABLE temp.{table}_vocab")
