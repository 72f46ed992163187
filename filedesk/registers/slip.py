"""The handling slip 文件处理单: what is known of an incoming paper, and room to write for everybody it goes to.

It goes through the office by hand and on paper, so opinions, signatures and results get large empty areas. Long
texts make their row higher, then shrink; what still has no room continues on further pages and is never cut off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from filedesk.registers.document import Document
from filedesk.registers.faces import visible
from filedesk.registers.furniture import (
    BOTTOM_MARGIN,
    FOOTER_HEIGHT,
    MM,
    QR_SIDE,
    TOP_MARGIN,
    Furniture,
    require_glyphs,
)
from filedesk.registers.sheet import LEADING, Sheet
from filedesk.services.ports import HandlingSlip
from filedesk.texts import Catalogue, mark

LABELS = {
    "source_number": mark("Number on the paper"),
    "sender": mark("Sending unit"),
    "dated": mark("Date of the paper"),
    "received": mark("Received on"),
    "number": mark("Receipt number"),
    "urgency": mark("Urgency"),
    "level": mark("Secrecy"),
    "handling": mark("Handling\n(read / act)"),
    "title": mark("Title"),
    "proposal": mark("Proposal"),
    "instruction": mark("General manager's instruction"),
    "circulation": mark("Signatures of readers"),
    "result": mark("Result of handling"),
    "filing": mark("Filed under"),
    "notes": mark("Notes"),
}
SIGN_HERE = mark("Signature:                                        y        m        d")
RESPONSIBLE_SIGNS = mark("Responsible person:                                        y        m        d")
READER_SIGNS = mark("y     m     d")
GOES_ON = mark("(continued on the next page)")
CONTINUED_HEADING = mark("{title} {number}, continued")

_LABEL_SIZE = 10.5
_SIGN_SIZE = 9.0
_LARGEST, _SMALLEST = 11.0, 8.0
_PADDING = 1.5 * MM
_LABEL_WIDTH = 25 * MM
_SIGN_HEIGHT = 9 * MM
_READERS_A_LINE = 5
_READERS_AT_LEAST = 10
_READERS_AT_MOST = 15
_READER_HEIGHT = 8.5 * MM
_SHARES = {"proposal": 1.0, "instruction": 1.35, "circulation": 1.0, "result": 1.15}


@dataclass(frozen=True)
class Row:
    """One line of the slip: the cells in it, and its least and greatest height in mm."""

    cells: tuple[str, ...]
    least: float
    most: float


HEAD = (
    Row(("source_number", "sender"), 11, 18),
    Row(("dated", "received", "number"), 10, 14),
    Row(("urgency", "level", "handling"), 10, 14),
    Row(("title",), 15, 45),
)
FOOT = Row(("filing", "notes"), 15, 18)


def draw_slip(document: Document, furniture: Furniture, slip: HandlingSlip, words: Catalogue, title: str) -> None:
    """Draw the slip and its continuations. Raises ValueError for an unknown cell, RuleRefused for a glyph."""
    unknown = set(slip.cells) - set(LABELS)
    if unknown:
        raise ValueError(f"a handling slip has no cell {sorted(unknown)[0]}")
    for text in (title, slip.number, *slip.cells.values()):
        require_glyphs(document, visible(text))
    _Slip(document, furniture, slip, words, title).draw()


class _Slip:
    def __init__(
        self, document: Document, furniture: Furniture, slip: HandlingSlip, words: Catalogue, title: str
    ) -> None:
        self._document = document
        self._furniture = furniture
        self._slip = slip
        self._tr = words.tr
        self._title = title
        self._left, self._right = furniture.edges
        self._bottom = BOTTOM_MARGIN + FOOTER_HEIGHT + 1 * MM
        self._sheet = Sheet(document.fonts)
        self._rest: list[tuple[str, list[str]]] = []

    def draw(self) -> None:
        sheet, furniture = self._sheet, self._furniture
        furniture.marks(sheet)
        corner = self._right
        low = self._document.height
        if self._slip.number:
            corner -= QR_SIDE
            low -= TOP_MARGIN - 4 * MM + QR_SIDE
            sheet.qr(corner, low, QR_SIDE, self._slip.number)
        y = min(furniture.heading(sheet, self._title, 22, right=corner - 2 * MM), low - 1 * MM)
        furniture.footer(sheet)
        top = y
        heights = [self._natural(row) for row in (*HEAD, FOOT)]
        writing = y - self._bottom - sum(heights)
        for row, height in zip(HEAD, heights, strict=False):
            y = self._plain_row(row, y, height)
        for name, height in self._writing_heights(writing).items():
            y = self._writing_row(name, y, height)
        y = self._plain_row(FOOT, y, heights[-1])
        sheet.operators.append("1.2 w")
        sheet.rectangle(self._left, y, self._right - self._left, top - y)
        self._finish_page()
        self._continuations()

    def _edges(self, row: Row) -> list[float]:
        share = (self._right - self._left) / len(row.cells)
        return [self._left + share * number for number in range(len(row.cells) + 1)]

    def _natural(self, row: Row) -> float:
        """The height, in points, that the row's texts ask for, within its limits."""
        asked = row.least * MM
        for name, (x, end) in zip(row.cells, pairwise(self._edges(row)), strict=True):
            lines = self._sheet.lines(self._text(name), _LARGEST, end - x - _LABEL_WIDTH - 2 * _PADDING)
            asked = max(asked, len(lines) * _LARGEST * LEADING + 2 * _PADDING)
        return min(asked, row.most * MM)

    def _writing_heights(self, together: float) -> dict[str, float]:
        """How the areas to write in share what is left of the page; readers' cells stay high enough to sign."""
        readers = len(self._readers_named())
        least = -(-min(readers, _READERS_AT_MOST) // _READERS_A_LINE) * _READER_HEIGHT
        heights = {name: together * share / sum(_SHARES.values()) for name, share in _SHARES.items()}
        taken = max(least - heights["circulation"], 0)
        others = together - heights["circulation"]
        return {
            name: height + taken if name == "circulation" else height * (1 - taken / others)
            for name, height in heights.items()
        }

    def _readers_named(self) -> list[str]:
        names = re.split(r"[、，,;；\n]+", self._text("circulation"))
        return [name.strip() for name in names if name.strip()]

    def _plain_row(self, row: Row, top: float, height: float) -> float:
        for name, (x, end) in zip(row.cells, pairwise(self._edges(row)), strict=True):
            self._label(name, x, top, height)
            inside = x + _LABEL_WIDTH
            self._fill(name, inside, top, end - inside, height, middle=True)
            self._sheet.line(end, top, end, top - height)
        self._sheet.line(self._left, top - height, self._right, top - height)
        return top - height

    def _writing_row(self, name: str, top: float, height: float) -> float:
        sheet = self._sheet
        self._label(name, self._left, top, height)
        inside = self._left + _LABEL_WIDTH
        if name == "circulation":
            self._readers(inside, top, height)
        else:
            self._fill(name, inside, top, self._right - inside, height - _SIGN_HEIGHT)
            told = self._tr(RESPONSIBLE_SIGNS if name == "result" else SIGN_HERE)
            sheet.text(self._right - 3 * MM, top - height + 3 * MM, told, _SIGN_SIZE, "right")
        sheet.line(self._left, top - height, self._right, top - height)
        return top - height

    def _readers(self, left: float, top: float, height: float) -> None:
        """A cell for each reader, with his name where it is known, to be signed and dated."""
        named = self._readers_named()
        if len(named) > _READERS_AT_MOST:
            self._rest.append(("circulation", self._continued_lines("、".join(named[_READERS_AT_MOST:]))))
            named = named[:_READERS_AT_MOST]
        wide = (self._right - left) / _READERS_A_LINE
        rows = -(-max(len(named), _READERS_AT_LEAST) // _READERS_A_LINE)
        high = height / rows
        sheet = self._sheet
        for number in range(rows * _READERS_A_LINE):
            x = left + number % _READERS_A_LINE * wide
            y = top - number // _READERS_A_LINE * high
            if number < len(named):
                size, lines = sheet.fitted(named[number], 8, 5, wide - _PADDING, high - 6 * MM)
                sheet.block(x + _PADDING / 2, y - 1 * MM, lines, size)
            sheet.text(x + wide - 1 * MM, y - high + 1.8 * MM, self._tr(READER_SIGNS), 7.5, "right", grey=0.35)
            if number % _READERS_A_LINE:
                sheet.line(x, y, x, y - high)
        for line in range(1, rows):
            sheet.line(left, top - line * high, self._right, top - line * high)

    def _label(self, name: str, x: float, top: float, height: float) -> None:
        size, lines = self._sheet.fitted(
            self._tr(LABELS[name]), _LABEL_SIZE, 7.5, _LABEL_WIDTH - _PADDING, height - _PADDING
        )
        high = len(lines) * size * LEADING
        self._sheet.block(x + _LABEL_WIDTH / 2, top - (height - high) / 2, lines, size, "centre")
        self._sheet.line(x + _LABEL_WIDTH, top, x + _LABEL_WIDTH, top - height)

    def _fill(self, name: str, x: float, top: float, width: float, height: float, *, middle: bool = False) -> None:
        """Write what is known into a cell; what has no room goes to the continuation."""
        text = self._text(name)
        if not text:
            return
        inner = height - _PADDING
        size, lines = self._sheet.fitted(text, _LARGEST, _SMALLEST, width - 2 * _PADDING, inner)
        room = int(inner / (size * LEADING))
        if len(lines) > room:
            kept = lines[: max(room - 1, 0)]
            self._rest.append((name, self._continued_lines(_after(text, kept))))
            lines = [*kept, self._tr(GOES_ON)]
        high = len(lines) * size * LEADING
        down = (height - high) / 2 if middle else _PADDING
        self._sheet.block(x + _PADDING, top - down, lines, size)

    def _continued_lines(self, text: str) -> list[str]:
        return self._sheet.lines(text, 10, self._right - self._left)

    def _text(self, name: str) -> str:
        return visible(self._slip.cells.get(name, "")).strip()

    def _finish_page(self) -> None:
        self._furniture.page_number(self._sheet, self._document.pages + 1)
        self._document.add_page(self._sheet.operators)

    def _continuations(self) -> None:
        lines: list[str] = []
        for name, rest in self._rest:
            lines += ["【" + self._tr(LABELS[name]) + "】", *rest, ""]
        a_line = 10 * LEADING
        while lines:
            sheet = self._sheet = Sheet(self._document.fonts)
            self._furniture.marks(sheet)
            heading = self._tr(CONTINUED_HEADING, title=self._title, number=self._slip.number)
            y = self._furniture.heading(sheet, heading, 18)
            self._furniture.footer(sheet)
            room = int((y - self._bottom) / a_line)
            sheet.block(self._left, y, lines[:room], 10)
            lines = lines[room:]
            self._finish_page()


def _after(text: str, shown: list[str]) -> str:
    """What of `text` follows the lines already shown (lines leave out the spaces and newlines at their ends)."""
    position = 0
    for line in shown:
        position = text.index(line, position) + len(line)
    return text[position:].lstrip(" \u3000\n")
