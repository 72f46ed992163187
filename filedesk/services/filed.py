"""The filed papers 档案: folders with how many papers lie in each, and the papers of one folder or of all (F6, I7)."""

from __future__ import annotations

from array import array
from dataclasses import replace

from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import FiledQuery, Row
from filedesk.services.reading import limit_of, read


def folders(ports: Ports, session: Session) -> list[Row]:
    """Every folder with `id`, `year`, `name` and how many `papers` this person sees in it, the latest year first."""
    return read(ports, session, lambda r: r.folders(limit_of(ports, r, session)))


def first_page(ports: Ports, session: Session, query: FiledQuery, *, count: int = 60) -> list[Row]:
    """The first of the papers, in the query's order."""
    return read(ports, session, lambda r: r.filed_page(replace(query, named=limit_of(ports, r, session)), count))


def ids(ports: Ports, session: Session, query: FiledQuery) -> array[int]:
    """The document ids of the papers, in the query's order."""
    return read(ports, session, lambda r: r.filed_ids(replace(query, named=limit_of(ports, r, session))))
