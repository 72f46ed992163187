"""Timeliness 办理时效 (I5): on time, late, open, and the average of working days, by department and person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from filedesk.errors import RuleRefused
from filedesk.services import circulation, handling, instruction
from filedesk.services.timeliness import By, Line, What, timeliness
from filedesk.services.wording import Wording
from tests.desk_template import CLERK, HEAD, OFFICE_HEAD, RESPONSIBLE, Office

CHIEF, DOER = 4, 5
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def lines(office: Office, what: What, by: By, period: tuple[date, date] = MARCH) -> list[Line]:
    return timeliness(office.ports, office.session(CLERK), what=what, by=by, first=period[0], last=period[1])


def instructed(office: Office, said: Wording) -> int:
    document = office.register().document
    office.submit(document)
    instruction.instruct(office.ports, office.session(HEAD), document=document, said=said)
    return document


def accepted(office: Office, deadline: date | None) -> int:
    document = instructed(office, Wording("请办", (), 2, (), deadline))
    handling.begin_handling(office.ports, office.session(), document=document)
    handling.name_responsible(office.ports, office.session(HEAD), document=document, department=2, person=DOER)
    handling.accept(office.ports, office.session(RESPONSIBLE), document=document, department=2)
    return document


def test_tasks_are_on_time_late_or_open_by_their_deadline(office: Office) -> None:
    """Thursday to Monday are two working days; what is open and past its deadline is told apart."""
    in_time, late, _open, _open_late, free = (
        accepted(office, day) for day in (date(2026, 3, 9), date(2026, 3, 6), date(2026, 3, 20), date(2026, 3, 6), None)
    )
    office.clock.advance(timedelta(days=4))
    for document in (in_time, late, free):
        handling.report_result(
            office.ports, office.session(RESPONSIBLE), document=document, department=2, result="已办"
        )
    assert lines(office, "acting", "unit") == [Line(2, "工程部", 2, 1, 1, 1, 2.0)]
    (person,) = lines(office, "acting", "whose")
    assert (person.name, person.all, person.days) == (RESPONSIBLE, 5, 2.0)


def test_a_reading_is_late_after_five_working_days(office: Office) -> None:
    quick, slow = (instructed(office, Wording("请阅", (CHIEF,))) for _ in range(2))
    for document in (quick, slow):
        circulation.begin_circulation(office.ports, office.session(), document=document)
    office.clock.advance(timedelta(days=7))
    circulation.sign_reading(office.ports, office.session(OFFICE_HEAD), document=quick)
    office.clock.advance(timedelta(days=1))
    assert lines(office, "reading", "whose") == [Line(CHIEF, OFFICE_HEAD, 1, 0, 0, 1, 5.0)]
    circulation.sign_reading(office.ports, office.session(OFFICE_HEAD), document=slow)
    assert lines(office, "reading", "unit") == [Line(1, "办公室", 1, 1, 0, 0, 5.5)]


def test_only_what_was_begun_in_the_period_counts(office: Office) -> None:
    """Both its days are in it, as the office's clock shows them."""
    accepted(office, None)
    assert lines(office, "acting", "unit", (date(2026, 3, 5), date(2026, 3, 5)))[0].open == 1
    assert lines(office, "acting", "unit", (date(2026, 3, 6), date(2026, 3, 31))) == []
    with pytest.raises(RuleRefused, match="period_backwards"):
        lines(office, "acting", "unit", (date(2026, 3, 6), date(2026, 3, 5)))


def test_whoever_sees_only_his_own_papers_sees_no_table(office: Office) -> None:
    with pytest.raises(RuleRefused, match="no_right_to_content"):
        timeliness(office.ports, office.session(RESPONSIBLE), what="acting", by="unit", first=MARCH[0], last=MARCH[1])
