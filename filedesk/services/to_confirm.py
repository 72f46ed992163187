"""What the clerk recorded for a person and he has yet to confirm 补签: on which paper, what, and in which words."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading
from filedesk.services.reading import read
from filedesk.services.recording import recorded_for


@dataclass(frozen=True)
class ToConfirm:
    """One act of `kind` (a type of event), recorded by `clerk` as given on a day, with the words that were recorded."""

    seq: int
    document: int
    number: str
    title: str
    kind: str
    signed_on: str
    given: str
    clerk: str
    words: str


def to_confirm(ports: Ports, session: Session) -> list[ToConfirm]:
    """All that waits for whoever is signed in, the oldest first."""

    def work(reading: Reading) -> list[ToConfirm]:
        found = []
        names = {row["id"]: row["name"] for row in reading.find("person")}
        for told in recorded_for(reading, session.person):
            row = reading.get("document", id=told["document"])
            event, words = reading.event(told["seq"])
            if row is not None:
                said = "\n".join(text for text in words.values() if text)
                clerk = names.get(event.actor, "–")
                found.append(
                    ToConfirm(
                        told["seq"],
                        row["id"],
                        row["number"],
                        row["title"],
                        told["type"],
                        told["signed_on"],
                        told["given"],
                        clerk,
                        said,
                    )
                )
        return found

    return read(ports, session, work)
