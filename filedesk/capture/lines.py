"""Text with its place on the page: what PDF and OFD readers give, and what the recognising of fields works on.

Readers give single glyphs. They are put into lines by their baselines, and a line is cut where a wide gap parts
two things (a copy number at the left, an urgency at the right). The widely spaced letters of a 发文机关标志 are
one thing, so a gap counts only against what is usual on its own line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

SAME_BASELINE = 0.3
SAME_GLYPH_TWICE = 0.15
PARTING_GAP = 1.6
BLANK_BETWEEN_HAN = 0.7
BLANK_BETWEEN_LETTERS = 0.2
"""All in multiples of the font size."""

SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Glyph:
    """One character: horizontal extent, baseline from the top of the page, and font size, all in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True)
class Line:
    """A piece of one line. The box is in fractions of the page from its top left; `size` is in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Where its middle stands between the left (0) and the right edge (1) of the page."""
        return (self.left + self.right) / 2

    @property
    def close(self) -> str:
        """The text without any blanks, as numbers, dates and marks are compared."""
        return "".join(self.text.split())

    def beside(self, other: Line) -> bool:
        """Whether both stand on one row: their heights overlap by half of the lower one."""
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        return overlap > 0.5 * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(frozen=True)
class TextPage:
    """A page's lines from top to bottom; `number` counts from 1, width and height are in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines' text, one below another."""
        return "\n".join(line.text for line in self.lines)


def plain(text: str) -> str:
    """Mend what fonts do to characters: Kangxi radicals and compatibility ideographs become the characters meant.

    Many Chinese PDFs map 文 to U+2F42; searching and comparing would miss it. Nothing else is normalised, since
    full-width brackets and colons carry meaning in a 文号.
    """
    if text == SOFT_HYPHEN:
        return "-"
    if "\u2f00" <= text <= "\u2fdf" or "\uf900" <= text <= "\ufaff":
        return unicodedata.normalize("NFKC", text)
    return text


def is_wide(text: str) -> bool:
    """Whether the character is as wide as high, as Chinese characters and full-width signs are."""
    return unicodedata.east_asian_width(text[:1] or " ") in "WF"


def page_of(glyphs: Iterable[Glyph], *, number: int, width: float, height: float) -> TextPage:
    """Put the glyphs of one page into lines."""
    visible = [g for g in glyphs if g.text.strip() and g.size > 0]
    pieces = [piece for row in _rows(visible) for piece in _pieces(_without_doubles(row))]
    lines = (_line(piece, width, height) for piece in pieces)
    return TextPage(number, width, height, tuple(sorted(lines, key=lambda line: (line.top, line.left))))


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if row and glyph.baseline - row[0].baseline > SAME_BASELINE * min(glyph.size, row[0].size):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    """Leave out a glyph printed again on itself: how many programs make bold type."""
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda g: g.left):
        near = kept[-4:]
        if not any(
            other.text == glyph.text and glyph.left - other.left < SAME_GLYPH_TWICE * glyph.size for other in near
        ):
            kept.append(glyph)
    return kept


def _pieces(row: list[Glyph]) -> Iterator[list[tuple[Glyph, bool]]]:
    """Cut a row at wide gaps; with each glyph goes whether a blank stands before it."""
    gaps = [(b.left - a.right) / min(a.size, b.size) for a, b in pairwise(row)]
    usual = max(0.0, median_low(gaps)) if gaps else 0.0
    piece = [(row[0], False)]
    for before, glyph, gap in zip(row, row[1:], gaps, strict=False):
        if gap - usual > PARTING_GAP:
            yield piece
            piece = [(glyph, False)]
            continue
        wide = is_wide(before.text) or is_wide(glyph.text)
        blank = gap - usual > BLANK_BETWEEN_HAN if wide else gap > BLANK_BETWEEN_LETTERS
        piece.append((glyph, blank))
    yield piece


def _line(piece: list[tuple[Glyph, bool]], width: float, height: float) -> Line:
    glyphs = [glyph for glyph, _blank in piece]
    size = median_low([glyph.size for glyph in glyphs])
    baseline = median_low([glyph.baseline for glyph in glyphs])
    return Line(
        text="".join((" " if blank else "") + glyph.text for glyph, blank in piece),
        left=min(glyph.left for glyph in glyphs) / width,
        top=(baseline - 0.88 * size) / height,
        right=max(glyph.right for glyph in glyphs) / width,
        bottom=(baseline + 0.12 * size) / height,
        size=size,
    )
