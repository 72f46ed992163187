"""Registering in a child process that is killed without warning, round after round, and what must hold afterwards."""

from __future__ import annotations

import os
import random
import select
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filedesk.clock import SetClock
from filedesk.desk import open_desk
from filedesk.services import people, registration, taking_in
from filedesk.services.keys import Session
from filedesk.services.verification import verify
from tests.desk_template import CLERK, NOON, PASSWORD, entry

MEMORY = Path("/dev/shm")
"""A file system in memory: what a killed process leaves is the same there, and flushing costs nothing."""


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A temporary folder in memory, where the system has one."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as temp:
        yield Path(temp)


@dataclass
class Acknowledged:
    """What children were told is registered: number and file."""

    entries: list[tuple[str, str]] = field(default_factory=list)
    swept: list[str] = field(default_factory=list)
    rounds: int = 0


def signed_in(folder: Path) -> Session:
    """The clerk's session; the desk is closed again, so that nothing of it is inherited by a child."""
    desk = open_desk(folder, sweeping=False)
    try:
        return people.sign_in(desk.ports, name=CLERK, password=PASSWORD)
    finally:
        desk.close()


def register_for_ever(folder: Path, session: Session, paper: Path, told: int) -> None:
    """Register again and again with a file, telling each number and file only after the call has returned."""
    desk = open_desk(folder, sweeping=False, clock=SetClock(NOON))
    while True:
        staged = taking_in.stage(desk.ports, session, [paper])
        made = registration.register(desk.ports, session, entry=entry("被杀之前登记的来文"), staged=staged)
        os.write(told, f"{made.number} {staged[0].file}\n".encode())


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run `work` in a forked child, giving it a pipe to tell into; returns the child's id and the pipe's other end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
        finally:
            os._exit(1)
    os.close(writing)
    return child, reading


def read_until(reading: int, moment: float) -> bytes:
    """What comes through the pipe until this monotonic moment, or its end."""
    told = b""
    while (left := moment - time.monotonic()) > 0:
        ready, _, _ = select.select([reading], [], [], left)
        if ready and not (piece := os.read(reading, 1 << 16)):
            break
        told += piece if ready else b""
    return told


def kill(child: int, reading: int) -> bytes:
    """Kill the child at once; returns what it had still told."""
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    told = b""
    while piece := os.read(reading, 1 << 16):
        told += piece
    os.close(reading)
    return told


def killed_rounds(
    folder: Path,
    paper: Path,
    rounds: int,
    seed: int,
    *,
    verify_every: int = 100,
    told_of: Callable[[Acknowledged], None] = lambda _done: None,
) -> Acknowledged:
    """Kill a registering child `rounds` times at random moments; after each nothing acknowledged may be missing.

    A child lives on for at most twice as long as it took to open the desk and register for the first time. `told_of`
    hears of every whole check.
    """
    chance = random.Random(seed)
    session = signed_in(folder)
    done = Acknowledged()
    for number in range(1, rounds + 1):
        begun = time.monotonic()
        child, reading = in_child(lambda told: register_for_ever(folder, session, paper, told))
        told = os.read(reading, 1 << 16)
        assert told, "the child could not register"
        now = time.monotonic()
        told += read_until(reading, now + chance.uniform(0, 2 * (now - begun)))
        told += kill(child, reading)
        new = [(line.split()[0], line.split()[1]) for line in told.decode().splitlines()]
        done.entries += new
        done.rounds = number
        whole = number % verify_every == 0 or number == rounds
        done.swept += check(folder, done.entries if whole else new, whole=whole)
        if whole:
            told_of(done)
    return done


def check(folder: Path, acknowledged: list[tuple[str, str]], *, whole: bool) -> tuple[str, ...]:
    """No entry (number, file) is lost, and the ledger has no gap; with `whole` the verifier agrees. Sweeps."""
    desk = open_desk(folder)
    try:
        with desk.ports.ledger.reading() as reading:
            for number, file in acknowledged:
                held = reading.get("document_file", file=file)
                assert held is not None, file
                document = reading.get("document", id=held["document"])
                assert document is not None, number
                assert document["number"] == number
                assert desk.ports.files.exists(file)
        books = desk.database.connection().execute(
            "SELECT year, count(*), count(DISTINCT serial), min(serial), max(serial) FROM document"
            " GROUP BY series, year"
        )
        for year, entries, serials, first, last in books.fetchall():
            assert (entries, first, last) == (serials, 1, serials), year
        if whole:
            report = verify(desk.ports)
            assert report.good, report.findings
            assert report.leftovers == 0
        return desk.swept
    finally:
        desk.close()
