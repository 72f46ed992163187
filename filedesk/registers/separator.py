"""The separator sheet 分隔页 that is laid between two papers of a stack before it is scanned.

Its code stands twice, at opposite corners: a sheet that went in upside down, or with a fold in a corner, still divides.
"""

from __future__ import annotations

from filedesk.registers.document import Document
from filedesk.registers.faces import visible
from filedesk.registers.furniture import MM, require_glyphs
from filedesk.registers.sheet import Sheet
from filedesk.texts import Catalogue, mark

TITLE = mark("Separator sheet")
TOLD = mark(
    "Lay this sheet between two papers and scan the stack as one PDF. The program begins a new document after each"
    " such sheet, and leaves the sheet itself out. It can be used again and again."
)
_CODE = 55 * MM
_MARGIN = 18 * MM


def draw_separator(document: Document, office: str, code: str, words: Catalogue) -> None:
    """Draw the one page. Raises RuleRefused for a character of the office's name that no face has."""
    require_glyphs(document, visible(office))
    sheet = Sheet(document.fonts)
    width, height = document.width, document.height
    middle = width / 2
    sheet.qr(_MARGIN, height - _MARGIN - _CODE, _CODE, code)
    sheet.qr(width - _MARGIN - _CODE, _MARGIN, _CODE, code)
    sheet.operators.append("2 w [10 6] 0 d")
    sheet.rectangle(_MARGIN, height / 2 - 38 * MM, width - 2 * _MARGIN, 76 * MM)
    sheet.operators.append("[] 0 d")
    y = sheet.block(middle, height / 2 + 30 * MM, [words.tr(TITLE)], 40, "centre")
    size, lines = sheet.fitted(words.tr(TOLD), 14, 9, width - 2 * _MARGIN - 16 * MM, y - height / 2 + 26 * MM)
    y = sheet.block(middle, y - 3 * MM, lines, size, "centre")
    size, lines = sheet.fitted(visible(office), 12, 7, width - 2 * _MARGIN - 16 * MM, 14 * MM)
    sheet.block(middle, y - 3 * MM, lines[:2], size, "centre")
    document.add_page(sheet.operators)
