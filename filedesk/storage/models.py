"""The tables of a desk, declared once: columns, keys, indexes, and the class that says how each is verified.

Classes (design, "Projection"): `journal` is the ledger itself; `words` are its free texts; `derived` rows are
replayed and compared; `bound` bodies have their digest in an event; `index` can be computed anew from derived rows.
The hot paths (append, project, search) use prepared SQL on the same connection; these models make the schema.
"""

from __future__ import annotations

from typing import Final

from peewee import BlobField, CompositeKey, IntegerField, Model, TextField


def nullable_int() -> IntegerField[int | None]:
    return IntegerField(null=True)


def nullable_text() -> TextField[str | None]:
    return TextField(null=True)


class Table(Model):
    """Base of every table: STRICT, so that SQLite keeps the types that are declared."""

    class Meta:
        strict_tables = True
        legacy_table_names = False


class JournalEvent(Table):
    seq = IntegerField(primary_key=True)
    payload = BlobField()
    key = TextField()
    signature = BlobField()
    prev = BlobField()
    hash = BlobField()

    class Meta:
        table_name = "event"


class Word(Table):
    seq = IntegerField()
    field = TextField()
    salt = BlobField()
    text = TextField()

    class Meta:
        table_name = "word"
        primary_key = CompositeKey("seq", "field")
        without_rowid = True


class Tile(Table):
    level = IntegerField()
    position = IntegerField()
    hash = BlobField()

    class Meta:
        table_name = "tile"
        primary_key = CompositeKey("level", "position")
        without_rowid = True


class Body(Table):
    """Wrapped keys, key bundles and checkpoint notes, each under the SHA-256 that an event names."""

    digest = TextField(primary_key=True)
    kind = TextField()
    body = BlobField()

    class Meta:
        table_name = "body"
        without_rowid = True


class Office(Table):
    id = IntegerField(primary_key=True)
    office = TextField()
    name = TextField()
    code = TextField()
    root = TextField()
    recovery = TextField()
    zone = TextField()
    demo = IntegerField()
    founded_at = TextField()

    class Meta:
        table_name = "office"


class RoleKey(Table):
    name = TextField()
    generation = IntegerField()
    public = TextField()
    seq = IntegerField()

    class Meta:
        table_name = "role_key"
        primary_key = CompositeKey("name", "generation")
        without_rowid = True


class KeyWrap(Table):
    name = TextField()
    generation = IntegerField()
    person = IntegerField()
    digest = TextField()

    class Meta:
        table_name = "key_wrap"
        primary_key = CompositeKey("name", "generation", "person")
        without_rowid = True


class Department(Table):
    id = IntegerField(primary_key=True)
    name = TextField()

    class Meta:
        table_name = "department"


class Person(Table):
    id = IntegerField(primary_key=True)
    name = TextField(index=True)
    department = nullable_int()
    state = TextField()
    code_salt = nullable_text()
    code = nullable_text()
    signing = nullable_text()
    opening = nullable_text()
    key = nullable_text()
    bundle = nullable_text()
    provisional = IntegerField()
    refused = IntegerField()
    refused_at = nullable_text()
    confirmed_seq = nullable_int()

    class Meta:
        table_name = "person"


class PersonRole(Table):
    person = IntegerField()
    role = TextField()

    class Meta:
        table_name = "person_role"
        primary_key = CompositeKey("person", "role")
        without_rowid = True


class Workstation(Table):
    id = IntegerField(primary_key=True)
    name = TextField()
    public = TextField()
    key = TextField()
    certified_seq = IntegerField()

    class Meta:
        table_name = "workstation"


class Setting(Table):
    name = TextField(primary_key=True)
    value = TextField()
    seq = IntegerField()

    class Meta:
        table_name = "setting"


class Kind(Table):
    code = TextField(primary_key=True)
    name = TextField()

    class Meta:
        table_name = "kind"
        without_rowid = True


class Book(Table):
    """The number ledger of one series, secrecy, code 代字 and year: its last serial, and whether it is closed 封册."""

    series = TextField()
    secret = IntegerField()
    code = IntegerField()
    year = IntegerField()
    last = IntegerField()
    closed = IntegerField()

    class Meta:
        table_name = "book"
        primary_key = CompositeKey("series", "secret", "code", "year")
        without_rowid = True


class Number(Table):
    series = TextField()
    secret = IntegerField()
    code = IntegerField()
    year = IntegerField()
    serial = IntegerField()
    document = IntegerField()

    class Meta:
        table_name = "number"
        primary_key = CompositeKey("series", "secret", "code", "year", "serial")
        without_rowid = True


class Correspondent(Table):
    id = IntegerField(primary_key=True)
    name = TextField(unique=True)

    class Meta:
        table_name = "correspondent"


class Document(Table):
    id = IntegerField(primary_key=True)
    series = TextField()
    secret = IntegerField()
    code = IntegerField()
    year = IntegerField()
    serial = IntegerField()
    number = TextField()
    kind = TextField()
    title = TextField()
    sender = TextField()
    sender_number = TextField()
    dated = nullable_text()
    received = TextField()
    signed_for_by = TextField()
    copies = IntegerField()
    pages = nullable_int()
    urgency = TextField()
    medium = TextField()
    department = nullable_int()
    deadline = nullable_text()
    notes = TextField()
    correspondent = IntegerField()
    attachments = IntegerField()
    level = TextField()
    late = IntegerField()
    block = nullable_int()
    state = TextField()
    holder = IntegerField()
    held_since = TextField()
    registered_by = IntegerField()
    registered_at = TextField()
    files = IntegerField()
    instruction = TextField()
    instructed_on = nullable_text()
    to_confirm = IntegerField()
    folder = nullable_int()
    filed_on = nullable_text()
    void_reason = TextField()
    reply = TextField()
    finished_on = nullable_text()
    urged = IntegerField()
    urged_on = nullable_text()
    last_seq = IntegerField()

    class Meta:
        table_name = "document"


SORTABLE: Final = (
    "number", "title", "sender", "sender_number", "dated", "received", "kind", "urgency", "state", "deadline", "holder",
)  # fmt: skip
"""Columns that a register can be sorted by; each has an index (series, column, id), number by (year, code, serial)."""


class DocumentFile(Table):
    file = TextField(primary_key=True)
    document = IntegerField(index=True)
    position = IntegerField()
    name = TextField()
    content = TextField()
    what = TextField()
    media_type = TextField()
    size = IntegerField()
    stored = IntegerField()
    digest = TextField()
    slot = TextField()
    slot_digest = TextField()
    share = TextField()
    generation = IntegerField()
    mark = TextField(index=True)
    pages = nullable_int()
    wrong_text = IntegerField()
    supplement = IntegerField()
    taken_at = TextField()
    taken_by = IntegerField()
    seq = IntegerField()
    commitment = TextField()

    class Meta:
        table_name = "document_file"


class Attachment(Table):
    document = IntegerField()
    position = IntegerField()
    medium = TextField()
    count = IntegerField()
    what = TextField()

    class Meta:
        table_name = "attachment"
        primary_key = CompositeKey("document", "position")
        without_rowid = True
