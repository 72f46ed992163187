"""Reading OFD (GB/T 33190, the format of Chinese electronic official papers) with ofdkit: pages and placed text.

ofdkit follows no limits on drawing units that draw other units; a file of a few kilobytes can ask for more
work than a day holds. Such a file is measured first and left alone. ofdkit is imported when the first OFD
comes: start-up time is a goal.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from filedesk.capture.lines import Glyph, TextPage, is_wide, page_of, plain
from filedesk.capture.pdf import GLYPHS_OF_A_PAGE, pages_to_read
from filedesk.capture.source import TooMuch, Watched

POINTS_PER_MM = 72 / 25.4
LARGEST_XML = 8 * 2**20
LARGEST_XML_TOGETHER = 64 * 2**20
MOST_DRAWN_UNITS = 200_000


@dataclass
class OfdContent:
    """What was found. `pages` is None where the file could not be opened."""

    pages: int | None = None
    notices: list[str] = field(default_factory=list)
    text: list[TextPage] = field(default_factory=list)


def read_ofd(file: Watched) -> OfdContent:
    """Read an OFD's first and last pages. Never raises for a strange file: `notices` say what is wrong."""
    import ofdkit  # cold path: see the module's docstring

    content = OfdContent()
    try:
        if not _is_measured(file):
            content.notices.append("archive_too_large")
            return content
        file.seek(0)
        with ofdkit.open(file) as document:
            content.pages = len(document.pages)
            if content.pages == 0:
                content.notices.append("file_damaged")
            for index in pages_to_read(content.pages):
                page = document.pages[index]
                width, height = page.width * POINTS_PER_MM, page.height * POINTS_PER_MM
                if not (1 <= width <= 20_000 and 1 <= height <= 20_000):
                    continue
                content.text.append(page_of(_glyphs(page), number=index + 1, width=width, height=height))
    except (ofdkit.OFDLimitError, TooMuch):
        content.notices.append("archive_too_large")
    except (ofdkit.OFDError, zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError):
        content.notices.append("file_damaged")
    return content


def _is_measured(file: Watched) -> bool:
    """Whether reading this file is bounded: its XML parts, and how often drawing units are drawn."""
    file.seek(0)
    together = drawn = texts = 0
    with zipfile.ZipFile(file) as archive:
        for part in archive.infolist():
            if not part.filename.lower().endswith(".xml"):
                continue
            together += part.file_size
            if part.file_size > LARGEST_XML or together > LARGEST_XML_TOGETHER:
                return False
            data = archive.read(part).replace(b"\0", b"")
            units, objects = data.count(b"CompositeGraphicUnit"), data.count(b"CompositeObject")
            if units and objects:
                return False
            drawn += objects
            texts += data.count(b"TextCode") if units else 0
    return drawn * texts <= MOST_DRAWN_UNITS


def _glyphs(page: Any) -> Iterator[Glyph]:
    """The page's characters; a run tells where it begins and how long it is, its characters share that."""
    x0, y0, _width, _height = page.box
    given = 0
    for run in page.runs:
        text = run.text[: GLYPHS_OF_A_PAGE - given]
        given += len(text)
        if not all(map(math.isfinite, (run.x, run.y, run.width, run.size))) or run.size <= 0:
            continue
        parts = [1.0 if is_wide(sign) else 0.5 for sign in run.text]
        unit = run.width / sum(parts) if parts else 0.0
        left = run.x - x0
        for sign, part in zip(text, parts, strict=False):
            right = left + unit * part
            yield Glyph(
                plain(sign),
                left * POINTS_PER_MM,
                right * POINTS_PER_MM,
                (run.y - y0) * POINTS_PER_MM,
                run.size * POINTS_PER_MM,
            )
            left = right
