"""Old Office files (.doc, .xls, .ppt, WPS): an OLE compound file says by its streams' names what it is.

Source: MS-CFB, sections 2.2 (header), 2.3 (sector chains) and 2.6 (directory entries).
"""

from __future__ import annotations

from filedesk.capture.media_type import DOC, OLE, PPT, XLS
from filedesk.capture.source import Watched

DIRECTORY_SECTORS = 256
ENTRY = 128
_STREAMS = {
    "WordDocument": DOC,
    "Workbook": XLS,
    "Book": XLS,
    "PowerPoint Document": PPT,
}
_ENCRYPTED = "EncryptedPackage"
_LAST_REGULAR_SECTOR = 0xFFFFFFFA
_LISTED_FAT_SECTORS = 109


def look_into_ole(file: Watched) -> tuple[str, tuple[str, ...]]:
    """Media type and notices of an OLE compound file; `office_encrypted` is Office Open XML behind a password."""
    names = _stream_names(file)
    if names is None:
        return OLE, ("file_damaged",)
    for name, told in _STREAMS.items():
        if name in names:
            return told, ()
    return OLE, ("office_encrypted",) if _ENCRYPTED in names else ()


def _stream_names(file: Watched) -> set[str] | None:
    header = file.head(512)
    shift = int.from_bytes(header[30:32], "little")
    if len(header) < 512 or shift not in (9, 12):
        return None
    size = 1 << shift
    names: set[str] = set()
    sector = int.from_bytes(header[48:52], "little")
    seen: set[int] = set()
    while sector <= _LAST_REGULAR_SECTOR and sector not in seen and len(seen) < DIRECTORY_SECTORS:
        seen.add(sector)
        entries = _at(file, (sector + 1) * size, size)
        if not entries:
            return names or None
        for start in range(0, len(entries), ENTRY):
            length = int.from_bytes(entries[start + 64 : start + 66], "little")
            if 2 <= length <= 64:
                names.add(entries[start : start + length - 2].decode("utf-16-le", errors="replace"))
        sector = _next(file, header, sector, size)
    return names


def _next(file: Watched, header: bytes, sector: int, size: int) -> int:
    """The sector after `sector` in its chain, as the FAT has it."""
    index, entry = divmod(sector, size // 4)
    if index >= _LISTED_FAT_SECTORS:
        return _LAST_REGULAR_SECTOR + 1
    fat = int.from_bytes(header[76 + 4 * index : 80 + 4 * index], "little")
    if fat > _LAST_REGULAR_SECTOR:
        return _LAST_REGULAR_SECTOR + 1
    found = _at(file, (fat + 1) * size + 4 * entry, 4)
    return int.from_bytes(found, "little") if len(found) == 4 else _LAST_REGULAR_SECTOR + 1


def _at(file: Watched, offset: int, count: int) -> bytes:
    if offset >= file.size:
        return b""
    file.seek(offset)
    return file.read(count)
