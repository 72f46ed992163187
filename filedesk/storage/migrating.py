"""Bringing a desk of an earlier schema along: its journal stays as it is, all that is derived from it is made anew.

Derived and index tables are a function of the journal, so a migration is a replay: it cannot differ from one. All of
it is one transaction; a kill leaves the desk as it was. A change of the tables of another class wants a step of its
own here.
"""

from __future__ import annotations

import sqlite3

from filedesk.services.ports import Progress
from filedesk.storage import search_index
from filedesk.storage.applying import SEARCHED
from filedesk.storage.database import Database, create_derived, empty_copy, schema_of
from filedesk.storage.replaying import folded
from filedesk.storage.tables import BOUND, JOURNAL, TREE, WORDS

_KEPT = {table._meta.table_name for table in (*JOURNAL, *WORDS, *TREE, *BOUND)}


def bring_along(database: Database, progress: Progress | None = None) -> None:
    """Bring an earlier desk to the present schema. Nobody else may have it open.

    Raises Cancelled, and RuntimeError when the result is not the present schema: a step is missing here.
    """
    connection = database.connection()
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in _derived(connection):
            connection.execute(f'DROP TABLE "{table}"')
        create_derived(connection, database.peewee)
        size = connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0]
        folded(connection, size, progress or Progress()).write(connection)
        texts = f"SELECT id, {', '.join(SEARCHED)} FROM document ORDER BY id"  # noqa: S608 - our own names
        search_index.put_many(connection, ((row[0], row[1:]) for row in connection.execute(texts)))
        with empty_copy() as new:
            if schema_of(connection) != schema_of(new):
                raise RuntimeError("the migrated schema is not the present one")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _derived(connection: sqlite3.Connection) -> list[str]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [name for name in names if name not in _KEPT and not name.startswith(("search_fts_", "sqlite_"))]
