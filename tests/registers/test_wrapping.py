"""Line breaking by 避头尾: GB/T 15834 forbids closing marks at a line's beginning and opening ones at its end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filedesk.registers.composite import FontSet
from filedesk.registers.faces import Faces
from filedesk.registers.wrapping import HANGING, NEVER_FIRST, NEVER_LAST, may_break, measure, wrap


class Widths(dict[str, int]):
    """Full width for Chinese, half for the rest."""

    def __missing__(self, character: str) -> int:
        return 1000 if character >= "\u2e80" or character in "“”‘’…—" else 500


WIDTHS = Widths()
TEXT = st.text(
    alphabet=st.sampled_from("中文件字㐀𠮷，。、；：！？（）《》〔〕“”…—aBz09-./·_,;%() \u3000\n"), max_size=120
)
CAPACITY = st.integers(min_value=2000, max_value=20000)


def shown(line: str) -> str:
    return line.rstrip(HANGING)


@given(TEXT, CAPACITY)
def test_nothing_is_lost(text: str, capacity: int) -> None:
    assert "".join(wrap(text, capacity, WIDTHS)) == text.replace("\n", "")


@given(TEXT, CAPACITY)
def test_no_line_is_wider_than_the_cell(text: str, capacity: int) -> None:
    assert all(measure(shown(line), WIDTHS) <= capacity for line in wrap(text, capacity, WIDTHS))


@given(TEXT.filter(lambda text: "\n" not in text), CAPACITY)
def test_a_forbidden_break_happens_only_where_the_line_had_no_lawful_one(text: str, capacity: int) -> None:
    lines = wrap(text, capacity, WIDTHS)
    for line, following in itertools.pairwise(lines):
        if not may_break(line[-1], following[0]):
            inside = itertools.pairwise(line)
            assert not any(may_break(before, after) for before, after in inside), (line, following)


@given(st.text(alphabet=st.sampled_from("中文，。（）《》a1"), max_size=80), st.integers(10_000, 20_000))
def test_marks_stand_right_where_no_row_of_marks_fills_a_line(text: str, capacity: int) -> None:
    widest_row = 0
    row = 0
    for before, after in itertools.pairwise(text):
        row = 0 if may_break(before, after) else row + 1
        widest_row = max(widest_row, row + 1)
    if widest_row * 1000 > capacity:
        return
    lines = wrap(text, capacity, WIDTHS)
    assert not any(line[0] in NEVER_FIRST for line in lines[1:])
    assert not any(line[-1] in NEVER_LAST for line in lines[:-1])


@given(TEXT, CAPACITY)
def test_newlines_end_lines(text: str, capacity: int) -> None:
    paragraphs = text.split("\n")
    assert wrap(text, capacity, WIDTHS) == [
        line for paragraph in paragraphs for line in wrap(paragraph, capacity, WIDTHS)
    ]


@pytest.mark.parametrize(
    ("text", "capacity", "lines"),
    [
        ("关于做好工作，请办", 6000, ["关于做好工", "作，请办"]),
        ("印发《细则》的函", 3000, ["印发", "《细", "则》的", "函"]),
        ("收于2026-03-05日", 5500, ["收于", "2026-03-05", "日"]),
        ("华信〔2026〕91号", 7000, ["华信〔2026〕", "91号"]),
        ("see ISO 15489-1 now", 4000, ["see ISO ", "15489-1 ", "now"]),
        ("WS·2016-D30-BGS-0001", 6000, ["WS·2016-D30-", "BGS-0001"]),
        ("abcdefghij", 2000, ["abcd", "efgh", "ij"]),
        ("。。。。。", 2000, ["。。", "。。", "。"]),
        ("", 2000, [""]),
    ],
)
def test_examples(text: str, capacity: int, lines: list[str]) -> None:
    assert wrap(text, capacity, WIDTHS) == lines


def test_a_character_wider_than_the_cell_stands_alone() -> None:
    assert wrap("中文", 500, WIDTHS) == ["中", "文"]


def test_widths_are_those_of_the_font(bundled_faces: Faces) -> None:
    widths = FontSet(bundled_faces).widths
    assert widths["中"] == 1000
    assert 500 < widths["0"] < 600
