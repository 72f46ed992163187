"""What need not wait for the general manager (I3): kinds that he released in advance 直送, and 先办后阅 on his word.

Both are told in a list that he sees. What was acted on first is his instruction as the clerk recorded it; he confirms
it like any other (`instruction.confirm_instructions`).
"""

from __future__ import annotations

from collections.abc import Collection

from filedesk.domain.documents import Series, needed_reason, tidy_lines
from filedesk.domain.routing import State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.desk_ports import Ports
from filedesk.services.instruction import check_wording, covers
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.recording import Slip, checked_slip
from filedesk.services.registration import kinds
from filedesk.services.wording import Wording

DIRECTLY = "直送"
"""What stands in place of an instruction where none is needed."""


def released_kinds(reading: Reading) -> list[str]:
    """The kinds of document that the general manager has released in advance."""
    return [row["kind"] for row in reading.find("released_kind", order="seq")]


def release_kind(ports: Ports, session: Session, *, kind: str, released: bool = True, reason: str = "") -> Changes:
    """The general manager releases a kind 直送, or takes that back. Raises RuleRefused: "released_already"."""
    require(session, "kind_released", rule="I3")
    with ports.ledger.writing() as writing:
        if kind not in kinds(writing):
            raise RuleRefused("kind_unknown", kind=kind)
        if (kind in released_kinds(writing)) == released:
            raise RuleRefused("released_already", rule="I3")
        data = {"kind": kind, "released": int(released)}
        act_of(writing, session).append("kind_released", data, {"reason": tidy_lines(reason)})
    return Changes(office=True)


def send_directly(
    ports: Ports, session: Session, *, document: int, said: Wording, reason: str = "", seen: int | None = None
) -> Changes:
    """Send a paper of a released kind to readers and departments without the general manager (I3).

    Raises RuleRefused: "kind_not_released", "nobody_named", and as for an instruction.
    """
    require(session, "sent_directly", rule="I3")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.SEND_DIRECTLY, session.roles)
        if row["kind"] not in released_kinds(writing):
            raise RuleRefused("kind_not_released", rule="I3", kind=row["kind"])
        _check_somebody(said)
        data = check_wording(writing, said, received=row["received"])
        data |= {"document": document, "covers": covers(writing, document), "on": ports.today(writing)}
        words = {"text": tidy_lines(said.text) or DIRECTLY, "reason": tidy_lines(reason)}
        act_of(writing, session).append("sent_directly", data, words)
    return changed(row)


def act_first(
    ports: Ports,
    session: Session,
    *,
    document: int,
    said: Wording,
    reason: str,
    slip: Slip,
    seen: int | None = None,
) -> Changes:
    """An urgent paper is acted on before the general manager reads it, on his word as `slip` tells it 先办后阅 (I3).

    Raises RuleRefused: "reason_missing", "instruction_empty", "nobody_named", and as for an instruction.
    """
    require(session, "acted_first", rule="I3")
    told = needed_reason(reason)
    if not tidy_lines(said.text):
        raise RuleRefused("instruction_empty", rule="I3")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.ACT_FIRST, session.roles)
        _check_somebody(said)
        data = check_wording(writing, said, received=row["received"])
        act = act_of(writing, session)
        on_slip = checked_slip(ports, writing, act, row, slip, person=session.person)
        data |= {name: value for name, value in on_slip.items() if name != "person"}
        data |= {"document": document, "covers": covers(writing, document)}
        act.append("acted_first", data, {"text": tidy_lines(said.text), "reason": told})
    return changed(row)


def exceptions(reading: Reading, *, unseen: bool = True) -> list[Row]:
    """What did not wait for the general manager, the oldest first; only what he has yet to see, or all."""
    return reading.find("exception", order="seq", seen_seq=None) if unseen else reading.find("exception", order="seq")


def see_exceptions(ports: Ports, session: Session, *, seen: Collection[int]) -> Changes:
    """The general manager has seen these exceptions, many at once (I3)."""
    require(session, "exception_seen", rule="I3")
    changes = Changes()
    with ports.ledger.writing() as writing:
        act = act_of(writing, session)
        for seq in seen:
            made = writing.get("exception", seq=seq, seen_seq=None)
            if made is None:
                raise RuleRefused("exception_unknown", rule="I3")
            row = document_row(writing, made["document"])
            act.append("exception_seen", {"document": row["id"], "exception": seq})
            changes |= changed(row)
    return changes


def _check_somebody(said: Wording) -> None:
    if not said.readers and not said.departments():
        raise RuleRefused("nobody_named", rule="I3")
