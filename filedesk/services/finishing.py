"""The end of a paper's way (I7): nothing left open, the original back and counted, then it may be filed."""

from __future__ import annotations

from collections.abc import Collection

from filedesk.domain.documents import Series, tidy_lines
from filedesk.domain.routing import State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.custody import hand_over, name_of, still_out
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.open_steps import StepsOpen, open_steps
from filedesk.services.reading import check_named


def finish(ports: Ports, session: Session, *, document: int, seen: int | None = None) -> Changes:
    """Reading and handling are done (I7). Raises StepsOpen while something is missing."""
    require(session, "finished", rule="I7")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        check_named(ports, writing, session, document)
        step(Series(row["series"]), State(row["state"]), Step.FINISH, session.roles)
        missing = open_steps(writing, document)
        if missing:
            raise StepsOpen(missing)
        act_of(writing, session).append("finished", {"document": document, "on": ports.today(writing)})
    return changed(row)


def check_in(
    ports: Ports,
    session: Session,
    *,
    document: int,
    copies: int,
    pages: int,
    attachments: int,
    missing: str = "",
    back: Collection[int] = (),
    seen: int | None = None,
) -> Changes:
    """The original comes back to the office and is compared with what went out (I7).

    `back` are copies that come back with it from those who have them. A copy that is still out does not count as here
    ("copies_still_out"). Less than the entry tells wants `missing` to say what: it is recorded as an incident
    ("missing_not_told").
    """
    require(session, "original_returned", rule="I7")
    told = tidy_lines(missing)
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.RETURN, session.roles)
        act = act_of(writing, session)
        for copy in back:
            hand_over(writing, act, row, to=session.person, carrier=session.person, copy=copy)
        out = still_out(writing, row)
        if copies > row["copies"] - len(out):
            names = ", ".join(name_of(writing, holder) for holder in out.values())
            raise RuleRefused("copies_still_out", rule="I7", number=row["number"], count=len(out), names=names)
        less = copies < row["copies"] or pages < (row["pages"] or 0) or attachments < row["attachments"]
        if less and not told:
            raise RuleRefused("missing_not_told", rule="I7", number=row["number"])
        if row["holder"] != session.person:
            hand_over(writing, act, row, to=session.person, carrier=session.person)
        data = {"document": document, "copies": copies, "pages": pages, "attachments": attachments}
        act.append("original_returned", {**data, "on": ports.today(writing)}, {"missing": told if less else ""})
    return changed(row)
