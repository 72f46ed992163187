"""What one durable registration costs: checked, signed, chained, projected, indexed for search, committed with fsync.

    python -m tests.bench.bench_registration [--count 2000] [--profile]

The baseline, in the same run and on the same disk, is a raw sqlite3 insert of a document row with the same columns and
a plain audit row, in one transaction with the same pragmas (WAL, synchronous=FULL, secure_delete): once into bare
tables, once into tables that have the indexes a register is sorted by, without which no desk could show a register.
Rounds of both alternate, so that a slow disk is slow for both. The goal is at most twice the baseline. Wall time holds
the wait for the disk; CPU time is what this program itself costs.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from filedesk.desk import Desk
from filedesk.domain.documents import Entry, Series
from filedesk.services.keys import Session
from filedesk.services.registration import register
from filedesk.storage import database
from tests.bench.measuring import Line, founded_desk, show

_PRAGMAS = ("journal_mode=wal", "synchronous=full", "foreign_keys=1", "secure_delete=1", "cache_size=-64000")
_AUDIT = "CREATE TABLE audit (id INTEGER PRIMARY KEY, at TEXT, who INTEGER, what TEXT, document INTEGER) STRICT"
_PART = 100


def title(number: int) -> str:
    return f"关于开展第{number}号住宅小区消防设施专项检查的通知"


class Raw:
    """A plain database with the desk's own document table, with or without its indexes, and an audit table."""

    def __init__(self, folder: Path, desk: Desk, *, indexed: bool) -> None:
        self.connection = sqlite3.connect(folder / f"raw{int(indexed)}.sqlite3", isolation_level=None)
        for pragma in _PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}")
        schema = database.schema_of(desk.database.connection())
        self.connection.execute(schema["table document"])
        for name, sql in schema.items():
            if indexed and name.startswith("index document_") and " ON document " in sql:
                self.connection.execute(sql)
        self.connection.execute(_AUDIT)
        cursor = desk.database.connection().execute("SELECT * FROM document LIMIT 1")
        self.columns = [column[0] for column in cursor.description]
        self.row = dict(zip(self.columns, cursor.fetchone(), strict=True))
        self.insert = f"INSERT INTO document VALUES ({', '.join('?' * len(self.columns))})"
        self.number = 0

    def one(self) -> None:
        self.number += 1
        self.row |= {"id": self.number, "serial": self.number, "number": f"收〔2026〕{self.number:04d}"}
        self.row |= {"title": title(self.number), "sender_number": f"建〔2026〕{self.number}号"}
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        execute(self.insert, tuple(self.row.values()))
        execute(
            "INSERT INTO audit (at, who, what, document) VALUES (?, ?, ?, ?)",
            ("2026-03-05T08:30:00.000Z", 2, "registered", self.number),
        )
        execute("COMMIT")


class Ours:
    """The service, as the window and the command line call it."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self.ports, self.session, self.number = desk.ports, session, 0

    def one(self) -> None:
        self.number += 1
        entry = Entry(
            Series.INCOMING,
            title(self.number),
            f"市第{self.number % 200}局",
            kind="notice",
            sender_number=f"建〔2026〕{self.number}号",
        )
        register(self.ports, self.session, entry=entry)


def timed(work: Callable[[], None], count: int) -> tuple[float, float]:
    """Wall and CPU seconds of one call, over `count` calls."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(count):
        work()
    return (time.perf_counter() - wall) / count, (time.process_time() - cpu) / count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    told = parser.parse_args()
    with founded_desk() as (desk, session):
        ours = Ours(desk, session)
        timed(ours.one, 200)
        if told.profile:
            profile = cProfile.Profile()
            profile.runcall(timed, ours.one, told.count)
            pstats.Stats(profile).sort_stats("tottime").print_stats(28)
            return
        bare, indexed = (Raw(desk.folder, desk, indexed=on) for on in (False, True))
        works = (bare.one, indexed.one, ours.one)
        timed(bare.one, 200)
        timed(indexed.one, 200)
        rounds = [[timed(work, _PART) for work in works] for _ in range(max(1, told.count // _PART))]
        for place, clock in ((0, "wall"), (1, "CPU")):
            one, two, own = (statistics.median(r[work][place] for r in rounds) * 1e3 for work in range(3))
            show(
                f"One durable registration, {clock} time (median of {len(rounds)} rounds of {_PART})",
                [
                    Line("raw document and audit row", one, "ms"),
                    Line("the same with the register's indexes", two, "ms"),
                    Line("registration", own, "ms", f"{own / one:.2f}x / {own / two:.2f}x of these (goal at most 2x)"),
                ],
            )


if __name__ == "__main__":
    main()
