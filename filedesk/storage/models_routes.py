"""The tables of a paper's way after the instruction: turns of readers, tasks, questions, urging, deputies."""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, TextField

from filedesk.storage.models import Table, nullable_int, nullable_text


class Copy(Table):
    """Who holds a copy other than the original, which stands in the document itself."""

    document = IntegerField()
    copy = IntegerField()
    holder = IntegerField()
    held_since = TextField()

    class Meta:
        table_name = "copy"
        primary_key = CompositeKey("document", "copy")
        without_rowid = True


class Circulation(Table):
    document = IntegerField(primary_key=True)
    mode = TextField()
    begun_at = TextField()
    begun_by = IntegerField()

    class Meta:
        table_name = "circulation"


class ReadingTurn(Table):
    """A reader's turn: since when the paper is with him, what he wrote, by whom and how that was signed."""

    document = IntegerField()
    reader = IntegerField()
    position = IntegerField()
    state = TextField()
    sent_at = nullable_text()
    read_at = nullable_text()
    returned_at = nullable_text()
    opinion = TextField()
    read_by = nullable_int()
    signed_on = nullable_text()
    deputy = IntegerField()
    seq = nullable_int()

    class Meta:
        table_name = "reading_turn"
        primary_key = CompositeKey("document", "reader")
        without_rowid = True


class HandlingTask(Table):
    """What a department must do about a document, who does it there, and what came of it."""

    document = IntegerField()
    department = IntegerField()
    lead = IntegerField()
    deadline = nullable_text()
    begun_at = TextField()
    state = TextField()
    responsible = nullable_int()
    named_at = nullable_text()
    accepted_at = nullable_text()
    declined_for = TextField()
    result = TextField()
    report = TextField()
    reported_at = nullable_text()
    reported_by = nullable_int()
    signed_on = nullable_text()
    deputy = IntegerField()
    seq = nullable_int()

    class Meta:
        table_name = "handling_task"
        primary_key = CompositeKey("document", "department")
        without_rowid = True


class RecordedAct(Table):
    """What the clerk recorded from paper or telephone for somebody, until he confirms it 补签."""

    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    person = IntegerField()
    type = TextField()
    signed_on = TextField()
    given = TextField()
    scan = nullable_text()
    confirmed_seq = nullable_int()

    class Meta:
        table_name = "recorded_act"


class Question(Table):
    """A question to the general manager (I6); `told_to` gets the answer: whoever asked, or took his post over."""

    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    person = IntegerField()
    at = TextField()
    text = TextField()
    answered_seq = nullable_int()
    answered_at = nullable_text()
    answered_by = nullable_int()
    answer = TextField()
    told_to = IntegerField()

    class Meta:
        table_name = "question"


class Urging(Table):
    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    by = IntegerField()
    at = TextField()
    day = TextField()
    means = TextField()
    times = IntegerField()
    person = nullable_int()
    department = nullable_int()
    text = TextField()
    answer = TextField()

    class Meta:
        table_name = "urging"


class Incident(Table):
    """Something that went wrong with a paper, such as a page that did not come back."""

    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    person = IntegerField()
    at = TextField()
    text = TextField()

    class Meta:
        table_name = "incident"


class Deputy(Table):
    seq = IntegerField(primary_key=True)
    person = IntegerField(index=True)
    deputy = IntegerField(index=True)
    first = TextField()
    last = TextField()
    named_by = IntegerField()
    reason = TextField()

    class Meta:
        table_name = "deputy"


TABLES = (Copy, Circulation, ReadingTurn, HandlingTask, RecordedAct, Question, Urging, Incident, Deputy)

UNDER_WAY_SQL = "d.state IN ('in_circulation', 'in_handling', 'in_circulation_and_handling')"
"""A condition that has to stand in a statement, word for word, for it to use the index of papers under way."""

INDEXES = (
    f"CREATE INDEX document_under_way ON document (state, id, holder) WHERE {UNDER_WAY_SQL.removeprefix('d.')}",
    "CREATE INDEX reading_turn_by_reader ON reading_turn (reader, state, document)",
    "CREATE INDEX reading_turn_out ON reading_turn (sent_at, document, state) WHERE state = 'out'",
    "CREATE INDEX handling_task_by_department ON handling_task"
    " (department, state, coalesce(deadline, '9999-12-31'), document)",
    "CREATE INDEX handling_task_by_responsible ON handling_task"
    " (responsible, state, coalesce(deadline, '9999-12-31'), document)",
    "CREATE INDEX reading_turn_waiting ON reading_turn (document, position, state) WHERE state = 'waiting'",
    "CREATE INDEX document_pressing ON document (id, urgency) WHERE urgency <> 'routine'",
    "CREATE INDEX handling_task_open ON handling_task (document, responsible, state) WHERE state <> 'reported'",
    "CREATE INDEX handling_task_begun ON handling_task (begun_at, document, responsible, state)"
    " WHERE state <> 'reported'",
    "CREATE INDEX handling_task_due ON handling_task (deadline, document, responsible, begun_at, state)"
    " WHERE state <> 'reported'",
    "CREATE INDEX recorded_act_to_confirm ON recorded_act (person, seq) WHERE confirmed_seq IS NULL",
    "CREATE INDEX question_open ON question (seq) WHERE answered_seq IS NULL",
    "CREATE INDEX question_answered ON question (told_to, answered_at) WHERE answered_at IS NOT NULL",
    "CREATE INDEX copy_by_holder ON copy (holder)",
)
