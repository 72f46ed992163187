"""Founding an office: whom it needs, who may not be two things at once, and what stands in the journal afterwards."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from filedesk.clock import SetClock
from filedesk.desk import Desk, create_desk, open_desk, remove_unfounded
from filedesk.errors import EnvironmentFailed, KeyOrSealWrong, RuleRefused
from filedesk.services import founding
from filedesk.services.founding import NewOffice, NewPerson
from filedesk.services.verification import verify
from tests.desk_template import NOON, OFFICE, PASSWORD, Office

HEAD = NewPerson("李总", frozenset({"general_manager"}), None, PASSWORD)
CLERK = NewPerson("王芳", frozenset({"clerk"}), "办公室", PASSWORD)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    desk = create_desk(tmp_path / "new", demo=True, clock=SetClock(NOON))
    yield desk
    desk.close()


def office_of(*people: NewPerson) -> NewOffice:
    return NewOffice("华兴公司", "华兴办", ("办公室",), people)


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ((CLERK,), "one_general_manager"),
        ((HEAD, dataclasses.replace(HEAD, name="张总"), CLERK), "one_general_manager"),
        ((HEAD,), "no_clerk"),
        ((dataclasses.replace(HEAD, password=None), CLERK), "general_manager_present"),
        ((HEAD, CLERK, NewPerson("赵审", frozenset({"auditor", "clerk"}))), "roles_exclude_each_other"),
        ((HEAD, CLERK, NewPerson("赵审", frozenset({"auditor", "administrator"}))), "roles_exclude_each_other"),
        ((NewPerson("李", frozenset({"general_manager", "auditor"})), CLERK), "roles_exclude_each_other"),
        ((HEAD, CLERK, NewPerson("无职", frozenset())), "person_without_role"),
        ((HEAD, CLERK, NewPerson("某人", frozenset({"emperor"}))), "role_unknown"),
        ((HEAD, CLERK, CLERK), "name_twice"),
        ((HEAD, CLERK, NewPerson("  ", frozenset({"clerk"}))), "name_empty"),
        ((HEAD, CLERK, NewPerson("某" * 61, frozenset({"clerk"}))), "name_too_long"),
        ((HEAD, CLERK, NewPerson("某\x07", frozenset({"clerk"}))), "name_not_printable"),
        ((HEAD, dataclasses.replace(CLERK, department="财务部")), "department_unknown"),
    ],
)  # fmt: skip
def test_an_office_that_cannot_stand_is_refused_and_the_desk_stays_empty(
    empty: Desk, people: tuple[NewPerson, ...], code: str
) -> None:
    root = empty.ports.vault.new_root()
    with pytest.raises(RuleRefused) as caught:
        founding.found_office(empty.ports, office_of(*people), root=root, demo=True)
    assert caught.value.code == code
    with empty.ports.ledger.reading() as reading:
        assert reading.size() == 0
    founding.found_office(empty.ports, office_of(HEAD, CLERK), root=root, demo=True)
    assert verify(empty.ports).good


def test_a_missing_code_of_the_office_is_refused(empty: Desk) -> None:
    nameless = dataclasses.replace(office_of(HEAD, CLERK), code=" ")
    with pytest.raises(RuleRefused, match="office_code_missing"):
        founding.found_office(empty.ports, nameless, root=empty.ports.vault.new_root(), demo=True)


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../../etc/passwd", "Asia"])
def test_a_time_zone_that_is_none_is_refused(empty: Desk, zone: str) -> None:
    """A desk in it could never be opened again: every day of the office is reckoned in its zone."""
    nowhere = dataclasses.replace(office_of(HEAD, CLERK), zone=zone)
    with pytest.raises(RuleRefused, match="zone_unknown"):
        founding.found_office(empty.ports, nowhere, root=empty.ports.vault.new_root(), demo=True)
    with empty.ports.ledger.reading() as reading:
        assert reading.size() == 0


def test_the_founding_is_verified_and_remembered(office: Office) -> None:
    assert office.events()[0] == "office_founded"
    assert office.events()[-1] == "checkpoint"
    report = verify(office.ports)
    assert report.good
    assert report.anchored
    assert office.ports.secrets.checkpoint() is not None
    assert [row["state"] for row in office.rows("person")] == ["confirmed"] * 7 + ["invited"]
    assert set(office.codes) == {"钱新"}


def test_only_content_roles_and_recovery_hold_the_office_key(office: Office) -> None:
    """Design, "Keys": never administrators or auditors as such."""
    held = {row["person"] for row in office.rows("key_wrap", name="office")}
    by_role = {row["role"]: row["person"] for row in office.rows("person_role")}
    assert held == {0, 1, 2, 4, 5, 7}
    assert by_role["auditor"] not in held
    assert by_role["administrator"] not in held


def test_an_office_is_founded_once(office: Office) -> None:
    with pytest.raises(RuleRefused, match="founded_already"):
        founding.found_office(office.ports, OFFICE, root=office.ports.vault.new_root(), demo=True)
    assert verify(office.ports).good


def test_a_founding_given_up_can_be_taken_away(tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "new", demo=True)
    remove_unfounded(desk)
    assert not (tmp_path / "new").exists()


def test_a_founded_office_is_never_taken_away(office: Office) -> None:
    remove_unfounded(office.desk)
    assert (office.folder / "desk.sqlite3").exists()
    assert office.rows("person")


def test_desks_are_made_in_empty_folders_only_and_opened_only_where_they_are(tmp_path: Path, empty: Desk) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").touch()
    with pytest.raises(EnvironmentFailed, match="folder_not_empty"):
        create_desk(tmp_path / "full", demo=True)
    with pytest.raises(EnvironmentFailed, match="not_a_desk"):
        open_desk(tmp_path / "full")
    empty.close()
    with pytest.raises(KeyOrSealWrong, match="office_missing"):
        open_desk(empty.folder)
