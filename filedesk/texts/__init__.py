"""Every sentence that a person reads, in every layer: one gettext catalogue, zh_CN and English.

The English sentence is the message id. A sentence is looked up when it is shown, so a change of language needs
no restart. What prints chooses its own language: `catalogue("zh_CN").tr(...)`.
"""

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
from filedesk.texts.errors import error_text

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
