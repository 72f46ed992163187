"""The lines of a post's list 移交清册 as a table: what it is, number, title or name, how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from filedesk.services.ledger import Row
from filedesk.services.post_paper import name_of_line, what_it_is
from filedesk.texts import catalogue, language, mark, tr
from filedesk.ui.widgets.plain_table import PlainTable

_COLUMNS: Final = (
    (mark("What is handed over"), 26),
    (mark("Number"), 17),
    (mark("Quantity"), 7),
    (mark("Title or name"), 30),
)


class PostTable(PlainTable):
    """Shows what passes first, then what stays."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _COLUMNS)
        self._items: Sequence[Row] = ()
        self.setMinimumHeight(150)
        self.retranslate()

    def tell(self, items: Sequence[Row]) -> None:
        """Show these lines."""
        self._items = items
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(tr("What the list tells"))
        words = catalogue(language())
        rows = []
        for place, one in enumerate(getattr(self, "_items", ())):
            count = str(one["count"] or (1 if one["sort"] == "paper" else ""))
            rows.append((place, (what_it_is(one, words), one["number"], count, name_of_line(one))))
        self.put(rows)
