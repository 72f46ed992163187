"""Measures search in 10,000 and 1,000,000 documents: `python -m tests.bench.bench_search [FOLDER]`.

For each size: the newest 200 hits, all hits counted, and a first page of 60 in number order through the list's own
statement; then size of the index, time to fill it and to check it. Databases are kept in FOLDER when one is given.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from filedesk.domain.documents import Series
from filedesk.services.ledger import Query
from filedesk.storage import lists, search, search_index
from filedesk.storage.applying import SEARCHED
from filedesk.storage.database import Database
from filedesk.storage.index_check import differences

SIZES = (10_000, 1_000_000)
ROUNDS = 5
TYPED = {
    "2 characters, everywhere": "关于",
    "2 characters, in 6 %": "财政",
    "2 characters, rare": "乐不",
    "4 characters": "市财政局",
    "2 words": "财政 审计",
    "1 character, everywhere": "的",
    "1 character, rare": "乐",
    "number": "收〔2026〕0123",
    "2 initials": "gz",
    "4 initials": "sczj",
    "4 initials, rare": "nbgs",
    "a word and initials": "财政 gzyd",
}
PLACES = ["市", "省", "区", "县"]
OFFICES = [
    "财政局",
    "发展和改革委员会",
    "人力资源和社会保障局",
    "教育局",
    "住房和城乡建设局",
    "交通运输局",
    "农业农村局",
    "审计局",
    "统计局",
    "档案局",
    "应急管理局",
    "自然资源局",
    "生态环境局",
    "市场监督管理局",
    "卫生健康委员会",
    "文化和旅游局",
]
ACTS = ["印发", "转发", "开展", "做好", "加强", "召开", "报送", "调整", "下达", "表彰", "推进", "规范"]
SUBJECTS = [
    "年度重点工作",
    "安全生产检查",
    "预算执行情况",
    "档案管理",
    "公文处理",
    "防汛抗旱",
    "人才引进",
    "基础设施建设",
    "政务公开",
    "数字化转型",
    "优化营商环境",
    "乡村振兴",
    "绩效考核",
    "固定资产清查",
    "信访维稳",
    "食品安全",
    "环境保护督察",
    "节能减排",
    "职业技能培训",
    "疫情防控",
]
KINDS = ["通知", "意见", "方案", "报告", "请示", "批复", "函", "会议纪要", "决定", "通报"]
RARE = [chr(point) for point in range(0x4E00, 0x4E00 + 3000)]


def papers(count: int) -> Iterator[tuple[int, int, int, tuple[str, ...]]]:
    """Id, year, serial and searched fields; every title also has a few characters drawn from 3,000."""
    dice = random.Random(7)
    for document in range(1, count + 1):
        year, serial = 2015 + document * 12 // (count + 1), document % 100_000
        office = dice.choice(PLACES) + dice.choice(OFFICES)
        drawn = "".join(dice.choices(RARE, k=dice.randint(2, 8)))
        title = f"{office}关于{dice.choice(ACTS)}{year}{dice.choice(SUBJECTS)}{drawn}的{dice.choice(KINDS)}"
        theirs = f"{office[0]}{dice.choice('财发人教建交农审')}发〔{year}〕{dice.randint(1, 999)}号"
        notes = "".join(dice.choices(RARE, k=6)) if dice.random() < 0.2 else ""
        yield document, year, serial, (f"收〔{year}〕{serial:04d}", title, office, theirs, notes)


def filled(path: Path, count: int) -> sqlite3.Connection:
    """A desk's database with so many documents, all fields but those searched and sorted by being the same."""
    database = Database(path)
    connection = database.connection()
    search_index.register(connection)
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'document'").fetchone():
        database.create()
        connection.execute("PRAGMA synchronous = off")
        columns = {
            name: "" if kind == "TEXT" else 0
            for _, name, kind, needed, *_ in connection.execute("PRAGMA table_info(document)")
            if needed and name not in ("id", "series", "year", "serial", *SEARCHED)
        }
        names = ("id", "series", "year", "serial", *SEARCHED, *columns)
        sql = f"INSERT INTO document ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        rest = tuple(columns.values())
        with database.peewee.atomic():
            rows = ((d, "incoming", y, s, *fields, *rest) for d, y, s, fields in papers(count))
            connection.executemany(sql, rows)
        began = time.thread_time()
        with database.peewee.atomic():
            search_index.put_many(connection, ((d, fields) for d, _, _, fields in papers(count)))
        print(f"  index filled: {(time.thread_time() - began) / count * 1e6:.0f} µs a document")
    return connection


def best(work: Callable[[], int]) -> tuple[float, int]:
    """Milliseconds of the fastest of some rounds, in this thread's CPU time, and what the work told."""
    times, told = [], 0
    for _ in range(ROUNDS):
        began = time.thread_time()
        told = work()
        times.append(time.thread_time() - began)
    return min(times) * 1000, told


def asked(connection: sqlite3.Connection, typed: str) -> list[tuple[float, int]]:
    """Newest 200, all counted, first page of 60 in number order: milliseconds and number of hits."""

    def newest() -> int:
        sql, values = search.search_sql(typed, newest=200)
        return len(connection.execute(sql, values).fetchall())

    def counted() -> int:
        sql, values = search.search_sql(typed)
        return int(connection.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0])

    def page() -> int:
        found = list(lists.ids(connection, Query(Series.INCOMING, typed), limit=60))
        sql, *values = lists.by_ids(found)
        return len(connection.execute(sql, values).fetchall())

    return [best(newest), best(counted), best(page)]


def measure(folder: Path, count: int) -> dict[str, list[tuple[float, int]]]:
    """All figures of one size, printed as they come."""
    print(f"{count:,} documents")
    with closing(filled(folder / f"search-{count}.sqlite3", count)) as connection:
        found = {}
        for what, typed in TYPED.items():
            found[what] = asked(connection, typed)
            told = "  ".join(f"{ms:8.2f} ms ({hits:>7,})" for ms, hits in found[what])
            print(f"  {what:26} {told}", flush=True)
        for table in ("search_text", "search_fts_data"):
            (size,) = connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (table,)).fetchone()
            print(f"  {table:26} {size / 1e6:8.1f} MB")
        began = time.thread_time()
        wrong = differences(connection, ", ".join(SEARCHED))
        print(f"  checked in {time.thread_time() - began:.1f} s, {len(wrong)} differences", flush=True)
    return found


def main() -> None:
    """Both sizes, then how much longer the large one takes."""
    print("newest 200 | all counted | first page of 60 in number order; best of 5, CPU time, hits in brackets")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        small, large = (measure(folder, count) for count in SIZES)
    print("ratio, 1,000,000 to 10,000")
    for what, figures in large.items():
        told = "  ".join(f"{b[0] / a[0]:8.1f} x" for a, b in zip(small[what], figures, strict=True))
        print(f"  {what:26} {told}")


if __name__ == "__main__":
    main()
