"""Turning an error of the tree in `errors.py` into the sentence that a person reads."""

from __future__ import annotations

from filedesk.errors import FiledeskError
from filedesk.texts.catalogue import Catalogue, current
from filedesk.texts.sentences import SENTENCES


def error_text(error: FiledeskError, words: Catalogue | None = None) -> str:
    """What is wrong and what to do, in the language of `words` (or the one in use), the rule named at its end.

    Raises KeyError for a code without a sentence; a test keeps that from happening.
    """
    words = words or current()
    sentence = words.tr(SENTENCES[error.code], **error.params)
    if error.rule:
        sentence += " " + words.tr("(Rule {rule})", rule=error.rule)
    return sentence
