"""The rows a table has fetched, and those it wants: the newest few thousand, asked for in one go."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from filedesk.ui.models.source import Row


class RowCache:
    """Rows by id, the least recently shown forgotten first. A row that no longer exists is kept as None."""

    def __init__(self, capacity: int = 4000, batch: int = 240) -> None:
        self._capacity = capacity
        self._batch = batch
        self._rows: OrderedDict[int, Row | None] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._stale: set[int] = set()

    def find(self, record: int) -> tuple[bool, Row | None]:
        """Whether the row `record` is known, and the row; what is unknown or stale is noted as wanted."""
        known = record in self._rows
        if known:
            self._rows.move_to_end(record)
        if not known or record in self._stale:
            self._wanted[record] = None
            self._wanted.move_to_end(record)
        return known, self._rows.get(record)

    @property
    def wants(self) -> bool:
        """Whether something is wanted that was not asked for yet."""
        return bool(self._wanted)

    def peek(self, record: int) -> Row | None:
        """The row if it is known, without asking for it."""
        return self._rows.get(record)

    def take_wanted(self) -> list[int]:
        """The rows asked for last, at most a batch; earlier ones have scrolled by and are forgotten."""
        wanted = list(self._wanted)[-self._batch :]
        self._wanted.clear()
        return wanted

    def put(self, asked: Iterable[int], found: Mapping[int, Row]) -> None:
        """Keep the answer to `asked`."""
        for record in asked:
            self._rows[record] = found.get(record)
            self._rows.move_to_end(record)
            self._stale.discard(record)
        while len(self._rows) > self._capacity:
            gone, _row = self._rows.popitem(last=False)
            self._stale.discard(gone)

    def doubt(self, records: Iterable[int] | None = None) -> None:
        """These rows, or all, may have changed: they are still shown, and asked for again when they are."""
        self._stale.update(self._rows if records is None else self._rows.keys() & set(records))

    def __len__(self) -> int:
        return len(self._rows)
