"""Naming the form's field that an error of the services is about, so that it is told under that field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filedesk.errors import RuleRefused


@contextmanager
def at_field(field: str) -> Iterator[None]:
    """What is refused inside the block is refused because of `field`."""
    try:
        yield
    except RuleRefused as error:
        error.params.setdefault("field", field)
        raise
