from __future__ import annotations

import errno
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from filedesk.errors import Cancelled, EnvironmentFailed, RuleRefused
from filedesk.registers.definitions import definition
from filedesk.registers.printer import PdfPrinter
from filedesk.services.ports import PrintFacts, Progress
from filedesk.texts import catalogue
from tests.registers.drawing import print_register

Draw = Callable[..., bytes]
Read = Callable[[bytes], list[str]]
Make = Callable[..., tuple[str, ...]]


def test_every_row_is_there_in_order_and_can_be_copied(incoming: Draw, page_texts: Read, make_row: Make) -> None:
    rows = [
        make_row(number, f"关于报送第{number}批“十四五”规划（试行）材料的通知" * (1 + number % 3))
        for number in range(1, 81)
    ]
    text = "".join(page_texts(incoming(rows)))
    told = ["".join(row) for row in rows]
    assert [text.count(row) for row in told] == [1] * len(told)
    places = [text.find(row) for row in told]
    assert places == sorted(places)
    for row in told:
        text = text.replace(row, "")
    assert "〔2026〕" not in text, "nothing but the rows is numbered"


def test_a_preview_is_the_print_without_its_code(
    printer: PdfPrinter, facts: PrintFacts, page_texts: Read, make_row: Make
) -> None:
    """Design, "Printing": no page bears a code before the journal has noted the print."""
    rows = list(map(make_row, range(60)))
    looked_at = replace(facts, code="", preview=True, printed_at="2026-03-05 16:00")
    drawn = printer.draw_register(definition="incoming", facts=looked_at, rows=rows)
    preview, print_, again = io.BytesIO(), io.BytesIO(), io.BytesIO()
    drawn.write(facts=looked_at, out=preview)
    drawn.write(facts=facts, out=print_)
    drawn.write(facts=facts, out=again)
    assert print_.getvalue() == again.getvalue()
    before, after = page_texts(preview.getvalue()), page_texts(print_.getvalue())
    assert len(before) == len(after) == drawn.pages > 2
    assert all("预览" in page and "FD1" not in page for page in before)
    assert all("预览" not in page and facts.code in page for page in after)
    with pikepdf.open(preview) as first, pikepdf.open(print_) as second:
        assert second.check_pdf_syntax() == []
        for page, other in zip(first.pages, second.pages, strict=True):
            assert page.Contents.read_bytes() == other.Contents.read_bytes(), "what was looked at is what is printed"


def test_a_demo_preview_says_both_across_the_page(incoming: Draw, page_texts: Read) -> None:
    page = page_texts(incoming([], code="", preview=True, demo=True))[0]
    assert "预览演示DEMO" in page


@pytest.mark.parametrize("character", "喆堃祎璟珺镕玥旻𠮷👍\uf90a")
def test_rare_characters_are_copied_as_they_are(
    incoming: Draw, page_texts: Read, make_row: Make, character: str
) -> None:
    text = "".join(page_texts(incoming([make_row(1, f"关于{character}先生的函", signed=f"王{character}")])))
    assert f"关于{character}先生的函" in text
    assert f"王{character}" in text


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_heading_header_row_and_footer_stand_on_every_page(
    incoming: Draw, page_texts: Read, make_row: Make, facts: PrintFacts, language: str
) -> None:
    words = catalogue(language)
    pages = page_texts(incoming([make_row(number) for number in range(60)], language=language))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        for title in ("Incoming register", *(column.title for column in definition("incoming").columns)):
            assert re.sub(r"\s", "", words.tr(title)) in page
        for told in (
            words.tr("Page {page}", page=number),
            words.tr("of {pages}", pages=len(pages)),
            words.tr("Printed by {person}, {moment}", person="王喆堃", moment="2026-03-05 16:30"),
            facts.office,
            facts.told,
            facts.root,
            facts.code,
        ):
            assert re.sub(r"\s", "", told) in page


def test_a_chinese_register_has_no_english_and_the_other_way_round(
    incoming: Draw, page_texts: Read, facts: PrintFacts
) -> None:
    chinese = page_texts(incoming([]))[0].replace(facts.code, "").replace(facts.root, "").replace("SHA-256", "")
    assert not re.search(r"[A-Za-z]", chinese)
    english = page_texts(incoming([], language="en", office="Office", told="2026", printed_by="Li"))[0]
    assert not re.search(r"[\u4e00-\u9fff]", english)


def test_the_number_of_pages_is_returned(printer: PdfPrinter, facts: PrintFacts, make_row: Make) -> None:
    out = io.BytesIO()
    pages = print_register(
        printer, definition="incoming", facts=facts, rows=map(make_row, range(100)), out=out, total=100
    )
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert len(pdf.pages) == pages > 5


@pytest.mark.parametrize("name", ["incoming", "outgoing", "internal"])
def test_each_register_prints_its_cells(printer: PdfPrinter, facts: PrintFacts, page_texts: Read, name: str) -> None:
    row = tuple(f"甲{number}" for number in range(len(definition(name).columns)))
    out = io.BytesIO()
    print_register(printer, definition=name, facts=facts, rows=[row], out=out)
    assert "".join(row) in page_texts(out.getvalue())[0]


def test_a_row_taller_than_a_page_goes_on_until_it_is_whole(incoming: Draw, page_texts: Read, make_row: Make) -> None:
    title = "".join(chr(0x3400 + number) for number in range(6000))
    pages = page_texts(incoming([make_row(1), make_row(2, title), make_row(3)]))
    assert "".join(re.findall("[\u3400-\u4dbf]", "".join(pages))) == title
    assert "收〔2026〕0003" in pages[-1]
    assert all("（续）" in page for page in pages[1:-1])
    assert len(pages) > 4


def test_no_text_leaves_the_paper(incoming: Draw, make_row: Make) -> None:
    rows = [make_row(1, "标题" * 4000), make_row(2, "x" * 3000), make_row(3, "长" * 300, sender="y" * 400)]
    told = "期间" * 3000
    document = pypdfium2.PdfDocument(incoming(rows, told=told, office="甲" * 2000, titled="簿" * 500))
    for page in document:
        text = page.get_textpage()
        width, height = page.get_size()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            assert left >= 25 / 25.4 * 72 - 1
            assert right <= width
            assert bottom >= 0
            assert top <= height
    document.close()


def test_a_register_without_entries_says_so(incoming: Draw, page_texts: Read) -> None:
    pages = page_texts(incoming([]))
    assert len(pages) == 1
    assert "（无记录）" in pages[0]


def test_marks_without_shape_do_not_stop_a_print(incoming: Draw, page_texts: Read, make_row: Make) -> None:
    title = "\u202e通知\u200f\x00👩\u200d💻\ufe0f\r\n第二行\ufeff\udce9"
    assert "通知👩💻第二行□" in page_texts(incoming([make_row(1, title)]))[0]


def test_a_character_without_a_glyph_stops_the_print_before_anything_is_written(
    printer: PdfPrinter, facts: PrintFacts, make_row: Make
) -> None:
    rows = [*map(make_row, range(1, 300)), make_row(300, "古文\U00010380字")]
    out = io.BytesIO()
    with pytest.raises(RuleRefused) as refusal:
        print_register(printer, definition="incoming", facts=facts, rows=rows, out=out)
    assert refusal.value.code == "character_has_no_glyph"
    assert refusal.value.params == {"character": "\U00010380", "code_point": "U+10380", "row": 300}
    assert out.getvalue() == b""


@pytest.mark.parametrize("field", ["office", "told", "titled", "printed_by"])
def test_a_heading_without_a_glyph_is_refused(incoming: Draw, field: str) -> None:
    with pytest.raises(RuleRefused) as refusal:
        incoming([], **{field: "\U00010380"})
    assert refusal.value.code == "heading_has_no_glyph"


class Stopping(Progress):
    """Stops at a number of rows, remembering what was reported."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.told: list[tuple[int, int | None]] = []

    def report(self, done: int, total: int | None = None) -> None:
        self.told.append((done, total))

    def raise_if_cancelled(self) -> None:
        if self.told[-1][0] >= self.at:
            raise Cancelled


@pytest.mark.parametrize("at", [1, 1000])
def test_a_stopped_print_writes_nothing_and_reads_no_further(
    printer: PdfPrinter, facts: PrintFacts, make_row: Make, at: int
) -> None:
    read = []

    def rows() -> Iterator[tuple[str, ...]]:
        for number in range(1000):
            read.append(number)
            yield make_row(number)

    out = io.BytesIO()
    progress = Stopping(at)
    with pytest.raises(Cancelled):
        print_register(printer, definition="incoming", facts=facts, rows=rows(), out=out, total=1000, progress=progress)
    assert out.getvalue() == b""
    assert len(read) <= at + 200


def test_progress_is_told_every_200_rows_or_oftener(printer: PdfPrinter, facts: PrintFacts, make_row: Make) -> None:
    progress = Stopping(10**6)
    print_register(
        printer,
        definition="incoming",
        facts=facts,
        rows=map(make_row, range(650)),
        out=io.BytesIO(),
        total=650,
        progress=progress,
    )
    done = [count for count, _ in progress.told]
    assert done[-1] == 650
    assert all(total == 650 for _, total in progress.told)
    assert all(after - before <= 200 for before, after in zip([0, *done], done, strict=False))


class FullDisk(io.BytesIO):
    """Takes 10,000 bytes."""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > 10_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


def test_a_full_disk_is_told(printer: PdfPrinter, facts: PrintFacts, make_row: Make) -> None:
    with pytest.raises(EnvironmentFailed) as failure:
        print_register(printer, definition="incoming", facts=facts, rows=[make_row(1)], out=FullDisk())
    assert failure.value.code == "print_not_written"


@pytest.mark.parametrize("cells", [0, 12, 14])
def test_a_row_of_another_length_is_a_bug(incoming: Draw, cells: int) -> None:
    with pytest.raises(ValueError, match="13 columns"):
        incoming([("",) * cells])


def test_an_unknown_register_is_a_bug(printer: PdfPrinter, facts: PrintFacts) -> None:
    with pytest.raises(ValueError, match="no such register"):
        print_register(printer, definition="nothing", facts=facts, rows=[], out=io.BytesIO())


def test_a_demo_office_says_so_on_every_page(incoming: Draw, page_texts: Read, make_row: Make) -> None:
    rows = list(map(make_row, range(40)))
    assert all("演示/DEMO" in page for page in page_texts(incoming(rows, demo=True)))
    assert not any("演示" in page for page in page_texts(incoming(rows)))


def test_an_empty_signature_cell_asks_for_a_date(incoming: Draw, page_texts: Read, make_row: Make) -> None:
    assert "年月日" in page_texts(incoming([make_row(1, signed="")]))[0]
    assert "年月日" not in page_texts(incoming([make_row(1)]))[0]


def test_the_same_rows_give_the_same_bytes(incoming: Draw, make_row: Make) -> None:
    rows = [make_row(number, f"关于{number}的函") for number in range(50)]
    assert incoming(rows) == incoming(rows)
    assert incoming(rows) != incoming(rows[:-1])


def advance_widths(font_program: bytes) -> list[float]:
    """Every glyph's advance width in thousandths of the em, from its own tables (ISO/IEC 14496-22)."""

    def number(at: int) -> int:
        return int.from_bytes(font_program[at : at + 2], "big")

    tables = {
        font_program[at : at + 4]: int.from_bytes(font_program[at + 8 : at + 12], "big")
        for at in range(12, 12 + 16 * number(4), 16)
    }
    em, own, glyphs = number(tables[b"head"] + 18), number(tables[b"hhea"] + 34), number(tables[b"maxp"] + 4)
    return [number(tables[b"hmtx"] + 4 * min(glyph, own - 1)) * 1000 / em for glyph in range(glyphs)]


def test_widths_in_the_file_are_those_of_the_embedded_fonts(incoming: Draw, make_row: Make) -> None:
    """ISO 19005-3, 6.2.11.5: a dictionary's widths agree with the font program to one thousandth."""
    with pikepdf.open(io.BytesIO(incoming([make_row(1, "Report 关于𠮷野与👍😀🇨的函，(1) fi")]))) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            descendant = font.DescendantFonts[0]
            program = advance_widths(descendant.FontDescriptor.FontFile2.read_bytes())
            glyphs = descendant.CIDToGIDMap.read_bytes()
            for cid, width in enumerate(descendant.W[1]):
                assert int(width) == pytest.approx(program[int.from_bytes(glyphs[2 * cid : 2 * cid + 2], "big")], abs=1)


def test_the_file_is_sound_and_ready_for_archiving(incoming: Draw, make_row: Make) -> None:
    """What PDF/A (ISO 19005-3) asks of a file before its metadata: all fonts embedded, language, no transitions."""
    with pikepdf.open(io.BytesIO(incoming([make_row(1, "关于𠮷与👍的函")]))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Lang == "zh-CN"
        assert pdf.docinfo["/Title"] == "收文登记簿 2026年"
        assert pdf.docinfo["/CreationDate"] == "D:20260305163000"
        for page in pdf.pages:
            assert "/Trans" not in page
            assert [round(float(edge)) for edge in page.MediaBox] == [0, 0, 842, 595]
            fonts = page.Resources.Font
            assert len(fonts) == 3
            for font in fonts.values():
                assert font.Subtype == "/Type0"
                assert "/ToUnicode" in font
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert len({str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}) == 3


@pytest.mark.parametrize(
    ("moment", "date"),
    [
        ("2026-03-05 16:30", "D:20260305163000"),
        ("2026-03-05T08:30:00.000Z", "D:20260305083000+00'00'"),
        ("2026年3月5日", "D:19700101000000Z"),
    ],
)
def test_the_files_own_date_is_that_of_the_print(incoming: Draw, moment: str, date: str) -> None:
    with pikepdf.open(io.BytesIO(incoming([], printed_at=moment))) as pdf:
        assert pdf.docinfo["/CreationDate"] == date


def test_two_prints_at_once_do_not_disturb_each_other(printer: PdfPrinter, facts: PrintFacts, make_row: Make) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def draw(start: int) -> bytes:
        out = io.BytesIO()
        rows = [make_row(number, f"关于{chr(0x4E00 + number)}的函") for number in range(start, start + 150)]
        print_register(printer, definition="incoming", facts=replace(facts, told=str(start)), rows=rows, out=out)
        return out.getvalue()

    alone = [draw(start) for start in (0, 1000, 2000)]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(draw, (0, 1000, 2000))) == alone
