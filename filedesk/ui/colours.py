"""The colours of the theme in use, by name, for what is painted by hand. `appearance` switches them."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal

from filedesk.config import resources

Shade = Literal["light", "dark"]

_shade: list[Shade] = ["light"]


@cache
def colours(shade: Shade) -> dict[str, str]:
    """The colours of one theme: name to "#rrggbb"."""
    return tomllib.loads((resources() / "style" / f"{shade}.toml").read_text(encoding="utf-8"))


def shade() -> Shade:
    """The theme in use."""
    return _shade[0]


def use_shade(wanted: Shade) -> None:
    """Let `colour` answer from this theme from now on."""
    _shade[0] = wanted


def colour(name: str) -> str:
    """The colour `name` in the theme in use. Raises KeyError for a name that is not there."""
    return colours(_shade[0])[name]
