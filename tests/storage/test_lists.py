"""A register's list is exact whatever is asked: its first page is the beginning of the whole, and that is a scan's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filedesk.domain.documents import Series
from filedesk.domain.search_terms import joined
from filedesk.services.ledger import Named, Query
from filedesk.storage import lists, search_index
from filedesk.storage.applying import SEARCHED
from filedesk.storage.database import empty_copy
from filedesk.storage.models import SORTABLE

Row = dict[str, Any]

TITLES = st.lists(st.sampled_from(["财政", "预算", "检查", "2026", "的", "通知"]), max_size=3).map("".join)
PAPERS = st.fixed_dictionaries(
    {
        "series": st.sampled_from(["incoming", "incoming", "outgoing"]),
        "year": st.sampled_from([2024, 2025, 2026]),
        "code": st.sampled_from([0, 0, 1, 3]),
        "numbered": st.sampled_from([1, 1, 0]),
        "title": TITLES,
        "sender": st.sampled_from(["市财政局", "市审计局"]),
        "kind": st.sampled_from(["notice", "letter"]),
        "state": st.sampled_from(["registered", "instructed", "filed"]),
        "urgency": st.sampled_from(["routine", "urgent"]),
        "department": st.sampled_from([None, 1, 2]),
        "deadline": st.sampled_from([None, "2026-04-01", "2026-05-01"]),
        "dated": st.sampled_from([None, "2026-03-01"]),
        "holder": st.sampled_from([1, 2]),
        "received": st.sampled_from(["2026-03-05", "2025-11-30", "2024-03-01"]),
        "folder": st.sampled_from([None, 1]),
        "late": st.sampled_from([0, 1]),
        "to_confirm": st.sampled_from([0, 1]),
    }
)
FILTERS = st.lists(
    st.one_of(
        st.tuples(st.just("state"), st.sampled_from(["registered", "filed", "void"])),
        st.tuples(st.just("kind"), st.just("notice")),
        st.tuples(st.just("department"), st.just(1)),
        st.tuples(st.just("sender"), st.just("市财政局")),
        st.tuples(st.just("folder"), st.just(1)),
        st.tuples(st.just("serial"), st.integers(1, 4)),
        st.tuples(st.just("late"), st.sampled_from([0, 1])),
        st.tuples(st.just("to_confirm"), st.sampled_from([0, 1])),
    ),
    max_size=2,
    unique_by=lambda told: told[0],
).map(tuple)
QUERIES = st.builds(
    Query,
    series=st.sampled_from([Series.INCOMING, Series.OUTGOING]),
    search=st.sampled_from(["", "", "财政", "的", "czjc", "财政 2026", "cz", "检查 的", "《》", "冇"]),
    filters=FILTERS,
    year=st.sampled_from([None, None, 2025, 2026]),
    month=st.sampled_from([None, None, None, 3]),
    sort=st.sampled_from(SORTABLE),
    descending=st.booleans(),
    named=st.sampled_from([None, None, Named((7,)), Named((1,), (3,))]),
    numbered=st.booleans(),
)


@contextmanager
def register_of(papers: list[Row]) -> Iterator[tuple[sqlite3.Connection, list[Row]]]:
    """A database with these documents; every third concerns person 7, every fourth department 3, some are drafts."""
    with empty_copy() as connection:
        columns = {
            name: "" if kind == "TEXT" else 0
            for _, name, kind, needed, *_ in connection.execute("PRAGMA table_info(document)")
            if needed
        }
        rows, serials = [], {}
        for document, paper in enumerate(papers, 1):
            book = (paper["series"], paper["code"], paper["year"])
            serials[book] = serials.get(book, 0) + paper["numbered"]
            row = {
                **columns,
                **{name: value for name, value in paper.items() if name != "numbered"},
                "id": document,
                "serial": serials[book] * paper["numbered"],
                "sender_number": f"财〔{document % 3}〕",
            }
            row["number"] = f"收〔{row['year']}〕{row['serial']:04d}"
            names, places = ", ".join(row), ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO document ({names}) VALUES ({places})", tuple(row.values()))
            connection.execute("INSERT OR REPLACE INTO book VALUES (?, 0, ?, ?, ?, 0)", (*book, serials[book]))
            search_index.put(connection, document, [row[name] for name in SEARCHED])
            if document % 3 == 0:
                connection.execute("INSERT INTO concern VALUES (?, 7, 0)", (document,))
            if document % 4 == 0:
                connection.execute("INSERT INTO concern VALUES (?, 0, 3)", (document,))
            rows.append(row)
        yield connection, rows


def holds(row: Row, typed: str) -> bool:
    """Whether the row holds what was typed; initials are told by what they stand for in these titles."""
    n = joined([row[name] for name in SEARCHED])
    spelt = {"czjc": "财政检查", "cz": "财政"}
    return all(spelt.get(word, word) in n for word in typed.split()) if typed != "《》" else False


def scanned(rows: list[Row], query: Query) -> list[int]:
    """The rule of a list, said plainly."""
    found = [
        row
        for row in rows
        if row["series"] == query.series
        and all(row[column] == value for column, value in query.filters)
        and query.year in {None, row["year"]}
        and (row["serial"] > 0 or not query.numbered)
        and (query.month is None or int(row["received"][5:7]) == query.month)
        and (not query.search or holds(row, query.search))
        and (
            query.named is None
            or (7 in query.named.people and row["id"] % 3 == 0)
            or (3 in query.named.departments and row["id"] % 4 == 0)
        )
    ]

    def place(row: Row) -> tuple[Any, ...]:
        if query.sort == "number":
            return (row["year"], row["code"], row["serial"], row["id"])
        value = row[query.sort]
        return (value is not None, value if value is not None else 0, row["id"])

    return [row["id"] for row in sorted(found, key=place, reverse=query.descending)]


@given(
    st.lists(PAPERS, max_size=24), st.lists(QUERIES, min_size=1, max_size=12), st.integers(1, 6),
    st.sampled_from([1, 3, 2_000]), st.sampled_from([2, 8]),
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_the_first_page_is_the_beginning_of_the_whole_list(
    papers: list[Row], queries: list[Query], count: int, few: int, near: int
) -> None:
    """Every sort, filter, year, month, search and limit of sight, however few documents count as few."""
    with register_of(papers) as (connection, rows), pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "FEW", few)
        patch.setattr(lists, "NEAR", near)
        for query in queries:
            expected = scanned(rows, query)
            assert list(lists.ids(connection, query)) == expected
            assert list(lists.ids(connection, query, limit=count)) == expected[:count]


def test_a_page_is_not_cut_to_the_newest_hits() -> None:
    """Five hundred newer hits of another series and year hide nothing."""
    other = {"series": "outgoing", "year": 2026, "code": 0, "numbered": 1, "title": "财政", "received": "2026-03-05"}
    papers = [{**other, "series": "incoming", "year": 2024}] * 3 + [other] * 3_000
    with register_of(papers) as (connection, _rows):
        for sort in SORTABLE:
            found = list(lists.ids(connection, Query(Series.INCOMING, "财政", year=2024, sort=sort), limit=60))
            assert sorted(found) == [1, 2, 3]


@pytest.mark.parametrize("query", [
    Query(Series.INCOMING, sort="notes"),
    Query(Series.INCOMING, sort="id; DROP TABLE document"),
    Query(Series.INCOMING, filters=(("title", "财政"),)),
])  # fmt: skip
def test_an_unknown_column_is_refused(query: Query) -> None:
    with register_of([]) as (connection, _rows), pytest.raises(ValueError, match=r"cannot sort by|no such filter"):
        list(lists.ids(connection, query))
