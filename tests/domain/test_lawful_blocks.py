"""Blocks of numbers as the verifier judges them (design section 3; conventions, "Numbers" and "Year")."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.lawful_events import CLERK, Told


@pytest.fixture
def told() -> Told:
    found = Told()
    found.registered()
    return found


def block(**changes: Any) -> dict[str, Any]:
    return {"block": 1, "series": "incoming", "code": 0, "year": 2026, "first": 2, "last": 4, **changes}


def void(document: int, serial: int, **changes: Any) -> dict[str, Any]:
    named = {name: value for name, value in block().items() if name not in {"first", "last"}}
    return {**named, "document": document, "serial": serial, "on": "2026-03-05", **changes}


def reserved(told: Told) -> None:
    told.lawful("numbers_reserved", CLERK, ("reason",), **block())


def test_numbering_goes_on_behind_the_block_and_its_numbers_are_used_in_any_order(told: Told) -> None:
    """A number is reserved, used, or void with a reason (design section 3)."""
    reserved(told)
    told.registered(2, serial=5)
    told.registered(3, serial=4, block=1)
    told.registered(4, serial=2, block=1)
    told.lawful("reserved_number_voided", CLERK, ("reason",), **void(5, 3))
    told.registered(6, serial=6)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"first": 3}, "number_out_of_order"),
        ({"first": 1, "last": 2}, "number_out_of_order"),
        ({"last": 1}, "block_out_of_range"),
        ({"last": 202}, "block_out_of_range"),
        ({"code": 1, "first": 1}, "code_of_another"),
        ({"year": 2025, "first": 1}, "number_of_wrong_year"),
        ({"series": "internal", "first": 1, "code": 7}, "code_of_another"),
    ],
)
def test_a_block_is_of_the_next_numbers_of_the_present_book(told: Told, changes: dict[str, Any], problem: str) -> None:
    assert told.unlawful("numbers_reserved", CLERK, ("reason",), **block(**changes)) == problem


def test_a_block_has_an_id_of_its_own(told: Told) -> None:
    reserved(told)
    again = block(first=5, last=5)
    assert told.unlawful("numbers_reserved", CLERK, ("reason",), **again) == "id_twice"


def test_a_closed_book_reserves_nothing(told: Told) -> None:
    told.registered(2, year=2025, received="2025-12-30", serial=1)
    told.lawful("book_closed", CLERK, series="incoming", secret=0, year=2025, last=1)
    late = block(year=2025, first=2, last=3)
    assert told.unlawful("numbers_reserved", CLERK, ("reason",), **late) == "book_closed"


def test_a_reserved_number_is_given_once_and_to_its_own_block_only(told: Told) -> None:
    reserved(told)
    assert told.unlawful("document_registered", CLERK, **told.entry(2, serial=5, block=1)) == "number_not_reserved"
    assert told.unlawful("document_registered", CLERK, **told.entry(3, serial=2, block=9)) == "number_not_reserved"
    told.registered(4, serial=3, block=1)
    assert told.unlawful("document_registered", CLERK, **told.entry(5, serial=3, block=1)) == "number_twice"
    assert told.unlawful("reserved_number_voided", CLERK, ("reason",), **void(6, 3)) == "number_twice"
    assert told.unlawful("document_registered", CLERK, **told.entry(7, serial=4)) == "number_out_of_order"


def test_an_entry_made_afterwards_is_of_the_blocks_year(told: Told) -> None:
    reserved(told)
    early = told.entry(2, serial=2, block=1, received="2025-12-30")
    assert told.unlawful("document_registered", CLERK, **early) == "number_of_wrong_year"
    late = told.entry(3, serial=3, block=1, late=1)
    assert told.unlawful("document_registered", CLERK, **late) == "number_of_wrong_year"


def test_a_void_number_is_an_entry_of_its_own_on_its_day(told: Told) -> None:
    reserved(told)
    assert told.unlawful("reserved_number_voided", CLERK, ("reason",), **void(1, 2)) == "document_twice"
    elsewhen = void(2, 3, on="2026-03-01")
    assert told.unlawful("reserved_number_voided", CLERK, ("reason",), **elsewhen) == "day_not_its_own"
    told.lawful("reserved_number_voided", CLERK, ("reason",), **void(3, 4))
    assert told.unlawful("number_voided", CLERK, ("reason",), document=3) == "step_not_lawful"


def test_a_book_with_reserved_numbers_is_not_closed(told: Told) -> None:
    told.at = "2026-12-31T04:00:00.000Z"
    reserved(told)
    told.at = "2027-01-05T04:00:00.000Z"
    closing = {"series": "incoming", "secret": 0, "year": 2026, "last": 4}
    assert told.unlawful("book_closed", CLERK, **closing) == "block_open"


def test_once_its_last_number_has_a_fate_the_book_is_closed(told: Told) -> None:
    told.at = "2026-12-31T04:00:00.000Z"
    reserved(told)
    told.at = "2027-01-05T04:00:00.000Z"
    for place, serial in enumerate((2, 3, 4), start=2):
        told.lawful("reserved_number_voided", CLERK, ("reason",), **void(place, serial, on="2027-01-05"))
    told.lawful("book_closed", CLERK, series="incoming", secret=0, year=2026, last=4)
