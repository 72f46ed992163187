"""Rows of the office itself: its keys, people, departments, workstations, settings, printings and checkpoints."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from filedesk.domain.events import Event
from filedesk.domain.people import PersonState
from filedesk.domain.receiving import SETTING
from filedesk.domain.rows import Delete, Operation, Patch, Put

Words = Mapping[str, str]


def key_id(public: str) -> str:
    """The name of a key: the first 16 bytes of SHA-256 of the public key, in hex."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32]


def _founded(event: Event, words: Words) -> list[Operation]:
    data = event.data
    return [
        Put(
            "office",
            {
                "id": 1, "office": event.office, "name": words["name"], "code": words["code"], "root": data["root"],
                "recovery": data["recovery"], "zone": data["zone"], "demo": data["demo"], "founded_at": event.at,
            },
        )
    ]  # fmt: skip


def _wrap_rows(event: Event) -> list[Operation]:
    return [
        Put(
            "key_wrap", {"name": w["name"], "generation": w["generation"], "person": w["person"], "digest": w["digest"]}
        )
        for w in event.data["wraps"]
    ]


def _role_key_made(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    row = {"name": data["name"], "generation": data["generation"], "public": data["public"], "seq": event.seq}
    return [Put("role_key", row), *_wrap_rows(event)]


def _department_added(event: Event, words: Words) -> list[Operation]:
    return [Put("department", {"id": event.data["department"], "name": words["name"]})]


def _person_added(event: Event, words: Words) -> list[Operation]:
    data = event.data
    row = {
        "id": data["person"], "name": words["name"], "department": data.get("department"), "state": PersonState.ADDED,
        "code_salt": None, "code": None, "signing": None, "opening": None, "key": None, "bundle": None,
        "provisional": 0, "refused": 0, "refused_at": None, "confirmed_seq": None,
    }  # fmt: skip
    return [Put("person", row), *_role_rows(data)]


def _role_rows(data: Mapping[str, object]) -> list[Operation]:
    roles = data["roles"]
    assert isinstance(roles, list)
    return [Put("person_role", {"person": data["person"], "role": role}) for role in roles]


def _roles_changed(event: Event, _words: Words) -> list[Operation]:
    gone: list[Operation] = [
        Delete("person_role", {"person": event.data["person"], "role": role})
        for role in event.data["roles_before"]
        if role not in event.data["roles"]
    ]
    changed = Patch("person", {"id": event.data["person"]}, {"department": event.data.get("department")})
    return [*gone, changed, *_role_rows(event.data)]


def _person(event: Event, changes: dict[str, object]) -> list[Operation]:
    return [Patch("person", {"id": event.data["person"]}, changes)]


def _person_left(event: Event, _words: Words) -> list[Operation]:
    return _person(event, {"state": PersonState.LEFT})


def _person_invited(event: Event, _words: Words) -> list[Operation]:
    return _person(event, {"state": PersonState.INVITED, "code_salt": event.data["salt"], "code": event.data["code"]})


def _keys_made(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    return _person(
        event,
        {
            "state": PersonState.UNCONFIRMED, "signing": data["signing"], "opening": data["opening"],
            "key": key_id(data["signing"]), "bundle": data["bundle"], "provisional": data["provisional"],
            "code_salt": None, "code": None,
        },
    )  # fmt: skip


def _certified(event: Event, _words: Words) -> list[Operation]:
    return _person(event, {"state": PersonState.CONFIRMED, "confirmed_seq": event.seq})


def _confirmed(event: Event, _words: Words) -> list[Operation]:
    return [*_person(event, {"state": PersonState.CONFIRMED, "confirmed_seq": event.seq}), *_wrap_rows(event)]


def _password_changed(event: Event, _words: Words) -> list[Operation]:
    return _person(event, {"bundle": event.data["bundle"], "provisional": 0})


def _workstation_certified(event: Event, words: Words) -> list[Operation]:
    data = event.data
    return [
        Put(
            "workstation",
            {
                "id": data["workstation"], "name": words["name"], "public": data["public"],
                "key": key_id(data["public"]), "certified_seq": event.seq,
            },
        )
    ]  # fmt: skip


def _sign_in_refused(event: Event, _words: Words) -> list[Operation]:
    return _person(event, {"refused": event.data["count"], "refused_at": event.at})


def _signed_in_again(event: Event, _words: Words) -> list[Operation]:
    return _person(event, {"refused": 0, "refused_at": None})


def _receiving_office_set(event: Event, _words: Words) -> list[Operation]:
    return [Put("setting", {"name": SETTING, "value": str(event.data["department"]), "seq": event.seq})]


def _setting_changed(event: Event, words: Words) -> list[Operation]:
    return [Put("setting", {"name": event.data["setting"], "value": words["value"], "seq": event.seq})]


def _kind_added(event: Event, words: Words) -> list[Operation]:
    return [Put("kind", {"code": event.data["kind"], "name": words["name"]})]


def _register_printed(event: Event, words: Words) -> list[Operation]:
    data = event.data
    return [
        Put(
            "printing",
            {
                "seq": event.seq, "person": event.actor, "at": event.at, "register": data["register"],
                "version": data["version"], "rows": data["rows"], "rows_root": data["rows_root"],
                "hashes": data["hashes"],
                "salt": data["salt"], "snapshot": data["snapshot"], "snapshot_root": data["snapshot_root"],
                "language": data["language"], "year": data.get("year"), "month": data.get("month"),
                "selection": words.get("selection", ""), "abandoned": 0,
            },
        )
    ]  # fmt: skip


def _print_abandoned(event: Event, _words: Words) -> list[Operation]:
    return [Patch("printing", {"seq": event.data["printing"]}, {"abandoned": 1})]


def _audit_noted(event: Event, words: Words) -> list[Operation]:
    document = event.data.get("document")
    note = Put(
        "audit_note",
        {"seq": event.seq, "person": event.actor, "at": event.at, "document": document, "text": words["text"]},
    )
    return [note, Put("timeline", {"document": document, "seq": event.seq})] if document else [note]


def _checkpoint(event: Event, _words: Words) -> list[Operation]:
    data = event.data
    return [Put("checkpoint", {"seq": event.seq, "size": data["size"], "root": data["root"], "note": data["note"]})]


PROJECTORS = {
    "office_founded": _founded,
    "role_key_made": _role_key_made,
    "department_added": _department_added,
    "person_added": _person_added,
    "roles_changed": _roles_changed,
    "person_left": _person_left,
    "person_invited": _person_invited,
    "keys_made": _keys_made,
    "general_manager_certified": _certified,
    "person_confirmed": _confirmed,
    "password_changed": _password_changed,
    "workstation_certified": _workstation_certified,
    "sign_in_refused": _sign_in_refused,
    "signed_in_again": _signed_in_again,
    "setting_changed": _setting_changed,
    "receiving_office_set": _receiving_office_set,
    "kind_added": _kind_added,
    "register_printed": _register_printed,
    "print_abandoned": _print_abandoned,
    "audit_noted": _audit_noted,
    "checkpoint": _checkpoint,
}
