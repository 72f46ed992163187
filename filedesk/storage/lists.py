"""The SQL of lists: a register's rows in any order, to-dos, completions. Sorting and filtering happen in SQL."""

from __future__ import annotations

from typing import Any

from filedesk.domain.people import Role
from filedesk.domain.routing import State
from filedesk.services.ledger import Query
from filedesk.storage import search
from filedesk.storage.models import SORTABLE

COLUMNS = "d.*, h.name AS holder_name, g.name AS department_name, r.name AS registered_by_name, f.name AS folder_name"
_JOINS = (
    " FROM document d LEFT JOIN person h ON h.id = d.holder LEFT JOIN department g ON g.id = d.department"
    " LEFT JOIN person r ON r.id = d.registered_by LEFT JOIN folder f ON f.id = d.folder"
)
NAMED = (
    "SELECT i.document FROM instruction i JOIN named_reader n ON n.seq = i.id WHERE n.person = ?"
    " UNION SELECT i.document FROM instruction i JOIN named_department n ON n.seq = i.id WHERE n.department = ?"
)
"""Documents whose instruction names a person as reader, or a department."""

NEWEST = 500
"""How many of the newest hits the first page of a search looks at, before the whole answer is there."""

FILTERS = frozenset(
    {"state", "serial", "kind", "urgency", "department", "holder", "sender", "folder", "to_confirm", "late"}
)


def statement(query: Query, columns: str, *, limit: int | None = None) -> tuple[str, list[Any]]:
    """The statement that answers a query with `columns`, and its values. Raises ValueError for unknown columns.

    A search starts from its hits and never walks the register's index (hence the +): its cost follows the hits, not
    the size of the register. Only their ids are sorted; whole rows are fetched for those that stay.
    """
    searched = bool(query.search.strip())
    where, values = [f"{'+' if searched else ''}d.series = ?"], [str(query.series)]
    for column, value in query.filters:
        if column not in FILTERS:
            raise ValueError(f"no such filter: {column}")
        where.append(f"d.{column} = ?")
        values.append(value)  # type: ignore[arg-type]
    if query.year is not None:
        where.append("d.year = ?")
        values.append(query.year)  # type: ignore[arg-type]
    if query.month is not None:
        where.append("substr(d.received, 6, 2) = ?")
        values.append(f"{query.month:02d}")
    if query.named is not None:
        where.append(f"d.id IN ({NAMED})")
        values.extend(query.named)  # type: ignore[arg-type]
    if searched:
        sql, found = search.search_sql(query.search, newest=NEWEST if limit else None)
        where.append(f"d.id IN ({sql})")
        values.extend(found)
    chosen = " WHERE " + " AND ".join(where) + " ORDER BY " + _order(query)
    if limit is not None:
        chosen += f" LIMIT {limit:d}"
    if columns is COLUMNS and searched:
        chosen = f" WHERE d.id IN (SELECT d.id FROM document d{chosen}) ORDER BY {_order(query)}"  # noqa: S608
    return f"SELECT {columns}" + (_JOINS if columns is COLUMNS else " FROM document d") + chosen, values  # noqa: S608


def _order(query: Query) -> str:
    if query.sort not in SORTABLE:
        raise ValueError(f"cannot sort by {query.sort}")
    direction = "DESC" if query.descending else "ASC"
    columns = ("year", "serial", "id") if query.sort == "number" else (query.sort, "id")
    return ", ".join(f"d.{column} {direction}" for column in columns)


def by_ids(ids: list[int]) -> tuple[Any, ...]:
    """The statement for rows by id, in no order, and its values."""
    return (f"SELECT {COLUMNS}{_JOINS} WHERE d.id IN ({', '.join('?' * len(ids))})", *ids)


def waiting(roles: frozenset[str], columns: str = COLUMNS) -> list[tuple[str, str, list[Any]]]:
    """What waits for a person with these roles: (group, statement, values) for each group that they can have."""
    whole = f"SELECT {columns}" + (_JOINS if columns is COLUMNS else " FROM document d")  # noqa: S608
    found: list[tuple[str, str, list[Any]]] = []
    if Role.GENERAL_MANAGER in roles:
        sql = f"{whole} WHERE d.state = ? ORDER BY d.urgency = 'extra_urgent' DESC, d.urgency = 'urgent' DESC, d.id"
        found.append(("to_sign", sql, [State.WITH_GENERAL_MANAGER]))
        found.append(("to_confirm", f"{whole} WHERE d.to_confirm = 1 ORDER BY d.id", []))
    if Role.CLERK in roles or Role.OFFICE_HEAD in roles:
        by_state = f"{whole} WHERE d.state = ? AND d.series = 'incoming' ORDER BY d.id"
        found.append(("to_submit", by_state, [State.REGISTERED]))
        found.append(("sent_back", by_state, [State.SENT_BACK]))
        found.append(("to_file", by_state, [State.INSTRUCTED]))
    return found


def completions(what: str, typed: str, count: int) -> tuple[str, list[Any]]:
    """Names of remembered senders, or people, that hold `typed` or whose initials do, the latest first."""
    table = {"sender": "correspondent", "person": "person", "department": "department", "folder": "folder"}[what]
    sql = f"SELECT name FROM {table} WHERE instr(lower(name), lower(?)) OR initials_match(name, ?)"  # noqa: S608
    return f"{sql} ORDER BY id DESC LIMIT {count:d}", [typed, typed]
