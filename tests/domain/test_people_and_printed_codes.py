"""Roles and names of people, and the code on printed pages."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filedesk.domain import merkle
from filedesk.domain.people import NEVER_TOGETHER, Role, check_name, check_roles, reads_content
from filedesk.domain.printed import PrintedCode, read_code, row_leaf
from filedesk.errors import RuleRefused


@pytest.mark.parametrize("pair", list(combinations(Role, 2)), ids="-".join)
def test_roles_that_would_audit_themselves_exclude_each_other(pair: tuple[Role, Role]) -> None:
    if set(pair) in [set(never) for never in NEVER_TOGETHER]:
        with pytest.raises(RuleRefused, match="roles_exclude_each_other"):
            check_roles({role.value for role in pair})
    else:
        assert check_roles({role.value for role in pair}) == set(pair)


def test_the_auditor_is_neither_clerk_nor_general_manager_nor_administrator() -> None:
    assert {other for _auditor, other in NEVER_TOGETHER} == {Role.CLERK, Role.GENERAL_MANAGER, Role.ADMINISTRATOR}


@pytest.mark.parametrize(("roles", "code"), [(set(), "person_without_role"), ({"king"}, "role_unknown")])
def test_roles_that_are_none(roles: set[str], code: str) -> None:
    with pytest.raises(RuleRefused, match=code):
        check_roles(roles)


def test_administrators_and_auditors_do_not_read_content() -> None:
    assert {role for role in Role if not reads_content({role})} == {Role.AUDITOR, Role.ADMINISTRATOR}
    assert reads_content({"administrator", "clerk"})


@given(st.text(max_size=80))
def test_a_name_is_trimmed_printable_and_short_or_refused(name: str) -> None:
    try:
        checked = check_name(name)
    except RuleRefused:
        return
    assert checked == checked.strip() != ""
    assert len(checked) <= 60
    assert checked.isprintable()
    assert check_name(checked) == checked


codes = st.builds(
    PrintedCode,
    st.text("0123456789abcdef", min_size=20, max_size=20),
    st.integers(0, 10**15 - 1),
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=32, max_size=32),
)


@given(codes, st.integers(0, 140))
def test_a_code_survives_paper_with_its_line_breaks(code: PrintedCode, at: int) -> None:
    text = str(code)
    assert read_code(text) == code
    assert read_code(f" {text[:at]}\n {text[at:]} ") == code


@given(codes)
def test_a_code_is_read_however_it_was_typed(code: PrintedCode) -> None:
    text = str(code)
    assert read_code(text.lower()) == code
    assert read_code(text.replace(":", "：").replace("1", "１")) == code


@given(st.text(max_size=160) | codes.map(str).flatmap(lambda text: st.sampled_from([text[:-1], text + "A", text[1:]])))
def test_anything_else_is_no_code(text: str) -> None:
    assert read_code(text) is None


def test_base32_has_no_second_way_to_write_a_hash() -> None:
    """The last of 52 characters carries one bit only; the others must be zero, else two texts were one code."""
    text = str(PrintedCode("0" * 20, 1, bytes(32), bytes(32)))
    for last in "BCDEFGHIJKLMNO":
        other = read_code(text[:-1] + last)
        assert other is None or str(other) == text[:-1] + last


@given(st.binary(min_size=16, max_size=16), st.lists(st.text()), st.lists(st.text()))
def test_different_rows_have_different_leaves(salt: bytes, one: list[str], other: list[str]) -> None:
    assert (row_leaf(salt, one) == row_leaf(salt, other)) == (one == other)
    assert row_leaf(salt, ["甲", "乙"]) == merkle.leaf_hash(salt + '["甲","乙"]'.encode())
