"""What the life of a document says of the acts on what the office wrote, beyond their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from filedesk.domain import event_types_drafts, event_types_issues
from filedesk.domain.events import Event
from filedesk.services.reading import DocumentView
from filedesk.texts import tr
from filedesk.texts.names import MEANS_OF_SENDING, SIGNED_ON

TYPES: Final = event_types_drafts.TYPES.keys() | event_types_issues.TYPES.keys()
_SAID: Final = ("title", "text", "reason", "chop", "purpose", "received_by", "tracking", "notes")


def told_of_draft(event: Event, words: Mapping[str, str], view: DocumentView) -> str:
    """Words, people and departments, means, days and counts of an act of `TYPES`, a line each."""
    data = event.data
    parts = [words[name] for name in _SAID if words.get(name)]
    parts += [text for name, text in sorted(words.items()) if name.startswith("recipient.")]
    if event.type in {"draft_made", "draft_revised"}:
        parts.append(tr("Version {n}", n=data.get("version", 1)))
    if data.get("persons"):
        parts.append(tr(", ").join(view.names.get(one, "–") for one in data["persons"]))
    if event.type in {"draft_submitted", "draft_returned", "countersign_refused"}:
        parts.append(f"→ {view.names.get(data['to'], '–')}")
    if event.type == "approval_recorded":
        parts.append(f"{view.names.get(data['person'], '–')} · {tr(SIGNED_ON[data['signed_on']])} · {data['given']}")
    if "deputy_for" in data:
        parts.append(tr("As deputy of {name}", name=view.names.get(data["deputy_for"], "–")))
    if "witness" in data:
        parts.append(tr("witnessed by {name}", name=view.names.get(data["witness"], "–")))
    if "means" in data:
        parts.append(tr(MEANS_OF_SENDING[data["means"]]))
    parts += [_named(one, view) for one in data["to"]] if event.type == "document_distributed" else []
    parts += [_named(one, view) for one in data.get("orders", ())]
    if event.type == "copies_recalled":
        parts.append(tr("{n} of them back", n=data["count"]))
    if event.type == "draft_numbered":
        parts.append(view.row["number"])
    return "\n".join(parts)


def _named(one: Mapping[str, Any], view: DocumentView) -> str:
    """The person or department that a line of a distribution or an order names, and by when."""
    name = view.names.get(one["person"]) if one["person"] else view.departments.get(one["department"])
    due = one.get("due")
    return f"{name or '–'} · {tr('due {day}', day=due)}" if due else name or "–"
