"""Draws papers as the standard lays them out, as PDF through reportlab or as lines without any file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from filedesk.capture.lines import Glyph, TextPage, is_wide, page_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
LEFT, RIGHT = 28 * MM, 184 * MM


@dataclass(frozen=True)
class Placed:
    """Text at a place: `at` is "left", "centre", "right" or the x, `top` the baseline from the page's top, in mm."""

    text: str
    top: float
    at: str | float = "left"
    size: float = 16
    page: int = 1
    spaced: float = 0.0
    """Extra space between letters, in font sizes."""

    def width(self) -> float:
        return sum(self.size * (1 if is_wide(sign) else 0.5) for sign in self.text) + self.spaced * self.size * (
            len(self.text) - 1
        )

    def left(self) -> float:
        if isinstance(self.at, float | int):
            return self.at * MM
        if self.at == "left":
            return LEFT
        return (LEFT + RIGHT - self.width()) / 2 if self.at == "centre" else RIGHT - self.width()


def drawn_lines(texts: Iterable[Placed]) -> tuple[TextPage, ...]:
    """What a reader would give for these texts."""
    texts = list(texts)
    pages = []
    for number in range(1, max(text.page for text in texts) + 1):
        glyphs = []
        for text in texts:
            if text.page != number:
                continue
            x = text.left()
            for sign in text.text:
                width = text.size * (1 if is_wide(sign) else 0.5)
                glyphs.append(Glyph(sign, x, x + width, text.top * MM, text.size))
                x += width + text.spaced * text.size
        pages.append(page_of(glyphs, number=number, width=A4[0], height=A4[1]))
    return tuple(pages)


def drawn_pdf(texts: Iterable[Placed], **options: object) -> bytes:
    """The same as a PDF in the program's own font."""
    if "Drawn" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Drawn", str(ROOT / "resources/fonts/NotoSansSC-Regular.ttf")))
    texts = list(texts)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)  # type: ignore[arg-type]
    for number in range(1, max(text.page for text in texts) + 1):
        for text in texts:
            if text.page != number:
                continue
            canvas.setFont("Drawn", text.size)
            canvas.drawString(text.left(), A4[1] - text.top * MM, text.text, charSpace=text.spaced * text.size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


BODY = (
    "根据《关于进一步规范合同管理的通知》（华总办〔2019〕33号）要求，",
    "现将2026年度合同管理有关事项明确如下，请认真贯彻执行，并于2025年",
    "12月31日前将落实情况书面报送办公室，逾期不报的予以通报批评。",
)


def notice(
    *,
    mark: Iterable[Placed] = (Placed("华兴实业集团有限公司文件", 50, "centre", 40),),
    number: Iterable[Placed] = (Placed("华兴办〔2026〕12号", 75, "centre"),),
    title: Iterable[Placed] = (Placed("关于加强合同管理的通知", 100, "centre", 22),),
    addressee: Iterable[Placed] = (Placed("各部门、各子公司：", 115),),
    signature: Iterable[Placed] = (
        Placed("华兴实业集团有限公司", 200, "right"),
        Placed("2026年3月5日", 210, "right"),
    ),
    more: Iterable[Placed] = (),
) -> list[Placed]:
    """An ordinary notice; its body cites another paper's number and another date."""
    body = [Placed(text, 125 + 10 * index, 39.3 if index == 0 else "left") for index, text in enumerate(BODY)]
    return [*mark, *number, *title, *addressee, *body, *signature, *more]


def sample(name: str) -> Path:
    """A real paper beside the project, or a skip that says so."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"{name}: the real papers are not beside this project")
    return path
