"""Scans as an office's scanner makes them: pages drawn at so many dots an inch, turned a little, with grain."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pypdfium2
import segno
from PIL import Image, ImageChops


def scanned_pages(
    pdf: bytes, *, dots: int = 200, turned: float = 0.0, grain: float = 0.0, pages: Sequence[int] | None = None
) -> list[Image.Image]:
    """The pages of `pdf` (those named, from 0) as grey pictures; `turned` in degrees, `grain` as a deviation."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        wanted = range(len(document)) if pages is None else pages
        return [_scanned(document[index], dots, turned, grain) for index in wanted]
    finally:
        document.close()


def _scanned(page: Any, dots: int, turned: float, grain: float) -> Image.Image:
    shown = page.render(scale=dots / 72, grayscale=True).to_pil().convert("L")
    if turned:
        shown = shown.rotate(turned, resample=Image.Resampling.BILINEAR, fillcolor=255, expand=turned % 90 == 0)
    if grain:
        shown = ImageChops.add(shown, Image.effect_noise(shown.size, grain), scale=1, offset=-128)
    return shown


def as_pdf(pages: Sequence[Image.Image], dots: int = 200) -> bytes:
    """The pictures as the PDF that a scanner sends."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=list(pages[1:]), resolution=float(dots))
    return out.getvalue()


def as_image(page: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """One picture as a file of this kind."""
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


def as_tiff(pages: Sequence[Image.Image], dots: int = 200, compression: str = "tiff_lzw") -> bytes:
    """The pictures as a TIFF of several pages."""
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=list(pages[1:]), compression=compression, dpi=(dots, dots))
    return out.getvalue()


def drawn_code(*texts: str) -> Image.Image:
    """An A4 page at 200 dots an inch with these QR codes one below the other."""
    page = Image.new("L", (1654, 2339), 252)
    for number, text in enumerate(texts):
        out = io.BytesIO()
        segno.make_qr(text, error="m").save(out, kind="png", scale=6)
        page.paste(Image.open(out).convert("L"), (200, 150 + 500 * number))
    return page
