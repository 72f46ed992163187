"""Printing registers and slips so that the paper witnesses the journal (design, "Printing").

A snapshot is pinned, the rows as shown are committed to in a print event, and the pages are drawn from that same
snapshot; when the drawing is stopped, an event says that the print was abandoned.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import BinaryIO

from filedesk.clock import from_text, office_day
from filedesk.domain import merkle
from filedesk.domain.printed import PrintedCode, row_leaf
from filedesk.domain.projected_office import key_id
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, document_row, require
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Query, Reading, Row
from filedesk.services.ports import HandlingSlip, PrintFacts, Progress
from filedesk.services.register_rows import rows_of
from filedesk.texts import Catalogue, catalogue
from filedesk.texts.names import LEVELS, REGISTERS, URGENCIES

VERSION = 1
"""The version of the register definitions, named in every print event."""


@dataclass(frozen=True)
class Printed:
    """A register that was printed: pages, rows, its code, and the seq of its print event."""

    pages: int
    rows: int
    code: str
    event: int


def print_register(
    ports: Ports,
    session: Session,
    *,
    query: Query,
    out: BinaryIO,
    language: str,
    progress: Progress | None = None,
) -> Printed:
    """Print a register to `out`.

    Raises RuleRefused("nothing_to_print"), ("character_has_no_glyph"), and Cancelled; then nothing usable is in
    `out`, and the journal says that the print was abandoned.
    """
    require(session, "register_printed")
    progress = progress or Progress()
    words = catalogue(language)
    with ports.ledger.snapshot() as snapshot:
        size = snapshot.size()
        root = snapshot.root(size)
        salt = secrets.token_bytes(16)
        leaves = []
        for count, (_document, cells) in enumerate(rows_of(snapshot, query, words)):
            leaves.append(row_leaf(salt, cells))
            if count % 200 == 0:
                progress.raise_if_cancelled()
        if not leaves:
            raise RuleRefused("nothing_to_print")
        rows_root = merkle.subtree_root(leaves)
        with ports.ledger.writing() as writing:
            event = act_of(writing, session).append(
                "register_printed",
                {
                    "register": query.series.value,
                    "version": VERSION,
                    "rows": len(leaves),
                    "rows_root": rows_root.hex(),
                    "hashes": writing.keep("printed_rows", b"".join(leaves)),
                    "salt": salt.hex(),
                    "snapshot": size,
                    "snapshot_root": root.hex(),
                    "language": language,
                    "year": query.year,
                    "month": query.month,
                },
                {"selection": filter_text(query)},
            )
        office = office_row(snapshot)
        code = PrintedCode(key_id(office["root"])[:20], size, root, rows_root)
        facts = _facts(office, session, words, event.at, size=size, root=root.hex(), code=str(code))
        facts = replace(facts, titled=words.tr(REGISTERS[query.series]), told=told(query, words))
        try:
            pages = ports.printer.print_register(
                definition=query.series.value,
                facts=facts,
                rows=(cells for _document, cells in rows_of(snapshot, query, words)),
                out=out,
                total=len(leaves),
                progress=progress,
            )
        except BaseException:
            with ports.ledger.writing() as writing:
                act_of(writing, session).append("print_abandoned", {"printing": event.seq})
            raise
    return Printed(pages, len(leaves), str(code), event.seq)


def filter_text(query: Query) -> str:
    """A query's search, filters and order as one line that `query_of` reads back."""
    parts = [f"sort={query.sort}", f"descending={int(query.descending)}"]
    parts += [f"{column}={value}" for column, value in query.filters]
    if query.search.strip():
        parts.append(f"search={query.search.strip()}")
    return "\n".join(parts)


def query_of(row: Row) -> Query:
    """The query that a print event's row tells of."""
    told_parts = [part.partition("=") for part in row["selection"].split("\n")]
    values = {name: value for name, _, value in told_parts}
    filters = tuple(
        (name, int(value) if value.isdigit() else value)
        for name, _, value in told_parts
        if name not in {"sort", "descending", "search"}
    )
    from_row: Query = Query(
        row["register"],
        values.get("search", ""),
        filters,
        row["year"],
        row["month"],
        values["sort"],
        values["descending"] == "1",
    )
    return from_row


def told(query: Query, words: Catalogue) -> str:
    """The period or filter that stands under a register's title."""
    if query.month is not None and query.year is not None:
        period = words.tr("{month}/{year}", month=f"{query.month:02d}", year=query.year)
    elif query.year is not None:
        period = words.tr("Year {year}", year=query.year)
    else:
        period = words.tr("All years")
    chosen = bool(query.filters or query.search.strip())
    if not chosen:
        return period
    return words.tr("{period}, selected: {what}", period=period, what=query.search.strip() or words.tr("by filter"))


def _facts(office: Row, session: Session, words: Catalogue, at: str, *, size: int, root: str, code: str) -> PrintFacts:
    moment = from_text(at)
    day = office_day(moment, office["zone"])
    return PrintFacts(
        office=office["name"],
        titled="",
        told="",
        printed_by=session.name,
        printed_at=f"{day.isoformat()} {_clock_time(at, office['zone'])}",
        journal_size=size,
        root=root,
        code=code,
        language=words.language,
        demo=bool(office["demo"]),
    )


def _clock_time(at: str, zone: str) -> str:
    from zoneinfo import ZoneInfo

    return f"{from_text(at).astimezone(ZoneInfo(zone)):%H:%M}"


def print_slip(ports: Ports, session: Session, *, document: int, out: BinaryIO, language: str) -> int:
    """Print the handling slip 文件处理单 of an incoming document; returns its pages. It is a form, not a register."""
    require(session, "document_registered", rule="I3")
    words = catalogue(language)
    with ports.ledger.reading() as reading:
        row = document_row(reading, document)
        shown = reading.rows([document])[document]
        office = office_row(reading)
        size = reading.size()
        at = reading.event(size)[0].at
        facts = _facts(office, session, words, at, size=size, root=reading.root(size).hex(), code=row["number"])
        slip = HandlingSlip(
            replace(facts, titled=words.tr("Handling slip")), row["number"], _slip_cells(reading, shown, words)
        )
    return ports.printer.print_slip(slip=slip, out=out)


def _slip_cells(reading: Reading, row: Row, words: Catalogue) -> dict[str, str]:
    proposed = reading.get("proposal", document=row["id"])
    instructed = reading.find("instruction", order="id", document=row["id"])
    urgency, level = URGENCIES[row["urgency"]], LEVELS[row["level"]]
    return {
        "source_number": row["sender_number"],
        "sender": row["sender"],
        "dated": row["dated"] or "",
        "received": row["received"],
        "number": row["number"],
        "urgency": words.tr(urgency),
        "level": words.tr(level),
        "handling": "",
        "title": row["title"],
        "proposal": proposed["text"] if proposed else "",
        "instruction": instructed[-1]["text"] if instructed else "",
        "circulation": "",
        "result": "",
        "filing": row["folder_name"] or "",
        "notes": row["notes"],
    }
