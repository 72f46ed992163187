"""Numbers of the ledgers (conventions, "Numbers and codes")."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filedesk.domain.documents import Series
from filedesk.domain.numbering import Number, book_year, gaps, parse
from filedesk.errors import RuleRefused

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Number(Series.INCOMING, False, 2026, 1), "收〔2026〕0001"),
        (Number(Series.OUTGOING, False, 2026, 12), "发〔2026〕0012"),
        (Number(Series.INTERNAL, False, 2025, 9999), "内〔2025〕9999"),
        (Number(Series.INCOMING, True, 2026, 10_000), "密收〔2026〕10000"),
    ],
)
def test_how_numbers_are_written(number: Number, text: str) -> None:
    assert str(number) == text
    assert parse(f" {text} ") == number


@given(st.sampled_from(Series), st.booleans(), st.integers(1000, 9999), st.integers(1, 9_999_999))
def test_what_is_written_is_read(series: Series, secret: bool, year: int, serial: int) -> None:
    number = Number(series, secret, year, serial)
    assert parse(str(number)) == number


@pytest.mark.parametrize(
    "text", ["", "收[2026]0001", "收〔26〕0001", "收〔2026〕", "机〔2026〕0001", "收〔2026〕0001号"]
)
def test_other_numbers_are_none_of_ours(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("received", "closed", "book"),
    [
        (date(2026, 1, 1), set(), (2026, False)),
        (date(2025, 12, 31), set(), (2025, False)),
        (date(2025, 12, 31), {2025}, (2026, True)),
        (date(2020, 1, 1), {2025}, (2020, False)),
        (date(2026, 3, 6), set(), (2026, False)),
    ],
)
def test_the_book_of_an_entry(received: date, closed: set[int], book: tuple[int, bool]) -> None:
    assert book_year(received, today=TODAY, closed=closed) == book


def test_a_day_of_next_year_goes_into_the_present_book() -> None:
    assert book_year(date(2027, 1, 1), today=date(2026, 12, 31), closed=set()) == (2026, False)


def test_without_an_open_book_nothing_is_entered() -> None:
    with pytest.raises(RuleRefused, match="book_closed"):
        book_year(date(2026, 1, 1), today=TODAY, closed={2026})


@given(st.sets(st.integers(1, 200)), st.integers(0, 200))
def test_gaps_are_what_is_missing(serials: set[int], last: int) -> None:
    missing = gaps(list(serials), last)
    assert set(missing).isdisjoint(serials)
    assert set(missing) | {s for s in serials if s <= last} == set(range(1, last + 1))
