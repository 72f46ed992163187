"""Signing the list 移交清册: leaver, successor, supervisor, each with his own key or recorded from the signed paper.

With the last signature what stands on the list passes to the successor, in the same event.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from filedesk.domain.documents import Entry, Series
from filedesk.domain.posts import LAST, Part, next_part
from filedesk.domain.routing import UNSIGNED, SignedOn
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, act_of, document_row, require
from filedesk.services.changes import Changes
from filedesk.services.custody import name_of
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing
from filedesk.services.post_inventory import inventory
from filedesk.services.posts import open_post, party
from filedesk.services.registration import register_in, take_in
from filedesk.services.taking_in import Staged


def sign_post(ports: Ports, session: Session, *, post: int, version: int) -> Changes:
    """Sign this version of the list, in one's turn. Never for somebody else, nor as a deputy.

    Raises RuleRefused: "post_not_open", "post_changed_meanwhile", "post_not_your_turn", and "post_list_outdated" when
    the leaver holds something else by now than the list tells.
    """
    require(session, "post_signed")
    with ports.ledger.writing() as writing:
        row = open_post(writing, post, version=version)
        part = _turn(row)
        if party(row, part) != session.person:
            raise RuleRefused("post_not_your_turn", name=name_of(writing, party(row, part)))
        data, touched = _signing(writing, row, part)
        act_of(writing, session).append("post_signed", data)
    return touched


def record_post(
    ports: Ports,
    session: Session,
    *,
    post: int,
    version: int,
    given: date,
    staged: Sequence[Staged],
    called: str,
) -> Changes:
    """Record the next signature from the signed paper; whose it is confirms it later 补签.

    The first scan makes the paper a document of the internal register, titled `called`; later ones are added to it.
    Raises as `sign_post` does; "post_both_sides" for one of the three; "scan_missing"; "date_in_future".
    """
    require(session, "post_recorded")
    if not staged:
        raise RuleRefused("scan_missing", rule="I3")
    with ports.ledger.writing() as writing:
        if given.isoformat() > ports.today(writing):
            raise RuleRefused("date_in_future", field="given", day=given.isoformat())
        row = open_post(writing, post, version=version)
        part = _turn(row)
        if session.person in {party(row, one) for one in Part}:
            raise RuleRefused("post_both_sides")
        act = act_of(writing, session)
        document = _scanned(ports, writing, act, row=row, staged=staged, called=called)
        data, touched = _signing(writing, row, part)
        data |= {
            "document": document,
            "person": party(row, part),
            "signed_on": SignedOn.PAPER.value,
            "given": given.isoformat(),
            "scan": staged[0].file,
        }
        act.append("post_recorded", data)
    return touched | Changes(frozenset({Series.INTERNAL.value}), frozenset({document}))


def _turn(row: Row) -> Part:
    part = next_part(row["signed"])
    assert part is not None
    return part


def _signing(writing: Writing, row: Row, part: Part) -> tuple[dict[str, Any], Changes]:
    """The fields of the signature, and what it changes; the last one's tell what passes."""
    listed, _words = writing.event(row["listed_seq"])
    _check_present(writing, row, listed.data)
    event = writing.get("event", seq=row["listed_seq"])
    assert event is not None
    data: dict[str, Any] = {
        "post": row["id"],
        "version": row["version"],
        "part": part.value,
        "covers": bytes(event["hash"]).hex(),
    }
    if part is not LAST:
        return data, Changes(office=True)
    told = {name: listed.data[name] for name in ("leaver", "successor", "papers", "steps")}
    documents = {one["document"] for one in (*told["papers"], *told["steps"])}
    series = {document_row(writing, one)["series"] for one in documents}
    return data | told, Changes(frozenset(series), frozenset(documents), office=True)


def _check_present(reading: Reading, row: Row, listed: dict[str, Any]) -> None:
    """Raise RuleRefused("post_list_outdated") unless the list is still what the leaver holds: nothing is lost."""
    found = inventory(reading, row["leaver"], row["successor"])
    if (found.papers, found.steps) != (listed["papers"], listed["steps"]):
        raise RuleRefused("post_list_outdated", name=name_of(reading, row["leaver"]))


def _scanned(ports: Ports, writing: Writing, act: Act, *, row: Row, staged: Sequence[Staged], called: str) -> int:
    """The document that the signed paper is, with these scans."""
    known = [one for one in writing.find("post_signature", order="seq", post=row["id"]) if one["document"]]
    if not known:
        today = date.fromisoformat(ports.today(writing))
        entry = Entry(Series.INTERNAL, called, str(office_row(writing)["name"]), received=today)
        return register_in(ports, writing, act, entry=entry, staged=staged).document
    paper = document_row(writing, known[-1]["document"])
    for position, one in enumerate(staged, start=paper["files"]):
        take_in(
            writing, act, paper["id"], one, position=position, supplement=paper["state"] not in UNSIGNED, what=called
        )
    return int(paper["id"])
