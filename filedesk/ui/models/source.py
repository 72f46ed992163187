"""What a register's table needs from whoever holds the records: three questions, each answered in a worker."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol


class Row(Protocol):
    """One record as it is shown. Whatever else it holds is read by the columns."""

    @property
    def id(self) -> int: ...


@dataclass(frozen=True)
class TableQuery:
    """What a table shows: words searched for, filters by name, and the column it is sorted by ("" = newest first)."""

    search: str = ""
    filters: tuple[tuple[str, str], ...] = field(default=())
    sort: str = ""
    descending: bool = False


class RecordSource(Protocol):
    """Answers in a worker thread; each may raise a FiledeskError. The same query means the same order in all."""

    def first_page(self, query: TableQuery) -> Sequence[Row]:
        """The first rows of `query`, as many as fill a window."""
        ...

    def ids(self, query: TableQuery) -> array[int]:
        """The ids of all rows of `query`, in its order, as an array of type "q"."""
        ...

    def rows(self, ids: Sequence[int]) -> Mapping[int, Row]:
        """The rows with these ids; one that is no longer there, or may not be seen, is left out."""
        ...


@dataclass(frozen=True)
class Column:
    """One column: its key (also the sort key), its title (a message id), width in average characters, alignment.

    `text` makes what is shown from a row; without it the row's attribute named like the key is shown, nothing
    for None. `tone` names the colour of the cell's text ("muted", "error" …). `optional` columns are hidden
    until the person chooses them.
    """

    key: str
    title: str
    width: int = 12
    align: Literal["left", "right", "center"] = "left"
    text: Callable[[Any], str] | None = None
    tone: Callable[[Any], str | None] | None = None
    sortable: bool = True
    optional: bool = False

    def shown(self, row: Row) -> str:
        """The text of this column for `row`."""
        if self.text is not None:
            return self.text(row)
        value = getattr(row, self.key)
        return "" if value is None else str(value)
