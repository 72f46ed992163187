"""The command box's question (design section 7): a number, its last digits, or words find the document meant."""

from __future__ import annotations

import pytest

from filedesk.services.finding import find_documents
from tests.desk_template import Office


@pytest.fixture
def numbers(office: Office) -> dict[str, int]:
    found = {}
    for title in ("关于防汛工作的通知", "关于消防检查的通知", "关于消防演练的函"):
        made = office.register(title)
        found[made.number] = made.document
    return found


def found(office: Office, typed: str) -> list[str]:
    return [row["number"] for row in find_documents(office.ports, office.session("王芳"), typed)]


@pytest.mark.parametrize("brackets", ["收〔{y}〕{n}", "收[{y}]{n}", "收（{y}）{n}"])
def test_a_whole_number_is_that_document_however_its_brackets_are_typed(
    office: Office, numbers: dict[str, int], brackets: str
) -> None:
    number = list(numbers)[1]
    year, serial = number[2:6], number[7:]
    assert found(office, brackets.format(y=year, n=serial)) == [number]


def test_the_last_digits_are_enough(office: Office, numbers: dict[str, int]) -> None:
    assert found(office, "2") == [list(numbers)[1]]


def test_words_find_what_holds_them(office: Office, numbers: dict[str, int]) -> None:
    assert set(found(office, "消防")) == set(list(numbers)[1:])
    assert found(office, "没有这份") == []
