"""The tables of blocks of numbers 手工号段, and of what became of each of their numbers."""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, TextField

from filedesk.storage.models import Table


class NumberBlock(Table):
    id = IntegerField(primary_key=True)
    series = TextField()
    code = IntegerField()
    code_text = TextField()
    year = IntegerField()
    first = IntegerField()
    last = IntegerField()
    reason = TextField()
    reserved_by = IntegerField()
    reserved_at = TextField()

    class Meta:
        table_name = "number_block"


class ReservedNumber(Table):
    """`document` is 0 until the number is used or void."""

    block = IntegerField()
    serial = IntegerField()
    document = IntegerField()

    class Meta:
        table_name = "reserved_number"
        primary_key = CompositeKey("block", "serial")
        without_rowid = True


TABLES = (NumberBlock, ReservedNumber)
INDEXES = ("CREATE INDEX reserved_unused ON reserved_number (block, serial) WHERE document = 0",)
