"""The faces that characters are drawn with: the bundled ones first, then what the system has.

ReportLab draws a box for a character that a font lacks, and says nothing; here each character is asked of each
face in turn, and one that no face has is an error that the caller can name with its row.
"""

from __future__ import annotations

import os
import re
import struct
import sys
import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from filedesk.config import resources

BUNDLED = ("NotoSansSC-Regular.ttf", "RareHanzi-Regular.ttf", "NotoEmoji-Regular.ttf")
ON_WINDOWS = (
    "simsunb.ttf",
    "SimsunExtG.ttf",
    "simsun.ttc",
    "msyh.ttc",
    "malgun.ttf",
    "seguisym.ttf",
    "segoeui.ttf",
    "nirmala.ttf",
    "leelawui.ttf",
)
ON_DEBIAN = (
    "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
    "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)

_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)
_SHOWN_AS = {"\t": " ", "\x0b": "\n", "\x0c": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


class GlyphMissing(Exception):
    """No face has a glyph for `character`. Turned into an error with its place by whoever draws."""

    def __init__(self, character: str) -> None:
        super().__init__(character)
        self.character = character


@dataclass(frozen=True)
class Glyph:
    """Where a character is drawn from: the face's place in the order, the code point it has there, its width."""

    face: int
    code: int
    width: int


def visible(text: str) -> str:
    """`text` as it can be drawn: line ends as "\\n", tabs as spaces, control and format characters left out.

    Marks of direction, joiners, variation selectors and the like have no shape of their own; half a surrogate
    pair (from an undecodable file name) becomes a white square.
    """
    if not _INVISIBLE.search(text):
        return text
    return _INVISIBLE.sub(_drawn, text.replace("\r\n", "\n"))


def _drawn(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        return "□"
    return _SHOWN_AS.get(character, "")


class Faces:
    """All faces in their order, each loaded when a character first needs it. Shared by every print."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        self._files = files
        self._loaded: list[Any] = []
        self._glyphs: dict[str, Glyph] = {}
        self.lock = threading.RLock()

    def glyph(self, character: str) -> Glyph:
        """How to draw `character`: with itself, else with its canonical equivalent. Raises GlyphMissing."""
        found = self._glyphs.get(character)
        if found is None:
            with self.lock:
                found = self._look(ord(character))
                if found is None:
                    same = unicodedata.normalize("NFC", character)
                    found = self._look(ord(same)) if len(same) == 1 and same != character else None
                if found is None:
                    raise GlyphMissing(character)
                self._glyphs[character] = found
        return found

    def face(self, number: int) -> Any:
        """The loaded face at a place in the order (ReportLab's TTFontFace), or None where it cannot be read."""
        with self.lock:
            while len(self._loaded) <= number:
                self._loaded.append(_load(self._files[len(self._loaded)]))
        return self._loaded[number]

    def _look(self, code: int) -> Glyph | None:
        for number in range(len(self._files)):
            face = self.face(number)
            if face is not None and code in face.charToGlyph:
                return Glyph(number, code, round(face.charWidths[code]))
        return None


def _load(file: Path) -> Any:
    try:
        face = TTFontFace(str(file))
    except (TTFError, OSError, ValueError, LookupError, struct.error):
        if file.parent == resources() / "fonts":
            raise
        return None
    _mend_metrics(face)
    return face


def _mend_metrics(face: Any) -> None:
    """Give glyphs that share the last advance width of `hmtx` that width in the font's own units.

    ReportLab 5.1 keeps it scaled to 1000 units an em for them, and so writes a wrong one into the embedded font
    where the em has another number of units; PDF/A (ISO 19005-3, 6.2.11.5) refuses that.
    """
    own = int.from_bytes(face.get_table("hhea")[34:36], "big")
    shared = face.hmetrics[own - 1][0]
    face.hmetrics[own:] = [(shared, bearing) for _scaled, bearing in face.hmetrics[own:]]


def system_files() -> tuple[Path, ...]:
    """The fonts of this system that are worth asking, those that exist."""
    if sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
        local = os.environ.get("LOCALAPPDATA")
        if local:
            folders.append(Path(local) / "Microsoft" / "Windows" / "Fonts")
        asked = [folder / name for folder in folders for name in (*ON_WINDOWS, "HanaMinA.ttf", "HanaMinB.ttf")]
    else:
        asked = [Path(name) for name in ON_DEBIAN]
        own = Path.home() / ".local" / "share" / "fonts"
        asked += [own / name for name in ("HanaMinA.ttf", "HanaMinB.ttf", "simsunb.ttf", "SimsunExtG.ttf")]
    return tuple(file for file in asked if file.is_file())


@cache
def all_faces() -> Faces:
    """The bundled faces and then the system's."""
    return Faces(tuple(resources() / "fonts" / name for name in BUNDLED) + system_files())
