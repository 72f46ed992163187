"""Whether the acts on a paper after its instruction were lawful: turns, tasks, questions (I4–I7, F11).

The rules are those that the services keep; here they are replayed over the journal, event after event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from filedesk.domain.circulation import (
    IN_CIRCULATION,
    IN_HANDLING,
    LEFT_OPEN,
    Handling,
    Mode,
    Turn,
    mode_fits,
)
from filedesk.domain.event_types_routes import TYPES
from filedesk.domain.events import Event
from filedesk.domain.lawful_deputies import LawfulDeputies
from filedesk.domain.lawful_documents import LawfulDocument, LawfulDocuments
from filedesk.domain.lawful_endings import ENDINGS, LawfulEndings
from filedesk.domain.lawful_office import LawfulOffice
from filedesk.domain.lawful_standing import ENTRIES, INSTRUCTIONS, Standing, Task
from filedesk.domain.people import MANAGERS, Role
from filedesk.domain.routing import Purpose

_HEAD = frozenset({Role.GENERAL_MANAGER})
_WORD = frozenset({"person", "signed_on", "given"})
_RECORDED = frozenset(
    {"reading_recorded", "result_recorded", "reader_added", "reader_skipped", "approval_recorded", "post_recorded"}
)


@dataclass
class LawfulRoutes:
    """The ways of documents as they stand after the events seen so far. Office, documents, deputies are fed first."""

    office: LawfulOffice
    documents: LawfulDocuments
    deputies: LawfulDeputies
    routes: dict[int, Standing] = field(default_factory=dict)
    to_confirm: dict[int, tuple[int, int]] = field(default_factory=dict)
    """What was recorded for somebody and waits for him: seq → document and person."""
    endings: LawfulEndings = field(init=False)

    def __post_init__(self) -> None:
        self.endings = LawfulEndings(self.office, self.deputies)

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        document = self.documents.documents.get(event.data.get("document", 0))
        if document is None:
            return None
        route = self.routes.get(event.data["document"], Standing())
        if event.type in _RECORDED and "signed_on" in event.data:
            found = self._recorded(event) if event.data.keys() >= _WORD else "without_his_word"
            if found is not None:
                return found
        judge = _JUDGES.get(event.type)
        return judge(self, event, document, route) if judge else self.endings.problem(event, document, route)

    def _recorded(self, event: Event) -> str | None:
        data = event.data
        if data["given"] > self.office.day(event).isoformat():
            return "date_in_future"
        scan = data.get("scan")
        if scan is not None and self.documents.files.get(scan) != data["document"]:
            return "scan_missing"
        return "scan_missing" if data["signed_on"] == "paper" and scan is None else None

    def _circulation_begun(self, event: Event, _document: LawfulDocument, route: Standing) -> str | None:
        readers = event.data["readers"]
        if route.turns or len(set(readers)) != len(readers):
            return "reader_twice"
        if not all(self.office.is_here(reader) for reader in readers):
            return "reader_unknown"
        if readers != route.said[0]:
            return "not_as_instructed"
        return None if mode_fits(Mode(event.data["mode"]), len(readers)) else "mode_does_not_fit"

    def _reader_added(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        reader = event.data["reader"]
        if document.state not in IN_CIRCULATION:
            return "step_not_lawful"
        if reader in route.turns:
            return "reader_twice"
        if not self.office.is_here(reader):
            return "reader_unknown"
        return self._on_his_word(event) if event.data["position"] == len(route.turns) else "readers_miscounted"

    def _reader_skipped(self, event: Event, _document: LawfulDocument, route: Standing) -> str | None:
        return "turn_not_open" if not self._open(event, route) else self._on_his_word(event)

    def _on_his_word(self, event: Event) -> str | None:
        """Only the manager himself changes the readers; a clerk records his word, which he then confirms."""
        if self.office.holds(event.actor, _HEAD):
            return None
        told = event.data.get("person", 0)
        return None if event.data.keys() >= _WORD and self.office.holds(told, _HEAD) else "without_his_word"

    @staticmethod
    def _open(event: Event, route: Standing) -> bool:
        return route.turns.get(event.data["reader"]) in LEFT_OPEN

    def _sent(self, event: Event, _document: LawfulDocument, route: Standing) -> str | None:
        """A paper goes for reading to those only who have yet to read it."""
        if event.data["purpose"] != Purpose.READING:
            return None
        return None if route.turns.get(event.data["to"]) in LEFT_OPEN else "turn_not_open"

    def _withdrawn(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        if route.turns.get(event.data["reader"]) is not Turn.OUT:
            return "turn_not_open"
        return "not_handed_over" if event.data["reader"] in document.holders.values() else None

    def _read(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        data = event.data
        turn = route.turns.get(data["reader"])
        if turn is not Turn.OUT and not (turn is Turn.WAITING and document.holder == data["reader"]):
            return "turn_not_open"
        if data["covers"] != [hashed.hex() for hashed in document.covered]:
            return "covers_differ"
        if event.type == "reading_recorded":
            return None if data["person"] == data["reader"] else "not_his_own"
        return None if self.deputies.acts_for(event.actor, data["reader"], event) else "not_his_own"

    def _handling_begun(self, event: Event, _document: LawfulDocument, route: Standing) -> str | None:
        told = event.data["departments"]
        named = [one["department"] for one in told]
        if route.tasks or len(set(named)) != len(named):
            return "department_twice"
        if not all(department in self.office.departments for department in named):
            return "department_unknown"
        if [one["lead"] for one in told] != [1, *[0] * (len(told) - 1)][: len(told)]:
            return "lead_missing"
        as_said = told == route.said[1] and event.data.get("deadline") == route.deadline
        return None if as_said else "not_as_instructed"

    def _task_of(self, event: Event, document: LawfulDocument, route: Standing) -> Task | None:
        return route.tasks.get(event.data["department"]) if document.state in IN_HANDLING else None

    def _named(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        task = self._task_of(event, document, route)
        if task is None or task.state in {Handling.ACCEPTED, Handling.REPORTED}:
            return "step_not_lawful"
        if not self.office.is_here(event.data["person"]):
            return "person_unknown"
        if not self._manages(event, event.data["department"]):
            return "not_his_department"
        if self.office.holds(event.actor, _HEAD) or self._belongs(event.data["person"], event.data["department"]):
            return None
        return "not_of_the_department"

    def _belongs(self, person: int, department: int) -> bool:
        return self.office.people[person].department == department

    def _manages(self, event: Event, department: int) -> bool:
        if self.office.holds(event.actor, _HEAD):
            return not event.data.get("deputy", 0)
        heads = [
            number
            for number, one in self.office.people.items()
            if one.department == department and not one.roles.isdisjoint(MANAGERS)
        ]
        return any(self.deputies.acts_for(event.actor, head, event) for head in heads)

    def _accepts(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        task = self._task_of(event, document, route)
        if task is None or task.state is not Handling.NAMED:
            return "step_not_lawful"
        return None if self.deputies.acts_for(event.actor, task.responsible, event) else "not_his_own"

    def _reported(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        task = self._task_of(event, document, route)
        data = event.data
        if task is None:
            return "step_not_lawful"
        if event.type == "result_recorded":
            his = data["person"] == task.responsible or self._belongs(data["person"], data["department"])
            return None if his else "not_of_the_department"
        if task.state not in {Handling.ACCEPTED, Handling.REPORTED}:
            return "step_not_lawful"
        if any(self.documents.files.get(file) != data["document"] for file in data["files"]):
            return "file_unknown"
        return None if self.deputies.acts_for(event.actor, task.responsible, event) else "not_his_own"

    def _file(self, event: Event, document: LawfulDocument, route: Standing) -> str | None:
        if document.named is not None or self.office.holds(event.actor, {Role.CLERK}):
            return None
        on_it = {t.responsible for t in route.tasks.values() if t.state in {Handling.ACCEPTED, Handling.REPORTED}}
        return None if self.deputies.stands_for(event, on_it) else "role_may_not"

    def _confirmed(self, event: Event, _document: LawfulDocument, _route: Standing) -> str | None:
        waits = self.to_confirm.get(event.data["recorded"])
        return None if waits == (event.data["document"], event.actor) else "nothing_to_confirm"

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        data = event.data
        self.endings.known = self.endings.known or event.type in TYPES
        if event.type in _ADMITTED and data["document"] in self.documents.documents:
            self.routes.setdefault(data["document"], Standing()).admit(event)
        if event.type in _RECORDED and data.keys() >= _WORD:
            self.to_confirm[event.seq] = (data["document"], data["person"])
        elif event.type == "recorded_confirmed":
            self.to_confirm.pop(data["recorded"], None)


_JUDGES: Mapping[str, Callable[[LawfulRoutes, Event, LawfulDocument, Standing], str | None]] = {
    "handed_over": LawfulRoutes._sent,
    "circulation_begun": LawfulRoutes._circulation_begun,
    "reader_added": LawfulRoutes._reader_added,
    "reader_skipped": LawfulRoutes._reader_skipped,
    "reading_withdrawn": LawfulRoutes._withdrawn,
    "reading_signed": LawfulRoutes._read,
    "reading_recorded": LawfulRoutes._read,
    "handling_begun": LawfulRoutes._handling_begun,
    "responsible_named": LawfulRoutes._named,
    "handling_accepted": LawfulRoutes._accepts,
    "handling_declined": LawfulRoutes._accepts,
    "result_reported": LawfulRoutes._reported,
    "result_recorded": LawfulRoutes._reported,
    "file_taken_in": LawfulRoutes._file,
    "recorded_confirmed": LawfulRoutes._confirmed,
}
_ADMITTED = frozenset(_JUDGES) | ENDINGS | ENTRIES | INSTRUCTIONS
