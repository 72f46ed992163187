"""What long services tell of their progress. Apart from the other ports: the window's workers need it alone."""

from __future__ import annotations


class Progress:
    """Watches long work. This one shows nothing and never stops it; subclasses do."""

    def report(self, done: int, total: int | None = None) -> None:
        """`done` of `total` units (bytes, rows or events) are finished; `total` is None while it is not known."""

    def raise_if_cancelled(self) -> None:
        """Raise `errors.Cancelled` when the person has asked to stop."""
