"""Whether the acts on documents were lawful: the steps of `routing`, the number ledger, files, signatures (F9).

The rules are those that the services keep; here they are replayed over the journal, event after event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from filedesk.domain.circulation import ORIGINAL, may_hand_over
from filedesk.domain.documents import FUTURE_ALLOWED, Series
from filedesk.domain.events import Event
from filedesk.domain.lawful_numbers import NumberLedger
from filedesk.domain.lawful_office import LawfulOffice
from filedesk.domain.numbering import PLAIN, book_year
from filedesk.domain.people import CARRIERS, Role
from filedesk.domain.routing import PROPOSABLE, UNSIGNED, SignedOn, State, Step, target
from filedesk.errors import RuleRefused

Data = Mapping[str, Any]
_DAY = timedelta(days=1)
_HEAD = frozenset({Role.GENERAL_MANAGER})

STEPS: Mapping[str, tuple[Step, State]] = {
    "put_to_general_manager": (Step.SUBMIT, State.WITH_GENERAL_MANAGER),
    "instructed": (Step.INSTRUCT, State.INSTRUCTED),
    "instruction_recorded": (Step.INSTRUCT, State.INSTRUCTED),
    "sent_back": (Step.SEND_BACK, State.SENT_BACK),
    "put_into_folder": (Step.PUT_INTO_FOLDER, State.FILED),
    "number_voided": (Step.VOID, State.VOID),
    "sent_directly": (Step.SEND_DIRECTLY, State.INSTRUCTED),
    "acted_first": (Step.ACT_FIRST, State.INSTRUCTED),
    "finished": (Step.FINISH, State.FINISHED),
    "original_returned": (Step.RETURN, State.RETURNED),
}
"""The events that move a document on: by which step, and to which state."""
TOLD_STEPS: Mapping[str, Step] = {
    "circulation_begun": Step.CIRCULATE,
    "handling_begun": Step.HAND_TO_DEPARTMENT,
}
"""Those that say themselves to which state: it depends on what else is under way."""


def moved(event: Event) -> tuple[Step, State] | None:
    """By which step an event moves its document on, and to which state; None when it leaves the state alone."""
    told = TOLD_STEPS.get(event.type)
    return (told, State(event.data["state"])) if told is not None else STEPS.get(event.type)


@dataclass(slots=True)
class LawfulDocument:
    """One document as the events before tell of it."""

    series: Series
    received: str
    registrar: int
    kind: str
    only: int
    """The one person who has acted on it, 0 when there were several."""
    copies: int = 1
    holders: dict[int, int] = field(default_factory=dict)
    """Who holds each copy that has left whoever registered it."""
    attachments: int = 0
    state: State = State.REGISTERED
    files: int = 0
    covered: list[bytes] = field(default_factory=list)
    proposal: tuple[Any, ...] | None = None
    named: set[str] | None = None
    """The files that a draft's version names as its own; None for what is no draft."""

    def hold(self, person: int) -> None:
        """The original is with this person from now on."""
        self.holders[ORIGINAL] = person

    @property
    def holder(self) -> int:
        """Who holds the original."""
        return self.holders.get(ORIGINAL, self.registrar)


@dataclass(slots=True)
class _Due:
    """Files that a registration named and that its act has yet to take in."""

    seq: int
    act: str
    document: int
    files: list[str]


def _named(data: Data) -> tuple[Any, ...]:
    departments = tuple((told["department"], told["lead"]) for told in data["departments"])
    return tuple(data["readers"]), departments, data.get("deadline")


@dataclass
class LawfulDocuments:
    """The documents as they stand after the events seen so far. `office` is fed before this."""

    office: LawfulOffice
    documents: dict[int, LawfulDocument] = field(default_factory=dict)
    numbers: NumberLedger = field(default_factory=NumberLedger)
    files: dict[str, int] = field(default_factory=dict)
    slots: set[str] = field(default_factory=set)
    correspondents: set[int] = field(default_factory=set)
    folders: set[int] = field(default_factory=set)
    to_confirm: dict[int, int] = field(default_factory=dict)
    """Recorded instructions that wait for the general manager: seq → document."""
    _awaited: _Due | None = None

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        data = event.data
        match event.type:
            case "document_registered":
                return self._registered(event)
            case "book_closed":
                return self._book_closed(event)
            case "folder_added":
                return "id_twice" if data["folder"] in self.folders else None
            case "draft_made" | "reserved_number_voided":
                return None
            case _ if "document" not in data:
                return None
        document = self.documents.get(data["document"])
        if document is None:
            return "document_unknown"
        step = moved(event)
        if step is not None and target(document.series, document.state, step[0]) is not step[1]:
            return "step_not_lawful"
        judge = _JUDGES.get(event.type)
        return judge(self, event, document) if judge else None

    def left_out(self, event: Event | None) -> list[tuple[int, str]]:
        """The registration whose named files did not follow it at once; with None at the journal's end."""
        due = self._awaited
        if due is None:
            return []
        if event is not None and event.type == "file_taken_in" and (event.act, event.data["document"]) == (
            due.act, due.document,
        ) and event.data["file"] == due.files[0]:  # fmt: skip
            due.files.pop(0)
            self._awaited = due if due.files else None
            return []
        self._awaited = None
        return [(due.seq, "file_not_taken_in")]

    def _registered(self, event: Event) -> str | None:
        data = event.data
        book = (data["series"], data["secret"], PLAIN, data["year"])
        if data["document"] in self.documents:
            return "document_twice"
        if data["series"] == Series.INCOMING and not self.office.receives(event.actor):
            return "not_received_at_the_office"
        problem = self.numbers.next_problem(book, data["serial"], data.get("block"))
        if problem is not None:
            return problem
        if not self._year_fits(event):
            return "number_of_wrong_year"
        if bool(data["secret"]) != (data["level"] != "ordinary"):
            return "level_not_of_its_book"
        return self._entry(event)

    def _year_fits(self, event: Event) -> bool:
        """Whether the number's year and its mark 补登 are what the date of receipt and the books ask for.

        The act may have begun just before midnight, so the day before counts as well.
        """
        data = event.data
        received, day = date.fromisoformat(data["received"]), self.office.day(event)
        if "block" in data:
            return (received.year, 0) == (data["year"], data.get("late", 0))
        closed = self.numbers.closed_years(data["series"], data["secret"])
        for today in (day, day - _DAY):
            try:
                wanted = book_year(received, today=today, closed=closed)
            except RuleRefused:
                continue
            if wanted == (data["year"], bool(data.get("late", 0))):
                return True
        return False

    def _entry(self, event: Event) -> str | None:
        data = event.data
        latest = (self.office.day(event) + FUTURE_ALLOWED).isoformat()
        if data["received"] > latest or data.get("dated", "") > latest:
            return "date_in_future"
        if data.get("deadline", data["received"]) < data["received"]:
            return "deadline_before_receipt"
        if data["kind"] not in self.office.kinds:
            return "kind_unknown"
        if data.get("department", 0) not in self.office.departments | {0}:
            return "department_unknown"
        if bool(data.get("correspondent_new", 0)) == (data["correspondent"] in self.correspondents):
            return "correspondent_unknown"
        return None

    def _corrected(self, event: Event, document: LawfulDocument) -> str | None:
        data = event.data
        if document.state not in UNSIGNED:
            return "changed_after_signing"
        if data["slip"] and document.only != event.actor:
            return "slip_not_his_own"
        if not data["slip"] and "reason" not in event.words:
            return "reason_missing"
        if data["attachments_before"] != document.attachments:
            return "attachments_miscounted"
        if data["received"][:4] != document.received[:4]:
            return "number_of_wrong_year"
        return self._entry(event)

    def _file_taken_in(self, event: Event, document: LawfulDocument) -> str | None:
        data = event.data
        if data["file"] in self.files:
            return "file_twice"
        if data["slot"] in self.slots:
            return "slot_twice"
        if document.state is State.VOID:
            return "document_void"
        if document.named is not None:
            if bool(data["supplement"]) == (data["file"] in document.named):
                return "changed_after_signing"
        elif not data["supplement"] and not self.office.holds(event.actor, {Role.CLERK}):
            return "role_may_not"
        elif bool(data["supplement"]) == (document.state in UNSIGNED):
            return "changed_after_signing"
        if data["position"] != document.files:
            return "files_miscounted"
        if data["generation"] > self.office.generations.get("office", 0):
            return "generation_out_of_order"
        return None

    def _wording(self, data: Data, document: LawfulDocument) -> str | None:
        readers, departments, deadline = _named(data)
        if len(set(readers)) != len(readers):
            return "reader_twice"
        if not all(self.office.is_here(reader) for reader in readers):
            return "reader_unknown"
        if not all(department in self.office.departments for department, _lead in departments):
            return "department_unknown"
        if [lead for _department, lead in departments] != [1, *([0] * (len(departments) - 1))][: len(departments)]:
            return "lead_missing"
        return "deadline_before_receipt" if deadline is not None and deadline < document.received else None

    def _proposed(self, event: Event, document: LawfulDocument) -> str | None:
        return "step_not_lawful" if document.state not in PROPOSABLE else self._wording(event.data, document)

    def _handed_over(self, event: Event, document: LawfulDocument) -> str | None:
        data = event.data
        if data["from"] != document.holders.get(data.get("copy", ORIGINAL), document.registrar):
            return "holder_differs"
        if data["from"] == data["to"]:
            return "holder_differs"
        if data.get("copy", ORIGINAL) == ORIGINAL and document.state is State.FILED:
            return "step_not_lawful"
        if not 1 <= data.get("copy", ORIGINAL) <= document.copies:
            return "copy_unknown"
        if not self.office.is_here(data["to"]):
            return "person_unknown"
        if not may_hand_over(self.office.roles(data["from"]), self.office.roles(data["to"])):
            return "handed_among_readers"
        return None if self.office.holds(data["carrier"], CARRIERS) else "carrier_may_not"

    def _submitted(self, _event: Event, document: LawfulDocument) -> str | None:
        return None if self.office.holds(document.holder, _HEAD) else "not_handed_over"

    def _instruction(self, event: Event, document: LawfulDocument) -> str | None:
        if event.data["covers"] != [hashed.hex() for hashed in document.covered]:
            return "covers_differ"
        return self._wording(event.data, document)

    def dated_problem(self, event: Event, document: LawfulDocument) -> str | None:
        """What is wrong with an instruction of the day of the event."""
        day = self.office.day(event)
        if event.data["on"] not in {day.isoformat(), (day - _DAY).isoformat()}:
            return "day_not_its_own"
        return self._instruction(event, document)

    def _instructed(self, event: Event, document: LawfulDocument) -> str | None:
        if event.data.get("as_proposed", 0) and _named(event.data) != document.proposal:
            return self.dated_problem(event, document) or "not_as_proposed"
        return self.dated_problem(event, document)

    def recorded_problem(self, event: Event, document: LawfulDocument) -> str | None:
        """What is wrong with an instruction that was recorded from paper or telephone."""
        data = event.data
        scan = data.get("scan")
        if data["given"] > self.office.day(event).isoformat():
            return "date_in_future"
        if (data["signed_on"] == SignedOn.PAPER or scan) and self.files.get(scan or "") != data["document"]:
            return "scan_missing"
        return self._instruction(event, document)

    def _confirmed(self, event: Event, _document: LawfulDocument) -> str | None:
        waits = self.to_confirm.get(event.data["instruction"]) == event.data["document"]
        return None if waits else "nothing_to_confirm"

    def _filed(self, event: Event, document: LawfulDocument) -> str | None:
        day = self.office.day(event)
        if event.data["folder"] not in self.folders:
            return "folder_unknown"
        if event.data["on"] not in {day.isoformat(), (day - _DAY).isoformat()}:
            return "day_not_its_own"
        return None if document.holder == event.actor else "not_handed_over"

    def _opened(self, event: Event, _document: LawfulDocument) -> str | None:
        return None if self.files.get(event.data["file"]) == event.data["document"] else "file_unknown"

    def _book_closed(self, event: Event) -> str | None:
        data = event.data
        book = (data["series"], data["secret"], PLAIN, data["year"])
        last, closed = self.numbers.books.get(book, (0, True))
        if closed:
            return "book_closed"
        if self.numbers.holds_back(book):
            return "block_open"
        if data["year"] >= self.office.day(event).year:
            return "book_still_running"
        return None if data["last"] == last else "number_out_of_order"

    def admit(self, event: Event, hashed: bytes) -> None:
        """Take the event into account for those that follow; `hashed` is its leaf hash, which signatures cover."""
        data = event.data
        match event.type:
            case "document_registered":
                self._admit_registration(event)
            case "book_closed":
                book = (data["series"], data["secret"], PLAIN, data["year"])
                self.numbers.books[book] = (data["last"], True)
            case "folder_added":
                self.folders.add(data["folder"])
        document = self.documents.get(data.get("document", 0))
        if document is None:
            return
        document.only = event.actor if document.only == event.actor else 0
        if event.type in {"document_registered", "entry_corrected"}:
            document.received, document.kind = data["received"], data["kind"]
            document.copies = data["copies"]
            document.attachments = len(data.get("attachments", ()))
            self.correspondents.add(data["correspondent"])
            document.covered.append(hashed)
        step = moved(event)
        if step is not None:
            document.state = step[1]
        self._admit_more(event, document, hashed)

    def _admit_registration(self, event: Event) -> None:
        data = event.data
        book = (data["series"], data["secret"], PLAIN, data["year"])
        self.numbers.give(book, data["serial"], data.get("block"))
        self.documents.setdefault(
            data["document"],
            LawfulDocument(Series(data["series"]), data["received"], event.actor, data["kind"], event.actor),
        )
        if data["files"]:
            self._awaited = _Due(event.seq, event.act, data["document"], list(data["files"]))

    def _admit_more(self, event: Event, document: LawfulDocument, hashed: bytes) -> None:
        data = event.data
        match event.type:
            case "file_taken_in":
                document.files += 1
                self.files[data["file"]] = data["document"]
                self.slots.add(data["slot"])
                if not data["supplement"]:
                    document.covered.append(hashed)
            case "proposal_made":
                document.proposal = _named(data)
            case "handed_over":
                document.holders[data.get("copy", ORIGINAL)] = data["to"]
            case "instruction_recorded" | "acted_first":
                self.to_confirm[event.seq] = data["document"]
            case "instruction_confirmed":
                self.to_confirm.pop(data["instruction"], None)


_JUDGES: Mapping[str, Callable[[LawfulDocuments, Event, LawfulDocument], str | None]] = {
    "entry_corrected": LawfulDocuments._corrected,
    "file_taken_in": LawfulDocuments._file_taken_in,
    "proposal_made": LawfulDocuments._proposed,
    "handed_over": LawfulDocuments._handed_over,
    "put_to_general_manager": LawfulDocuments._submitted,
    "instructed": LawfulDocuments._instructed,
    "instruction_recorded": LawfulDocuments.recorded_problem,
    "instruction_confirmed": LawfulDocuments._confirmed,
    "put_into_folder": LawfulDocuments._filed,
    "opened_outside": LawfulDocuments._opened,
}
