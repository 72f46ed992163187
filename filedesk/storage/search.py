"""Exact search over the entries: an index narrows down, the normalised text decides (design section 5, "Search").

A document's number, title, sender, their number and notes are normalised into `search_text.n`, a field a line.
`search_fts` holds the overlapping bigrams of its runs and the last character of each, `search_pinyin` the initials
three in a row, both without the text (contentless, detail=none). A hit that the tokens alone do not prove is verified
in `n`: nothing is found that is not there and nothing missed, as `domain.search_terms.holds` says it plainly.

The tokenizer is `ascii`: it parts at ASCII punctuation, which `n` has not, and takes every other character as it is.
A token is deleted by the 'delete' command with the very text it was indexed with, which is why `n` is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from filedesk.domain.search_terms import joined, tokens, wanted_tokens, words
from filedesk.storage import pinyin

INDEXES = ("search_fts", "search_pinyin")
_FTS = "fts5(t, content='', columnsize=0, detail=none, tokenize='ascii')"


def create(connection: sqlite3.Connection) -> None:
    """Make the three tables of the index."""
    connection.execute("CREATE TABLE search_text (document INTEGER PRIMARY KEY, n TEXT NOT NULL) STRICT")
    for name in INDEXES:
        connection.execute(f"CREATE VIRTUAL TABLE {name} USING {_FTS}")
        connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('automerge', 8), ('crisismerge', 64)")


def register(connection: sqlite3.Connection) -> None:
    """Give the connection the SQL functions that searching needs; once for each connection."""
    connection.create_function("initials_match", 2, pinyin.matches, deterministic=True)


def put(connection: sqlite3.Connection, document: int, fields: Iterable[str]) -> None:
    """Index a document that is not in the index."""
    n = joined(fields)
    connection.execute("INSERT INTO search_text (document, n) VALUES (?, ?)", (document, n))
    for name, held in zip(INDEXES, _held(n), strict=True):
        connection.execute(f"INSERT INTO {name} (rowid, t) VALUES (?, ?)", (document, held))  # noqa: S608 - our own names


def put_many(connection: sqlite3.Connection, documents: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Index documents that are not in the index; in ascending order of id this is several times as fast."""
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
    for name, held in zip(INDEXES, _held(n), strict=True):
        sql = f"INSERT INTO {name} ({name}, rowid, t) VALUES ('delete', ?, ?)"  # noqa: S608 - our own names
        connection.execute(sql, (document, held))


def rebuild(connection: sqlite3.Connection) -> None:
    """Make both token indexes anew from `search_text`."""
    for name in INDEXES:
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # noqa: S608
    for document, n in connection.execute("SELECT document, n FROM search_text ORDER BY document"):
        for name, held in zip(INDEXES, _held(n), strict=True):
            connection.execute(f"INSERT INTO {name} (rowid, t) VALUES (?, ?)", (document, held))  # noqa: S608


def forget(connection: sqlite3.Connection) -> None:
    """Rewrite the token indexes without what was deleted from them (FTS5 'optimize').

    After 'delete' alone the words still stand in the file. With secure_delete and a TRUNCATE checkpoint after the
    commit they are gone.
    """
    for name in INDEXES:
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608


def _held(n: str) -> tuple[str, str]:
    """What the two indexes are given for one normalised text."""
    return " ".join(sorted(tokens(n))), " ".join(sorted(pinyin.initial_grams(n)))


def search_sql(typed: str, *, newest: int | None = None) -> tuple[str, list[str]]:
    """The statement for the ids of documents that hold every word of `typed`, and its values.

    Words are parted by spaces; a search without any finds nothing. A word of two or more Latin letters and digits is
    also looked for as pinyin initials. Ids come in no order; with `newest` only so many, the highest first, which
    costs the same for a million documents as for a thousand: a first page, before the whole answer is there.
    The connection must have the function `initials_match` (`register`).
    """
    found = words(typed)
    if not found:
        return "SELECT document FROM search_text WHERE 0", []
    text_tokens, initial_tokens, checks = _looked_for(found)
    tables, where, values = [], [], []
    for name, match in (("search_fts", " AND ".join(text_tokens)), ("search_pinyin", " AND ".join(initial_tokens))):
        if not match:
            continue
        if tables:
            where.append(f"{tables[0]}.rowid IN (SELECT rowid FROM {name} WHERE {name} MATCH ?)")
        else:
            tables.append(name)
            where.append(f"{name} MATCH ?")
        values.append(match)
    source = f"{tables[0]}.rowid" if tables else "search_text.document"
    if checks:
        if tables:
            where.append(f"search_text.document = {source}")
        tables.append("search_text")
    for condition, value in checks:
        where.append(condition)
        values.append(value)
    sql = f"SELECT {source} FROM {' CROSS JOIN '.join(tables)} WHERE {' AND '.join(where)}"  # noqa: S608
    return sql + (f" ORDER BY {source} DESC LIMIT {newest:d}" if newest is not None else ""), values


def _looked_for(found: Sequence[str]) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Tokens for each index, as FTS5 strings, and what is still to be verified: (condition on n, its value)."""
    text_tokens: set[str] = set()
    initial_tokens: set[str] = set()
    checks: list[tuple[str, str]] = []
    for n in found:
        if pinyin.typeable(n) and len(n) > 1:
            size = pinyin.GRAM
            initial_tokens.update(f'"{n[at : at + size]}"' for at in range(len(n) - size + 1))
            if len(n) < size:
                initial_tokens.add(f'"{n}"*')
            if len(n) > size:
                checks.append(("initials_match(search_text.n, ?)", n))
        else:
            text_tokens.update(f'"{token}"' for token in wanted_tokens(n))
            if len(n) != 2 or " " in n:
                checks.append(("instr(search_text.n, ?)", n))
    return sorted(text_tokens), sorted(initial_tokens), checks
