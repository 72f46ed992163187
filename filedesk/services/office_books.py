"""The registers beside those of documents: urgings 催办登记, chops 用印登记, completeness (N2), 跨年结转."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from filedesk.domain.documents import Series
from filedesk.errors import RuleRefused
from filedesk.services.carried_over import carried_over, carried_over_rows, carries_over, is_closed
from filedesk.services.chop_register import chop_rows
from filedesk.services.completeness import Book, all_books, completeness_rows
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.reading import read
from filedesk.services.signed import Signatures
from filedesk.services.urging_register import urging_rows
from filedesk.texts import Catalogue
from filedesk.texts.names import REGISTERS

_OF = "book="

PrintedRows = Iterator[tuple[int, tuple[str, ...]]]


class BookKind(StrEnum):
    """Which register: the name of its definition, and of its table where it has one of its own."""

    URGINGS = "urging"
    CHOPS = "chop_use"
    COMPLETENESS = "completeness"
    CARRIED_OVER = "carried_over"


OF_A_SERIES = frozenset({BookKind.COMPLETENESS, BookKind.CARRIED_OVER})
"""Books that are told of the numbers of one series."""


@dataclass(frozen=True)
class OfficeBook:
    """One such register: of a year or one of its months; OF_A_SERIES of one series, completeness of one code 代字."""

    kind: BookKind
    year: int
    month: int | None = None
    series: Series | None = None
    code: int = 0

    @property
    def selection(self) -> str:
        """What a print event says of it besides year and month."""
        return _OF if self.series is None else f"{_OF}{self.series.value}:{self.code}"

    def told(self, reading: Reading, words: Catalogue) -> str:
        """What of it is printed, as a paper says it: the period, the series, the code."""
        if self.month is not None:
            return words.tr("{month}/{year}", month=f"{self.month:02d}", year=self.year)
        period = words.tr("Year {year}", year=self.year)
        if self.series is None:
            return period
        code = reading.get("number_code", id=self.code) if self.code else None
        closed = self.kind is BookKind.CARRIED_OVER and is_closed(reading, self.series, self.year)
        shut = words.tr("book closed") if closed else ""
        parts = (words.tr(REGISTERS[self.series]), code["text"] if code else "", period, shut)
        return " · ".join(part for part in parts if part)


def is_of_book(part: str) -> bool:
    """Whether a line of a print event's selection only says which book it is."""
    return part.startswith(_OF)


def office_book(row: Row) -> OfficeBook:
    """The book that a print event's row tells of. Raises ValueError for another register's."""
    series, _, code = str(row["selection"]).removeprefix(_OF).partition(":")
    known = Series(series) if series else None
    return OfficeBook(BookKind(row["register"]), row["year"], row["month"], known, int(code or 0))


def office_books(ports: Ports, session: Session, words: Catalogue) -> list[tuple[OfficeBook, str]]:
    """What there is to print, and what each is told as, the latest first, each year before its months.

    Raises RuleRefused("nothing_to_print") when there is nothing yet.
    """

    def work(reading: Reading) -> list[tuple[OfficeBook, str]]:
        found = [
            *_periods(reading, BookKind.URGINGS),
            *_periods(reading, BookKind.CHOPS),
            *(
                OfficeBook(BookKind.COMPLETENESS, one.year, None, one.series, one.code)
                for one in all_books(reading)
                if one.last
            ),
            *_carried_over(reading, date.fromisoformat(ports.today(reading)).year),
        ]
        return [(one, one.told(reading, words)) for one in found]

    books = read(ports, session, work)
    if not books:
        raise RuleRefused("nothing_to_print")
    return books


def _carried_over(reading: Reading, this_year: int) -> list[OfficeBook]:
    """The past years whose numbers are not all settled, the latest first."""
    ledgers = dict.fromkeys((one.year, one.series) for one in all_books(reading) if one.year < this_year and one.last)
    return [
        OfficeBook(BookKind.CARRIED_OVER, year, None, series)
        for year, series in ledgers
        if carries_over(reading, series, year)
    ]


def _periods(reading: Reading, kind: BookKind) -> list[OfficeBook]:
    """The years and months in which there are rows."""
    found: list[OfficeBook] = []
    for day in sorted({str(row["day"])[:7] for row in reading.find(kind.value)}, reverse=True):
        year, month = int(day[:4]), int(day[5:])
        if not found or found[-1].year != year:
            found.append(OfficeBook(kind, year))
        found.append(OfficeBook(kind, year, month))
    return found


def under_code(ports: Ports, book: OfficeBook, code: str | None) -> OfficeBook:
    """The book of the numbers under a code 代字 as it is written; without one, of the first that has numbers.

    Raises RuleRefused("nothing_to_print") where no number was given under it.
    """
    with ports.ledger.reading() as reading:
        alike = [one for one in all_books(reading) if (one.series, one.year) == (book.series, book.year) and one.last]
    found = [one for one in alike if code is None or one.text == code]
    if not found:
        raise RuleRefused("nothing_to_print")
    return replace(book, month=None, code=found[0].code)


def book_rows(reading: Reading, book: OfficeBook, words: Catalogue) -> tuple[int, PrintedRows]:
    """How many rows it has, and document id (0 where there is none) and cells of each."""
    if book.kind is BookKind.COMPLETENESS:
        assert book.series is not None
        sought = (book.series, book.code, book.year)
        alike = (one for one in all_books(reading) if (one.series, one.code, one.year) == sought)
        known = next(alike, Book(*sought, 0, ""))
        return known.last, completeness_rows(reading, known, words)
    if book.kind is BookKind.CARRIED_OVER:
        assert book.series is not None
        still_open = carried_over(reading, book.series, book.year)
        return len(still_open), carried_over_rows(reading, still_open, words)
    begins = f"{book.year}-" if book.month is None else f"{book.year}-{book.month:02d}-"
    found = [row for row in reading.find(book.kind.value, order="seq") if row["day"].startswith(begins)]
    signed = Signatures(reading, words, office_row(reading))
    return len(found), (urging_rows if book.kind is BookKind.URGINGS else chop_rows)(found, signed)
