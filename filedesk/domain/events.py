"""An event: one act as a small canonical record, signed by the person who did it (design, "The journal").

The payload is JCS (RFC 8785) and holds only integers, choices, ids, dates and digests; every free text is a *word*
that stands beside the journal with its salt, and in the payload as the commitment SHA-256(salt ‖ text).
A leaf of the Merkle tree (RFC 6962) is key id ‖ signature ‖ payload.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from filedesk.domain import event_types
from filedesk.domain.fields import digest, identifier, moment, random_id

SALT_LENGTH = 16
NOBODY = 0
"""The actor of what the office root or a workstation signs."""

_ENVELOPE = frozenset({"act", "actor", "at", "data", "key", "office", "prev", "seq", "type", "v", "words"})


class MalformedEventError(ValueError):
    """A payload that is not an event; `reason` is a short code for the verifier's findings."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Word:
    """A free text with the salt of its commitment. `text` is None once it has been taken out of the plain."""

    salt: bytes
    text: str

    @property
    def commitment(self) -> str:
        """SHA-256(salt ‖ text in UTF-8), in hex."""
        return hashlib.sha256(self.salt + self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Draft:
    """An act about to be recorded: its type, its fields and its words. The journal adds the rest."""

    type: str
    data: dict[str, Any]
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """A recorded act, as its payload says it."""

    seq: int
    type: str
    version: int
    office: str
    prev: str
    act: str
    actor: int
    key: str
    at: str
    data: dict[str, Any]
    words: dict[str, str]
    """Field → commitment in hex."""

    def payload(self) -> dict[str, Any]:
        """The record that is serialised and signed."""
        return {
            "act": self.act, "actor": self.actor, "at": self.at, "data": self.data, "key": self.key,
            "office": self.office, "prev": self.prev, "seq": self.seq, "type": self.type, "v": self.version,
            "words": self.words,
        }  # fmt: skip


def parse(payload: bytes) -> Event:
    """Read a stored payload. Raises MalformedEventError when it is not one this program knows how to read."""
    try:
        told = json.loads(payload.decode())
    except (ValueError, RecursionError):
        raise MalformedEventError("not_json") from None
    if not isinstance(told, dict) or told.keys() != _ENVELOPE:
        raise MalformedEventError("envelope")
    if not (
        identifier(told["seq"]) and type(told["actor"]) is int and told["actor"] >= 0 and moment(told["at"])
        and random_id(told["office"]) and digest(told["prev"]) and random_id(told["key"])
        and random_id(told["act"]) and identifier(told["v"]) and isinstance(told["type"], str)
        and isinstance(told["data"], dict) and isinstance(told["words"], dict)
    ):  # fmt: skip
        raise MalformedEventError("envelope")
    return Event(
        told["seq"], told["type"], told["v"], told["office"], told["prev"], told["act"], told["actor"],
        told["key"], told["at"], told["data"], told["words"],
    )  # fmt: skip


def check(event: Event) -> None:
    """Raise MalformedEventError unless the event's type is known and its fields and words are those of the type."""
    kind = event_types.TYPES.get(event.type)
    if kind is None or event.version != kind.version:
        raise MalformedEventError("type_unknown")
    check_data(kind, event.data, event.words)
    if not all(digest(commitment) for commitment in event.words.values()):
        raise MalformedEventError("words")


def check_data(kind: event_types.EventType, data: Mapping[str, object], words: Mapping[str, object]) -> None:
    """Raise MalformedEventError unless `data` and `words` fit the type. Optional fields may be missing, never null."""
    for name, passes in kind.fields.items():
        if name not in data or not passes(data[name]):
            raise MalformedEventError(f"field {name}")
    for name, value in data.items():
        if name in kind.fields:
            continue
        optional = kind.optional.get(name)
        if optional is None or not optional(value):
            raise MalformedEventError(f"field {name}")
    _check_words(kind, data, words)


def _check_words(kind: event_types.EventType, data: Mapping[str, object], words: Mapping[str, object]) -> None:
    if not kind.words:
        for name in words:
            raise MalformedEventError(f"word {name}")
        return
    single, numbered = kind.words - kind.numbered.keys(), set()
    for stem, names in kind.numbered.items():
        told = data.get(names, ())
        assert isinstance(told, list | tuple)
        numbered |= {f"{stem}.{place}" for place in range(len(told))}
    for name in (kind.must_say | numbered) - words.keys():
        raise MalformedEventError(f"word {name}")
    for name in words.keys() - single - numbered:
        raise MalformedEventError(f"word {name}")


def canonical(event: Event) -> bytes:
    """The payload's one lawful form, that of RFC 8785 (JCS): names sorted, no space, nothing escaped needlessly.

    The standard library writes just that as long as names are ASCII and numbers are integers, and the grammar of
    events (`check`) allows nothing else; it is ten times as fast as a writer for every JSON there is.
    """
    told = json.dumps(event.payload(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return told.encode()


def leaf(key: str, signature: bytes, payload: bytes) -> bytes:
    """The bytes of an event in the Merkle tree."""
    return bytes.fromhex(key) + signature + payload
