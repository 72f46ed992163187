"""What kind of file this is, told by its first bytes and never by its name.

Signatures as in the formats' own specifications (PDF: ISO 32000, the header within the first 1,024 bytes; OLE:
MS-CFB). Zip containers and OLE files are only recognised here as such; `archives` and `ole` look inside.
"""

from __future__ import annotations

import codecs

from filedesk.capture.usability import is_usable

PDF = "application/pdf"
OFD = "application/ofd"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
ZIP = "application/zip"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"

HEAD = 64 * 1024
"""As many bytes of the beginning as recognising needs."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
)
_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\r\f\x1a") | {0x7F}
_BMP_HEADERS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})


def by_signature(head: bytes) -> str:
    """The media type that the first bytes of a file tell; `UNKNOWN` where they tell none."""
    for signature, told in _SIGNATURES:
        if head.startswith(signature):
            return told
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS and head[6:10] == bytes(4):
        return "image/bmp"
    if b"%PDF-" in head[:1024]:
        return PDF
    return TEXT if text_of(head) is not None else UNKNOWN


def text_of(head: bytes) -> str | None:
    """The beginning of a text file in UTF-8, UTF-16 with its mark, or GB 18030 (old Chinese text); None for no text.

    The last character may be cut through. GB 18030 gives a meaning to almost any bytes, so what it gives must
    also look like text.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(head, "utf-16", strange=0.02)
    if not head or not _CONTROLS.isdisjoint(head):
        return None
    told = _decoded(head, "utf-8-sig", strange=1.0)
    return told if told is not None else _decoded(head, "gb18030", strange=0.0)


def _decoded(head: bytes, encoding: str, *, strange: float) -> str | None:
    """The text in `encoding`; `strange` is the share of control characters that still is text, 1 for any."""
    try:
        told = codecs.getincrementaldecoder(encoding)("strict").decode(head, final=False)
    except UnicodeDecodeError:
        return None
    if strange == 1.0:
        return told
    controls = sum(sign < " " and sign not in "\t\n\r\f\x1a" for sign in told)
    return told if told.strip() and controls <= strange * len(told) and is_usable(told) else None
