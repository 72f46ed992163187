"""Whether what did not wait for the general manager was lawful (I3): released kinds, his word, and his seeing it."""

from __future__ import annotations

from dataclasses import dataclass, field

from filedesk.domain.events import Event
from filedesk.domain.lawful_documents import LawfulDocument, LawfulDocuments


@dataclass
class LawfulExceptions:
    """Released kinds and unseen exceptions after the events seen so far. Documents are fed first."""

    documents: LawfulDocuments
    released: set[str] = field(default_factory=set)
    unseen: dict[int, int] = field(default_factory=dict)

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        data = event.data
        if event.type == "kind_released":
            return self._released(event)
        document = self.documents.documents.get(data.get("document", 0))
        if document is None:
            return None
        match event.type:
            case "sent_directly":
                return self._sent_directly(event, document)
            case "acted_first":
                return self.documents.recorded_problem(event, document)
            case "exception_seen":
                return None if self.unseen.get(data["exception"]) == data["document"] else "exception_unknown"
            case _:
                return None

    def _released(self, event: Event) -> str | None:
        data = event.data
        if data["kind"] not in self.documents.office.kinds:
            return "kind_unknown"
        return None if (data["kind"] in self.released) != bool(data["released"]) else "released_already"

    def _sent_directly(self, event: Event, document: LawfulDocument) -> str | None:
        return (
            "kind_not_released" if document.kind not in self.released else self.documents.dated_problem(event, document)
        )

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        data = event.data
        match event.type:
            case "kind_released" if data["released"]:
                self.released.add(data["kind"])
            case "kind_released":
                self.released.discard(data["kind"])
            case "sent_directly" | "acted_first":
                self.unseen[event.seq] = data["document"]
            case "exception_seen":
                self.unseen.pop(data["exception"], None)
            case _:
                pass
