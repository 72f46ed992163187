"""Whether the office's acts on its calendar were lawful: only what stands there is taken away again."""

from __future__ import annotations

from dataclasses import dataclass, field

from filedesk.domain.events import Event


@dataclass
class LawfulCalendar:
    """The office's own days and years after the events seen so far."""

    days: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        match event.type:
            case "calendar_day_cleared":
                return None if event.data["day"] in self.days else "calendar_day_not_set"
            case "calendar_year_told":
                told_before = event.data["year"] in self.years
                return "calendar_year_as_before" if told_before == bool(event.data["whole"]) else None
            case _:
                return None

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        match event.type:
            case "calendar_day_set":
                self.days.add(event.data["day"])
            case "calendar_day_cleared":
                self.days.discard(event.data["day"])
            case "calendar_year_told" if event.data["whole"]:
                self.years.add(event.data["year"])
            case "calendar_year_told":
                self.years.discard(event.data["year"])
            case _:
                pass
