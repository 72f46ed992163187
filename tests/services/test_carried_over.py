"""The change of year 跨年结转 (conventions, "Year"): open papers of a past year listed, late entries 补登 marked."""

from __future__ import annotations

import io
from datetime import date

import pytest

from filedesk.domain.documents import Series
from filedesk.errors import RuleRefused
from filedesk.services import circulation, handling, instruction, printing, registration
from filedesk.services.carried_over import carried_over, count_carried_over, missing
from filedesk.services.ledger import Query
from filedesk.services.office_books import BookKind, OfficeBook, office_books
from filedesk.services.verification import verify
from filedesk.services.wording import Wording
from filedesk.texts import catalogue
from tests.desk_template import AUDITOR, CLERK, HEAD, Office
from tests.drafts_at_work import numbered
from tests.registers.pdf_text import page_texts

LAST_YEAR = {"received": date(2025, 12, 20)}
CARRIED = OfficeBook(BookKind.CARRIED_OVER, 2025, None, Series.INCOMING)


def printed(office: Office, book: OfficeBook | Query, language: str = "zh_CN", name: str = CLERK) -> tuple[str, str]:
    """The text of the paper, without spaces, and its code."""
    out = io.BytesIO()
    made = printing.print_register(office.ports, office.session(name), query=book, out=out, language=language)
    return "".join(page_texts(out.getvalue())), made.code


def lacking(office: Office, document: int) -> str:
    with office.ports.ledger.reading() as reading:
        return missing(reading, reading.rows([document])[document], catalogue("en"))


def instructed(office: Office, said: Wording) -> int:
    document = office.register(**LAST_YEAR).document
    office.submit(document)
    instruction.instruct(office.ports, office.session(HEAD), document=document, said=said)
    return document


@pytest.fixture
def filed(office: Office) -> int:
    """A paper of last year that has come to its end."""
    document = instructed(office, Wording("存。"))
    folder = instruction.add_folder(office.ports, office.session(), name="2025年", year=2025)
    instruction.put_into_folder(office.ports, office.session(), documents=[document], folder=folder)
    return document


def test_what_is_neither_filed_nor_void_is_carried_over_under_its_number(office: Office, filed: int) -> None:
    void = office.register("作废的", **LAST_YEAR).document
    registration.void_number(office.ports, office.session(), document=void, reason="重复")
    still_open = office.register("年末来文", deadline=date(2026, 1, 15), **LAST_YEAR)
    office.register("今年的")
    session = office.session()
    assert count_carried_over(office.ports, session, series=Series.INCOMING, year=2025) == 1
    registration.close_book(office.ports, session, series=Series.INCOMING, year=2025)
    with office.ports.ledger.reading() as reading:
        (row,) = carried_over(reading, Series.INCOMING, 2025)
    assert (row["id"], row["number"]) == (still_open.document, "收〔2025〕0003")
    told, _code = printed(office, CARRIED)
    assert "跨年结转清单" in told
    assert "收文登记簿·2025年·已封册" in told
    assert f"收〔2025〕00032025-12-20年末来文已登记{CLERK}2026-01-15待送总经理阅批" in told
    assert "作废的" not in told
    assert filed not in {row["id"]}


def test_it_says_what_each_is_missing(office: Office) -> None:
    """Rule I7: readings, results, answers; else what the state waits for."""
    paper = instructed(office, Wording("请阅办", (4,), 2))
    with office.ports.ledger.reading() as reading:
        reader, unit = reading.get("person", id=4), reading.get("department", id=2)
    assert reader is not None
    assert unit is not None
    assert lacking(office, paper) == f"Reading: {reader['name']}; Result: {unit['name']}"
    circulation.begin_circulation(office.ports, office.session(), document=paper)
    handling.begin_handling(office.ports, office.session(), document=paper)
    assert lacking(office, paper) == f"Reading: {reader['name']}; Result: {unit['name']}"
    assert lacking(office, office.register().document) == "To be put to the general manager"
    sent = office.register().document
    office.submit(sent)
    assert lacking(office, sent) == "The general manager's signature"
    assert lacking(office, numbered(office)) == "To be sent out"


def test_the_list_is_offered_for_past_years_that_have_open_papers(office: Office, filed: int) -> None:
    words = catalogue("en")

    def offered(name: str) -> list[str]:
        found = office_books(office.ports, office.session(name), words)
        return [told for book, told in found if book.kind is BookKind.CARRIED_OVER]

    office.register()
    assert offered(CLERK) == []
    office.register("年末来文", **LAST_YEAR)
    assert offered(CLERK) == offered(AUDITOR) == ["Incoming register · Year 2025"]
    with pytest.raises(RuleRefused, match="nothing_to_print"):
        printed(office, OfficeBook(BookKind.CARRIED_OVER, 2025, None, Series.INTERNAL))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_was_printed_is_found_again_though_it_was_settled_since(office: Office, language: str) -> None:
    """Design, "Printing": the code witnesses the list as it was."""
    document = office.register("年末来文", **LAST_YEAR).document
    _told, code = printed(office, CARRIED, language)
    registration.void_number(office.ports, office.session(), document=document, reason="撤回")
    answer = verify(office.ports, printed=code).printed
    assert answer is not None
    assert (answer.contained, answer.contradicted) == (1, 0)


@pytest.mark.parametrize(("language", "mark"), [("zh_CN", "迟到的［补登］"), ("en", "迟到的[enteredlate]")])
def test_a_late_entry_is_marked_in_the_printed_register(office: Office, language: str, mark: str) -> None:
    """Conventions, "Year": once the book is closed the entry takes the current series, marked 补登."""
    office.register("及时的", **LAST_YEAR)
    registration.close_book(office.ports, office.session(), series=Series.INCOMING, year=2025)
    office.register("迟到的", **LAST_YEAR)
    told, code = printed(office, Query(Series.INCOMING, descending=False), language)
    assert mark in told
    assert "及时的[" not in told
    answer = verify(office.ports, printed=code).printed
    assert answer is not None
    assert (answer.contained, answer.contradicted) == (2, 0)
