"""The command box's question: which documents does this mean — a scanned code, the last digits of a number, words?"""

from __future__ import annotations

from filedesk.domain.documents import Series
from filedesk.domain.entry_forms import number_brackets
from filedesk.domain.numbering import parse
from filedesk.services import reading
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Query, Row

MOST = 12


def find_documents(ports: Ports, session: Session, typed: str, *, most: int = MOST) -> list[Row]:
    """Documents that `typed` names, the likeliest first, all series together.

    A whole number (as its QR code holds it) finds that one; digits find numbers that end with them, the latest year
    first; anything else is searched like a register.
    """
    told = number_brackets(typed.strip())
    number = parse(told)
    if number is not None:
        return _search(ports, session, Query(number.series, str(number), year=number.year), most)
    if told.isascii() and told.isdigit():
        serial = int(told)
        found = [
            row
            for series in Series
            for row in reading.first_page(ports, session, Query(series, filters=(("serial", serial),)), count=most)
        ]
        if found:
            return found[:most]
    return [row for series in Series for row in _search(ports, session, Query(series, told), most)][:most]


def _search(ports: Ports, session: Session, query: Query, most: int) -> list[Row]:
    return reading.first_page(ports, session, query, count=most) if query.search else []
