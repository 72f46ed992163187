"""Numbers of the ledgers: 收〔2026〕0001 for what comes in, a serial of its own for each series and year.

A number is reserved, used or void; it is never reused and never skipped (conventions, "Numbers and codes"). Its year
is that of the date of receipt while that year's book is open; once it is closed 封册 the entry goes into the present
book.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from filedesk.domain.documents import Series
from filedesk.errors import RuleRefused

PREFIX = {Series.INCOMING: "收", Series.OUTGOING: "发", Series.INTERNAL: "内"}
SECRET_PREFIX = {Series.INCOMING: "密收", Series.OUTGOING: "密发", Series.INTERNAL: "密内"}
PLAIN = 0
"""The code of the plain series; the others are ids of codes 代字."""
FIRST_CODE = 1
"""The office's own code, told when it was founded."""
MOST_RESERVED = 200
"""So many numbers one block 手工号段 can have."""

_FORM = re.compile(r"(密?[收发内])〔(\d{4})〕(\d{1,7})")


@dataclass(frozen=True)
class Number:
    """One number of one ledger."""

    series: Series
    secret: bool
    year: int
    serial: int

    def __str__(self) -> str:
        prefix = (SECRET_PREFIX if self.secret else PREFIX)[self.series]
        return f"{prefix}〔{self.year}〕{self.serial:04d}"


def coded(code: str, year: int, serial: int) -> str:
    """A document number 发文字号 as it is written: 华兴办〔2026〕12号."""
    return f"{code}〔{year}〕{serial}号"


def number_text(series: Series, code: int, text: str, year: int, serial: int) -> str:
    """A number of a book without secrets as it is written; `text` is its code 代字."""
    return str(Number(series, False, year, serial)) if code == PLAIN else coded(text, year, serial)


def parse(text: str) -> Number | None:
    """The number that `text` writes out, or None when it is not one of ours."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        return None
    secret = found[1].startswith("密")
    series = next(s for s, prefix in PREFIX.items() if prefix == found[1][-1])
    return Number(series, secret, int(found[2]), int(found[3]))


def book_year(received: date, *, today: date, closed: Collection[int]) -> tuple[int, bool]:
    """The year of the book an entry goes into, and whether it is entered late 补登.

    Raises RuleRefused when the present year's own book is closed: there is then no book to enter it in.
    """
    if received.year not in closed and received.year <= today.year:
        return received.year, False
    if today.year in closed:
        raise RuleRefused("book_closed", year=today.year)
    return today.year, received.year < today.year


def gaps(serials: list[int], last: int) -> list[int]:
    """The serials from 1 to `last` that are missing from `serials`: a ledger without gaps has none."""
    return sorted(set(range(1, last + 1)) - set(serials))
