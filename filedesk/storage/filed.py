"""The SQL of the filed papers 档案: folders with their counts, and what lies in one or in all, of every series."""

from __future__ import annotations

from typing import Any

from filedesk.domain.documents import Series
from filedesk.services.ledger import FiledQuery, Named
from filedesk.storage import search
from filedesk.storage.lists import NAMED, named_values
from filedesk.storage.models import SORTABLE


def folders(named: Named | None) -> tuple[str, list[Any]]:
    """The statement for every folder with its count of papers, and its values."""
    limit, values = (f" AND d.id IN ({NAMED})", list(named_values(named))) if named is not None else ("", [])
    sql = (
        "SELECT f.id, f.year, f.name, count(d.id) AS papers FROM folder f"  # noqa: S608
        f" LEFT JOIN document d ON d.folder = f.id{limit} GROUP BY f.id ORDER BY f.year DESC, f.name"
    )
    return sql, values


def statement(query: FiledQuery, *, limit: int | None = None) -> tuple[str, list[Any]]:
    """The statement for the ids of filed papers in the order asked for, and its values.

    What lies in one folder, or what a search finds, is sorted; of all folders each series is walked along its own
    index and SQLite merges the three, so that the first page costs the same for a million papers.
    """
    if query.sort not in SORTABLE:
        raise ValueError(f"cannot sort by {query.sort}")
    columns = ("year", "code", "serial") if query.sort == "number" else (query.sort,)
    direction = "DESC" if query.descending else "ASC"
    where, values = _narrowed(query)
    if query.folder is None and not query.search.strip() and query.named is None:
        parts, told = [f"d.series = '{series}' AND {where}" for series in Series], values * len(Series)
    else:
        parts, told = [where], values
    chosen = " UNION ALL ".join(
        f"SELECT d.id, {', '.join(f'd.{column}' for column in columns)} FROM document d WHERE {part}"  # noqa: S608
        for part in parts
    )
    order = ", ".join(f"{place} {direction}" for place in (*range(2, len(columns) + 2), 1))
    sql = f"{chosen} ORDER BY {order}"
    return (sql if limit is None else f"{sql} LIMIT {limit:d}"), told


def _narrowed(query: FiledQuery) -> tuple[str, list[Any]]:
    where: list[str] = ["d.folder IS NOT NULL"]
    values: list[Any] = []
    if query.folder is not None:
        where.append("d.folder = ?")
        values.append(query.folder)
    if query.named is not None:
        where.append(f"d.id IN ({NAMED})")
        values.extend(named_values(query.named))
    if query.search.strip():
        sql, found = search.search_sql(query.search)
        where.append(f"d.id IN ({sql})")
        values.extend(found)
    return " AND ".join(where), values
