"""Recovery sheets: a secret split two of three into SLIP-39 mnemonics, and read back as people type them.

The mathematics is `shamir-mnemonic`'s. This module says which word of which sheet is wrong, because the person
who types 22 English words may know no English.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from filedesk.errors import KeyOrSealWrong

if TYPE_CHECKING:
    from shamir_mnemonic import Share

WORDS: Final = 22
THRESHOLD: Final = 2
SHEETS: Final = 3


def split(secret: bytes) -> tuple[str, str, str]:
    """Three mnemonics of 22 words for an 18-byte secret; any two give it back, one tells nothing."""
    import shamir_mnemonic  # cold path: only set-up and recovery need it

    one, two, three = shamir_mnemonic.generate_mnemonics(1, [(THRESHOLD, SHEETS)], secret)[0]
    return one, two, three


def combine(typed: Iterable[str]) -> bytes:
    """The secret of two or three sheets in any order; a sheet given twice counts once.

    Raises KeyOrSealWrong, each naming the sheet by its place from 1: "sheet_word_misspelt" (with the word that was
    probably meant), "sheet_word_unknown", "sheet_length", "sheet_checksum", "sheet_foreign" (good SLIP-39, but not
    one of two of three), "sheet_of_another_set", "sheets_not_enough".
    """
    import shamir_mnemonic  # cold path: only set-up and recovery need it

    shares = [_read(text, place) for place, text in enumerate(typed, start=1)]
    different = list(dict.fromkeys(shares))
    if len(different) < THRESHOLD:
        raise KeyOrSealWrong("sheets_not_enough")
    secret = b""
    for other in different[1:]:
        try:
            secret = shamir_mnemonic.combine_mnemonics((different[0].mnemonic(), other.mnemonic()))
        except shamir_mnemonic.MnemonicError:
            raise KeyOrSealWrong("sheet_of_another_set", sheet=shares.index(other) + 1) from None
    return secret


def number_in(typed: str, known: Sequence[str]) -> int:
    """Which of the `known` sheets (from 1) was typed. Raises KeyOrSealWrong with the codes of `combine`."""
    read = _read(typed, 1).mnemonic()
    if read not in known:
        raise KeyOrSealWrong("sheet_of_another_set", sheet=1)
    return known.index(read) + 1


def foreign(place: int = 1) -> KeyOrSealWrong:
    """The error for words that are good SLIP-39 but not of an office root."""
    return KeyOrSealWrong("sheet_foreign", sheet=place)


def _read(text: str, place: int) -> Share:
    from difflib import get_close_matches  # cold path, as are the words

    from shamir_mnemonic import MnemonicError, Share
    from shamir_mnemonic.wordlist import WORD_INDEX_MAP, WORDLIST

    words = unicodedata.normalize("NFKC", text).lower().split()
    for position, word in enumerate(words, start=1):
        if word not in WORD_INDEX_MAP:
            near = get_close_matches(word, WORDLIST, n=1, cutoff=0.7)
            if near:
                raise KeyOrSealWrong("sheet_word_misspelt", sheet=place, position=position, word=word, meant=near[0])
            raise KeyOrSealWrong("sheet_word_unknown", sheet=place, position=position, word=word)
    if len(words) != WORDS:
        raise KeyOrSealWrong("sheet_length", sheet=place, words=len(words), wanted=WORDS)
    try:
        share = Share.from_mnemonic(" ".join(words))
    except MnemonicError:
        raise KeyOrSealWrong("sheet_checksum", sheet=place) from None
    if (share.group_count, share.member_threshold) != (1, THRESHOLD) or share.index >= SHEETS:
        raise foreign(place)
    return share
