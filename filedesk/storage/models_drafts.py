"""The tables of what the office writes itself: versions, signatures, numbers' codes, chops, sending, distribution."""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, TextField

from filedesk.storage.models import Table, nullable_int, nullable_text


class NumberCode(Table):
    """A code 代字 under which numbers are given: the office's own, and those of departments."""

    id = IntegerField(primary_key=True)
    text = TextField()

    class Meta:
        table_name = "number_code"


class DepartmentCode(Table):
    """The code that a department has now."""

    department = IntegerField(primary_key=True)
    code = IntegerField()

    class Meta:
        table_name = "department_code"


class Draft(Table):
    """What the office writes itself: which version stands, whom it lies before, what it answers, who signed it.

    `kept_by` is who looks after it: whoever made it, or took his post over.
    """

    document = IntegerField(primary_key=True)
    version = IntegerField()
    put_to = IntegerField()
    put_at = nullable_text()
    replies_to = nullable_int()
    recipients = TextField()
    answer_due = nullable_text()
    answered_seq = nullable_int()
    deposited_seq = nullable_int()
    signed_by = nullable_int()
    issued_on = nullable_text()
    kept_by = IntegerField()

    class Meta:
        table_name = "draft"


class DraftVersion(Table):
    """One version of a draft as it was written; an earlier one stays readable (rule F9)."""

    document = IntegerField()
    version = IntegerField()
    seq = IntegerField()
    title = TextField()
    recipients = TextField()
    copied = TextField()
    unit = TextField()
    notes = TextField()
    reason = TextField()
    kind = TextField()
    urgency = TextField()
    copies = IntegerField()
    department = IntegerField()
    answer_due = nullable_text()
    made_by = IntegerField()
    made_at = TextField()
    checked_by = nullable_int()
    checked_at = nullable_text()
    check_text = TextField()

    class Meta:
        table_name = "draft_version"
        primary_key = CompositeKey("document", "version")
        without_rowid = True


class VersionFile(Table):
    """The files of a version, in order."""

    document = IntegerField()
    version = IntegerField()
    position = IntegerField()
    file = TextField()

    class Meta:
        table_name = "version_file"
        primary_key = CompositeKey("document", "version", "position")
        without_rowid = True


class Countersigner(Table):
    """Who is to countersign 会签 a version, and what he said; `deputy` is who signed in his place, or 0."""

    document = IntegerField()
    version = IntegerField()
    person = IntegerField()
    position = IntegerField()
    asked_at = TextField()
    signed_seq = nullable_int()
    signed_at = nullable_text()
    agreed = IntegerField()
    text = TextField()
    deputy = IntegerField()

    class Meta:
        table_name = "countersigner"
        primary_key = CompositeKey("document", "version", "person")
        without_rowid = True


class DraftApproval(Table):
    """A signature on a version: issued 签发, or signed by the department's manager.

    `deputy` is who signed in his place, 0 for nobody.
    """

    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    version = IntegerField()
    person = IntegerField()
    signature = TextField()
    at = TextField()
    given = TextField()
    signed_on = TextField()
    scan = nullable_text()
    text = TextField()
    deputy = IntegerField()

    class Meta:
        table_name = "draft_approval"


class ReplyTo(Table):
    """Which incoming document an outgoing one answers; its number and day of sending once it has them."""

    document = IntegerField(primary_key=True)
    answers = IntegerField(index=True)
    number = TextField()
    sent_on = nullable_text()

    class Meta:
        table_name = "reply_to"


class ChopUse(Table):
    """One use of a chop 用印."""

    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    version = IntegerField()
    day = TextField()
    chop = TextField()
    purpose = TextField()
    user = IntegerField()
    witness = IntegerField()
    copies = IntegerField()

    class Meta:
        table_name = "chop_use"


class Sending(Table):
    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    version = IntegerField()
    day = TextField()
    means = TextField()
    tracking = TextField()
    notes = TextField()
    person = IntegerField()

    class Meta:
        table_name = "sending"


class SendingRecipient(Table):
    """Whom a sending goes to, main 主送 or copied to 抄送, and his receipt 回执; `none` when none came."""

    seq = IntegerField()
    position = IntegerField()
    document = IntegerField(index=True)
    name = TextField()
    copies = IntegerField()
    main = IntegerField()
    receipt = IntegerField()
    received_on = nullable_text()
    received_by = TextField()
    none = IntegerField()
    file = nullable_text()

    class Meta:
        table_name = "sending_recipient"
        primary_key = CompositeKey("seq", "position")
        without_rowid = True


class Distribution(Table):
    """Whom an internal document is given to, a person or a department; his receipt, and copies recalled 回收."""

    seq = IntegerField()
    position = IntegerField()
    document = IntegerField(index=True)
    version = IntegerField()
    person = IntegerField()
    department = IntegerField()
    copies = IntegerField()
    recall = IntegerField()
    day = TextField()
    received_on = nullable_text()
    received_by = nullable_int()
    received_name = TextField()
    recalled = IntegerField()
    recalled_on = nullable_text()
    deputy = IntegerField()

    class Meta:
        table_name = "distribution"
        primary_key = CompositeKey("seq", "position")
        without_rowid = True


class CarryingOut(Table):
    """Who must carry an issued document out by when (rule F8), what he confirmed and reported."""

    seq = IntegerField()
    position = IntegerField()
    document = IntegerField(index=True)
    version = IntegerField()
    person = IntegerField()
    department = IntegerField()
    due = TextField()
    text = TextField()
    ordered_by = IntegerField()
    ordered_at = TextField()
    confirmed_by = nullable_int()
    confirmed_at = nullable_text()
    reported_by = nullable_int()
    reported_on = nullable_text()
    report = TextField()
    file = nullable_text()
    deputy = IntegerField()

    class Meta:
        table_name = "carrying_out"
        primary_key = CompositeKey("seq", "position")
        without_rowid = True


class MemoAnswer(Table):
    """The answer to an inter-office memo 工作联络单."""

    seq = IntegerField(primary_key=True)
    document = IntegerField(index=True)
    version = IntegerField()
    person = IntegerField()
    day = TextField()
    text = TextField()
    file = nullable_text()
    deputy = IntegerField()

    class Meta:
        table_name = "memo_answer"


TABLES = (
    NumberCode, DepartmentCode, Draft, DraftVersion, VersionFile, Countersigner, DraftApproval, ReplyTo, ChopUse,
    Sending, SendingRecipient, Distribution, CarryingOut, MemoAnswer,
)  # fmt: skip

INDEXES = (
    "CREATE INDEX countersigner_waiting ON countersigner (person, document) WHERE signed_seq IS NULL",
    "CREATE INDEX draft_put_to ON draft (put_to, document) WHERE put_to > 0",
    "CREATE INDEX draft_unanswered ON draft (answer_due, document)"
    " WHERE answer_due IS NOT NULL AND answered_seq IS NULL",
    "CREATE INDEX sending_unreceived ON sending_recipient (document) WHERE receipt = 1 AND received_on IS NULL",
    "CREATE INDEX distribution_open ON distribution (document) WHERE received_on IS NULL",
    "CREATE INDEX distribution_to_person ON distribution (person, document) WHERE received_on IS NULL AND person > 0",
    "CREATE INDEX distribution_to_department ON distribution (department, document)"
    " WHERE received_on IS NULL AND department > 0",
    "CREATE INDEX carrying_out_by_person ON carrying_out (person, document) WHERE reported_on IS NULL AND person > 0",
    "CREATE INDEX carrying_out_ordered ON carrying_out (ordered_at, document) WHERE reported_on IS NULL",
    "CREATE INDEX carrying_out_due ON carrying_out (due, document) WHERE reported_on IS NULL",
    "CREATE INDEX carrying_out_by_department ON carrying_out (department, document)"
    " WHERE reported_on IS NULL AND department > 0",
)
