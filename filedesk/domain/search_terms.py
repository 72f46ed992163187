"""The form in which texts are compared when searching, and the tokens that the index holds of it.

NFKC and case folding make full-width and half-width, upper and lower case the same. Then a text is a row of *runs* of
word characters: everything but punctuation, spaces, controls and ASCII symbols. So 收〔2026〕0001号 and 收[2026]0001号
are both `收 2026 0001号`.

The index must come out the same on every Python, each of which brings its own Unicode version: therefore characters
that are not assigned yet count as word characters (most become Chinese characters), and so do symbols, which makes ○
and emoji searchable. Marks that show nothing (bidirectional marks, joiners, variation selectors) are dropped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

FIELD_END = "\n"
"""Stands between the fields of a document; no run, and so no token and no hit, crosses it."""

_DROPPED = {"Cf"}
_PARTING = {"Cc", "Cs", "Zl", "Zp", "Zs", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps"}
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class _Marks(dict[int, str | None]):
    """For `str.translate`: what becomes of a character, found out once."""

    def __missing__(self, point: int) -> str | None:
        character = chr(point)
        category = unicodedata.category(character)
        told: str | None = character
        if category in _DROPPED or any(point in selectors for selectors in _VARIATION_SELECTORS):
            told = None
        elif category in _PARTING or (point < 0x80 and not character.isalnum()):
            told = character if character == FIELD_END else " "
        self[point] = told
        return told


_marks = _Marks()


def normalised(text: str) -> str:
    """The runs of `text`, folded, joined by single spaces; empty when it has none."""
    return " ".join(_folded(text).split())


def _folded(text: str) -> str:
    """Runs with spaces around them; the ends of fields are kept."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", folded)
    return folded.translate(_marks)


def joined(fields: Iterable[str]) -> str:
    """The normalised text of a document's fields, in their order, one a line. They are folded all at once."""
    lines = _folded(FIELD_END.join([field.replace(FIELD_END, " ") for field in fields])).split(FIELD_END)
    return FIELD_END.join([" ".join(line.split()) for line in lines])


def tokens(n: str) -> set[str]:
    """What the index holds of a normalised text: the overlapping bigrams of each run and its last character."""
    return {run[at : at + 2] for run in n.split() for at in range(len(run))}


def wanted_tokens(n: str) -> set[str]:
    """The tokens that every text holding `n` has, whatever stands around it; none when `n` is one character.

    Inside `n` a run ends where it ends in the text, so its last character is a token too; the last run of `n` may go
    on in the text.
    """
    found: set[str] = set()
    runs = n.split()
    for run in runs[:-1]:
        found.update(run[at : at + 2] for at in range(len(run)))
    for run in runs[-1:]:
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


def words(typed: str) -> list[str]:
    """The words of a search, normalised: what stands between spaces. A document is found when it holds them all.

    A word of several runs, such as a number with brackets, stays one: its runs must follow one another.
    """
    return [n for n in (normalised(word) for word in typed.split()) if n]


def holds(fields: Iterable[str], typed: str) -> bool:
    """Whether every word of `typed` stands in one of the fields: what the index must find, said plainly."""
    n = joined(fields)
    return all(word in n for word in words(typed))
