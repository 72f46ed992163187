"""The office page: people are added and confirmed by keys and mouse, and only by those who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from filedesk.desk import Desk
from filedesk.domain.documents import Entry, Series
from filedesk.errors import RuleRefused
from filedesk.services.people import first_sign_in, people, sign_in
from filedesk.services.registration import register
from filedesk.ui.application import Setting
from filedesk.ui.idle import IDLE_MINUTES
from filedesk.ui.pages.office_page import OfficePage
from filedesk.ui.pages.register_source import state_text
from filedesk.ui.paper_slips import Slip
from filedesk.ui.widgets.secret_fields import BigGroups
from tests.ui.founded_desk import CLERK, HEAD, INVITED, PASSWORD, context_of, founded, signed_in


@pytest.fixture
def office(tmp_path: Path) -> tuple[Desk, dict[str, str]]:
    return founded(tmp_path / "desk")


@pytest.fixture
def desk(office: tuple[Desk, dict[str, str]]) -> Desk:
    return office[0]


def opened(qtbot: QtBot, setting: Setting, desk: Desk, name: str, printed: list[Slip] | None = None) -> OfficePage:
    def keep(_parent: QWidget, slips: Sequence[Slip]) -> None:
        if printed is not None:
            printed.extend(slips)

    page = OfficePage(context_of(desk, signed_in(desk, name), setting), print_them=keep)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: page.table.rowCount() == 4)
    return page


def press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    button = widget.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def dialog(qtbot: QtBot, name: str) -> QDialog:
    def found() -> list[QWidget]:
        return [w for w in QApplication.topLevelWidgets() if w.objectName() == name and w.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    shown = found()[0]
    assert isinstance(shown, QDialog)
    return shown


def line(widget: QWidget, name: str) -> QLineEdit:
    found = widget.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def names(page: OfficePage) -> list[str]:
    return [row[0] for row in page.table.texts()]


def test_it_lists_people_with_department_roles_and_state(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, HEAD)
    assert page.table.texts()[1] == [CLERK, "办公室", "Clerk", "Confirmed"]
    assert page.table.texts()[3] == [INVITED, "工程部", "Department manager", "One-time code given"]


def test_a_new_person_gets_a_code_that_is_shown_once_and_printed_on_a_slip(
    qtbot: QtBot, setting: Setting, desk: Desk
) -> None:
    printed: list[Slip] = []
    page = opened(qtbot, setting, desk, HEAD, printed)
    press(qtbot, page, "add_person")
    form = dialog(qtbot, "add_person_dialog")
    qtbot.keyClicks(line(form, "person_name"), "Zhou")
    department = form.findChild(QComboBox, "person_department")
    assert isinstance(department, QComboBox)
    department.setCurrentIndex(2)
    press(qtbot, form, "agree")
    qtbot.waitUntil(lambda: bool(form.form.fields["roles"].below.text()))  # type: ignore[attr-defined]
    box = form.findChild(QCheckBox, "role_responsible")
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    press(qtbot, form, "agree")
    shown = dialog(qtbot, "code_dialog")
    groups = shown.findChild(BigGroups, "one_time_code_shown")
    assert isinstance(groups, BigGroups)
    code = groups.accessibleName()
    press(qtbot, shown, "print_code")
    assert printed[-1] == Slip("Zhou", printed[-1].told, (code,))
    press(qtbot, shown, "code_given")
    qtbot.waitUntil(lambda: "Zhou" in names(page))
    session = first_sign_in(desk.ports, name="Zhou", code=code, password="new")
    assert session.roles == frozenset({"responsible"})
    desk.database.close()


def test_a_name_twice_is_told_under_the_name(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, HEAD)
    press(qtbot, page, "add_person")
    form = dialog(qtbot, "add_person_dialog")
    line(form, "person_name").setText(CLERK)
    box = form.findChild(QCheckBox, "role_clerk")
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    press(qtbot, form, "agree")
    qtbot.waitUntil(lambda: CLERK in form.form.fields["person_name"].below.text())  # type: ignore[attr-defined]
    assert form.isVisible()


def unconfirmed(qtbot: QtBot, setting: Setting, office: tuple[Desk, dict[str, str]]) -> OfficePage:
    desk, codes = office
    first_sign_in(desk.ports, name=INVITED, code=codes[INVITED], password=PASSWORD)
    desk.database.close()
    page = opened(qtbot, setting, desk, HEAD)
    page.table.setFocus()
    assert page.table.choose(4)
    return page


def test_the_general_manager_confirms_by_the_fingerprint_he_compared(
    qtbot: QtBot, setting: Setting, office: tuple[Desk, dict[str, str]]
) -> None:
    page = unconfirmed(qtbot, setting, office)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    asked = dialog(qtbot, "confirm_dialog")
    agree = asked.findChild(QPushButton, "agree")
    assert isinstance(agree, QPushButton)
    assert not agree.isEnabled()
    same = asked.findChild(QCheckBox, "same_on_screen")
    assert isinstance(same, QCheckBox)
    qtbot.keyClick(same, Qt.Key.Key_Space)
    press(qtbot, asked, "agree")
    qtbot.waitUntil(lambda: page.table.texts()[3][3] == "Confirmed")
    session = sign_in(office[0].ports, name=INVITED, password=PASSWORD)
    assert session.confirmed
    assert list(session.office_keys())
    office[0].database.close()


def test_another_fingerprint_confirms_nobody(
    qtbot: QtBot, setting: Setting, office: tuple[Desk, dict[str, str]]
) -> None:
    page = unconfirmed(qtbot, setting, office)
    press(qtbot, page, "confirm_person")
    asked = dialog(qtbot, "confirm_dialog")
    line(asked, "fingerprint_typed").setText("0000-0000-0000-0000-0000")
    press(qtbot, asked, "agree")
    qtbot.waitUntil(lambda: bool(asked.message_bar.text()))  # type: ignore[attr-defined]
    assert {row["name"]: row["state"] for row in people(office[0].ports)}[INVITED] == "unconfirmed"
    office[0].database.close()


def test_a_clerk_sees_the_list_but_manages_nobody(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, CLERK)
    hidden = [page.add_person, page.lists.buttons["departments"], page.confirm, page.new_code]
    assert [button.isVisible() for button in hidden] == [False] * 4
    assert page.change_password.isVisible()


def test_one_changes_ones_own_password(
    qtbot: QtBot, setting: Setting, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filedesk.services.people.wait_after", lambda _refused: timedelta())
    page = opened(qtbot, setting, desk, CLERK)
    press(qtbot, page, "change_password")
    form = dialog(qtbot, "password_dialog")
    line(form, "old_password").setText("not it")
    line(form, "new_password").setText("brand new")
    line(form, "new_password_again").setText("brand new")
    press(qtbot, form, "agree")
    qtbot.waitUntil(lambda: bool(form.form.fields["old_password"].below.text()))  # type: ignore[attr-defined]
    line(form, "old_password").setText(PASSWORD)
    qtbot.keyClick(line(form, "new_password_again"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "changed" in page.message_bar.text())
    assert sign_in(desk.ports, name=CLERK, password="brand new").name == CLERK
    desk.database.close()


def test_a_new_code_for_somebody_at_work_is_asked_about_first(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, HEAD)
    page.table.choose(2)
    press(qtbot, page, "new_code")
    asked = dialog(qtbot, "question")
    press(qtbot, asked, "no")
    assert {row["name"]: row["state"] for row in people(desk.ports)}[CLERK] == "confirmed"
    press(qtbot, page, "new_code")
    press(qtbot, dialog(qtbot, "question"), "yes")
    shown = dialog(qtbot, "code_dialog")
    press(qtbot, shown, "code_given")
    qtbot.waitUntil(lambda: page.table.texts()[1][3] == "One-time code given")
    desk.database.close()


def test_a_department_is_added(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, HEAD)
    press(qtbot, page, "add_department")
    form = dialog(qtbot, "add_department_dialog")
    line(form, "department_name").setText("保安部")
    qtbot.keyClick(line(form, "department_name"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "保安部" in page.findChild(QLabel, "departments_list").text())


def list_of(page: OfficePage, name: str) -> str:
    label = page.findChild(QLabel, f"{name}_list")
    assert isinstance(label, QLabel)
    return label.text()


def test_a_kind_is_added_once_and_told_beside_its_field_when_it_is_there(
    qtbot: QtBot, setting: Setting, desk: Desk
) -> None:
    """Rule F2: the list of kinds can be extended."""
    page = opened(qtbot, setting, desk, CLERK)
    qtbot.waitUntil(lambda: list_of(page, "kinds") == "–")
    press(qtbot, page, "add_kind")
    form = dialog(qtbot, "add_kind_dialog")
    line(form, "new_kind").setText("通知")
    qtbot.keyClick(line(form, "new_kind"), Qt.Key.Key_Return)
    assert "通知" in form.grid.fields["kind"].below.text()  # type: ignore[attr-defined]
    line(form, "new_kind").setText("巡查记录")
    qtbot.keyClick(line(form, "new_kind"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list_of(page, "kinds") == "巡查记录")
    with desk.ports.ledger.reading() as reading:
        assert [row["name"] for row in reading.find("kind")] == ["巡查记录"]
    desk.database.close()


def test_a_past_years_book_is_closed_with_a_word_of_what_that_means(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    """conventions.md, "Year": once closed 封册, a paper of that year takes the current series, marked 补登."""
    clerk = signed_in(desk, CLERK)
    year = date.today().year - 1
    old = Entry(Series.INCOMING, "去年的", "甲局", received=date(year, 12, 30))
    assert register(desk.ports, clerk, entry=old).number == f"收〔{year}〕0001"
    desk.database.close()
    page = opened(qtbot, setting, desk, CLERK)
    qtbot.waitUntil(page.lists.buttons["books"].isEnabled)
    press(qtbot, page, "close_book")
    form = dialog(qtbot, "close_book_dialog")
    told = form.findChild(QLabel, "close_book_told")
    assert isinstance(told, QLabel)
    assert f"A paper of {year}" in told.text()
    qtbot.waitUntil(lambda: form.print_list.isVisible())  # type: ignore[attr-defined]
    form.print_list.setChecked(False)  # type: ignore[attr-defined]
    press(qtbot, form, "agree")
    qtbot.waitUntil(lambda: list_of(page, "books") == f"Incoming register {year}, numbers 1 to 1")
    assert not page.lists.buttons["books"].isEnabled(), "no other book is of a past year"
    late = register(desk.ports, clerk, entry=replace(old, title="又一件"))
    assert late.number == f"收〔{year + 1}〕0001"
    with desk.ports.ledger.reading() as reading:
        row = reading.get("document", id=late.document)
    assert row is not None
    assert state_text(row) == "Registered, entered late"
    desk.database.close()


def test_only_a_clerk_closes_books(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, HEAD)
    assert not page.lists.buttons["books"].isVisible()


def test_settings_of_this_computer_are_kept(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    page = opened(qtbot, setting, desk, CLERK)
    idle = page.findChild(QSpinBox, "idle_minutes")
    assert isinstance(idle, QSpinBox)
    with qtbot.waitSignal(page.choices.idle_changed):
        idle.setValue(3)
    assert setting.settings.number(IDLE_MINUTES, 10) == 3
    page.choices.language.setCurrentIndex(page.choices.language.findData("zh_CN"))
    page.choices.language.activated.emit(0)
    qtbot.waitUntil(lambda: page.table.texts()[1][2] == "文员")
    assert setting.settings.text("language") == "zh_CN"


def test_somebody_leaves_only_when_asked_twice(qtbot: QtBot, setting: Setting, desk: Desk) -> None:
    """Rules, "People": the general manager says so; after that there is no signing in under the name."""
    page = opened(qtbot, setting, desk, HEAD)
    page.table.choose(next(row["id"] for row in people(desk.ports) if row["name"] == CLERK))
    press(qtbot, page, "person_leaves")
    shown = dialog(qtbot, "question")
    assert f"Has {CLERK} left the office?" in " ".join(label.text() for label in shown.findChildren(QLabel))
    press(qtbot, shown, "yes")
    qtbot.waitUntil(lambda: next(row for row in people(desk.ports) if row["name"] == CLERK)["state"] == "left")
    qtbot.waitUntil(lambda: not page.leaves.isEnabled() or page.person() is None)
    assert opened_by_clerk_is_refused(desk)


def opened_by_clerk_is_refused(desk: Desk) -> bool:
    with pytest.raises(RuleRefused, match="person_left"):
        sign_in(desk.ports, name=CLERK, password=PASSWORD)
    return True
