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
from dataclasses import dataclass

from filedesk.domain.search_terms import joined, tokens, wanted_tokens, words
from filedesk.storage import pinyin

INDEXES = ("search_fts", "search_pinyin")
_MANY = 4_000
_LATEST = 20_000
"""Among so many of the latest a frequent character is found 200 times by looking; a rare one by its tokens."""
_FTS = "fts5(t, content='', columnsize=0, detail=none, tokenize='ascii')"


def create(connection: sqlite3.Connection) -> None:
    """Make the three tables of the index."""
    connection.execute("CREATE TABLE search_text (document INTEGER PRIMARY KEY, n TEXT NOT NULL) STRICT")
    for name in INDEXES:
        connection.execute(f"CREATE VIRTUAL TABLE {name} USING {_FTS}")
        connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('automerge', 8), ('crisismerge', 64)")  # noqa: S608


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


@dataclass(frozen=True)
class Hits:
    """The parts of a statement that walks the hits of a search: FROM `tables` WHERE `condition`, ids being `key`.

    FTS5 walks `key` downwards as easily as upwards, so ORDER BY `key` DESC LIMIT n stops after n hits.
    """

    tables: str
    condition: str
    key: str
    values: tuple[str, ...]


def hits(typed: str) -> Hits:
    """How to walk the documents that hold every word of `typed`; a search without any word finds nothing.

    Words are parted by spaces. A word of two or more Latin letters and digits is looked for as pinyin initials, by
    which a letter stands for itself too. The connection must have the function `initials_match` (`register`).
    """
    found = words(typed)
    if not found:
        return Hits("search_text", "0", "search_text.document", ())
    wanted = _wanted_tokens(found)
    leading = next(name for name, match in wanted.items() if match)
    conditions, values = [f"{leading} MATCH ?"], [wanted[leading]]
    for name, match in wanted.items():
        if match and name != leading:
            conditions.append(f"+{leading}.rowid IN (SELECT rowid FROM {name} WHERE {name} MATCH ?)")  # noqa: S608
            values.append(match)
    tables = leading
    if checks := [word for word in found if not _proved_by_tokens(word, among=len(found))]:
        tables += " CROSS JOIN search_text"
        conditions.append(f"search_text.document = {leading}.rowid")
        for word in checks:
            conditions.append(_in_text(word))
            values.append(word)
    return Hits(tables, " AND ".join(conditions), f"{leading}.rowid", tuple(values))


def search_sql(typed: str, *, newest: int | None = None) -> tuple[str, list[str]]:
    """The statement for the ids of documents that `typed` finds (see `hits`), and its values.

    Ids come in no order. With `newest` only so many, the highest first: that costs about the same for a million
    documents as for a thousand, and serves a first page before the whole answer is there.
    """
    found = hits(typed)
    sql = f"SELECT {found.key} FROM {found.tables} WHERE {found.condition}"  # noqa: S608
    if newest is None:
        return sql, list(found.values)
    ordered = f"{sql} ORDER BY {found.key} DESC LIMIT {newest:d}"
    if len(n := " ".join(words(typed))) != 1:
        return ordered, list(found.values)
    latest = f"(SELECT max(document) FROM search_text) - {_LATEST:d}"  # noqa: S608
    return (
        f"SELECT * FROM (SELECT document FROM search_text WHERE document > {latest} AND instr(n, ?)"  # noqa: S608
        f" ORDER BY document DESC LIMIT {newest:d}) UNION ALL"
        f" SELECT * FROM (SELECT rowid FROM search_fts WHERE search_fts MATCH ? AND rowid <= {latest}"
        f" ORDER BY rowid DESC LIMIT {newest:d}) LIMIT {newest:d}"
    ), [n, *found.values]


@dataclass(frozen=True)
class Narrowing:
    """A condition on a list of documents in any order, and its values.

    With `few` hits the statement must begin with them: `FROM document NOT INDEXED`, or SQLite, which expects many,
    walks the whole index of the list's order and looks each document up among the hits.
    """

    condition: str
    values: tuple[str, ...]
    few: bool


def narrowing(connection: sqlite3.Connection, typed: str, key: str) -> Narrowing:
    """How to narrow a list down to what `typed` finds; `key` is the list's column with the document's id.

    Few hits are best fetched first and then sorted; of many, a page comes sooner by walking the list's own index
    and looking into each text. Which of the two this is, is found out by counting up to 4,000 hits.
    """
    sql, values = search_sql(typed, newest=_MANY)
    if len(connection.execute(sql, values).fetchall()) < _MANY:
        sql, values = search_sql(typed)
        return Narrowing(f"{key} IN ({sql})", tuple(values), few=True)
    found = words(typed)
    conditions = " AND ".join(_in_text(word) for word in found)
    sql = f"EXISTS (SELECT 1 FROM search_text WHERE document = {key} AND {conditions})"  # noqa: S608
    return Narrowing(sql, tuple(found), few=False)


def _in_text(word: str) -> str:
    return "initials_match(search_text.n, ?)" if _as_initials(word) else "instr(search_text.n, ?)"


def _as_initials(word: str) -> bool:
    return len(word) > 1 and pinyin.typeable(word)


def _wanted_tokens(found: Sequence[str]) -> dict[str, str]:
    """The FTS5 expression for each index, empty where it has nothing to tell."""
    text: set[str] = set()
    initials: set[str] = set()
    size = pinyin.GRAM
    for word in found:
        if _as_initials(word):
            initials.update(f'"{word[at : at + size]}"' for at in range(len(word) - size + 1))
            if len(word) < size:
                initials.add(f'"{word}"*')
        else:
            text.update(f'"{token}"' for token in wanted_tokens(word))
    if not text and not initials:
        text.update(f'"{word}"*' for word in found)
    return dict(zip(INDEXES, (" AND ".join(sorted(text)), " AND ".join(sorted(initials))), strict=True))


def _proved_by_tokens(word: str, *, among: int) -> bool:
    """Whether a text with the wanted tokens is sure to hold the word: they are the very word."""
    if _as_initials(word):
        return len(word) <= pinyin.GRAM
    return len(word) == 2 or (len(word) == 1 and among == 1)
