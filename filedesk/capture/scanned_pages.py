"""The pages of a scan as grey pictures, one after the other: of a PDF through PDFium, of an image through Pillow.

A page is drawn at 200 dots an inch, at which the smallest code that the program prints still has more than three
dots a module, and never larger than `MOST_DOTS`, whatever the file says of its size. One page is held at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from filedesk.capture.images import FORMATS, MOST_PIXELS, STRANGE, unwarned
from filedesk.capture.media_type import HEAD, PDF, by_signature
from filedesk.capture.pdf import LARGEST_MENDED, has_cross_reference, pdfium_lock
from filedesk.capture.source import Watched
from filedesk.errors import FileUnreadable

DOTS_AN_INCH = 200
MOST_DOTS = 12_000_000
"""Dots of a page: an A3 sheet at 200 dots an inch has 8 million."""

MOST_SCANNED_PAGES = 1_000
"""Pages of one scan that are looked at; whoever feeds a scanner stops long before."""

IMAGES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/bmp", "image/gif", "image/webp"})


@dataclass(frozen=True)
class GreyPage:
    """A page as one byte a dot, rows from the top, `stride` bytes each; `number` counts from 1."""

    number: int
    width: int
    height: int
    stride: int
    dots: bytes


def is_scan(file: Watched) -> bool:
    """Whether this is a file whose pages can be drawn: a PDF or an image."""
    return by_signature(file.head(HEAD)) in IMAGES | {PDF}


def grey_pages(file: Watched, name: str) -> Iterator[GreyPage]:
    """The pages in order. Raises FileUnreadable("scan_damaged") where the file, or a page of it, cannot be drawn."""
    if by_signature(file.head(HEAD)) == PDF:
        yield from _pages_of_pdf(file, name)
    else:
        yield from _pages_of_image(file, name)


def _pages_of_pdf(file: Watched, name: str) -> Iterator[GreyPage]:
    import pypdfium2  # cold path: start-up time is a goal

    if file.size > LARGEST_MENDED and not has_cross_reference(file):
        raise FileUnreadable("scan_damaged", name=name)
    document: Any = None
    try:
        with pdfium_lock:
            document = pypdfium2.PdfDocument(file)
            count = min(len(document), MOST_SCANNED_PAGES)
        for index in range(count):
            with pdfium_lock:
                drawn = _drawn(document, index)
            yield drawn
    except pypdfium2.PdfiumError as error:
        file.check()
        raise FileUnreadable("scan_damaged", name=name) from error
    finally:
        if document is not None:
            with pdfium_lock:
                document.close()
    file.check()


def _drawn(document: Any, index: int) -> GreyPage:
    page = document[index]
    try:
        scale = DOTS_AN_INCH / 72
        dots = page.get_width() * page.get_height() * scale * scale
        if dots > MOST_DOTS:
            scale *= (MOST_DOTS / dots) ** 0.5
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            return GreyPage(index + 1, bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
    finally:
        page.close()


def _pages_of_image(file: Watched, name: str) -> Iterator[GreyPage]:
    from PIL import Image  # cold path: start-up time is a goal

    file.seek(0)
    try:
        with unwarned():
            image = Image.open(file.as_binary(), formats=FORMATS)
        with image:
            count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            for index in range(min(count, MOST_SCANNED_PAGES)):
                with unwarned():
                    image.seek(index)
                    if image.width * image.height > MOST_PIXELS:
                        raise FileUnreadable("scan_damaged", name=name)
                    grey = _grey(image, index + 1)
                yield grey
    except (*STRANGE, Image.DecompressionBombError) as error:
        file.check()
        raise FileUnreadable("scan_damaged", name=name) from error


def _grey(page: Any, number: int) -> GreyPage:
    if page.format == "JPEG":
        page.draft("L", (max(1, page.width // 2), max(1, page.height // 2)) if _too_large(page) else page.size)
    grey = page.convert("L")
    while _too_large(grey):
        grey = grey.reduce(2)
    return GreyPage(number, grey.width, grey.height, grey.width, grey.tobytes())


def _too_large(page: Any) -> bool:
    return bool(page.width * page.height > MOST_DOTS)
