"""Turning an error of the tree in `errors.py` into the sentence that a person reads."""

from __future__ import annotations

from filedesk.errors import FiledeskError
from filedesk.texts import names
from filedesk.texts.catalogue import Catalogue, current
from filedesk.texts.sentences import SENTENCES

_NAMED = {
    "field": names.FIELDS,
    "step": names.STEPS,
    "state": names.STATES,
    "role": names.ROLES,
    "one": names.ROLES,
    "other": names.ROLES,
    "kind": names.KINDS,
}
"""Parameters that are enumerations, and what they are called."""


def error_text(error: FiledeskError, words: Catalogue | None = None) -> str:
    """What is wrong and what to do, in the language of `words` (or the one in use), the rule named at its end.

    Raises KeyError for a code without a sentence; a test keeps that from happening.
    """
    words = words or current()
    params = {name: _called(name, value, words) for name, value in error.params.items()}
    sentence = words.tr(SENTENCES[error.code], **params)
    if error.rule:
        sentence += " " + words.tr("(Rule {rule})", rule=error.rule)
    return sentence


def _called(name: str, value: str | int, words: Catalogue) -> str | int:
    called = _NAMED.get(name, {}).get(str(value))
    if name == "reason":
        called = names.REASONS.get(str(value).casefold())
    return words.tr(called) if called else value
