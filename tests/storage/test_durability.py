"""What was acknowledged stays, whatever moment the process dies; what was not leaves no trace in the ledger (I2).

Ten thousand kills instead of 200: `python -m tests.slow_kill` (see there).
"""

from __future__ import annotations

import dataclasses
import errno
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from filedesk.clock import SetClock
from filedesk.desk import Desk, open_desk
from filedesk.errors import EnvironmentFailed
from filedesk.services import people, registration, taking_in
from filedesk.services.keys import Session
from filedesk.services.verification import verify
from filedesk.storage.durable import System
from filedesk.storage.ledger import SqlLedger
from tests.desk_template import CLERK, NOON, PASSWORD, Office, Template, entry, founded_template
from tests.storage import killing

linux = pytest.mark.skipif(sys.platform != "linux", reason="forks and kills")
ROUNDS = 200


@pytest.fixture
def founded(templates: Path) -> Template:
    return founded_template(templates)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_bytes(b"paper " * 2000)
    return path


@contextmanager
def opened(folder: Path, system: System | None = None) -> Iterator[tuple[Desk, Session]]:
    """The desk on this system, with the clerk signed in."""
    desk = open_desk(folder, clock=SetClock(NOON), system=system)
    try:
        yield desk, people.sign_in(desk.ports, name=CLERK, password=PASSWORD)
    finally:
        desk.close()


def encrypted(folder: Path) -> list[Path]:
    return [path for path in (folder / "files").rglob("*") if path.is_file()]


# ---- killed at any moment --------------------------------------------------------------------------------------


@linux
def test_nothing_acknowledged_is_lost_to_a_kill(founded: Template, paper: Path) -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    with killing.quick_folder() as base:
        done = killing.killed_rounds(founded.copy(base / "desk"), paper, ROUNDS, seed)
    assert done.rounds == ROUNDS
    assert len(done.entries) >= ROUNDS


class KilledAt(System):
    """A system on which the process is killed before the n-th call that changes the disk."""

    def __init__(self, n: int) -> None:
        self.left = n

    def _count(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1

    def create(self, path: Path) -> int:
        self._count()
        return super().create(path)

    def write(self, handle: int, data: memoryview) -> int:
        self._count()
        return super().write(handle, data)

    def fsync(self, handle: int) -> None:
        self._count()
        super().fsync(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._count()
        super().replace(source, target)

    def fsync_folder(self, path: Path) -> None:
        self._count()
        super().fsync_folder(path)


@linux
def test_a_kill_before_each_call_leaves_a_ledger_as_it_was(founded: Template, tmp_path: Path, paper: Path) -> None:
    folder = founded.copy(tmp_path / "desk")
    session = killing.signed_in(folder)
    quarantined = 0
    for n in range(100):

        def work(told: int, n: int = n) -> None:
            desk = open_desk(folder, clock=SetClock(NOON), system=KilledAt(n), sweeping=False)
            staged = taking_in.stage(desk.ports, session, [paper])
            registration.register(desk.ports, session, entry=entry(), staged=staged)
            os.write(told, b"done")
            os._exit(0)

        child, reading = killing.in_child(work)
        _, status = os.waitpid(child, 0)
        acknowledged = os.read(reading, 10) == b"done"
        os.close(reading)
        quarantined += len(killing.check(folder, [], whole=True))
        with opened(folder) as (desk, _session), desk.ports.ledger.reading() as rows:
            assert len(rows.find("document")) == int(acknowledged)
        if acknowledged:
            assert os.WIFEXITED(status)
            break
    assert n > 5, "a registration changes the disk in more steps than these"
    assert quarantined
    assert len(list((folder / "quarantine").rglob("*.tmp"))) + len(encrypted(folder)) > 1


@linux
def test_a_sweep_while_another_process_registers_takes_nothing_from_it(
    founded: Template, tmp_path: Path, paper: Path
) -> None:
    folder = founded.copy(tmp_path / "desk")
    session = killing.signed_in(folder)
    child, reading = killing.in_child(lambda told: killing.register_for_ever(folder, session, paper, told))
    told = os.read(reading, 1 << 16)
    for _ in range(40):
        desk = open_desk(folder)
        assert desk.swept == ()
        desk.close()
        told += killing.read_until(reading, time.monotonic() + 0.001)
    told += killing.kill(child, reading)
    entries = [(line.split()[0], line.split()[1]) for line in told.decode().splitlines()]
    killing.check(folder, entries, whole=True)


def test_two_desks_register_side_by_side_without_a_gap(founded: Template, tmp_path: Path, paper: Path) -> None:
    folder = founded.copy(tmp_path / "desk")
    with opened(folder) as (one, first), opened(folder) as (other, second):
        for _ in range(10):
            registration.register(one.ports, first, entry=entry(), staged=taking_in.stage(one.ports, first, [paper]))
            registration.register(other.ports, second, entry=entry())
    killing.check(folder, [], whole=True)


def test_leftovers_go_to_quarantine_only_when_nobody_else_has_the_desk_open(
    founded: Template, tmp_path: Path, paper: Path
) -> None:
    folder = founded.copy(tmp_path / "desk")
    with opened(folder) as (desk, session):
        (staged,) = taking_in.stage(desk.ports, session, [paper])
        with opened(folder) as (second, _session):
            assert second.swept == ()
        assert desk.ports.files.exists(staged.file)
    again = open_desk(folder, clock=SetClock(NOON))
    assert again.swept == (staged.file,)
    again.close()
    assert (folder / "quarantine" / "2026-03-05" / staged.file).is_file()


# ---- the order of writes ---------------------------------------------------------------------------------------


class Recording(System):
    """Writes down each step that changes the disk, by the name of what it changed."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._names: dict[int, str] = {}

    def told(self, path: Path) -> str:
        return "slots" if path.suffix == ".slots" else "file"

    def create(self, path: Path) -> int:
        handle = super().create(path)
        self._names[handle] = self.told(path)
        return handle

    def open(self, path: Path, *, read_only: bool = False) -> int:
        handle = super().open(path, read_only=read_only)
        self._names[handle] = self.told(path)
        return handle

    def write(self, handle: int, data: memoryview) -> int:
        self.steps.append(f"write {self._names[handle]}")
        return super().write(handle, data)

    def fsync(self, handle: int) -> None:
        self.steps.append(f"fsync {self._names[handle]}")
        super().fsync(handle)

    def replace(self, source: Path, target: Path) -> None:
        self.steps.append("rename file")
        super().replace(source, target)

    def fsync_folder(self, path: Path) -> None:
        self.steps.append("fsync folder")
        super().fsync_folder(path)


class RecordingLedger(SqlLedger):
    """Tells the recording when a transaction is committed."""

    steps: list[str]

    def commit(self, connection: sqlite3.Connection) -> None:
        super().commit(connection)
        self.steps.append("COMMIT")


def test_slot_and_file_are_on_disk_before_the_entry_is_committed(
    founded: Template, tmp_path: Path, paper: Path
) -> None:
    system = Recording()
    with opened(founded.copy(tmp_path / "desk"), system) as (desk, session):
        ledger = RecordingLedger(desk.database, SetClock(NOON), desk.ports.office)
        ledger.steps = system.steps
        ports = dataclasses.replace(desk.ports, ledger=ledger)
        system.steps.clear()
        staged = taking_in.stage(ports, session, [paper])
        registration.register(ports, session, entry=entry(), staged=staged)
        steps = [step for n, step in enumerate(system.steps) if step != system.steps[n - 1] or n == 0]
        assert desk.database.connection().execute("PRAGMA synchronous").fetchone()[0] == 2
    start = steps.index("write slots")
    order = [step for step in steps[start:] if step != "fsync folder"]
    assert order == ["write slots", "fsync slots", "write file", "fsync file", "rename file", "COMMIT"]
    assert steps[-2:] == ["fsync folder", "COMMIT"]


# ---- a full disk -----------------------------------------------------------------------------------------------


class FullAfter(System):
    """A disk with room for so many bytes more."""

    def __init__(self, room: int | None = None) -> None:
        self.room = room

    def write(self, handle: int, data: memoryview) -> int:
        if self.room is None:
            return super().write(handle, data)
        if self.room == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = super().write(handle, data[: self.room])
        self.room -= written
        return written


@pytest.mark.parametrize("room", [0, 1, 63, 64, 65, 1000, 5000, 12_000])
def test_a_disk_that_fills_while_a_file_is_taken_in(founded: Template, tmp_path: Path, paper: Path, room: int) -> None:
    folder, system = founded.copy(tmp_path / "desk"), FullAfter()
    with opened(folder, system) as (desk, session):
        system.room = room
        with pytest.raises(EnvironmentFailed) as caught:
            taking_in.stage(desk.ports, session, [paper])
        assert caught.value.code == "disk_full"
        assert encrypted(folder) == []
        system.room = None
        staged = taking_in.stage(desk.ports, session, [paper])
        assert registration.register(desk.ports, session, entry=entry(), staged=staged).number == "收〔2026〕0001"
        assert verify(desk.ports, session=session).good


def test_a_database_that_has_no_room_registers_nothing_by_half(office: Office, paper: Path) -> None:
    connection = office.desk.database.connection()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    most = connection.execute("PRAGMA max_page_count").fetchone()[0]
    (staged,) = office.stage(paper)
    done: list[str] = []
    connection.execute(f"PRAGMA max_page_count = {pages}")

    def register_until_full() -> None:
        while True:
            done.append(office.register("通知" * 900, notes="记" * 3000).number)

    size = office.size()
    with pytest.raises(EnvironmentFailed, match="disk_full"):
        register_until_full()
    assert office.size() == size + len(done)
    assert len(office.rows("document")) == len(done)
    with pytest.raises(EnvironmentFailed, match="disk_full"):
        office.register("通知" * 900, staged=[staged], notes="记" * 3000)
    assert office.ports.files.exists(staged.file)
    connection.execute(f"PRAGMA max_page_count = {most}")
    assert office.register(staged=[staged]).number == f"收〔2026〕{len(done) + 1:04d}"
    assert verify(office.ports, session=office.session()).good


def test_a_commit_that_fails_leaves_nothing(founded: Template, tmp_path: Path) -> None:
    class Failing(SqlLedger):
        def commit(self, connection: sqlite3.Connection) -> None:
            full = sqlite3.OperationalError("database or disk is full")
            full.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise full

    with opened(founded.copy(tmp_path / "desk")) as (desk, session):
        failing = dataclasses.replace(desk.ports, ledger=Failing(desk.database, SetClock(NOON), desk.ports.office))
        with pytest.raises(EnvironmentFailed, match="disk_full"):
            registration.register(failing, session, entry=entry())
        assert registration.register(desk.ports, session, entry=entry()).number == "收〔2026〕0001"
        assert verify(desk.ports).good
