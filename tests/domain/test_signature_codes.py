"""The code beside a signature on paper: it survives being read and typed, and a misread letter is told from a lie."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from filedesk.domain.printed import read_code
from filedesk.domain.signature_code import is_signature_code, read_signature_code, signature_code

ROOT = "ab" * 32
codes = st.builds(signature_code, st.just(ROOT), st.integers(1, 10**15 - 1), st.binary(min_size=32, max_size=32))


@given(codes, st.integers(0, 40))
def test_a_code_is_read_however_it_was_typed(code: object, at: int) -> None:
    text = str(code)
    for typed in (
        text,
        text.lower(),
        text.replace(":", "："),
        f" {text[:at]}\n {text[at:]} ",
        f"{text[:at]}-{text[at:]}",
    ):
        assert read_signature_code(typed) == code
        assert is_signature_code(typed)
    assert read_code(text) is None


@given(codes, st.data())
def test_one_letter_misread_is_nearly_always_seen(code: object, data: st.DataObject) -> None:
    """Ten bits of the code are a check: of a thousand misread codes one passes, and that one the desk contradicts."""
    text = str(code)
    place = data.draw(st.sampled_from([n for n, letter in enumerate(text) if n > 3 and letter != ":"]))
    other = data.draw(st.sampled_from([one for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" if one != text[place]]))
    assert read_signature_code(text[:place] + other + text[place + 1 :]) != code


def test_it_names_its_event_and_its_office_and_no_other() -> None:
    code = signature_code(ROOT, 12, bytes(range(32)))
    assert code.names(bytes(range(32)))
    assert not code.names(bytes(range(1, 33)))
    assert code.is_of_office(ROOT)
    assert not code.is_of_office("cd" * 32)


def test_what_is_no_such_code_is_none() -> None:
    text = str(signature_code(ROOT, 12, bytes(32)))
    for wrong in ("", "FS1", "FS1:", text[:-1], text + "A", text.replace("FS1", "FS2"), text.replace(":12:", ":012:")):
        assert read_signature_code(wrong) is None
    assert len(str(signature_code(ROOT, 9_999_999, bytes(32)))) <= 38, "a square of 25 by 25 modules holds 38 letters"
