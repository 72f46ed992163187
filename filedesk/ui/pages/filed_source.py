"""The filed papers as the table model wants them: rows of every series, and the columns one looks for them by."""

from __future__ import annotations

from array import array
from typing import Final

from filedesk.services import filed
from filedesk.services.ledger import FiledQuery, Row
from filedesk.texts import mark, tr
from filedesk.texts.names import FIELDS, KINDS, SERIES
from filedesk.ui.context import Context
from filedesk.ui.models.source import Column, TableQuery
from filedesk.ui.pages.register_source import DocumentSource, column

COLUMNS: Final[tuple[Column, ...]] = (
    column("number", mark("Number"), 13, sortable=True),
    column("title", FIELDS["title"], 24, sortable=True),
    column("sender", FIELDS["sender"], 14, sortable=True),
    column("sender_number", FIELDS["sender_number"], 15, sortable=True),
    column("dated", FIELDS["dated"], 9, sortable=True),
    column("filed_on", mark("Filed on"), 9),
    column("folder", FIELDS["folder"], 18, of="folder_name"),
    column("series", mark("Series"), 10, shown=False, text=lambda r: tr(SERIES[r.row["series"]])),
    column("kind", FIELDS["kind"], 12, shown=False, sortable=True, text=lambda r: r.kind or tr(KINDS[r.row["kind"]])),
    column("received", FIELDS["received"], 12, shown=False, sortable=True),
    column("pages", FIELDS["pages"], 7, shown=False, right=True),
    column("copies", FIELDS["copies"], 7, shown=False, right=True),
    column("instruction", FIELDS["instruction"], 30, shown=False),
    column("notes", FIELDS["notes"], 24, shown=False),
)


def filed_query(wanted: TableQuery) -> FiledQuery:
    """The ledger's question for what the table shows: by number, newest first, unless a column was chosen."""
    folder = dict(wanted.filters).get("folder")
    return FiledQuery(
        int(folder) if folder else None,
        wanted.search,
        wanted.sort or "number",
        wanted.descending if wanted.sort else True,
    )


class FiledSource(DocumentSource):
    """Asks for filed papers instead of a register."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, None)

    def _first_page(self, query: TableQuery) -> list[Row]:
        return filed.first_page(self._ports, self._session, filed_query(query))

    def _ids(self, query: TableQuery) -> array[int]:
        return filed.ids(self._ports, self._session, filed_query(query))
