"""The office's own events: founding, people and keys, workstations, settings, kinds, prints, checkpoints, clock."""

from __future__ import annotations

from filedesk.domain.fields import (
    choice,
    code,
    count,
    digest,
    each,
    flag,
    hexadecimal,
    identifier,
    integer,
    moment,
    random_id,
    record,
    zone,
)
from filedesk.domain.grammar import HEAD, NAME, OFFICE, ROOT, SELF, STAFF, TEXT, WORKSTATION, EventType
from filedesk.domain.people import OVERSEERS, Role

_READERS = OVERSEERS
_key = hexadecimal(64)
_role_key = choice({"office", "secret", "personnel"})
_wraps = each(record(name=_role_key, generation=identifier, person=count, digest=digest))
_roles = each(choice({r.value for r in Role}), least=1)

TYPES: dict[str, EventType] = {
    "office_founded": EventType(
        frozenset({ROOT}),
        {"root": _key, "recovery": _key, "zone": zone, "demo": flag},
        words=frozenset({"name", "code"}),
        must_say=frozenset({"name", "code"}),
    ),
    "role_key_made": EventType(
        HEAD | {ROOT}, {"name": _role_key, "generation": identifier, "public": _key, "wraps": _wraps}
    ),
    "department_added": EventType(STAFF | {ROOT}, {"department": identifier}, words=NAME, must_say=NAME),
    "person_added": EventType(
        STAFF | {ROOT},
        {"person": identifier, "roles": _roles},
        {"department": identifier},
        NAME,
        NAME,
    ),
    "roles_changed": EventType(
        STAFF, {"person": identifier, "roles": _roles, "roles_before": _roles}, {"department": identifier}
    ),
    "person_left": EventType(STAFF, {"person": identifier}),
    "person_invited": EventType(
        STAFF, {"person": identifier, "salt": random_id, "code": digest}
    ),
    "keys_made": EventType(
        frozenset({SELF}),
        {"person": identifier, "signing": _key, "opening": _key, "bundle": digest, "provisional": flag},
    ),
    "general_manager_certified": EventType(
        frozenset({ROOT}), {"person": identifier, "signing": _key, "opening": _key}
    ),
    "person_confirmed": EventType(
        HEAD, {"person": identifier, "signing": _key, "wraps": _wraps}
    ),
    "password_changed": EventType(frozenset({SELF}), {"person": identifier, "bundle": digest}),
    "workstation_certified": EventType(
        HEAD | {ROOT}, {"workstation": identifier, "public": _key}, words=NAME, must_say=NAME
    ),
    "sign_in_refused": EventType(frozenset({WORKSTATION}), {"person": identifier, "count": identifier}),
    "signed_in_again": EventType(frozenset({SELF}), {"person": identifier}),
    "setting_changed": EventType(
        STAFF, {"setting": code}, words=frozenset({"value"}), must_say=frozenset({"value"})
    ),
    "receiving_office_set": EventType(STAFF, {"department": count}),
    "kind_added": EventType(STAFF | OFFICE, {"kind": code}, words=NAME, must_say=NAME),
    "register_printed": EventType(
        _READERS,
        {
            "register": code,
            "version": identifier,
            "rows": count,
            "rows_root": digest,
            "hashes": digest,
            "salt": random_id,
            "snapshot": identifier,
            "snapshot_root": digest,
            "language": choice({"zh_CN", "en"}),
        },
        {"year": identifier, "month": identifier},
        frozenset({"selection"}),
        frozenset({"selection"}),
    ),
    "print_abandoned": EventType(_READERS, {"printing": identifier}),
    "audit_noted": EventType(frozenset({Role.AUDITOR}), {}, {"document": identifier}, TEXT, TEXT),
    "checkpoint": EventType(frozenset({WORKSTATION}), {"size": identifier, "root": digest, "note": digest}),
    "clock_corrected": EventType(HEAD, {"from": moment, "by": integer}),
}  # fmt: skip
