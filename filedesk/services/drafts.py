"""What every act on a draft begins with: its rows, what a signature on it covers, and whether it is this person's."""

from __future__ import annotations

from collections.abc import Sequence

from filedesk.domain.documents import Series
from filedesk.domain.people import CARRIERS, CONTENT_ROLES, PersonState, Role
from filedesk.domain.routing import State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, check_department, document_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing
from filedesk.services.registration import take_in
from filedesk.services.taking_in import Staged


def draft_rows(reading: Reading, document: int, *, seen: int | None = None) -> tuple[Row, Row]:
    """The document's row and its draft's. Raises as `document_row` does, and RuleRefused("not_a_draft")."""
    row = document_row(reading, document, seen=seen)
    draft = reading.get("draft", document=document)
    if draft is None:
        raise RuleRefused("not_a_draft")
    return row, draft


def covers(reading: Reading, document: int, version: int) -> list[str]:
    """The hashes of the events that make up a version, its words first: what a signature on it covers (F9)."""
    told = reading.get("draft_version", document=document, version=version)
    assert told is not None
    seqs = [told["seq"]]
    for named in reading.find("version_file", order="position", document=document, version=version):
        file = reading.get("document_file", file=named["file"])
        assert file is not None
        seqs.append(file["seq"])
    found = []
    for seq in seqs:
        event = reading.get("event", seq=seq)
        assert event is not None
        found.append(bytes(event["hash"]).hex())
    return found


def department_of(reading: Reading, person: int) -> int:
    """The department of a person, 0 for none."""
    row = reading.get("person", id=person)
    return int(row["department"] or 0) if row else 0


def kept_by(reading: Reading, document: int) -> int:
    """Who looks after a draft: whoever made it, or took over his post."""
    draft = reading.get("draft", document=document)
    return int(draft["kept_by"]) if draft else 0


def drafters(row: Row, draft: Row) -> set[int]:
    """Who made the draft and who looks after it now: neither checks or countersigns it."""
    return {row["registered_by"], draft["kept_by"]}


def may_change(reading: Reading, session: Session, row: Row) -> bool:
    """Whether this person may change a draft: its drafter, his department, the office, the general manager."""
    if session.is_a(*CARRIERS, Role.GENERAL_MANAGER):
        return True
    if session.person in {row["registered_by"], kept_by(reading, row["id"])}:
        return True
    return session.is_a(*CONTENT_ROLES) and department_of(reading, session.person) == row["department"]


def check_may_change(reading: Reading, session: Session, row: Row) -> None:
    """Raise RuleRefused("not_your_draft") unless `may_change`."""
    if not may_change(reading, session, row):
        raise RuleRefused("not_your_draft", rule="N1")


def check_own_department(reading: Reading, session: Session, department: int) -> None:
    """Raise RuleRefused("department_unknown"), or ("not_your_department") for whoever drafts for another one."""
    check_department(reading, department)
    if session.is_a(*CARRIERS, Role.GENERAL_MANAGER):
        return
    if department_of(reading, session.person) != department:
        raise RuleRefused("not_your_department", rule="N1")


def check_step(reading: Reading, session: Session, row: Row, wanted: Step, person: int | None) -> None:
    """The step is lawful now, and for whoever takes it: for `person` whose deputy he is, else for himself."""
    roles = set(session.roles)
    if person not in {None, session.person}:
        roles = {told["role"] for told in reading.find("person_role", person=person)}
    step(Series(row["series"]), State(row["state"]), wanted, roles)


def check_not_his_draft(session: Session, row: Row, draft: Row, person: int) -> None:
    """Raise RuleRefused("not_for_oneself") for a deputy who made the draft: nobody signs his own in another's place."""
    if person != session.person and session.person in drafters(row, draft):
        raise RuleRefused("not_for_oneself", rule="O1")


def is_here(reading: Reading, person: int) -> bool:
    """Whether there is such a person who has not left."""
    row = reading.get("person", id=person)
    return row is not None and row["state"] != PersonState.LEFT


def holds_role(reading: Reading, person: int, role: Role) -> bool:
    """Whether this person, who has not left, holds the role."""
    return is_here(reading, person) and bool(reading.find("person_role", person=person, role=role.value))


def manages(reading: Reading, person: int, department: int) -> bool:
    """Whether this person is the manager of the department."""
    return holds_role(reading, person, Role.DEPARTMENT_MANAGER) and department_of(reading, person) == department


def managers_of(reading: Reading, department: int) -> list[int]:
    """The managers of a department, the first named first."""
    members = reading.find("person", order="id", department=department)
    return [one["id"] for one in members if manages(reading, one["id"], department)]


def take_in_more(
    writing: Writing, act: Act, row: Row, staged: Sequence[Staged], *, own: bool, what: str = ""
) -> str | None:
    """Name staged files as the document's: a version's `own`, or supplements. Returns the first one's id."""
    for position, one in enumerate(staged, start=row["files"]):
        take_in(writing, act, row["id"], one, position=position, supplement=not own, what=what)
    return staged[0].file if staged else None
