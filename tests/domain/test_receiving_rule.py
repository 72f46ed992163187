"""Who receives incoming papers (I1): one place, the office; which one that is in a new office, and in the journal."""

from __future__ import annotations

import pytest

from filedesk.domain.receiving import ANY_CLERK, may_receive, usual_office
from tests.domain.lawful_events import CLERK, HEAD, Told

OFFICE, ENGINEERS = 1, 2
ITS_CLERK = (frozenset({"clerk"}), "办公室")
ANOTHER_CLERK = (frozenset({"clerk"}), "工程部")
ITS_HEAD = (frozenset({"office_head"}), "秘书组")
SECRETARY = (frozenset({"clerk"}), None)


@pytest.mark.parametrize(
    ("office", "department", "may"),
    [
        (ANY_CLERK, ENGINEERS, True),
        (OFFICE, OFFICE, True),
        (OFFICE, None, True),
        (OFFICE, 0, True),
        (OFFICE, ENGINEERS, False),
    ],
)
def test_i1_the_clerks_of_one_department_receive(office: int, department: int | None, may: bool) -> None:
    """Where none is named every clerk does; one who belongs to no department always does."""
    assert may_receive(office, department) is may


@pytest.mark.parametrize(
    ("departments", "people", "receives"),
    [
        (("工程部", "办公室"), [ITS_CLERK, ANOTHER_CLERK], "办公室"),
        (("办公室", "秘书组"), [ITS_CLERK, SECRETARY, ITS_HEAD], "秘书组"),
        (("办公室", "秘书组"), [ITS_CLERK, ITS_HEAD], "办公室"),
        (("办公室", "工程部"), [ANOTHER_CLERK], None),
        (("工程部",), [ANOTHER_CLERK], None),
        ((), [SECRETARY], None),
    ],
)
def test_a_new_offices_place_is_where_its_head_is_or_what_is_called_so(
    departments: tuple[str, ...], people: list[tuple[frozenset[str], str | None]], receives: str | None
) -> None:
    """Only a department with a clerk: otherwise nobody could register."""
    assert usual_office(departments, people) == receives


class TestInTheJournal:
    @pytest.fixture
    def told(self) -> Told:
        """CLERK works for the second department, and the first receives."""
        made = Told()
        made.lawful("department_added", 0, department=ENGINEERS)
        made.lawful("roles_changed", HEAD, person=CLERK, roles=["clerk"], roles_before=["clerk"], department=ENGINEERS)
        return made

    def test_i1_the_verifier_finds_what_was_received_elsewhere(self, told: Told) -> None:
        told.registered()
        told.lawful("receiving_office_set", HEAD, department=OFFICE)
        assert told.unlawful("document_registered", CLERK, **told.entry(2)) == "not_received_at_the_office"

    def test_papers_of_the_house_are_every_clerks(self, told: Told) -> None:
        told.lawful("receiving_office_set", HEAD, department=OFFICE)
        told.registered(series="internal")

    def test_what_was_received_before_stays_lawful_and_the_rule_can_be_lifted(self, told: Told) -> None:
        told.registered()
        told.lawful("receiving_office_set", HEAD, department=OFFICE)
        told.lawful("receiving_office_set", HEAD, department=ANY_CLERK)
        told.lawful("document_registered", CLERK, **told.entry(2, serial=2))

    def test_the_department_is_known(self, told: Told) -> None:
        assert told.unlawful("receiving_office_set", HEAD, department=9) == "department_unknown"
