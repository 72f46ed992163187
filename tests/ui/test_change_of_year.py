"""The change of year in the window: a book is closed 封册, and what it carries over 跨年结转 is told and printed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from filedesk.services import registration
from filedesk.texts import use_language
from filedesk.ui.pages.book_preview import BookPreview
from filedesk.ui.pages.office_page import OfficePage
from tests.registers.pdf_text import page_texts
from tests.ui.at_document import CLERK, TODAY, Desk

LAST = TODAY.year - 1


@pytest.fixture
def last_years(at: Desk) -> list[int]:
    """Two open papers of last year, and one whose number is void."""
    papers = [at.office.register(t, received=date(LAST, 12, 20)).document for t in ("年末一", "年末二", "作废的")]
    at.office.by(CLERK, registration.void_number, document=papers.pop(), reason="重复")
    return papers


def closing(at: Desk) -> Any:
    """The dialog that closes a book, opened by its button."""
    page = OfficePage(at.office.context(CLERK))
    at.qtbot.addWidget(at.office.keep(page))
    page.show()
    at.qtbot.waitExposed(page)
    at.settle()
    at.qtbot.mouseClick(page.findChild(QPushButton, "close_book"), Qt.MouseButton.LeftButton)
    shown = at.dialog(page, "close_book_dialog")
    at.settle()
    return shown


def preview(at: Desk, window: Any) -> BookPreview:
    at.qtbot.waitUntil(lambda: window.findChild(BookPreview) is not None)
    found = window.findChild(BookPreview)
    assert isinstance(found, BookPreview)
    at.qtbot.waitUntil(lambda: bool(found.output.data) and at.office.setting.tasks.idle(), timeout=20_000)
    return found


def test_closing_tells_what_is_carried_over_and_prints_its_list(at: Desk, last_years: list[int]) -> None:
    """Conventions, "Year": at the change of year a list carries open papers over; their numbers stay."""
    shown = closing(at)
    window = shown.parent()
    told = shown.findChild(QLabel, "carried_over_told").text()
    assert told == "2 papers of this book are still open. They are carried over, and their numbers stay."
    at.agree(shown)
    printing = preview(at, window)
    assert [printing.kind.currentText(), printing.part.currentText()] == [
        "Papers carried over",
        f"Incoming register · Year {LAST} · book closed",
    ]
    (paper,) = page_texts(printing.output.data)
    for number in (1, 2):
        assert f"收〔{LAST}〕000{number}{LAST}-12-20年末" in paper
    assert "作废的" not in paper
    assert {row["serial"] for row in at.rows("document") if row["id"] in last_years} == {1, 2}
    printing.close()


def test_nothing_is_printed_that_is_not_wanted(at: Desk, last_years: list[int]) -> None:
    shown = closing(at)
    window = shown.parent()
    assert last_years
    at.qtbot.keyClick(shown.print_list, Qt.Key.Key_Space)
    at.agree(shown)
    assert window.findChild(BookPreview) is None
    assert at.rows("book", year=LAST)[0]["closed"]


def test_a_book_without_open_papers_carries_nothing_over(at: Desk) -> None:
    document = at.office.register("去年的", received=date(LAST, 5, 6)).document
    at.office.by(CLERK, registration.void_number, document=document, reason="误登")
    use_language("zh_CN")
    shown = closing(at)
    assert shown.findChild(QLabel, "carried_over_told").text() == "本册文件均已归卷或作废，无需结转。"
    assert not shown.print_list.isVisible()
    assert shown.findChild(QComboBox, "book_to_close").currentText() == f"{LAST} 年收文登记簿（1 至 1 号）"
    shown.reject()
