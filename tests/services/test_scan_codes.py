"""A scan that carries the code of a slip finds its document (issue 3, point 10; I2, F9)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from filedesk.domain.scan_parts import SEPARATOR, Part, parts_of
from filedesk.domain.signature_code import SignatureCode, read_signature_code
from filedesk.errors import RuleRefused
from filedesk.services import sheets, slip
from filedesk.services.attaching import attach_by_code
from filedesk.services.desk_ports import office_row
from filedesk.services.finding import find_documents
from filedesk.services.scan_codes import ScanRead, code_of_document, read_scan
from filedesk.services.verification import verify
from tests.desk_template import AUDITOR, Office
from tests.scans import as_image, as_pdf, as_tiff, drawn_code, scanned_pages


def printed_slip(office: Office, document: int) -> list[Image.Image]:
    """The handling slip as it comes from the scanner: grey, askew, with grain."""
    out = io.BytesIO()
    slip.print_slip(office.ports, office.session(), document=document, out=out, language="zh_CN")
    return scanned_pages(out.getvalue(), turned=1.3, grain=20.0)


def blank() -> Image.Image:
    return Image.new("L", (1654, 2339), 250)


def read(office: Office, data: bytes, name: str = "扫描.pdf") -> ScanRead:
    return read_scan(office.ports, office.session(), io.BytesIO(data), name)


def code_of(office: Office, document: int) -> SignatureCode:
    with office.ports.ledger.reading() as reading:
        code = read_signature_code(code_of_document(reading, office_row(reading), document))
    assert code is not None
    return code


def put(folder: Path, name: str, pages: list[Image.Image]) -> Path:
    path = folder / name
    path.write_bytes(as_pdf(pages))
    return path


@pytest.mark.parametrize(
    ("pages", "separators", "documents", "parts"),
    [
        (0, set(), {}, []),
        (3, set(), {}, [((1, 2, 3), None)]),
        (3, {2}, {}, [((1,), None), ((3,), None)]),
        (4, {1, 2, 4}, {}, [((3,), None)]),
        (2, {1, 2}, {}, []),
        (4, set(), {1: 7, 3: 8}, [((1, 2), 7), ((3, 4), 8)]),
        (4, set(), {1: 7, 2: 7, 4: 7}, [((1, 2, 3, 4), 7)]),
        (3, set(), {2: 7}, [((1,), None), ((2, 3), 7)]),
        (4, {2}, {1: 7, 3: 7}, [((1,), 7), ((3, 4), 7)]),
    ],
)
def test_a_stack_falls_into_parts_at_separators_and_slips(
    pages: int, separators: set[int], documents: dict[int, int], parts: list[tuple[tuple[int, ...], int | None]]
) -> None:
    """No page but separators is lost, and none is in two parts."""
    found = parts_of(pages, separators, documents)
    assert found == tuple(Part(told, document) for told, document in parts)
    kept = [page for part in found for page in part.pages]
    assert kept == [page for page in range(1, pages + 1) if page not in separators]


def test_a_slip_and_a_circulation_sheet_lead_to_their_document(office: Office) -> None:
    """Design 7: a scanned QR finds its document, from paper as well as from the command box."""
    office.register("第一件")
    office.register("第二件")
    found = read(office, as_pdf([*printed_slip(office, 2), blank()]))
    assert found.belongs_to is not None
    assert found.belongs_to["number"] == "收〔2026〕0002"
    assert not found.is_stack
    assert found.doubts == ()
    out = io.BytesIO()
    sheets.print_circulation(office.ports, office.session(), document=1, out=out, language="en")
    again = read(office, as_image(scanned_pages(out.getvalue(), turned=-0.9, pages=[0])[0]), "传阅单.png")
    assert again.belongs_to is not None
    assert again.belongs_to["id"] == 1
    typed = str(code_of(office, 2)).lower()
    assert [row["id"] for row in find_documents(office.ports, office.session(), typed)] == [2]


def test_the_code_on_a_slip_is_accepted_by_the_verifier(office: Office) -> None:
    """Design 6: `verify --printed` tells what the code stands for."""
    office.register("第一件")
    report = verify(office.ports, printed=str(code_of(office, 1)))
    assert report.good
    assert report.signature is not None
    assert (report.signature.act, report.signature.number) == ("document_registered", "收〔2026〕0001")


def test_codes_of_others_forged_ones_and_bare_numbers_are_told_and_assign_nothing(office: Office) -> None:
    """Never attached silently: another office's slip, a forged code, a number anybody can print."""
    office.register("第一件")
    office.register("第二件")
    own = code_of(office, 1)
    other = "A" if own.begins[0] != "A" else "B"
    forged = SignatureCode(own.office, own.seq, other + own.begins[1:])
    beyond = SignatureCode(own.office, own.seq + 5000, own.begins)
    foreign = SignatureCode("ABCDEF" if own.office != "ABCDEF" else "BBCDEF", own.seq, own.begins)
    for texts, told in (
        ([str(foreign)], "code_of_other_office"),
        ([str(forged)], "code_contradicted"),
        ([str(beyond)], "code_contradicted"),
        (["收〔2026〕0001"], "number_unproven"),
        ([str(own), str(code_of(office, 2))], "codes_of_several"),
        ([str(own), "收〔2026〕0002"], "number_differs"),
    ):
        found = read(office, as_image(drawn_code(*texts)), "假.png")
        assert [doubt.code for doubt in found.doubts] == [told]
        assert found.doubts[0].params["page"] == 1
        assert found.belongs_to is None
        assert found.documents == ()
    assert read(office, as_image(drawn_code("https://example.org", "FS1:what"))) == ScanRead(1, (Part((1,)),))


def test_a_scan_is_attached_as_a_supplement_once_a_leader_has_the_paper(office: Office, tmp_path: Path) -> None:
    """F9: beside what is signed, dated, and named for what it is; I2 is not done twice with the same file."""
    office.register("来文")
    office.submit(1)
    scan = put(tmp_path, "处理单.pdf", [*printed_slip(office, 1), blank()])
    (made,) = attach_by_code(office.ports, office.session(), scan, what="带处理单的扫描件")
    assert made.row["number"] == "收〔2026〕0001"
    (file,) = office.rows("document_file", document=1)
    assert (file["supplement"], file["pages"], file["name"]) == (1, 2, "处理单.pdf")
    with pytest.raises(RuleRefused) as caught:
        attach_by_code(office.ports, office.session(), scan, what="")
    assert caught.value.code == "scan_attached_already"
    assert len(office.rows("document_file", document=1)) == 1
    assert verify(office.ports, session=office.session()).good


def test_a_stack_goes_to_its_documents_and_nowhere_when_one_is_doubtful(office: Office, tmp_path: Path) -> None:
    for number in (1, 2):
        office.register(f"第{number}件")
    separator = drawn_code(SEPARATOR)
    stack = put(tmp_path, "一叠.pdf", [*printed_slip(office, 1), blank(), separator, *printed_slip(office, 2)])
    made = attach_by_code(office.ports, office.session(), stack, what="扫描件")
    assert [(one.row["id"], one.name) for one in made] == [(1, "一叠-1.pdf"), (2, "一叠-2.pdf")]
    assert [row["pages"] for row in office.rows("document_file")] == [2, 1]
    unknown = put(tmp_path, "另一叠.pdf", [*printed_slip(office, 1), separator, blank()])
    with pytest.raises(RuleRefused) as caught:
        attach_by_code(office.ports, office.session(), unknown, what="扫描件")
    assert (caught.value.code, caught.value.params["page"]) == ("scan_without_code", 3)
    assert len(office.rows("document_file")) == 2


@pytest.mark.parametrize("compression", ["tiff_lzw", "group4"])
def test_a_tiff_stack_is_split_without_loss(office: Office, compression: str) -> None:
    """Every dot of a page stands in its part."""
    separator = drawn_code(SEPARATOR)
    pages = [*scanned_pages(_paper(office), turned=0.5), separator, blank()]
    if compression == "group4":
        pages = [page.convert("1") for page in pages]
    data = as_tiff(pages, compression=compression)
    found = read(office, data, "一叠.tif")
    assert [part.pages for part in found.parts] == [(1,), (3,)]
    cut = office.ports.capture.split(io.BytesIO(data), "一叠.tif", [part.pages for part in found.parts])
    for piece, page in zip(cut, (pages[0], pages[2]), strict=True):
        with Image.open(io.BytesIO(piece)) as image:
            assert image.n_frames == 1
            assert image.tobytes() == page.tobytes()


def test_what_cannot_be_split_without_loss_says_so(office: Office) -> None:
    with pytest.raises(RuleRefused) as caught:
        office.ports.capture.split(io.BytesIO(as_tiff([blank(), blank()], compression="jpeg")), "彩.tif", [(1,), (2,)])
    assert caught.value.code == "stack_not_split"
    with pytest.raises(RuleRefused):
        office.ports.capture.split(io.BytesIO(as_image(blank())), "图.png", [(1,)])


def test_an_auditor_attaches_nothing(office: Office) -> None:
    with pytest.raises(RuleRefused) as caught:
        read_scan(office.ports, office.session(AUDITOR), io.BytesIO(as_image(blank())), "图.png")
    assert caught.value.code == "act_not_for_role"


def _paper(office: Office) -> bytes:
    office.register("来文")
    out = io.BytesIO()
    slip.print_slip(office.ports, office.session(), document=1, out=out, language="zh_CN")
    return out.getvalue()
