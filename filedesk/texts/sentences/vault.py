"""Sentences for the errors that `vault` raises."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {

}
