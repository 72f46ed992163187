"""What a service call changed, so that the views that show it, and only they, refresh themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Changes:
    """What one call touched: registers by name, documents by id, and whether the office's own data changed.

    Changes of several calls are joined with `|`; no changes at all are false.
    """

    registers: frozenset[str] = field(default_factory=frozenset)
    documents: frozenset[int] = field(default_factory=frozenset)
    office: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.registers | other.registers, self.documents | other.documents, self.office or other.office)

    def __bool__(self) -> bool:
        return bool(self.registers or self.documents or self.office)


def changed(row: Mapping[str, Any]) -> Changes:
    """What an act on the document of this row changed."""
    return Changes(frozenset({row["series"]}), frozenset({row["id"]}))
