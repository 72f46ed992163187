"""The colours of the theme in use, by name, for what is painted by hand. `appearance` switches them.

Contrast of text, muted, accent and tones on window, surface and field is at least 4.5:1 (WCAG 2.2, 1.4.3); a test
holds it. The files are JSON because the settings need its reader anyhow: one for TOML would be loaded at every start.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Literal

from filedesk.config import resources

Shade = Literal["light", "dark"]

_shade: list[Shade] = ["light"]


@cache
def colours(shade: Shade) -> dict[str, str]:
    """The colours of one theme: name to "#rrggbb"."""
    found: dict[str, str] = json.loads((resources() / "style" / f"{shade}.json").read_text(encoding="utf-8"))
    return found


def shade() -> Shade:
    """The theme in use."""
    return _shade[0]


def use_shade(wanted: Shade) -> None:
    """Let `colour` answer from this theme from now on."""
    _shade[0] = wanted


def colour(name: str) -> str:
    """The colour `name` in the theme in use. Raises KeyError for a name that is not there."""
    return colours(_shade[0])[name]
