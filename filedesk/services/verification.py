"""Proving the ledger: every signature, the chain and the tree, words, bodies, replay, files, slots, numbers, anchor.

The verifier trusts nothing of what it reads, needs no password, and names the place of whatever is wrong. What stays
unproven without keys is said. With a session it also decrypts every file that the person may open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from filedesk.domain import merkle
from filedesk.domain.events import Event
from filedesk.domain.numbering import gaps
from filedesk.domain.printed import PrintedCode, read_code, row_leaf
from filedesk.domain.projected_office import key_id
from filedesk.domain.signature_code import SignatureCode, is_signature_code, read_signature_code
from filedesk.errors import Cancelled, FiledeskError, RuleRefused
from filedesk.services.desk_ports import Ports
from filedesk.services.inspection import Finding, Inspected
from filedesk.services.keys import Session
from filedesk.services.ports import Progress
from filedesk.services.printed_content import content_of, rows_of
from filedesk.services.verifying_files import FilesCounted, check_contents, check_files, check_slots
from filedesk.services.verifying_journal import JournalChecked, check_journal
from filedesk.services.verifying_signature import SignatureAnswer, check_signature, signature_answer
from filedesk.texts import catalogue


@dataclass
class PrintedAnswer:
    """How a printed register stands to the desk: rows contained, contradicted, no longer openable."""

    contained: int = 0
    contradicted: int = 0
    closed: int = 0


@dataclass
class Report(FilesCounted):
    """What was checked and what was found. `good` when nothing is wrong; `anchored` when the root was compared.

    `remembered` is the size of the journal that this workstation had seen before, None when it remembers nothing;
    `signature` is the act whose printed code was asked about, when the desk holds it.
    `spare_slots` are slots that no event names: a crash or a registration that was given up leaves them behind.
    """

    events: int = 0
    root: str = ""
    fingerprint: str = ""
    anchored: bool = False
    remembered: int | None = None
    printed: PrintedAnswer | None = None
    signature: SignatureAnswer | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Nothing is wrong."""
        return not self.findings

    @property
    def unproven(self) -> tuple[str, ...]:
        """What a clean report does not prove, by the codes of texts (`findings.UNPROVEN`).

        An older state of the whole desk is whole in itself: only what was remembered or printed later tells it.
        """
        told = {
            "not_anchored": not self.anchored,
            "nothing_remembered": self.remembered is None and self.printed is None and self.signature is None,
            "contents_not_opened": self.files > self.opened,
        }
        return tuple(code for code, stands in told.items() if stands)


def verify(
    ports: Ports,
    *,
    root: str | None = None,
    printed: str | None = None,
    session: Session | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check the whole desk.

    `root` is the office root's fingerprint (or key in hex) to anchor at, else this workstation's pin serves; `printed`
    is the code of a printed page or of one signature on paper. Raises RuleRefused: "printed_code_unreadable",
    "signature_code_misread"; and Cancelled. Everything else that is not as it must be is a finding.
    """
    progress = progress or Progress()
    code = _read(printed) if printed is not None else None
    report = Report()
    add = report.findings.extend
    with ports.inspection.open() as inspected:
        journal = check_journal(ports.vault, inspected, progress)
        add(journal.findings)
        report.events, report.root = journal.size, journal.tree.root().hex()
        add(_guarded("office", lambda: _anchor(ports, journal, root, report)))
        add(_guarded("tile", lambda: _tiles(inspected, journal)))
        add(_guarded("body", lambda: _bodies(inspected, journal)))
        add(_guarded("checkpoint", lambda: _checkpoints(ports, inspected, journal)))
        add(_guarded("journal", lambda: inspected.compare(journal.size, progress)))
        add(_guarded("desk.sqlite3", inspected.structure))
        add(_guarded("journal", lambda: _printings(inspected, journal)))
        add(_guarded("number", lambda: _numbers(inspected)))
        add(_guarded("files", lambda: check_files(ports, journal, report, progress)))
        add(_guarded("slots", lambda: check_slots(ports, journal, report)))
        if session is not None:
            add(_guarded("files", lambda: check_contents(ports, inspected, session, report, progress)))
        if isinstance(code, SignatureCode):
            add(_guarded("printed", lambda: _signature(inspected, code, journal, report)))
        elif code is not None:
            add(_guarded("printed", lambda: _printed(inspected, code, journal, report)))
    return report


def _read(printed: str) -> PrintedCode | SignatureCode:
    signed = is_signature_code(printed)
    code = read_signature_code(printed) if signed else read_code(printed)
    if code is None:
        raise RuleRefused("signature_code_misread" if signed else "printed_code_unreadable")
    return code


def _signature(inspected: Inspected, code: SignatureCode, journal: JournalChecked, report: Report) -> Iterator[Finding]:
    found = list(check_signature(code, journal))
    yield from found
    if not found:
        report.signature = signature_answer(inspected, code)


def _guarded(place: str, check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    found: list[Finding] = []
    try:
        found.extend(check())
    except Cancelled:
        raise
    except FiledeskError as error:
        found.append(Finding.of("check_failed", place, error))
    except Exception as error:  # noqa: BLE001 - a desk that was tampered with may break any step: that is a finding
        found.append(Finding("check_failed", place, {"reason": f"{type(error).__name__}: {error}"}))
    return found


def _anchor(ports: Ports, journal: JournalChecked, root: str | None, report: Report) -> Iterator[Finding]:
    held = journal.authority.root
    if not held:
        return
    report.fingerprint = ports.vault.fingerprint(bytes.fromhex(held))
    pin = ports.secrets.pin()
    if root is not None:
        told = root.replace("-", "").strip()
        report.anchored = told.lower() == held or told.upper() == report.fingerprint.replace("-", "")
        if not report.anchored:
            yield Finding("root_differs", "event 1", {"fingerprint": report.fingerprint})
    elif pin is not None:
        report.anchored = pin == held
        if not report.anchored:
            yield Finding("root_differs", "event 1", {"fingerprint": report.fingerprint})
    note = ports.secrets.checkpoint()
    if note is not None:
        yield from _remembered(ports, journal, note, report)


def _remembered(ports: Ports, journal: JournalChecked, note: str, report: Report) -> Iterator[Finding]:
    for public in journal.authority.workstations.values():
        try:
            _origin, size, wanted = ports.vault.read_checkpoint(note, bytes.fromhex(public))
        except FiledeskError:
            continue
        report.remembered = size
        if size > journal.size:
            yield Finding("journal_shorter_than_seen", f"event {journal.size + 1}", {"seen": size})
        elif journal.root_at(size) != wanted:
            yield Finding("journal_differs_from_seen", f"event {size}", {"seen": size})
        return
    yield Finding("seen_checkpoint_foreign", "checkpoint")


def _tiles(inspected: Inspected, journal: JournalChecked) -> Iterator[Finding]:
    wanted = dict(journal.tiles)
    for level, position, held in inspected.tiles():
        if wanted.pop((level, position), None) != held:
            yield Finding("tile_differs", f"tile {level} {position}")
    for level, position in wanted:
        yield Finding("tile_missing", f"tile {level} {position}")


def _bodies(inspected: Inspected, journal: JournalChecked) -> Iterator[Finding]:
    missing = dict(journal.bodies)
    for digest, kind, body in inspected.bodies():
        named, _seq = missing.pop(digest, (None, 0))
        if named is None:
            yield Finding("body_extra", f"body {digest[:16]}")
        if hashlib.sha256(body).hexdigest() != digest or named not in {None, kind}:
            yield Finding("body_differs", f"body {digest[:16]}")
    for digest, (_kind, seq) in missing.items():
        yield Finding("body_missing", f"body {digest[:16]}", {"event": seq})


def _checkpoints(ports: Ports, inspected: Inspected, journal: JournalChecked) -> Iterator[Finding]:
    for event in journal.checkpoints:
        place = f"event {event.seq}"
        size, root = event.data["size"], event.data["root"]
        if size >= event.seq or journal.root_at(size).hex() != root:
            yield Finding("checkpoint_differs", place)
            continue
        note = inspected.reading.body(event.data["note"]).decode()
        public = journal.authority.workstations.get(event.key, "")
        try:
            _origin, told, told_root = ports.vault.read_checkpoint(note, bytes.fromhex(public))
        except FiledeskError:
            yield Finding("checkpoint_note_wrong", place)
            continue
        if (told, told_root.hex()) != (size, root):
            yield Finding("checkpoint_note_wrong", place)


def _printings(inspected: Inspected, journal: JournalChecked) -> Iterator[Finding]:
    """What each print event commits to: the journal at its snapshot, and as many rows as it says under their root."""
    for event in journal.printings:
        data = event.data
        hashes = inspected.reading.body(data["hashes"])
        leaves = [hashes[i : i + 32] for i in range(0, len(hashes), 32)]
        size = data["snapshot"]
        if (
            len(leaves) != data["rows"]
            or merkle.subtree_root(leaves).hex() != data["rows_root"]
            or size > journal.size
            or journal.root_at(size).hex() != data["snapshot_root"]
        ):
            yield Finding("printing_differs", f"event {event.seq}")


def _numbers(inspected: Inspected) -> Iterator[Finding]:
    """Every number is used, void, or kept reserved by a block 手工号段 (design section 3)."""
    reading = inspected.reading
    blocks = {row["id"]: row for row in reading.find("number_block")}
    kept = [(blocks[row["block"]], row["serial"]) for row in reading.find("reserved_number", document=0)]
    for book in reading.find("book"):
        ledger = {name: book[name] for name in ("series", "secret", "code", "year")}
        serials = [row["serial"] for row in reading.find("number", **ledger)]
        if not book["secret"]:
            its = (book["series"], book["code"], book["year"])
            serials += [serial for row, serial in kept if (row["series"], row["code"], row["year"]) == its]
        for serial in gaps(serials, book["last"]):
            yield Finding("number_missing", f"number {book['series']} {book['year']} {serial}")


def _print_event(journal: JournalChecked, code: PrintedCode) -> Event | None:
    """The event of the printing that bears this code: with its rows, and of its journal size where several are."""
    alike = [event for event in journal.printings if event.data["rows_root"] == code.rows_root.hex()]
    return next((event for event in alike if event.data["snapshot"] == code.size), alike[0] if alike else None)


def _printed(inspected: Inspected, code: PrintedCode, journal: JournalChecked, report: Report) -> Iterator[Finding]:
    report.printed = answer = PrintedAnswer()
    if journal.authority.root and key_id(journal.authority.root)[:20] != code.office:
        yield Finding("printed_by_another_office", "printed")
        return
    if code.size > journal.size:
        yield Finding("journal_shorter_than_printed", f"event {journal.size + 1}", {"printed": code.size})
    elif journal.root_at(code.size) != code.root:
        yield Finding("journal_differs_from_printed", f"event {code.size}", {"printed": code.size})
    event = _print_event(journal, code)
    if event is None:
        yield Finding("printing_unknown", "printed")
        return
    row = {**event.data, "selection": inspected.reading.event(event.seq)[1].get("selection", "")}
    hashes = inspected.reading.body(event.data["hashes"])
    leaves = [hashes[i : i + 32] for i in range(0, len(hashes), 32)]
    if merkle.subtree_root(leaves) != code.rows_root:
        yield Finding("printed_rows_damaged", f"event {event.seq}")
        return
    salt = bytes.fromhex(event.data["salt"])
    words = catalogue(event.data["language"])
    with inspected.replayed(event.data["snapshot"]) as then:
        _total, rows = rows_of(then, content_of({"year": None, "month": None, **row}), words, row["version"])
        shown = [(document, row_leaf(salt, cells)) for document, cells in rows]
    standing = {leaf: document for document, leaf in shown}
    for place, leaf in enumerate(leaves):
        if leaf in standing:
            answer.contained += 1
        else:
            answer.contradicted += 1
            yield Finding("printed_row_contradicted", f"row {place + 1}")
