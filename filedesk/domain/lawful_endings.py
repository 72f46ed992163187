"""Whether questions, deadlines, urging, and a paper's end were lawful (I5, I6, I7), by how its way stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from filedesk.domain.circulation import ASKABLE, LEFT_OPEN, UNDER_WAY, Handling
from filedesk.domain.documents import Series
from filedesk.domain.events import Event
from filedesk.domain.lawful_deputies import LawfulDeputies
from filedesk.domain.lawful_documents import LawfulDocument
from filedesk.domain.lawful_office import LawfulOffice
from filedesk.domain.lawful_standing import Standing
from filedesk.domain.people import CARRIERS, Role, sees_all
from filedesk.domain.routing import State

_DAY = timedelta(days=1)
_HEAD = frozenset({Role.GENERAL_MANAGER})


@dataclass
class LawfulEndings:
    """Judges these acts; `LawfulRoutes` asks it and keeps how each way stands."""

    office: LawfulOffice
    deputies: LawfulDeputies
    known: bool = False
    """Whether the office's program knows these ways by now; an older one filed what it had nobody read or act on."""

    def problem(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        judge = _JUDGES.get(event.type)
        return judge(self, event, document, route) if judge else None

    def _asked(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        if document.state not in ASKABLE:
            return "step_not_lawful"
        return None if self._named_to(event, document, route) else "not_named_to_him"

    def _answered(self, event: Event, _document: LawfulDocument, route: Standing) -> str | None:
        return None if event.data["query"] in route.queries else "query_unknown"

    def _extended(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        if document.state not in UNDER_WAY | {State.INSTRUCTED}:
            return "step_not_lawful"
        if set(event.data["departments"]) != set(route.tasks):
            return "department_unknown"
        later = event.data["before"] == route.deadline and event.data["deadline"] > event.data["before"]
        return None if later else "deadline_not_extended"

    def _urged(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        if document.named is not None:
            return None  # `lawful_issues` judges it
        if document.state not in UNDER_WAY:
            return "step_not_lawful"
        if event.data["times"] != route.urged + 1:
            return "urging_miscounted"
        if not self._on_its_day(event):
            return "day_not_its_own"
        return None if self._in_route(event, route) else "not_in_route"

    def _in_route(self, event: Event, route: Standing) -> bool:
        person, department = event.data.get("person"), event.data.get("department")
        if (person is None and department is None) or (department is not None and department not in route.tasks):
            return False
        if person is None or self.office.holds(person, _HEAD):
            return True
        concerned = {*route.turns, *(task.responsible for task in route.tasks.values())}
        concerned |= {number for number, one in self.office.people.items() if one.department in route.tasks}
        return not concerned.isdisjoint({person, *self.deputies.represented(person, event)})

    def _finished(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        if self._left_open(route):
            return "steps_left_open"
        if not self._on_its_day(event):
            return "day_not_its_own"
        return None if self._named_to(event, document, route) else "not_named_to_him"

    @staticmethod
    def _left_open(route: Standing) -> bool:
        """A reading, a result or an answer is missing; who was named and never given the paper counts as well."""
        readers, departments = route.said
        turns = any(turn in LEFT_OPEN for turn in route.turns.values()) if route.turns else bool(readers)
        tasks = any(task.state is not Handling.REPORTED for task in route.tasks.values())
        return turns or (tasks if route.tasks else bool(departments)) or bool(route.queries)

    def _filed(self, _event: Event, _document: LawfulDocument, route: Standing) -> str | None:
        """From before any of this was recorded, papers stand filed on which nobody noted who had read them."""
        return "steps_left_open" if self.known and self._left_open(route) else None

    def _returned(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        if document.holder != event.actor:
            return "not_handed_over"
        told = tuple(event.data[name] for name in ("copies", "pages", "attachments"))
        out = sum(
            1 < copy <= document.copies and not self.office.holds(holder, CARRIERS)
            for copy, holder in document.holders.items()
        )
        if told[0] > document.copies - out:
            return "copies_still_out"
        less = any(back < out for back, out in zip(told, route.counted, strict=True))
        if less != ("missing" in event.words):
            return "missing_not_told"
        return None if self._on_its_day(event) else "day_not_its_own"

    def _on_its_day(self, event: Event) -> bool:
        """Whether the day told is the office's; the act may have begun just before midnight."""
        day = self.office.day(event)
        return event.data["on"] in {day.isoformat(), (day - _DAY).isoformat()}

    def _named_to(self, event: Event, document: LawfulDocument, route: Standing) -> bool:
        """Whether an incoming paper concerns the signer, himself or as somebody's deputy (I4)."""
        if document.series is not Series.INCOMING or sees_all(self.office.roles(event.actor)):
            return True
        of_units = {number for number, one in self.office.people.items() if one.department in route.units}
        return self.deputies.stands_for(event, route.people | of_units)


_JUDGES: Mapping[str, Callable[[LawfulEndings, Event, LawfulDocument, Standing], str | None]] = {
    "put_into_folder": LawfulEndings._filed,
    "query_put": LawfulEndings._asked,
    "query_answered": LawfulEndings._answered,
    "deadline_extended": LawfulEndings._extended,
    "urged": LawfulEndings._urged,
    "finished": LawfulEndings._finished,
    "original_returned": LawfulEndings._returned,
}
ENDINGS = frozenset(_JUDGES)
"""The types judged here."""
