"""Every table of a desk with its class (design, "Projection"), gathered from the files of models, one an area."""

from __future__ import annotations

from filedesk.storage import (
    models,
    models_acts,
    models_blocks,
    models_calendar,
    models_drafts,
    models_exceptions,
    models_posts,
    models_routes,
)

JOURNAL = (models.JournalEvent,)
WORDS = (models.Word,)
BOUND = (models.Body,)
DERIVED = (
    models.Office, models.RoleKey, models.KeyWrap, models.Department, models.Person, models.PersonRole,
    models.Workstation, models.Setting, models.Kind, models.Book, models.Number, models.Correspondent,
    models.Document, models.DocumentFile, models.Attachment, *models_acts.TABLES,
    *models_calendar.TABLES, *models_routes.TABLES, *models_drafts.TABLES,
    *models_exceptions.TABLES, *models_blocks.TABLES, *models_posts.TABLES,
)  # fmt: skip
TREE = (models.Tile,)

CLASSES: dict[str, str] = {
    **{table._meta.table_name: "journal" for table in (*JOURNAL, *TREE)},
    **{table._meta.table_name: "words" for table in WORDS},
    **{table._meta.table_name: "bound" for table in BOUND},
    **{table._meta.table_name: "derived" for table in DERIVED},
    "search_text": "index",
    "search_fts": "index",
    "search_mark": "index",
}
"""Every table's class. A test fails on a table that is not here."""

ALL = (*JOURNAL, *WORDS, *TREE, *BOUND, *DERIVED)

INDEXES = (
    *models_routes.INDEXES, *models_drafts.INDEXES, *models_exceptions.INDEXES, *models_blocks.INDEXES,
    *models_posts.INDEXES,
)  # fmt: skip
"""The indexes that the files of models declare beside their tables."""
