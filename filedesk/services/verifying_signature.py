"""The verifier's answer about one signature on paper: which act it was, and whether the desk holds that very event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from filedesk.clock import from_text, office_time
from filedesk.domain.signature_code import SignatureCode
from filedesk.services.desk_ports import office_row
from filedesk.services.inspection import Finding, Inspected
from filedesk.services.verifying_journal import JournalChecked


@dataclass(frozen=True)
class SignatureAnswer:
    """The act that a printed signature stands for, as the journal tells it.

    `act` is the event's type, `moment` on the office's clock, `number` that of the document, empty where it is of none.
    """

    seq: int
    act: str
    person: str
    moment: str
    number: str


def check_signature(code: SignatureCode, journal: JournalChecked) -> Iterator[Finding]:
    """What speaks against the code: another office, a journal that ends before, another event in its place."""
    root = journal.authority.root
    if root and not code.is_of_office(root):
        yield Finding("printed_by_another_office", "printed")
    elif code.seq > journal.size:
        yield Finding("journal_shorter_than_signature", f"event {journal.size + 1}", {"signed": code.seq})
    elif not any(code.names(leaf) for leaf in journal.leaves):
        yield Finding("signature_contradicted", f"event {code.seq}")


def signature_answer(inspected: Inspected, code: SignatureCode) -> SignatureAnswer:
    """What the code's event says, for a code that nothing speaks against."""
    reading = inspected.reading
    event, _words = reading.event(code.seq)
    person = reading.get("person", id=event.actor)
    document = reading.get("document", id=event.data.get("document", 0))
    return SignatureAnswer(
        code.seq,
        event.type,
        str(person["name"]) if person else "–",
        office_time(from_text(event.at), office_row(reading)["zone"]),
        str(document["number"]) if document else "",
    )
