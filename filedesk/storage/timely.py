"""The SQL of the table of timeliness: what was begun in a period, whose it was, by when it was due, and its end."""

from __future__ import annotations

from typing import Any

TASKS = (
    "SELECT department AS unit, responsible AS whose, begun_at, deadline, reported_at AS ended_at FROM handling_task"
    " WHERE begun_at >= ? AND begun_at < ?"
)
READINGS = (
    "SELECT p.department AS unit, t.reader AS whose, t.sent_at AS begun_at, NULL AS deadline, t.read_at AS ended_at"
    " FROM reading_turn t JOIN person p ON p.id = t.reader WHERE t.sent_at >= ? AND t.sent_at < ?"
    " AND t.state <> 'skipped'"
)


def statement(what: str, begin: str, end: str) -> tuple[Any, ...]:
    """The statement for what is `acting` or `reading`, begun from one moment to before another, and its values."""
    return {"acting": TASKS, "reading": READINGS}[what], begin, end
