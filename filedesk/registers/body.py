"""The entries of a register, streamed row by row into ruled pages.

A row stands whole on one page wherever it can; one that is taller than a page is continued on the next, and the
continued part says so in its first cell. Text goes into the page as raw operators: a platypus table measures and
holds every cell twice over, and takes a hundred times as long for a hundred thousand rows.
"""

from __future__ import annotations

from filedesk.registers.definitions import Column, RegisterDefinition
from filedesk.registers.document import Document
from filedesk.registers.faces import visible
from filedesk.registers.furniture import BOTTOM_MARGIN, FOOTER_HEIGHT, MM, Furniture
from filedesk.registers.sheet import ASCENT, Sheet
from filedesk.registers.wrapping import measure, wrap
from filedesk.texts import Catalogue, mark

Cell = list[tuple[str, str]]

PADDING_X = 0.8 * MM
PADDING_Y = 1.1 * MM
SIGNATURE_HEIGHT = 8 * MM
CELL_LEADING = 1.32
DATE_TO_SIGN = mark("y      m      d")
CONTINUED = mark("(cont.)")
NO_ENTRIES = mark("No entries.")
_DATE_SIZE = 7
_CACHED_LENGTH = 24
_CACHED_CELLS = 20_000
_LEAST_LINES_BEFORE_A_SPLIT = 4


class Body:
    """Draws the rows of one register; `add` each, then `finish` once."""

    def __init__(
        self, document: Document, furniture: Furniture, definition: RegisterDefinition, words: Catalogue, left: float
    ) -> None:
        self._document = document
        self._furniture = furniture
        self._definition = definition
        self._words = words
        self._edges = [left]
        for width in definition.widths(words.language):
            self._edges.append(self._edges[-1] + width * MM)
        self._size = definition.cell_size
        self._lead = self._size * CELL_LEADING
        self._least = SIGNATURE_HEIGHT if any(column.signature for column in definition.columns) else 0.0
        self._capacities = [
            int((right - x - 2 * PADDING_X) * 1000 / self._size)
            for x, right in zip(self._edges, self._edges[1:], strict=False)
        ]
        self._cells: dict[tuple[int, str], Cell] = {}
        self._to_sign = [self._date_to_sign(number) for number in range(len(definition.columns))]
        self._continued = self._cell(0, words.tr(CONTINUED))
        self._bottom = BOTTOM_MARGIN + FOOTER_HEIGHT
        self._top = 0.0
        self._y = 0.0
        self._page = 0
        self._text: list[str] = []
        self._rules: list[str] = []

    def frame(self, sheet: Sheet, top: float) -> None:
        """Draw the header row below `top` on what every page shows; rows begin beneath it."""
        size = self._definition.header_size
        columns = []
        for column, x, right in zip(self._definition.columns, self._edges, self._edges[1:], strict=False):
            columns.append(sheet.lines(self._words.tr(column.title), size, right - x - 2 * PADDING_X))
        height = max(map(len, columns)) * size * 1.25 + 2 * PADDING_Y
        left, right = self._edges[0], self._edges[-1]
        sheet.rectangle(left, top - height, right - left, height, fill=0.93)
        sheet.line(left, top, right, top, width=0.8)
        sheet.line(left, top - height, right, top - height, width=0.8)
        for x in self._edges:
            sheet.line(x, top, x, top - height, width=0.5)
        for lines, x, end in zip(columns, self._edges, self._edges[1:], strict=False):
            y = top - (height - len(lines) * size * 1.25) / 2
            sheet.block((x + end) / 2, y, lines, size, "centre", leading=1.25)
        self._top = top - height

    def add(self, row: tuple[str, ...]) -> None:
        """Draw one row. Raises GlyphMissing, and ValueError when it has not a cell for every column."""
        columns = self._definition.columns
        if len(row) != len(columns):
            raise ValueError(f"the {self._definition.name} register has {len(columns)} columns, not {len(row)}")
        cells = [self._cell(number, text) for number, text in enumerate(row)]
        if not self._page:
            self._begin_page()
        most = max(map(len, cells))
        height = self._height(most)
        if height > self._y - self._bottom:
            if height <= self._top - self._bottom:
                self._turn_page()
            else:
                cells = self._split(cells, most)
                height = self._height(max(map(len, cells)))
        self._draw(cells, height)

    def finish(self) -> None:
        """End the last page; a register without rows gets one page that says so."""
        if not self._page:
            self._begin_page()
            middle = (self._edges[0] + self._edges[-1]) / 2
            sheet = Sheet(self._document.fonts)
            sheet.text(middle, self._y - 8 * MM, self._words.tr(NO_ENTRIES), self._size + 1, "centre")
            self._rules += sheet.operators
            self._y -= 12 * MM
            self._rules.append(f"{self._edges[0]:.2f} {self._y:.2f} m {self._edges[-1]:.2f} {self._y:.2f} l S")
            self._end_page(columns=False)
        else:
            self._end_page()

    def _height(self, lines: int) -> float:
        return max(lines * self._lead + 2 * PADDING_Y, self._least)

    def _split(self, cells: list[Cell], most: int) -> list[Cell]:
        """Draw as much of a row taller than a page as pages hold; returns what is left for the last of them."""
        if self._room() < _LEAST_LINES_BEFORE_A_SPLIT:
            self._turn_page()
        while self._height(most) > self._y - self._bottom:
            room = self._room()
            self._draw([cell[:room] for cell in cells], self._y - self._bottom, ends=False)
            cells = [cell[room:] for cell in cells]
            cells[0] = cells[0] or self._continued
            most = max(map(len, cells))
            self._turn_page()
        return cells

    def _room(self) -> int:
        return int((self._y - self._bottom - 2 * PADDING_Y) / self._lead)

    def _cell(self, number: int, text: str) -> Cell:
        key = (number, text)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._laid_out(number, text)
            if len(text) <= _CACHED_LENGTH:
                if len(self._cells) >= _CACHED_CELLS:
                    self._cells.clear()
                self._cells[key] = cell
        return cell

    def _laid_out(self, number: int, text: str) -> Cell:
        """The lines of a cell: where each begins (as an operand) and the operators that show it."""
        fonts = self._document.fonts
        left, right = self._edges[number], self._edges[number + 1]
        centred = self._definition.columns[number].align == "centre"
        x = f"{left + PADDING_X:.1f}"
        cell = []
        for whole in wrap(visible(text), self._capacities[number], fonts.widths):
            line = whole.rstrip()
            if centred:
                x = f"{(left + right - measure(line, fonts.widths) * self._size / 1000) / 2:.1f}"
            cell.append((x, fonts.show(line, self._size) if line else ""))
        return [] if len(cell) == 1 and not cell[0][1] else cell

    def _date_to_sign(self, number: int) -> tuple[str, str] | None:
        """The x and the operators of 年 月 日 in the lower part of an empty signature cell."""
        column: Column = self._definition.columns[number]
        if not column.signature:
            return None
        fonts = self._document.fonts
        told = self._words.tr(DATE_TO_SIGN)
        width = measure(told, fonts.widths) * _DATE_SIZE / 1000
        main = fonts.main.resource
        shown = fonts.show(told, _DATE_SIZE)
        return (
            f"{self._edges[number + 1] - PADDING_X - width:.1f}",
            f"0.45 g /{main} {_DATE_SIZE} Tf {shown} 0 g /{main} {self._size:g} Tf",
        )

    def _draw(self, cells: list[Cell], height: float, *, ends: bool = True) -> None:
        text, lead, top = self._text, self._lead, self._y
        ascent = self._size * (ASCENT + (CELL_LEADING - 1) / 2)
        for number, cell in enumerate(cells):
            if cell:
                y = top - (height - len(cell) * lead) / 2 - ascent
                for x, shown in cell:
                    text.append(f"1 0 0 1 {x} {y:.1f} Tm {shown}")
                    y -= lead
            elif ends:
                to_sign = self._to_sign[number]
                if to_sign:
                    text.append(f"1 0 0 1 {to_sign[0]} {top - height + PADDING_Y + 1:.1f} Tm {to_sign[1]}")
        self._y = top - height
        self._rules.append(f"{self._edges[0]:.2f} {self._y:.1f} m {self._edges[-1]:.2f} {self._y:.1f} l")

    def _begin_page(self) -> None:
        self._page += 1
        self._y = self._top
        self._text = [f"BT /{self._document.fonts.main.resource} {self._size:g} Tf"]
        self._rules = ["0.5 w"]

    def _end_page(self, *, columns: bool = True) -> None:
        edges = self._edges if columns else (self._edges[0], self._edges[-1])
        self._rules += [f"{x:.2f} {self._top:.2f} m {x:.2f} {self._y:.1f} l" for x in edges]
        sheet = Sheet(self._document.fonts)
        self._furniture.page_number(sheet, self._page)
        self._document.add_page(["/Frame Do", *self._text, "ET", *self._rules, "S", *sheet.operators])

    def _turn_page(self) -> None:
        self._end_page()
        self._begin_page()
