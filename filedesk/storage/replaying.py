"""The journal told once more: its events with their words in order, and the rows that they leave, folded per key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from filedesk.domain.events import Event, MalformedEventError, parse
from filedesk.domain.projection import project
from filedesk.services.ports import Progress
from filedesk.storage.applying import Folding


def folded(connection: sqlite3.Connection, upto: int, progress: Progress) -> Folding:
    """The rows that the first `upto` events leave. A damaged event, or one that lacks a word, leaves none."""
    folding = Folding()
    for count, (event, words) in enumerate(_with_words(connection, upto)):
        try:
            for operation in project(event, words):
                folding.add(operation)
        except (KeyError, ValueError, TypeError, AttributeError):
            continue
        if count % 2000 == 0:
            progress.report(count, upto)
            progress.raise_if_cancelled()
    return folding


def _with_words(connection: sqlite3.Connection, upto: int) -> Iterator[tuple[Event, dict[str, str]]]:
    words = connection.execute("SELECT seq, field, text FROM word ORDER BY seq, field")
    waiting = words.fetchone()
    sql = "SELECT seq, payload FROM event WHERE seq <= ? ORDER BY seq"
    for seq, payload in connection.execute(sql, (upto,)):
        told: dict[str, str] = {}
        while waiting is not None and waiting[0] <= seq:
            if waiting[0] == seq:
                told[waiting[1]] = waiting[2]
            waiting = words.fetchone()
        try:
            event = parse(payload)
        except MalformedEventError:
            continue
        yield event, told
