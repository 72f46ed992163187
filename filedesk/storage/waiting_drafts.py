"""The SQL of to-dos in the ways of what the office writes itself: whose turn a draft or a signed document is.

What was recorded for somebody, and what lies before the general manager, stands in the to-do of every area.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from filedesk.domain.people import CARRIERS, CONTENT_ROLES, Role
from filedesk.services.ledger import Waiter
from filedesk.storage.waits import Waits

_OWN = "d.series IN ('outgoing', 'internal')"
_PEOPLE = "(SELECT value FROM json_each(?))"
_HERE = "(SELECT department FROM person WHERE id = ? AND department IS NOT NULL)"
_NOT_DRAFTED = "d.registered_by <> ? AND r.kept_by <> ?"
"""Nobody signs his own in another's place."""
OUT = "d.state IN ('distributed', 'carried_out')"
PRESENT = "JOIN draft r ON r.document = t.document AND r.version = t.version JOIN document d ON d.id = t.document"
"""What the version that stands now brought about; that of an earlier one is past."""
_UNRECEIVED = "SELECT 1 FROM distribution t WHERE t.document = d.id AND t.version = r.version AND t.received_on IS NULL"
_UNREPORTED = "SELECT 1 FROM carrying_out t WHERE t.document = d.id AND t.version = r.version AND t.reported_on IS NULL"
_UNCONFIRMED = "SELECT 1 FROM sending_recipient t WHERE t.document = d.id AND t.receipt = 1 AND t.received_on IS NULL"


def drafts(waiter: Waiter) -> Iterator[Waits]:
    """Everything of the drafts that this person can have to do."""
    held = {Role(role) for role in waiter.roles}
    if held & CONTENT_ROLES:
        yield from _of_signer(waiter)
        yield from _of_drafter(waiter)
        yield from _of_receiver(waiter)
    if Role.CLERK in held:
        yield _in_states("to_number", "approved", "signed", since="d.instructed_on")
    if held & CARRIERS:
        yield Waits("to_chop", "document d WHERE d.series = 'outgoing' AND d.state = 'numbered'", since="d.held_since")
    if Role.CLERK in held:
        yield from _of_clerk()
    if held & CARRIERS:
        source = "document d WHERE d.series = 'internal' AND d.state IN ('numbered', 'chopped')"
        yield Waits("to_distribute", source, since="d.held_since")


def _in_states(name: str, *states: str, since: str = "NULL", also: str = "", values: tuple[Any, ...] = ()) -> Waits:
    listed = ", ".join(f"'{state}'" for state in states)
    return Waits(name, f"document d WHERE {_OWN} AND d.state IN ({listed}){also}", values, since=since)


def _of_signer(waiter: Waiter) -> Iterator[Waits]:
    """What is put to the person, or to those he represents, unless he drafted it himself."""
    people, me = json.dumps(waiter.people), waiter.person
    yield Waits(
        "to_countersign",
        "countersigner t JOIN draft r ON r.document = t.document AND r.version = t.version"
        " JOIN document d ON d.id = t.document"
        f" WHERE t.person IN {_PEOPLE} AND t.signed_seq IS NULL AND d.state = 'in_countersigning'"
        f" AND (t.person = ? OR {_NOT_DRAFTED})",
        (people, me, me, me), order="t.document", since="t.asked_at", whose="d.registered_by",
    )  # fmt: skip
    yield Waits(
        "to_sign_internal",
        f"draft r JOIN document d ON d.id = r.document WHERE r.put_to > 0 AND r.put_to IN {_PEOPLE}"
        f" AND d.state = 'with_manager' AND (r.put_to = ? OR {_NOT_DRAFTED})",
        (people, me, me, me), order="r.document", since="r.put_at", whose="d.registered_by",
    )  # fmt: skip


def _of_drafter(waiter: Waiter) -> Iterator[Waits]:
    mine = " AND (SELECT k.kept_by FROM draft k WHERE k.document = d.id) = ?"
    yield _in_states("returned_drafts", "sent_back", also=mine, values=(waiter.person,))
    yield _in_states("to_put_up", "drafted", "countersigned", since="d.held_since", also=mine, values=(waiter.person,))


def _of_receiver(waiter: Waiter) -> Iterator[Waits]:
    """What was given to the person, those he represents, or his department."""
    people = json.dumps(waiter.people)
    for name, table, done, since, due in (
        ("to_receive", "distribution", "received_on", "t.day", "NULL"),
        ("to_carry_out", "carrying_out", "reported_on", "NULL", "t.due"),
    ):
        for column, theirs, value in (("person", _PEOPLE, people), ("department", _HERE, waiter.person)):
            yield Waits(
                name,
                f"{table} t {PRESENT}"
                f" WHERE t.{done} IS NULL AND {OUT} AND t.{column} > 0 AND t.{column} IN {theirs}",
                (value,), order="t.document", key="t.seq", since=since, due=due, whose="nullif(t.person, 0)",
                unit="nullif(t.department, 0)",
            )  # fmt: skip
    yield Waits(
        "answer_due",
        "draft r JOIN document d ON d.id = r.document WHERE r.answer_due IS NOT NULL AND r.answered_seq IS NULL"  # noqa: S608
        f" AND {OUT} AND EXISTS (SELECT 1 FROM distribution t WHERE t.document = r.document AND t.version = r.version"
        f" AND (t.person > 0 AND t.person IN {_PEOPLE} OR t.department > 0 AND t.department IN {_HERE}))",
        (people, waiter.person), order="r.answer_due, r.document", since="d.received", due="r.answer_due",
        unit="d.department",
    )  # fmt: skip


def _of_clerk() -> Iterator[Waits]:
    yield Waits("to_send", "document d WHERE d.series = 'outgoing' AND d.state = 'chopped'", since="d.held_since")
    yield Waits(
        "receipts_missing",
        "sending_recipient t INDEXED BY sending_unreceived JOIN sending s ON s.seq = t.seq"
        " JOIN document d ON d.id = t.document WHERE t.receipt = 1 AND t.received_on IS NULL AND d.state = 'sent'",
        order="t.document, t.seq", key="t.seq", since="s.day", told="t.name",
    )  # fmt: skip
    yield Waits(
        "receipts_missing",
        f"distribution t INDEXED BY distribution_open {PRESENT} WHERE t.received_on IS NULL AND {OUT}",
        order="t.document, t.seq", key="t.seq", since="t.day", whose="nullif(t.person, 0)",
        unit="nullif(t.department, 0)",
    )  # fmt: skip
    yield Waits(
        "to_file_issued",
        f"document d JOIN draft r ON r.document = d.id WHERE {_OWN} AND d.state IN ('sent', 'carried_out',"
        f" 'distributed') AND NOT EXISTS ({_UNCONFIRMED}) AND NOT EXISTS ({_UNRECEIVED})"
        f" AND NOT EXISTS ({_UNREPORTED}) AND (r.answer_due IS NULL OR r.answered_seq IS NOT NULL)",
        since="d.received",
    )
