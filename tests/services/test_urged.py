"""Urging 催办 (I5) through the services: whom, how, what was answered, counted one after another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from filedesk.domain.circulation import Means
from filedesk.errors import ChangedMeanwhile
from filedesk.services import deputies, handling, urging
from filedesk.services.verification import verify
from tests.services.route_office import (
    AUDITOR,
    BUILDER,
    BUILDING,
    BUILDING_HAND,
    CHIEF_OF_OFFICE,
    CLERK,
    HEAD,
    ID,
    PAYER,
    PAYING,
    PAYING_HAND,
    SECOND_CLERK,
    THE_OFFICE,
    Ways,
)  # fmt: skip


def urge(office: Ways, document: int, by: str = CLERK, **changes: Any) -> None:
    told = {"means": Means.TELEPHONE, **changes}
    urging.urge(office.ports, office.session(by), document=document, **told)


def under_way(office: Ways) -> int:
    """Read by one, acted on by one department."""
    document = office.circulating(PAYER, departments=[BUILDING])
    handling.begin_handling(office.ports, office.session(), document=document)
    return document


def test_i5_each_is_recorded_with_its_answer_and_counted(manned: Ways) -> None:
    document = under_way(manned)
    urge(manned, document, person=ID[BUILDING_HAND], text="催问进度", answer="周五完成")
    urge(manned, document, CHIEF_OF_OFFICE, department=BUILDING, means=Means.MEETING)
    with manned.ports.ledger.reading() as rows:
        first, second = urging.urgings(rows, document)
    assert (first["person"], first["department"], first["means"]) == (ID[BUILDING_HAND], None, "telephone")
    assert (first["text"], first["answer"], first["by"], first["day"]) == (
        "催问进度",
        "周五完成",
        ID[CLERK],
        "2026-03-05",
    )
    assert (second["times"], second["department"], second["by"]) == (2, BUILDING, ID[CHIEF_OF_OFFICE])
    row = manned.document(document)
    assert (row["urged"], row["urged_on"]) == (2, "2026-03-05")
    assert verify(manned.ports).good


@pytest.mark.parametrize("person", [PAYER, BUILDER, BUILDING_HAND, HEAD])
def test_i5_readers_people_of_the_department_and_he_who_has_to_answer(manned: Ways, person: str) -> None:
    document = under_way(manned)
    urge(manned, document, person=ID[person])
    assert verify(manned.ports).good


@pytest.mark.parametrize(
    "whom",
    [{"person": ID[PAYING_HAND]}, {"person": ID[SECOND_CLERK]}, {"department": PAYING}, {"department": THE_OFFICE}],
)
def test_i5_nobody_who_has_nothing_to_do_with_it(manned: Ways, whom: dict[str, int]) -> None:
    document = under_way(manned)
    with manned.refuses("not_in_route", "I5"):
        urge(manned, document, **whom)


def test_i5_but_a_readers_deputy(manned: Ways) -> None:
    document, today = under_way(manned), date(2026, 3, 5)
    deputies.name_deputy(
        manned.ports, manned.session(PAYER), person=ID[PAYER], deputy=ID[PAYING_HAND], first=today, last=today
    )
    urge(manned, document, person=ID[PAYING_HAND])
    assert verify(manned.ports).good


def test_i5_somebody_is_urged(manned: Ways) -> None:
    document = under_way(manned)
    with manned.refuses("nobody_urged", "I5"):
        urge(manned, document)
    with manned.refuses("person_gone"):
        urge(manned, document, person=99)
    with manned.refuses("department_unknown"):
        urge(manned, document, department=99)


def test_i5_only_what_is_under_way(manned: Ways) -> None:
    document = manned.said([PAYER])
    with manned.refuses("nothing_to_urge", "I5"):
        urge(manned, document, person=ID[PAYER])


@pytest.mark.parametrize("name", [HEAD, BUILDER, BUILDING_HAND, AUDITOR])
def test_i5_the_office_urges(manned: Ways, name: str) -> None:
    document = under_way(manned)
    with manned.refuses("act_not_for_role", "I5"):
        urge(manned, document, name, person=ID[PAYER])


def test_who_urges_second_is_told(manned: Ways) -> None:
    document = under_way(manned)
    seen = manned.seen(document)
    urge(manned, document, SECOND_CLERK, person=ID[PAYER], seen=seen)
    with pytest.raises(ChangedMeanwhile) as caught:
        urge(manned, document, person=ID[PAYER], seen=seen)
    assert caught.value.params["name"] == SECOND_CLERK
    assert manned.document(document)["urged"] == 1
