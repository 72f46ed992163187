"""To the general manager and back (I3, I5): proposal, submission, instruction, sending back, paper slips, folders."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from filedesk.domain.documents import LONGEST_TEXT, Series, needed_reason, tidy, tidy_lines
from filedesk.domain.people import PersonState, Role
from filedesk.domain.projected_documents import DIRECT
from filedesk.domain.routing import PROPOSABLE, Purpose, SignedOn, State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, act_of, check_department, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.desk_ports import Ports
from filedesk.services.fileable import check_fileable
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing
from filedesk.services.open_steps import StepsOpen, open_steps
from filedesk.services.registration import take_in
from filedesk.services.taking_in import Staged
from filedesk.services.wording import Wording, wording

COVERED = frozenset({"document_registered", "entry_corrected", "file_taken_in"})
"""What a signature on an instruction covers: the entry as it stands and every file, by the hashes of their events."""


def check_wording(reading: Reading, said: Wording, *, received: str) -> dict[str, object]:
    """The fields of what is said. Raises RuleRefused naming what cannot stand (I4, I5)."""
    if len(set(said.readers)) != len(said.readers):
        raise RuleRefused("reader_twice", rule="I4")
    for reader in said.readers:
        row = reading.get("person", id=reader)
        if row is None or row["state"] == PersonState.LEFT:
            raise RuleRefused("reader_unknown", rule="I4")
    for told in said.departments():
        check_department(reading, told["department"])
    if said.lead is None and said.supporting:
        raise RuleRefused("lead_missing", rule="I5")
    if len(said.text) > LONGEST_TEXT:
        raise RuleRefused("text_too_long", field="instruction", most=LONGEST_TEXT)
    if said.deadline is not None and said.deadline.isoformat() < received:
        raise RuleRefused("deadline_before_receipt", day=said.deadline.isoformat())
    return {
        "readers": list(said.readers),
        "departments": said.departments(),
        "deadline": said.deadline.isoformat() if said.deadline else None,
    }


def _check_incoming(row: Row) -> None:
    """Raise RuleRefused("incoming_only") for what the office wrote itself: a draft has its own way."""
    if row["series"] != Series.INCOMING:
        raise RuleRefused("incoming_only", rule="I3")


def propose(ports: Ports, session: Session, *, document: int, said: Wording, seen: int | None = None) -> Changes:
    """Add a proposal 拟办: readers, lead department, deadline, words (I5). The latest one counts."""
    require(session, "proposal_made", rule="I5")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        _check_incoming(row)
        if row["state"] not in PROPOSABLE:
            raise RuleRefused("proposal_too_late", rule="I5", number=row["number"])
        data = check_wording(writing, said, received=row["received"])
        act_of(writing, session).append(
            "proposal_made", {"document": document, **data}, {"text": tidy_lines(said.text)}
        )
    return changed(row)


def submit(
    ports: Ports, session: Session, *, documents: Sequence[int], said: Wording | None = None, seen: int | None = None
) -> Changes:
    """Hand documents over to the general manager for review (I3), with a proposal if one is given."""
    require(session, "put_to_general_manager", rule="I3")
    changes = Changes()
    with ports.ledger.writing() as writing:
        head = general_manager(writing)
        act = act_of(writing, session)
        for document in documents:
            row = document_row(writing, document, seen=seen)
            _check_incoming(row)
            step(Series(row["series"]), State(row["state"]), Step.SUBMIT, session.roles)
            if said is not None:
                data = check_wording(writing, said, received=row["received"])
                act.append("proposal_made", {"document": document, **data}, {"text": tidy_lines(said.text)})
            _hand_over(act, row, to=head, carrier=session.person, purpose=Purpose.REVIEW)
            act.append("put_to_general_manager", {"document": document})
            changes |= changed(row)
    return changes


def general_manager(reading: Reading) -> int:
    """The general manager's id."""
    for row in reading.find("person_role", role=Role.GENERAL_MANAGER.value):
        person = reading.get("person", id=row["person"])
        if person is not None and person["state"] != PersonState.LEFT:
            return int(row["person"])
    raise RuleRefused("one_general_manager")


def _hand_over(act: Act, row: Row, *, to: int, carrier: int, purpose: Purpose) -> None:
    if row["holder"] == to:
        return
    act.append(
        "handed_over",
        {"document": row["id"], "from": row["holder"], "to": to, "carrier": carrier, "purpose": purpose.value},
    )


def covers(reading: Reading, document: int) -> list[str]:
    """The hashes of the events that make up the document as it stands: what a signature on it covers (F9)."""
    found = []
    for event, _words in reading.timeline(document):
        if event.type in COVERED and not event.data.get("supplement"):
            row = reading.get("event", seq=event.seq)
            assert row is not None
            found.append(bytes(row["hash"]).hex())
    return found


def instruct(
    ports: Ports, session: Session, *, document: int, said: Wording, as_proposed: bool = False, seen: int | None = None
) -> Changes:
    """The general manager instructs and signs (I3). His signature covers the paper and the words.

    With `as_proposed` (同意拟办) readers, departments, deadline and words are those of the proposal.
    """
    require(session, "instructed", rule="I3")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.INSTRUCT, session.roles)
        if as_proposed:
            proposed = proposal(writing, document)
            if proposed is None:
                raise RuleRefused("no_proposal", rule="I5", number=row["number"])
            said = Wording(
                said.text or proposed.text, proposed.readers, proposed.lead, proposed.supporting, proposed.deadline
            )
        if not tidy_lines(said.text):
            raise RuleRefused("instruction_empty", rule="I3")
        data = check_wording(writing, said, received=row["received"])
        data |= {"document": document, "covers": covers(writing, document), "on": ports.today(writing)}
        if as_proposed:
            data["as_proposed"] = 1
        act_of(writing, session).append("instructed", data, {"text": tidy_lines(said.text)})
    return changed(row)


def send_back(ports: Ports, session: Session, *, document: int, reason: str, seen: int | None = None) -> Changes:
    """The general manager sends a paper back with a reason (I3)."""
    require(session, "sent_back", rule="I3")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        _check_incoming(row)
        step(Series(row["series"]), State(row["state"]), Step.SEND_BACK, session.roles)
        act_of(writing, session).append("sent_back", {"document": document}, {"reason": told})
    return changed(row)


def record_instruction(
    ports: Ports,
    session: Session,
    *,
    document: int,
    said: Wording,
    signed_on: SignedOn,
    given: date,
    scan: str | None = None,
    staged: Sequence[Staged] = (),
    what: str = "",
    seen: int | None = None,
) -> Changes:
    """Record an instruction from the paper slip or the telephone (rules, "Signing on paper").

    It stands as the clerk's signature until the general manager confirms it 补签. A slip on paper wants its scan:
    `scan` is the id of a file of the document, or `staged` are files that become supplements, called `what`, in the
    same act, the first of them the scan.
    """
    require(session, "instruction_recorded", rule="I3")
    if not tidy_lines(said.text):
        raise RuleRefused("instruction_empty", rule="I3")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.INSTRUCT, {Role.GENERAL_MANAGER})
        if given.isoformat() > ports.today(writing):
            raise RuleRefused("date_in_future", field="given", day=given.isoformat())
        act = act_of(writing, session)
        data = check_wording(writing, said, received=row["received"])
        for position, one in enumerate(staged, start=row["files"]):
            take_in(writing, act, document, one, position=position, supplement=True, what=what)
        scan = staged[0].file if staged else scan
        if signed_on is SignedOn.PAPER or scan is not None:
            of_document = {f["file"] for f in writing.find("document_file", document=document)}
            if scan not in of_document:
                raise RuleRefused("scan_missing", rule="I3")
        data |= {
            "document": document,
            "covers": covers(writing, document),
            "signed_on": signed_on.value,
            "given": given.isoformat(),
            "scan": scan,
        }
        act.append("instruction_recorded", data, {"text": tidy_lines(said.text)})
    return changed(row)


def confirm_instructions(ports: Ports, session: Session, *, documents: Collection[int]) -> Changes:
    """The general manager confirms instructions that the clerk recorded for him 补签, many at once."""
    require(session, "instruction_confirmed", rule="I3")
    changes = Changes()
    with ports.ledger.writing() as writing:
        act = act_of(writing, session)
        for document in documents:
            row = document_row(writing, document)
            waiting = [
                i
                for i in writing.find("instruction", document=document, confirmed_seq=None)
                if i["signed_on"] not in {SignedOn.SCREEN, DIRECT}
            ]
            if not waiting:
                raise RuleRefused("nothing_to_confirm")
            for told in waiting:
                act.append("instruction_confirmed", {"document": document, "instruction": told["id"]})
            changes |= changed(row)
    return changes


def add_folder(ports: Ports, session: Session, *, name: str, year: int) -> int:
    """Make a folder; returns its id. Raises RuleRefused when that year has one of this name."""
    require(session, "folder_added", rule="F6")
    with ports.ledger.writing() as writing:
        if writing.get("folder", year=year, name=tidy(name)):
            raise RuleRefused("name_twice", name=tidy(name))
        return _add_folder(writing, act_of(writing, session), name, year)


def _add_folder(writing: Writing, act: Act, name: str, year: int) -> int:
    told = tidy(name)
    if not told:
        raise RuleRefused("name_empty")
    folder = writing.next_id("folder")
    act.append("folder_added", {"folder": folder, "year": year}, {"name": told})
    return folder


def put_into_folder(
    ports: Ports, session: Session, *, documents: Sequence[int], folder: int, seen: int | None = None
) -> Changes:
    """Put papers into a folder 归卷 (I7); whoever still holds one hands it back in the same act."""
    require(session, "put_into_folder", rule="I7")
    with ports.ledger.writing() as writing:
        if writing.get("folder", id=folder) is None:
            raise RuleRefused("folder_unknown")
        return _put(
            writing, act_of(writing, session), session, documents, folder, today=ports.today(writing), seen=seen
        )


def put_into_named_folder(
    ports: Ports, session: Session, *, documents: Sequence[int], name: str, year: int, seen: int | None = None
) -> Changes:
    """Put papers into the folder of this name and year; one that is not there yet is made in the same act (F6, I7)."""
    require(session, "put_into_folder", rule="I7")
    with ports.ledger.writing() as writing:
        act = act_of(writing, session)
        there = writing.get("folder", year=year, name=tidy(name))
        folder = int(there["id"]) if there else _add_folder(writing, act, name, year)
        return _put(writing, act, session, documents, folder, today=ports.today(writing), seen=seen)


def _put(
    writing: Writing, act: Act, session: Session, documents: Sequence[int], folder: int, *, today: str, seen: int | None
) -> Changes:
    changes = Changes()
    for document in documents:
        row = document_row(writing, document, seen=seen)
        step(Series(row["series"]), State(row["state"]), Step.PUT_INTO_FOLDER, session.roles)
        missing = open_steps(writing, document)
        if missing:
            raise StepsOpen(missing)
        check_fileable(writing, row)
        _hand_over(act, row, to=session.person, carrier=session.person, purpose=Purpose.FILING)
        act.append("put_into_folder", {"document": document, "folder": folder, "on": today})
        changes |= changed(row)
    return changes


def proposal(reading: Reading, document: int) -> Wording | None:
    """The document's latest proposal, or None."""
    row = reading.get("proposal", document=document)
    return wording(reading, row["seq"], row["text"], row["deadline"]) if row else None
