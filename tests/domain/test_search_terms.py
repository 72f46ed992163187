"""The form in which texts are compared when searching."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filedesk.domain.search_terms import holds, joined, normalised, tokens, wanted_tokens, words


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("收〔2026〕0001号", "收 2026 0001号"),
        ("收[２０２６] 0001号", "收 2026 0001号"),
        ("关于印发《办法》的通知", "关于印发 办法 的通知"),
        ("ＡＢＣ abc_Def-9", "abc abc def 9"),
        ("Straße ΣΑΣ", "strasse σασ"),
        ("e\u0301te\u0301", "été"),
        ("第○次会议", "第○次会议"),
        ("财\u200b政\u200f局\ufeff", "财政局"),
        ("葛\U000e0100城", "葛城"),
        ("\u3000\t\n ", ""),
        ("。，！?+=<>", ""),
        ("\x00\ud800", ""),
        ("㈱ ㎡ ½", "株 m2 1⁄2"),
        ("一\n二", "一 二"),
        ("𠮷野家😀", "𠮷野家😀"),
    ],
)
def test_what_reads_alike_becomes_alike(text, n):
    assert normalised(text) == n


@given(st.text())
def test_runs_are_parted_by_single_spaces_and_hold_no_ascii_punctuation(text):
    n = normalised(text)
    assert n == " ".join(n.split())
    assert all(not character.isascii() or character.isalnum() or character == " " for character in n)


@given(st.text(), st.text())
def test_words_put_beside_each_other_with_punctuation_stay_apart(first, second):
    assert normalised(f"{first}。{second}").split() == normalised(first).split() + normalised(second).split()


def test_no_assigned_or_future_han_character_parts_a_run():
    """Each Python brings its own Unicode version: an index written by one must be right for another."""
    future = [point for point in range(0x2A700, 0x33480) if unicodedata.category(chr(point)) == "Cn"]
    assert future
    assert all(normalised(f"张{chr(point)}三") == f"张{chr(point)}三" for point in future)


def test_fields_are_lines_and_nothing_crosses_them():
    n = joined(["财政", "局"])
    assert n == "财政\n局"
    assert tokens(n) == {"财政", "政", "局"}
    assert not holds(["财政", "局"], "财政局")
    assert holds(["财政", "局"], "局 财政")


@given(st.lists(st.text(alphabet="甲Ａß \u0301\u200d\n\x85〔。", max_size=8), max_size=4))
def test_fields_folded_at_once_come_out_as_each_alone(fields):
    assert joined(fields) == "\n".join(normalised(field) for field in fields)


def test_a_number_with_brackets_is_one_word_whose_runs_follow_one_another():
    assert words(" 收〔2026〕0001  通知 ") == ["收 2026 0001", "通知"]
    assert holds(["收〔2026〕0001号"], "收[2026]0001")
    assert not holds(["0001 收 2026"], "收〔2026〕0001")


@given(st.lists(st.text(alphabet="甲乙 a。", max_size=12), max_size=3), st.text(alphabet="甲乙a。", max_size=6))
def test_a_text_that_holds_a_word_has_all_the_tokens_wanted_for_it(fields, word):
    n = normalised(word)
    if n and n in joined(fields):
        assert wanted_tokens(n) <= tokens(joined(fields))


def test_every_character_comes_to_something_that_can_be_stored_and_stays_so():
    for point in range(sys.maxunicode + 1):
        n = normalised(chr(point))
        assert n.encode().decode() == n
        assert normalised(n) == n, hex(point)
