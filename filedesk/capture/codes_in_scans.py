"""The QR codes on the pages of a scan, each with its page and place: how paper finds its way back to its entry.

The reader (zxing-cpp) is imported when the first scan comes, gets a picture of its own and lets other threads run
meanwhile.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from filedesk.capture.scanned_pages import GreyPage, grey_pages, is_scan
from filedesk.capture.source import opened
from filedesk.errors import FileUnreadable
from filedesk.services.ports import FoundCode, Progress, ScannedCodes

if TYPE_CHECKING:
    from zxingcpp import Position

LARGEST_SCAN = 256 * 2**20
"""Bytes. A scan beyond is not looked into."""

MOST_CODES_A_PAGE = 40
LONGEST_CODE = 512
"""Characters: what is longer is none of ours, and nothing to carry about."""


def codes_in_scan(source: Path | BinaryIO, name: str, progress: Progress | None = None) -> ScannedCodes:
    """The codes of a PDF or an image in the order of its pages, on a page from the top; nothing for other files.

    Raises FileUnreadable: "scan_damaged" where a page cannot be drawn, "scan_too_large", and as `opened` does;
    Cancelled.
    """
    progress = progress or Progress()
    found: list[FoundCode] = []
    pages = 0
    with opened(source, name) as file:
        if not file.size or not is_scan(file):
            return ScannedCodes(0, ())
        if file.size > LARGEST_SCAN:
            raise FileUnreadable("scan_too_large", name=name)
        for page in grey_pages(file, name):
            progress.raise_if_cancelled()
            found += _codes(page)
            pages = page.number
    return ScannedCodes(pages, tuple(found))


def _codes(page: GreyPage) -> list[FoundCode]:
    import zxingcpp  # cold path: see the module's docstring

    view = zxingcpp.ImageView(page.dots, page.width, page.height, zxingcpp.ImageFormat.Lum, page.stride)
    read = zxingcpp.read_barcodes(
        view, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode), try_invert=False
    )
    found = [_found(one.text, one.position, page) for one in read if one.valid and len(one.text) <= LONGEST_CODE]
    return sorted(found, key=lambda one: (one.top, one.left))[:MOST_CODES_A_PAGE]


def _found(text: str, position: Position, page: GreyPage) -> FoundCode:
    corners = (position.top_left, position.top_right, position.bottom_left, position.bottom_right)
    return FoundCode(
        text,
        page.number,
        left=min(corner.x for corner in corners) / page.width,
        top=min(corner.y for corner in corners) / page.height,
    )
