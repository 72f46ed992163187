"""Every sentence that a person reads, in every layer: one gettext catalogue, zh_CN and English.

The English sentence is the message id. A sentence is looked up when it is shown, so a change of language needs
no restart. What prints chooses its own language: `catalogue("zh_CN").tr(...)`.
"""

from filedesk.errors import FiledeskError
from filedesk.texts.catalogue import (
    LANGUAGES,
    Catalogue,
    catalogue,
    current,
    language,
    mark,
    tr,
    trn,
    use_language,
)


def error_text(error: FiledeskError, words: Catalogue | None = None) -> str:
    """What is wrong and what to do, in the language of `words` (or the one in use), the rule named at its end."""
    # Errors are rare and their sentences many: the window's start does not wait for them.
    from filedesk.texts import errors

    return errors.error_text(error, words)


__all__ = [
    "LANGUAGES",
    "Catalogue",
    "catalogue",
    "current",
    "error_text",
    "language",
    "mark",
    "tr",
    "trn",
    "use_language",
]
