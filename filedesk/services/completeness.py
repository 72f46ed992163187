"""Whether a year's numbers are complete (N2): every number of a code, what became of it, gaps and voids explained.

A number that a block 手工号段 keeps reserved is no gap: it is told with the reason of the block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from filedesk.domain.documents import Series
from filedesk.domain.numbering import Number, coded, gaps
from filedesk.domain.routing import State
from filedesk.services.blocks import open_blocks
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.reading import read
from filedesk.texts import Catalogue
from filedesk.texts.names import STATES

RESERVED: Final = "reserved"


@dataclass(frozen=True)
class Complete:
    """One number: `state` is RESERVED, with the block's `reason`, for one that nobody has used yet; else `document` is
    0 only for a gap, which only a damaged desk has. `state` and `reason` also tell of a void one.
    """

    serial: int
    number: str
    document: int
    title: str
    state: str
    reason: str
    folder: str


@dataclass(frozen=True)
class Book:
    """The numbers of one series, code and year."""

    series: Series
    code: int
    year: int
    last: int
    text: str
    """The code as it is written, empty for the plain series."""


def numbered_books(ports: Ports, session: Session) -> list[Book]:
    """Every book that has numbers, the latest year first."""
    return read(ports, session, all_books)


def all_books(reading: Reading) -> list[Book]:
    """Every book, the latest year first, as `numbered_books`."""
    texts = {row["id"]: row["text"] for row in reading.find("number_code")}
    return [
        Book(Series(row["series"]), row["code"], row["year"], row["last"], texts.get(row["code"], ""))
        for row in reading.find("book", order="year DESC, series, code", secret=0)
    ]


def completeness(ports: Ports, session: Session, *, book: Book) -> list[Complete]:
    """Every number of a book from 1 to its last one, in order."""
    return read(ports, session, lambda reading: rows_of_book(reading, book))


def rows_of_book(reading: Reading, book: Book) -> list[Complete]:
    """The numbers of a book as they stand in this reading."""
    key = {"series": book.series.value, "secret": 0, "code": book.code, "year": book.year}
    given = {row["serial"]: row["document"] for row in reading.find("number", order="serial", **key)}
    missing = set(gaps(list(given), book.last))
    rows = reading.rows(list(given.values()))
    kept = {
        serial: block.reason
        for block in open_blocks(reading, book.series, book.code)
        if block.year == book.year
        for serial in block.free
    }
    return [
        _complete(book, serial, None if serial in missing else rows.get(given[serial]), kept.get(serial))
        for serial in range(1, book.last + 1)
    ]


def _complete(book: Book, serial: int, row: Row | None, kept: str | None) -> Complete:
    written = coded(book.text, book.year, serial) if book.code else str(Number(book.series, False, book.year, serial))
    if row is None:
        state = RESERVED if kept is not None else ""
        return Complete(serial, written, 0, "", state, kept or "", "")
    reason = row["void_reason"] if row["state"] == State.VOID else ""
    return Complete(serial, row["number"], row["id"], row["title"], row["state"], reason, row["folder_name"] or "")


def completeness_rows(reading: Reading, book: Book, words: Catalogue) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Document id (0 for a gap) and cells of every number: serial, number, title, state, folder, what explains it."""
    for one in rows_of_book(reading, book):
        if one.state == RESERVED:
            state, why = words.tr("Reserved"), one.reason
        elif one.document:
            state, why = words.tr(STATES[one.state]), one.reason
        else:
            state = words.tr("Missing")
            why = words.tr("No document bears this number: the desk is damaged.")
        yield one.document, (str(one.serial), one.number, one.title, state, one.folder, why)
