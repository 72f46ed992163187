"""Takes a file of 2 GB in and stops a second one in the middle: `python -m tests.slow_large_file [MB]`.

Run it from the project's root. It wants 2 GB of disk for the encrypted file, and prints how long it took and how
much memory the process held at most; it fails where memory grows with the file or something half done stays.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from filedesk.errors import Cancelled
from filedesk.services.ports import Progress
from filedesk.services.registration import register
from filedesk.services.taking_in import stage
from filedesk.services.verification import verify
from tests.desk_template import Office, entry, found

MEGABYTE = 1 << 20
MOST_GROWTH = 64
"""MiB that the process may grow by while it takes a file in, however large the file is."""


class Half(Progress):
    """Somebody who presses Stop when half of it is in."""

    def __init__(self) -> None:
        self.stopped_at = 0

    def report(self, done: int, total: int | None = None) -> None:
        if total and done * 2 >= total:
            self.stopped_at = done

    def raise_if_cancelled(self) -> None:
        if self.stopped_at:
            raise Cancelled


class Counted(Progress):
    """Counts the reports, and remembers the last."""

    def __init__(self) -> None:
        self.reports, self.last = 0, (0, 0)

    def report(self, done: int, total: int | None = None) -> None:
        self.reports += 1
        self.last = (done, total or 0)


def peak() -> float:
    """The most memory that this process has held, in MiB; Linux and macOS count it in different units."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (MEGABYTE if sys.platform == "darwin" else 1024)


def lying(office: Office) -> list[Path]:
    return [path for path in (office.folder / "files").rglob("*") if path.is_file()]


def main(megabytes: int) -> None:
    with tempfile.TemporaryDirectory(prefix="filedesk-large-") as base:
        office = found(Path(base) / "desk")
        office.register("先登记一件")
        large = Path(base) / "large.bin"
        with large.open("wb") as file:
            file.truncate(megabytes * MEGABYTE)
        before, began, told = peak(), time.monotonic(), Counted()
        staged = stage(office.ports, office.session(), [large], told)
        took = time.monotonic() - began
        held = peak()
        print(f"{megabytes} MB taken in: {took:.1f} s, {megabytes / took:.0f} MB/s, {told.reports} reports")
        print(f"memory at most {held:.0f} MiB, {held - before:.1f} MiB more than before")
        assert told.last == (large.stat().st_size, large.stat().st_size)
        assert held - before < MOST_GROWTH, "memory grows with the file"
        number = register(office.ports, office.session(), entry=entry("大文件"), staged=staged).number

        half = Half()
        try:
            stage(office.ports, office.session(), [large], half)
        except Cancelled:
            print(f"a second one stopped at {half.stopped_at // MEGABYTE} MB")
        assert half.stopped_at
        assert len(lying(office)) == 1, "something of the stopped file stays"
        following = office.register("停下之后").number
        assert (number[-4:], following[-4:]) == ("0002", "0003"), "a number is lost"
        began = time.monotonic()
        report = verify(office.ports, session=office.session())
        assert report.good, report.findings
        print(f"verified with the file opened: {time.monotonic() - began:.1f} s, memory at most {peak():.0f} MiB")
        office.desk.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2048)
