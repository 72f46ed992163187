"""A set-up that was killed leaves a folder without an office: the next set-up takes it, never somebody's files."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from filedesk.config import DATABASE
from filedesk.desk import Desk, create_desk
from filedesk.errors import EnvironmentFailed
from filedesk.services.founding import NewOffice, NewPerson, found_office
from filedesk.services.ports import Progress
from filedesk.services.verification import verify
from filedesk.storage.unfounded import FILES, SLOTS
from tests.storage.killing import in_child

OFFICE = NewOffice(
    "华兴物业", "华兴", ("办公室",),
    (NewPerson("李建国", frozenset({"general_manager"}), None, "one password"),
     NewPerson("王芳", frozenset({"clerk"}), "办公室", "another password")),
)  # fmt: skip


class _Stands(Progress):
    """Tells its first report, and then stands still until the process is killed."""

    def __init__(self, told: int) -> None:
        self._told = told

    def report(self, done: int, total: int | None = None) -> None:
        os.write(self._told, b"founding\n")
        signal.pause()


def found(desk: Desk, progress: Progress | None = None) -> None:
    root = desk.ports.vault.new_root()
    found_office(desk.ports, OFFICE, root=root, demo=True, progress=progress)
    root.forget()


@pytest.fixture(params=["made", "founding"])
def killed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of a set-up whose process was killed: the desk just made, or its keys half made."""
    folder = tmp_path / "desk"

    def set_up(told: int) -> None:
        desk = create_desk(folder, demo=True)
        if request.param == "made":
            os.write(told, b"made\n")
            signal.pause()
        found(desk, _Stands(told))

    child, reading = in_child(set_up)
    assert os.read(reading, 100) == f"{request.param}\n".encode()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    assert (folder / DATABASE).exists()
    return folder


def test_the_next_set_up_takes_the_folder(killed: Path) -> None:
    desk = create_desk(killed, demo=True)
    found(desk)
    assert verify(desk.ports).good
    desk.close()


def test_a_file_of_somebody_keeps_everything_as_it_is(killed: Path) -> None:
    (killed / "读我.txt").write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in killed.iterdir() if path.is_file()}
    with pytest.raises(EnvironmentFailed, match="folder_not_empty"):
        create_desk(killed, demo=True)
    assert {path: path.read_bytes() for path in killed.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("name", [FILES, SLOTS])
def test_an_encrypted_file_or_a_slot_is_no_empty_desk(killed: Path, name: str) -> None:
    if name == FILES:
        (killed / FILES / "ab").mkdir()
    else:
        with (killed / SLOTS).open("ab") as slots:
            slots.write(bytes(64))
    with pytest.raises(EnvironmentFailed, match="folder_not_empty"):
        create_desk(killed, demo=True)
    assert (killed / DATABASE).exists()


def test_a_set_up_that_is_still_running_is_left_alone(tmp_path: Path) -> None:
    first = create_desk(tmp_path / "desk", demo=True)
    with pytest.raises(EnvironmentFailed, match="folder_not_empty"):
        create_desk(tmp_path / "desk", demo=True)
    found(first)
    first.close()


@pytest.fixture
def founded(tmp_path: Path) -> Path:
    desk = create_desk(tmp_path / "desk", demo=True)
    found(desk)
    desk.close()
    return tmp_path / "desk"


def test_a_founded_desk_is_never_taken(founded: Path) -> None:
    with pytest.raises(EnvironmentFailed, match="folder_not_empty"):
        create_desk(founded, demo=True)
    assert (founded / DATABASE).exists()


@pytest.mark.parametrize("what", ["another program's", "broken"])
def test_a_database_that_is_not_ours_is_never_taken(tmp_path: Path, what: str) -> None:
    if what == "broken":
        (tmp_path / DATABASE).write_bytes(b"no database" * 1000)
    else:
        with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
            connection.execute("CREATE TABLE event (told TEXT)")
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(EnvironmentFailed, match="folder_not_empty"):
        create_desk(tmp_path, demo=True)
    assert (tmp_path / DATABASE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [DATABASE]
