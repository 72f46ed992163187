"""What an event's fields may hold: integers, flags, choices, days, moments, digests, and lists and records of these.

Events hold no free text (design: Words); every field of every event type is one of the checks below, so that an
event that says anything else is refused before it is signed and found when it is verified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import datetime

Check = Callable[[object], bool]

_HEX = re.compile(r"[0-9a-f]*")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,80}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,40}")
LARGEST = 2**53 - 1


def integer(value: object) -> bool:
    """A whole number that JSON carries exactly (RFC 8785: below 2^53)."""
    return type(value) is int and -LARGEST <= value <= LARGEST


def count(value: object) -> bool:
    """Zero or more."""
    return type(value) is int and 0 <= value <= LARGEST


def identifier(value: object) -> bool:
    """The id of a row: one or more."""
    return type(value) is int and 1 <= value <= LARGEST


def flag(value: object) -> bool:
    """0 or 1."""
    return type(value) is int and value in (0, 1)


def day(value: object) -> bool:
    """A calendar day, 2026-03-05."""
    return isinstance(value, str) and _DAY.fullmatch(value) is not None and _stands_in_the_calendar(value)


def moment(value: object) -> bool:
    """A moment in UTC, 2026-03-05T08:30:00.000Z."""
    return isinstance(value, str) and _MOMENT.fullmatch(value) is not None and _stands_in_the_calendar(value)


def _stands_in_the_calendar(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def media_type(value: object) -> bool:
    """A media type such as application/pdf (RFC 6838)."""
    return isinstance(value, str) and _MEDIA_TYPE.fullmatch(value) is not None


def code(value: object) -> bool:
    """A short lower-case code of the program or the office, such as a kind of document."""
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def zone(value: object) -> bool:
    """The name of a time zone, such as Asia/Shanghai."""
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_+/-]{1,40}", value) is not None


def hexadecimal(digits: int) -> Check:
    """Exactly `digits` lower-case hexadecimal digits."""

    def check(value: object) -> bool:
        return isinstance(value, str) and len(value) == digits and _HEX.fullmatch(value) is not None

    return check


digest = hexadecimal(64)
random_id = hexadecimal(32)


def choice(allowed: Collection[str]) -> Check:
    """One of the words in `allowed`."""
    words = frozenset(allowed)

    def check(value: object) -> bool:
        return isinstance(value, str) and value in words

    return check


def each(check: Check, *, least: int = 0) -> Check:
    """A list, every element of which passes `check`, with at least `least` of them."""

    def check_list(value: object) -> bool:
        return isinstance(value, list) and len(value) >= least and all(check(element) for element in value)

    return check_list


def record(**fields: Check) -> Check:
    """An object with exactly these fields."""

    def check(value: object) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() == fields.keys()
            and all(passes(value[name]) for name, passes in fields.items())
        )

    return check
