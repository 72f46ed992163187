"""One PDF document being drawn page after page, kept small, and written in one stream when it is whole.

Pages are compressed as they are finished and held in memory, never in a temporary file: a printed register may
show what must not lie on a disk in plain. Nothing reaches the output before the last page is drawn, so that a
print that is stopped or refused delivers nothing. What it holds is decided by its input alone: the same rows
give the same bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

from filedesk.errors import EnvironmentFailed
from filedesk.registers.composite import FontSet
from filedesk.registers.faces import Faces

POINTS_PER_MM = 72 / 25.4
A4 = (210 * POINTS_PER_MM, 297 * POINTS_PER_MM)
A4_LANDSCAPE = (A4[1], A4[0])
PDF_VERSION = (1, 7)


class Document:
    """Pages of one size that share their fonts and forms. It can be written more than once, with other forms."""

    def __init__(self, *, size: tuple[float, float], language: str, title: str, faces: Faces) -> None:
        self.width, self.height = size
        self.fonts = FontSet(faces)
        self._language = "zh-CN" if language == "zh_CN" else language
        self._title = title
        self._faces = faces
        self._pages: list[bytes] = []
        self._forms: dict[str, tuple[tuple[float, float, float, float], bytes]] = {}

    @property
    def pages(self) -> int:
        """How many pages are finished."""
        return len(self._pages)

    def add_page(self, operators: Sequence[str]) -> None:
        """Finish a page that is drawn by these content stream operators."""
        self._pages.append(_compressed(operators))

    def set_form(self, name: str, box: tuple[float, float, float, float], operators: Sequence[str]) -> None:
        """Define the form XObject `name` (pages show it with "/name Do"), before or after pages that show it."""
        self._forms[name] = box, _compressed(operators)

    def write(self, out: BinaryIO, *, made_at: str, most: int | None = None) -> None:
        """Write the document, or its first `most` pages; `made_at` is its date.

        Raises EnvironmentFailed when `out` cannot take it.
        """
        pdf = pdfdoc.PDFDocument(compression=1, invariant=1, pdfVersion=PDF_VERSION, lang=self._language)
        pdf.setTitle(self._title)
        pdf.setAuthor("")
        pdf.setSubject("")
        pdf.setCreator("filedesk")
        moment = pdf_date(made_at)
        pdf.setDateFormatter(lambda *_invariant: moment)
        resources = pdfdoc.PDFResourceDictionary()
        resources.basicFonts()
        shared = pdf.Reference(resources, "resources")
        for content in self._pages[:most]:
            page = pdfdoc.PDFPage()
            page.MediaBox = pdfdoc.PDFArray([0, 0, round(self.width, 2), round(self.height, 2)])
            page.Contents = _stream(content, {})
            page.Resources = shared
            pdf.updateSignature(content)
            pdf.addPage(page)
        for name, (box, content) in self._forms.items():
            dictionary = {
                "Type": pdfdoc.PDFName("XObject"),
                "Subtype": pdfdoc.PDFName("Form"),
                "BBox": pdfdoc.PDFArray([round(edge, 2) for edge in box]),
                "Resources": shared,
            }
            pdf.updateSignature(content)
            resources.XObject[name] = pdf.Reference(_stream(content, dictionary), "form:" + name)
        with self._faces.lock:
            for font in self.fonts.used:
                font.addObjects(pdf)
        try:
            _write_objects(pdf, out)
        except OSError as problem:
            raise EnvironmentFailed("print_not_written", reason=problem.strerror or str(problem)) from problem


def _write_objects(pdf: Any, out: BinaryIO) -> None:
    """Header, objects, cross-reference table and trailer (ISO 32000-1, 7.5), an object at a time.

    PDFDocument.format would keep every object's text and then join them all.
    """
    pdf.Catalog.Outlines = None
    catalogue, info = pdf.Reference(pdf.Catalog), pdf.Reference(pdf.info)
    major, minor = PDF_VERSION
    offset = out.write(f"%PDF-{major}.{minor}\n".encode() + b"%\xe2\xe3\xcf\xd3\n")
    identifiers: list[str] = []
    while len(identifiers) < len(pdf.numberToId):
        identifier = pdf.numberToId[len(identifiers) + 1]
        text = pdfdoc.PDFIndirectObject(identifier, pdf.idToObject[identifier]).format(pdf)
        pdf.idToOffset[identifier] = offset
        identifiers.append(identifier)
        out.write(text)
        offset += len(text)
    table = pdfdoc.PDFCrossReferenceTable()
    table.addsection(0, identifiers)
    out.write(table.format(pdf))
    trailer = pdfdoc.PDFTrailer(startxref=offset, Size=len(identifiers) + 1, Root=catalogue, Info=info, ID=pdf.ID())
    out.write(trailer.format(pdf))


def pdf_date(moment: str) -> str:
    """The PDF date (ISO 32000-1, 7.9.4) of an ISO 8601 moment; of other text, the start of the Unix epoch."""
    try:
        told = datetime.fromisoformat(moment)
    except ValueError:
        return "D:19700101000000Z"
    zone = told.strftime("%z")
    return f"D:{told:%Y%m%d%H%M%S}" + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")


def _compressed(operators: Sequence[str]) -> bytes:
    return zlib.compress("\n".join(operators).encode("ascii") + b"\n", 6)


def _stream(content: bytes, dictionary: dict[str, Any]) -> Any:
    stream = pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(dictionary))
    stream.content = content
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return stream
