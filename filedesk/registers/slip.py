"""Drawing a form about one document: what has happened to it, and room to write for everybody it goes to.

Which cells it has is told by its layout (`slip_layouts`): handling slip 文件处理单 or draft sheet 发文稿纸. It goes
through the office by hand and on paper, so opinions, signatures and results get large areas, empty until there is
something to print in them. Long texts make their row higher, then shrink; what still has no room continues on further
pages and is never cut off.
"""

from __future__ import annotations

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
from filedesk.registers.slip_layouts import Row, layout
from filedesk.registers.slip_signatures import (
    MARK_HEIGHT,
    MOST_MARKS,
    READER_HEIGHT,
    after,
    draw_marks,
    draw_reader,
    marks_rows,
    reader_lines,
)
from filedesk.services.ports import HandlingSlip, SignedMark
from filedesk.texts import Catalogue, mark

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
_SIGNED_A_LINE = 3
_SIGNED_AT_LEAST = 3
_SIGNED_AT_MOST = 9


def draw_slip(document: Document, furniture: Furniture, slip: HandlingSlip, words: Catalogue, title: str) -> None:
    """Draw the slip and its continuations. Raises ValueError for an unknown cell, RuleRefused for a glyph."""
    form = layout(slip.form)
    unknown = set(slip.cells) - form.cells
    if unknown:
        raise ValueError(f"a {slip.form} has no cell {sorted(unknown)[0]}")
    marks = [mark.told for several in slip.marks.values() for mark in several]
    for reader in slip.readers:
        marks += [reader.name, reader.opinion, *(mark.told for mark in reader.marks)]
    for text in (title, slip.number, *slip.cells.values(), *marks):
        require_glyphs(document, visible(text))
    _Slip(document, furniture, slip, words, title).draw()


class _Slip:
    def __init__(
        self,
        document: Document,
        furniture: Furniture,
        slip: HandlingSlip,
        words: Catalogue,
        title: str,
    ) -> None:
        self._document = document
        self._furniture = furniture
        self._slip = slip
        self._form = layout(slip.form)
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
        form = self._form
        heights = {row: self._natural(row) for row in (*form.head, *form.foot)}
        writing = y - self._bottom - sum(heights.values())
        for row in form.head:
            y = self._plain_row(row, y, heights[row])
        for name, height in self._writing_heights(writing).items():
            y = self._writing_row(name, y, height)
        for row in form.foot:
            y = self._plain_row(row, y, heights[row])
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
        a_line, _least, most = self._reader_grid
        lines = -(-min(len(self._slip.readers), most) // a_line)
        least = lines * (READER_HEIGHT if a_line == _SIGNED_A_LINE else _READER_HEIGHT)
        shares = {
            name: share + 0.4 * max(marks_rows(self._marks(name)) - 1, 0) for name, share in self._form.writing.items()
        }
        heights = {name: together * share / sum(shares.values()) for name, share in shares.items()}
        grid = self._form.grid
        taken = max(least - heights[grid], 0)
        others = together - heights[grid]
        return {
            name: height + taken if name == grid else height * (1 - taken / others) for name, height in heights.items()
        }

    @property
    def _reader_grid(self) -> tuple[int, int, int]:
        """How many readers stand in a line, and how many cells there are at least and at most."""
        if any(reader.marks for reader in self._slip.readers):
            return _SIGNED_A_LINE, _SIGNED_AT_LEAST, _SIGNED_AT_MOST
        return _READERS_A_LINE, _READERS_AT_LEAST, _READERS_AT_MOST

    def _marks(self, name: str) -> tuple[SignedMark, ...]:
        return self._slip.marks.get(name, ())

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
        if name == self._form.grid:
            self._readers(inside, top, height)
        else:
            marks = self._marks(name)
            told = self._form.signed.get(name)
            to_sign = _SIGN_HEIGHT if told and (not marks or name in self._slip.awaited) else 0.0
            self._fill(name, inside, top, self._right - inside, height - to_sign - marks_rows(marks) * MARK_HEIGHT)
            draw_marks(sheet, marks, inside + _PADDING, self._right - _PADDING, top - height + to_sign)
            if len(marks) > MOST_MARKS:
                more = "\n".join(f"{mark.told}  {mark.code}" for mark in marks[MOST_MARKS:])
                self._rest.append((name, self._continued_lines(more)))
            if to_sign and told:
                sheet.text(self._right - 3 * MM, top - height + 3 * MM, self._tr(told), _SIGN_SIZE, "right")
        sheet.line(self._left, top - height, self._right, top - height)
        return top - height

    def _readers(self, left: float, top: float, height: float) -> None:
        """A cell for each reader: his opinion and signature, or his name, to be signed and dated."""
        a_line, least, most = self._reader_grid
        readers, more = self._slip.readers[:most], self._slip.readers[most:]
        wide = (self._right - left) / a_line
        rows = -(-max(len(readers), least) // a_line)
        high = height / rows
        sheet = self._sheet
        rest: list[str] = []
        for number in range(rows * a_line):
            x = left + number % a_line * wide
            y = top - number // a_line * high
            if number % a_line:
                sheet.line(x, y, x, y - high)
            if number < len(readers) and readers[number].marks:
                told = draw_reader(sheet, readers[number], (x, y, wide, high), self._tr(GOES_ON))
                rest += [f"{readers[number].name}：{paragraph}" for paragraph in told]
            else:
                self._to_sign(x, y, wide, high, readers[number].name if number < len(readers) else "")
        for line in range(1, rows):
            sheet.line(left, top - line * high, self._right, top - line * high)
        rest += [line for reader in more for line in reader_lines(reader)]
        if rest:
            self._rest.append((self._form.grid, self._continued_lines(visible("\n".join(rest)))))

    def _to_sign(self, x: float, top: float, width: float, height: float, name: str) -> None:
        """An empty cell to be signed and dated, with the name where it is known."""
        size, lines = self._sheet.fitted(visible(name), 8, 5, width - _PADDING, height - 6 * MM)
        self._sheet.block(x + _PADDING / 2, top - 1 * MM, lines if name else [], size)
        low = top - height + 1.8 * MM
        self._sheet.text(x + width - 1 * MM, low, self._tr(READER_SIGNS), 7.5, "right", grey=0.35)

    def _label(self, name: str, x: float, top: float, height: float) -> None:
        size, lines = self._sheet.fitted(
            self._tr(self._form.labels[name]), _LABEL_SIZE, 7.5, _LABEL_WIDTH - _PADDING, height - _PADDING
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
            self._rest.append((name, self._continued_lines(after(text, kept))))
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
            lines += ["【" + self._tr(self._form.labels[name]) + "】", *rest, ""]
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
