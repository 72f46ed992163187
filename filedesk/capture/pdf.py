"""Reading PDF with PDFium: page count, what is wrong with the file, and text with its place.

PDFium is not thread-safe, so one lock guards every call and everything is closed before it is let go. PDFium
and pikepdf are imported when the first PDF comes: start-up time is a goal.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from filedesk.capture.lines import Glyph, TextPage, page_of, plain
from filedesk.capture.source import TooMuch, Watched

FIRST_PAGES = 12
LAST_PAGES = 3
"""The pages that are read: a title is on the first, signature and 版记 at the end of the paper or its attachments."""

GLYPHS_OF_A_PAGE = 20_000
FONTS_LOOKED_AT = 200
SLANTED = math.radians(5)
SCAN_TEXT_AT_MOST = 20
"""A page with fewer characters than this and a picture over half of it is a scan with a stamped footer."""

LARGEST_MENDED = 32 * 2**20
"""Bytes up to which PDFium may look for the objects of a PDF whose cross-reference is lost: that takes time."""

HYPHEN_AT_LINE_END = 0x02
REPLACEMENT = "\ufffd"

pdfium_lock = Lock()


@dataclass
class PdfContent:
    """What was found. `pages` is None where the file could not be opened at all."""

    pages: int | None = None
    notices: list[str] = field(default_factory=list)
    text: list[TextPage] = field(default_factory=list)
    scanned: bool = False
    guessed: bool = False
    """The text is PDFium's guess: the file itself calls the bytes of Chinese text Latin letters."""


def read_pdf(file: Watched) -> PdfContent:
    """Read a PDF's first and last pages. Never raises for a strange file: `notices` say what is wrong."""
    import pypdfium2  # cold path: see the module's docstring
    import pypdfium2.raw as pdfium

    content = PdfContent()
    if file.size > LARGEST_MENDED and not has_cross_reference(file):
        content.notices.append("file_damaged")
        return content
    suspects = False
    with pdfium_lock:
        try:
            document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError:
            document = None
        if document is None:
            file.check()
            content.notices.append(_why_refused(file))
            file.check()
            return content
        try:
            content.pages = len(document)
            if not pdfium.FPDF_DocumentHasValidCrossReferenceTable(document.raw):
                content.notices.append("file_damaged")
            scans = []
            for index in pages_to_read(content.pages):
                with _page(document, index) as (page, text_page):
                    if page is None:
                        if "file_damaged" not in content.notices:
                            content.notices.append("file_damaged")
                        continue
                    read = page_of(
                        _glyphs(page, text_page, pdfium),
                        number=index + 1,
                        width=page.get_width(),
                        height=page.get_height(),
                    )
                    content.text.append(read)
                    scans.append(_is_scan(page, read, pdfium))
                    suspects = suspects or _has_font_named_in_gbk(text_page, pdfium)
            content.scanned = bool(scans) and all(scans)
        finally:
            document.close()
    file.check()
    content.guessed = suspects and _declares_latin(file)
    return content


def pages_to_read(count: int) -> list[int]:
    """The indices of the pages that are read of a paper of `count` pages."""
    return sorted({*range(min(count, FIRST_PAGES)), *range(max(0, count - LAST_PAGES), count)})


def has_cross_reference(file: Watched) -> bool:
    """Whether a cross-reference table or stream begins where the file's end says (ISO 32000-1, 7.5.5)."""
    file.seek(max(0, file.size - 2048))
    told = re.findall(rb"startxref\s+(\d{1,12})\s", file.read(2048))
    if not told:
        return False
    file.seek(int(told[-1]))
    return re.match(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)", file.read(64)) is not None


def _why_refused(file: Watched) -> str:
    """The notice for a PDF that PDFium refuses. PDFium's own error code is no help: it may be an older file's."""
    import pikepdf  # cold path: only for a PDF that PDFium refused

    try:
        file.seek(0)
        with pikepdf.open(file.as_binary()) as document:
            whole = not document.get_warnings()
            return "pdf_without_pages" if whole and len(document.pages) == 0 else "file_damaged"
    except pikepdf.PasswordError:
        return "pdf_encrypted"
    except (pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, AttributeError, TooMuch) as error:
        return "pdf_encrypted" if "unsupported encryption" in str(error) else "file_damaged"


@contextmanager
def _page(document: Any, index: int) -> Iterator[tuple[Any, Any]]:
    """A page and its text, closed at the end; (None, None) where PDFium cannot load it."""
    import pypdfium2  # loaded by now

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        yield None, None
        return
    try:
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        yield None, None
        return
    try:
        yield page, text_page
    finally:
        text_page.close()
        page.close()


def _glyphs(page: Any, text_page: Any, pdfium: Any) -> Iterator[Glyph]:
    """The page's upright characters, in points from the top left of the page as it is shown."""
    left, bottom, right, top = page.get_bbox()
    rotation = page.get_rotation()
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    raw = text_page.raw

    def shown(px: float, py: float) -> tuple[float, float]:
        if rotation == 90:
            return py - bottom, px - left
        if rotation == 180:
            return right - px, py - bottom
        if rotation == 270:
            return top - py, right - px
        return px - left, top - py

    for index in range(min(text_page.count_chars(), GLYPHS_OF_A_PAGE)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code == HYPHEN_AT_LINE_END or pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        if not (
            pdfium.FPDFText_GetLooseCharBox(raw, index, box)
            and pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            and pdfium.FPDFText_GetMatrix(raw, index, matrix)
        ):
            continue
        size = pdfium.FPDFText_GetFontSize(raw, index) * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        slant = math.atan2(matrix.b, matrix.a) - math.radians(rotation)
        if not math.isfinite(size) or abs(math.remainder(slant, math.tau)) > SLANTED:
            continue
        (ax, _ay), (bx, _by) = shown(box.left, box.bottom), shown(box.right, box.top)
        _x, baseline = shown(x.value, y.value)
        unknown = code == 0 or 0xD800 <= code < 0xE000 or pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1
        text = REPLACEMENT if unknown else plain(chr(code))
        yield Glyph(text, min(ax, bx), max(ax, bx), baseline, size)


def _is_scan(page: Any, read: TextPage, pdfium: Any) -> bool:
    """Whether the page is a picture with no text to speak of (a stamped page number does not count)."""
    signs = sum(len(line.close) for line in read.lines)
    if signs == 0:
        return True
    if signs >= SCAN_TEXT_AT_MOST:
        return False
    whole = page.get_width() * page.get_height()
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > whole / 2:
            return True
    return False


def _has_font_named_in_gbk(text_page: Any, pdfium: Any) -> bool:
    """Whether text stands in a font whose name is written in raw bytes, as old Chinese Windows programs do."""
    count = text_page.count_chars()
    step = max(1, count // FONTS_LOOKED_AT)
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    for index in range(0, min(count, GLYPHS_OF_A_PAGE), step):
        if pdfium.FPDFText_GetFontInfo(text_page.raw, index, name, len(name), flags) and not name.value.isascii():
            return True
    return False


def _declares_latin(file: Watched) -> bool:
    """Whether a simple font named in GBK gives its bytes out as Latin letters (no ToUnicode, no CJK encoding).

    PDFium guesses from such a font's name that the bytes are GBK; every other reader shows mojibake. What the
    file declares is garbage, and a guess is nothing to fill fields from.
    """
    import pikepdf  # cold path: only for a PDF with such a font name

    try:
        file.seek(0)
        with pikepdf.open(file.as_binary()) as document:
            for index in pages_to_read(len(document.pages)):
                fonts: Any = document.pages[index].resources.get("/Font", {})
                for _name, font in fonts.items():
                    simple = str(font.get("/Subtype", "")) in ("/TrueType", "/Type1", "/MMType1")
                    named = not bytes(font.get("/BaseFont", pikepdf.Name("/None"))).isascii()
                    if simple and named and "/ToUnicode" not in font:
                        return True
    except (pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, AttributeError, TooMuch):
        return False
    return False
