"""Leaving a post 移交: who signs the list 移交清册 and in which order, what stands on it, and what passes to whom.

Whoever leaves a post hands it over with a list of papers held, open papers, keys and boxes, signed by both and by a
supervisor 监交人 (rules, "People"). Papers pass among those who read them here and nowhere else: the successor takes
the place of the one who leaves, under the eyes of the supervisor.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from filedesk.domain.documents import LONGEST_LINE, tidy
from filedesk.domain.people import CONTENT_ROLES, Role
from filedesk.domain.routing import State
from filedesk.errors import RuleRefused


class Part(StrEnum):
    """The three who sign, in the order in which they do: 移交人, 接收人, 监交人."""

    LEAVER = "leaver"
    SUCCESSOR = "successor"
    SUPERVISOR = "supervisor"


ORDER: Final = tuple(Part)
LAST: Final = Part.SUPERVISOR
"""With this signature everything passes."""


class Thing(StrEnum):
    """What somebody types on the list: keys, boxes, and other things in keeping."""

    KEY = "key"
    BOX = "box"
    OTHER = "thing"


class OpenPart(StrEnum):
    """What waits for the one who leaves."""

    READING = "reading"
    HANDLING = "handling"
    DRAFT = "draft"
    SIGNING = "signing"
    COUNTERSIGNING = "countersigning"
    RECEIPT = "receipt"
    CARRYING_OUT = "carrying_out"
    QUESTION = "question"
    CONFIRMATION = "confirmation"
    APPROVAL = "approval"
    ANSWER = "answer"


NEVER_PASS: Final = frozenset({OpenPart.CONFIRMATION, OpenPart.APPROVAL, OpenPart.ANSWER})
"""What only he himself can do: confirm what was recorded for him; approve or answer as the general manager."""

DRAFTS_IN_HAND: Final = frozenset(
    {
        State.DRAFTED, State.IN_COUNTERSIGNING, State.COUNTERSIGNED, State.SENT_BACK, State.WITH_GENERAL_MANAGER,
        State.WITH_MANAGER, State.APPROVED, State.SIGNED,
    }
)  # fmt: skip
"""States in which a draft is still in the hands of whoever wrote it, or comes back to him."""

NOT_IN_HANDS: Final = frozenset({State.FILED, State.VOID})
"""Originals in a folder, and void ones, are in nobody's hands: they lie there, and stay."""

MOST_LINES: Final = 500
MOST_COUNTED: Final = 100_000


@dataclass(frozen=True)
class Line:
    """One line that was typed: so many keys, boxes or things."""

    kind: Thing
    text: str
    count: int = 1


def check_parties(leaver: int, successor: int, supervisor: int, roles: dict[int, Collection[str]]) -> None:
    """Raise RuleRefused unless three different people stand there, each of whom may sign.

    Codes: "post_both_sides", "post_party_unfit" for somebody without a role that works with papers.
    """
    if len({leaver, successor, supervisor}) != len(ORDER):
        raise RuleRefused("post_both_sides")
    if any(CONTENT_ROLES.isdisjoint(roles[one]) for one in (leaver, successor, supervisor)):
        raise RuleRefused("post_party_unfit")


def checked_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The typed lines, tidied. Raises RuleRefused: "post_line_empty", "text_too_long", "post_count_wrong"."""
    told = tuple(Line(one.kind, tidy(one.text), one.count) for one in lines)
    if len(told) > MOST_LINES:
        raise RuleRefused("post_too_many_lines", most=MOST_LINES)
    for place, one in enumerate(told, start=1):
        if not one.text:
            raise RuleRefused("post_line_empty", line=place)
        if len(one.text) > LONGEST_LINE:
            raise RuleRefused("text_too_long", field="text", most=LONGEST_LINE)
        if not 1 <= one.count <= MOST_COUNTED:
            raise RuleRefused("post_count_wrong", line=place, most=MOST_COUNTED)
    return told


def next_part(signed: int) -> Part | None:
    """Who signs next when so many have signed, or None when all have."""
    return ORDER[signed] if signed < len(ORDER) else None


def may_pass(kind: OpenPart, *, roles: Collection[str], of_department: bool, free: bool) -> bool:
    """Whether what waits for the one who leaves can wait for the successor instead.

    `roles` are the successor's; `of_department` says that he belongs to the department whose step it is; `free` that
    he has no such part in it himself already. What does not pass stays open, and the list says so.
    """
    if kind in NEVER_PASS:
        return False
    match kind:
        case OpenPart.HANDLING | OpenPart.DRAFT:
            return of_department
        case OpenPart.SIGNING:
            return of_department and free and Role.DEPARTMENT_MANAGER in roles
        case OpenPart.COUNTERSIGNING:
            return free and Role.DEPARTMENT_MANAGER in roles
        case _:
            return free
