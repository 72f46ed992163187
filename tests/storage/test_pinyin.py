"""Pinyin initials: the table, and completing names by them."""

import sys
from pathlib import Path

import pytest

from filedesk.storage import pinyin

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("市财政局", "sczj"),
        ("市财政局", "czj"),
        ("市财政局", "SCZ"),
        ("市财政局", "ｓｃ"),
        ("中国人民银行", "yh"),
        ("中国人民银行", "yx"),
        ("重庆市长寿区", "cqscsq"),
        ("重庆市长寿区", "zqs"),
        ("ABC 有限公司", "abc"),
        ("A3办公室", "a3bgs"),
        ("《关于…办法》", "gy"),
        ("吕梁市", "lls"),
        ("李𬬻", "ll"),
    ],
)
def test_a_name_is_found_by_its_initials(text, typed):
    assert pinyin.matches(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("市财政局", "cj"),
        ("市财政局", "sczjx"),
        ("市财 政局", "czj"),
        ("市财政局", ""),
        ("市财政局", "财"),
        ("市财政局", "c-z"),
        ("2026年", "2026"),
        ("", "a"),
        ("甲か乙", "jy"),
    ],
)
def test_and_by_nothing_else(text, typed):
    assert not pinyin.matches(text, typed)


def test_gb_2312_every_han_character_has_an_initial():
    han = [bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    known = [character for character in han if character]
    assert len(known) == 6763
    assert [character for character in known if not pinyin.initials(character)] == []


def test_grams_are_three_initials_in_a_row_in_every_reading_and_the_ends_of_runs():
    assert pinyin.initial_grams("财政 a1") == {"cz", "z", "a1", "1"}
    assert pinyin.initial_grams("银行长") == {"yhc", "yhz", "yxc", "yxz", "hc", "hz", "xc", "xz", "c", "z"}
    assert pinyin.initial_grams("财か政") == {"c", "z"}
    assert pinyin.initial_grams("") == set()


def test_the_table_is_what_its_tool_makes(monkeypatch, tmp_path):
    pytest.importorskip("pypinyin", reason="needed only to make the table")
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import pinyin_table

    try:
        assert (ROOT / "resources" / "pinyin" / "initials.txt").read_text(encoding="utf-8") == pinyin_table.drawn()
    finally:
        del sys.modules["pinyin_table"]
