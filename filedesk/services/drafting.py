"""Drafting 拟稿 until it is put up for signature: versions, checking 核稿, countersigning 会签 (O1, N1, F9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from filedesk.domain.documents import Series, checked_remark, needed_reason
from filedesk.domain.drafts import Signature, Wording, checked_wording, rule_of_signature, signature_for
from filedesk.domain.people import Role
from filedesk.domain.routing import State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.deputies import acting_as, for_whom
from filedesk.services.desk_ports import Ports
from filedesk.services.drafts import (
    check_may_change,
    check_not_his_draft,
    check_own_department,
    check_step,
    covers,
    draft_rows,
    drafters,
    holds_role,
    managers_of,
    take_in_more,
)
from filedesk.services.instruction import general_manager
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing
from filedesk.services.registration import kinds
from filedesk.services.taking_in import Staged


@dataclass(frozen=True)
class Drafted:
    """The draft that was made, and what changed."""

    document: int
    changes: Changes


def _version_fields(
    writing: Writing, series: Series, said: Wording, today: str
) -> tuple[dict[str, object], dict[str, str]]:
    told = checked_wording(series, said, today=date.fromisoformat(today), kinds=frozenset(kinds(writing)))
    department = writing.get("department", id=told.department)
    data: dict[str, object] = {
        "series": series.value,
        "on": today,
        "kind": told.kind,
        "urgency": told.urgency.value,
        "copies": told.copies,
        "department": told.department,
        "answer_due": told.answer_due.isoformat() if told.answer_due else None,
    }
    words = {
        "title": told.title,
        "recipients": told.recipients,
        "copied": told.copied,
        "notes": told.notes,
        "unit": str(department["name"]) if department else "",
    }
    return data, words


def make(
    ports: Ports,
    session: Session,
    *,
    series: Series,
    said: Wording,
    replies_to: int | None = None,
    staged: Sequence[Staged] = (),
) -> Drafted:
    """Begin a draft, which has no number yet. An outgoing one may answer an incoming document.

    Raises RuleRefused naming what the wording lacks, ("not_your_department") and ("reply_to_nothing").
    """
    require(session, "draft_made", rule="O1" if series is Series.OUTGOING else "N1")
    with ports.ledger.writing() as writing:
        check_own_department(writing, session, said.department)
        registers = {series.value}
        if replies_to is not None:
            answered = document_row(writing, replies_to)
            if (
                answered["series"] != Series.INCOMING
                or series is not Series.OUTGOING
                or answered["state"] == State.VOID
            ):
                raise RuleRefused("reply_to_nothing", rule="O3")
            registers.add(answered["series"])
        data, words = _version_fields(writing, series, said, ports.today(writing))
        document = writing.next_id("document")
        act = act_of(writing, session)
        files = [one.file for one in staged]
        act.append("draft_made", {**data, "document": document, "files": files, "replies_to": replies_to}, words)
        take_in_more(writing, act, {"id": document, "files": 0}, staged, own=True)
    documents = frozenset({document} if replies_to is None else {document, replies_to})
    return Drafted(document, Changes(frozenset(registers), documents))


def revise(
    ports: Ports,
    session: Session,
    *,
    document: int,
    said: Wording,
    kept: Sequence[str] = (),
    staged: Sequence[Staged] = (),
    reason: str = "",
    seen: int | None = None,
) -> Changes:
    """Write a new version: its words, the files `kept` of earlier ones, and new ones. The one before stays readable.

    Whatever was signed was signed on the version before: the new one goes its way from the beginning, back to the
    signer (F9), and a reason is then needed. Raises RuleRefused ("reason_missing"), ("file_unknown").
    """
    require(session, "draft_revised", rule="F9")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        series = Series(row["series"])
        step(series, State(row["state"]), Step.REVISE, session.roles)
        check_may_change(writing, session, row)
        check_own_department(writing, session, said.department)
        told = checked_remark(reason)
        if draft["signed_by"] is not None and not told:
            raise RuleRefused("reason_missing", rule="F9")
        own = {one["file"] for one in writing.find("version_file", document=document)}
        if not set(kept) <= own:
            raise RuleRefused("file_unknown")
        data, words = _version_fields(writing, series, said, ports.today(writing))
        act = act_of(writing, session)
        files = [*kept, *(one.file for one in staged)]
        data |= {"document": document, "version": draft["version"] + 1, "files": files}
        act.append("draft_revised", data, {**words, "reason": told})
        take_in_more(writing, act, row, staged, own=True)
    return changed(row)


def _of_version(row: Row, draft: Row) -> dict[str, object]:
    return {"document": row["id"], "version": draft["version"]}


def _signing(writing: Reading, row: Row, draft: Row) -> dict[str, object]:
    return {**_of_version(row, draft), "covers": covers(writing, row["id"], draft["version"])}


def check(ports: Ports, session: Session, *, document: int, text: str = "", seen: int | None = None) -> Changes:
    """Check a draft 核稿: the head of the office or a manager, with a remark if he likes; never one's own."""
    require(session, "draft_checked", rule="O1")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.CHECK, session.roles)
        if session.person in drafters(row, draft):
            raise RuleRefused("not_for_oneself", rule="O1")
        act_of(writing, session).append("draft_checked", _signing(writing, row, draft), {"text": checked_remark(text)})
    return changed(row)


def ask_countersign(
    ports: Ports, session: Session, *, document: int, persons: Sequence[int], seen: int | None = None
) -> Changes:
    """Ask managers to countersign 会签, each for himself and in any order.

    Raises RuleRefused ("countersigner_missing"), ("countersigner_twice"), ("countersigner_unfit").
    """
    require(session, "countersign_asked", rule="O1")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.ASK_COUNTERSIGN, session.roles)
        check_may_change(writing, session, row)
        if not persons:
            raise RuleRefused("countersigner_missing", rule="O1")
        if len(set(persons)) != len(persons):
            raise RuleRefused("countersigner_twice", rule="O1")
        for person in persons:
            if person in drafters(row, draft) or not holds_role(writing, person, Role.DEPARTMENT_MANAGER):
                raise RuleRefused("countersigner_unfit", rule="O1")
        data = {**_of_version(row, draft), "persons": list(persons)}
        act_of(writing, session).append("countersign_asked", data)
    return changed(row)


def waiting_countersigners(reading: Reading, document: int, version: int) -> list[int]:
    """Who has yet to countersign this version, in order."""
    rows = reading.find("countersigner", order="position", document=document, version=version, signed_seq=None)
    return [one["person"] for one in rows]


def countersign(ports: Ports, session: Session, *, document: int, text: str = "", seen: int | None = None) -> Changes:
    """Countersign for one's department; the last one who was asked moves the draft on."""
    require(session, "countersigned", rule="O1")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        person, left = _countersigner(ports, writing, session, Step.COUNTERSIGN, row=row, draft=draft)
        data = {**_signing(writing, row, draft), "left": left, "deputy_for": for_whom(session, person)}
        act_of(writing, session).append("countersigned", data, {"text": checked_remark(text)})
    return changed(row)


def refuse_countersign(
    ports: Ports, session: Session, *, document: int, reason: str, seen: int | None = None
) -> Changes:
    """Refuse to countersign, with remarks: the draft goes back to its drafter."""
    require(session, "countersign_refused", rule="O1")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        person, _left = _countersigner(ports, writing, session, Step.REFUSE, row=row, draft=draft)
        data = {**_signing(writing, row, draft), "to": draft["kept_by"], "deputy_for": for_whom(session, person)}
        act_of(writing, session).append("countersign_refused", data, {"reason": told})
    return changed(row)


def _countersigner(
    ports: Ports, writing: Writing, session: Session, wanted: Step, *, row: Row, draft: Row
) -> tuple[int, int]:
    """As whom this person countersigns, himself or as deputy, and how many are left then."""
    waiting = waiting_countersigners(writing, row["id"], draft["version"])
    person = acting_as(ports, writing, session, waiting)
    check_step(writing, session, row, wanted, person)
    if person is None:
        raise RuleRefused("not_asked_to_countersign", rule="O1")
    check_not_his_draft(session, row, draft, person)
    return person, len(waiting) - 1


def submit(
    ports: Ports, session: Session, *, document: int, to_general_manager: bool = False, seen: int | None = None
) -> Changes:
    """Put a draft up for signature: to the general manager what only he signs (O1, N1a), else to the department's
    manager (N1); `to_general_manager` puts everyday business to him as well.

    Raises RuleRefused("department_without_manager").
    """
    require(session, "draft_submitted", rule="O1")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        series = Series(row["series"])
        signature = Signature.ISSUE if to_general_manager else signature_for(series, row["kind"])
        wanted = Step.SUBMIT if signature is Signature.ISSUE else Step.PUT_TO_MANAGER
        step(series, State(row["state"]), wanted, session.roles)
        check_may_change(writing, session, row)
        if signature is Signature.ISSUE:
            to = general_manager(writing)
        else:
            found = managers_of(writing, row["department"])
            if not found:
                raise RuleRefused("department_without_manager", rule=rule_of_signature(series, row["kind"]))
            to = found[0]
        data = {**_of_version(row, draft), "to": to, "signature": signature.value}
        act_of(writing, session).append("draft_submitted", data)
    return changed(row)


def drop(ports: Ports, session: Session, *, document: int, reason: str, seen: int | None = None) -> Changes:
    """Give a draft up before it has a number. Raises RuleRefused("number_to_be_voided") once it has one."""
    require(session, "draft_dropped")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row, _draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.DROP, session.roles)
        check_may_change(writing, session, row)
        if row["serial"]:
            raise RuleRefused("number_to_be_voided", number=row["number"])
        act_of(writing, session).append("draft_dropped", {"document": document}, {"reason": told})
    return changed(row)
