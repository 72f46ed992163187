"""The tables of what did not wait for the general manager (I3): released kinds, and exceptions until he saw them."""

from __future__ import annotations

from peewee import IntegerField, TextField

from filedesk.storage.models import Table, nullable_int


class ReleasedKind(Table):
    kind = TextField(primary_key=True)
    seq = IntegerField()
    at = TextField()

    class Meta:
        table_name = "released_kind"
        without_rowid = True


class ExceptionMade(Table):
    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    type = TextField()
    person = IntegerField()
    at = TextField()
    reason = TextField()
    seen_seq = nullable_int()

    class Meta:
        table_name = "exception"


TABLES = (ReleasedKind, ExceptionMade)
INDEXES = ("CREATE INDEX exception_unseen ON exception (seq) WHERE seen_seq IS NULL",)
