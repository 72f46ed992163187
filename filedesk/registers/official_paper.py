"""Drawing an official paper by the layout of GB/T 9704-2012: red mark, number, title, addressee, body, signature.

The demo office draws its papers with it, so that nothing in it was made by anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO

from reportlab.lib.colors import black, red
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from filedesk.config import resources
from filedesk.registers.wrapping import measure, wrap

_FONT = "filedesk-paper"
_PAGE = (595.28, 841.89)
_LEFT, _RIGHT = 79.0, 521.0
_BODY, _LEADING = 16.0, 28.0


@dataclass(frozen=True)
class OfficialPaper:
    """What stands on the paper."""

    issuer: str
    number: str
    title: str
    addressee: str
    dated: str
    body: tuple[str, ...]
    urgency: str = ""
    attachments: tuple[str, ...] = field(default=())


@cache
def _font() -> TTFont:
    font = TTFont(_FONT, str(resources() / "fonts" / "NotoSansSC-Regular.ttf"))
    pdfmetrics.registerFont(font)
    return font


def _widths(text: str) -> dict[str, int]:
    face = _font().face
    return {character: int(face.charWidths.get(ord(character), face.defaultWidth)) for character in set(text)}


def _lines(text: str, size: float, width: float) -> list[str]:
    return wrap(text, int(width / size * 1000), _widths(text))


def draw_official_paper(paper: OfficialPaper, out: BinaryIO) -> int:
    """Draw the paper; returns its pages."""
    _font()
    canvas = Canvas(out, pagesize=_PAGE, invariant=1, initialFontName=_FONT)
    canvas.setTitle(paper.title)
    middle = (_LEFT + _RIGHT) / 2
    y = 740.0
    if paper.urgency:
        canvas.setFont(_FONT, _BODY)
        canvas.drawString(_LEFT, 790, paper.urgency)
    canvas.setFillColor(red)
    size = min(40.0, (_RIGHT - _LEFT) / max(measure(paper.issuer, _widths(paper.issuer)) / 1000, 1))
    canvas.setFont(_FONT, size)
    canvas.drawCentredString(middle, y, paper.issuer)
    canvas.setFillColor(black)
    y -= 60
    canvas.setFont(_FONT, _BODY)
    canvas.drawCentredString(middle, y, paper.number)
    y -= 12
    canvas.setStrokeColor(red)
    canvas.setLineWidth(1.4)
    canvas.line(_LEFT, y, _RIGHT, y)
    y -= 60
    canvas.setFont(_FONT, 22)
    for line in _lines(paper.title, 22, _RIGHT - _LEFT - 40):
        canvas.drawCentredString(middle, y, line)
        y -= 34
    y -= 10
    canvas.setFont(_FONT, _BODY)
    canvas.drawString(_LEFT, y, paper.addressee + "：")
    y -= _LEADING
    pages = 1
    for paragraph in paper.body:
        for line in _lines("　　" + paragraph, _BODY, _RIGHT - _LEFT):
            if y < 120:
                canvas.showPage()
                canvas.setFont(_FONT, _BODY)
                y, pages = 760.0, pages + 1
            canvas.drawString(_LEFT, y, line)
            y -= _LEADING
    for number, attachment in enumerate(paper.attachments, start=1):
        canvas.drawString(
            _LEFT + 32, y, f"附件：{number}. {attachment}" if number == 1 else f"　　　{number}. {attachment}"
        )
        y -= _LEADING
    if y < 150:
        canvas.showPage()
        canvas.setFont(_FONT, _BODY)
        y, pages = 760.0, pages + 1
    canvas.drawRightString(_RIGHT - 32, y - 30, paper.issuer)
    canvas.drawRightString(_RIGHT - 48, y - 30 - _LEADING, paper.dated)
    canvas.save()
    return pages
