"""Looking into zip containers (OFD, Office Open XML) without ever unpacking more than was decided beforehand.

Only the directory, the property part with the page count and the beginning of a text document are read.
Archives inside archives are left alone.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass

from filedesk.capture.media_type import DOCX, OFD, PPTX, XLSX, ZIP
from filedesk.capture.source import TooMuch, Watched

MOST_PARTS = 20_000
LARGEST_DIRECTORY = 4 * 2**20
LARGEST_UNPACKED = 2 * 2**30
LARGEST_RATIO = 300
"""Unpacked to packed, from `RATIO_MATTERS` bytes on; XML of spreadsheets reaches about 60."""
RATIO_MATTERS = 64 * 2**20
PROPERTIES = 1 * 2**20
BEGINNING = 256 * 1024

_END = b"PK\x05\x06"
_END_ZIP64 = b"PK\x06\x07"
_MAIN_PARTS = {
    "ofd.xml": OFD,
    "word/document.xml": DOCX,
    "xl/workbook.xml": XLSX,
    "xl/workbook.bin": XLSX,
    "ppt/presentation.xml": PPTX,
}
_COUNT = re.compile(rb"<(?:\w+:)?(?:Pages|Slides)>\s*(\d{1,6})\s*</")
_PARAGRAPH_OR_TEXT = re.compile(rb"</w:p>|<w:t(?:\s[^>]*)?>([^<]*)</w:t>")


@dataclass(frozen=True)
class Archive:
    """What a zip container is. `beginning` is a text document's first paragraphs, a line each."""

    media_type: str
    pages: int | None = None
    notices: tuple[str, ...] = ()
    beginning: str = ""


def look_into(file: Watched) -> Archive:
    """Tell what a zip container is and whether it may be read. Never raises for a strange file."""
    try:
        if _directory_size(file) > LARGEST_DIRECTORY:
            return Archive(ZIP, notices=("archive_too_large",))
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            return _look(archive, file.size)
    except TooMuch:
        return Archive(ZIP, notices=("archive_too_large",))
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, IndexError):
        return Archive(ZIP, notices=("file_damaged",))


def _look(archive: zipfile.ZipFile, size: int) -> Archive:
    parts = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in archive.infolist()}
    media_type = next((told for name, told in _MAIN_PARTS.items() if name in parts), ZIP)
    unpacked = sum(part.file_size for part in archive.infolist())
    swollen = unpacked > RATIO_MATTERS and unpacked > LARGEST_RATIO * size
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or swollen:
        return Archive(media_type, notices=("archive_too_large",))
    pages = None
    if media_type in (DOCX, PPTX) and "docprops/app.xml" in parts:
        count = _COUNT.search(_first(archive, parts["docprops/app.xml"], PROPERTIES))
        pages = int(count[1]) or None if count else None
    beginning = ""
    if media_type == DOCX:
        beginning = _paragraphs(_first(archive, parts["word/document.xml"], BEGINNING))
    return Archive(media_type, pages, beginning=beginning)


def _first(archive: zipfile.ZipFile, part: zipfile.ZipInfo, count: int) -> bytes:
    with archive.open(part) as stream:
        return stream.read(count)


def _paragraphs(xml: bytes) -> str:
    pieces = ((found[1] or b"") if found[1] is not None else b"\n" for found in _PARAGRAPH_OR_TEXT.finditer(xml))
    return b"".join(pieces).decode("utf-8", errors="replace")


def _directory_size(file: Watched) -> int:
    """The size in bytes that the zip's end record gives its directory; zip64 counts as too large for a paper."""
    start = max(0, file.size - 22 - 0xFFFF)
    file.seek(start)
    tail = file.read(file.size - start)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise zipfile.BadZipFile
    if tail[max(0, at - 20) : at].startswith(_END_ZIP64):
        return LARGEST_DIRECTORY + 1
    return int.from_bytes(tail[at + 12 : at + 16], "little")
