"""What the grammar of events is made of: the form of a type, its signers, and the checks that several types share.

The types themselves stand in `event_types_office`, `event_types_documents` and their neighbours, one area a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from filedesk.domain.documents import Series
from filedesk.domain.fields import Check, choice, digest, each, flag, identifier, record
from filedesk.domain.people import Role

ROOT = "root"
WORKSTATION = "workstation"
SELF = "self"
"""Signers that are not roles: the office root, a certified workstation, and a person for his own keys."""

CLERKS = frozenset({Role.CLERK})
OFFICE = frozenset({Role.CLERK, Role.OFFICE_HEAD})
HEAD = frozenset({Role.GENERAL_MANAGER})
STAFF = frozenset({Role.GENERAL_MANAGER, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class EventType:
    """The grammar of one type. `signers` are roles, or ROOT, WORKSTATION, SELF.

    Of its `words`, `must_say` may not be missing; a `numbered` one is told once for each element of the named field.
    """

    signers: frozenset[str]
    fields: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    must_say: frozenset[str] = frozenset()
    numbered: Mapping[str, str] = field(default_factory=dict)
    version: int = 1


series = choice({s.value for s in Series})
commitments = each(digest)
departments = each(record(department=identifier, lead=flag))
NAME, TEXT, REASON = frozenset({"name"}), frozenset({"text"}), frozenset({"reason"})
"""Words that many types say."""
