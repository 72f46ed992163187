"""Pinyin initials: finding 市财政局 by typing sczj. Characters with several readings are found by each.

The table of initials is made once from a pinyin dictionary (tools/pinyin_table.py) and read at first use, so that a
title costs microseconds.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache

from filedesk.config import resources

GRAM = 3
MOST_PRODUCTS = 64
"""At most so many combinations of readings are indexed for one place; beyond it only each first reading."""

_RUN = re.compile(r"[^\W_]+")


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    path = resources() / "pinyin" / "initials.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        letter, characters = line[0], line[2:]
        for character in characters:
            table[character] = table.get(character, "") + letter
    return table


def initials(character: str) -> str:
    """The initials a character can be typed by: of its readings, or itself when it is a Latin letter or digit."""
    found = _table().get(character)
    if found:
        return found
    return character if character.isascii() and character.isalnum() else ""


def readings(text: str) -> list[list[str]]:
    """For each run of word characters the initials of each character; characters without any end a run."""
    folded = unicodedata.normalize("NFKC", text).lower()
    runs: list[list[str]] = []
    for run in _RUN.findall(folded):
        current: list[str] = []
        for character in run:
            found = initials(character)
            if found:
                current.append(found)
            elif current:
                runs.append(current)
                current = []
        if current:
            runs.append(current)
    return runs


def initial_grams(text: str) -> set[str]:
    """What is indexed: every 3 initials in a row, and the shorter ends, in every reading."""
    grams: set[str] = set()
    for run in readings(text):
        for start in range(len(run)):
            part = run[start : start + GRAM]
            product = 1
            for letters in part:
                product *= len(letters)
            if product > MOST_PRODUCTS:
                part = [letters[0] for letters in part]
            grams.update("".join(letters) for letters in itertools.product(*part))
    return grams


def matches(text: str, typed: str) -> bool:
    """Whether the initials of `text` hold `typed`, in one run and in any of the readings."""
    wanted = typed.strip().lower()
    if not wanted or not wanted.isascii() or not wanted.isalnum():
        return False
    length = len(wanted)
    for run in readings(text):
        for start in range(len(run) - length + 1):
            if all(wanted[i] in run[start + i] for i in range(length)):
                return True
    return False
