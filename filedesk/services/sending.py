"""Sending outgoing documents (O3), receipts 回执, and putting the originals away (O2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from filedesk.domain.documents import LONGEST_TEXT, MOST_COPIES, Series, tidy_lines
from filedesk.domain.drafts import MOST_RECIPIENTS, Means, checked_line
from filedesk.domain.routing import State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, require
from filedesk.services.changes import Changes, changed
from filedesk.services.desk_ports import Ports
from filedesk.services.drafts import draft_rows, take_in_more
from filedesk.services.instruction import put_into_named_folder
from filedesk.services.issuing import changed_reply, past_day
from filedesk.services.keys import Session
from filedesk.services.ledger import Row
from filedesk.services.taking_in import Staged


@dataclass(frozen=True)
class Recipient:
    """Whom a document goes to: main 主送 or copied to 抄送, how many copies, whether a receipt is asked for."""

    name: str
    copies: int = 1
    main: bool = True
    receipt: bool = True


def _checked(recipients: Sequence[Recipient]) -> list[Recipient]:
    if not recipients or not any(one.main for one in recipients):
        raise RuleRefused("recipients_missing", rule="O3")
    if len(recipients) > MOST_RECIPIENTS:
        raise RuleRefused("too_many_recipients", most=MOST_RECIPIENTS)
    for one in recipients:
        if not 1 <= one.copies <= MOST_COPIES:
            raise RuleRefused("copies_out_of_range", most=MOST_COPIES)
    told = [
        Recipient(checked_line(one.name, field="recipients"), one.copies, one.main, one.receipt) for one in recipients
    ]
    if not all(one.name for one in told):
        raise RuleRefused("recipients_missing", rule="O3")
    return told


def send(
    ports: Ports,
    session: Session,
    *,
    document: int,
    means: Means,
    recipients: Sequence[Recipient],
    on: date | None = None,
    tracking: str = "",
    notes: str = "",
    seen: int | None = None,
) -> Changes:
    """Record a sending: means, day, recipients with copies, tracking number. More of it may be sent later.

    Raises RuleRefused: "recipients_missing" without a main one, "copies_out_of_range", "date_in_future".
    """
    require(session, "document_sent", rule="O3")
    told = _checked(recipients)
    tracked = checked_line(tracking, field="tracking")
    if len(notes) > LONGEST_TEXT:
        raise RuleRefused("text_too_long", field="notes", most=LONGEST_TEXT)
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.SEND, session.roles)
        data = {
            "document": document,
            "version": draft["version"],
            "on": past_day(ports, writing, on),
            "further": int(row["state"] == State.SENT),
            "means": means.value,
            "recipients": [{"copies": one.copies, "main": int(one.main), "receipt": int(one.receipt)} for one in told],
            "replies_to": draft["replies_to"],
        }
        words = {f"recipient.{place}": one.name for place, one in enumerate(told)}
        act_of(writing, session).append(
            "document_sent", data, {**words, "tracking": tracked, "notes": tidy_lines(notes)}
        )
    return changed(row) | changed_reply(draft)


def is_missing(one: Row, *, filed: bool) -> bool:
    """Whether a recipient's receipt is missing; of a filed document any that has not come can still be noted."""
    asked = bool(one["receipt"] and one["received_on"] is None)
    return asked or (filed and bool(one["received_on"] is None or one["none"]))


def note_receipt(
    ports: Ports,
    session: Session,
    *,
    document: int,
    sending: int,
    position: int,
    received_by: str,
    on: date | None = None,
    none: bool = False,
    staged: Sequence[Staged] = (),
    seen: int | None = None,
) -> Changes:
    """Note a receipt 回执, with its file if there is one; `none` says that none will come, `received_by` then why.

    After filing it may come late: where it had been given up, or none was asked for.

    Raises RuleRefused: "nothing_to_receive", "received_by_missing", "date_in_future".
    """
    require(session, "receipt_noted", rule="O3")
    told = checked_line(received_by, field="received_by")
    if not told:
        raise RuleRefused("received_by_missing", rule="O3")
    with ports.ledger.writing() as writing:
        row, _draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.NOTE_RECEIPT, session.roles)
        waits = writing.get("sending_recipient", seq=sending, position=position, document=document)
        if waits is None or not is_missing(waits, filed=row["state"] == State.FILED and not none):
            raise RuleRefused("nothing_to_receive", rule="O3")
        day = past_day(ports, writing, on)
        act = act_of(writing, session)
        file = take_in_more(writing, act, row, staged, own=False)
        data = {
            "document": document, "sending": sending, "position": position, "on": day, "none": int(none), "file": file,
        }  # fmt: skip
        act.append("receipt_noted", data, {"received_by": told})
    return changed(row)


def deposit(
    ports: Ports,
    session: Session,
    *,
    document: int,
    signed_draft: bool,
    final_text: bool,
    fair_copy: bool,
    seen: int | None = None,
) -> Changes:
    """Say that the clerk has signed draft 签发原稿, final text 定稿 and one fair copy 正本 of a sent document (O2).

    Raises RuleRefused("originals_missing") unless all three are.
    """
    require(session, "originals_deposited", rule="O2")
    if not (signed_draft and final_text and fair_copy):
        raise RuleRefused("originals_missing", rule="O2")
    with ports.ledger.writing() as writing:
        row, draft = draft_rows(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.DEPOSIT, session.roles)
        data = {
            "document": document, "version": draft["version"], "signed_draft": 1, "final_text": 1, "fair_copy": 1,
        }  # fmt: skip
        act_of(writing, session).append("originals_deposited", data)
    return changed(row)


def file_originals(ports: Ports, session: Session, *, document: int, folder: str, year: int) -> Changes:
    """The clerk has all three originals in hand and puts them into a folder (O2); a folder not there yet is made."""
    changes = deposit(ports, session, document=document, signed_draft=True, final_text=True, fair_copy=True)
    return changes | put_into_named_folder(ports, session, documents=[document], name=folder, year=year)
