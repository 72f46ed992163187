"""Reading in turn 传阅 (I4), acting on it 承办 (I5) and urging 催办: their words, and who may hand to whom."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from filedesk.domain.people import CARRIERS
from filedesk.domain.routing import State


class Mode(StrEnum):
    """How a paper goes round: 循序 one after another, 同时 to all at once, 专送 to one only."""

    SEQUENCE = "sequence"
    TOGETHER = "together"
    SINGLE = "single"


class Turn(StrEnum):
    """Where a reader stands: he has yet to get it, has it, has read it, or is left out on the manager's word."""

    WAITING = "waiting"
    OUT = "out"
    READ = "read"
    SKIPPED = "skipped"


class Handling(StrEnum):
    """Where a department stands that must act: whom it named, whether he accepted, and whether there is a result."""

    ASSIGNED = "assigned"
    NAMED = "named"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    REPORTED = "reported"


class Means(StrEnum):
    """How somebody was urged."""

    TELEPHONE = "telephone"
    LETTER = "letter"
    IN_PERSON = "in_person"
    MEETING = "meeting"


UNDER_WAY = frozenset({State.IN_CIRCULATION, State.IN_HANDLING, State.IN_CIRCULATION_AND_HANDLING})
"""States in which somebody reads or acts."""

IN_CIRCULATION = frozenset({State.IN_CIRCULATION, State.IN_CIRCULATION_AND_HANDLING})
IN_HANDLING = frozenset({State.IN_HANDLING, State.IN_CIRCULATION_AND_HANDLING})

ASKABLE = frozenset({State.WITH_GENERAL_MANAGER, State.INSTRUCTED}) | UNDER_WAY
"""States in which a question may be put to the general manager (I6)."""

ORIGINAL = 1
"""The copy number of the original; further copies count from 2."""

LEFT_OPEN = frozenset({Turn.WAITING, Turn.OUT})
"""Turns that keep a paper from being finished."""


def may_hand_over(giver: Collection[str], taker: Collection[str]) -> bool:
    """Whether a paper may go between people with these roles: never among readers themselves, 横传 (I4, N3).

    One of the two is a clerk or the head of the office.
    """
    return not CARRIERS.isdisjoint(giver) or not CARRIERS.isdisjoint(taker)


def mode_fits(mode: Mode, readers: int) -> bool:
    """Whether so many readers can be served this way: 专送 goes to one."""
    return readers >= 1 and (mode is not Mode.SINGLE or readers == 1)
