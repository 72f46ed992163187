"""Sentences for the errors that `window` raises."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "cancelled": mark("Stopped. Nothing was changed."),
}
