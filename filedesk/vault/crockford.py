"""Crockford's base32 (crockford.com/base32.html): what people read aloud, compare by eye and type.

No I, L, O or U; small letters, and O, I, L in place of 0 and 1, are understood on reading.
"""

from __future__ import annotations

import unicodedata
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}


def encode(raw: bytes, letters: int) -> str:
    """The first 5 * `letters` bits of `raw` as that many letters. Raises ValueError when `raw` is too short."""
    spare = 8 * len(raw) - 5 * letters
    if spare < 0:
        raise ValueError("too few bytes")
    value = int.from_bytes(raw, "big") >> spare
    return "".join(ALPHABET[value >> shift & 31] for shift in range(5 * (letters - 1), -1, -5))


def grouped(letters: str, size: int) -> str:
    """The letters in groups of `size`, joined by dashes."""
    return "-".join(letters[start : start + size] for start in range(0, len(letters), size))


def normalise(text: str) -> str:
    """Letters as `encode` writes them: full width, case, spaces, dashes, O, I and L are forgiven.

    Raises ValueError for a character that is not of the alphabet.
    """
    kept = (c for c in unicodedata.normalize("NFKC", text).upper() if not (c.isspace() or c in "-‐‑–—－"))
    try:
        return "".join(ALPHABET[_VALUES[letter]] for letter in kept)
    except KeyError as wrong:
        raise ValueError(f"not a letter of the code: {wrong}") from None


def decode(letters: str) -> int:
    """The number that normalised letters write."""
    value = 0
    for letter in letters:
        value = value << 5 | _VALUES[letter]
    return value
