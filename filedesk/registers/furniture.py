"""What stands around the entries on every page: heading, marks, footer and the QR code that proves the page.

The parts that are the same on every page are drawn once, as a form XObject; the number of pages is a form too,
defined when the last page is drawn.
"""

from __future__ import annotations

from filedesk.errors import RuleRefused
from filedesk.registers.document import POINTS_PER_MM, Document
from filedesk.registers.faces import GlyphMissing, visible
from filedesk.registers.sheet import LEADING, Sheet, Side
from filedesk.registers.wrapping import measure
from filedesk.services.ports import HeadField, PrintFacts
from filedesk.texts import Catalogue, mark

MM = POINTS_PER_MM
TOP_MARGIN = 11 * MM
BOTTOM_MARGIN = 7 * MM
QR_SIDE = 25 * MM
FOOTER_HEIGHT = QR_SIDE + 1 * MM
_SMALL = 7.5
_TINY = 6.5
_PAGE = 9.0
_TITLE_LINES = 2
_SUBTITLE_LINES = 5

PREVIEW = mark("PREVIEW")
NOT_PRINTED = mark("Preview: the code is made when this is printed or saved.")
PAGE_OF = (mark("Page {page}"), mark("of {pages}"))


class Furniture:
    """Draws heading and footer for one document; `left` and `right` are the edges of the text in points."""

    def __init__(self, document: Document, facts: PrintFacts, words: Catalogue, left: float, right: float) -> None:
        self._document = document
        self._facts = facts
        self._words = words
        self._left, self._right = left, right

    @property
    def edges(self) -> tuple[float, float]:
        """The left and right edges of the text."""
        return self._left, self._right

    def heading(self, sheet: Sheet, title: str, size: float, *, right: float | None = None) -> float:
        """The title, centred, and below it the office (left) and the period or filter (right).

        Returns the y below it. A title that is too long shrinks to 18 points and is then broken into lines; what
        is beyond all measure ends in an ellipsis, so that the heading leaves room for what it heads. `right`
        keeps it clear of something drawn in the corner.
        """
        edge = self._right if right is None else right
        middle = (self._left + self._right) / 2
        size, lines = sheet.fitted(title, size, min(size, 18), 2 * (edge - middle), size * 1.5)
        y = sheet.block(middle, self._document.height - TOP_MARGIN, _at_most(lines, _TITLE_LINES), size, "centre")
        width = edge - self._left
        half = width / 2 - 2 * MM
        low = y
        sides: tuple[tuple[str, float, Side], ...] = (
            (self._facts.office, self._left, "left"),
            (self._facts.told, edge, "right"),
        )
        for text, x, side in sides:
            size, lines = sheet.fitted(text, 10, 7.5, half, 3 * 10 * LEADING)
            low = min(low, sheet.block(x, y - 1.5 * MM, _at_most(lines, _SUBTITLE_LINES), size, side))
        return low - 1 * MM

    def marks(self, sheet: Sheet) -> None:
        """What is no valid paper says so across the page: a demo office's (also in a box, top left), a preview."""
        preview = self._words.tr(PREVIEW) if self._facts.preview else ""
        told = "  ".join(part for part in (preview, "演示 DEMO" if self._facts.demo else "") if part)
        if not told:
            return
        width, height = self._document.width, self._document.height
        size = min(96.0, 0.72 * width * 1000 / measure(told, sheet.fonts.widths))
        sheet.watermark(told, size, (width / 2 + 8 * MM, height / 2))
        if not self._facts.demo:
            return
        told = "演示 / DEMO"
        wide = measure(told, sheet.fonts.widths) * 11 / 1000
        top = height - 5 * MM
        sheet.operators.append("0.8 w")
        sheet.rectangle(self._left, top - 16, wide + 12, 16)
        sheet.text(self._left + 6, top - 12, told, 11)

    def footer(self, sheet: Sheet) -> None:
        """Who printed it and when, the journal's size and root, the code as text and as QR; a preview has none."""
        facts, tr = self._facts, self._words.tr
        edge = self._right
        if facts.code or facts.preview:
            edge -= QR_SIDE + 3 * MM
            self._proof(sheet, self._right - QR_SIDE, BOTTOM_MARGIN - 1 * MM)
        told = [
            tr("Printed by {person}, {moment}", person=facts.printed_by, moment=facts.printed_at),
            tr("Journal: {size} events. Root hash (SHA-256): {root}", size=facts.journal_size, root=facts.root),
        ]
        width = edge - self._left
        y = BOTTOM_MARGIN + FOOTER_HEIGHT - 8 * MM
        for text in told:
            y = sheet.block(self._left, y, sheet.lines(text, _SMALL, width), _SMALL)
        if facts.code:
            size, lines = sheet.fitted(tr("Code: {code}", code=facts.code), _TINY, 5, width, y - BOTTOM_MARGIN)
            sheet.block(self._left, y - 2, lines, size)
        elif facts.preview:
            sheet.block(self._left, y - 2, sheet.lines(tr(NOT_PRINTED), _TINY, width), _TINY)

    def _proof(self, sheet: Sheet, x: float, y: float) -> None:
        """The QR of the code, or in a preview the empty place where it will stand."""
        if self._facts.code:
            sheet.qr(x, y, QR_SIDE, self._facts.code)
            return
        inner = QR_SIDE - 4 * MM
        sheet.operators.append("q 0.6 G 0.5 w [2 2] 0 d")
        sheet.rectangle(x + 2 * MM, y + 2 * MM, inner, inner)
        sheet.operators.append("Q")
        size, lines = sheet.fitted(self._words.tr(PREVIEW), _PAGE, 5, inner - 2, _PAGE * LEADING)
        sheet.block(x + QR_SIDE / 2, y + (QR_SIDE + size) / 2, lines, size, "centre")

    def page_number(self, sheet: Sheet, page: int) -> None:
        """ "Page x of y" in the middle of the footer's first line; "of y" is shown by the form that `total` defines."""
        y = BOTTOM_MARGIN + FOOTER_HEIGHT - 4.5 * MM
        middle = (self._left + self._right) / 2
        sheet.text(middle - 0.7 * MM, y, self._words.tr(PAGE_OF[0], page=page), _PAGE, "right")
        sheet.operators.append(f"q 1 0 0 1 {middle + 0.7 * MM:.2f} {y:.2f} cm /Total Do Q")

    def total(self) -> None:
        """Define the form that says how many pages there are, when they are all drawn."""
        sheet = Sheet(self._document.fonts)
        wide = sheet.text(0, 0, self._words.tr(PAGE_OF[1], pages=self._document.pages), _PAGE)
        self._document.set_form("Total", (-1, -4, wide + 1, 12), sheet.operators)


def _at_most(lines: list[str], count: int) -> list[str]:
    return lines if len(lines) <= count else [*lines[: count - 1], lines[count - 1][:-1] + "…"]


def checked(facts: PrintFacts, document: Document) -> PrintFacts:
    """`facts` with what cannot be drawn left out. Raises RuleRefused for a character that no face has."""
    texts = {name: value for name, value in vars(facts).items() if isinstance(value, str) and name != "code"}
    clean = {name: visible(value) for name, value in texts.items()}
    head = tuple(HeadField(visible(one.label), visible(one.value), one.wide) for one in facts.head)
    for text in (*clean.values(), visible(facts.code), *(one.label + one.value for one in head)):
        require_glyphs(document, text)
    return PrintFacts(**{**vars(facts), **clean, "head": head})


def require_glyphs(document: Document, text: str) -> None:
    """Raise RuleRefused for a character of `text`, which stands outside the rows, that no face has."""
    try:
        measure(text.replace("\n", ""), document.fonts.widths)
    except GlyphMissing as missing:
        told = told_of(missing)
        raise RuleRefused("heading_has_no_glyph", character=told["character"], code_point=told["code_point"]) from None


def told_of(missing: GlyphMissing) -> dict[str, str]:
    """What a refusal says of a missing glyph: the character, and its code point as U+XXXX."""
    return {"character": missing.character, "code_point": f"U+{ord(missing.character):04X}"}
