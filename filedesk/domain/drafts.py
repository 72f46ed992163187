"""The rules of what the office itself writes: who signs what, which numbers it bears, what must be there to file it.

Outgoing papers go to the general manager (O1), and so do company documents of the house (N1a). Everyday business
between departments is signed by the manager of the department that drafted it (N1); the general manager may sign it
as well. What was signed is never replaced: a change is a new version, and it goes back to the signer (F9).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from filedesk.domain.documents import (
    LONGEST_LINE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_COPIES,
    Series,
    Urgency,
    tidy,
    tidy_lines,
)
from filedesk.domain.routing import State
from filedesk.errors import RuleRefused

DRAFTED_SERIES = (Series.OUTGOING, Series.INTERNAL)
"""The series whose documents the office writes itself."""

COMPANY_DOCUMENTS = frozenset(
    {
        "resolution", "decision", "order", "communique", "announcement", "notice_public", "opinion", "notice",
        "circular", "reply", "bill", "minutes", "regulation", "authorisation", "contract", "sign_report",
    }
)  # fmt: skip
"""The kinds that bind the whole company, which only the general manager issues (N1a): 制度, 命令, 通报, 通知 and their
like. All others, the office's own kinds among them, are everyday business.
"""

NOT_YET_SIGNED = frozenset({State.DRAFTED, State.IN_COUNTERSIGNING, State.COUNTERSIGNED, State.SENT_BACK})
"""States in which a draft can be changed and nobody who decides has signed or is about to."""

LONGEST_CODE = 20
MOST_RECIPIENTS = 500


class Means(StrEnum):
    """How a paper is sent (O3)."""

    POST = "post"
    COURIER = "courier"
    BY_HAND = "by_hand"
    FAX = "fax"
    EMAIL = "email"
    EXCHANGE = "exchange"


class Signature(StrEnum):
    """Which signature a draft gets: 签发 by the general manager, or that of the department's manager."""

    ISSUE = "issue"
    SIGN = "sign"


@dataclass(frozen=True)
class Wording:
    """What a version of a draft says and how it is meant to go out.

    `recipients` are the main ones 主送, or the range of distribution of an internal document; `copied` 抄送.
    `answer_due` is the day by which an inter-office memo wants its answer.
    """

    title: str
    recipients: str
    copied: str = ""
    kind: str = "other"
    urgency: Urgency = Urgency.ROUTINE
    copies: int = 1
    department: int = 0
    notes: str = ""
    answer_due: date | None = None


def needs_general_manager(series: Series, kind: str) -> bool:
    """Whether only the general manager may sign it: what goes out (O1), and company documents (N1a)."""
    return series is Series.OUTGOING or kind in COMPANY_DOCUMENTS


def signature_for(series: Series, kind: str) -> Signature:
    """The signature that a document of this kind is put up for."""
    return Signature.ISSUE if needs_general_manager(series, kind) else Signature.SIGN


def rule_of_signature(series: Series, kind: str) -> str:
    """The rule that says so."""
    if series is Series.OUTGOING:
        return "O1"
    return "N1a" if kind in COMPANY_DOCUMENTS else "N1"


def offered_code(office: str, department: str) -> str:
    """The code 代字 that is offered to a department without one: the office's and the department's first character."""
    return f"{office}{department[:1]}"


def checked_code(text: str) -> str:
    """A department's code as it is kept. Raises RuleRefused when it is empty, too long, or would blur a number."""
    told = tidy(text).replace(" ", "")
    if not told:
        raise RuleRefused("code_empty")
    if len(told) > LONGEST_CODE:
        raise RuleRefused("name_too_long", most=LONGEST_CODE)
    if any(sign in told for sign in "〔〕[]()（）号") or told[-1].isdigit():
        raise RuleRefused("code_not_clear", text=told)
    return told


def checked_wording(series: Series, said: Wording, *, today: date, kinds: Collection[str]) -> Wording:
    """The wording with its texts tidied. Raises RuleRefused naming the first field that cannot stand (O1, N1)."""
    if series not in DRAFTED_SERIES:
        raise RuleRefused("not_a_draft")
    title, recipients, copied = tidy(said.title), tidy(said.recipients), tidy(said.copied)
    if not title:
        raise RuleRefused("draft_title_missing")
    if len(title) > LONGEST_TITLE:
        raise RuleRefused("title_too_long", most=LONGEST_TITLE, length=len(title))
    if not recipients:
        raise RuleRefused("recipients_missing", rule="O3" if series is Series.OUTGOING else "F10")
    for name, text, most in (
        ("recipients", recipients, LONGEST_TEXT),
        ("copied", copied, LONGEST_TEXT),
        ("notes", said.notes, LONGEST_TEXT),
    ):
        if len(text) > most:
            raise RuleRefused("text_too_long", field=name, most=most)
    if said.kind not in kinds:
        raise RuleRefused("kind_unknown", kind=said.kind)
    if not 1 <= said.copies <= MOST_COPIES:
        raise RuleRefused("copies_out_of_range", most=MOST_COPIES)
    if said.answer_due is not None:
        if series is not Series.INTERNAL:
            raise RuleRefused("answer_due_internal_only", rule="N1")
        if said.answer_due < today:
            raise RuleRefused("due_in_past", day=said.answer_due.isoformat())
    return replace(said, title=title, recipients=recipients, copied=copied, notes=tidy_lines(said.notes))


_COUNTED = re.compile(r"(?P<name>.*?)(?:\s+|[×x*]\s*)(?P<copies>\d{1,6})\s*份?")


def listed_names(text: str) -> list[tuple[str, int]]:
    """Names with copies out of what was typed: a line each, or apart by 、；，; "市水务局 2" wants two copies."""
    found = []
    for part in re.split(r"[\n、；;，,]", text):
        told = tidy(part)
        counted = _COUNTED.fullmatch(told)
        if counted is not None and counted["name"].strip():
            found.append((counted["name"].strip(), int(counted["copies"])))
        elif told:
            found.append((told, 1))
    return found


def checked_line(text: str, *, field: str) -> str:
    """One line of text, tidied; it may be empty. Raises RuleRefused("text_too_long")."""
    told = tidy(text)
    if len(told) > LONGEST_LINE:
        raise RuleRefused("text_too_long", field=field, most=LONGEST_LINE)
    return told
