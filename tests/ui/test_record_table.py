"""The table model: at once, in a worker, by id, whatever the number of records."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from filedesk.ui.application import Setting
from filedesk.ui.colours import colour
from filedesk.ui.models.row_cache import RowCache
from filedesk.ui.models.source import Column, TableQuery
from filedesk.ui.models.table import ID_ROLE, IN_FLIGHT, RecordTable

COLUMNS = (
    Column("number", "Receipt number", 16),
    Column("title", "Document title", 40, tone=lambda row: "error" if row.late else None),
    Column("id", "No.", 8, align="right", text=lambda row: f"#{row.id}", sortable=False),
)
MILLION = 1_000_000


@pytest.fixture
def table(setting: Setting) -> Any:
    def make(source: Any) -> RecordTable:
        return RecordTable(COLUMNS, source, setting.tasks, setting.hub)

    return make


def shown(model: RecordTable, row: int, column: int = 1) -> str:
    return model.data(model.index(row, column))


def ask(qtbot: QtBot, model: RecordTable, query: TableQuery | None = None) -> None:
    with qtbot.waitSignal(model.loaded, timeout=20_000):
        model.ask(query or TableQuery())


def test_qts_own_model_tester_finds_nothing(qtbot: QtBot, qtmodeltester: ModelTester, table: Any, source: Any) -> None:
    model = table(source(150))
    qtmodeltester.check(model)
    ask(qtbot, model)
    qtmodeltester.check(model)
    with qtbot.waitSignal(model.loaded):
        model.sort(0, Qt.SortOrder.AscendingOrder)
    qtmodeltester.check(model)


def test_the_first_page_stands_there_before_the_ids(qtbot: QtBot, table: Any, source: Any) -> None:
    records = source(MILLION)
    records.ids_gate.clear()
    model = table(records)
    model.ask(TableQuery())
    qtbot.waitUntil(lambda: model.rowCount() == 60)
    assert not model.is_complete()
    assert shown(model, 0) == "title 1000000"
    with qtbot.waitSignal(model.loaded, timeout=20_000):
        records.ids_gate.set()
    assert model.rowCount() == MILLION


def test_a_million_rows_scroll_anywhere_and_nothing_of_it_is_done_in_the_window(
    qtbot: QtBot, table: Any, source: Any
) -> None:
    records = source(MILLION)
    model = table(records)
    ask(qtbot, model)
    for row in (999_999, 500_000, 123_456):
        assert shown(model, row) == IN_FLIGHT
        qtbot.waitUntil(lambda row=row: shown(model, row) == f"title {MILLION - row}")
    assert threading.get_ident() not in records.threads
    assert model.data(model.index(500_000, 0), ID_ROLE) == 500_000


def test_rows_looked_at_in_one_turn_are_asked_for_once_together(qtbot: QtBot, table: Any, source: Any) -> None:
    records = source(1000)
    model = table(records)
    ask(qtbot, model)
    for row in range(300, 340):
        for column in range(3):
            shown(model, row, column)
    qtbot.waitUntil(lambda: shown(model, 339) == "title 661")
    assert records.asked_rows == [list(range(700, 660, -1))]


def test_while_a_fetch_is_under_way_what_scrolls_by_is_not_fetched(qtbot: QtBot, table: Any, source: Any) -> None:
    records = source(100_000)
    model = table(records)
    ask(qtbot, model)
    records.gate.clear()
    shown(model, 1000)
    qtbot.waitUntil(lambda: len(records.asked_rows) == 1)
    for row in range(2000, 12_000):
        shown(model, row)
    records.gate.set()
    qtbot.waitUntil(lambda: shown(model, 11_999) == "title 88001")
    assert max(len(asked) for asked in records.asked_rows) <= 240
    assert sum(len(asked) for asked in records.asked_rows) <= 500


def test_the_answer_to_an_earlier_search_is_dropped(qtbot: QtBot, table: Any, source: Any) -> None:
    records = source(10_000)
    records.ids_gate.clear()
    model = table(records)
    model.ask(TableQuery())
    model.ask(TableQuery(search="77"))
    with qtbot.waitSignal(model.loaded):
        records.ids_gate.set()
    assert model.rowCount() == 100
    qtbot.waitUntil(lambda: len(records.asked_queries) == 2)
    assert shown(model, 0) == "title 9977"


def test_sorting_asks_the_source_in_both_orders_and_not_for_columns_that_cannot(
    qtbot: QtBot, table: Any, source: Any
) -> None:
    records = source(500)
    model = table(records)
    ask(qtbot, model)
    with qtbot.waitSignal(model.loaded):
        model.sort(0, Qt.SortOrder.AscendingOrder)
    assert shown(model, 0, 0) == "收〔2026〕0001"
    model.sort(2, Qt.SortOrder.AscendingOrder)
    with qtbot.waitSignal(model.loaded):
        model.sort(0, Qt.SortOrder.DescendingOrder)
    with qtbot.waitSignal(model.loaded):
        model.sort(-1)
    assert [(q.sort, q.descending) for q in records.asked_queries] == [
        ("", False),
        ("number", False),
        ("number", True),
        ("", False),
    ]


def test_a_refresh_shows_the_new_and_never_blanks_what_stands_there(qtbot: QtBot, table: Any, source: Any) -> None:
    records = source(500)
    model = table(records)
    ask(qtbot, model)
    records.title = lambda record: f"mended {record}"
    records.total = 501
    with qtbot.waitSignal(model.loaded):
        model.refresh({500})
    assert model.rowCount() == 501
    assert shown(model, 1) in ("title 500", "mended 500")
    qtbot.waitUntil(lambda: shown(model, 1) == "mended 500")
    assert shown(model, 2) == "title 499", "not touched, so not asked for again"


def test_a_record_that_is_gone_is_blank_and_not_asked_for_again(qtbot: QtBot, table: Any, source: Any) -> None:
    records = source(500)
    records.gone.add(100)
    model = table(records)
    ask(qtbot, model)
    qtbot.waitUntil(lambda: shown(model, 400) == "")
    asked = len(records.asked_rows)
    assert shown(model, 400) == ""
    shown(model, 399)
    qtbot.waitUntil(lambda: shown(model, 399) == "title 101")
    assert all(100 not in rows for rows in records.asked_rows[asked:])


def test_an_empty_register_is_complete_and_empty(qtbot: QtBot, table: Any, source: Any) -> None:
    model = table(source(0))
    ask(qtbot, model)
    assert model.rowCount() == 0
    assert model.is_complete()
    assert model.data(QModelIndex()) is None


def test_titles_alignment_and_tone(qtbot: QtBot, table: Any, source: Any) -> None:
    model = table(source(100))
    ask(qtbot, model)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Receipt number"
    alignment = model.data(model.index(0, 2), Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight
    late = model.data(model.index(2, 1), Qt.ItemDataRole.ForegroundRole)
    assert late.name() == colour("error")
    assert model.data(model.index(0, 1), Qt.ItemDataRole.ForegroundRole) is None


def test_the_places_of_kept_records_are_found_in_the_worker(qtbot: QtBot, table: Any, source: Any) -> None:
    model = table(source(MILLION))
    model.kept = (3, 700_000, MILLION + 5)
    ask(qtbot, model)
    assert model.place_of(3) == MILLION - 3
    assert model.place_of(700_000) == 300_000
    assert model.place_of(MILLION + 5) is None


def test_the_cache_forgets_what_was_shown_longest_ago(source: Any) -> None:
    cache = RowCache(capacity=3)
    rows = source(10).rows(range(1, 6))
    cache.put([1, 2, 3], rows)
    cache.find(1)
    cache.put([4], rows)
    assert [record for record in range(1, 6) if cache.peek(record)] == [1, 3, 4]
    assert len(cache) == 3
