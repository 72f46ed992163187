"""Nothing that is in a file makes reading fail: what is wrong with it becomes a notice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from filedesk.capture import pdf, reader
from filedesk.capture.reader import PaperReader
from filedesk.services.ports import Examination
from filedesk.texts import catalogue
from filedesk.texts.sentences.capture import SENTENCES
from tests.capture.drawn_papers import A4, MM, Placed, drawn_pdf, notice
from tests.capture.test_media_types import docx, examined, image, ole, zipped

GOOD = drawn_pdf(notice())


def ofd(content: str, *, resources: str = "", pages: int = 1) -> bytes:
    page_list = "".join(f'<ofd:Page ID="{n}" BaseLoc="Page.xml"/>' for n in range(pages))
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f"{head}<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        archive.writestr(
            "Doc/Document.xml",
            f"{head}<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea><ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData>"
            f"<ofd:Pages>{page_list}</ofd:Pages></ofd:Document>",
        )
        archive.writestr("Doc/Res.xml", f"{head}<ofd:Res {ns}>{resources}</ofd:Res>")
        archive.writestr(
            "Doc/Page.xml",
            f"{head}<ofd:Page {ns}><ofd:Content><ofd:Layer ID='9'>{content}</ofd:Layer></ofd:Content></ofd:Page>",
        )
    return out.getvalue()


def placed_ofd(texts: list[Placed]) -> bytes:
    return ofd(
        "".join(
            f'<ofd:TextObject ID="{n}" Boundary="{text.left() / MM} {text.top - 10} 200 20" Size="{text.size / MM}">'
            f'<ofd:TextCode X="0" Y="10">{text.text}</ofd:TextCode></ofd:TextObject>'
            for n, text in enumerate(texts, 20)
        )
    )


def encrypted(**passwords: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(GOOD)) as document:
        document.save(out, encryption=pikepdf.Encryption(**passwords))
    return out.getvalue()


def scan(*, footer: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(io.BytesIO(image("PNG"))), 0, 0, *A4)
    canvas.drawString(100, 20, footer)
    canvas.save()
    return out.getvalue()


def test_a_pdf_that_needs_a_password_is_noticed() -> None:
    assert examined(encrypted(user="u", owner="o")) == Examination("application/pdf", None, ("pdf_encrypted",))


def test_a_pdf_that_only_its_owner_locked_is_read() -> None:
    assert examined(encrypted(user="", owner="o")) == Examination("application/pdf", 1, (), text_usable=True)


def test_a_pdf_without_pages_is_noticed() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.save(out)
    assert examined(out.getvalue()) == Examination("application/pdf", None, ("pdf_without_pages",))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_pdf_cut_short_is_damaged(share: float) -> None:
    assert "file_damaged" in examined(GOOD[: int(len(GOOD) * share)]).notices


def test_a_scan_is_told_from_a_paper_with_text_though_a_footer_is_stamped_on_it() -> None:
    assert examined(scan()).notices == ("no_text_layer",)
    assert examined(scan(footer="Page 1")).notices == ("no_text_layer",)
    assert PaperReader().suggest(io.BytesIO(scan()), "scan.pdf") == ()


def test_a_garbage_text_layer_is_noticed_and_never_suggests() -> None:
    mojibake = [
        Placed(text.text.encode("gbk").decode("latin-1").replace("\xad", "-"), text.top, "left", text.size)
        for text in notice()
    ]
    data = drawn_pdf(mojibake)
    assert examined(data).notices == ("text_layer_unusable",)
    assert PaperReader().suggest(io.BytesIO(data), "x.pdf") == ()
    assert PaperReader().text_pages(io.BytesIO(data), "x.pdf") == ()


def gbk_bytes_declared_latin(*, with_map: bool) -> bytes:
    """A PDF as old Windows programs made them: bytes of GBK in a font named in GBK and declared as Latin."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <5A> <0041> endbfrange endcmap end end"
    )
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(400, 400))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=pikepdf.Object.parse(b"/#CB#CE#CC#E5"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FirstChar=0,
            LastChar=255,
            Widths=pikepdf.Array([500] * 256),
        )
        text = "关于加强合同管理的通知".encode("gbk").hex().encode()
        if with_map:
            font.ToUnicode = document.make_stream(cmap)
            text = b"CONTRACT".hex().encode()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font)))
        page.Contents = document.make_stream(b"BT /F 16 Tf 40 300 Td <" + text + b"> Tj ET")
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def test_text_that_a_pdf_itself_calls_latin_is_not_believed_though_pdfium_guesses_it() -> None:
    assert examined(gbk_bytes_declared_latin(with_map=False)).notices == ("text_layer_unusable",)


def test_a_font_named_in_gbk_that_maps_to_unicode_is_believed() -> None:
    assert examined(gbk_bytes_declared_latin(with_map=True)).notices == ()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turn: int) -> None:
    """The page's content is turned one way, its /Rotate turns it back, and its box does not begin at 0."""
    with pikepdf.open(io.BytesIO(GOOD)) as document:
        page = document.pages[0]
        width, height = (float(side) for side in page.MediaBox[2:])
        matrices = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}
        a, b, c, d, e, f = matrices[turn]
        page.contents_add(f"q {a} {b} {c} {d} {e + 50} {f + 70} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        wide, high = (height, width) if turn != 180 else (width, height)
        page.MediaBox = pikepdf.Array([50, 70, wide + 50, high + 70])
        page.Rotate = turn
        out = io.BytesIO()
        document.save(out)
    turned = {told.field: told.value for told in PaperReader().suggest(io.BytesIO(out.getvalue()), "x")}
    upright = {told.field: told.value for told in PaperReader().suggest(io.BytesIO(GOOD), "x")}
    assert turned == upright


def test_a_slanting_watermark_is_not_read() -> None:
    with (
        pikepdf.open(io.BytesIO(GOOD)) as document,
        pikepdf.open(io.BytesIO(drawn_pdf([Placed("机密★10年", 20)]))) as w,
    ):
        document.pages[0].add_underlay(w.pages[0])
        out = io.BytesIO()
        document.save(out)
        assert "state_secret_mark" in examined(out.getvalue()).notices
    with pikepdf.open(io.BytesIO(drawn_pdf([Placed("机密★10年", 20)]))) as slanted:
        slanted.pages[0].contents_add(b"q .7 .7 -.7 .7 300 -200 cm", prepend=True)
        slanted.pages[0].contents_add(b"Q")
        out = io.BytesIO()
        slanted.save(out)
    assert PaperReader().text_pages(io.BytesIO(out.getvalue()), "x") == ()


def test_a_drawn_ofd_is_read_like_a_pdf() -> None:
    data = placed_ofd(notice())
    assert examined(data) == Examination("application/ofd", 1, (), text_usable=True)
    from_pdf = PaperReader().suggest(io.BytesIO(GOOD), "x")
    assert PaperReader().suggest(io.BytesIO(data), "x") == from_pdf != ()


def test_an_ofd_without_text_is_a_scan() -> None:
    assert examined(ofd("")).notices == ("no_text_layer",)


def unit(number: int, inside: str) -> str:
    return f'<ofd:CompositeGraphicUnit ID="{number}"><ofd:Content>{inside}</ofd:Content></ofd:CompositeGraphicUnit>'


def test_an_ofd_whose_drawing_units_draw_each_other_is_left_alone() -> None:
    units = "".join(unit(n, f'<ofd:CompositeObject ResourceID="{n + 1}"/>' * 10) for n in range(30))
    bomb = ofd(
        '<ofd:CompositeObject ResourceID="0"/>',
        resources=f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>",
    )
    assert examined(bomb) == Examination("application/ofd", None, ("archive_too_large",))


def test_a_zip_bomb_is_left_alone() -> None:
    bomb = zipped(word__document_xml=b"0" * (80 * 2**20))
    assert examined(bomb) == Examination(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", None, ("archive_too_large",)
    )
    bomb = zipped(OFD_xml=b" " * (9 * 2**20))
    assert examined(bomb) == Examination("application/ofd", None, ("archive_too_large",))


def test_a_zip_that_lies_about_its_directory_is_left_alone() -> None:
    data = bytearray(docx("通知"))
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = (2**31).to_bytes(4, "little")
    assert examined(bytes(data)).notices == ("archive_too_large",)


def test_zips_within_zips_are_not_opened() -> None:
    data = b"x"
    for _depth in range(40):
        data = zipped(inner=data)
    assert examined(data) == Examination("application/zip", None)


def test_a_document_type_in_an_ofd_is_refused() -> None:
    assert examined(zipped(OFD_xml="<!DOCTYPE a [<!ENTITY b 'b'>]><OFD>&b;</OFD>")).notices == ("archive_too_large",)


def test_a_file_too_large_is_only_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST_LOOKED_INTO", len(GOOD) - 1)
    assert examined(GOOD) == Examination("application/pdf", None, ("file_too_large",))


def test_a_sparse_file_of_two_gigabytes_is_recognised_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(GOOD)
        file.truncate(2 * 2**30)
    assert PaperReader().examine(path, path.name) == Examination("application/pdf", None, ("file_too_large",))


SEEDS = [
    GOOD,
    image("PNG"),
    image("JPEG"),
    image("TIFF"),
    image("GIF"),
    docx("通知"),
    ole("WordDocument"),
    placed_ofd(notice()),
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12)), max_size=8),
    st.floats(0.05, 1),
)
def test_a_file_with_flipped_bytes_or_a_missing_end_never_fails(
    seed: bytes, flips: list[tuple[float, bytes]], kept: float
) -> None:
    data = bytearray(seed)
    for place, value in flips:
        at = int(place * len(data))
        data[at : at + len(value)] = value
    damaged = bytes(data[: int(kept * len(data))])
    told = examined(damaged)
    assert set(told.notices) <= SENTENCES.keys()
    PaperReader().suggest(io.BytesIO(damaged), "damaged")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        [
            b"",
            b"%PDF-1.7\n",
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff\xe0",
            b"II*\x00",
            b"BM",
            b"GIF89a",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ]
    ),
    st.binary(max_size=3000),
)
def test_random_bytes_behind_any_signature_never_fail(signature: bytes, rest: bytes) -> None:
    told = examined(signature + rest)
    assert len(set(told.notices)) == len(told.notices)
    PaperReader().suggest(io.BytesIO(signature + rest), "random")


def test_a_large_pdf_is_read_where_its_cross_reference_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LARGEST_MENDED", 1000)
    assert examined(GOOD) == Examination("application/pdf", 1, (), text_usable=True)
    assert examined(GOOD[: len(GOOD) - 20]) == Examination("application/pdf", None, ("file_damaged",))
    assert examined(GOOD.replace(b"startxref\n", b"startxref\n1")).notices == ("file_damaged",)


def test_every_sentence_of_a_notice_stands_by_itself_and_of_a_failure_names_the_file() -> None:
    failures = {"file_vanished", "file_locked", "file_unreadable", "scan_damaged", "scan_too_large"}
    assert failures < SENTENCES.keys()
    for code, sentence in SENTENCES.items():
        assert ("{name}" in sentence) == (code in failures), code
        assert catalogue("zh_CN").tr(sentence) != sentence, code
