"""What an entry in a register may say: series, kinds, urgency, level, media, and the checks of a new entry (I1, I2)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from filedesk.errors import RuleRefused


class Series(StrEnum):
    """The three ledgers of an office."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    INTERNAL = "internal"


class Urgency(StrEnum):
    """紧急程度."""

    ROUTINE = "routine"
    URGENT = "urgent"
    EXTRA_URGENT = "extra_urgent"


class Level(StrEnum):
    """公司密级 (rule C1). The secret ones are registered with secret files, a later piece of the program."""

    ORDINARY = "ordinary"
    SECRET = "secret"  # noqa: S105 - a level, not a password
    CONFIDENTIAL = "confidential"
    TOP_SECRET = "top_secret"  # noqa: S105 - a level, not a password


class Medium(StrEnum):
    """What an attachment, or the document itself, is made of."""

    PAPER = "paper"
    FILE = "file"
    TELEPHONE = "telephone"
    DISC = "disc"
    STICK = "stick"
    THING = "thing"


OFFICIAL_KINDS = (
    "resolution", "decision", "order", "communique", "announcement", "notice_public", "opinion", "notice", "circular",
    "report", "request", "reply", "bill", "letter", "minutes",
)  # fmt: skip
COMPANY_KINDS = (
    "regulation", "contract", "meeting_record", "plan", "summary", "bulletin", "fax", "introduction", "authorisation",
    "memo", "sign_report", "government_minutes", "government_regulation", "drawing", "manual", "owner_file",
    "vehicle_file", "telephone_notice", "invitation", "other",
)  # fmt: skip
KINDS = OFFICIAL_KINDS + COMPANY_KINDS
"""文种: the 15 official kinds, the company's own, and the materials of F1 and F2. An office can add to them."""

LONGEST_TITLE = 2_000
LONGEST_TEXT = 4_000
LONGEST_LINE = 400
MOST_COPIES = 100_000
EARLIEST = date(1900, 1, 1)
FUTURE_ALLOWED = timedelta(days=1)


@dataclass(frozen=True)
class Attachment:
    """One attachment that came along with the document: what it is, made of what, how many."""

    what: str
    medium: Medium = Medium.PAPER
    count: int = 1


@dataclass(frozen=True)
class Entry:
    """What the clerk writes into the register for a new document; `checked` tells whether it may stand."""

    series: Series
    title: str
    sender: str
    kind: str = "other"
    sender_number: str = ""
    dated: date | None = None
    received: date | None = None
    signed_for_by: str = ""
    copies: int = 1
    pages: int | None = None
    urgency: Urgency = Urgency.ROUTINE
    level: Level = Level.ORDINARY
    medium: Medium = Medium.PAPER
    department: int | None = None
    deadline: date | None = None
    notes: str = ""
    attachments: tuple[Attachment, ...] = field(default=())


def tidy(text: str) -> str:
    """One line of text as it is kept: NFC, control and formatting characters gone, spaces folded."""
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():  # then no such character is in it, and no space but the plain one
        return " ".join(text.split())
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _DROPPED)
    return " ".join(kept.split())


def tidy_lines(text: str) -> str:
    """Several lines of text as they are kept: each tidied, empty ones at the ends dropped."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip("\n")


def checked_remark(text: str) -> str:
    """A remark as it is kept. Raises RuleRefused("text_too_long")."""
    told = tidy_lines(text)
    if len(told) > LONGEST_TEXT:
        raise RuleRefused("text_too_long", field="text", most=LONGEST_TEXT)
    return told


def needed_reason(text: str) -> str:
    """A reason as it is kept. Raises RuleRefused("reason_missing") and ("text_too_long")."""
    told = checked_remark(text)
    if not told:
        raise RuleRefused("reason_missing")
    return told


_DROPPED = frozenset({"Cc", "Cf", "Cs"})


def checked(entry: Entry, *, today: date, kinds: frozenset[str]) -> Entry:
    """The entry with its words tidied. Raises RuleRefused naming the first field that cannot stand (rule I2).

    `today` is the office's day; `kinds` are the codes of all kinds of document the office knows.
    """
    title, sender = tidy(entry.title), tidy(entry.sender)
    if not title:
        raise RuleRefused("title_missing", rule="I2")
    if len(title) > LONGEST_TITLE:
        raise RuleRefused("title_too_long", rule="I2", most=LONGEST_TITLE, length=len(title))
    if not sender:
        raise RuleRefused("sender_missing", rule="I2")
    for name, text, most in (
        ("sender", sender, LONGEST_LINE),
        ("sender_number", entry.sender_number, LONGEST_LINE),
        ("signed_for_by", entry.signed_for_by, LONGEST_LINE),
        ("notes", entry.notes, LONGEST_TEXT),
    ):
        if len(text) > most:
            raise RuleRefused("text_too_long", field=name, most=most)
    if entry.kind not in kinds:
        raise RuleRefused("kind_unknown", kind=entry.kind)
    _check_dates(entry, today)
    _check_counts(entry)
    return Entry(
        series=entry.series,
        title=title,
        sender=sender,
        kind=entry.kind,
        sender_number=tidy(entry.sender_number),
        dated=entry.dated,
        received=entry.received or today,
        signed_for_by=tidy(entry.signed_for_by),
        copies=entry.copies,
        pages=entry.pages,
        urgency=entry.urgency,
        level=entry.level,
        medium=entry.medium,
        department=entry.department,
        deadline=entry.deadline,
        notes=tidy_lines(entry.notes),
        attachments=tuple(
            Attachment(what=tidy(a.what) or "-", medium=a.medium, count=a.count) for a in entry.attachments
        ),
    )


def _check_dates(entry: Entry, today: date) -> None:
    for name, day in (("dated", entry.dated), ("received", entry.received)):
        if day is not None and day > today + FUTURE_ALLOWED:
            raise RuleRefused("date_in_future", field=name, day=day.isoformat())
        if day is not None and day < EARLIEST:
            raise RuleRefused("date_too_early", field=name, day=day.isoformat())
    received = entry.received or today
    if entry.deadline is not None and entry.deadline < received:
        raise RuleRefused("deadline_before_receipt", day=entry.deadline.isoformat())


def _check_counts(entry: Entry) -> None:
    if not 1 <= entry.copies <= MOST_COPIES:
        raise RuleRefused("copies_out_of_range", most=MOST_COPIES)
    if entry.pages is not None and not 0 <= entry.pages <= MOST_COPIES:
        raise RuleRefused("pages_out_of_range", most=MOST_COPIES)
    for attachment in entry.attachments:
        if not 1 <= attachment.count <= MOST_COPIES:
            raise RuleRefused("copies_out_of_range", most=MOST_COPIES)
        if len(attachment.what) > LONGEST_LINE:
            raise RuleRefused("text_too_long", field="attachments", most=LONGEST_LINE)
    if entry.level is not Level.ORDINARY:
        raise RuleRefused("secret_not_yet", rule="C3")
