"""One reason for which documents wait: the SQL that counts and lists them, as each area of the to-do tells it."""

from __future__ import annotations

from typing import Any, NamedTuple


class Waits(NamedTuple):
    """Documents that wait for the reason `name`: `source` is what follows FROM, `values` its parameters.

    Of each row are told its `document`; `key`, which of several things about that document; `since`, a moment or a
    day; `due`, a day; `whose` person and `unit` (a department) it is about; and `told`, words to show with it.
    """

    name: str
    source: str
    values: tuple[Any, ...] = ()
    order: str = "d.id"
    document: str = "d.id"
    key: str = "0"
    since: str = "NULL"
    due: str = "NULL"
    whose: str = "NULL"
    unit: str = "NULL"
    told: str = "''"

    def counted(self) -> str:
        """The statement for how many there are."""
        return f"SELECT count(*) FROM {self.source}"  # noqa: S608

    def listed(self, most: int) -> str:
        """The statement for the first `most` of them."""
        columns = ("document", "key", "since", "due", "whose", "unit", "told")
        told = ", ".join(f"{getattr(self, column)} AS {column}" for column in columns)
        return f"SELECT {told} FROM {self.source} ORDER BY {self.order} LIMIT {most:d}"  # noqa: S608
