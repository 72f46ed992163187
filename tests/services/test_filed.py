"""The filed papers 档案 (F6, I7): folders with their counts, papers of all series in one order, limits of readers."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from filedesk.domain.documents import Series
from filedesk.errors import RuleRefused
from filedesk.services import filed, instruction
from filedesk.services.ledger import FiledQuery
from filedesk.services.wording import Wording
from filedesk.storage import filed as filed_sql
from filedesk.storage.models import SORTABLE
from tests.desk_template import ADMINISTRATOR, AUDITOR, HEAD, RESPONSIBLE, Office, acted_on


def put(office: Office, folder: int, *titles: str, series: Series = Series.INCOMING, sender: str = "市财政局") -> None:
    for title in titles:
        made = office.register(title, series=series, sender=sender)
        if series is Series.INCOMING:
            office.submit(made.document)
            instruction.instruct(
                office.ports, office.session(HEAD), document=made.document, said=Wording("请工程部办", (), 2)
            )
            acted_on(office, made.document)
        instruction.put_into_folder(office.ports, office.session(), documents=[made.document], folder=folder)


@pytest.fixture
def shelves(office: Office) -> tuple[int, int]:
    """Two folders, one with papers of every series, and a paper that lies in none."""
    one = instruction.add_folder(office.ports, office.session(), name="上级来文", year=2026)
    other = instruction.add_folder(office.ports, office.session(), name="往来函件", year=2025)
    put(office, one, "丙通知", "甲通知")
    put(office, one, "乙请示", series=Series.OUTGOING, sender="区政府")
    put(office, one, "丁联络单", series=Series.INTERNAL, sender="工程部")
    put(office, other, "戊函", sender="档案局")
    office.register("未归卷的")
    return one, other


def titles(office: Office, query: FiledQuery, who: str = "王芳") -> list[str]:
    return [row["title"] for row in filed.first_page(office.ports, office.session(who), query)]


def test_folders_are_listed_with_their_counts_the_latest_year_first(office: Office, shelves: tuple[int, int]) -> None:
    found = filed.folders(office.ports, office.session())
    assert [(row["year"], row["name"], row["papers"]) for row in found] == [
        (2026, "上级来文", 4),
        (2025, "往来函件", 1),
    ]


def test_a_folder_holds_papers_of_every_series(office: Office, shelves: tuple[int, int]) -> None:
    query = FiledQuery(shelves[0], sort="title", descending=False)
    assert sorted(titles(office, query)) == sorted(["丙通知", "甲通知", "乙请示", "丁联络单"])
    assert titles(office, query) == sorted(titles(office, query))


@pytest.mark.parametrize("sort", SORTABLE)
@pytest.mark.parametrize("descending", [False, True])
def test_all_folders_stand_in_one_order_and_the_first_page_begins_it(
    office: Office, shelves: tuple[int, int], sort: str, descending: bool
) -> None:
    query = FiledQuery(None, "", sort, descending)
    whole = list(filed.ids(office.ports, office.session(), query))
    assert len(whole) == 5
    page = filed.first_page(office.ports, office.session(), query, count=3)
    assert [row["id"] for row in page] == whole[:3]
    key = [
        (row["year"], row["serial"]) if sort == "number" else (row[sort] is not None, row[sort] or "")
        for row in filed.first_page(office.ports, office.session(), query)
    ]
    assert key == sorted(key, reverse=descending)


def test_a_search_goes_over_all_folders_or_one(office: Office, shelves: tuple[int, int]) -> None:
    assert set(titles(office, FiledQuery(None, "通知"))) == {"丙通知", "甲通知"}
    assert titles(office, FiledQuery(None, "未归卷")) == [], "it lies in no folder"
    assert titles(office, FiledQuery(shelves[1], "通知")) == []


def test_a_responsible_person_sees_only_what_names_his_department(office: Office, shelves: tuple[int, int]) -> None:
    """Rule I4: readers and handlers see the papers that name them."""
    assert set(titles(office, FiledQuery(), RESPONSIBLE)) == {"丙通知", "甲通知", "戊函"}
    assert [row["papers"] for row in filed.folders(office.ports, office.session(RESPONSIBLE))] == [2, 1]
    assert len(titles(office, FiledQuery(), AUDITOR)) == 5


def test_an_administrator_sees_none(office: Office, shelves: tuple[int, int]) -> None:
    with pytest.raises(RuleRefused, match="no_right_to_content"):
        filed.folders(office.ports, office.session(ADMINISTRATOR))


def test_the_first_page_of_all_folders_walks_indexes_and_sorts_nothing(office: Office) -> None:
    with closing(sqlite3.connect(office.folder / "desk.sqlite3")) as connection:
        for sort in SORTABLE:
            sql, values = filed_sql.statement(FiledQuery(sort=sort), limit=60)
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert not any("TEMP B-TREE" in step for step in plan), plan
            assert sum(f"document_by_{sort}" in step for step in plan) == len(Series), plan


def test_an_unknown_column_is_refused(office: Office) -> None:
    with pytest.raises(ValueError, match="cannot sort"):
        filed.ids(office.ports, office.session(), FiledQuery(sort="title; DROP"))
