"""What did not wait for the general manager (I3), as he is shown it: on which paper, why, who did it, his words."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.services.desk_ports import Ports
from filedesk.services.exceptions import exceptions
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading
from filedesk.services.reading import names, read


@dataclass(frozen=True)
class ExceptionTold:
    """One exception: `type` of event, the `kind` of document, who did it and when; `words` are what goes for his."""

    seq: int
    document: int
    number: str
    title: str
    kind: str
    type: str
    by: str
    at: str
    reason: str
    words: str


def unseen_exceptions(ports: Ports, session: Session) -> list[ExceptionTold]:
    """Those that the general manager has yet to see, the oldest first."""

    def work(reading: Reading) -> list[ExceptionTold]:
        people, found = names(reading, "person"), []
        for told in exceptions(reading):
            row = reading.get("document", id=told["document"])
            _event, words = reading.event(told["seq"])
            if row is not None:
                by, said = people.get(told["person"], "–"), words.get("text", "")
                found.append(
                    ExceptionTold(
                        told["seq"], row["id"], row["number"], row["title"], row["kind"], told["type"], by,
                        told["at"], told["reason"], said,
                    )
                )  # fmt: skip
        return found

    return read(ports, session, work)
