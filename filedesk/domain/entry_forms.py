"""What a clerk types, in the office's forms: short dates, and the brackets of document numbers.

Speed of registering stands on this: 0305 is a date, and （2026） or [2026] becomes the 〔2026〕 that
GB/T 9704-2012 (7.2.5) wants around the year of a document number.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final, Literal

Leaning = Literal["past", "future"]

SLACK: Final = timedelta(days=60)
"""How far a date without a year may lie on the other side of today before another year is taken."""

_NUMERALS: Final = {ord(sign): str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {
    ord("零"): "0",
    ord("○"): "0",
}
_TENS: Final = re.compile(r"([一二三]?)十([一二三四五六七八九]?)")
_FULL: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SHORT: Final = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YEAR_IN_BRACKETS: Final = re.compile(r"[(（\[［【〔〖｛{]\s*((?:19|20|１９|２０)[0-9０-９]{2})\s*[)）\]］】〕〗｝}]")


def parse_date(text: str, *, today: date, lean: Leaning = "past") -> date | None:
    """The day that `text` stands for, or None where it stands for none.

    Understood: 0305, 3-5, 3月5日, 260305, 20260305, 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日 and
    二〇二六年三月五日, also with full-width digits. A day without a year takes the year that `today` and `lean`
    give: "past" (dates of papers) the last such day up to 60 days ahead of today, "future" (deadlines) the
    first from 60 days before today on.
    """
    plain = _arabic(text.strip())
    if re.fullmatch(r"\d{8}", plain):
        return _day(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if re.fullmatch(r"\d{6}", plain):
        return _day(today.year // 100 * 100 + int(plain[:2]), int(plain[2:4]), int(plain[4:]))
    if re.fullmatch(r"\d{4}", plain):
        return _without_year(int(plain[:2]), int(plain[2:]), today, lean)
    if found := _FULL.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT.fullmatch(plain):
        return _without_year(int(found[1]), int(found[2]), today, lean)
    return None


def number_brackets(text: str) -> str:
    """`text` with every year in brackets of any kind written 〔2026〕; whatever else stands in it is kept."""
    return _YEAR_IN_BRACKETS.sub(lambda found: f"〔{unicodedata.normalize('NFKC', found[1])}〕", text)


def _arabic(text: str) -> str:
    """Digits of every kind as ASCII ones: full-width, 〇一二 and, for months and days, 十一 and 三十一."""
    normal = unicodedata.normalize("NFKC", text)
    return _TENS.sub(_tens, normal).translate(_NUMERALS)


def _tens(found: re.Match[str]) -> str:
    return f"{found[1] or '一'}{found[2] or '〇'}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_year(month: int, day: int, today: date, lean: Leaning) -> date | None:
    years = range(today.year + 1, today.year - 9, -1) if lean == "past" else range(today.year - 1, today.year + 9)
    for year in years:
        found = _day(year, month, day)
        if found is None:
            continue
        if found <= today + SLACK if lean == "past" else found >= today - SLACK:
            return found
    return None
