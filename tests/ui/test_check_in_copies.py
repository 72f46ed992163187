"""Checking in the original in the window (I7): copies still out stand there with who has them since when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from filedesk.domain.routing import Purpose
from filedesk.services import circulation, custody, finishing
from tests.ui.at_document import CLERK, FIRST, SECOND, TODAY, Desk


def finished(at: Desk) -> int:
    """A paper of two copies, read by 李工; 陈会计 has the second."""
    document = at.instructed(readers=(FIRST,), copies=2)
    at.office.by(CLERK, circulation.begin_circulation, document=document)
    second = at.person(SECOND)
    at.office.by(CLERK, custody.pass_on, document=document, to=second, purpose=Purpose.HANDLING, copy=2)
    at.office.by(FIRST, circulation.sign_reading, document=document)
    at.office.by(CLERK, finishing.finish, document=document)
    return document


def test_i7_what_is_still_out_is_told_and_recorded_as_an_incident(at: Desk) -> None:
    document = finished(at)
    shown = at.open(at.page(document), "check_in", "check_in_dialog")
    told = f"Copy 2: with {SECOND} since {TODAY.isoformat()}"
    assert shown.findChild(QCheckBox, "copy_2_back").text() == told
    assert (shown.counts["copies"].value(), shown.missing.toPlainText()) == (1, told)
    at.agree(shown)
    (incident,) = at.rows("incident")
    assert incident["text"] == told


def test_i7_a_copy_that_came_back_is_ticked(at: Desk) -> None:
    document = finished(at)
    shown = at.open(at.page(document), "check_in", "check_in_dialog")
    box = shown.findChild(QCheckBox, "copy_2_back")
    box.setFocus()
    at.qtbot.keyClick(box, Qt.Key.Key_Space)
    assert shown.counts["copies"].value() == 2
    at.agree(shown)
    assert at.rows("incident") == []
    assert at.rows("copy", document=document)[0]["holder"] == at.person(CLERK)
