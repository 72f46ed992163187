"""Splitting a scanned stack into files of some of its pages each, without touching what is on them.

A PDF's pages are copied as they lie (pikepdf); the same pages give the same bytes each time. Of a TIFF the dots of each
page are written again with the same lossless compression, and compared; what is compressed with loss is not split.
pikepdf and Pillow are imported when the first stack comes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from filedesk.capture.images import STRANGE, unwarned
from filedesk.capture.media_type import HEAD, PDF, by_signature
from filedesk.capture.source import TooMuch, Watched, opened
from filedesk.errors import FileUnreadable, RuleRefused

LARGEST_STACK = 256 * 2**20
LOSSLESS = frozenset({"raw", "packbits", "tiff_lzw", "tiff_adobe_deflate", "tiff_deflate", "group3", "group4"})
"""Compressions of TIFF, as Pillow calls them, that give back every dot."""


def split_pages(source: Path | BinaryIO, name: str, parts: Sequence[Sequence[int]]) -> list[bytes]:
    """A file for each part, which names its pages from 1.

    Raises FileUnreadable("scan_damaged"), ("scan_too_large"), RuleRefused("stack_not_split") for other files and for
    a TIFF compressed with loss.
    """
    with opened(source, name) as file:
        if file.size > LARGEST_STACK:
            raise FileUnreadable("scan_too_large", name=name)
        told = by_signature(file.head(HEAD))
        if told == PDF:
            return _split_pdf(file, name, parts)
        if told == "image/tiff":
            return _split_tiff(file, name, parts)
    raise RuleRefused("stack_not_split", name=name)


def _split_pdf(file: Watched, name: str, parts: Sequence[Sequence[int]]) -> list[bytes]:
    import pikepdf  # cold path: see the module's docstring

    file.seek(0)
    try:
        with pikepdf.open(file.as_binary()) as whole:
            return [_pages(whole, part) for part in parts]
    except (pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, TooMuch) as error:
        file.check()
        raise FileUnreadable("scan_damaged", name=name) from error


def _pages(whole: Any, part: Sequence[int]) -> bytes:
    import pikepdf  # loaded by now

    out = io.BytesIO()
    with pikepdf.new() as made:
        for page in part:
            made.pages.append(whole.pages[page - 1])
        made.save(out, deterministic_id=True)
    return out.getvalue()


def _split_tiff(file: Watched, name: str, parts: Sequence[Sequence[int]]) -> list[bytes]:
    from PIL import Image  # cold path: see the module's docstring

    file.seek(0)
    try:
        with unwarned(), Image.open(file.as_binary(), formats=("TIFF",)) as whole:
            return [_frames(whole, part, name) for part in parts]
    except (*STRANGE, Image.DecompressionBombError) as error:
        file.check()
        raise FileUnreadable("scan_damaged", name=name) from error


def _frames(whole: Any, part: Sequence[int], name: str) -> bytes:
    from PIL import Image  # loaded by now

    frames, kinds = [], set()
    for page in part:
        whole.seek(page - 1)
        kinds.add(whole.info.get("compression", "raw"))
        frames.append(whole.copy())
    if not kinds <= LOSSLESS:
        raise RuleRefused("stack_not_split", name=name)
    dots = whole.info.get("dpi")
    more = {"dpi": dots} if dots else {}
    out = io.BytesIO()
    (kind,) = kinds if len(kinds) == 1 else ("tiff_lzw",)
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], compression=kind, **more)
    with Image.open(io.BytesIO(out.getvalue()), formats=("TIFF",)) as again:
        for number, frame in enumerate(frames):
            again.seek(number)
            if (again.mode, again.size, again.tobytes()) != (frame.mode, frame.size, frame.tobytes()):
                raise RuleRefused("stack_not_split", name=name)
    return out.getvalue()
