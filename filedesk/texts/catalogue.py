"""Looking a sentence up: gettext catalogues compiled into resources/locale, switched at run time.

`tools/catalogue.py` collects what is marked with `tr`, `trn`, `mark` and `mark_plural` into the .po files and compiles
them.
"""

from __future__ import annotations

import gettext
from functools import cache
from typing import Final

from filedesk.config import resources

LANGUAGES: Final = ("zh_CN", "en")
DOMAIN: Final = "filedesk"


def mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it now (it is looked up when it is shown)."""
    return message


def mark_plural(singular: str, plural: str) -> tuple[str, str]:
    """Mark a sentence for one and for several things without translating it now."""
    return singular, plural


class Catalogue:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no such language: {language}")
        self.language = language
        self._found: gettext.NullTranslations = gettext.NullTranslations()
        if language != "en":
            self._found = gettext.translation(DOMAIN, resources() / "locale", [language])

    def tr(self, message: str, /, **params: object) -> str:
        """The sentence in this language, its {named} places filled from `params`."""
        found = self._found.gettext(message) if message else ""
        return found.format(**params) if params else found

    def trn(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        """The sentence for `n` things; `{n}` stands for the number."""
        return self._found.ngettext(singular, plural, n).format(n=n, **params)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of `language` ("zh_CN" or "en"). Raises ValueError for another."""
    return Catalogue(language)


_current = ["en"]


def use_language(language: str) -> None:
    """Switch the language of everything shown from now on. Raises ValueError for one that is not there."""
    catalogue(language)
    _current[0] = language


def language() -> str:
    """The language in use now."""
    return _current[0]


def current() -> Catalogue:
    """The catalogue in use now."""
    return catalogue(_current[0])


def tr(message: str, /, **params: object) -> str:
    """The sentence in the language in use now."""
    return current().tr(message, **params)


def trn(singular: str, plural: str, n: int, /, **params: object) -> str:
    """The sentence for `n` things in the language in use now."""
    return current().trn(singular, plural, n, **params)
