"""Who may do what (rules, "People"): roles, and the one-sided acts that one person may not do twice over."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from enum import StrEnum

from filedesk.errors import RuleRefused


class Role(StrEnum):
    """The roles of rules.md; one person may hold several."""

    CLERK = "clerk"
    OFFICE_HEAD = "office_head"
    GENERAL_MANAGER = "general_manager"
    DEPARTMENT_MANAGER = "department_manager"
    RESPONSIBLE = "responsible"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class PersonState(StrEnum):
    """How far a person's keys have come. Only the confirmed see more than their own to-do."""

    ADDED = "added"
    INVITED = "invited"
    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    LEFT = "left"


CONTENT_ROLES = frozenset(
    {Role.CLERK, Role.OFFICE_HEAD, Role.GENERAL_MANAGER, Role.DEPARTMENT_MANAGER, Role.RESPONSIBLE}
)
"""Roles that hold the office key and so can open ordinary files; administrators and auditors, as such, cannot."""

OVERSEERS = frozenset({Role.CLERK, Role.OFFICE_HEAD, Role.GENERAL_MANAGER, Role.AUDITOR})
"""Roles that see every register; department managers and responsible persons see what names them (rule I4)."""

CARRIERS = frozenset({Role.CLERK, Role.OFFICE_HEAD})
"""Who may carry a paper from hand to hand (rule N3)."""

MANAGERS = frozenset({Role.DEPARTMENT_MANAGER, Role.OFFICE_HEAD})
"""Who manages a department: its manager, and the office its head."""

NEVER_TOGETHER = (
    (Role.AUDITOR, Role.CLERK),
    (Role.AUDITOR, Role.GENERAL_MANAGER),
    (Role.AUDITOR, Role.ADMINISTRATOR),
)
"""Pairs that would audit themselves."""

RECOVERY = 0
"""The person number that stands for recovery in wraps of role keys."""

LONGEST_NAME = 60


def check_roles(roles: Collection[str]) -> frozenset[Role]:
    """The roles as a set. Raises RuleRefused when there is none, one is unknown, or two exclude each other."""
    if not roles:
        raise RuleRefused("person_without_role")
    known = {role.value for role in Role}
    for role in roles:
        if role not in known:
            raise RuleRefused("role_unknown", role=role)
    chosen = frozenset(Role(role) for role in roles)
    for one, other in NEVER_TOGETHER:
        if one in chosen and other in chosen:
            raise RuleRefused("roles_exclude_each_other", one=one.value, other=other.value)
    return chosen


def name_kept(name: str) -> str:
    """A name as it is kept and looked up: NFC, so that what looks alike is one name, and spaces folded."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def check_name(name: str) -> str:
    """A person's or department's name as it is kept. Raises RuleRefused when it is empty, too long or has controls."""
    trimmed = name_kept(name)
    if not trimmed:
        raise RuleRefused("name_empty")
    if len(trimmed) > LONGEST_NAME:
        raise RuleRefused("name_too_long", most=LONGEST_NAME)
    if not trimmed.isprintable():
        raise RuleRefused("name_not_printable")
    return trimmed


def sees_all(roles: Collection[str]) -> bool:
    """Whether a person with these roles sees whole registers."""
    return any(role in OVERSEERS for role in roles)


def sees_named(roles: Collection[str]) -> bool:
    """Whether a person with these roles sees documents that name him or his department."""
    return any(role in CONTENT_ROLES for role in roles)


def reads_content(roles: Collection[str]) -> bool:
    """Whether a person with these roles holds the office key."""
    return any(role in CONTENT_ROLES for role in roles)
