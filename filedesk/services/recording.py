"""Signing on paper and by telephone (rules, "People"): the clerk records it, and who said it confirms it later 补签."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from filedesk.domain.routing import UNSIGNED, SignedOn
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, act_of, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing
from filedesk.services.registration import take_in
from filedesk.services.taking_in import Staged


@dataclass(frozen=True)
class Slip:
    """What the clerk records from: paper or telephone, the day it was given, and the scan of the paper.

    `scan` is the id of a file of the document, or `staged` are files that become supplements, called `what`, in the
    same act, the first of them the scan.
    """

    signed_on: SignedOn
    given: date
    scan: str | None = None
    staged: Sequence[Staged] = ()
    what: str = ""


def checked_slip(ports: Ports, writing: Writing, act: Act, row: Row, slip: Slip, *, person: int) -> dict[str, object]:
    """The fields of an event recorded for `person`; the slip's staged files are taken in.

    Raises RuleRefused: "date_in_future"; "scan_missing" for a paper without its scan; "signed_on_screen".
    """
    if slip.signed_on is SignedOn.SCREEN:
        raise RuleRefused("signed_on_screen")
    if slip.given.isoformat() > ports.today(writing):
        raise RuleRefused("date_in_future", field="given", day=slip.given.isoformat())
    for position, one in enumerate(slip.staged, start=row["files"]):
        take_in(
            writing, act, row["id"], one, position=position, supplement=row["state"] not in UNSIGNED, what=slip.what
        )
    scan = slip.staged[0].file if slip.staged else slip.scan
    if slip.signed_on is SignedOn.PAPER or scan is not None:
        of_document = {told["file"] for told in writing.find("document_file", document=row["id"])}
        if scan not in of_document:
            raise RuleRefused("scan_missing", rule="I3")
    return {"person": person, "signed_on": slip.signed_on.value, "given": slip.given.isoformat(), "scan": scan}


def recorded_for(reading: Reading, person: int) -> list[Row]:
    """What was recorded for this person and waits for him, the oldest first."""
    return reading.find("recorded_act", order="seq", person=person, confirmed_seq=None)


def confirm_recorded(ports: Ports, session: Session, *, recorded: Collection[int]) -> Changes:
    """Confirm what the clerk recorded for the person who is signed in, many at once 补签."""
    require(session, "recorded_confirmed")
    changes = Changes()
    with ports.ledger.writing() as writing:
        act = act_of(writing, session)
        for seq in recorded:
            told = writing.get("recorded_act", seq=seq, person=session.person, confirmed_seq=None)
            if told is None:
                raise RuleRefused("nothing_to_confirm")
            row = document_row(writing, told["document"])
            act.append("recorded_confirmed", {"document": told["document"], "recorded": seq})
            changes |= changed(row)
    return changes
