"""Kinds of document 文种 by typing: part of the name, in English or Chinese, or the initials of its pinyin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from filedesk.texts import LANGUAGES, catalogue
from filedesk.texts.names import KINDS
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.widgets.completing_line import Offer


@cache
def _initials(name: str) -> str:
    # pypinyin takes a third of a second to load, so only a clerk who types letters pays for it, off the window.
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()


def _names(code: str, facts: DeskFacts) -> list[str]:
    own = facts.kinds.get(code)
    return [own] if own else [catalogue(language).tr(KINDS[code]) for language in LANGUAGES]


def kind_offers(typed: str, facts: DeskFacts) -> Sequence[Offer]:
    """The kinds that `typed` may mean, in the language in use; those that begin with it first."""
    words = typed.strip().lower()
    found: list[tuple[bool, Offer]] = []
    for code in facts.kinds:
        texts = [text.lower() for name in _names(code, facts) for text in (name, _initials(name))]
        if any(words in text for text in texts):
            begins = any(text.startswith(words) for text in texts)
            found.append((not begins, (facts.kind_title(code), "")))
    return [offer for _later, offer in sorted(found, key=lambda item: item[0])]


def kind_named(typed: str, facts: DeskFacts) -> str:
    """The code of the kind named `typed` in either language, "other" for nothing, else what was typed."""
    words = typed.strip()
    if not words:
        return "other"
    return next((code for code in facts.kinds if words in _names(code, facts)), words)
