"""What a year's book carries over 跨年结转 (conventions, "Year"): its papers that are still open; their numbers stay.

Open is what is neither filed nor void. The list is told of a whole series and year, under whatever codes, at the
moment it is asked for: when the book is closed 封册, or at any time later, when less of it will be left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from filedesk.domain.documents import Series
from filedesk.domain.routing import State
from filedesk.errors import RuleRefused
from filedesk.services.desk_ports import Ports
from filedesk.services.fileable import check_fileable
from filedesk.services.keys import Session
from filedesk.services.ledger import Query, Reading, Row
from filedesk.services.open_steps import open_steps
from filedesk.services.reading import names, read
from filedesk.texts import Catalogue, mark
from filedesk.texts.names import STATES

_ENDED: Final = frozenset({State.FILED, State.VOID})
_BATCH: Final = 500
_STEPS: Final = {
    "reader": mark("Reading: {names}"),
    "department": mark("Result: {names}"),
    "question": mark("Answer to: {names}"),
}
_OUTSTANDING: Final = {
    "originals_missing": mark("The originals"),
    "receipts_open": mark("Receipt: {names}"),
    "orders_open": mark("Report of carrying out: {names}"),
    "answer_open": mark("An answer"),
}
_NEXT: Final = {
    State.REGISTERED: mark("To be put to the general manager"),
    State.WITH_GENERAL_MANAGER: mark("The general manager's signature"),
    State.SENT_BACK: mark("To be mended and put up again"),
    State.FINISHED: mark("The original to be checked in"),
    State.NUMBERED: mark("To be sent out"),
    State.CHOPPED: mark("To be sent out"),
    State.IN_CIRCULATION: mark("To be finished"),
    State.IN_HANDLING: mark("To be finished"),
    State.IN_CIRCULATION_AND_HANDLING: mark("To be finished"),
}
_FOLDER: Final = mark("To be put into a folder")


def carried_over(reading: Reading, series: Series, year: int) -> list[Row]:
    """The rows of the open papers of a series and year, by code and number."""
    ids = [one for state in State if state not in _ENDED for one in reading.ids(_query(series, year, state))]
    found: list[Row] = []
    for start in range(0, len(ids), _BATCH):
        found += reading.rows(ids[start : start + _BATCH]).values()
    return sorted(found, key=lambda row: (row["code"], row["serial"], row["id"]))


def count_carried_over(ports: Ports, session: Session, *, series: Series, year: int) -> int:
    """How many papers of a series and year are still open."""

    def work(reading: Reading) -> int:
        return sum(len(reading.ids(_query(series, year, state))) for state in State if state not in _ENDED)

    return read(ports, session, work)


def carries_over(reading: Reading, series: Series, year: int) -> bool:
    """Whether any paper of a series and year is still open."""
    return any(reading.first_page(_query(series, year, state), 1) for state in State if state not in _ENDED)


def _query(series: Series, year: int, state: State) -> Query:
    return Query(series, filters=(("state", state.value),), year=year, descending=False, numbered=True)


def is_closed(reading: Reading, series: Series, year: int) -> bool:
    """Whether the book of a series and year is closed 封册."""
    return bool(reading.find("book", series=series, secret=0, code=0, year=year, closed=1))


def carried_over_rows(reading: Reading, rows: list[Row], words: Catalogue) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Document id and cells of each: number, date, title, state, who has it, deadline, what is missing."""
    people = names(reading, "person")
    for row in rows:
        yield (
            row["id"],
            (
                row["number"],
                row["received"],
                row["title"],
                words.tr(STATES[row["state"]]),
                people.get(row["holder"], ""),
                row["deadline"] or "",
                missing(reading, row, words),
            ),
        )


def missing(reading: Reading, row: Row, words: Catalogue) -> str:
    """What keeps an open paper from being filed, in the language of `words`."""
    between, state = words.tr(", "), State(row["state"])
    if row["series"] == Series.INCOMING:
        steps = open_steps(reading, row["id"])
        told = [
            words.tr(sentence, names=between.join(step.name for step in steps if step.kind == kind))
            for kind, sentence in _STEPS.items()
            if any(step.kind == kind for step in steps)
        ]
        if told:
            return words.tr("; ").join(told)
    elif state is State.REGISTERED:
        return words.tr(_FOLDER)
    elif state not in _NEXT:
        try:
            check_fileable(reading, row)
        except RuleRefused as refused:
            return words.tr(_OUTSTANDING[refused.code], names=refused.params.get("names", ""))
    return words.tr(_NEXT.get(state, _FOLDER))
