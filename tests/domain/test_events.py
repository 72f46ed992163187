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
from filedesk.domain.events import Event, MalformedEventError, Word, canonical, check, leaf, parse
from filedesk.domain.fields import day, moment
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
def test_any_bytes_are_malformed(payload: bytes) -> None:
    """No chance bytes are an event, and nothing but MalformedEventError comes of reading them."""
    with pytest.raises(MalformedEventError, match=r"not_json|envelope"):
        parse(payload)


@given(json_values)
def test_any_json_is_malformed(value: object) -> None:
    with pytest.raises(MalformedEventError, match="envelope"):
        parse(json.dumps(value).encode())


@given(st.sampled_from(sorted(ENVELOPE)), json_values)
def test_any_value_in_any_place_of_the_envelope_is_read_as_it_is_or_malformed(name: str, value: object) -> None:
    event = read(json.dumps({**ENVELOPE, name: value}).encode())
    assert event is None or event.payload() == {**ENVELOPE, name: value}
    if event is not None:
        assert type(event.payload()[name]) is type(ENVELOPE[name])


@given(st.sampled_from(sorted(TYPES)), st.data())
def test_any_value_in_any_field_of_any_type_passes_its_check_or_is_malformed(kind: str, data: st.DataObject) -> None:
    names = sorted({*TYPES[kind].fields, *TYPES[kind].optional, "more"})
    fields = {name: data.draw(json_values) for name in names if data.draw(st.booleans())}
    words = data.draw(st.dictionaries(st.text(max_size=8), json_values, max_size=3))
    event = read(json.dumps({**ENVELOPE, "type": kind, "data": fields, "words": words}).encode())
    checks = {**TYPES[kind].fields, **TYPES[kind].optional}
    fits = TYPES[kind].fields.keys() <= fields.keys() <= checks.keys()
    if event is not None:
        assert fits
        assert all(checks[name](value) for name, value in fields.items())
        assert all(isinstance(commitment, str) for commitment in event.words.values())
    elif fits and all(checks[name](value) for name, value in fields.items()):
        assert words or TYPES[kind].must_say


events = st.fixed_dictionaries({
    "readers": st.lists(st.integers(1, 2**53 - 1), max_size=4),
    "departments": st.lists(st.fixed_dictionaries({"department": st.integers(1, 99), "lead": st.integers(0, 1)})),
    "document": st.integers(1, 2**53 - 1),
})  # fmt: skip


@given(events, st.dictionaries(st.text("abcdef0123456789_.", max_size=9), st.text(max_size=9), max_size=4))
def test_the_canonical_form_is_that_of_rfc_8785(fields: dict[str, Any], words: dict[str, str]) -> None:
    event = parse(json.dumps({**ENVELOPE, "data": fields, "words": words}).encode())
    assert canonical(event) == rfc8785.dumps(event.payload())


@pytest.mark.parametrize("text", ["批示", "\u2028", "\x7f", '\x00\x1f\t\n"\\/', "𠮷", "é"])
def test_texts_are_escaped_as_rfc_8785_does(text: str) -> None:
    event = parse(json.dumps({**ENVELOPE, "words": {"x": text}}).encode())
    assert canonical(event) == rfc8785.dumps(event.payload())


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


def test_words_that_must_be_said_are_and_none_is_numbered_that_stands_alone() -> None:
    data = {"folder": 1, "year": 2026}
    good = {**ENVELOPE, "type": "folder_added", "data": data, "words": {"name": "e" * 64}}
    assert read(json.dumps(good).encode()) is not None
    for wrong in ({}, {"name.12": "e" * 64}, {"name": "text"}, {"name": "e" * 64, "name.0": "e" * 64}):
        assert read(json.dumps({**good, "words": wrong}).encode()) is None


def test_attachments_are_named_once_each() -> None:
    entry = {
        "kind": "notice", "received": "2026-03-05", "copies": 1, "urgency": "routine", "medium": "paper",
        "correspondent": 1, "document": 1, "slip": 1, "attachments_before": 0,
        "attachments": [{"medium": "disc", "count": 2}, {"medium": "thing", "count": 1}],
    }  # fmt: skip
    names = dict.fromkeys(("title", "sender", "attachment.0", "attachment.1"), "e" * 64)
    corrected = {**ENVELOPE, "type": "entry_corrected", "data": entry, "words": names}
    assert read(json.dumps(corrected).encode()) is not None
    for more in ("attachment", "attachment.2", "attachment.01", "attachment.x", "attachment.¹"):
        assert read(json.dumps({**corrected, "words": {**names, more: "e" * 64}}).encode()) is None
    for missing in names:
        told = {name: value for name, value in names.items() if name != missing}
        assert read(json.dumps({**corrected, "words": told}).encode()) is None


@pytest.mark.parametrize("written", ["2026-W10-4", "2026-02-30", "２０２６-03-05", "20260305", "2026-3-5"])
def test_a_day_is_written_in_one_way_only(written: str) -> None:
    assert not day(written)
    assert not moment(f"{written}T04:00:00.000Z")


@pytest.mark.parametrize(
    "written", ["2026-19-01T04:00:00.000Z", "2026-03-05T24:00:00.000Z", "2026-03-05T04:00:60.000Z"]
)
def test_a_moment_stands_in_the_calendar(written: str) -> None:
    assert moment("2026-03-05T23:59:59.999Z")
    assert not moment(written)


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
