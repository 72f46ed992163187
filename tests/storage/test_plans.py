"""Every question that a window asks runs on an index: none reads a table that grows with the office from end to end."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.people import Role
from filedesk.services.ledger import FiledQuery, Named, Query, Waiter
from filedesk.storage.database import empty_copy
from filedesk.storage.ledger import SqlReading
from filedesk.storage.models import SORTABLE

GROWING = (
    "t", "d", "document", "event", "word", "f", "document_file", "i", "instruction", "n", "named_reader",
    "named_department", "concern",
    "draft", "r", "countersigner", "sending", "sending_recipient", "distribution", "carrying_out",
    "movement", "timeline", "number", "attachment", "proposal", "search_text", "body",
    "reading_turn", "handling_task", "question", "recorded_act", "urging", "o", "h", "l", "u", "a", "c", "r", "g", "q",
)  # fmt: skip
"""Tables (and their short names in statements) that have rows for every document or act."""

WAITER = Waiter(
    1, frozenset(Role), (1, 2), (1,), "2026-03-05", ("2026-03-05T00:00:00.000Z",) * 3, ("2026-03-04",) * 3,
    ("2026-03-06",) * 3, "2026-03-01T00:00:00.000Z",
)  # fmt: skip

ASKED: dict[str, Callable[[SqlReading], object]] = {
    "rows": lambda r: r.rows([1, 2]),
    "timeline": lambda r: r.timeline(1),
    "names": lambda r: r.names(1, Named((2,), (3,))),
    "documents since": lambda r: r.documents_since(9),
    "waiting": lambda r: r.waiting(WAITER, 10),
    "waiting, counted": lambda r: r.waiting_count(WAITER),
    "same number": lambda r: r.same_number("市财政局", "财〔2026〕1号"),
    "same files": lambda r: r.same_files(["a", "b"]),
    "files": lambda r: r.find("document_file", order="position", document=1),
    "movements": lambda r: r.find("movement", order="seq", document=1),
    "attachments": lambda r: r.find("attachment", order="position", document=1),
    "instructions": lambda r: r.find("instruction", order="id", document=1),
    "next": lambda r: r.get("document", id=7),
    "sender": lambda r: r.get("correspondent", name="市财政局"),
    "size": lambda r: (r.size(), r.root(0)),
    "one folder": lambda r: r.filed_ids(FiledQuery(folder=1)),
    "years": lambda r: r.years(Series.INCOMING),
}
QUERIES = [
    *(Query(Series.INCOMING, sort=sort) for sort in SORTABLE),
    *(Query(Series.INCOMING, sort=sort, year=2026) for sort in ("number", "title")),
    *(
        Query(Series.INCOMING, filters=((column, 1),))
        for column in ("state", "kind", "urgency", "department", "holder", "sender", "serial", "folder")
    ),
    Query(Series.INCOMING, named=Named((1,), (2,))),
    Query(Series.INCOMING, search="财政"),
    Query(Series.INCOMING, search="财政 czj 0077"),
]


@pytest.fixture
def reading() -> Iterator[SqlReading]:
    with empty_copy() as connection:
        yield SqlReading(connection)


def plans(connection: sqlite3.Connection, asking: Callable[[], object]) -> dict[str, list[str]]:
    """Statement → the steps of its plan, for every statement that is run."""
    told: list[str] = []
    connection.set_trace_callback(told.append)
    asking()
    connection.set_trace_callback(None)
    statements = {sql for sql in told if sql.startswith("SELECT") and "'main'." not in sql}
    return {sql: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in statements}


def scanned(steps: list[str]) -> list[str]:
    """The steps that read a growing table from end to end."""
    found = [re.match(r"SCAN (\w+)", step) for step in steps]
    return [told.string for told in found if told and told[1] in GROWING and "USING INDEX" not in told.string]


@pytest.mark.parametrize("what", ASKED)
def test_a_question_runs_on_an_index(reading: SqlReading, what: str) -> None:
    asked = plans(reading.connection, lambda: ASKED[what](reading))
    assert asked
    assert {sql: scanned(steps) for sql, steps in asked.items() if scanned(steps)} == {}


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: f"{q.sort} {q.filters} {q.year} {q.named} {q.search}")
def test_a_list_runs_on_an_index_and_sorts_what_is_few_only(reading: SqlReading, query: Query) -> None:
    asked = plans(reading.connection, lambda: (reading.first_page(query, 60), reading.ids(query)))
    assert asked
    assert {sql: scanned(steps) for sql, steps in asked.items() if scanned(steps)} == {}
    for sql, steps in asked.items():
        if "json_each" not in sql:
            assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step], (sql, steps)


def test_a_table_read_from_end_to_end_would_be_noticed(reading: SqlReading) -> None:
    asked = plans(reading.connection, lambda: reading.find("document", notes="x"))
    assert [scanned(steps) for steps in asked.values()] == [["SCAN t"]]
