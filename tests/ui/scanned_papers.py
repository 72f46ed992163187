"""Scans for the window's tests: a slip as the printer and the scanner made it, separator sheets, blank pages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image

from filedesk.services import slip
from filedesk.services.separator_sheet import print_separator
from tests.scans import as_pdf, scanned_pages

CLERK = "王文员"


def slip_of(office: Any, document: int) -> list[Image.Image]:
    """The handling slip of a document, scanned."""
    out = io.BytesIO()
    office.by(CLERK, slip.print_slip, document=document, out=out, language="zh_CN")
    return scanned_pages(out.getvalue(), turned=0.8, grain=12.0)


def separator_of(office: Any) -> list[Image.Image]:
    """A separator sheet, scanned."""
    out = io.BytesIO()
    office.by(CLERK, print_separator, out=out, language="zh_CN")
    return scanned_pages(out.getvalue(), turned=-0.6, grain=12.0)


def blank(shade: int = 250) -> Image.Image:
    """A page with nothing on it; another shade is another page."""
    return Image.new("L", (827, 1169), shade)


def put(folder: Path, name: str, pages: list[Image.Image]) -> Path:
    """The pages as a PDF in a folder."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(as_pdf(pages))
    return path
