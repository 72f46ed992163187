"""Signatures as papers show them: how, by whom and when, and the short code that `verify --printed` reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from filedesk.clock import from_text, office_time
from filedesk.domain.routing import SignedOn
from filedesk.domain.signature_code import signature_code
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import SignedMark
from filedesk.texts import Catalogue, mark

_RECORDED = {
    SignedOn.PAPER: mark("on paper, recorded by {clerk}"),
    SignedOn.TELEPHONE: mark("by telephone, recorded by {clerk}"),
}
_AS_DEPUTY, _AFTERWARDS = mark("{deputy} as deputy"), mark("confirmed afterwards")


@dataclass(frozen=True)
class Signatures:
    """Finds the signatures of one desk, for one paper, in one language. `office` is the office's row."""

    reading: Reading
    words: Catalogue
    office: Row

    def name(self, person: int | None) -> str:
        """A person's name, empty for nobody."""
        row = self.reading.get("person", id=person) if person else None
        return str(row["name"]) if row else ""

    def time(self, moment: str | None) -> str:
        """A moment or day of the tables as papers show it, on the office's clock; empty for none."""
        if moment is None or len(moment) <= len("2026-03-05"):
            return moment or ""
        return office_time(from_text(moment), self.office["zone"])

    def code(self, seq: int) -> str:
        """The code of an event of this desk."""
        row = self.reading.get("event", seq=seq)
        return str(signature_code(self.office["root"], seq, bytes(row["hash"]))) if row else ""

    def mark(self, seq: int, *parts: str) -> SignedMark:
        """The mark of an event that is told in these parts; empty ones are left out."""
        return SignedMark("  ".join(part for part in parts if part), self.code(seq))

    def of_act(
        self, seq: int | None, signed_on: str, at: str, person: int, *, deputy: bool = False
    ) -> list[SignedMark]:
        """A reading or result as it was signed: on screen, by a deputy, or recorded for `person`, then confirmed."""
        if seq is None:
            return []
        event, _words = self.reading.event(seq)
        if signed_on == SignedOn.SCREEN:
            by = self.name(event.actor)
            told = self.words.tr(_AS_DEPUTY, deputy=by) if deputy else by
            return [self.mark(seq, told, self.time(at))]
        how = self.words.tr(_RECORDED[SignedOn(signed_on)], clerk=self.name(event.actor))
        recorded = self.reading.get("recorded_act", seq=seq)
        confirmed = recorded["confirmed_seq"] if recorded else None
        return [self.mark(seq, self.name(person), self.time(at), how), *self.confirmation(confirmed, _AFTERWARDS)]

    def confirmation(self, seq: int | None, how: str) -> list[SignedMark]:
        """The mark of the event by which somebody confirmed later what was recorded for him 补签."""
        if seq is None:
            return []
        event, _words = self.reading.event(seq)
        return [self.mark(seq, self.name(event.actor), self.time(event.at), self.words.tr(how))]

    def events(self, document: int, kind: str) -> list[tuple[Any, dict[str, str]]]:
        """The document's events of one type with their words, the oldest first."""
        return [(event, words) for event, words in self.reading.timeline(document) if event.type == kind]
