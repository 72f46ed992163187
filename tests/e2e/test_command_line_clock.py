"""The command line on a desk that was last used long ago, and what reading commands leave behind: nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from filedesk.clock import SetClock, SystemClock
from filedesk.desk import open_desk
from filedesk.services import registration
from filedesk.services.office_clock import clock_is_right
from tests.desk_template import CLERK, HEAD, PASSWORD, Office, entry, founded_template
from tests.e2e.program import ANSWER_NO, ENVIRONMENT, Program, Said


class OldDesk:
    """A desk whose last entry is of March 2026, and the program on it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.program = folder, Program(home)
        (home / "password").write_text(PASSWORD, encoding="utf-8")
        self.access = ("--desk", folder, "--password-file", home / "password")

    def run(self, *arguments: object, name: str = CLERK, code: int = 0) -> Said:
        return self.program.run(*arguments, *self.access, "--as", name, code=code)

    def register(self, *arguments: object, code: int = 0) -> Said:
        return self.run("register", "incoming", "--title", "来文", "--from", "市局", *arguments, code=code)

    def size(self) -> int:
        return int(self.program.run("verify", "--desk", self.folder, "--json").json["events"])


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> OldDesk:
    base = tmp_path_factory.getbasetemp() / "old_desks"
    base.mkdir(exist_ok=True)
    return OldDesk(founded_template(base).copy(tmp_path / "desk"), tmp_path)


def test_a_clock_that_leapt_asks_and_the_answer_goes_on(desk: OldDesk) -> None:
    said = desk.register(code=ENVIRONMENT)
    assert "2026-03-05" in said.err
    assert re.fullmatch(r"收〔\d{4}〕0001", desk.register("--clock-is-right").last)
    assert re.fullmatch(r"收〔\d{4}〕0002", desk.register().last)
    assert desk.program.run("verify", "--desk", desk.folder, "--json").json["good"]


def test_h1_the_general_manager_corrects_a_time_that_lay_ahead(desk: OldDesk) -> None:
    ahead = SetClock(SystemClock().now() + timedelta(days=400))
    office = Office(open_desk(desk.folder, clock=ahead), ahead)
    session = office.session()
    clock_is_right(office.ports)
    registration.register(office.ports, session, entry=entry())
    office.desk.close()
    assert "general manager" in desk.register(code=ENVIRONMENT).err
    assert "whose task" in desk.run("correct-clock", code=ANSWER_NO).err
    desk.run("correct-clock", name=HEAD)
    assert desk.register().last.endswith("〕0001")
    assert desk.program.run("verify", "--desk", desk.folder, "--json").json["good"]
    assert "nothing to correct" in desk.run("correct-clock", name=HEAD, code=ANSWER_NO).err


def test_commands_that_only_read_leave_the_journal_as_it_is(desk: OldDesk) -> None:
    before = desk.size()
    for _ in range(2):
        desk.run("list", "incoming")
        desk.run("verify")
        desk.program.run("list", "people", "--desk", desk.folder)
    assert desk.size() == before
    desk.register("--clock-is-right")
    assert desk.size() == before + 2, "the entry and one checkpoint"


def test_what_stays_unproven_is_said(desk: OldDesk) -> None:
    secrets = desk.folder / "secrets.json"
    kept = secrets.read_text(encoding="utf-8")
    secrets.write_text(re.sub(r'"(pin|checkpoint)"', r'"\1_forgotten"', kept), encoding="utf-8")
    said = desk.program.run("verify", "--desk", desk.folder)
    assert "not anchored" in said.out
    assert "set back to an earlier day" in said.out
    unproven = desk.program.run("verify", "--desk", desk.folder, "--json").json["unproven"]
    assert unproven == ["not_anchored", "nothing_remembered"]
    fingerprint = re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}", said.out)[0]
    anchored = desk.program.run("verify", "--desk", desk.folder, "--root", fingerprint, "--json").json
    assert anchored["unproven"] == ["nothing_remembered"]
