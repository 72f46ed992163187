"""Reading: registers, a document with its files and timeline, completions, and opening a file in memory."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from filedesk.domain.documents import Series
from filedesk.domain.events import Event
from filedesk.domain.people import sees_all, sees_named
from filedesk.domain.projected_documents import DIRECT
from filedesk.domain.routing import SignedOn, State, Step, lawful_steps
from filedesk.errors import KeyOrSealWrong, RuleRefused
from filedesk.services.acts import act_of, document_row, require
from filedesk.services.deputies import represented
from filedesk.services.desk_ports import Ports
from filedesk.services.exceptions import released_kinds
from filedesk.services.held_keys import take_up_keys
from filedesk.services.instruction import proposal
from filedesk.services.keys import Session
from filedesk.services.ledger import Named, Query, Reading, Row
from filedesk.services.ports import FileContext, Progress
from filedesk.services.route_view import Route, route
from filedesk.services.wording import Wording, wording

T = TypeVar("T")


@dataclass(frozen=True)
class Said:
    """An instruction with its wording and how it was signed; `confirmed` when his own key stands behind it."""

    row: Row
    wording: Wording
    signer: str
    confirmed: bool


@dataclass(frozen=True)
class DocumentView:
    """Everything a document page shows. `steps` are what this person may do with it now, `route.acts` on its way."""

    row: Row
    files: list[Row]
    attachments: list[Row]
    movements: list[Row]
    timeline: list[tuple[Event, dict[str, str]]]
    names: dict[int, str]
    departments: dict[int, str]
    proposal: Wording | None
    instructions: list[Said]
    steps: tuple[Step, ...]
    route: Route


def _check_reader(session: Session) -> None:
    if not session.confirmed:
        raise RuleRefused("person_unconfirmed")
    if not sees_all(session.roles) and not sees_named(session.roles):
        raise RuleRefused("no_right_to_content")


def limit_of(ports: Ports, reading: Reading, session: Session) -> Named | None:
    """The limit of what a person sees: None for whoever sees all; else what names him, or whom he represents today."""
    if sees_all(session.roles):
        return None
    people = (session.person, *sorted(represented(reading, session.person, ports.today(reading))))
    rows = [reading.get("person", id=person) for person in people]
    return Named(people, tuple(sorted({row["department"] for row in rows if row and row["department"]})))


def _limited(ports: Ports, reading: Reading, session: Session, query: Query) -> Query:
    return replace(query, named=limit_of(ports, reading, session))


def check_named(ports: Ports, reading: Reading, session: Session, document: int) -> None:
    """Raise RuleRefused("not_named_to_you") for a document that this person may not see (I4)."""
    named = limit_of(ports, reading, session)
    if named is not None and not reading.names(document, named):
        raise RuleRefused("not_named_to_you", rule="I4")


def read(ports: Ports, session: Session, work: Callable[[Reading], T]) -> T:
    """What `work` finds. Raises RuleRefused("person_unconfirmed"), ("no_right_to_content") for who may not read."""
    _check_reader(session)
    with ports.ledger.reading() as reading:
        return work(reading)


def first_page(ports: Ports, session: Session, query: Query, *, count: int = 60) -> list[Row]:
    """The first rows of a register in the query's order."""
    return read(ports, session, lambda r: r.first_page(_limited(ports, r, session, query), count))


def ids(ports: Ports, session: Session, query: Query) -> array[int]:
    """The document ids of a register in the query's order."""
    return read(ports, session, lambda r: r.ids(_limited(ports, r, session, query)))


def rows(ports: Ports, session: Session, wanted: list[int]) -> dict[int, Row]:
    """Rows by document id; those of documents that this person may not see are left out (I4)."""

    def work(reading: Reading) -> dict[int, Row]:
        named = limit_of(ports, reading, session)
        seen = wanted if named is None else [one for one in wanted if reading.names(one, named)]
        return reading.rows(seen)

    return read(ports, session, work)


def years(ports: Ports, session: Session, series: Series) -> list[int]:
    """The years that have a book, the latest first."""
    return read(ports, session, lambda r: r.years(series))


def completions(ports: Ports, session: Session, what: str, typed: str, *, count: int = 12) -> list[str]:
    """Remembered senders, people, departments or folders that hold `typed`, or whose pinyin initials do."""
    return read(ports, session, lambda r: r.completions(what, typed, count))


def names(reading: Reading, table: str) -> dict[int, str]:
    """Id → name of people, departments or folders."""
    return {row["id"]: row["name"] for row in reading.find(table, order="id")}


def directory(ports: Ports, session: Session) -> tuple[dict[int, str], dict[int, str], list[Row]]:
    """People, departments (id → name) and folders, for forms."""
    return read(
        ports,
        session,
        lambda r: (names(r, "person"), names(r, "department"), r.find("folder", order="year DESC, name")),
    )


def document(ports: Ports, session: Session, wanted: int) -> DocumentView:
    """A document with all that is known of it. Raises RuleRefused("document_unknown")."""

    def work(reading: Reading) -> DocumentView:
        document_row(reading, wanted)
        check_named(ports, reading, session, wanted)
        row = reading.rows([wanted])[wanted]
        people = names(reading, "person")
        return DocumentView(
            row=row,
            files=reading.find("document_file", order="position", document=wanted),
            attachments=reading.find("attachment", order="position", document=wanted),
            movements=reading.find("movement", order="seq", document=wanted),
            timeline=reading.timeline(wanted),
            names=people,
            departments=names(reading, "department"),
            proposal=proposal(reading, wanted),
            instructions=[
                Said(
                    told,
                    wording(reading, told["id"], told["text"], told["deadline"]),
                    people.get(told["person"], ""),
                    told["signed_on"] in {SignedOn.SCREEN, DIRECT} or told["confirmed_seq"] is not None,
                )
                for told in reading.find("instruction", order="id", document=wanted)
            ],
            steps=_steps(reading, row, session),
            route=route(ports, reading, session, row),
        )

    return read(ports, session, work)


def _steps(reading: Reading, row: Row, session: Session) -> tuple[Step, ...]:
    """What this person may do now; a paper goes directly only where its kind is released (I3)."""
    found = lawful_steps(Series(row["series"]), State(row["state"]), session.roles)
    if Step.SEND_DIRECTLY in found and row["kind"] not in released_kinds(reading):
        return tuple(one for one in found if one is not Step.SEND_DIRECTLY)
    return found


def decrypt(ports: Ports, session: Session, file: Row) -> Iterator[bytes]:
    """The plain bytes of a file, piece by piece; only when the last has come is the file known to be whole.

    Raises KeyOrSealWrong("no_office_key", "slot_…", "wrap_wrong", "ciphertext_damaged") and EnvironmentFailed.
    """
    with ports.ledger.reading() as reading:
        if ("office", file["generation"]) not in session.role_keys:
            take_up_keys(ports, reading, session)
        wrapped = reading.body(file["share"])
    key = session.role_keys.get(("office", file["generation"]))
    if key is None:
        raise KeyOrSealWrong("no_office_key", name=session.name)
    context = FileContext(ports.office, file["file"], 1)
    share = ports.vault.unwrap_share(wrapped, role_key=key, context=context)
    value = ports.slots.value(file["slot"])
    if hashlib.sha256(value).hexdigest() != file["slot_digest"]:
        raise KeyOrSealWrong("slot_damaged", slot=file["slot"])
    cipher = ports.vault.decryptor(share, value, context)
    for piece in ports.files.read(file["file"]):
        yield cipher.update(piece)
    yield cipher.finish()


def open_file(ports: Ports, session: Session, wanted: str, progress: Progress | None = None) -> tuple[Row, bytes]:
    """A file's row and its whole plain content in memory; nothing is written anywhere."""
    progress = progress or Progress()

    def find(reading: Reading) -> Row:
        row = reading.get("document_file", file=wanted)
        if row is None:
            raise RuleRefused("file_unknown")
        check_named(ports, reading, session, row["document"])
        return row

    row = read(ports, session, find)
    content = bytearray()
    for piece in decrypt(ports, session, row):
        progress.raise_if_cancelled()
        content += piece
        progress.report(len(content), row["size"])
    return row, bytes(content)


def note_opened_outside(ports: Ports, session: Session, *, file: Row) -> None:
    """Record that an ordinary file was opened with another program: an explicit act, and an event.

    Raises RuleRefused("file_unknown") and ("not_named_to_you").
    """
    require(session, "opened_outside")
    with ports.ledger.writing() as writing:
        if writing.get("document_file", file=file["file"], document=file["document"]) is None:
            raise RuleRefused("file_unknown")
        check_named(ports, writing, session, file["document"])
        act_of(writing, session).append("opened_outside", {"document": file["document"], "file": file["file"]})
