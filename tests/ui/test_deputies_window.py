"""Deputies 代理 in the window: named for oneself, by the manager for somebody else, ended (rules, "People")."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt

from filedesk.services.deputies import name_deputy
from filedesk.services.deputy_view import deputies
from tests.ui.at_document import CLERK, FIRST, HEAD, SECOND, TODAY, Desk

SOON = TODAY + timedelta(days=5)


def opened(at: Desk, name: str) -> Any:
    return at.from_office(name, "deputies", "deputy_dialog")


def test_somebody_on_leave_names_his_deputy(at: Desk) -> None:
    shown = opened(at, FIRST)
    assert at.offered(shown, "person") == [FIRST], "he manages nobody else"
    at.press(shown)
    assert at.error(shown, "deputy")
    assert at.error(shown, "last")
    at.choose(shown, "deputy", at.person(SECOND))
    shown.last.set_day(SOON)
    at.agree(shown)
    row = at.rows("deputy")[0]
    assert (row["person"], row["deputy"], row["first"], row["last"]) == (
        at.person(FIRST), at.person(SECOND), TODAY.isoformat(), SOON.isoformat(),
    )  # fmt: skip


def test_nobody_is_his_own_deputy_and_no_period_runs_backwards(at: Desk) -> None:
    shown = opened(at, FIRST)
    at.choose(shown, "deputy", at.person(FIRST))
    shown.last.set_day(SOON)
    at.press(shown)
    assert "Nobody is his own deputy" in at.error(shown, "deputy")
    at.choose(shown, "deputy", at.person(SECOND))
    shown.first.set_day(SOON + timedelta(days=1))
    at.press(shown)
    assert "before the first" in at.error(shown, "last")


def test_for_somebody_who_fell_ill_it_wants_a_reason(at: Desk) -> None:
    """His manager or the general manager names one, and says why."""
    shown = opened(at, HEAD)
    assert at.offered(shown, "person") == [HEAD, CLERK, FIRST, SECOND]
    at.choose(shown, "person", at.person(FIRST))
    at.choose(shown, "deputy", at.person(SECOND))
    shown.last.set_day(SOON)
    at.press(shown)
    assert at.error(shown, "reason")
    at.write(shown, "reason", "生病住院")
    at.agree(shown)
    assert at.rows("deputy")[0]["reason"] == "生病住院"


def test_it_is_ended_by_whom_it_concerns(at: Desk) -> None:
    """The deputy sees it and cannot end it; the person himself does."""
    at.office.by(FIRST, name_deputy, person=at.person(FIRST), deputy=at.person(SECOND), first=TODAY, last=SOON)
    theirs = opened(at, SECOND)
    theirs.table.selectRow(0)
    assert not theirs.end.isEnabled()
    theirs.reject()
    mine = opened(at, FIRST)
    mine.table.selectRow(0)
    at.qtbot.mouseClick(mine.end, Qt.MouseButton.LeftButton)
    at.settle()
    at.qtbot.waitUntil(lambda: mine.table.texts()[0][3] == TODAY.isoformat())
    assert at.rows("deputy")[0]["last"] == TODAY.isoformat()


def test_who_has_nothing_to_do_with_it_does_not_see_it(at: Desk) -> None:
    at.office.by(FIRST, name_deputy, person=at.person(FIRST), deputy=at.person(SECOND), first=TODAY, last=SOON)
    assert at.office.by(CLERK, deputies).namings == []
    assert len(at.office.by(HEAD, deputies).namings) == 1
