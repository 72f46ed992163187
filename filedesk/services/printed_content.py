"""What can be printed with a code: a register of documents, or a book beside it; and how a print event names it.

Every answer here is taken again from the event when a printed page is verified: what stands on it must follow from
the desk as it was, by the same way.
"""

from __future__ import annotations

from dataclasses import replace

from filedesk.domain.documents import Series
from filedesk.services.ledger import Query, Reading, Row
from filedesk.services.office_books import BookKind, OfficeBook, PrintedRows, book_rows, is_of_book, office_book
from filedesk.services.register_rows import LATE_MARKED, rows_by_id, told
from filedesk.texts import Catalogue
from filedesk.texts.names import BOOKS, REGISTERS

VERSION = LATE_MARKED
"""The version of the register definitions, named in every print event."""

Content = Query | OfficeBook


def prepared(content: Content) -> Content:
    """The content as it is printed: drafts that have no number yet are left out of a printed register."""
    if isinstance(content, OfficeBook):
        return content
    return replace(content, numbered=_drafts_among(content.series))


def register_of(content: Content) -> str:
    """The name of the register and of its definition."""
    return content.kind.value if isinstance(content, OfficeBook) else content.series.value


def title_of(content: Content, words: Catalogue) -> str:
    """What the paper is headed."""
    return words.tr(BOOKS[content.kind] if isinstance(content, OfficeBook) else REGISTERS[content.series])


def told_of(content: Content, words: Catalogue, reading: Reading) -> str:
    """What stands below the heading: which part of the register it is."""
    return content.told(reading, words) if isinstance(content, OfficeBook) else told(content, words, reading)


def rows_of(reading: Reading, content: Content, words: Catalogue, version: int = VERSION) -> tuple[int, PrintedRows]:
    """How many rows there are, and document id and cells of each in their order, a few hundred read at a time.

    `version` is that of the register definitions by which they are shown.
    """
    if isinstance(content, OfficeBook):
        return book_rows(reading, content, words)
    ids = reading.ids(content)
    return len(ids), rows_by_id(reading, ids, words, version)


def selection_of(content: Content) -> str:
    """What a print event says of the selection, in lines that `content_of` reads back."""
    if isinstance(content, OfficeBook):
        return content.selection
    parts = [f"sort={content.sort}", f"descending={int(content.descending)}"]
    parts += [f"{column}={value}" for column, value in content.filters]
    if content.search.strip():
        parts.append("search=" + " ".join(content.search.split()))
    return "\n".join(parts)


def content_of(row: Row) -> Content:
    """The content that a print event's row tells of."""
    if row["register"] in set(BookKind):
        return office_book(row)
    told_parts = [part.partition("=") for part in row["selection"].split("\n")]
    values = {name: value for name, _, value in told_parts}
    filters = tuple(
        (name, int(value) if value.isdigit() else value)
        for name, _, value in told_parts
        if name not in {"sort", "descending", "search"}
    )
    return Query(
        Series(row["register"]),
        values.get("search", ""),
        filters,
        row["year"],
        row["month"],
        values["sort"],
        values["descending"] == "1",
        numbered=_drafts_among(Series(row["register"])),
    )


def is_selection(row: Row) -> bool:
    """Whether a print event's row tells of a selection, not of a whole book; nothing else in it is trusted."""
    parts = str(row["selection"]).split("\n")
    return any(part and not part.startswith(("sort=", "descending=")) and not is_of_book(part) for part in parts)


def _drafts_among(series: Series) -> bool:
    return series is not Series.INCOMING
