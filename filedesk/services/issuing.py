"""Signing what the office writes (签发, N1), its number 代字〔2026〕N号, and the chop 用印 (O1, O3, N1a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from filedesk.domain.documents import MOST_COPIES, Series, checked_remark, needed_reason
from filedesk.domain.drafts import (
    Signature,
    checked_code,
    checked_line,
    needs_general_manager,
    offered_code,
    rule_of_signature,
)
from filedesk.domain.numbering import FIRST_CODE, coded
from filedesk.domain.people import Role
from filedesk.domain.routing import State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, check_department, require
from filedesk.services.blocks import Block, FromBlock, open_blocks, taken
from filedesk.services.changes import Changes, changed
from filedesk.services.deputies import acting_as, for_whom
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.drafts import (
    check_not_his_draft,
    check_step,
    covers,
    draft_rows,
    holds_role,
    is_here,
    managers_of,
    manages,
)
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing
from filedesk.services.recording import Slip, checked_slip


@dataclass(frozen=True)
class Numbered:
    """The number that a document was given, and what changed."""

    number: str
    changes: Changes


def _check_signer(reading: Reading, person: int, row: Row) -> None:
    """Raise RuleRefused unless this person may sign a document of this kind and department (N1, N1a)."""
    if holds_role(reading, person, Role.GENERAL_MANAGER):
        return
    series = Series(row["series"])
    if needs_general_manager(series, row["kind"]):
        raise RuleRefused("needs_general_manager", rule=rule_of_signature(series, row["kind"]))
    if not manages(reading, person, row["department"]):
        raise RuleRefused("not_manager_of_department", rule="N1")


def approve(ports: Ports, session: Session, *, document: int, text: str = "", seen: int | None = None) -> Changes:
    """The general manager issues 签发 the version before him; his signature covers its words and files (F9)."""
    require(session, "draft_approved", rule="O1")
    return _sign(ports, session, Signature.ISSUE, document=document, text=text, seen=seen)


def sign(ports: Ports, session: Session, *, document: int, text: str = "", seen: int | None = None) -> Changes:
    """The manager of the department signs everyday business of the house (N1), or his deputy, who did not draft it; the
    general manager may as well.

    Raises RuleRefused: "needs_general_manager" (N1a) for a company document, "not_manager_of_department" (N1).
    """
    require(session, "draft_signed", rule="N1")
    return _sign(ports, session, Signature.SIGN, document=document, text=text, seen=seen)


def _sign(
    ports: Ports, session: Session, signature: Signature, *, document: int, text: str, seen: int | None
) -> Changes:
    issued = signature is Signature.ISSUE
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        person = session.person if issued else signing_as(ports, writing, session, row)
        check_step(writing, session, row, Step.APPROVE if issued else Step.SIGN, person)
        _check_signer(writing, person, row)
        check_not_his_draft(session, row, draft, person)
        data = {**_signing(writing, row, draft), "on": ports.today(writing), "deputy_for": for_whom(session, person)}
        kind = "draft_approved" if issued else "draft_signed"
        act_of(writing, session).append(kind, data, {"text": checked_remark(text)})
    return changed(row)


def signing_as(ports: Ports, reading: Reading, session: Session, row: Row) -> int:
    """As whom a person signs everyday business (N1): himself, or as the deputy of the department's manager.

    Nobody signs as the general manager's deputy: what he issues (O1, N1a) is his alone.
    """
    if session.is_a(Role.GENERAL_MANAGER):
        return session.person
    heads = [one for one in managers_of(reading, row["department"]) if not _is_head(reading, one)]
    return acting_as(ports, reading, session, heads) or session.person


def returning_as(ports: Ports, reading: Reading, session: Session, draft: Row) -> int | None:
    """As whom a person returns a draft: as the one it was put to, his deputy, or the general manager."""
    if session.is_a(Role.GENERAL_MANAGER):
        return session.person
    put_to = [draft["put_to"]] if draft["put_to"] and not _is_head(reading, draft["put_to"]) else []
    return acting_as(ports, reading, session, put_to)


def _is_head(reading: Reading, person: int) -> bool:
    return holds_role(reading, person, Role.GENERAL_MANAGER)


def _signing(writing: Writing, row: Row, draft: Row) -> dict[str, object]:
    version = draft["version"]
    return {"document": row["id"], "version": version, "covers": covers(writing, row["id"], version)}


def return_draft(ports: Ports, session: Session, *, document: int, reason: str, seen: int | None = None) -> Changes:
    """Send a draft back to its drafter with remarks: whoever it was put to, or the general manager."""
    require(session, "draft_returned", rule="O1")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        wanted = Step.HAND_BACK if row["state"] == State.WITH_MANAGER else Step.SEND_BACK
        person = returning_as(ports, writing, session, draft)
        check_step(writing, session, row, wanted, person)
        if person is None:
            raise RuleRefused("not_put_to_you", rule="N1")
        data = {"document": document, "version": draft["version"], "to": draft["kept_by"]}
        data["deputy_for"] = for_whom(session, person)
        act_of(writing, session).append("draft_returned", data, {"reason": told})
    return changed(row)


def record_signature(
    ports: Ports,
    session: Session,
    *,
    document: int,
    person: int,
    slip: Slip,
    text: str = "",
    seen: int | None = None,
) -> Changes:
    """Record a signature from paper or telephone (rules, "Signing on paper"); `person` confirms it later 补签.

    Raises as `checked_slip` and `sign` do.
    """
    require(session, "approval_recorded", rule="O1")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        issued = row["state"] == State.WITH_GENERAL_MANAGER
        role = Role.GENERAL_MANAGER if issued else Role.DEPARTMENT_MANAGER
        step(Series(row["series"]), State(row["state"]), Step.APPROVE if issued else Step.SIGN, {role})
        if issued and not holds_role(writing, person, Role.GENERAL_MANAGER):
            raise RuleRefused("needs_general_manager", rule="O1")
        _check_signer(writing, person, row)
        act = act_of(writing, session)
        data = _signing(writing, row, draft)
        data |= checked_slip(ports, writing, act, row, slip, person=person)
        data["signature"] = (Signature.ISSUE if issued else Signature.SIGN).value
        act.append("approval_recorded", data, {"text": checked_remark(text)})
    return changed(row)


def code_offered(reading: Reading, department: int) -> str:
    """The code 代字 that a department has, or the one that is offered to it."""
    told = code_of(reading, department)
    if told is not None:
        return str(told["text"])
    row = reading.get("department", id=department)
    return offered_code(office_row(reading)["code"], row["name"] if row else "")


def code_of(reading: Reading, department: int) -> Row | None:
    """The code that a department has now, with `id` and `text`, or None."""
    row = reading.get("department_code", department=department)
    return reading.get("number_code", id=row["code"]) if row else None


def departments_with_codes(reading: Reading) -> list[Row]:
    """Every department with its `code` as text, empty for none yet, and the one that is `offered`."""
    found = []
    for row in reading.find("department", order="id"):
        told = code_of(reading, row["id"])
        found.append({**row, "code": told["text"] if told else "", "offered": code_offered(reading, row["id"])})
    return found


def set_code(ports: Ports, session: Session, *, department: int, text: str) -> Changes:
    """Give a department its code 代字; a code that it had before goes on with its old numbers.

    Raises RuleRefused: "code_empty", "code_not_clear", and "code_taken" when the office or another department has it.
    """
    require(session, "department_code_set")
    told = checked_code(text)
    with ports.ledger.writing() as writing:
        check_department(writing, department)
        known = writing.get("number_code", text=told)
        holders = writing.find("department_code", code=known["id"]) if known else []
        if told == office_row(writing)["code"] or any(one["department"] != department for one in holders):
            raise RuleRefused("code_taken", text=told)
        code = known["id"] if known else max(writing.next_id("number_code"), FIRST_CODE + 1)
        act_of(writing, session).append("department_code_set", {"department": department, "code": code}, {"text": told})
    return Changes(office=True)


def number(
    ports: Ports, session: Session, *, document: int, reserved: FromBlock | None = None, seen: int | None = None
) -> Numbered:
    """Give a signed document its number: the next of the office's code, in the house of its department's (O3, N1a).

    With `reserved` it is a number of a block, given by hand during an outage 补录; refusals as `blocks.taken` has them.

    A new version of a document that has its number keeps it. Raises RuleRefused("department_without_code").
    """
    require(session, "draft_numbered", rule="O3")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        series = Series(row["series"])
        step(series, State(row["state"]), Step.NUMBER, session.roles)
        act = act_of(writing, session)
        if row["serial"]:
            act.append("number_kept", {"document": document, "version": draft["version"]})
            return Numbered(row["number"], changed(row))
        code, text = _code_for(writing, series, row)
        if reserved is None:
            year = int(ports.today(writing)[:4])
            serial = writing.next_serial(series.value, 0, year, code)
        else:
            block, serial = taken(writing, reserved, series, code)
            year = block.year
        data = {
            "document": document,
            "version": draft["version"],
            "series": series.value,
            "code": code,
            "year": year,
            "serial": serial,
            "replies_to": draft["replies_to"],
            "block": reserved.block if reserved is not None else None,
        }
        act.append("draft_numbered", data, {"code": text})
    return Numbered(coded(text, year, serial), changed(row) | changed_reply(draft))


def changed_reply(draft: Row) -> Changes:
    """What an act on a reply changes in the incoming register."""
    answers = draft["replies_to"]
    return Changes(frozenset({Series.INCOMING.value}), frozenset({answers})) if answers else Changes()


def blocks_for(reading: Reading, row: Row) -> list[Block]:
    """The open blocks whose numbers this document of the office can be given."""
    try:
        code, _text = _code_for(reading, Series(row["series"]), row)
    except RuleRefused:
        return []
    return open_blocks(reading, Series(row["series"]), code)


def _code_for(reading: Reading, series: Series, row: Row) -> tuple[int, str]:
    if series is Series.OUTGOING:
        return FIRST_CODE, str(office_row(reading)["code"])
    code = code_of(reading, row["department"])
    if code is None:
        department = reading.get("department", id=row["department"])
        raise RuleRefused(
            "department_without_code", rule="N1a", department=department["name"] if department else "–",
            offered=code_offered(reading, row["department"]),
        )  # fmt: skip
    return code["id"], code["text"]


def use_chop(
    ports: Ports,
    session: Session,
    *,
    document: int,
    chop: str,
    witness: int,
    copies: int,
    on: date | None = None,
    purpose: str = "",
    seen: int | None = None,
) -> Changes:
    """Record that a chop was used 用印 on a numbered document: which, on how many copies, and who witnessed it 监印人.

    Raises RuleRefused: "chop_missing", "witness_is_user", "witness_unknown", "date_in_future".
    """
    require(session, "chop_used", rule="O3")
    told, why = checked_line(chop, field="chop"), checked_line(purpose, field="purpose")
    if not told:
        raise RuleRefused("chop_missing", rule="O3")
    if not 1 <= copies <= MOST_COPIES:
        raise RuleRefused("copies_out_of_range", most=MOST_COPIES)
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.CHOP, session.roles)
        if witness == session.person:
            raise RuleRefused("witness_is_user", rule="O3")
        if not is_here(writing, witness):
            raise RuleRefused("witness_unknown", rule="O3")
        data = {
            "document": document,
            "version": draft["version"],
            "on": past_day(ports, writing, on),
            "witness": witness,
            "copies": copies,
        }
        act_of(writing, session).append("chop_used", data, {"chop": told, "purpose": why})
    return changed(row)


def past_day(ports: Ports, reading: Reading, day: date | None) -> str:
    """The day as events hold it, today where none is given. Raises RuleRefused("date_in_future")."""
    today = ports.today(reading)
    if day is not None and day.isoformat() > today:
        raise RuleRefused("date_in_future", field="on", day=day.isoformat())
    return day.isoformat() if day is not None else today
