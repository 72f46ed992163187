"""The verifier's first and longest check: the journal itself, event by event, with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from filedesk.domain import merkle
from filedesk.domain.authority import Authority
from filedesk.domain.events import Event, MalformedEventError, Word, canonical, check, leaf, parse
from filedesk.domain.lawfulness import Lawfulness
from filedesk.errors import FiledeskError
from filedesk.services.inspection import Finding, Inspected, StoredEvent
from filedesk.services.keys import Vault
from filedesk.services.ports import Progress

MOST_FINDINGS = 2_000
"""After so many findings in the journal the rest is not listed: it was rewritten whole."""


@dataclass
class JournalChecked:
    """What the journal's check found and gathered for the checks after it."""

    size: int = 0
    findings: list[Finding] = field(default_factory=list)
    tree: merkle.Frontier = field(default_factory=merkle.Frontier)
    leaves: list[bytes] = field(default_factory=list)
    tiles: dict[tuple[int, int], bytes] = field(default_factory=dict)
    authority: Authority = field(default_factory=Authority)
    lawfulness: Lawfulness = field(default_factory=Lawfulness)
    bodies: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Digest → kind and seq of the event that names it."""
    files: list[Event] = field(default_factory=list)
    checkpoints: list[Event] = field(default_factory=list)
    printings: list[Event] = field(default_factory=list)
    office: str = ""
    prev: str = "0" * 64
    at: str = ""

    def root_at(self, size: int) -> bytes:
        """The root hash at an earlier size, from the leaves and tiles computed here."""
        return merkle.root(
            size,
            lambda first, end: self.leaves[first:end],
            lambda level, first, end: [self.tiles[level, i] for i in range(first, end)],
        )

    def add(self, code: str, place: str, **params: str | int) -> None:
        """One finding more, up to the most that are listed."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(code, place, params))


def check_journal(vault: Vault, inspected: Inspected, progress: Progress) -> JournalChecked:
    """Check every event: its place in the chain, form, signature, authority and words. Never raises for content."""
    checked = JournalChecked()
    try:
        words = _Words(inspected.words())
        total = inspected.reading.size()
        for stored in inspected.events():
            if checked.size % 1000 == 0:
                progress.report(checked.size, total)
                progress.raise_if_cancelled()
            _check_event(vault, stored, words, checked)
        for seq, problem in checked.lawfulness.unfinished():
            checked.add("event_unlawful", f"event {seq}", problem=problem)
        for seq, name in words.rest():
            checked.add("word_extra", f"word {seq} {name}")
    except FiledeskError:
        raise
    except Exception as error:  # noqa: BLE001 - a table may be gone or hold anything: that is a finding
        checked.add("check_failed", f"event {checked.size + 1}", reason=f"{type(error).__name__}: {error}")
    if checked.size == 0:
        checked.add("journal_empty", "event 1")
    return checked


class _Words:
    """The words table read alongside the journal."""

    def __init__(self, rows: Iterator[tuple[int, str, bytes, str]]) -> None:
        self._rows = rows
        self._next = next(rows, None)
        self.before: list[tuple[int, str]] = []

    def of(self, seq: int) -> dict[str, Word]:
        """The words of one event; words of events that are not there are remembered as one too many."""
        found: dict[str, Word] = {}
        while self._next is not None and self._next[0] <= seq:
            at, name, salt, text = self._next
            if at == seq:
                found[name] = Word(salt, text)
            else:
                self.before.append((at, name))
            self._next = next(self._rows, None)
        return found

    def rest(self) -> Iterator[tuple[int, str]]:
        """Words that belong to no event."""
        yield from self.before
        while self._next is not None:
            yield self._next[0], self._next[1]
            self._next = next(self._rows, None)


def _check_event(vault: Vault, stored: StoredEvent, words: _Words, checked: JournalChecked) -> None:
    checked.size += 1
    place = f"event {stored.seq}"
    told = words.of(stored.seq)
    if stored.seq != checked.size:
        checked.add("event_missing_before", place, expected=checked.size)
        checked.size = stored.seq
    try:
        hashed = merkle.leaf_hash(leaf(stored.key, stored.signature, stored.payload))
    except (ValueError, TypeError):
        hashed = merkle.leaf_hash(bytes(stored.payload))
        checked.add("event_malformed", place, reason="key")
    if hashed != stored.hash:
        checked.add("event_hash_differs", place)
    for level, position, tile in checked.tree.append(hashed):
        checked.tiles[level, position] = tile
    checked.leaves.append(hashed)
    prev, checked.prev = checked.prev, hashed.hex()
    try:
        event = parse(stored.payload)
        check(event)
    except (MalformedEventError, TypeError, ValueError) as error:
        checked.add("event_malformed", place, reason=str(error))
        return
    if canonical(event) != stored.payload:
        checked.add("event_not_canonical", place)
    _check_chain(event, stored, prev, place, checked)
    _check_signature(vault, event, stored, place, checked)
    _check_words(event, told, checked)
    checked.authority.admit(event)
    for seq, problem in checked.lawfulness.problems(event, hashed):
        checked.add("event_unlawful", f"event {seq}", problem=problem)
    _gather(event, checked)


def _check_chain(event: Event, stored: StoredEvent, prev: str, place: str, checked: JournalChecked) -> None:
    checked.office = checked.office or event.office
    if event.seq != stored.seq or event.key != stored.key:
        checked.add("event_columns_differ", place)
    if event.prev != prev or bytes(stored.prev).hex() != prev:
        checked.add("event_chain_broken", place)
    if event.office != checked.office:
        checked.add("event_of_another_office", place)
    if event.at < checked.at and event.type != "clock_corrected":
        checked.add("event_time_goes_back", place)
    checked.at = event.at


def _check_signature(vault: Vault, event: Event, stored: StoredEvent, place: str, checked: JournalChecked) -> None:
    public = checked.authority.public(event)
    if public is None:
        checked.add("event_key_unknown", place)
        return
    if not vault.holds(bytes.fromhex(public), stored.payload, stored.signature):
        checked.add("event_signature_wrong", place)
    problem = checked.authority.problem(event)
    if problem is not None:
        checked.add("event_not_authorised", place, problem=problem)


def _check_words(event: Event, told: dict[str, Word], checked: JournalChecked) -> None:
    for name, commitment in event.words.items():
        word = told.pop(name, None)
        if word is None:
            checked.add("word_missing", f"word {event.seq} {name}")
        elif word.commitment != commitment:
            checked.add("word_differs", f"word {event.seq} {name}")
    for name in told:
        checked.add("word_extra", f"word {event.seq} {name}")


def _gather(event: Event, checked: JournalChecked) -> None:
    data = event.data
    match event.type:
        case "keys_made" | "password_changed":
            checked.bodies[data["bundle"]] = ("bundle", event.seq)
        case "role_key_made" | "person_confirmed":
            for wrap in data["wraps"]:
                checked.bodies[wrap["digest"]] = ("wrap", event.seq)
        case "file_taken_in":
            checked.bodies[data["share"]] = ("share", event.seq)
            checked.files.append(event)
        case "register_printed":
            checked.bodies[data["hashes"]] = ("printed_rows", event.seq)
            checked.printings.append(event)
        case "checkpoint":
            checked.bodies[data["note"]] = ("checkpoint", event.seq)
            checked.checkpoints.append(event)
        case _:
            pass
