"""Keeping the search index in step with the documents (design section 5, "Search"). `search` asks it.

A document's number, title, sender, their number and notes are normalised into `search_text.n`, a field a line.
`search_fts` holds the overlapping bigrams of its runs and the last character of each, and behind a mark the pinyin
initials three in a row; it keeps neither text nor places (contentless, detail=none). A token is deleted by the
'delete' command with the very text it was indexed with, which is why `n` is kept. The tokenizer is `ascii`: it parts
at ASCII punctuation, which `n` has not, and takes every other character as it is.

The newest documents wait: they stand in `search_text` alone, are looked through one by one, and go into `search_fts`
together. `search_mark` holds the last document that did. A registration is then spared a segment of its own, which
would cost it as much as all its other rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from filedesk.domain.search_terms import joined, tokens
from filedesk.storage import pinyin

INITIALS = "\u00ad"
"""Stands before initials, so that they are told from the text's own tokens; no normalised text has this character."""
WAITING = 64
"""So many documents go into the index together."""
SQL_FUNCTIONS = {"initials_match": pinyin.matches, "initials_in": pinyin.matches_normalised}
"""Of two arguments, text and typed initials: for a text as people write it, and for a normalised one."""

_TABLES = (
    "CREATE TABLE search_text (document INTEGER PRIMARY KEY, n TEXT NOT NULL) STRICT",
    "CREATE TABLE search_mark (id INTEGER PRIMARY KEY, document INTEGER NOT NULL) STRICT",
    "INSERT INTO search_mark (id, document) VALUES (1, 0)",
    "CREATE VIRTUAL TABLE search_fts USING fts5(t, content='', columnsize=0, detail=none, tokenize='ascii')",
    "INSERT INTO search_fts (search_fts, rank) VALUES ('automerge', 8), ('crisismerge', 64)",
)
_INDEX = "INSERT INTO search_fts (rowid, t) VALUES (?, ?)"
_DELETE = "INSERT INTO search_fts (search_fts, rowid, t) VALUES ('delete', ?, ?)"


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of the index."""
    for sql in _TABLES:
        connection.execute(sql)


def register(connection: sqlite3.Connection) -> None:
    """Give the connection the SQL functions that searching needs; once for each connection."""
    for name, function in SQL_FUNCTIONS.items():
        connection.create_function(name, 2, function, deterministic=True)


def held(n: str) -> set[str]:
    """The tokens that the index holds of one normalised text."""
    return tokens(n) | pinyin.initial_grams(n, INITIALS)


def mark(connection: sqlite3.Connection) -> int:
    """The last document whose tokens are in the index; those after it wait."""
    return int(connection.execute("SELECT document FROM search_mark").fetchone()[0])


def put(connection: sqlite3.Connection, document: int, fields: Iterable[str]) -> None:
    """Make a document that is not in the index findable."""
    n = joined(fields)
    connection.execute("INSERT INTO search_text (document, n) VALUES (?, ?)", (document, n))
    upto = mark(connection)
    if document <= upto:
        connection.execute(_INDEX, (document, _text(n)))
    elif document >= upto + WAITING:
        _index_waiting(connection, upto)


def put_many(connection: sqlite3.Connection, documents: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Make documents findable that are not in the index; in ascending order of id this is several times as fast."""
    for document, fields in documents:
        put(connection, document, fields)


def remove(connection: sqlite3.Connection, document: int, fields: Iterable[str] | None = None) -> None:
    """Take a document out of the index, if it is there. Its tokens are computed from the text that is stored.

    `fields` may say what it was indexed with where the stored text is not to be trusted.
    """
    if fields is not None:
        n = joined(fields)
    else:
        row = connection.execute("SELECT n FROM search_text WHERE document = ?", (document,)).fetchone()
        if row is None:
            return
        n = row[0]
    connection.execute("DELETE FROM search_text WHERE document = ?", (document,))
    if document <= mark(connection):
        connection.execute(_DELETE, (document, _text(n)))


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the tokens anew from `search_text`."""
    connection.execute("INSERT INTO search_fts (search_fts) VALUES ('delete-all')")
    connection.execute("DELETE FROM search_mark")
    connection.execute("INSERT INTO search_mark (id, document) VALUES (1, 0)")
    _index_waiting(connection, 0)


def forget(connection: sqlite3.Connection) -> None:
    """Rewrite the tokens without what was deleted of them (FTS5 'optimize').

    After 'delete' alone the words still stand in the file. With secure_delete and a TRUNCATE checkpoint after the
    commit they are gone.
    """
    connection.execute("INSERT INTO search_fts (search_fts) VALUES ('optimize')")


def _index_waiting(connection: sqlite3.Connection, upto: int) -> None:
    sql = "SELECT document, n FROM search_text WHERE document > ? ORDER BY document"
    last = upto
    for document, n in connection.execute(sql, (upto,)):
        connection.execute(_INDEX, (document, _text(n)))
        last = document
    connection.execute("UPDATE search_mark SET document = ?", (last,))


def _text(n: str) -> str:
    """What the index is given for one normalised text."""
    return " ".join(sorted(held(n)))
