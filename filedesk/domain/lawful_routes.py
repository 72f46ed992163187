"""Whether the acts on a paper after its instruction were lawful: turns, tasks, questions (I4–I7, F11).

The rules are those that the services keep; here they are replayed over the journal, event after event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from filedesk.domain.circulation import (
    ASKABLE,
    IN_CIRCULATION,
    IN_HANDLING,
    LEFT_OPEN,
    UNDER_WAY,
    Handling,
    Mode,
    Turn,
    mode_fits,
)
from filedesk.domain.events import Event
from filedesk.domain.lawful_deputies import LawfulDeputies
from filedesk.domain.lawful_documents import LawfulDocument, LawfulDocuments
from filedesk.domain.lawful_office import LawfulOffice
from filedesk.domain.people import Role
from filedesk.domain.routing import Purpose, State

_HEAD = frozenset({Role.GENERAL_MANAGER})
_RECORDED = frozenset({"reading_recorded", "result_recorded", "reader_added", "reader_skipped"})


@dataclass(slots=True)
class _Task:
    state: Handling = Handling.ASSIGNED
    responsible: int = 0


@dataclass(slots=True)
class _Route:
    turns: dict[int, Turn] = field(default_factory=dict)
    tasks: dict[int, _Task] = field(default_factory=dict)
    queries: set[int] = field(default_factory=set)
    urged: int = 0
    deadline: str = ""


@dataclass
class LawfulRoutes:
    """The ways of documents as they stand after the events seen so far. Office, documents, deputies are fed first."""

    office: LawfulOffice
    documents: LawfulDocuments
    deputies: LawfulDeputies
    routes: dict[int, _Route] = field(default_factory=dict)
    to_confirm: dict[int, tuple[int, int]] = field(default_factory=dict)
    """What was recorded for somebody and waits for him: seq → document and person."""

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        document = self.documents.documents.get(event.data.get("document", 0))
        if document is None:
            return None
        route = self.routes.get(event.data["document"], _Route())
        if event.type in _RECORDED and "signed_on" in event.data:
            found = self._recorded(event)
            if found is not None:
                return found
        judge = _JUDGES.get(event.type)
        return judge(self, event, document, route) if judge else None

    def _recorded(self, event: Event) -> str | None:
        data = event.data
        if data["given"] > self.office.day(event).isoformat():
            return "date_in_future"
        scan = data.get("scan")
        if scan is not None and self.documents.files.get(scan) != data["document"]:
            return "scan_missing"
        return "scan_missing" if data["signed_on"] == "paper" and scan is None else None

    def _circulation_begun(self, event: Event, _document: LawfulDocument, route: _Route) -> str | None:
        readers = event.data["readers"]
        if route.turns or len(set(readers)) != len(readers):
            return "reader_twice"
        if not all(self.office.is_here(reader) for reader in readers):
            return "reader_unknown"
        return None if mode_fits(Mode(event.data["mode"]), len(readers)) else "mode_does_not_fit"

    def _reader_added(self, event: Event, document: LawfulDocument, route: _Route) -> str | None:
        reader = event.data["reader"]
        if document.state not in IN_CIRCULATION:
            return "step_not_lawful"
        if reader in route.turns:
            return "reader_twice"
        if not self.office.is_here(reader):
            return "reader_unknown"
        return self._on_his_word(event)

    def _reader_skipped(self, event: Event, _document: LawfulDocument, route: _Route) -> str | None:
        return "turn_not_open" if not self._open(event, route) else self._on_his_word(event)

    def _on_his_word(self, event: Event) -> str | None:
        """Only the manager himself changes the readers; a clerk records his word, which he then confirms."""
        if self.office.holds(event.actor, _HEAD):
            return None
        told = event.data.get("person", 0)
        return None if "signed_on" in event.data and self.office.holds(told, _HEAD) else "without_his_word"

    @staticmethod
    def _open(event: Event, route: _Route) -> bool:
        return route.turns.get(event.data["reader"]) in LEFT_OPEN

    def _withdrawn(self, event: Event, document: LawfulDocument, route: _Route) -> str | None:
        if route.turns.get(event.data["reader"]) is not Turn.OUT:
            return "turn_not_open"
        return "not_handed_over" if event.data["reader"] in document.holders.values() else None

    def _read(self, event: Event, document: LawfulDocument, route: _Route) -> str | None:
        data = event.data
        turn = route.turns.get(data["reader"])
        if turn is not Turn.OUT and not (turn is Turn.WAITING and document.holder == data["reader"]):
            return "turn_not_open"
        if data["covers"] != [hashed.hex() for hashed in document.covered]:
            return "covers_differ"
        if event.type == "reading_recorded":
            return None if data["person"] == data["reader"] else "not_his_own"
        return None if self.deputies.acts_for(event.actor, data["reader"], event) else "not_his_own"

    def _handling_begun(self, event: Event, _document: LawfulDocument, route: _Route) -> str | None:
        told = event.data["departments"]
        named = [one["department"] for one in told]
        if route.tasks or len(set(named)) != len(named):
            return "department_twice"
        if not all(department in self.office.departments for department in named):
            return "department_unknown"
        return None if [one["lead"] for one in told] == [1, *[0] * (len(told) - 1)][: len(told)] else "lead_missing"

    def _task_of(self, event: Event, document: LawfulDocument, route: _Route) -> _Task | None:
        return route.tasks.get(event.data["department"]) if document.state in IN_HANDLING else None

    def _named(self, event: Event, document: LawfulDocument, route: _Route) -> str | None:
        task = self._task_of(event, document, route)
        if task is None or task.state in {Handling.ACCEPTED, Handling.REPORTED}:
            return "step_not_lawful"
        if not self.office.is_here(event.data["person"]):
            return "person_unknown"
        return None if self._manages(event, event.data["department"]) else "not_his_department"

    def _manages(self, event: Event, department: int) -> bool:
        if self.office.holds(event.actor, _HEAD):
            return True
        managers = {Role.DEPARTMENT_MANAGER, Role.OFFICE_HEAD}
        heads = [
            number
            for number, one in self.office.people.items()
            if one.department == department and not one.roles.isdisjoint(managers)
        ]
        return any(self.deputies.acts_for(event.actor, head, event) for head in heads)

    def _accepts(self, event: Event, document: LawfulDocument, route: _Route) -> str | None:
        task = self._task_of(event, document, route)
        if task is None or task.state is not Handling.NAMED:
            return "step_not_lawful"
        return None if self.deputies.acts_for(event.actor, task.responsible, event) else "not_his_own"

    def _reported(self, event: Event, document: LawfulDocument, route: _Route) -> str | None:
        task = self._task_of(event, document, route)
        data = event.data
        if task is None:
            return "step_not_lawful"
        if event.type == "result_recorded":
            return None if self.office.is_here(data["person"]) else "person_unknown"
        if task.state not in {Handling.ACCEPTED, Handling.REPORTED}:
            return "step_not_lawful"
        if any(self.documents.files.get(file) != data["document"] for file in data["files"]):
            return "file_unknown"
        return None if self.deputies.acts_for(event.actor, task.responsible, event) else "not_his_own"

    def _file(self, event: Event, _document: LawfulDocument, route: _Route) -> str | None:
        if self.office.holds(event.actor, {Role.CLERK}):
            return None
        return None if any(event.actor == task.responsible for task in route.tasks.values()) else "role_may_not"

    def _confirmed(self, event: Event, _document: LawfulDocument, _route: _Route) -> str | None:
        waits = self.to_confirm.get(event.data["recorded"])
        return None if waits == (event.data["document"], event.actor) else "nothing_to_confirm"

    def _asked(self, _event: Event, document: LawfulDocument, _route: _Route) -> str | None:
        return None if document.state in ASKABLE else "step_not_lawful"

    def _answered(self, event: Event, _document: LawfulDocument, route: _Route) -> str | None:
        return None if event.data["query"] in route.queries else "query_unknown"

    def _extended(self, event: Event, document: LawfulDocument, route: _Route) -> str | None:
        if document.state not in UNDER_WAY | {State.INSTRUCTED}:
            return "step_not_lawful"
        return None if set(event.data["departments"]) <= set(route.tasks) else "department_unknown"

    def _urged(self, event: Event, document: LawfulDocument, route: _Route) -> str | None:
        if document.state not in UNDER_WAY:
            return "step_not_lawful"
        return None if event.data["times"] == route.urged + 1 else "urging_miscounted"

    def _finished(self, _event: Event, _document: LawfulDocument, route: _Route) -> str | None:
        turns = any(turn in LEFT_OPEN for turn in route.turns.values())
        tasks = any(task.state is not Handling.REPORTED for task in route.tasks.values())
        return "steps_left_open" if turns or tasks or route.queries else None

    def _returned(self, event: Event, document: LawfulDocument, _route: _Route) -> str | None:
        return None if document.holder == event.actor else "not_handed_over"

    def admit(self, event: Event) -> None:
        """Take the event into account for those that follow."""
        data = event.data
        if event.type in _ADMITTED and data["document"] in self.documents.documents:
            _admit(event, self.routes.setdefault(data["document"], _Route()))
        if event.type in _RECORDED and "signed_on" in data:
            self.to_confirm[event.seq] = (data["document"], data["person"])
        elif event.type == "recorded_confirmed":
            self.to_confirm.pop(data["recorded"], None)


def _admit(event: Event, route: _Route) -> None:
    data = event.data
    match event.type:
        case "circulation_begun":
            begin = Turn.WAITING if data["mode"] == Mode.SEQUENCE else Turn.OUT
            route.turns = dict.fromkeys(data["readers"], begin)
        case "reader_added" | "reading_withdrawn":
            route.turns[data["reader"]] = Turn.WAITING
        case "reader_skipped":
            route.turns[data["reader"]] = Turn.SKIPPED
        case "reading_signed" | "reading_recorded":
            route.turns[data["reader"]] = Turn.READ
        case "handed_over" if data["purpose"] == Purpose.READING and data["to"] in route.turns:
            route.turns[data["to"]] = Turn.OUT
        case "handling_begun":
            route.tasks = {told["department"]: _Task() for told in data["departments"]}
        case "query_put":
            route.queries.add(event.seq)
        case "query_answered":
            route.queries.discard(data["query"])
        case "urged":
            route.urged = data["times"]
        case _ if data.get("department", 0) in route.tasks:
            _admit_task(event, route.tasks[data["department"]])


def _admit_task(event: Event, task: _Task) -> None:
    match event.type:
        case "responsible_named":
            task.state, task.responsible = Handling.NAMED, event.data["person"]
        case "handling_accepted":
            task.state = Handling.ACCEPTED
        case "handling_declined":
            task.state, task.responsible = Handling.DECLINED, 0
        case "result_reported" | "result_recorded":
            task.state = Handling.REPORTED


_JUDGES: Mapping[str, Callable[[LawfulRoutes, Event, LawfulDocument, _Route], str | None]] = {
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
    "query_put": LawfulRoutes._asked,
    "query_answered": LawfulRoutes._answered,
    "deadline_extended": LawfulRoutes._extended,
    "urged": LawfulRoutes._urged,
    "finished": LawfulRoutes._finished,
    "original_returned": LawfulRoutes._returned,
}
_ADMITTED = frozenset(_JUDGES) | {"handed_over"}
