"""Printing registers so that the paper witnesses the journal (design, "Printing").

1. `draw_register` reads one snapshot on a connection of its own, in any thread: it draws the rows' pages, and hashes
   the rows as shown. What it gives can be looked at as a preview, marked as such on every page and without a code.
2. `commit_print` commits to those rows in a print event: a short transaction. Only then is there a code.
3. `write_print` puts the very pages that were looked at together with the code.

So a preview leaves no trace, what is printed is what was seen, and nobody who registers waits for a long print. A
print that was noted and then did not reach anybody is told as abandoned.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from filedesk.clock import from_text, office_time
from filedesk.domain import merkle
from filedesk.domain.printed import PrintedCode, row_leaf
from filedesk.domain.projected_office import key_id
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, require
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import DrawnRegister, PrintFacts, Progress
from filedesk.services.printed_content import (
    VERSION,
    Content,
    prepared,
    register_of,
    rows_of,
    selection_of,
    title_of,
    told_of,
)
from filedesk.texts import catalogue

MOST_SHOWN = 300
"""So many pages of a register can be looked at; all are printed."""


@dataclass(frozen=True)
class Drawing:
    """A register as one snapshot of the desk shows it, drawn but not printed.

    `leaves` are the salted hashes of its rows, 32 bytes each; `facts` those of a preview; `office` the beginning of
    the office root's key id.
    """

    content: Content
    language: str
    zone: str
    office: str
    size: int
    root: bytes
    salt: bytes
    leaves: tuple[bytes, ...]
    facts: PrintFacts
    register: DrawnRegister

    @property
    def pages(self) -> int:
        """How many pages the paper has."""
        return self.register.pages

    @property
    def rows(self) -> int:
        """How many rows it shows."""
        return len(self.leaves)


@dataclass(frozen=True)
class Printed:
    """A register that was printed: pages, rows, its code, the seq of its print event, and what stands around it."""

    pages: int
    rows: int
    code: str
    event: int
    facts: PrintFacts

    @property
    def changes(self) -> Changes:
        """What printing changes: the office's list of printings, and no document."""
        return Changes(office=True)


def draw_register(
    ports: Ports, session: Session, *, query: Content, language: str, progress: Progress | None = None
) -> Drawing:
    """Draw a register from a snapshot of its own; may run in any thread, and writes nothing.

    Raises RuleRefused("nothing_to_print"), ("character_has_no_glyph"), and Cancelled.
    """
    require(session, "register_printed")
    progress = progress or Progress()
    content = prepared(query)
    words = catalogue(language)
    with ports.ledger.snapshot() as snapshot:
        size = snapshot.size()
        root = snapshot.root(size)
        office = office_row(snapshot)
        facts = replace(
            print_facts(office, session, language, print_moment(ports, snapshot), size=size, root=root),
            titled=title_of(content, words),
            told=told_of(content, words, snapshot),
            preview=True,
        )
        total, rows = rows_of(snapshot, content, words)
        if not total:
            raise RuleRefused("nothing_to_print")
        salt = secrets.token_bytes(16)
        leaves: list[bytes] = []

        def hashed() -> Iterator[tuple[str, ...]]:
            for _document, cells in rows:
                leaves.append(row_leaf(salt, cells))
                yield cells

        register = ports.printer.draw_register(
            definition=register_of(content), facts=facts, rows=hashed(), total=total, progress=progress
        )
    return Drawing(
        content,
        language,
        office["zone"],
        key_id(office["root"])[:20],
        size,
        root,
        salt,
        tuple(leaves),
        facts,
        register,
    )


def write_shown(drawing: Drawing, out: BinaryIO, printed: Printed | None = None) -> None:
    """What is looked at: the pages as they will be printed, marked as a preview and without a code, or as `printed`.

    At most MOST_SHOWN pages: a window that lays out ten thousand stands still meanwhile. Raises EnvironmentFailed.
    """
    facts = drawing.facts if printed is None else printed.facts
    drawing.register.write(facts=facts, out=out, most=MOST_SHOWN)


def commit_print(ports: Ports, session: Session, drawing: Drawing) -> Printed:
    """Note in the journal that this drawing is printed: the event commits to its rows and to its snapshot."""
    require(session, "register_printed")
    content = drawing.content
    rows_root = merkle.subtree_root(drawing.leaves)
    with ports.ledger.writing() as writing:
        event = act_of(writing, session).append(
            "register_printed",
            {
                "register": register_of(content),
                "version": VERSION,
                "rows": drawing.rows,
                "rows_root": rows_root.hex(),
                "hashes": writing.keep("printed_rows", b"".join(drawing.leaves)),
                "salt": drawing.salt.hex(),
                "snapshot": drawing.size,
                "snapshot_root": drawing.root.hex(),
                "language": drawing.language,
                "year": content.year,
                "month": content.month,
            },
            {"selection": selection_of(content)},
        )
    code = str(PrintedCode(drawing.office, drawing.size, drawing.root, rows_root))
    facts = replace(
        drawing.facts,
        preview=False,
        code=code,
        printed_by=session.name,
        printed_at=office_time(from_text(event.at), drawing.zone),
    )
    return Printed(drawing.pages, drawing.rows, code, event.seq, facts)


def write_print(drawing: Drawing, printed: Printed, out: BinaryIO, progress: Progress | None = None) -> None:
    """The printed register with its code on every page; may run in any thread. Raises EnvironmentFailed, Cancelled.

    Whoever calls it tells with `abandon_print` when the paper then reaches nobody.
    """
    (progress or Progress()).raise_if_cancelled()
    drawing.register.write(facts=printed.facts, out=out)


def abandon_print(ports: Ports, session: Session, printed: Printed) -> Changes:
    """Tell that a print which the journal notes was given up."""
    with ports.ledger.writing() as writing:
        act_of(writing, session).append("print_abandoned", {"printing": printed.event})
    return printed.changes


def print_register(
    ports: Ports,
    session: Session,
    *,
    query: Content,
    out: BinaryIO,
    language: str,
    progress: Progress | None = None,
) -> Printed:
    """Draw, note and write a register at once.

    Raises as `draw_register` does, and then the journal knows of nothing; when the writing fails or is stopped,
    nothing usable is in `out`, and the journal says that the print was abandoned.
    """
    drawing = draw_register(ports, session, query=query, language=language, progress=progress)
    printed = commit_print(ports, session, drawing)
    try:
        write_print(drawing, printed, out, progress)
    except BaseException:
        abandon_print(ports, session, printed)
        raise
    return printed


def print_moment(ports: Ports, reading: Reading) -> datetime:
    """Now, and never before the journal's last event (design, "Clock")."""
    return max(ports.clock.now(), reading.last_moment())


def facts_now(ports: Ports, session: Session, reading: Reading, language: str) -> PrintFacts:
    """What stands around a paper that is printed from this reading now, still without heading and code."""
    size, moment = reading.size(), print_moment(ports, reading)
    return print_facts(office_row(reading), session, language, moment, size=size, root=reading.root(size))


def print_facts(
    office: Row, session: Session, language: str, moment: datetime, *, size: int, root: bytes
) -> PrintFacts:
    """What stands around anything that this person prints now, still without heading and code."""
    return PrintFacts(
        office=office["name"],
        titled="",
        told="",
        printed_by=session.name,
        printed_at=office_time(moment, office["zone"]),
        journal_size=size,
        root=root.hex(),
        code="",
        language=language,
        demo=bool(office["demo"]),
    )
