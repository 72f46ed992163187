"""Who has which copy of a paper, and every hand-over with its carrier (N3): never among readers themselves (I4)."""

from __future__ import annotations

from filedesk.domain.circulation import LEFT_OPEN, ORIGINAL, may_hand_over
from filedesk.domain.people import CARRIERS, PersonState
from filedesk.domain.routing import Purpose, State
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, act_of, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing


def take_back(
    ports: Ports, session: Session, *, document: int, carrier: int | None = None, seen: int | None = None
) -> Changes:
    """The paper comes back to the clerk from whoever holds it (I4, I7)."""
    require(session, "handed_over", rule="N3")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        if row["holder"] == session.person:
            raise RuleRefused("already_with_you", number=row["number"])
        hand_over(writing, act_of(writing, session), row, to=session.person, carrier=carrier or session.person)
    return changed(row)


def pass_on(
    ports: Ports,
    session: Session,
    *,
    document: int,
    to: int,
    purpose: Purpose,
    copy: int = ORIGINAL,
    carrier: int | None = None,
    seen: int | None = None,
) -> Changes:
    """Record a hand-over of the original or a copy as it happened (N3).

    Raises RuleRefused: "handed_among_readers" (I4), "carrier_may_not", "copy_unknown", "already_with_him",
    "original_is_filed", since what lies in a folder leaves it by lending only (F3). For reading also "not_a_reader"
    and "turn_not_open", since the general manager says who reads (I4).
    """
    require(session, "handed_over", rule="N3")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        if purpose is Purpose.READING:
            _check_reads(writing, document, to)
        act = act_of(writing, session)
        hand_over(writing, act, row, to=to, carrier=carrier or session.person, purpose=purpose, copy=copy)
    return changed(row)


def hand_over(
    writing: Writing,
    act: Act,
    row: Row,
    *,
    to: int,
    carrier: int,
    purpose: Purpose = Purpose.RETURN,
    copy: int = ORIGINAL,
) -> None:
    """One movement of the original or a copy, from whoever holds it. Raises RuleRefused as `pass_on` does."""
    if not 1 <= copy <= row["copies"]:
        raise RuleRefused("copy_unknown", number=row["number"], copies=row["copies"])
    if copy == ORIGINAL and row["state"] == State.FILED:
        raise RuleRefused("original_is_filed", rule="F3", number=row["number"])
    giver = holders(writing, row)[copy]
    if giver == to:
        raise RuleRefused("already_with_him", name=name_of(writing, to))
    taker = check_here(writing, to)
    if not may_hand_over(_roles(writing, giver), _roles(writing, to)):
        raise RuleRefused("handed_among_readers", rule="I4", giver=name_of(writing, giver), taker=taker["name"])
    if not carries(writing, carrier):
        raise RuleRefused("carrier_may_not", rule="N3", name=name_of(writing, carrier))
    data: dict[str, object] = {
        "document": row["id"], "from": giver, "to": to, "carrier": carrier, "purpose": purpose.value,
        "copy": copy if copy != ORIGINAL else None,
    }  # fmt: skip
    act.append("handed_over", data)


def holders(reading: Reading, row: Row) -> dict[int, int]:
    """Copy number → who holds it. Copies that never went out are with whoever registered the document."""
    away = {told["copy"]: told["holder"] for told in reading.find("copy", document=row["id"])}
    return {ORIGINAL: row["holder"]} | {
        copy: away.get(copy, row["registered_by"]) for copy in range(ORIGINAL + 1, row["copies"] + 1)
    }


def still_out(reading: Reading, row: Row) -> dict[int, int]:
    """Further copies that are neither with a clerk nor with the head of the office: copy number → who has it."""
    return {
        copy: holder
        for copy, holder in holders(reading, row).items()
        if copy != ORIGINAL and CARRIERS.isdisjoint(_roles(reading, holder))
    }


def _check_reads(reading: Reading, document: int, reader: int) -> None:
    turn = reading.get("reading_turn", document=document, reader=reader)
    if turn is None:
        raise RuleRefused("not_a_reader", rule="I4")
    if turn["state"] not in LEFT_OPEN:
        raise RuleRefused("turn_not_open", rule="I4", name=name_of(reading, reader))


def check_here(reading: Reading, person: int) -> Row:
    """The row of somebody who is in the office. Raises RuleRefused("person_gone")."""
    row = reading.get("person", id=person)
    if row is None or row["state"] == PersonState.LEFT:
        raise RuleRefused("person_gone")
    return row


def carries(reading: Reading, person: int) -> bool:
    """Whether this person may carry papers: clerks and the head of the office (N3)."""
    return not CARRIERS.isdisjoint(_roles(reading, person))


def name_of(reading: Reading, person: int) -> str:
    """A person's name, for a sentence."""
    row = reading.get("person", id=person)
    return row["name"] if row is not None else "–"


def _roles(reading: Reading, person: int) -> set[str]:
    return {told["role"] for told in reading.find("person_role", person=person)}
