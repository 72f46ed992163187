"""An act that a page offers as a button with a key, or in its menu."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageAct:
    """One act: its name, title (a message id), key and icon; `rare` ones stand in the menu."""

    name: str
    title: str
    key: str
    icon: str = ""
    rare: bool = False
