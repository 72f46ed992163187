"""What a service call changed, so that the views that show it, and only they, refresh themselves."""

from __future__ import annotations

from dataclasses import dataclass, field


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
