"""Exact search over the entries: an index narrows down, the normalised text decides (design section 5, "Search").

`search_index` says what the index holds. A hit that its tokens alone do not prove is verified in `search_text.n`:
nothing is found that is not there and nothing missed, as `domain.search_terms.holds` says it plainly. The documents
behind `search_mark`, some dozens, are looked through in their texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from filedesk.domain.search_terms import wanted_tokens, words
from filedesk.storage import pinyin
from filedesk.storage.search_index import INITIALS

_LATEST = 20_000
"""Among so many of the latest a frequent character is found 200 times by looking; a rare one by its tokens."""
_DIGITS = re.compile("[0-9]{3,}")
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def search_sql(typed: str, *, newest: int | None = None, checked: bool = True) -> tuple[str, list[str]]:
    """The statement for the ids of documents that hold every word of `typed`, and its values.

    Words are parted by spaces; a search without any word finds nothing. A word of two or more Latin letters and
    digits is looked for as pinyin initials, by which a letter stands for itself too. Ids come in no order; with
    `newest` only so many, the highest first, which costs about the same for a million documents as for a thousand.
    Unless `checked` there may be ids among them that only share the tokens (see `proved`): that spares their texts.
    The connection must have the functions of `search_index.register`.
    """
    found = words(typed)
    if not found:
        return "SELECT document FROM search_text WHERE 0", []
    indexed_upto = "(SELECT document FROM search_mark)"
    if newest is not None and len(found) == len(found[0]) == 1:
        indexed_upto = f"min({indexed_upto}, (SELECT max(document) FROM search_text) - {_LATEST:d})"  # noqa: S608
    texts = " AND ".join(map(_in_text, found))
    waiting = f"SELECT document FROM search_text WHERE document > {indexed_upto} AND {texts}"  # noqa: S608
    tables, checks = "search_fts", _unproved(found) if checked else []
    where = f"search_fts MATCH ? AND search_fts.rowid <= {indexed_upto}"
    if checks:
        tables += " CROSS JOIN search_text"
        where += " AND search_text.document = search_fts.rowid AND " + " AND ".join(map(_in_text, checks))
    indexed = f"SELECT search_fts.rowid FROM {tables} WHERE {where}"  # noqa: S608
    values = [*found, _match(found), *checks]
    if newest is None:
        return f"{waiting} UNION ALL {indexed}", values
    end = f"DESC LIMIT {newest:d}"
    return (
        f"SELECT * FROM ({waiting} ORDER BY document {end}) UNION ALL"  # noqa: S608
        f" SELECT * FROM ({indexed} ORDER BY search_fts.rowid {end}) LIMIT {newest:d}"
    ), values


def condition(typed: str, key: str) -> tuple[str, list[str]]:
    """The condition that one document, whose id is `key`, holds every word of `typed`, and its values."""
    found = words(typed)
    texts = " AND ".join(map(_in_text, found)) or "0"
    return f"EXISTS (SELECT 1 FROM search_text WHERE search_text.document = {key} AND {texts})", found  # noqa: S608


def proved(typed: str) -> bool:
    """Whether the tokens alone prove every word of `typed`, so that unchecked ids are the very answer."""
    return not _unproved(words(typed))


def _in_text(word: str) -> str:
    return "initials_in(search_text.n, ?)" if _as_initials(word) else "instr(search_text.n, ?)"


def _as_initials(word: str) -> bool:
    return len(word) > 1 and pinyin.typeable(word)


def _match(found: Sequence[str]) -> str:
    """The FTS5 expression that every text holding these words meets."""
    terms: set[str] = set()
    for word in found:
        terms.update(_initials_wanted(word) if _as_initials(word) else _text_wanted(word))
    if not terms:
        terms.update(f'"{word}"*' for word in found)
    return " AND ".join(sorted(terms))


def _initials_wanted(word: str) -> set[str]:
    if len(word) < pinyin.GRAM:
        return {f'"{INITIALS}{word}"*'}
    return {f'"{gram}"' for gram in _grams(word)}


def _grams(letters: str) -> set[str]:
    return {INITIALS + letters[at : at + pinyin.GRAM] for at in range(len(letters) - pinyin.GRAM + 1)}


def _text_wanted(word: str) -> set[str]:
    """The terms of a word that is looked for as it stands; none for a single character.

    Digits are their own initials, and three in a row are far rarer than two: a long number is looked for by those.
    A year stands in nearly every entry and tells nothing beside another number, nor does a character that ends a run.
    """
    numbers: list[str] = _DIGITS.findall(word)
    numbers = [number for number in numbers if not _YEAR.fullmatch(number)] or numbers
    wanted = wanted_tokens(word)
    grams = {gram for number in numbers for gram in _grams(number)}
    pairs = {token for token in wanted if len(token) == 2 and not (grams and token.isdigit())}
    return {f'"{token}"' for token in (pairs | grams or wanted)}


def _unproved(found: Sequence[str]) -> list[str]:
    """The words that a text with the wanted tokens need not hold: all but those that are a token, or begin one."""
    grams = {word for word in found if len(word) == pinyin.GRAM and word.isascii() and word.isalnum()}
    return [word for word in found if len(word) != 2 and word not in grams and (len(word) > 1 or len(found) > 1)]
