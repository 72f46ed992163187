"""The tables of leaving a post: each handing-over, its list in every version, and who signed."""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, TextField

from filedesk.storage.models import Table, nullable_int, nullable_text


class Post(Table):
    """One handing-over: between whom, which version of the list stands, and how many have signed it."""

    id = IntegerField(primary_key=True)
    version = IntegerField()
    leaver = IntegerField()
    successor = IntegerField()
    supervisor = IntegerField()
    state = TextField()
    listed_seq = IntegerField()
    listed_at = TextField()
    listed_by = IntegerField()
    signed = IntegerField()
    done_at = nullable_text()
    reason = TextField()

    class Meta:
        table_name = "post"


class PostItem(Table):
    """One line of a list: a paper, a step that passes or stays, a folder, or what was typed."""

    post = IntegerField()
    version = IntegerField()
    position = IntegerField()
    sort = TextField()
    kind = TextField()
    document = nullable_int()
    copy = IntegerField()
    key = IntegerField()
    place = IntegerField()
    count = IntegerField()
    text = TextField()

    class Meta:
        table_name = "post_item"
        primary_key = CompositeKey("post", "version", "position")
        without_rowid = True


class PostSignature(Table):
    """A signature on a version of the list; `document` is the paper with its scan where it was recorded."""

    post = IntegerField()
    version = IntegerField()
    part = TextField()
    person = IntegerField()
    seq = IntegerField()
    at = TextField()
    signed_on = TextField()
    given = TextField()
    document = nullable_int()

    class Meta:
        table_name = "post_signature"
        primary_key = CompositeKey("post", "version", "part")
        without_rowid = True


TABLES = (Post, PostItem, PostSignature)
INDEXES = ("CREATE INDEX post_open ON post (state) WHERE state IN ('listed', 'signing')",)
