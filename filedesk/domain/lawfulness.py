"""Whether an event was lawful when it was written, judged from the journal alone: for the verifier.

Whoever holds a valid key of the right role could write what the program would have refused. This finds the gravest of
it: a number or a document's id used twice, and a document changed after a leader had it or had signed (rule F9).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from filedesk.domain.events import Event

_SIGNING = frozenset({"put_to_general_manager", "instructed", "instruction_recorded"})


@dataclass
class Lawfulness:
    """What the events seen so far leave open to those that follow."""

    documents: set[int] = field(default_factory=set)
    numbers: set[tuple[str, int, int, int]] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    fixed: set[int] = field(default_factory=set)

    def problem(self, event: Event) -> str | None:
        """Why this event should never have been written, or None; then take it into account."""
        data = event.data
        document = data.get("document")
        if event.type == "document_registered":
            number = (data["series"], data["secret"], data["year"], data["serial"])
            if document in self.documents:
                return "document_twice"
            if number in self.numbers:
                return "number_twice"
            self.documents.add(data["document"])
            self.numbers.add(number)
            return None
        if document is not None and document not in self.documents:
            return "document_unknown"
        if event.type == "entry_corrected" and document in self.fixed:
            return "changed_after_signing"
        if event.type == "file_taken_in":
            if data["file"] in self.files:
                return "file_twice"
            self.files.add(data["file"])
            if document in self.fixed and not data["supplement"]:
                return "changed_after_signing"
        if event.type in _SIGNING:
            self.fixed.add(data["document"])
        elif event.type == "sent_back":
            self.fixed.discard(data["document"])
        return None
