"""The SQL of lists: a register's ids in any order, rows by id, completions. Sorting and filtering happen in SQL.

A register is answered exactly, its first page as well as the whole, in one of two ways. When one of the conditions
leaves few documents, those are fetched and sorted. Otherwise the index of the list's order is walked, which a first
page leaves early, and each condition is a set of ids, so that walking touches no row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from filedesk.services.ledger import Named, Query
from filedesk.storage import search
from filedesk.storage.models import SORTABLE

COLUMNS = "d.*, h.name AS holder_name, g.name AS department_name, r.name AS registered_by_name, f.name AS folder_name"
_JOINS = (
    " FROM document d LEFT JOIN person h ON h.id = d.holder LEFT JOIN department g ON g.id = d.department"
    " LEFT JOIN person r ON r.id = d.registered_by LEFT JOIN folder f ON f.id = d.folder"
)
BRIEF = (
    "d.id, d.number, d.title, d.sender, d.series, d.kind, d.urgency, d.state, d.deadline, d.holder, d.held_since,"
    " d.urged, d.urged_on, d.last_seq"
)
"""What a to-do shows of a document."""
NAMED = (
    "SELECT document FROM concern WHERE person > 0 AND person IN (SELECT value FROM json_each(?))"
    " UNION SELECT document FROM concern WHERE department > 0 AND department IN (SELECT value FROM json_each(?))"
)
"""Documents that concern these people or departments: their instruction, draft or distribution names them."""
NAMES = (
    "SELECT 1 FROM concern WHERE document = ? AND (person > 0 AND person IN (SELECT value FROM json_each(?))"
    " OR department > 0 AND department IN (SELECT value FROM json_each(?)))"
)
"""Whether one document does."""


def named_values(named: Named) -> tuple[str, str]:
    """The parameters of NAMED and, after the document, of NAMES."""
    return json.dumps(named.people), json.dumps(named.departments)


FEW = 1_000
"""So many documents are fetched and sorted in a few milliseconds."""
NEAR = 3_000
"""So far into the list's order a first page is looked for before whole sets of ids are made."""

_IN_SERIES = "SELECT id FROM document WHERE series = ? AND "
_FILTERS = {
    **{name: f"{_IN_SERIES}{name} = ?" for name in ("state", "kind", "urgency", "department", "holder", "sender")},
    "serial": f"{_IN_SERIES}year IN (SELECT year FROM book) AND code IN (SELECT code FROM book) AND serial = ?",  # noqa: S608
    "folder": f"{_IN_SERIES}folder = ?",
}
"""The statement for the ids that a filter leaves, each answered by an index alone."""
_FLAGS = frozenset({"to_confirm", "late"})


class _Condition(NamedTuple):
    """A condition on the document `d`, and the statement for the ids of all that meet it.

    `first` is that statement for at most FEW of them. Unless `sure`, some of those ids only may meet it.
    """

    test: str
    test_values: tuple[Any, ...]
    ids: str
    ids_values: tuple[Any, ...]
    first: tuple[str, tuple[Any, ...]]
    sure: bool = True


def ids(connection: sqlite3.Connection, query: Query, *, limit: int | None = None) -> Iterator[int]:
    """The ids of the documents that a query finds, in its order: the first `limit` of them, or all.

    Raises ValueError for a column that cannot be sorted or filtered by.
    """
    order = f" ORDER BY {_order(query)}"
    end = order + ("" if limit is None else f" LIMIT {limit:d}")
    conditions, rest, rest_values = _conditions(query)
    for condition in conditions:
        few = [row[0] for row in connection.execute(*condition.first)]
        if len(few) < FEW:
            tests, tested = _tests([other for other in conditions if other is not condition or not other.sure])
            sql = "SELECT d.id FROM document d NOT INDEXED WHERE d.id IN (SELECT value FROM json_each(?))"
            sql += f" AND +d.series = ?{_in_year(query)}{tests}{rest}{end}"
            return _walked(connection, sql, [json.dumps(few), query.series.value, *_year(query), *tested, *rest_values])
    listed = f"document d INDEXED BY document_by_{query.sort} WHERE d.series = ?{_in_year(query)}"
    values = [query.series.value, *_year(query)]
    if limit is not None and (conditions or rest):
        tests, tested = _tests(conditions)
        sql = f"SELECT d.id, (1{tests}{rest}) FROM {listed}{order} LIMIT {NEAR:d}"  # noqa: S608
        near = _near(connection.execute(sql, [*tested, *rest_values, *values]), limit)
        if near is not None:
            return iter(near)
    sets = "".join(f" AND d.id IN ({condition.ids})" for condition in conditions)
    values += [value for condition in conditions for value in condition.ids_values]
    tests, tested = _tests([condition for condition in conditions if not condition.sure])
    sql = f"SELECT d.id FROM {listed}{sets}{tests}{rest}{end}"  # noqa: S608
    return _walked(connection, sql, [*values, *tested, *rest_values])


def _near(rows: Iterable[tuple[int, int]], limit: int) -> list[int] | None:
    """The first `limit` ids that meet the conditions, or all of a short list; None when the beginning has too few."""
    found: list[int] = []
    for walked, (document, met) in enumerate(rows, 1):
        if met:
            found.append(document)
            if len(found) == limit:
                return found
        if walked == NEAR:
            return None
    return found


def _walked(connection: sqlite3.Connection, sql: str, values: list[Any]) -> Iterator[int]:
    return (row[0] for row in connection.execute(sql, values))


def _order(query: Query) -> str:
    if query.sort not in SORTABLE:
        raise ValueError(f"cannot sort by {query.sort}")
    direction = "DESC" if query.descending else "ASC"
    columns = ("year", "code", "serial", "id") if query.sort == "number" else (query.sort, "id")
    return ", ".join(f"d.{column} {direction}" for column in columns)


def _in_year(query: Query) -> str:
    """The year where it is a part of the list's order, and so a part of its index."""
    return " AND d.year = ?" if query.sort == "number" and query.year is not None else ""


def _year(query: Query) -> list[int]:
    return [query.year] if query.sort == "number" and query.year is not None else []


def _conditions(query: Query) -> tuple[list[_Condition], str, list[Any]]:
    """What narrows a list down, the sharpest kind first; and what can only be tested, with its values."""
    found: list[_Condition] = []
    series, rest, values = query.series.value, "", []
    if query.search.strip():
        test, tested = search.condition(query.search, "d.id")
        sql, told = search.search_sql(query.search, checked=False)
        first, first_told = search.search_sql(query.search, newest=FEW, checked=False)
        sure = search.proved(query.search)
        found.append(_Condition(test, tuple(tested), sql, tuple(told), (first, tuple(first_told)), sure))
    for column, value in query.filters:
        if column in _FLAGS:
            rest += f" AND d.{column} = ?"
            values.append(value)
        elif column in _FILTERS:
            found.append(_met(f"d.{column} = ?", (value,), _FILTERS[column], (series, value)))
        else:
            raise ValueError(f"no such filter: {column}")
    if query.named is not None:
        limit = named_values(query.named)
        found.append(_met(f"d.id IN ({NAMED})", limit, NAMED, limit))
    if query.year is not None and query.sort != "number":
        found.append(_met("d.year = ?", (query.year,), f"{_IN_SERIES}year = ?", (series, query.year)))
    if query.numbered:
        rest += " AND d.serial > 0"
    if query.month is not None:
        rest += " AND substr(d.received, 6, 2) = ?"
        values.append(f"{query.month:02d}")
    return found, rest, values


def _met(test: str, test_values: tuple[Any, ...], ids: str, ids_values: tuple[Any, ...]) -> _Condition:
    return _Condition(test, test_values, ids, ids_values, (f"{ids} LIMIT {FEW:d}", ids_values))


def _tests(conditions: list[_Condition]) -> tuple[str, list[Any]]:
    sql = "".join(f" AND {condition.test}" for condition in conditions)
    return sql, [value for condition in conditions for value in condition.test_values]


def by_ids(ids: list[int]) -> tuple[Any, ...]:
    """The statement for rows by id, in no order, and its values."""
    return (f"SELECT {COLUMNS}{_JOINS} WHERE d.id IN ({', '.join('?' * len(ids))})", *ids)


def brief_by_ids(ids: Iterable[int]) -> tuple[str, str]:
    """The statement for what a to-do shows of these documents, in no order, and its value."""
    sql = f"SELECT {BRIEF} FROM document d WHERE d.id IN (SELECT value FROM json_each(?))"  # noqa: S608
    return sql, json.dumps(list(ids))


def completions(what: str, typed: str, count: int) -> tuple[str, list[Any]]:
    """Names of remembered senders, or people, that hold `typed` or whose initials do, the latest first."""
    table = {"sender": "correspondent", "person": "person", "department": "department", "folder": "folder"}[what]
    sql = f"SELECT name FROM {table} WHERE instr(lower(name), lower(?)) OR initials_match(name, ?)"  # noqa: S608
    return f"{sql} ORDER BY id DESC LIMIT {count:d}", [typed, typed]
