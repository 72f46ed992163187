"""The original comes back (I7): copies that readers still have are compared, and what is missing is an incident."""

from __future__ import annotations

import pytest

from filedesk.domain.routing import Purpose
from filedesk.services import custody, finishing
from filedesk.services.verification import verify
from tests.services.route_office import BUILDER, CLERK, ID, PAYER, SECOND_CLERK, Ways


@pytest.fixture
def finished(manned: Ways) -> tuple[Ways, int]:
    """A paper of three copies, read and finished; 何财 still has the second, another clerk the third."""
    document = manned.circulating(BUILDER, copies=3, pages=2)
    for copy, name in ((2, PAYER), (3, SECOND_CLERK)):
        custody.pass_on(
            manned.ports, manned.session(), document=document, to=ID[name], purpose=Purpose.HANDLING, copy=copy
        )
    manned.read_by(document, BUILDER)
    finishing.finish(manned.ports, manned.session(), document=document)
    return manned, document


def check_in(office: Ways, document: int, copies: int, **more: object) -> None:
    told = {"copies": copies, "pages": 2, "attachments": 0, **more}
    finishing.check_in(office.ports, office.session(), document=document, **told)  # type: ignore[arg-type]


def test_i7_a_copy_that_is_out_is_not_counted_as_back(finished: tuple[Ways, int]) -> None:
    office, document = finished
    with office.refuses("copies_still_out", "I7"):
        check_in(office, document, 3)
    with office.refuses("missing_not_told", "I7"):
        check_in(office, document, 2)


def test_i7_what_is_missing_is_recorded_as_an_incident(finished: tuple[Ways, int]) -> None:
    office, document = finished
    check_in(office, document, 2, missing="第2份仍在何财处")
    (incident,) = office.rows("incident")
    assert (incident["document"], incident["text"]) == (document, "第2份仍在何财处")
    assert verify(office.ports).good


def test_i7_a_copy_that_comes_back_with_it_is_handed_over(finished: tuple[Ways, int]) -> None:
    office, document = finished
    check_in(office, document, 3, back=[2])
    assert office.row("copy", document=document, copy=2)["holder"] == ID[CLERK]
    assert (office.rows("incident"), office.document(document)["state"]) == ([], "returned")
    assert verify(office.ports).good
