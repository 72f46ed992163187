"""The tables of what is done with documents: movements, proposals, instructions, folders, timeline, printings."""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, TextField

from filedesk.storage.models import Table, nullable_int, nullable_text


class Movement(Table):
    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    copy = IntegerField()
    giver = IntegerField()
    taker = IntegerField()
    carrier = IntegerField()
    purpose = TextField()
    at = TextField()

    class Meta:
        table_name = "movement"


class Proposal(Table):
    document = IntegerField(primary_key=True)
    seq = IntegerField()
    person = IntegerField()
    at = TextField()
    text = TextField()
    deadline = nullable_text()

    class Meta:
        table_name = "proposal"


class Instruction(Table):
    id = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    person = IntegerField()
    at = TextField()
    signed_on = TextField()
    given = TextField()
    text = TextField()
    deadline = nullable_text()
    as_proposed = IntegerField()
    scan = nullable_text()
    confirmed_seq = nullable_int()

    class Meta:
        table_name = "instruction"


class NamedReader(Table):
    seq = IntegerField()
    position = IntegerField()
    person = IntegerField()

    class Meta:
        table_name = "named_reader"
        primary_key = CompositeKey("seq", "position")
        without_rowid = True


class NamedDepartment(Table):
    seq = IntegerField()
    position = IntegerField()
    department = IntegerField()
    lead = IntegerField()

    class Meta:
        table_name = "named_department"
        primary_key = CompositeKey("seq", "position")
        without_rowid = True


class Folder(Table):
    id = IntegerField(primary_key=True)
    year = IntegerField()
    name = TextField()

    class Meta:
        table_name = "folder"


class Concern(Table):
    """Whom a document concerns, a person or a department, so that they may see it (rule I4); the other one is 0."""

    document = IntegerField()
    person = IntegerField()
    department = IntegerField()

    class Meta:
        table_name = "concern"
        primary_key = CompositeKey("document", "person", "department")
        without_rowid = True


class Timeline(Table):
    document = IntegerField()
    seq = IntegerField()

    class Meta:
        table_name = "timeline"
        primary_key = CompositeKey("document", "seq")
        without_rowid = True


class Printing(Table):
    seq = IntegerField(primary_key=True)
    person = IntegerField()
    at = TextField()
    register = TextField()
    version = IntegerField()
    rows = IntegerField()
    rows_root = TextField(index=True)
    hashes = TextField()
    salt = TextField()
    snapshot = IntegerField()
    snapshot_root = TextField()
    language = TextField()
    year = nullable_int()
    month = nullable_int()
    selection = TextField()
    abandoned = IntegerField()

    class Meta:
        table_name = "printing"


class AuditNote(Table):
    seq = IntegerField(primary_key=True)
    person = IntegerField()
    at = TextField()
    document = nullable_int()
    text = TextField()

    class Meta:
        table_name = "audit_note"


class Checkpoint(Table):
    seq = IntegerField(primary_key=True)
    size = IntegerField()
    root = TextField()
    note = TextField()

    class Meta:
        table_name = "checkpoint"


TABLES = (
    Movement, Proposal, Instruction, NamedReader, NamedDepartment, Folder, Concern, Timeline, Printing, AuditNote,
    Checkpoint,
)  # fmt: skip
