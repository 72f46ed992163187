"""Timing and showing for the benchmarks: medians, and tables whose ratios are to a baseline of the same run."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filedesk.desk import Desk, create_desk
from filedesk.services import people
from filedesk.services.founding import NewOffice, NewPerson, found_office
from filedesk.services.keys import Session

PASSWORD = "benchmark only 1"
CLERK = "王芳"
_STAFF = (
    NewPerson("李建国", frozenset({"general_manager"}), None, PASSWORD),
    NewPerson(CLERK, frozenset({"clerk"}), "办公室", PASSWORD),
)


@dataclass(frozen=True)
class Line:
    """One measured thing: what, how much in which unit, and what it is compared with (with the goal, if any)."""

    what: str
    value: float
    unit: str
    against: str = ""


def show(title: str, lines: Sequence[Line]) -> None:
    """Print a small table."""
    print(f"\n{title}")
    width = max(len(line.what) for line in lines)
    for line in lines:
        print(f"  {line.what:<{width}}  {line.value:>12,.3f} {line.unit:<9} {line.against}")


def wall(work: Callable[[], object]) -> float:
    """Seconds of wall time of one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median(work: Callable[[], object], rounds: int) -> float:
    """The median of some runs, in seconds of wall time."""
    return statistics.median(wall(work) for _ in range(rounds))


@contextmanager
def founded_desk() -> Iterator[tuple[Desk, Session]]:
    """A new desk in a temporary folder with a signed-in clerk; the passwords are weak, the pragmas real."""
    with tempfile.TemporaryDirectory(prefix="filedesk-bench-") as folder:
        desk = create_desk(Path(folder) / "desk", demo=True)
        try:
            root = desk.ports.vault.new_root()
            found_office(desk.ports, NewOffice("测试单位", "测", ("办公室", "工程部"), _STAFF), root=root, demo=True)
            root.forget()
            yield desk, people.sign_in(desk.ports, name=CLERK, password=PASSWORD)
        finally:
            desk.close()
