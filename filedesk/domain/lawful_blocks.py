"""Whether blocks of numbers were reserved and ended lawfully (design section 3): no number without a fate, none twice.

What takes a number out of a block is judged where it is entered: `lawful_documents`, `lawful_issues`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from filedesk.domain.documents import Series
from filedesk.domain.events import Event
from filedesk.domain.lawful_documents import LawfulDocument
from filedesk.domain.lawful_drafts import LawfulDrafts
from filedesk.domain.lawful_numbers import Book
from filedesk.domain.numbering import FIRST_CODE, MOST_RESERVED, PLAIN
from filedesk.domain.routing import State

_DAY = timedelta(days=1)


@dataclass
class LawfulBlocks:
    """The blocks that the events seen so far reserved. Documents and drafts are fed before this."""

    drafts: LawfulDrafts
    blocks: set[int] = field(default_factory=set)

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        if event.type == "numbers_reserved":
            return self._reserved(event)
        return self._voided(event) if event.type == "reserved_number_voided" else None

    def _reserved(self, event: Event) -> str | None:
        data, numbers = event.data, self.drafts.documents.numbers
        last, closed = numbers.books.get(_book(event), (0, False))
        if data["block"] in self.blocks:
            return "id_twice"
        if closed:
            return "book_closed"
        if data["first"] != last + 1:
            return "number_out_of_order"
        if not 1 <= data["last"] - data["first"] + 1 <= MOST_RESERVED:
            return "block_out_of_range"
        if data["code"] not in self._codes(Series(data["series"])):
            return "code_of_another"
        today = self.drafts.office.day(event)
        return None if data["year"] in {today.year, (today - _DAY).year} else "number_of_wrong_year"

    def _codes(self, series: Series) -> set[int]:
        match series:
            case Series.INCOMING:
                return {PLAIN}
            case Series.OUTGOING:
                return {PLAIN, FIRST_CODE}
            case Series.INTERNAL:
                return {PLAIN, *self.drafts.codes.values()}

    def _voided(self, event: Event) -> str | None:
        data, documents = event.data, self.drafts.documents
        if data["document"] in documents.documents:
            return "document_twice"
        day = self.drafts.office.day(event)
        if data["on"] not in {day.isoformat(), (day - _DAY).isoformat()}:
            return "day_not_its_own"
        return documents.numbers.next_problem(_book(event), data["serial"], data["block"])

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        data, documents = event.data, self.drafts.documents
        if event.type == "numbers_reserved":
            self.blocks.add(data["block"])
            documents.numbers.reserve(_book(event), data["first"], data["last"], data["block"])
        elif event.type == "reserved_number_voided":
            documents.numbers.give(_book(event), data["serial"], data["block"])
            void = LawfulDocument(Series(data["series"]), data["on"], event.actor, "other", event.actor)
            void.state = State.VOID
            documents.documents.setdefault(data["document"], void)


def _book(event: Event) -> Book:
    return event.data["series"], 0, event.data["code"], event.data["year"]
