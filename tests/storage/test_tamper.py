"""Whatever is changed in a closed desk, the verifier finds it and names the place; it never fails in another way.

Each column of each table is changed by itself: the columns are read from the schema, so that a new one is covered
when it is made. Where a forger can make the rest fit (chain, hashes, tiles), the tests let him.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from filedesk.storage.tables import CLASSES
from tests.desk_template import Template
from tests.storage.tampering import (
    COLUMNS,
    TABLES,
    Column,
    changed,
    findings,
    places,
    tampering,
)


def test_an_untouched_desk_is_good(folder: Path, filled: Template) -> None:
    assert findings(folder) == []
    assert findings(folder, printed=filled.printed) == []
    with tampering(folder):
        pass
    assert findings(folder) == []


@pytest.mark.parametrize("table", TABLES)
def test_every_table_holds_rows_to_tamper_with(folder: Path, table: str) -> None:
    with tampering(folder) as connection:
        assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]


@pytest.mark.parametrize(
    ("column", "order"),
    [(c, "DESC") for c in COLUMNS] + [(c, "ASC") for c in COLUMNS if CLASSES[c.table] != "derived"],
    ids=lambda told: str(told),
)
def test_a_changed_column_is_found(folder: Path, column: Column, order: str) -> None:
    """Rule F9's ground: nothing that is read on a screen can differ from what was signed."""
    keys = [c.name for c in COLUMNS if c.table == column.table and c.key]
    where = " AND ".join(f'"{name}" = ?' for name in keys)
    with tampering(folder) as connection:
        sql = f'SELECT {", ".join(keys)}, "{column.name}" FROM "{column.table}"'
        *key, value = connection.execute(f"{sql} ORDER BY {', '.join(f'{k} {order}' for k in keys)}").fetchone()
        connection.execute(
            f'UPDATE "{column.table}" SET "{column.name}" = ? WHERE {where}', (changed(value, column), *key)
        )
    found = findings(folder)
    assert any(one.place.startswith(places(column.table)) for one in found), found


@pytest.mark.parametrize("column", [c for c in COLUMNS if c.nullable], ids=str)
def test_a_value_taken_away_is_found(folder: Path, column: Column) -> None:
    with tampering(folder) as connection:
        sql = f'UPDATE "{column.table}" SET "{column.name}" = NULL WHERE "{column.name}" IS NOT NULL'
        if connection.execute(sql).rowcount == 0:
            connection.execute(f'UPDATE "{column.table}" SET "{column.name}" = 7')
    assert any(one.place.startswith(column.table) for one in findings(folder))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("order", ["ASC", "DESC"], ids=["first", "last"])
def test_a_deleted_row_is_found(folder: Path, table: str, order: str) -> None:
    keys = [c.name for c in COLUMNS if c.table == table and c.key]
    with tampering(folder) as connection:
        sql = f'SELECT {", ".join(keys)} FROM "{table}" ORDER BY {", ".join(f"{k} {order}" for k in keys)}'
        row = connection.execute(sql).fetchone()
        connection.execute(f'DELETE FROM "{table}" WHERE {" AND ".join(f"{k} = ?" for k in keys)}', row)
    assert findings(folder)


@pytest.mark.parametrize("table", TABLES)
def test_an_emptied_table_is_found(folder: Path, table: str) -> None:
    with tampering(folder) as connection:
        connection.execute(f'DELETE FROM "{table}"')
    assert findings(folder)


@pytest.mark.parametrize("table", TABLES)
def test_a_dropped_table_is_found(folder: Path, table: str) -> None:
    connection_triggers = table in {"event", "word"}
    with tampering(folder) as connection:
        if connection_triggers:
            connection.execute(f'ALTER TABLE "{table}" RENAME TO gone')
            connection.execute(f'CREATE TABLE "{table}" (seq INTEGER)')
        else:
            connection.execute(f'DROP TABLE "{table}"')
    assert findings(folder)


@pytest.mark.parametrize("table", TABLES)
def test_a_repeated_row_is_found(folder: Path, table: str) -> None:
    """A row copied under another key, the database's own uniqueness being no hindrance to a forger."""
    told = [c for c in COLUMNS if c.table == table]
    last_key = [c for c in told if c.key][-1]
    with tampering(folder) as connection:
        row = list(connection.execute(f'SELECT * FROM "{table}"').fetchone())
        at = told.index(last_key)
        row[at] = changed(row[at], last_key)
        if table == "correspondent":
            row[1] = "市税务局"
        connection.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)
    assert any(one.place.startswith(places(table)) for one in findings(folder))


@pytest.mark.parametrize(
    "column", [c for c in COLUMNS if not c.key and (CLASSES[c.table] != "derived" or c.table == "document")], ids=str
)
def test_values_of_two_rows_that_changed_places_are_found(folder: Path, column: Column) -> None:
    """Words swapped between two entries are as false as words made up."""
    keys = ", ".join(c.name for c in COLUMNS if c.table == column.table and c.key)
    name, table = column.name, column.table
    with tampering(folder) as connection:
        pair = connection.execute(
            f'SELECT {keys}, "{name}" FROM "{table}" GROUP BY "{name}" ORDER BY {keys} LIMIT 2'
        ).fetchall()
        if len(pair) < 2 or table == "correspondent":
            pytest.skip("every row holds the same value, or the values are unique by the schema")
        where = " AND ".join(f"{key} = ?" for key in keys.split(", "))
        for (*key, _old), (*_other, new) in (pair, pair[::-1]):
            connection.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE {where}', (new, *key))
    assert any(one.place.startswith(places(table)) for one in findings(folder))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("junk", ["", "〇\x00{" * 40], ids=["empty", "long"])
def test_junk_in_every_text_of_a_row_is_a_finding_and_no_crash(folder: Path, table: str, junk: str) -> None:
    texts = [c.name for c in COLUMNS if c.table == table and c.type == "TEXT" and not c.key]
    blobs = [c.name for c in COLUMNS if c.table == table and c.type == "BLOB"]
    if not texts and not blobs:
        pytest.skip("numbers only")
    sets = ", ".join(f'"{name}" = ?' for name in texts + blobs)
    if table == "correspondent":
        sets += " WHERE id = 1"
    with tampering(folder) as connection:
        connection.execute(f'UPDATE "{table}" SET {sets}', [junk] * len(texts) + [junk.encode()] * len(blobs))
    assert findings(folder)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"\xed\xa0\x80"], ids=["not_utf8", "surrogate"])
@pytest.mark.parametrize("table", ["word", "event", "document", "person", "search_text"])
def test_text_that_is_no_text_is_a_finding(folder: Path, table: str, raw: bytes) -> None:
    name = next(c.name for c in COLUMNS if c.table == table and c.type == "TEXT" and not c.key)
    with tampering(folder) as connection:
        connection.execute(f'UPDATE "{table}" SET "{name}" = CAST(? AS TEXT)', (raw,))
    assert findings(folder)
