"""What a proposal or an instruction says, and the one that an event of the journal said (I3, I5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from filedesk.services.ledger import Reading, Writing


@dataclass(frozen=True)
class Wording:
    """What a proposal or an instruction says: words, readers in order, lead department first and others, deadline."""

    text: str
    readers: tuple[int, ...] = ()
    lead: int | None = None
    supporting: tuple[int, ...] = ()
    deadline: date | None = None

    def departments(self) -> list[dict[str, int]]:
        """The departments as events hold them."""
        led = [] if self.lead is None else [{"department": self.lead, "lead": 1}]
        return led + [{"department": d, "lead": 0} for d in dict.fromkeys(self.supporting) if d != self.lead]


def wording(reading: Reading | Writing, seq: int, text: str, deadline: str | None) -> Wording:
    """The readers and departments that the event `seq` named, with its text and deadline."""
    departments = reading.find("named_department", order="position", seq=seq)
    return Wording(
        text,
        tuple(row["person"] for row in reading.find("named_reader", order="position", seq=seq)),
        next((row["department"] for row in departments if row["lead"]), None),
        tuple(row["department"] for row in departments if not row["lead"]),
        date.fromisoformat(deadline) if deadline else None,
    )


def instructed(reading: Reading | Writing, document: int) -> Wording | None:
    """The latest instruction on a document, or None."""
    told = reading.find("instruction", order="id", document=document)
    return wording(reading, told[-1]["id"], told[-1]["text"], told[-1]["deadline"]) if told else None
