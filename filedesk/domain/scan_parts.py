"""How a stack that was scanned as one file falls into documents: separator sheets divide it, slips begin a part.

A separator sheet carries the QR text `SEPARATOR` and belongs to no document. A page with the code of a document that
its part does not belong to already begins a new part: a slip lies on top of the paper it goes with.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

SEPARATOR = "FP1:NEW-DOCUMENT"


@dataclass(frozen=True)
class Part:
    """Pages of a scan, counted from 1, that are one document's; `document` is the one whose code stands on them."""

    pages: tuple[int, ...]
    document: int | None = None


def parts_of(pages: int, separators: Set[int], documents: Mapping[int, int]) -> tuple[Part, ...]:
    """The parts of a scan of so many pages; `documents` tells whose code stands on a page.

    There is no part where there are separators alone.
    """
    found: list[Part] = []
    open_part: Part | None = None
    for page in range(1, pages + 1):
        if page in separators:
            open_part = None
            continue
        document = documents.get(page)
        if open_part is None or document not in {None, open_part.document}:
            open_part = Part((page,), document)
            found.append(open_part)
        else:
            open_part = found[-1] = Part((*open_part.pages, page), open_part.document)
    return tuple(found)
