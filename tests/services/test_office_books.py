"""The registers beside those of documents: urgings 催办登记, chops 用印登记, completeness (N2), printed with a code."""

from __future__ import annotations

import io
from datetime import date

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.numbering import FIRST_CODE
from filedesk.errors import RuleRefused
from filedesk.services import issuing, printing, registration
from filedesk.services.office_books import BookKind, OfficeBook, office_books, under_code
from filedesk.services.verification import verify
from filedesk.texts import catalogue
from tests.desk_template import AUDITOR, CLERK, HEAD, OFFICE_HEAD, Office
from tests.drafts_at_work import LETTER, numbered
from tests.registers.pdf_text import page_texts

URGED = OfficeBook(BookKind.URGINGS, 2026)
CHOPS = OfficeBook(BookKind.CHOPS, 2026)
LETTERS = OfficeBook(BookKind.COMPLETENESS, 2026, series=Series.OUTGOING, code=FIRST_CODE)


def printed(office: Office, book: OfficeBook, language: str = "zh_CN") -> tuple[str, str]:
    """The text of the paper, without spaces, and its code."""
    out = io.BytesIO()
    made = printing.print_register(office.ports, office.session(), query=book, out=out, language=language)
    return "".join(page_texts(out.getvalue())), made.code


def chopped(office: Office, **told: object) -> int:
    letter = numbered(office)
    wanted: dict[str, object] = {"chop": "合同专用章", "witness": 4, "copies": 3, "purpose": "签约", **told}
    issuing.use_chop(office.ports, office.session(), document=letter, **wanted)  # type: ignore[arg-type]
    return letter


def test_the_urging_register_of_a_period(full_office: Office) -> None:
    """Conventions, "催办登记": number, title, who, assigned, due, urged, by whom, finished, result."""
    told, _code = printed(full_office, URGED)
    assert "收〔2026〕0001关于加强合同管理的通知孙任2026-03-052026-04-10" in told
    assert f"2026-03-05电话：催问进度答复：周五完成{CLERK}2026-03-05已办结" in told
    month, _code = printed(full_office, OfficeBook(BookKind.URGINGS, 2026, 3), "en")
    assert "Urgingregister03/2026" in month.replace("华兴公司", "")
    with pytest.raises(RuleRefused, match="nothing_to_print"):
        printed(full_office, OfficeBook(BookKind.URGINGS, 2026, 2))


def test_the_chop_register(office: Office) -> None:
    """Conventions, "用印": number, date, user, department, chop, title, purpose, copies, approved by, witness; O3."""
    chopped(office)
    chopped(office, chop="公章", on=date(2026, 3, 4))
    told, _code = printed(office, CHOPS)
    assert "用印登记" in told
    row = f"{LETTER.title}华兴办〔2026〕1号签约3{HEAD}{OFFICE_HEAD}"
    assert f"12026-03-05{CLERK}办公室合同专用章{row}" in told
    assert f"22026-03-04{CLERK}办公室公章" in told


def test_completeness_explains_every_number(office: Office) -> None:
    """N2: every number of the series and year, what became of it, voids with their reason."""
    first = numbered(office)
    numbered(office)
    registration.void_number(office.ports, office.session(), document=first, reason="撤销发文")
    told, _code = printed(office, LETTERS)
    assert "发文登记簿·华兴办·2026年" in told
    assert f"1华兴办〔2026〕1号{LETTER.title}已作废撤销发文2华兴办〔2026〕2号{LETTER.title}已编号" in told


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("book", [CHOPS, LETTERS, OfficeBook(BookKind.CHOPS, 2026, 3)], ids=str)
def test_what_was_printed_is_found_again_whatever_happened_since(
    office: Office, book: OfficeBook, language: str
) -> None:
    """Design, "Printing": the code witnesses the rows; what changed afterwards contradicts nothing."""
    letter = chopped(office)
    _told, code = printed(office, book, language)
    registration.void_number(office.ports, office.session(), document=letter, reason="撤销")
    chopped(office)
    report = verify(office.ports, printed=code)
    assert report.good, report.findings
    assert report.printed is not None
    assert (report.printed.contained, report.printed.contradicted) == (1, 0)


def test_urgings_are_found_again_too(full_office: Office) -> None:
    _told, code = printed(full_office, URGED, "en")
    report = verify(full_office.ports, printed=code)
    assert report.good, report.findings
    assert report.printed is not None
    assert report.printed.contained == len(full_office.rows("urging"))


def test_what_is_offered_is_what_there_is(office: Office) -> None:
    words = catalogue("zh_CN")
    with pytest.raises(RuleRefused, match="nothing_to_print"):
        office_books(office.ports, office.session(), words)
    chopped(office)
    office.register("来文")
    offered = office_books(office.ports, office.session(AUDITOR), words)
    assert [book for book, _told in offered] == [
        CHOPS,
        OfficeBook(BookKind.CHOPS, 2026, 3),
        OfficeBook(BookKind.COMPLETENESS, 2026, series=Series.INCOMING),
        LETTERS,
    ]
    assert [told for _book, told in offered] == [
        "2026年",
        "2026年03月",
        "收文登记簿 · 2026年",
        "发文登记簿 · 华兴办 · 2026年",
    ]


def test_a_code_is_told_as_it_is_written(office: Office) -> None:
    numbered(office)
    whole = OfficeBook(BookKind.COMPLETENESS, 2026, series=Series.OUTGOING)
    assert under_code(office.ports, whole, "华兴办") == LETTERS
    assert under_code(office.ports, whole, None) == LETTERS
    with pytest.raises(RuleRefused, match="nothing_to_print"):
        under_code(office.ports, whole, "别的")
