"""Who receives incoming papers (I1): one place, the office.

What "the office" is had to be decided. It is a department that the office itself names, by an event of its own: a
role would not do, since every clerk has the same one wherever she works, and the department of its head would move
with him. A clerk of that department receives, and so does one who belongs to no department (a secretary of the house).
An office that has named none, as every desk founded before there was this rule, goes on as it did: any clerk receives.
A new office names one at its founding where it can be told which it is (`usual_office`); the general manager or the
administrator changes it at any time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from filedesk.domain.people import Role

ANY_CLERK: Final = 0
"""In place of a department: none is named, so every clerk receives."""
SETTING: Final = "receiving office"
"""The row that holds it. No `setting_changed` can name it, for it is no code."""
USUAL_NAMES: Final = ("办公室", "总经理办公室", "秘书处", "Office")

Told = tuple[Collection[str], str | None]
"""A person's roles, and the name of the department."""


def may_receive(office: int, department: int | None) -> bool:
    """Whether a clerk of this department (None or 0 for none) receives where `office` is the one that does."""
    return office == ANY_CLERK or not department or department == office


def usual_office(departments: Collection[str], people: Iterable[Told]) -> str | None:
    """Which department of a new office receives: that of its head, or the one usually called so; None if no such.

    Only one with a clerk counts: otherwise nobody could register.
    """
    staff = list(people)
    heads = [department for roles, department in staff if Role.OFFICE_HEAD in roles and department]
    named = [name for name in USUAL_NAMES if name in departments]
    return next((one for one in (*heads, *named) if has_clerk(one, staff)), None)


def has_clerk(department: str, people: Iterable[Told]) -> bool:
    """Whether anybody could receive there."""
    return any(Role.CLERK in roles and (not where or where == department) for roles, where in people)
