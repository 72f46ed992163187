"""The codes that the program prints are read back from a scan exactly (design 7: a scanned QR finds its entry)."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from filedesk.capture import codes_in_scans, scanned_pages
from filedesk.capture.codes_in_scans import codes_in_scan
from filedesk.capture.reader import PaperReader
from filedesk.config import resources
from filedesk.domain.printed import PrintedCode
from filedesk.domain.signature_code import SignatureCode, read_signature_code
from filedesk.errors import Cancelled, FileUnreadable
from filedesk.registers.faces import BUNDLED, Faces
from filedesk.registers.printer import PdfPrinter
from filedesk.services.ports import HandlingSlip, PrintFacts, Progress, SignedMark, SlipReader
from tests.scans import as_image, as_pdf, as_tiff
from tests.scans import scanned_pages as scan

NUMBER = "收〔2026〕0123"
SLIP = str(SignatureCode("ABCDEF", 1234567, "ABCDEFGHIJKLMNOP"))
SIGNED = str(SignatureCode("ABCDEF", 7654321, "PONMLKJIHGFEDCBA"))
READ = str(SignatureCode("ABCDEF", 7654322, "QQQQLKJIHGFEDCBA"))
FOOTER = str(PrintedCode("0123456789abcdef0123", 1234567, bytes(range(32)), bytes(range(32, 64))))


def facts(code: str) -> PrintFacts:
    return PrintFacts("华兴实业有限公司", "", "2026年", "王喆堃", "2026-03-05 16:30", 1234, "9f2c" * 16, code, "zh_CN")


@pytest.fixture(scope="module")
def printer() -> PdfPrinter:
    return PdfPrinter(Faces(tuple(resources() / "fonts" / name for name in BUNDLED)))


@pytest.fixture(scope="module")
def slip(printer: PdfPrinter) -> bytes:
    out = io.BytesIO()
    told = HandlingSlip(
        facts(SLIP),
        NUMBER,
        marks={"instruction": (SignedMark("李建国  2026-03-05 16:30", SIGNED),)},
        readers=(SlipReader("张玥", "阅", (SignedMark("张玥  2026-03-06 09:00", READ),)),),
    )
    printer.print_slip(slip=told, out=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def register(printer: PdfPrinter) -> bytes:
    out = io.BytesIO()
    told = facts(FOOTER)
    printer.draw_register(definition="incoming", facts=told, rows=iter(())).write(facts=told, out=out)
    return out.getvalue()


def read(data: bytes, name: str = "扫描.pdf") -> list[tuple[int, str]]:
    return [(one.page, one.text) for one in codes_in_scan(io.BytesIO(data), name).codes]


@pytest.mark.parametrize("turned", [0.0, 1.7, -2.4, 90.0, 180.0])
def test_slip_and_signatures_are_read_from_a_turned_and_grainy_scan(slip: bytes, turned: float) -> None:
    """At 200 dots an inch in grey, askew and with noise: the slip's code, its number, and each signature's (FS1)."""
    (page,) = scan(slip, turned=turned, grain=22.0)
    found = read(as_pdf([page]))
    assert {text for _page, text in found} == {NUMBER, SLIP, SIGNED, READ}
    assert read_signature_code(SIGNED) is not None


@pytest.mark.parametrize("turned", [0.0, 1.7, -2.4])
def test_the_footer_of_a_register_is_read(register: bytes, turned: float) -> None:
    """FD1, the longest code that is printed."""
    (page,) = scan(register, turned=turned, grain=22.0)
    assert read(as_pdf([page])) == [(1, FOOTER)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP"])
def test_a_picture_is_read_like_a_pdf(slip: bytes, kind: str) -> None:
    (page,) = scan(slip, turned=1.0)
    assert {text for _page, text in read(as_image(page, kind), "图.bin")} == {NUMBER, SLIP, SIGNED, READ}


def test_pages_are_told_of_a_tiff_and_of_a_pdf(slip: bytes, register: bytes) -> None:
    """Page and place: the number stands in the upper half, the code of the slip at the foot."""
    pages = [scan(register)[0], Image.new("L", (1654, 2339), 255), scan(slip)[0]]
    for data in (as_tiff(pages), as_pdf(pages)):
        found = codes_in_scan(io.BytesIO(data), "一叠")
        assert found.pages == 3
        assert {one.page for one in found.codes} == {1, 3}
        place = {one.text: (one.left, one.top) for one in found.codes if one.page == 3}
        assert place[NUMBER][1] < 0.5 < place[SLIP][1]
        assert 0 < place[SLIP][0] < 1


def test_a_black_and_white_scan_at_300_dots_is_read(slip: bytes) -> None:
    (page,) = scan(slip, dots=300, turned=0.8)
    assert {text for _page, text in read(as_tiff([page.convert("1")], 300, "group4"))} == {NUMBER, SLIP, SIGNED, READ}


def test_a_huge_page_is_drawn_no_larger_than_allowed(slip: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded: a PDF may say that its page is as large as a house."""
    drawn: list[int] = []
    real = codes_in_scans._codes

    def seen(page: Any) -> Any:
        drawn.append(len(page.dots))
        return real(page)

    monkeypatch.setattr(codes_in_scans, "_codes", seen)
    huge = Image.new("L", (200, 200), 255)
    read(as_pdf([huge], dots=1))
    read(as_image(Image.new("L", (8000, 9000), 255)), "大.png")
    assert max(drawn) <= scanned_pages.MOST_DOTS * 1.02


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "PDF"])
def test_a_half_written_scan_is_told(slip: bytes, kind: str, cut: float) -> None:
    """Damaged files have a clear error and never a bug; what PDFium can mend without loss may be read."""
    (page,) = scan(slip)
    whole = as_pdf([page]) if kind == "PDF" else as_image(page, kind)
    half = whole[: int(len(whole) * cut)]
    if kind == "PDF":
        with contextlib.suppress(FileUnreadable):
            assert {text for _page, text in read(half, "半张")} <= {NUMBER, SLIP, SIGNED, READ}
        return
    with pytest.raises(FileUnreadable) as caught:
        read(half, "半张")
    assert (caught.value.code, caught.value.params["name"]) == ("scan_damaged", "半张")


def test_no_scan_has_no_codes(tmp_path: Path) -> None:
    for name, data in (("信.txt", "你好".encode()), ("空", b""), ("文.docx", b"PK\x03\x04" + bytes(60))):
        (tmp_path / name).write_bytes(data)
        assert codes_in_scan(tmp_path / name, name).codes == ()
    with pytest.raises(FileUnreadable) as caught:
        codes_in_scan(tmp_path / "没有.pdf", "没有.pdf")
    assert caught.value.code == "file_vanished"


def test_reading_can_be_stopped_between_two_pages(slip: bytes) -> None:
    class Stopped(Progress):
        def raise_if_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        PaperReader().codes(io.BytesIO(slip), "单.pdf", Stopped())
