"""The sentence of every error code, a file for each part of the program that raises them.

A sentence says what is wrong and what to do. Codes are snake_case and never reused for another meaning.
"""

from __future__ import annotations

from filedesk.texts.sentences import (
    capture,
    domain,
    drafts,
    posts,
    registers,
    routes,
    scans,
    services,
    storage,
    vault,
    window,
)

SENTENCES: dict[str, str] = {
    **domain.SENTENCES,
    **services.SENTENCES,
    **routes.SENTENCES,
    **drafts.SENTENCES,
    **posts.SENTENCES,
    **storage.SENTENCES,
    **vault.SENTENCES,
    **registers.SENTENCES,
    **capture.SENTENCES,
    **scans.SENTENCES,
    **window.SENTENCES,
}
