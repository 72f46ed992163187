"""What a register of 1,000,000 documents costs against one of 10,000: first page, search, any scroll position.

    python -m tests.bench.bench_million [--large 1000000] [--small 10000] [--keep FOLDER]

Goals: every answer under 50 ms and at most three times that of the small register; the id array, which a worker loads
once for each sort and filter, is reported beside them. The documents' rows and their search index are written straight
into the tables (the indexes are made afterwards), since signing a million registrations one by one takes over ten
minutes; the statements that are measured are those of `services.reading`, and do not look at the journal. So such a
desk is good for reading and would not verify.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from filedesk.desk import Desk
from filedesk.domain.documents import Series
from filedesk.domain.events import Event
from filedesk.domain.numbering import Number
from filedesk.domain.projection import project
from filedesk.domain.rows import Put
from filedesk.services import reading
from filedesk.services.keys import Session
from filedesk.services.ledger import Query
from filedesk.storage import search_index
from filedesk.storage.applying import SEARCHED
from filedesk.storage.database import schema_of
from tests.bench.measuring import Line, founded_desk, show, wall

ROUNDS = 15
_WHERE = ("滨江", "城东", "江北", "开发区", "高新区", "老城", "湖滨", "新区", "西山", "南湖", "北岸", "东港")
_WHO = ("财政局", "档案馆", "税务局", "住房和城乡建设局", "生态环境局", "消防救援支队", "供电公司", "街道办事处")
_ABOUT = (
    "住宅小区消防设施专项检查", "防汛防台风工作", "企业所得税汇算清缴", "老旧电梯更新意见", "年度档案工作统计",
    "最低工资标准调整", "计划检修停电", "二次供水设施清洗消毒", "小区出入管理", "年度审计资料", "生活垃圾分类考核",
    "户外广告设置规范", "住房维修资金专户变更", "地下车库照明改造", "既有建筑节能改造", "物业服务收费公示",
)  # fmt: skip
_FORM = ("的通知", "的函", "的意见", "的通报", "的批复", "的请示", "的报告")
_RARE = "麒麟阁"
_RARELY = 100
_OPERATIONS = {"document", "number", "timeline", "correspondent"}


def entries(count: int) -> Iterator[Event]:
    """Registrations over ten years, in the order of their ids; 100 of them, however many, speak of 麒麟阁."""
    dice = random.Random(20260305)
    serials: dict[tuple[str, int], int] = {}
    first = date(2016, 1, 1)
    for number in range(1, count + 1):
        received = first + timedelta(days=number * 3650 // count)
        series = dice.choices(tuple(Series), (8, 1, 1))[0]
        ledger = (series.value, received.year)
        serials[ledger] = serials.get(ledger, 0) + 1
        place, who = dice.randrange(len(_WHERE)), dice.randrange(len(_WHO))
        rare = _RARE if number % (count // _RARELY) == 77 else ""
        title = f"关于{_WHERE[place]}{dice.choice(_ABOUT)}{rare}{dice.choice(_FORM)}"
        data = {
            "document": number, "series": series.value, "secret": 0, "level": "ordinary", "year": received.year,
            "serial": serials[ledger], "files": [], "kind": dice.choice(("notice", "letter", "report", "other")),
            "received": received.isoformat(), "copies": 1, "urgency": dice.choice(("routine", "routine", "urgent")),
            "medium": "paper", "correspondent": place * len(_WHO) + who + 1,
            "dated": (received - timedelta(days=dice.randrange(9))).isoformat(), "department": dice.randrange(1, 3),
        }  # fmt: skip
        words = {
            "title": title,
            "sender": f"{_WHERE[place]}{_WHO[who]}",
            "sender_number": f"{_WHERE[place][0]}{_WHO[who][0]}〔{received.year}〕{dice.randrange(1, 400)}号",
            "signed_for_by": "王芳",
            "notes": "原件随后送达" if number % 10 == 0 else "",
        }
        at = f"{received.isoformat()}T01:00:00.000Z"
        yield Event(number, "document_registered", 1, "", "", "", 2, "", at, data, words)


def fill(connection: sqlite3.Connection, count: int) -> None:
    """Write `count` documents with their numbers, senders and search index; then make the indexes again."""
    indexes = {name: sql for name, sql in schema_of(connection).items() if name.startswith("index document") and sql}
    connection.execute("PRAGMA synchronous=off")
    connection.execute("BEGIN IMMEDIATE")
    for name in indexes:
        connection.execute(f'DROP INDEX "{name.removeprefix("index ")}"')
    waiting: dict[str, list[tuple[Any, ...]]] = {}
    searched: list[tuple[int, list[str]]] = []
    last: dict[tuple[str, int], int] = {}
    for event in entries(count):
        for operation in project(event, event.words):
            if isinstance(operation, Put) and operation.table in _OPERATIONS:
                waiting.setdefault(operation.table, []).append(tuple(operation.row.values()))
                if operation.table == "document":
                    searched.append((event.seq, [operation.row[name] for name in SEARCHED]))
        last[event.data["series"], event.data["year"]] = event.data["serial"]
        if len(searched) == 20_000 or event.seq == count:
            for table, rows in waiting.items():
                columns = _columns(connection, table) if table != "document" else _document_columns(event)
                connection.executemany(_insert(table, columns), rows)
            search_index.put_many(connection, searched)
            waiting, searched = {}, []
    connection.executemany("INSERT INTO book VALUES (?, 0, 0, ?, ?, 0)", [(s, y, n) for (s, y), n in last.items()])
    for sql in indexes.values():
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA synchronous=full")


def _document_columns(event: Event) -> list[str]:
    return list(project(event, event.words)[0].row)  # type: ignore[union-attr]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _insert(table: str, columns: list[str]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


def measured(desk: Desk, session: Session) -> dict[str, float]:
    """Milliseconds of each thing a register does, the median of some rounds; the worst one of scrolling."""
    ports = desk.ports
    found: dict[str, float] = {}

    def take(what: str, work: Callable[[], object], rounds: int = ROUNDS) -> None:
        work()
        found[what] = statistics.median(wall(work) for _ in range(rounds)) * 1e3

    for sort in ("number", "title", "sender", "received", "deadline"):
        query = Query(Series.INCOMING, sort=sort)
        take(f"first page by {sort}", lambda query=query: reading.first_page(ports, session, query))
    take(
        "first page, one year, one state",
        lambda: reading.first_page(
            ports, session, Query(Series.INCOMING, year=2020, filters=(("state", "registered"),))
        ),
    )
    for what, typed in (
        ("2 characters, frequent", "消防"), ("2 characters, rare", "麒麟"), ("2 characters, none", "龙凤"),
        ("word", "生活垃圾分类"), ("pinyin initials", "xfss"), ("a number", Number(Series.INCOMING, False, 2020, 77)),
    ):  # fmt: skip
        query = Query(Series.INCOMING, search=str(typed))
        take(f"search, first page: {what}", lambda query=query: reading.first_page(ports, session, query))
    ids = reading.ids(ports, session, Query(Series.INCOMING))
    dice = random.Random(1)
    places = [dice.randrange(len(ids) - 60) for _ in range(100)]
    scrolled = [wall(lambda at=at: reading.rows(ports, session, list(ids[at : at + 60]))) * 1e3 for at in places]
    found["scroll anywhere, 60 rows (median)"] = statistics.median(scrolled)
    found["scroll anywhere, 60 rows (worst)"] = max(scrolled)
    take("id array by number *", lambda: reading.ids(ports, session, Query(Series.INCOMING)), 3)
    take("id array by title *", lambda: reading.ids(ports, session, Query(Series.INCOMING, sort="title")), 3)
    take("id array of a frequent search *", lambda: reading.ids(ports, session, Query(Series.INCOMING, "消防")), 3)
    take("id array of a rare search *", lambda: reading.ids(ports, session, Query(Series.INCOMING, "麒麟")), 3)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="copy the large desk's database here")
    told = parser.parse_args()
    answers = []
    for count in (told.small, told.large):
        with founded_desk() as (desk, session):
            took = wall(lambda: fill(desk.database.connection(), count))  # noqa: B023 - called at once
            size = (desk.folder / "desk.sqlite3").stat().st_size / 2**20
            print(f"{count:,} documents written in {took:.0f} s, {size:,.0f} MiB", flush=True)
            answers.append(measured(desk, session))
            if told.keep and count == told.large:
                shutil.copy(desk.folder / "desk.sqlite3", told.keep)
    small, large = answers
    lines = []
    for what, took in large.items():
        ratio = took / small[what]
        within = "*" in what or (took < 50 and (ratio <= 3 or took < 1))
        lines.append(Line(what, took, "ms", f"{ratio:6.1f}x of {small[what]:.3f} ms{'' if within else '   MISSED'}"))
    show(
        f"At {told.large:,} documents, against {told.small:,} (goals: under 50 ms, at most 3x; * only reported)", lines
    )


if __name__ == "__main__":
    main()
