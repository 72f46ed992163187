"""Questions to the general manager on the way 请示, and his answers 答复 (I6)."""

from __future__ import annotations

from filedesk.domain.circulation import ASKABLE
from filedesk.domain.documents import LONGEST_TEXT, tidy_lines
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.reading import check_named


def questions(reading: Reading, document: int) -> list[Row]:
    """The questions that were put about a document, with their answers."""
    return reading.find("question", order="seq", document=document)


def ask(ports: Ports, session: Session, *, document: int, text: str, seen: int | None = None) -> Changes:
    """Put a question to the general manager: whoever is in the paper's route may (I6).

    Raises RuleRefused: "question_empty", "text_too_long", "not_named_to_you", "question_too_late".
    """
    require(session, "query_put", rule="I6")
    told = _checked(text)
    if not told:
        raise RuleRefused("question_empty", rule="I6")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        check_named(ports, writing, session, document)
        if row["state"] not in ASKABLE:
            raise RuleRefused("question_too_late", rule="I6", number=row["number"])
        act_of(writing, session).append("query_put", {"document": document}, {"text": told})
    return changed(row)


def answer(ports: Ports, session: Session, *, query: int, text: str) -> Changes:
    """The general manager answers, and signs it (I6). Raises RuleRefused: "answer_empty", "answered_already"."""
    require(session, "query_answered", rule="I6")
    told = _checked(text)
    if not told:
        raise RuleRefused("answer_empty", rule="I6")
    with ports.ledger.writing() as writing:
        asked = writing.get("question", seq=query)
        if asked is None or asked["answered_seq"] is not None:
            raise RuleRefused("answered_already", rule="I6")
        row = document_row(writing, asked["document"])
        act_of(writing, session).append("query_answered", {"document": row["id"], "query": query}, {"text": told})
    return changed(row)


def _checked(text: str) -> str:
    told = tidy_lines(text)
    if len(told) > LONGEST_TEXT:
        raise RuleRefused("text_too_long", field="text", most=LONGEST_TEXT)
    return told
