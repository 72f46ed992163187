"""What the to-do costs in an office with 50,000 open steps, against one with 500: the page, and the count beside it.

    python -m tests.bench.bench_waiting [--many 50000] [--few 500] [--documents 60000]

Goal: the to-do page under 100 ms for whoever is signed in. The documents and their search index are written straight
into the tables as in bench_million, and so are turns, tasks, questions and what was recorded; the statements that are
measured are those of `services.waiting`, and do not look at the journal.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from filedesk.clock import to_text
from filedesk.domain.people import Role
from filedesk.services import waiting
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from tests.bench.bench_million import fill
from tests.bench.measuring import Line, founded_desk, show, wall

ROUNDS = 15
GOAL = 100.0
READERS = range(101, 131)
"""Ten departments with a manager and two more people each; half of all open steps of reading are theirs."""
_HEAD, _CLERK = 1, 2
_BUSIEST = 101
"""Reads and acts on a fifth of all there is."""


@dataclass
class Steps:
    """Rows for the tables of a paper's way, and the state of each document."""

    dice: random.Random
    now: datetime
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    states: list[tuple[str, int, int]] = field(default_factory=list)

    def put(self, table: str, *row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

    def someone(self) -> int:
        return _BUSIEST if self.dice.random() < 0.2 else self.dice.choice(READERS)

    def moment(self) -> str:
        return to_text(self.now - timedelta(hours=self.dice.randrange(1, 24 * 20)))

    def turns(self, document: int, *states: str) -> int:
        """Turns of readers in these states; returns the last whom the paper was handed to."""
        readers = self.dice.sample(READERS, len(states))
        if "out" in states:
            readers[states.index("out")] = self.someone()
            readers = list(dict.fromkeys(readers))
        holder = _CLERK
        for place, (reader, state) in enumerate(zip(readers, states, strict=False)):
            sent, read = (self.moment() if state != "waiting" else None), (self.moment() if state == "read" else None)
            self.put("reading_turn", document, reader, place, state, sent, read, None, "阅" if read else "", None, None,
                     0, None)  # fmt: skip
            holder = reader if sent else holder
        return holder

    def task(self, document: int, state: str) -> None:
        who = None if state == "assigned" else self.someone()
        unit = (self.someone() - 101) // 3 + 1 if who is None else (who - 101) // 3 + 1
        deadline = (self.now + timedelta(days=self.dice.randrange(-10, 30))).date().isoformat()
        done = self.moment() if state == "reported" else None
        self.put("handling_task", document, unit, 1, deadline, self.moment(), state, who, self.moment(), self.moment(),
                 "", "已办" if done else "", "", done, who, None, 0, None)  # fmt: skip

    def read_named(self, document: int) -> None:
        self.put("concern", document, self.someone(), 0)

    def unit_named(self, document: int) -> None:
        self.put("concern", document, 0, self.dice.randrange(1, 11))


def _nothing(_steps: Steps, _document: int) -> None:
    pass


def _begun(*turns: str, task: str = "") -> Callable[[Steps, int], int | None]:
    def made(steps: Steps, document: int) -> int | None:
        holder = steps.turns(document, *turns) if turns else None
        if task:
            steps.task(document, task)
        return holder

    return made


_WAYS: tuple[tuple[int, str, Callable[[Steps, int], int | None]], ...] = (
    (8, "in_circulation", _begun("out", "waiting", "waiting")),
    (6, "in_circulation", _begun("read", "waiting", "waiting")),
    (1, "in_circulation", _begun("read", "read")),
    (12, "in_handling", _begun(task="accepted")),
    (4, "in_handling", _begun(task="assigned")),
    (3, "in_handling", _begun(task="named")),
    (4, "in_circulation_and_handling", _begun("read", "out", "waiting", task="accepted")),
    (1, "in_handling", _begun(task="reported")),
    (1, "finished", _begun("read", "read")),
    (2, "returned", _begun("read")),
    (1, "instructed", _nothing),
    (2, "instructed", Steps.read_named),
    (1, "instructed", Steps.unit_named),
    (2, "registered", _nothing),
    (1, "with_general_manager", _nothing),
)
"""Parts of fifty, the state, and what lies behind it."""


def staff(connection: sqlite3.Connection) -> None:
    """Ten departments, thirty people."""
    for unit in range(3, 11):
        connection.execute("INSERT INTO department VALUES (?, ?)", (unit, f"第{unit}部"))
    columns = [row[1] for row in connection.execute("PRAGMA table_info(person)")]
    for person in READERS:
        told = {"id": person, "name": f"第{person}人", "department": (person - 101) // 3 + 1, "state": "confirmed",
                "provisional": 0, "refused": 0}  # fmt: skip
        row = [told.get(column) for column in columns]
        connection.execute(f"INSERT INTO person VALUES ({', '.join('?' * len(row))})", row)
        role = Role.DEPARTMENT_MANAGER if (person - 101) % 3 == 0 else Role.RESPONSIBLE
        connection.execute("INSERT INTO person_role VALUES (?, ?)", (person, role))


def open_steps(connection: sqlite3.Connection, count: int, now: datetime) -> None:
    """Put the first documents of the incoming register on their ways, so that `count` steps are open; file the rest."""
    steps = Steps(random.Random(7), now)
    papers = [
        row[0] for row in connection.execute("SELECT id FROM document WHERE series = 'incoming' ORDER BY id DESC")
    ]
    wanted = iter(papers)
    for parts, state, made in _WAYS:
        for document in _taken(wanted, parts * count // 50):
            holder = made(steps, document) or _CLERK
            steps.states.append((state, _HEAD if state == "with_general_manager" else holder, document))
    rest = [("filed", _CLERK, document) for document in wanted]
    under_way = [document for state, _holder, document in steps.states if state.startswith("in_")]
    for place, document in enumerate(under_way[: count // 50]):
        who = steps.someone()
        steps.put("question", 10**8 + place, document, who, steps.moment(), "是否外聘？", None, None, None, "", who)
    for place, document in enumerate(under_way[-count // 50 :]):
        steps.put("recorded_act", 10**8 + place, document, _BUSIEST, "reading_recorded", "telephone", "2026-03-05",
                  None, None)  # fmt: skip
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "UPDATE document SET state = ?, holder = ?, instructed_on = received WHERE id = ?", steps.states + rest
    )
    connection.execute("UPDATE document SET state = 'filed' WHERE series <> 'incoming'")
    for table, rows in steps.rows.items():
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _taken(documents: Iterator[int], count: int) -> Iterator[int]:
    for _, document in zip(range(count), documents, strict=False):
        yield document


def measured(ports: Ports, clerk: Session) -> dict[str, float]:
    """Milliseconds, the median of some rounds, and how much waits."""
    found: dict[str, float] = {}
    asking = {
        "clerk": clerk,
        "general manager": replace(clerk, person=_HEAD, roles=frozenset({Role.GENERAL_MANAGER.value})),
        "department manager": replace(clerk, person=_BUSIEST, roles=frozenset({Role.DEPARTMENT_MANAGER.value})),
    }
    for who, session in asking.items():
        for what, work in (("page", waiting.waiting), ("count", waiting.count)):
            work(ports, session)
            found[f"{who}: {what}"] = statistics.median(wall(lambda: work(ports, session)) for _ in range(ROUNDS)) * 1e3  # noqa: B023
        found[f"{who}: waits *"] = waiting.count(ports, session)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--many", type=int, default=50_000)
    parser.add_argument("--few", type=int, default=500)
    parser.add_argument("--documents", type=int, default=70_000)
    told = parser.parse_args()
    answers = []
    for count in (told.few, told.many):
        with founded_desk() as (desk, session):
            connection = desk.database.connection()
            fill(connection, told.documents)
            staff(connection)
            open_steps(connection, count, datetime.now(UTC))
            answers.append(measured(desk.ports, session))
    few, many = answers
    lines = []
    for what, value in many.items():
        if "*" in what:
            lines.append(Line(what, value, "things", f"against {few[what]:,.0f}"))
        else:
            missed = "" if value < GOAL else "   MISSED"
            lines.append(Line(what, value, "ms", f"{value / few[what]:6.1f}x of {few[what]:.3f} ms{missed}"))
    show(f"To-do with {told.many:,} open steps, against {told.few:,} (goal: the page under {GOAL:.0f} ms)", lines)


if __name__ == "__main__":
    main()
