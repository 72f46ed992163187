"""The separator sheet 分隔页: its code is read from any side, in both languages."""

from __future__ import annotations

import io

import pytest

from filedesk.capture.codes_in_scans import codes_in_scan
from filedesk.domain.scan_parts import SEPARATOR
from filedesk.errors import RuleRefused
from filedesk.registers.printer import PdfPrinter
from tests.registers.pdf_text import page_texts
from tests.scans import as_pdf, scanned_pages


@pytest.mark.parametrize(("language", "title"), [("zh_CN", "分隔页"), ("en", "Separatorsheet")])
@pytest.mark.parametrize("turned", [0.0, 2.5, 90.0, 180.0])
def test_the_sheet_is_known_however_it_went_into_the_scanner(
    printer: PdfPrinter, language: str, title: str, turned: float
) -> None:
    out = io.BytesIO()
    pages = printer.print_separator(office="华兴实业有限公司", code=SEPARATOR, language=language, out=out)
    assert pages == 1
    (text,) = page_texts(out.getvalue())
    assert title in "".join(text.split())
    assert "华兴实业有限公司" in text
    scan = as_pdf(scanned_pages(out.getvalue(), turned=turned, grain=25.0))
    found = codes_in_scan(io.BytesIO(scan), "分隔页.pdf").codes
    assert {one.text for one in found} == {SEPARATOR}


def test_a_name_that_no_face_has_stops_the_print(printer: PdfPrinter) -> None:
    with pytest.raises(RuleRefused) as caught:
        printer.print_separator(office="\U00010380", code=SEPARATOR, language="en", out=io.BytesIO())
    assert caught.value.code == "heading_has_no_glyph"
