"""The grammar of the journal: what is read as an event, what is not, and that nothing else ever comes of reading."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from filedesk.domain.event_types import ROOT, SELF, TYPES, WORKSTATION
from filedesk.domain.events import Event, MalformedEventError, Word, check, leaf, parse
from filedesk.domain.people import Role

ENVELOPE = {
    "act": "a" * 32, "actor": 2, "at": "2026-03-05T04:00:00.000Z", "data": {"person": 2, "bundle": "d" * 64},
    "key": "b" * 32, "office": "c" * 32, "prev": "0" * 64, "seq": 7, "type": "password_changed", "v": 1, "words": {},
}  # fmt: skip

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=12,
)


def read(payload: bytes) -> Event | None:
    """The event, or None when it is refused as the grammar refuses."""
    try:
        event = parse(payload)
        check(event)
    except MalformedEventError:
        return None
    return event


def test_a_good_event_is_read_and_written_the_same() -> None:
    payload = rfc8785.dumps(ENVELOPE)
    event = read(payload)
    assert event is not None
    assert rfc8785.dumps(event.payload()) == payload


@given(st.binary(max_size=200))
def test_any_bytes_are_an_event_or_malformed(payload: bytes) -> None:
    read(payload)


@given(json_values)
def test_any_json_is_an_event_or_malformed(value: object) -> None:
    read(json.dumps(value).encode())


@given(st.sampled_from(sorted(ENVELOPE)), json_values)
def test_any_value_in_any_place_of_the_envelope(name: str, value: object) -> None:
    read(json.dumps({**ENVELOPE, name: value}).encode())


@given(st.sampled_from(sorted(TYPES)), st.data())
def test_any_value_in_any_field_of_any_type(kind: str, data: st.DataObject) -> None:
    names = sorted({*TYPES[kind].fields, *TYPES[kind].optional, "more"})
    fields = {name: data.draw(json_values) for name in names if data.draw(st.booleans())}
    words = data.draw(st.dictionaries(st.text(max_size=8), json_values, max_size=3))
    read(json.dumps({**ENVELOPE, "type": kind, "data": fields, "words": words}).encode())


@pytest.mark.parametrize("name", sorted(ENVELOPE))
def test_nothing_may_be_missing_and_nothing_more_be_there(name: str) -> None:
    assert read(json.dumps({k: v for k, v in ENVELOPE.items() if k != name}).encode()) is None
    assert read(json.dumps({**ENVELOPE, "more": 1}).encode()) is None


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 0}, {"seq": True}, {"seq": 2**53}, {"seq": 1.0}, {"actor": -1}, {"actor": False}, {"v": 2}, {"v": True},
        {"at": "2026-03-05"}, {"at": "2026-03-05T04:00:00Z"}, {"prev": "0" * 63}, {"prev": "G" * 64}, {"key": "B" * 32},
        {"type": "no_such"}, {"data": {}}, {"data": {"person": 0, "bundle": "d" * 64}},
        {"data": {"person": 2, "bundle": None}}, {"data": {"person": 2, "bundle": "d" * 64, "note": "x"}},
        {"words": {"title": "e" * 64}},
    ],
    ids=str,
)  # fmt: skip
def test_what_does_not_fit_is_malformed(change: dict[str, Any]) -> None:
    assert read(json.dumps({**ENVELOPE, **change}).encode()) is None


def test_words_are_numbered_where_there_are_several() -> None:
    data = {"folder": 1, "year": 2026}
    good = {**ENVELOPE, "type": "folder_added", "data": data, "words": {"name": "e" * 64}}
    assert read(json.dumps(good).encode()) is not None
    assert read(json.dumps({**good, "words": {"name.12": "e" * 64}}).encode()) is not None
    assert read(json.dumps({**good, "words": {"name.x": "e" * 64}}).encode()) is None
    assert read(json.dumps({**good, "words": {"name": "text"}}).encode()) is None


def test_a_word_is_committed_to_by_salt_and_text() -> None:
    word = Word(b"s" * 16, "批示")
    assert word.commitment == hashlib.sha256(b"s" * 16 + "批示".encode()).hexdigest()


def test_a_leaf_is_key_signature_and_payload() -> None:
    assert leaf("ab" * 16, b"S" * 64, b"{}") == b"\xab" * 16 + b"S" * 64 + b"{}"


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_has_signers_that_exist(kind: str) -> None:
    signers = TYPES[kind].signers
    assert signers
    assert signers <= {ROOT, SELF, WORKSTATION, *(role.value for role in Role)}
    assert not TYPES[kind].fields.keys() & TYPES[kind].optional.keys()
