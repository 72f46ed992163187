"""Exact search over the entries: bigrams narrow down, the normalised text decides (design section 5, "Search").

A document's number, title, sender, their number and notes are normalised (NFKC, lower case, runs of word characters)
into `search_text.n`. `search_fts` holds overlapping bigrams of the runs and the last character of each, without the
text (contentless, detail=none); `search_pinyin` holds initials three in a row. A hit is verified in `n`, so nothing
is found that is not there and nothing missed.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Sequence

from filedesk.storage import pinyin

NEWEST = 2_000
"""How many of the newest hits a first page looks at before the whole answer is there."""

_RUN = re.compile(r"[^\W_]+")
_FTS = "fts5(t, content='', columnsize=0, detail=none, tokenize='ascii')"


def create(connection: sqlite3.Connection) -> None:
    """Make the three tables of the index."""
    connection.execute("CREATE TABLE search_text (document INTEGER PRIMARY KEY, n TEXT NOT NULL) STRICT")
    for name in ("search_fts", "search_pinyin"):
        connection.execute(f"CREATE VIRTUAL TABLE {name} USING {_FTS}")
        connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('automerge', 8), ('crisismerge', 64)")


def normalised(text: str) -> str:
    """NFKC, lower case, the runs of letters and digits joined by single spaces."""
    return " ".join(_RUN.findall(unicodedata.normalize("NFKC", text).lower()))


def joined(fields: Sequence[str]) -> str:
    """The normalised text of a document's fields, one a line, so that no run crosses from one to the next."""
    return "\n".join(normalised(field) for field in fields)


def tokens(n: str) -> set[str]:
    """What of a normalised text is indexed: each run's overlapping bigrams and its last character."""
    found: set[str] = set()
    for run in n.split():
        found.update(run[i : i + 2] for i in range(len(run)))
    return found


def _index_rows(fields: Sequence[str]) -> tuple[str, str, str]:
    n = joined(fields)
    return n, " ".join(sorted(tokens(n))), " ".join(sorted(pinyin.initial_grams(n)))


def put(connection: sqlite3.Connection, document: int, fields: Sequence[str]) -> None:
    """Index a document that is not in the index."""
    n, bigrams, grams = _index_rows(fields)
    connection.execute("INSERT INTO search_text (document, n) VALUES (?, ?)", (document, n))
    connection.execute("INSERT INTO search_fts (rowid, t) VALUES (?, ?)", (document, bigrams))
    connection.execute("INSERT INTO search_pinyin (rowid, t) VALUES (?, ?)", (document, grams))


def remove(connection: sqlite3.Connection, document: int, fields: Sequence[str]) -> None:
    """Take a document out of the index; `fields` are those it was indexed with."""
    _n, bigrams, grams = _index_rows(fields)
    connection.execute("DELETE FROM search_text WHERE document = ?", (document,))
    for name, old in (("search_fts", bigrams), ("search_pinyin", grams)):
        sql = f"INSERT INTO {name} ({name}, rowid, t) VALUES ('delete', ?, ?)"  # noqa: S608 - our own names
        connection.execute(sql, (document, old))


def _match(wanted: set[str]) -> str:
    return " AND ".join(f'"{token}"' for token in sorted(wanted))


def _by_text(n: str, newest: int | None) -> tuple[str, list[str]]:
    whole = {run[i : i + 2] for run in n.split() for i in range(len(run) - 1)}
    if not whole:
        limit = f" ORDER BY document DESC LIMIT {newest}" if newest else ""
        return f"SELECT document FROM search_text WHERE instr(n, ?){limit}", [n]  # noqa: S608
    sql = (
        "SELECT t.document FROM search_fts x CROSS JOIN search_text t ON t.document = x.rowid"
        " WHERE x.search_fts MATCH ? AND instr(t.n, ?)"
    )
    return sql + (f" ORDER BY x.rowid DESC LIMIT {newest}" if newest else ""), [_match(whole), n]


def _by_initials(typed: str, newest: int | None) -> tuple[str, list[str]]:
    size = pinyin.GRAM
    grams = {typed[i : i + size] for i in range(len(typed) - size + 1)}
    match = _match(grams) if grams else f'"{typed}"*'
    sql = (
        "SELECT t.document FROM search_pinyin x CROSS JOIN search_text t ON t.document = x.rowid"
        " WHERE x.search_pinyin MATCH ? AND initials_match(t.n, ?)"
    )
    return sql + (f" ORDER BY x.rowid DESC LIMIT {newest}" if newest else ""), [match, typed]


def search_sql(typed: str, *, newest: int | None = None) -> tuple[str, list[str]]:
    """The statement for the ids of documents that hold every word of `typed`, and its values.

    Words are parted by spaces. A word of two or more Latin letters or digits also finds pinyin initials. With
    `newest` each way of finding stops after so many hits, the newest first: for a first page of a single word.
    """
    words = [n for n in (normalised(word) for word in typed.split()) if n]
    if not words:
        return "SELECT document FROM search_text WHERE 0", []
    found, values = [], []
    for n in words:
        ways = [_by_text(n, newest if len(words) == 1 else None)]
        if len(n) > 1 and n.isascii() and n.isalnum():
            ways.append(_by_initials(n, newest if len(words) == 1 else None))
        found.append(" UNION ".join(f"SELECT * FROM ({sql})" for sql, _ in ways))  # noqa: S608
        values += [value for _, told in ways for value in told]
    return " INTERSECT ".join(f"SELECT * FROM ({sql})" for sql in found), values  # noqa: S608


def differences(connection: sqlite3.Connection, fields: str) -> list[tuple[str, int]]:
    """Where the index is not what the documents' `fields` (column names, comma-separated) make: (table, document).

    The tokens are read back by fts5vocab; a row that only the index has, or lacks, is a difference too.
    """
    found: list[tuple[str, int]] = []
    expected: dict[str, dict[int, set[str]]] = {"search_fts": {}, "search_pinyin": {}}
    for document, n in connection.execute("SELECT document, n FROM search_text ORDER BY document"):
        expected["search_fts"][document] = tokens(n)
        expected["search_pinyin"][document] = pinyin.initial_grams(n)
    texts = dict(connection.execute("SELECT document, n FROM search_text"))
    known: set[int] = set()
    for document, *values in connection.execute(f"SELECT id, {fields} FROM document"):  # noqa: S608
        known.add(document)
        if texts.get(document) != joined(values):
            found.append(("search_text", document))
    found += [("search_text", document) for document in sorted(texts.keys() - known)]
    for name, wanted in expected.items():
        held: dict[int, set[str]] = {}
        connection.execute(f"CREATE VIRTUAL TABLE temp.{name}_vocab USING fts5vocab('main', '{name}', 'instance')")
        try:
            for term, document in connection.execute(f"SELECT term, doc FROM temp.{name}_vocab"):  # noqa: S608
                held.setdefault(document, set()).add(term)
        finally:
            connection.execute(f"DROP TABLE temp.{name}_vocab")
        both = wanted.keys() | held.keys()
        found += [
            (name, document) for document in sorted(both) if wanted.get(document, set()) != held.get(document, set())
        ]
    return found
