"""The number ledgers as the events before tell of them: last numbers, closed books, and what blocks keep reserved.

A number is reserved, used, or void with a reason (design section 3): each is given once, in order, or out of a block.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Book = tuple[str, int, int, int]
"""Series, secret, code (PLAIN but for drafts that were numbered) and year."""
BookNumber = tuple[str, int, int, int, int]
"""A book and a serial."""


@dataclass
class NumberLedger:
    """`books` tells the last serial of each, and whether it is closed; `reserved` which block holds a number still."""

    books: dict[Book, tuple[int, bool]] = field(default_factory=dict)
    given: set[BookNumber] = field(default_factory=set)
    reserved: dict[BookNumber, int] = field(default_factory=dict)

    def next_problem(self, book: Book, serial: int, block: int | None = None) -> str | None:
        """Why this number may not be given now: not the book's next one, or not one that its block still holds."""
        number = (*book, serial)
        if number in self.given:
            return "number_twice"
        if block is not None:
            return None if self.reserved.get(number) == block else "number_not_reserved"
        last, closed = self.books.get(book, (0, False))
        if serial != last + 1:
            return "number_out_of_order"
        return "book_closed" if closed else None

    def closed_years(self, series: str, secret: int) -> set[int]:
        """The years whose book of this series is closed."""
        return {
            year
            for (of, kept, _code, year), (_last, shut) in self.books.items()
            if shut and (of, kept) == (series, secret)
        }

    def holds_back(self, book: Book) -> bool:
        """Whether a block keeps a number of this book reserved."""
        return any(number[:4] == book for number in self.reserved)

    def give(self, book: Book, serial: int, block: int | None = None) -> None:
        """The number is given from now on; one out of a block leaves the book's last number as it is."""
        self.given.add((*book, serial))
        self.reserved.pop((*book, serial), None)
        if block is None:
            self.books[book] = (serial, False)

    def reserve(self, book: Book, first: int, last: int, block: int) -> None:
        """A block of numbers is set aside; the book goes on behind it."""
        for serial in range(first, last + 1):
            self.reserved[*book, serial] = block
        self.books[book] = (last, False)
