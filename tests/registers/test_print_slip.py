"""The handling slip 文件处理单."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from filedesk.errors import RuleRefused
from filedesk.registers.printer import PdfPrinter
from filedesk.registers.slip_layouts import DRAFT_SHEET, HANDLING_SLIP
from filedesk.services.ports import HandlingSlip, PrintFacts, SignedMark, SlipReader
from filedesk.texts import catalogue

Read = Callable[[bytes], list[str]]

CELLS = {
    "source_number": "发改办财金规〔2019〕860号",
    "sender": "发展改革委办公厅、税务总局办公厅",
    "dated": "2026-03-01",
    "received": "2026-03-05",
    "number": "收〔2026〕0123",
    "urgency": "加急",
    "level": "普通",
    "handling": "办",
    "title": "关于加强个人所得税纳税信用建设的通知",
    "proposal": "拟请财务部阅办。",
    "notes": "附件另存",
}
READERS = (SlipReader("李镕"), SlipReader("张玥"))
CODE = "FS1:ABCDEF:1234567:ABCDEFGHIJKLMNOPQR"


def drawn(printer: PdfPrinter, facts: PrintFacts, cells: dict[str, str], **more: Any) -> bytes:
    out = io.BytesIO()
    slip = HandlingSlip(facts=facts, number="收〔2026〕0123", cells=cells, **more)
    pages = printer.print_slip(slip=slip, out=out)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert len(pdf.pages) == pages
        assert [round(float(edge)) for edge in pdf.pages[0].MediaBox] == [0, 0, 595, 842]
        assert pdf.check_pdf_syntax() == []
    return out.getvalue()


def test_labels_are_those_of_the_paper_slip() -> None:
    words = catalogue("zh_CN")
    named = (
        "来文文号 来文单位 来文日期 收文日期 收文编号 紧急程度 密级 办理类型（阅/办） "
        "标题 拟办意见 总经理批示 传阅签名 承办结果 归档（档号） 备注"
    )
    assert ["".join(words.tr(label).split()) for label in HANDLING_SLIP.labels.values()] == named.split()


def test_labels_of_the_draft_sheet_are_those_of_the_paper_one() -> None:
    words = catalogue("zh_CN")
    named = "签发 会签 主送 抄送 标题 发文字号 核稿 拟稿单位 拟稿 份数 附件 密级 紧急程度 正文及附件 备注"
    assert ["".join(words.tr(label).split()) for label in DRAFT_SHEET.labels.values()] == named.split()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_one_page_with_every_label_and_value(
    printer: PdfPrinter, facts: PrintFacts, page_texts: Read, language: str
) -> None:
    pages = page_texts(drawn(printer, replace(facts, language=language), CELLS, readers=READERS))
    assert len(pages) == 1
    for label in HANDLING_SLIP.labels.values():
        assert re.sub(r"\s", "", catalogue(language).tr(label)) in pages[0]
    for value in (*CELLS.values(), *(reader.name for reader in READERS)):
        assert value in pages[0]
    assert facts.code in pages[0]


def test_places_to_sign_have_a_date(printer: PdfPrinter, facts: PrintFacts, page_texts: Read) -> None:
    page = page_texts(drawn(printer, facts, {}))[0]
    assert page.count("签名：年月日") == 2
    assert "承办人：年月日" in page
    assert page.count("年月日") == 13


@pytest.mark.parametrize("length", [200, 1000, 10_000])
def test_a_long_title_is_never_cut_off(printer: PdfPrinter, facts: PrintFacts, page_texts: Read, length: int) -> None:
    title = "".join(chr(0x3400 + number % 6500) for number in range(length))
    pages = page_texts(drawn(printer, facts, {**CELLS, "title": title}))
    if length <= 200:
        assert len(pages) == 1
    assert "".join(re.findall("[\u3400-\u4dbf]", "".join(pages))) == title


def test_many_readers_and_long_opinions_go_on_further_pages(
    printer: PdfPrinter, facts: PrintFacts, page_texts: Read
) -> None:
    readers = [f"读者{number}号" for number in range(60)]
    opinion = "".join(chr(0x3400 + number) for number in range(3000))
    named = tuple(map(SlipReader, readers))
    text = "".join(page_texts(drawn(printer, facts, {**CELLS, "proposal": opinion}, readers=named)))
    assert all(reader in text for reader in readers)
    assert "".join(re.findall("[\u3400-\u4dbf]", text)) == opinion


def mark(number: int) -> SignedMark:
    return SignedMark(f"签字人{number}  2026-03-05 12:0{number % 10}", CODE)


def test_a_signature_bears_its_code_in_place_of_the_line_to_sign(
    printer: PdfPrinter, facts: PrintFacts, page_texts: Read
) -> None:
    """Issue 3, point 12: name, time and a short code; what is still awaited keeps its line."""
    marks = {"instruction": (mark(1), mark(2)), "result": (mark(3),)}
    (page,) = page_texts(drawn(printer, facts, CELLS, marks=marks, awaited=frozenset({"result"})))
    assert page.count(CODE) == 3
    assert "签字人12026-03-0512:01" + CODE in page
    assert page.count("签名：年月日") == 1, "the proposal is not signed yet"
    assert "承办人：年月日" in page


def test_opinions_and_signatures_without_room_go_on_further_pages(
    printer: PdfPrinter, facts: PrintFacts, page_texts: Read
) -> None:
    opinion = "".join(chr(0x3400 + number) for number in range(2000))
    readers = tuple(SlipReader(f"读者{number}号𠮷", opinion[number::25], (mark(number),)) for number in range(25))
    marks = {"instruction": tuple(map(mark, range(30, 37)))}
    pages = page_texts(drawn(printer, facts, {**CELLS, "result": "已办结"}, readers=readers, marks=marks))
    text = "".join(pages)
    assert len(pages) > 1
    assert "（接下页）" in pages[0]
    assert sorted(re.findall("[\u3400-\u4dbf]", text)) == sorted(opinion)
    for reader in readers:
        assert reader.name in text
    assert text.count(CODE) == 25 + 7
    assert all(one.told.replace(" ", "") in text for one in marks["instruction"])


def test_a_cell_signed_twice_keeps_both_codes(printer: PdfPrinter, facts: PrintFacts, page_texts: Read) -> None:
    """Recorded from paper, then confirmed: both stand there (rules, "Signing on paper")."""
    reader = SlipReader("李镕", "同意，请财务部会同办公室办理，并于月底前报结果。", (mark(1), mark(2)))
    (page,) = page_texts(drawn(printer, facts, CELLS, readers=(reader, SlipReader("张玥"))))
    assert reader.opinion in page
    assert page.count(CODE) == 2
    assert "张玥年月日" in page


def test_an_unknown_cell_is_a_bug(printer: PdfPrinter, facts: PrintFacts) -> None:
    with pytest.raises(ValueError, match="no cell colour"):
        drawn(printer, facts, {"colour": "红"})


def test_a_character_without_a_glyph_is_refused(printer: PdfPrinter, facts: PrintFacts) -> None:
    out = io.BytesIO()
    with pytest.raises(RuleRefused) as refusal:
        printer.print_slip(slip=HandlingSlip(facts=facts, number="1", cells={"title": "\U00010380"}), out=out)
    assert refusal.value.code == "heading_has_no_glyph"
    assert out.getvalue() == b""


def test_a_demo_slip_says_so(printer: PdfPrinter, facts: PrintFacts, page_texts: Read) -> None:
    assert "演示/DEMO" in page_texts(drawn(printer, replace(facts, demo=True), CELLS))[0]
