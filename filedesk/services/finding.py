"""The command box's question: which documents does this mean — a scanned code, the last digits of a number, words?"""

from __future__ import annotations

from filedesk.domain.documents import Series
from filedesk.domain.entry_forms import number_brackets
from filedesk.domain.numbering import parse
from filedesk.domain.signature_code import read_signature_code
from filedesk.services import reading
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Query, Row
from filedesk.services.scan_codes import document_of_code

MOST = 12


def find_documents(ports: Ports, session: Session, typed: str, *, most: int = MOST) -> list[Row]:
    """Documents that `typed` names, the likeliest first, all series together.

    A whole number, or the code that a slip or a signature on paper bears, finds that one; digits find numbers that
    end with them, the latest year first; anything else is searched like a register.
    """
    code = read_signature_code(typed)
    if code is not None:
        named = reading.read(ports, session, lambda found: document_of_code(found, code))
        return list(reading.rows(ports, session, [named]).values()) if named is not None else []
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
