"""What a file is, is told by its content; a name can say anything."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from PIL import Image

from filedesk.capture.reader import PaperReader
from filedesk.services.ports import Examination
from tests.capture.drawn_papers import Placed, drawn_pdf, notice

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def examined(data: bytes, name: str = "paper.exe") -> Examination:
    return PaperReader().examine(io.BytesIO(data), name)


def image(form: str, *, pages: int = 1) -> bytes:
    out = io.BytesIO()
    picture = Image.effect_noise((60, 80), 50)
    more = {"save_all": True, "append_images": [picture] * (pages - 1)} if pages > 1 else {}
    picture.save(out, form, **more)
    return out.getvalue()


def zipped(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def docx(*paragraphs: str, pages: int = 3) -> bytes:
    runs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in paragraphs)
    return zipped(
        word__document_xml=f"<w:document><w:body>{runs}</w:body></w:document>",
        docProps__app_xml=f"<Properties><Pages>{pages}</Pages></Properties>",
    )


def ole(*streams: str, sectors_before: int = 0) -> bytes:
    """An OLE compound file (MS-CFB) with nothing but a directory, whose sectors lie apart and in reverse."""
    names = ["Root Entry", *streams]
    entries = [name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) for name in names]
    directory = b"".join(entry.ljust(128, b"\0") for entry in entries)
    sectors = [directory[at : at + 512].ljust(512, b"\0") for at in range(0, len(directory), 512)]
    places = [1 + sectors_before + 2 * index for index in reversed(range(len(sectors)))]
    fat = [0xFFFFFFFF] * 128
    fat[0] = 0xFFFFFFFD
    for place, following in zip(places, [*places[1:], 0xFFFFFFFE], strict=True):
        fat[place] = following
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = struct.pack("<H", 9)
    header[48:52] = struct.pack("<I", places[0])
    header[76:512] = struct.pack("<I", 0) + b"\xff" * 432
    body = bytearray(512 * (max(places) + 1))
    body[:512] = struct.pack("<128I", *fat)
    for place, sector in zip(places, sectors, strict=True):
        body[512 * place : 512 * place + 512] = sector
    return bytes(header + body)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
    ],
)
def test_images_are_known_and_have_one_page(form: str, media_type: str) -> None:
    assert examined(image(form)) == Examination(media_type, 1)


def test_a_tiff_of_three_scans_has_three_pages() -> None:
    assert examined(image("TIFF", pages=3)) == Examination("image/tiff", 3)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_an_image_cut_short_is_damaged(form: str) -> None:
    data = image(form)
    told = examined(data[: len(data) // 2])
    assert "file_damaged" in told.notices


def test_a_pdf_is_known_behind_rubbish_before_its_header() -> None:
    told = examined(drawn_pdf(notice()), "scan.png")
    assert told == Examination("application/pdf", 1, (), text_usable=True)
    assert examined(b"\r\n\r\n" + drawn_pdf(notice())).media_type == "application/pdf"


def test_office_files_are_told_apart_by_their_main_part() -> None:
    assert examined(docx("关于放假的通知，请各部门遵照执行。")) == Examination(DOCX, 3, (), text_usable=True)
    assert examined(zipped(xl__workbook_xml="<workbook/>")) == Examination(XLSX, None)
    slides = zipped(ppt__presentation_xml="<p/>", docProps__app_xml="<P><Slides>12</Slides></P>")
    assert examined(slides) == Examination(PPTX, 12)
    assert examined(zipped(readme_xml="<a/>")) == Examination("application/zip", None)


@pytest.mark.parametrize(
    ("stream", "media_type"),
    [
        ("WordDocument", "application/msword"),
        ("Workbook", "application/vnd.ms-excel"),
        ("Book", "application/vnd.ms-excel"),
        ("PowerPoint Document", "application/vnd.ms-powerpoint"),
        ("Unknown", "application/x-ole-storage"),
    ],
)
def test_old_office_files_are_told_apart_by_their_streams(stream: str, media_type: str) -> None:
    assert examined(ole(stream)) == Examination(media_type, None)
    far = ole("1Table", "Data", "ObjectPool", "SummaryInformation", stream, sectors_before=9)
    assert examined(far) == Examination(media_type, None)


def test_an_office_file_behind_a_password_is_noticed() -> None:
    assert examined(ole("EncryptionInfo", "EncryptedPackage")).notices == ("office_encrypted",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_known_in_every_encoding_an_office_meets(encoding: str) -> None:
    text = "关于放假的通知\r\n各部门：现将春节放假安排通知如下，请遵照执行。\r\n"
    assert examined(text.encode(encoding)) == Examination("text/plain", None, (), text_usable=True)


def test_long_text_is_known_though_its_beginning_cuts_a_character() -> None:
    for odd in ("", "a", "ab"):
        assert examined((odd + "各部门要高度重视合同管理工作。" * 5000).encode()).media_type == "text/plain"


def test_bytes_that_say_nothing_are_octets() -> None:
    assert examined(bytes(range(256)) * 4, "paper.pdf") == Examination("application/octet-stream", None)


def test_an_empty_file_is_noticed() -> None:
    assert examined(b"") == Examination("application/octet-stream", None, ("file_empty",))


@pytest.mark.parametrize(
    "data",
    [
        drawn_pdf(notice(more=[Placed("机密★10年", 30)])),
        drawn_pdf(notice(more=[Placed("绝密★", 30, "right")])),
        docx("机密★10年", "关于某事的通知"),
        "秘密★5年\n关于某事的通知\n各部门：现将有关事项通知如下。".encode("gb18030"),
    ],
    ids=["pdf", "pdf, top right", "docx", "text"],
)
def test_the_mark_of_a_state_secret_is_noticed_and_nothing_suggested(data: bytes) -> None:
    assert "state_secret_mark" in examined(data).notices
    assert PaperReader().suggest(io.BytesIO(data), "paper") == ()


@pytest.mark.parametrize(
    "texts",
    [
        notice(more=[Placed("机密", 30)]),
        notice(more=[Placed("机密★10年", 170)]),
        notice(more=[Placed("机密★10年", 30, page=2)]),
    ],
    ids=["a company's own level", "in the text", "in an attachment"],
)
def test_no_state_mark_at_its_place_is_no_state_secret(texts: list[Placed]) -> None:
    assert examined(drawn_pdf(texts)).notices == ()
