"""Row operations that a projection returns, and the primary keys of the derived tables they name."""

from __future__ import annotations

from typing import Any, NamedTuple

Row = dict[str, Any]


class Put(NamedTuple):
    """This row stands from now on, whatever stood under its key."""

    table: str
    row: Row


class Patch(NamedTuple):
    """These columns of the row under `key` change."""

    table: str
    key: Row
    changes: Row


class Delete(NamedTuple):
    """No row stands under `key` any more."""

    table: str
    key: Row


Operation = Put | Patch | Delete

KEYS: dict[str, tuple[str, ...]] = {
    "office": ("id",),
    "role_key": ("name", "generation"),
    "key_wrap": ("name", "generation", "person"),
    "department": ("id",),
    "person": ("id",),
    "person_role": ("person", "role"),
    "workstation": ("id",),
    "setting": ("name",),
    "calendar_day": ("day",),
    "calendar_year": ("year",),
    "kind": ("code",),
    "book": ("series", "secret", "code", "year"),
    "number": ("series", "secret", "code", "year", "serial"),
    "number_block": ("id",),
    "reserved_number": ("block", "serial"),
    "correspondent": ("id",),
    "document": ("id",),
    "document_file": ("file",),
    "attachment": ("document", "position"),
    "movement": ("seq",),
    "proposal": ("document",),
    "instruction": ("id",),
    "named_reader": ("seq", "position"),
    "named_department": ("seq", "position"),
    "folder": ("id",),
    "concern": ("document", "person", "department"),
    "timeline": ("document", "seq"),
    "printing": ("seq",),
    "audit_note": ("seq",),
    "checkpoint": ("seq",),
    "copy": ("document", "copy"),
    "circulation": ("document",),
    "reading_turn": ("document", "reader"),
    "handling_task": ("document", "department"),
    "recorded_act": ("seq",),
    "question": ("seq",),
    "urging": ("seq",),
    "incident": ("seq",),
    "deputy": ("seq",),
    "number_code": ("id",),
    "department_code": ("department",),
    "draft": ("document",),
    "draft_version": ("document", "version"),
    "version_file": ("document", "version", "position"),
    "countersigner": ("document", "version", "person"),
    "draft_approval": ("seq",),
    "reply_to": ("document",),
    "chop_use": ("seq",),
    "sending": ("seq",),
    "sending_recipient": ("seq", "position"),
    "distribution": ("seq", "position"),
    "carrying_out": ("seq", "position"),
    "memo_answer": ("seq",),
    "released_kind": ("kind",),
    "exception": ("seq",),
    "post": ("id",),
    "post_item": ("post", "version", "position"),
    "post_signature": ("post", "version", "part"),
}
