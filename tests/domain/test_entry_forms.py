"""Short dates and number brackets, as clerks type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filedesk.domain.entry_forms import SLACK, number_brackets, parse_date

TODAY = date(2026, 3, 10)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "0305", "3-5", "3/5", "3.5", "3月5日", "03-05", "260305", "20260305", "2026-03-05", "2026-3-5",
        "2026/03/05", "2026.3.5", "2026年3月5日", "2026 年 3 月 5 日", "２０２６年３月５日",
        "二〇二六年三月五日", " 0305 ", "０３０５",
    ],
)  # fmt: skip
def test_every_form_of_one_day(typed: str) -> None:
    assert parse_date(typed, today=TODAY) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("二〇二三年十二月三十一日", date(2023, 12, 31)),
        ("二零二三年十月十日", date(2023, 10, 10)),
        ("二〇二三年十一月二十日", date(2023, 11, 20)),
        ("二〇二三年二月十九日", date(2023, 2, 19)),
    ],
)
def test_chinese_numerals_of_official_papers(typed: str, day: date) -> None:
    assert parse_date(typed, today=TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "030", "03055", "1332", "0230", "2026-13-01", "20260230", "五", "tomorrow", "--", "0000"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert parse_date(typed, today=TODAY) is None


def test_in_january_a_december_day_is_last_years() -> None:
    assert parse_date("1228", today=date(2027, 1, 4)) == date(2026, 12, 28)


def test_a_deadline_in_january_typed_in_december_is_next_years() -> None:
    assert parse_date("0105", today=date(2026, 12, 28), lean="future") == date(2027, 1, 5)


def test_the_29th_of_february_takes_a_leap_year() -> None:
    assert parse_date("0229", today=date(2026, 3, 10)) == date(2024, 2, 29)
    assert parse_date("0229", today=date(2026, 3, 10), lean="future") == date(2028, 2, 29)


@given(DAYS, DAYS)
def test_a_full_date_does_not_depend_on_today(day: date, today: date) -> None:
    for form in (f"{day:%Y%m%d}", f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert parse_date(form, today=today) == day


@given(DAYS, DAYS)
def test_four_digits_keep_month_and_day_and_lean_the_right_way(day: date, today: date) -> None:
    past = parse_date(f"{day:%m%d}", today=today)
    future = parse_date(f"{day:%m%d}", today=today, lean="future")
    assert past is not None
    assert future is not None
    assert (past.month, past.day) == (future.month, future.day) == (day.month, day.day)
    assert past <= today + SLACK
    assert future >= today - SLACK
    if (day.month, day.day) != (2, 29):
        assert today - past < timedelta(days=366)
        assert future - today < timedelta(days=366)


@given(st.text(max_size=12) | st.text("0123456789-/.年月日〇一二三四五六七八九十０５", max_size=12), DAYS)
def test_whatever_is_typed_is_a_day_that_reads_back_as_itself_or_none(text: str, today: date) -> None:
    day = parse_date(text, today=today)
    assert day is None or parse_date(day.isoformat(), today=today) == day
    assert day is None or any(character.isnumeric() for character in text)


@pytest.mark.parametrize(
    "typed", ["（2026）", "(2026)", "[2026]", "【2026】", "［2026］", "〔2026〕", "（２０２６）", "[ 2026 ]"]
)
def test_gb9704_year_brackets(typed: str) -> None:
    assert number_brackets(f"华兴办{typed}12号") == "华兴办〔2026〕12号"


@pytest.mark.parametrize("kept", ["第（12）号", "关于(试行)", "[abc]", "2026年", "(3026)", "(20260)"])
def test_other_brackets_are_kept(kept: str) -> None:
    assert number_brackets(kept) == kept


@given(st.text(alphabet="办发〔〕[]()（）【】0123456789２０号 ", max_size=30))
def test_brackets_change_once_and_lose_nothing_else(text: str) -> None:
    once = number_brackets(text)
    assert number_brackets(once) == once
    assert sum(sign in "办发号" for sign in once) == sum(sign in "办发号" for sign in text)
