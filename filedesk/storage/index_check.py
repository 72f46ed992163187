"""Checking the search index against the documents it stands for: every text and every token, computed anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from filedesk.domain.search_terms import joined, tokens
from filedesk.storage import pinyin


def differences(connection: sqlite3.Connection, fields: str) -> Iterator[tuple[str, int]]:
    """Where the index is not what the documents' `fields` (column names, comma-separated) make: (table, document).

    The tokens are read back by fts5vocab; a document that only one side has is a difference too.
    """
    held_text = dict(connection.execute("SELECT document, n FROM search_text"))
    wanted: dict[str, dict[int, set[str]]] = {"search_fts": {}, "search_pinyin": {}}
    for document, *values in connection.execute(f"SELECT id, {fields} FROM document"):  # noqa: S608 - our own names
        n = joined(values)
        if held_text.pop(document, None) != n:
            yield "search_text", document
        wanted["search_fts"][document] = set(tokens(n))
        wanted["search_pinyin"][document] = set(pinyin.initial_grams(n))
    for document in held_text:
        yield "search_text", document
    for table, expected in wanted.items():
        held = _held(connection, table)
        for document in sorted(expected.keys() | held.keys()):
            if expected.get(document, set()) != held.get(document, set()):
                yield table, document


def _held(connection: sqlite3.Connection, table: str) -> dict[int, set[str]]:
    held: dict[int, set[str]] = {}
    connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_vocab USING fts5vocab('main', '{table}', 'instance')")
    try:
        for term, document in connection.execute(f"SELECT term, doc FROM temp.{table}_vocab"):  # noqa: S608
            held.setdefault(document, set()).add(term)
    finally:
        connection.execute(f"DROP TABLE temp.{table}_vocab")
    return held
