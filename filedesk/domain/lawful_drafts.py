"""Whether the acts on what the office writes itself were lawful, until it is signed (O1, N1, N1a, F9).

The rules are those that the services keep; here they are replayed over the journal, event after event. What follows
the signature is judged by `lawful_issues`, over the same drafts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from filedesk.domain.documents import Series
from filedesk.domain.drafts import Signature, needs_general_manager
from filedesk.domain.events import Event
from filedesk.domain.lawful_deputies import LawfulDeputies
from filedesk.domain.lawful_documents import LawfulDocument, LawfulDocuments
from filedesk.domain.lawful_office import LawfulOffice
from filedesk.domain.people import CARRIERS, Role
from filedesk.domain.projected_drafts import SIGNED_STATE
from filedesk.domain.routing import SignedOn, State, Step, target

HEAD = frozenset({Role.GENERAL_MANAGER})
MANAGER = frozenset({Role.DEPARTMENT_MANAGER})
_DAY = timedelta(days=1)

STEPS: Mapping[str, Step] = {
    "draft_revised": Step.REVISE,
    "draft_checked": Step.CHECK,
    "countersign_asked": Step.ASK_COUNTERSIGN,
    "countersigned": Step.COUNTERSIGN,
    "countersign_refused": Step.REFUSE,
    "draft_approved": Step.APPROVE,
    "draft_signed": Step.SIGN,
    "draft_returned": Step.SEND_BACK,
    "draft_dropped": Step.DROP,
    "draft_numbered": Step.NUMBER,
    "number_kept": Step.NUMBER,
    "chop_used": Step.CHOP,
    "document_sent": Step.SEND,
    "receipt_noted": Step.NOTE_RECEIPT,
    "originals_deposited": Step.DEPOSIT,
    "document_distributed": Step.DISTRIBUTE,
    "distribution_received": Step.RECEIVE,
    "copies_recalled": Step.RECALL,
    "memo_answered": Step.ANSWER,
    "carrying_out_ordered": Step.ORDER,
    "order_confirmed": Step.CONFIRM_ORDER,
    "order_reported": Step.CARRY_OUT,
}
"""The step that an event takes; two more, put up and recorded, depend on the signature."""
_BY_SIGNATURE = {
    "draft_submitted": {Signature.ISSUE: Step.SUBMIT, Signature.SIGN: Step.PUT_TO_MANAGER},
    "approval_recorded": {Signature.ISSUE: Step.APPROVE, Signature.SIGN: Step.SIGN},
}
NOT_OF_DRAFTS = frozenset(
    {
        "entry_corrected", "proposal_made", "put_to_general_manager", "instructed", "instruction_recorded",
        "sent_back",
    }
)  # fmt: skip
"""Acts on papers from elsewhere: a draft has its own."""


def step_of(event: Event, state: State) -> Step | None:
    """The step that this event takes with a draft that stands there, or None when it is none of theirs."""
    if event.type == "draft_returned" and state is State.WITH_MANAGER:
        return Step.HAND_BACK
    by_signature = _BY_SIGNATURE.get(event.type)
    if by_signature is not None:
        return by_signature[Signature(event.data["signature"])]
    return STEPS.get(event.type)


@dataclass(slots=True)
class LawfulDraft:
    """One draft as the events before tell of it. A `number` is its code, year and serial."""

    series: Series
    drafter: int
    department: int
    kind: str
    hashed: bytes
    files: list[str]
    keeper: int
    """Who looks after it: whoever made it, or took his post over."""
    version: int = 1
    taken: dict[str, bytes] = field(default_factory=dict)
    """The files taken in, with the hashes of their events."""
    unsigned: set[int] = field(default_factory=set)
    """Who has yet to countersign this version."""
    asked: set[int] = field(default_factory=set)
    """Who was asked to countersign this version, signed or not."""
    put_to: int = 0
    number: tuple[int, int, int] | None = None
    answers: int = 0
    """The incoming document that it answers."""
    answer_due: str = ""
    urged: int = 0
    """How often somebody was urged to carry it out (F8)."""

    @property
    def drafters(self) -> set[int]:
        """Who made it and who looks after it now."""
        return {self.drafter, self.keeper}

    @property
    def covers(self) -> list[str] | None:
        """What a signature on this version covers, or None when one of its files is not there."""
        if any(file not in self.taken for file in self.files):
            return None
        return [self.hashed.hex(), *(self.taken[file].hex() for file in self.files)]


@dataclass
class LawfulDrafts:
    """The drafts as they stand after the events seen so far. Office and documents are fed first."""

    office: LawfulOffice
    documents: LawfulDocuments
    deputies: LawfulDeputies
    drafts: dict[int, LawfulDraft] = field(default_factory=dict)
    codes: dict[int, int] = field(default_factory=dict)
    """The code of each department."""

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        data = event.data
        if event.type == "draft_made":
            return self._made(event)
        if event.type == "department_code_set":
            return self._code_set(event)
        document = self.documents.documents.get(data.get("document", 0))
        if document is None:
            return None
        wanted = step_of(event, document.state)
        draft = self.drafts.get(data["document"])
        if draft is None:
            return None if wanted is None else "not_a_draft"
        if event.type in NOT_OF_DRAFTS:
            return "step_not_lawful"
        if wanted is not None:
            if target(draft.series, document.state, wanted) is None:
                return "step_not_lawful"
            if data.get("version", draft.version) != draft.version + (event.type == "draft_revised"):
                return "version_differs"
        judge = _JUDGES.get(event.type)
        return judge(self, event, draft) if judge else None

    def _made(self, event: Event) -> str | None:
        data = event.data
        if data["document"] in self.documents.documents:
            return "document_twice"
        answers = data.get("replies_to")
        if answers is not None:
            incoming = self.documents.documents.get(answers)
            if incoming is None or incoming.series is not Series.INCOMING or data["series"] != Series.OUTGOING:
                return "reply_to_nothing"
        return self._version(event)

    def _version(self, event: Event) -> str | None:
        data = event.data
        if data["kind"] not in self.office.kinds:
            return "kind_unknown"
        if data["department"] not in self.office.departments:
            return "department_unknown"
        if "answer_due" in data and data["series"] != Series.INTERNAL:
            return "answer_not_of_the_house"
        return None if self.its_day(event, data["on"]) else "day_not_its_own"

    def its_day(self, event: Event, day: str) -> bool:
        """Whether it is the office's day of the event, or the one before, should it have begun before midnight."""
        today = self.office.day(event)
        return day in {today.isoformat(), (today - _DAY).isoformat()}

    def _code_set(self, event: Event) -> str | None:
        data = event.data
        if data["department"] not in self.office.departments:
            return "department_unknown"
        others = {code for department, code in self.codes.items() if department != data["department"]}
        return "code_of_another" if data["code"] in others | {1} else None

    def _revised(self, event: Event, draft: LawfulDraft) -> str | None:
        if event.data["series"] != draft.series:
            return "step_not_lawful"
        return self._version(event) if self.may_change(event.actor, draft) else "not_his_draft"

    def may_change(self, actor: int, draft: LawfulDraft) -> bool:
        """Whether this person may change a draft: its drafter, his department, the office, the general manager."""
        return (
            actor in draft.drafters
            or self.office.holds(actor, CARRIERS | HEAD)
            or self.of_department(actor, draft.department)
        )

    def of_department(self, person: int, department: int) -> bool:
        """Whether this person belongs to the department."""
        found = self.office.people.get(person)
        return found is not None and found.department == department != 0

    @staticmethod
    def _covers(event: Event, draft: LawfulDraft) -> str | None:
        return None if event.data["covers"] == draft.covers else "covers_differ"

    def _checked(self, event: Event, draft: LawfulDraft) -> str | None:
        return "not_for_oneself" if event.actor in draft.drafters else self._covers(event, draft)

    def _asked(self, event: Event, draft: LawfulDraft) -> str | None:
        persons = event.data["persons"]
        fit = all(self.office.holds(one, MANAGER) and self.office.is_here(one) for one in persons)
        if not fit or not draft.drafters.isdisjoint(persons) or len(set(persons)) != len(persons):
            return "countersigner_wrong"
        return None if self.may_change(event.actor, draft) else "not_his_draft"

    def _countersigned(self, event: Event, draft: LawfulDraft) -> str | None:
        person = self.deputies.signs_for(event)
        if person not in draft.unsigned or not self.office.holds(person, MANAGER):
            return "not_asked_for"
        if "deputy_for" in event.data and event.actor in draft.drafters:
            return "not_for_oneself"
        if event.data.get("left", len(draft.unsigned) - 1) != len(draft.unsigned) - 1:
            return "countersigners_miscounted"
        if event.data.get("to", draft.keeper) != draft.keeper:
            return "not_his_draft"
        return self._covers(event, draft)

    def _submitted(self, event: Event, draft: LawfulDraft) -> str | None:
        data = event.data
        if not self.may_change(event.actor, draft):
            return "not_his_draft"
        if data["signature"] == Signature.ISSUE:
            return None if self.office.holds(data["to"], HEAD) else "not_general_manager"
        if needs_general_manager(draft.series, draft.kind):
            return "needs_general_manager"
        return None if self._manages(data["to"], draft) else "not_his_department"

    def _manages(self, person: int, draft: LawfulDraft) -> bool:
        return self.office.holds(person, MANAGER) and self.of_department(person, draft.department)

    def _approved(self, event: Event, draft: LawfulDraft) -> str | None:
        return self._covers(event, draft) if self.its_day(event, event.data["on"]) else "day_not_its_own"

    def _signed(self, event: Event, draft: LawfulDraft) -> str | None:
        person = self.deputies.signs_for(event)
        found = self._approved(event, draft)
        if found is not None or person == event.actor:
            return found or self._may_sign(person, draft)
        if event.actor in draft.drafters:
            return "not_for_oneself"
        if self.office.holds(person, HEAD):
            return "needs_general_manager"
        return self._may_sign(person, draft)

    def _may_sign(self, person: int, draft: LawfulDraft) -> str | None:
        if self.office.holds(person, HEAD):
            return None
        if needs_general_manager(draft.series, draft.kind):
            return "needs_general_manager"
        return None if self._manages(person, draft) else "not_his_department"

    def _recorded(self, event: Event, draft: LawfulDraft) -> str | None:
        data = event.data
        scan = data.get("scan")
        if data["given"] > self.office.day(event).isoformat():
            return "date_in_future"
        if (data["signed_on"] == SignedOn.PAPER or scan) and self.documents.files.get(scan or "") != data["document"]:
            return "scan_missing"
        if data["signature"] == Signature.ISSUE and not self.office.holds(data["person"], HEAD):
            return "not_general_manager"
        return self._may_sign(data["person"], draft) or self._covers(event, draft)

    def _returned(self, event: Event, draft: LawfulDraft) -> str | None:
        if event.data["to"] != draft.keeper:
            return "not_his_draft"
        if "deputy_for" not in event.data and self.office.holds(event.actor, HEAD):
            return None
        person = self.deputies.signs_for(event)
        fit = person == draft.put_to and not ("deputy_for" in event.data and self.office.holds(person, HEAD))
        return None if fit else "not_his_own"

    def _dropped(self, event: Event, draft: LawfulDraft) -> str | None:
        if draft.number is not None:
            return "number_not_voided"
        return None if self.may_change(event.actor, draft) else "not_his_draft"

    def _voided(self, event: Event, draft: LawfulDraft) -> str | None:
        if draft.number is None:
            return "number_not_given"
        return None if event.data.get("replies_to", 0) == draft.answers else "reply_to_nothing"

    def admit(self, event: Event, hashed: bytes) -> None:
        """Take the event into account for those that follow; `hashed` is its leaf hash, which signatures cover."""
        data = event.data
        if event.type == "department_code_set":
            self.codes[data["department"]] = data["code"]
        elif event.type == "draft_made" and data["document"] not in self.documents.documents:
            self._admit_made(event, hashed)
        draft = self.drafts.get(data.get("document", 0))
        if draft is None:
            return
        document = self.documents.documents[data["document"]]
        match event.type:
            case "draft_revised":
                self._admit_revised(event, draft, document, hashed)
            case "file_taken_in":
                draft.taken[data["file"]] = hashed
            case "countersign_asked":
                draft.unsigned, draft.asked = set(data["persons"]), set(data["persons"])
            case "countersigned" | "countersign_refused":
                draft.unsigned.discard(event.data.get("deputy_for", event.actor))
            case "draft_submitted":
                draft.put_to = data["to"]
            case "urged":
                draft.urged = data["times"]
            case "draft_numbered":
                draft.number = (data["code"], data["year"], data["serial"])
        self._move(event, document)

    def _admit_made(self, event: Event, hashed: bytes) -> None:
        data = event.data
        series = Series(data["series"])
        self.drafts[data["document"]] = LawfulDraft(
            series, event.actor, data["department"], data["kind"], hashed, list(data["files"]), event.actor,
            answers=data.get("replies_to", 0), answer_due=data.get("answer_due", ""),
        )  # fmt: skip
        self.documents.documents[data["document"]] = LawfulDocument(
            series, data["on"], event.actor, data["kind"], event.actor, state=State.DRAFTED, named=set(data["files"])
        )

    @staticmethod
    def _admit_revised(event: Event, draft: LawfulDraft, document: LawfulDocument, hashed: bytes) -> None:
        data = event.data
        draft.version, draft.hashed, draft.files = data["version"], hashed, list(data["files"])
        draft.department, draft.kind = data["department"], data["kind"]
        draft.answer_due, draft.unsigned, draft.put_to = data.get("answer_due", ""), set(), 0
        draft.asked = set()
        document.named = set(data["files"])

    @staticmethod
    def _move(event: Event, document: LawfulDocument) -> None:
        """Where the document stands after the event, and who holds it."""
        data = event.data
        match event.type:
            case "draft_submitted" | "draft_returned":
                document.hold(data["to"])
            case "draft_revised" | "draft_numbered" | "number_kept":
                document.hold(event.actor)
        wanted = step_of(event, document.state)
        if wanted is None or wanted in _STAYING or (wanted in _LAST_ONES and data["left"]):
            return
        if event.type == "approval_recorded":
            document.state = SIGNED_STATE[Signature(data["signature"])]
            return
        document.state = target(document.series, document.state, wanted) or document.state


_STAYING = frozenset({Step.RECEIVE, Step.RECALL, Step.ANSWER})
_LAST_ONES = frozenset({Step.COUNTERSIGN, Step.CARRY_OUT})
"""Steps that several people take: the last of them moves the document on."""

_JUDGES: Mapping[str, Callable[[LawfulDrafts, Event, LawfulDraft], str | None]] = {
    "draft_revised": LawfulDrafts._revised,
    "draft_checked": LawfulDrafts._checked,
    "countersign_asked": LawfulDrafts._asked,
    "countersigned": LawfulDrafts._countersigned,
    "countersign_refused": LawfulDrafts._countersigned,
    "draft_submitted": LawfulDrafts._submitted,
    "draft_approved": LawfulDrafts._approved,
    "draft_signed": LawfulDrafts._signed,
    "approval_recorded": LawfulDrafts._recorded,
    "draft_returned": LawfulDrafts._returned,
    "draft_dropped": LawfulDrafts._dropped,
    "number_voided": LawfulDrafts._voided,
}


def named_once(told: Collection[Mapping[str, int]]) -> bool:
    """Whether each names either a person or a department, and none twice."""
    each = [(one["person"], one["department"]) for one in told]
    return all(bool(person) != bool(department) for person, department in each) and len(set(each)) == len(each)
