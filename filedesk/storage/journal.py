"""Appending to the journal and reading it: the one place where events, words, tiles and projected rows are written.

An event is signed inside the write transaction, since it names the event before it. BEGIN IMMEDIATE takes the write
lock first, so that the number ledger and the chain are read and written under it by one process at a time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from filedesk.clock import Clock, from_text, to_text
from filedesk.domain import event_types, merkle
from filedesk.domain.events import SALT_LENGTH, Draft, Event, Word, canonical, check_data, leaf, parse
from filedesk.domain.office_clock import event_time
from filedesk.domain.projection import project
from filedesk.errors import KeyOrSealWrong
from filedesk.services.ports import Signer
from filedesk.storage.applying import apply

ZERO = bytes(32)

_INSERT_EVENT = "INSERT INTO event (seq, payload, key, signature, prev, hash) VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_WORD = "INSERT INTO word (seq, field, salt, text) VALUES (?, ?, ?, ?)"
_INSERT_TILE = "INSERT INTO tile (level, position, hash) VALUES (?, ?, ?)"


class Head(NamedTuple):
    """Seq, hash and time of the last event; (0, zeros, "") of an empty journal."""

    seq: int
    hash: bytes
    at: str


def head(connection: sqlite3.Connection) -> Head:
    """What the next event follows."""
    row = connection.execute("SELECT seq, hash, payload FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(row[0], row[1], parse(row[2]).at) if row else Head(0, ZERO, "")


def append(
    connection: sqlite3.Connection,
    draft: Draft,
    *,
    after: Head,
    signer: Signer,
    actor: int,
    act: str,
    office: str,
    clock: Clock,
    trusted: bool = False,
) -> tuple[Event, Head]:
    """Sign and write one event inside the open transaction, project it, and return it with the head that it makes.

    `after` is the journal's head under this transaction's lock. Raises ClockDoubtful, unless a person has said that
    the clock is right (`trusted`).
    """
    kind = event_types.TYPES[draft.type]
    check_data(kind, draft.data, draft.words)
    last = from_text(after.at) if after.at else None
    salted = [(name, Word(os.urandom(SALT_LENGTH), text)) for name, text in draft.words.items()]
    event = Event(
        seq=after.seq + 1,
        type=draft.type,
        version=kind.version,
        office=office,
        prev=after.hash.hex(),
        act=act,
        actor=actor,
        key=signer.key_id,
        at=to_text(event_time(clock.now(), last, kind=draft.type, trusted=trusted)),
        data=draft.data,
        words={name: word.commitment for name, word in salted},
    )
    payload = canonical(event)
    signature = signer.sign(payload)
    hashed = merkle.leaf_hash(leaf(event.key, signature, payload))
    connection.execute(_INSERT_EVENT, (event.seq, payload, event.key, signature, after.hash, hashed))
    if salted:
        connection.executemany(_INSERT_WORD, [(event.seq, name, w.salt, w.text) for name, w in salted])
    apply(connection, project(event, draft.words))
    _write_tiles(connection, event.seq)
    return event, Head(event.seq, hashed, event.at)


def _write_tiles(connection: sqlite3.Connection, size: int) -> None:
    low, high = merkle.TILE_LEVELS
    if size % (1 << low):
        return
    place = (size >> low) - 1
    connection.execute(_INSERT_TILE, (low, place, merkle.subtree_root(leaves(connection, place << low, size))))
    if size % (1 << high) == 0:
        place = (size >> high) - 1
        below = tiles(connection, low, place << (high - low), size >> low)
        connection.execute(_INSERT_TILE, (high, place, merkle.subtree_root(below)))


def leaves(connection: sqlite3.Connection, first: int, end: int) -> Sequence[bytes]:
    """The leaf hashes first..end (counted from 0, end excluded)."""
    sql = "SELECT hash FROM event WHERE seq > ? AND seq <= ? ORDER BY seq"
    return [row[0] for row in connection.execute(sql, (first, end))]


def tiles(connection: sqlite3.Connection, level: int, first: int, end: int) -> Sequence[bytes]:
    """The kept subtree roots first..end of a level."""
    sql = "SELECT hash FROM tile WHERE level = ? AND position >= ? AND position < ? ORDER BY position"
    return [row[0] for row in connection.execute(sql, (level, first, end))]


def root(connection: sqlite3.Connection, size: int) -> bytes:
    """The Merkle root hash of the first `size` events."""
    return merkle.root(size, lambda a, b: leaves(connection, a, b), lambda lv, a, b: tiles(connection, lv, a, b))


def read_event(connection: sqlite3.Connection, seq: int) -> tuple[Event, dict[str, str]]:
    """An event and its words. Raises KeyOrSealWrong("event_missing")."""
    row = connection.execute("SELECT payload FROM event WHERE seq = ?", (seq,)).fetchone()
    if row is None:
        raise KeyOrSealWrong("event_missing", seq=seq)
    words = dict(connection.execute("SELECT field, text FROM word WHERE seq = ?", (seq,)))
    return parse(row[0]), words


def keep_body(connection: sqlite3.Connection, kind: str, body: bytes) -> str:
    """Keep a body under its SHA-256, which is returned in hex."""
    digest = hashlib.sha256(body).hexdigest()
    connection.execute("INSERT OR IGNORE INTO body (digest, kind, body) VALUES (?, ?, ?)", (digest, kind, body))
    return digest
