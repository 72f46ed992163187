"""Composite fonts for ReportLab's PDF objects: one Type 0 font a face and document, with the characters it used.

ReportLab's own TTFont cuts a font into simple fonts of 256 glyphs, prints boxes for missing glyphs and writes
wrong ToUnicode maps beyond the BMP. This writes what ISO 32000-1 section 9.7 describes: Identity-H, a CIDFontType2
with its CIDToGIDMap, and a ToUnicode CMap in UTF-16BE, so that every character can be searched and copied.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc

from filedesk.registers.faces import Faces

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def",
    "/CMapType 2 def",
    "1 begincodespacerange",
    "<0000> <FFFF>",
    "endcodespacerange",
)
_CMAP_TAIL = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")
_BFCHARS_A_BLOCK = 100


class CompositeFont:
    """The characters of one face that one document uses; CIDs are given in the order of first use, 0 is .notdef."""

    def __init__(self, face: Any, number: int) -> None:
        self.resource = f"F{number}"
        self._face = face
        self._tag = "AAAAA" + chr(ord("A") + number)
        self._drawn: list[int] = []
        self._meant: list[str] = []

    def cid(self, character: str, code: int) -> int:
        """A new CID that draws the face's glyph of `code` and is copied as `character`."""
        self._drawn.append(code)
        self._meant.append(character)
        return len(self._drawn)

    def addObjects(self, document: Any) -> None:
        """Add the font's objects to a PDFDocument (which calls this for each of its delayed fonts)."""
        name = f"{self._tag}+{self._face.name.decode('ascii')}"
        reference = document.Reference
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": "/" + name,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([reference(self._descendant(document, name), "cid:" + name)]),
                "ToUnicode": reference(_stream(self._to_unicode().encode("ascii")), "unicode:" + name),
            }
        )
        document.idToObject["BasicFonts"].dict[self.resource] = reference(font, self.resource)

    def _descendant(self, document: Any, name: str) -> Any:
        face = self._face
        of_notdef = round(face.hmetrics[0][0] * 1000 / face.unitsPerEm)
        widths = [of_notdef, *(round(face.charWidths[code]) for code in self._drawn)]
        descriptor = face.addSubsetObjects(document, name, self._drawn)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": "/" + name,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": descriptor,
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": document.Reference(_stream(self._glyph_numbers()), "glyphs:" + name),
            }
        )

    def _glyph_numbers(self) -> bytes:
        """Two bytes a CID: the subset numbers its glyphs in the order in which `makeSubset` first meets them."""
        numbers = {0: 0}
        glyphs = [0, *(self._face.charToGlyph[code] for code in self._drawn)]
        for glyph in glyphs:
            numbers.setdefault(glyph, len(numbers))
        return b"".join(numbers[glyph].to_bytes(2, "big") for glyph in glyphs)

    def _to_unicode(self) -> str:
        lines = list(_CMAP_HEAD)
        pairs = [f"<{cid:04X}> <{_utf16(text)}>" for cid, text in enumerate(self._meant, start=1)]
        for first in range(0, len(pairs), _BFCHARS_A_BLOCK):
            block = pairs[first : first + _BFCHARS_A_BLOCK]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        return "\n".join((*lines, *_CMAP_TAIL))


class FontSet:
    """All composite fonts of one document: measures text and writes the operators that show it."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self.used: list[CompositeFont] = []
        self._of_face: dict[int, CompositeFont] = {}
        self._first: dict[str, str] = {}
        self._other: dict[str, tuple[CompositeFont, str]] = {}
        self.widths = _Widths(faces)
        self.main = self._font(0)

    def show(self, text: str, size: float) -> str:
        """Operators that show `text` at the text position, the main font being set at `size` before and after.

        Raises GlyphMissing for a character that no face has.
        """
        known = self._first
        try:
            return f"<{''.join([known[character] for character in text])}> Tj"
        except KeyError:
            return self._show_runs(text, size)

    def _show_runs(self, text: str, size: float) -> str:
        runs: list[tuple[CompositeFont, list[str]]] = []
        for character in text:
            font, code = self._code(character)
            if not runs or runs[-1][0] is not font:
                runs.append((font, []))
            runs[-1][1].append(code)
        parts: list[str] = []
        current = self.main
        for font, codes in runs:
            if font is not current:
                parts.append(f"/{font.resource} {size:g} Tf")
                current = font
            parts.append(f"<{''.join(codes)}> Tj")
        if current is not self.main:
            parts.append(f"/{self.main.resource} {size:g} Tf")
        return " ".join(parts)

    def _code(self, character: str) -> tuple[CompositeFont, str]:
        if character in self._first:
            return self.main, self._first[character]
        found = self._other.get(character)
        if found is None:
            glyph = self._faces.glyph(character)
            font = self._font(glyph.face)
            found = font, f"{font.cid(character, glyph.code):04x}"
            if font is self.main:
                self._first[character] = found[1]
            else:
                self._other[character] = found
        return found

    def _font(self, number: int) -> CompositeFont:
        if number not in self._of_face:
            font = CompositeFont(self._faces.face(number), len(self.used))
            self._of_face[number] = font
            self.used.append(font)
        return self._of_face[number]


class _Widths(dict[str, int]):
    """The width of each character in thousandths of the type size, asked of the faces once."""

    def __init__(self, faces: Faces) -> None:
        super().__init__()
        self._faces = faces

    def __missing__(self, character: str) -> int:
        width = self[character] = self._faces.glyph(character).width
        return width


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _stream(content: bytes) -> Any:
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress]
    return stream
