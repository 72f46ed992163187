"""Pinyin initials: finding 市财政局 by typing sczj. A character with several readings is found by each.

The table of initials is made once from a pinyin dictionary (tools/pinyin_table.py) and read at first use, so that
a title costs microseconds and nothing of pypinyin is needed at run time. A Latin letter or digit is its own initial,
so a query finds by initials all that it finds as plain text.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product

from filedesk.config import resources
from filedesk.domain.search_terms import normalised

GRAM = 3
"""How many initials in a row the index holds as one token."""


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    path = resources() / "pinyin" / "initials.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        letter, characters = line[0], line[2:]
        for character in characters:
            table[character] = table.get(character, "") + letter
    table.update((character, character) for character in "abcdefghijklmnopqrstuvwxyz0123456789")
    return table


def initials(character: str) -> str:
    """The letters by which a normalised character can be typed: one for each reading, none when it has none."""
    return _table().get(character, "")


def initial_grams(n: str, mark: str = "") -> set[str]:
    """What is indexed of a normalised text: 3 initials in a row, in every reading, and the shorter ends of runs.

    A character without initials ends a run, as punctuation does. `mark` is put before each.
    """
    return set[str]().union(*[_readings(run[at : at + GRAM], mark) for run in n.split() for at in range(len(run))])


@lru_cache(maxsize=1 << 17)
def _readings(characters: str, mark: str) -> tuple[str, ...]:
    letters = [initials(character) for character in characters]
    if "" in letters:
        letters = letters[: letters.index("")]
    return tuple(mark + "".join(each) for each in product(*letters)) if letters else ()


class _Places(dict[str, int]):
    """Character → the places of the typed letters that it can stand for, as bits."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self._typed = typed

    def __missing__(self, character: str) -> int:
        letters = _table().get(character, "")
        bits = sum(1 << place for place, letter in enumerate(self._typed) if letter in letters)
        self[character] = bits
        return bits


@lru_cache(maxsize=8)
def _places(typed: str) -> _Places:
    return _Places(typed)


def matches_normalised(n: str, typed: str) -> bool:
    """Whether some run of a normalised text has `typed` (a-z, 0-9) as initials of characters in a row.

    Bit i of `state` says that the last i + 1 characters can be read as the first i + 1 letters (Shift-And).
    """
    places, last, state = _places(typed), 1 << (len(typed) - 1), 0
    for character in n:
        state = (state << 1 | 1) & places[character]
        if state & last:
            return True
    return False


def typeable(typed: str) -> bool:
    """Whether this can be meant as initials: at least one Latin letter, and only Latin letters and digits."""
    return typed.isascii() and typed.isalnum() and not typed.isdigit()


def matches(text: str, typed: str) -> bool:
    """Whether `text`, as people write it, can be found by the initials `typed`; False for what are no initials."""
    wanted = normalised(typed)
    return typeable(wanted) and matches_normalised(normalised(text), wanted)
