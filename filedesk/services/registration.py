"""Registering documents (I1, I2), adding their files, correcting entries, voiding numbers, what is registered twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from filedesk.domain import routing
from filedesk.domain.documents import KINDS, Entry, Series, checked, needed_reason, tidy, tidy_lines
from filedesk.domain.numbering import PLAIN, Number, book_year
from filedesk.domain.routing import State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, act_of, check_department, document_row, require
from filedesk.services.blocks import FromBlock, open_blocks, taken
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing
from filedesk.services.receiving import check_may_receive
from filedesk.services.taking_in import Staged

UNSIGNED = routing.UNSIGNED
"""States in which the entry may be corrected and files belong to the document itself (F9)."""


@dataclass(frozen=True)
class Registered:
    """The entry that was made: its document id, its number as it is written, and what changed."""

    document: int
    number: str
    changes: Changes


@dataclass(frozen=True)
class Twice:
    """Entries that may be the same document: with the same sender and number, or holding the same file."""

    same_number: list[Row] = field(default_factory=list)
    same_file: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.same_number or self.same_file)


def kinds(reading: Reading) -> dict[str, str]:
    """Codes of all kinds of document: the program's own (named by `texts`) and the office's, with their names."""
    return {**dict.fromkeys(KINDS, ""), **{row["code"]: row["name"] for row in reading.find("kind")}}


def look_for_twice(ports: Ports, session: Session, *, entry: Entry, staged: Sequence[Staged]) -> Twice:
    """What is registered already and may be the same document; to be shown before saving."""
    require(session, "document_registered", rule="I2")
    with ports.ledger.reading() as reading:
        same = reading.same_number(tidy(entry.sender), tidy(entry.sender_number)) if entry.sender_number else []
        return Twice(same, reading.same_files(marks_of(ports, session, staged)))


def marks_of(ports: Ports, session: Session, staged: Sequence[Staged]) -> list[str]:
    """The duplicate marks of staged files under every generation of the office key."""
    digests = {bytes.fromhex(one.content) for one in staged if one.size}
    return [ports.vault.duplicate_mark(key, digest) for key in session.office_keys() for digest in sorted(digests)]


def register(
    ports: Ports,
    session: Session,
    *,
    entry: Entry,
    staged: Sequence[Staged] = (),
    reserved: FromBlock | None = None,
) -> Registered:
    """Enter a document; its number is given here, without a gap. The files are named in the same transaction.

    With `reserved` it takes a number of a block 手工号段, as an entry made afterwards 补录 with the day it happened.
    Raises RuleRefused naming what the entry lacks; then no number is used and the staged files stay staged. Also
    "office_receives" (I1), "block_of_other_year", and as `blocks.taken` does.
    """
    require(session, "document_registered", rule="F1")
    with ports.ledger.writing() as writing:
        if entry.series is Series.INCOMING:
            check_may_receive(writing, session.person)
        act = act_of(writing, session)
        return register_in(ports, writing, act, entry=entry, staged=staged, reserved=reserved)


def register_in(
    ports: Ports,
    writing: Writing,
    act: Act,
    *,
    entry: Entry,
    staged: Sequence[Staged] = (),
    reserved: FromBlock | None = None,
) -> Registered:
    """The same as part of another act, in its transaction."""
    today = date.fromisoformat(ports.today(writing))
    entry = checked(entry, today=today, kinds=frozenset(kinds(writing)))
    if entry.department is not None:
        check_department(writing, entry.department)
    assert entry.received is not None
    year, late, serial = _number_for(writing, entry.series, entry.received, today, reserved)
    document = writing.next_id("document")
    data, words = entry_fields(writing, entry)
    data |= {
        "document": document,
        "series": entry.series.value,
        "secret": 0,
        "level": entry.level.value,
        "year": year,
        "serial": serial,
        "files": [one.file for one in staged],
    }
    if late:
        data["late"] = 1
    if reserved is not None:
        data["block"] = reserved.block
    act.append("document_registered", data, words)
    for position, one in enumerate(staged):
        take_in(writing, act, document, one, position=position, supplement=False)
    number = str(Number(entry.series, False, year, serial))
    return Registered(document, number, Changes(frozenset({entry.series.value}), frozenset({document})))


def _number_for(
    writing: Writing, series: Series, received: date, today: date, reserved: FromBlock | None
) -> tuple[int, bool, int]:
    """Year, whether it is entered late 补登, and serial of an entry."""
    if reserved is not None:
        block, serial = taken(writing, reserved, series, PLAIN)
        if received.year != block.year:
            raise RuleRefused("block_of_other_year", year=block.year)
        return block.year, False, serial
    closed = {row["year"] for row in writing.find("book", series=series, secret=0, code=PLAIN, closed=1)}
    year, late = book_year(received, today=today, closed=closed)
    return year, late, writing.next_serial(series, 0, year)


def entry_fields(reading: Writing, entry: Entry) -> tuple[dict[str, object], dict[str, str]]:
    """The fields and words of an entry's event; a sender met for the first time is remembered by it."""
    known = reading.get("correspondent", name=entry.sender)
    assert entry.received is not None
    data: dict[str, object] = {
        "kind": entry.kind,
        "received": entry.received.isoformat(),
        "copies": entry.copies,
        "urgency": entry.urgency.value,
        "medium": entry.medium.value,
        "correspondent": known["id"] if known else reading.next_id("correspondent"),
        "dated": entry.dated.isoformat() if entry.dated else None,
        "pages": entry.pages,
        "department": entry.department,
        "deadline": entry.deadline.isoformat() if entry.deadline else None,
    }
    if not known:
        data["correspondent_new"] = 1
    if entry.attachments:
        data["attachments"] = [{"medium": a.medium.value, "count": a.count} for a in entry.attachments]
    words = {
        "title": entry.title,
        "sender": entry.sender,
        "sender_number": entry.sender_number,
        "signed_for_by": entry.signed_for_by,
        "notes": entry.notes,
        **{f"attachment.{i}": a.what for i, a in enumerate(entry.attachments)},
    }
    return data, words


def take_in(
    writing: Writing, act: Act, document: int, one: Staged, *, position: int, supplement: bool, what: str = ""
) -> None:
    """Name a staged file as one of the document's, in the transaction of an act.

    Raises ValueError for a file that a document has already: it was staged for one.
    """
    if writing.get("document_file", file=one.file) is not None:
        raise ValueError(f"the staged file belongs to a document already: {one.file}")
    act.append(
        "file_taken_in",
        {
            "document": document,
            "file": one.file,
            "position": position,
            "size": one.size,
            "stored": one.written.size,
            "digest": one.written.digest,
            "slot": one.slot,
            "slot_digest": one.slot_digest,
            "share": writing.keep("share", one.share),
            "generation": one.generation,
            "mark": one.mark,
            "media_type": one.media_type,
            "supplement": int(supplement),
            "pages": one.pages,
            "wrong_text": 1 if one.wrong_text else None,
        },
        {"name": one.name, "content": one.content, "what": tidy(what)},
    )


def add_files(
    ports: Ports, session: Session, *, document: int, staged: Sequence[Staged], what: str = "", seen: int | None = None
) -> Changes:
    """Add files to a registered document; once a leader has it or has signed, they are supplements beside it (F9)."""
    require(session, "document_registered", rule="F9")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        if row["state"] == State.VOID:
            raise RuleRefused("document_void", number=row["number"])
        drafted = writing.get("draft", document=document) is not None
        act = act_of(writing, session)
        for position, one in enumerate(staged, start=row["files"]):
            supplement = row["state"] not in UNSIGNED or drafted
            take_in(writing, act, document, one, position=position, supplement=supplement, what=what)
    return Changes(frozenset({row["series"]}), frozenset({document}))


def correct(
    ports: Ports, session: Session, *, document: int, entry: Entry, reason: str = "", seen: int | None = None
) -> Changes:
    """Correct an entry. A slip of typing 笔误 by the same person, before anyone acted, needs no reason.

    Raises RuleRefused: "signed_stays" (rule F9) once a leader has signed; "reason_missing"; "year_stays", since the
    number belongs to the year of receipt (conventions, "Year").
    """
    require(session, "entry_corrected", rule="F9")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        if writing.get("draft", document=document) is not None:
            raise RuleRefused("draft_is_revised", rule="F9")
        if row["state"] not in UNSIGNED:
            raise RuleRefused("signed_stays", rule="F9", number=row["number"])
        if entry.series != row["series"]:
            raise RuleRefused("series_stays", number=row["number"])
        slip = is_slip(writing, row, session)
        if not slip and not tidy_lines(reason):
            raise RuleRefused("reason_missing")
        today = date.fromisoformat(ports.today(writing))
        entry = checked(entry, today=today, kinds=frozenset(kinds(writing)))
        if entry.department is not None:
            check_department(writing, entry.department)
        if entry.received is not None and str(entry.received.year) != row["received"][:4]:
            raise RuleRefused("year_stays", number=row["number"], year=row["received"][:4])
        data, words = entry_fields(writing, entry)
        data |= {
            "document": document,
            "slip": int(slip),
            "attachments_before": len(writing.find("attachment", document=document)),
        }
        act_of(writing, session).append("entry_corrected", data, {**words, "reason": tidy_lines(reason)})
    return Changes(frozenset({row["series"]}), frozenset({document}))


def is_slip(reading: Reading, row: Row, session: Session) -> bool:
    """Whether a correction now would be a slip of typing: the same person, and nobody else has acted since."""
    acted = {event.actor for event, _words in reading.timeline(row["id"])}
    return acted == {session.person}


def void_number(ports: Ports, session: Session, *, document: int, reason: str, seen: int | None = None) -> Changes:
    """Void a number: its entry stays in the register with the reason, and the number is never used again."""
    require(session, "number_voided", rule="I2")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.VOID, session.roles)
        if not row["serial"]:
            raise RuleRefused("number_not_given", rule="O3")
        draft = writing.get("draft", document=document)
        answers = draft["replies_to"] if draft else None
        data = {"document": document, "replies_to": answers}
        act_of(writing, session).append("number_voided", data, {"reason": told})
    touched = Changes(frozenset({row["series"]}), frozenset({document}))
    return touched if answers is None else touched | Changes(frozenset({Series.INCOMING.value}), frozenset({answers}))


def books(reading: Reading) -> list[Row]:
    """The number ledgers with `series`, `year`, `last` number given and whether they are `closed`, the latest first."""
    return reading.find("book", order="year DESC, series", secret=0, code=0)


def close_book(ports: Ports, session: Session, *, series: Series, year: int) -> Changes:
    """Close a year's book 封册: later entries of that year go into the present book, marked 补登."""
    require(session, "book_closed")
    with ports.ledger.writing() as writing:
        if year >= int(ports.today(writing)[:4]):
            raise RuleRefused("book_still_running", year=year)
        book = writing.get("book", series=series, secret=0, code=0, year=year)
        if book is None or book["closed"]:
            raise RuleRefused("book_closed_already", year=year)
        for block in open_blocks(writing, series, PLAIN):
            if block.year == year:
                raise RuleRefused("block_open", numbers=block.told)
        data = {"series": series.value, "secret": 0, "year": year, "last": book["last"]}
        act_of(writing, session).append("book_closed", data)
    return Changes(frozenset({series.value}))


def add_kind(ports: Ports, session: Session, *, name: str) -> str:
    """Add a kind of document 文种 to the office's list (F2); returns its code."""
    require(session, "kind_added", rule="F2")
    told = tidy(name)
    if not told:
        raise RuleRefused("name_empty")
    with ports.ledger.writing() as writing:
        rows = writing.find("kind")
        if any(row["name"] == told for row in rows):
            raise RuleRefused("name_twice", name=told)
        code = f"own_{len(rows) + 1}"
        act_of(writing, session).append("kind_added", {"kind": code}, {"name": told})
    return code
