"""Acting on a paper 承办 (I5, F11): departments, the responsible person, his acceptance, his result and report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from filedesk.domain.circulation import IN_HANDLING, Handling
from filedesk.domain.documents import LONGEST_TEXT, Series, needed_reason, tidy_lines
from filedesk.domain.people import MANAGERS, Role
from filedesk.domain.routing import State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.custody import check_here
from filedesk.services.deputies import acting_for
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.recording import Slip, checked_slip
from filedesk.services.registration import take_in
from filedesk.services.taking_in import Staged
from filedesk.services.wording import instructed


def tasks(reading: Reading, document: int) -> list[Row]:
    """What departments have to do about a document, the leading one first."""
    return reading.find("handling_task", order="lead DESC, department", document=document)


def begin_handling(ports: Ports, session: Session, *, document: int, seen: int | None = None) -> Changes:
    """Hand a paper to the departments that the general manager named (I5), with his deadline.

    Raises RuleRefused("departments_not_named").
    """
    require(session, "handling_begun", rule="I5")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        state = step(Series(row["series"]), State(row["state"]), Step.HAND_TO_DEPARTMENT, session.roles)
        said = instructed(writing, document)
        if said is None or not said.departments():
            raise RuleRefused("departments_not_named", rule="I5", number=row["number"])
        act_of(writing, session).append(
            "handling_begun",
            {
                "document": document,
                "departments": said.departments(),
                "deadline": row["deadline"],
                "state": state.value,
            },
        )
    return changed(row)


def name_responsible(
    ports: Ports, session: Session, *, document: int, department: int, person: int, seen: int | None = None
) -> Changes:
    """The department's manager names who is to do it 承办人: one of its people, himself if he likes (F11).

    The general manager may name anybody. Raises RuleRefused: "not_his_department", "not_of_the_department",
    "person_gone", "task_taken" once somebody has accepted.
    """
    require(session, "responsible_named", rule="I5")
    with ports.ledger.writing() as writing:
        row, task = _task(writing, document, department, seen)
        if task["state"] in {Handling.ACCEPTED, Handling.REPORTED}:
            raise RuleRefused("task_taken", rule="F11")
        named = check_here(writing, person)
        deputy = _manager(ports, writing, session, department)
        if Role.GENERAL_MANAGER not in session.roles:
            _check_of(named, department)
        data = {"document": document, "department": department, "person": person}
        act_of(writing, session).append("responsible_named", {**data, "deputy": deputy})
    return changed(row)


def accept(ports: Ports, session: Session, *, document: int, department: int, seen: int | None = None) -> Changes:
    """The responsible person takes it on (F11)."""
    require(session, "handling_accepted", rule="F11")
    with ports.ledger.writing() as writing:
        row, task = _task(writing, document, department, seen)
        deputy = _his(ports, writing, session, task, {Handling.NAMED})
        act_of(writing, session).append(
            "handling_accepted", {"document": document, "department": department, "deputy": deputy}
        )
    return changed(row)


def decline(
    ports: Ports, session: Session, *, document: int, department: int, reason: str, seen: int | None = None
) -> Changes:
    """He sends it back to the manager who named him, with a reason: nothing is passed on in silence (F11)."""
    require(session, "handling_declined", rule="F11")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row, task = _task(writing, document, department, seen)
        deputy = _his(ports, writing, session, task, {Handling.NAMED})
        act_of(writing, session).append(
            "handling_declined", {"document": document, "department": department, "deputy": deputy}, {"reason": told}
        )
    return changed(row)


def report_result(
    ports: Ports,
    session: Session,
    *,
    document: int,
    department: int,
    result: str,
    report: str = "",
    staged: Sequence[Staged] = (),
    seen: int | None = None,
) -> Changes:
    """He fills in the result and a report, with files (I7, F11). Said again, the later one counts.

    Raises RuleRefused: "result_empty", "text_too_long", "task_not_accepted", "not_his_deputy".
    """
    require(session, "result_reported", rule="I7")
    words = _result(result, report)
    with ports.ledger.writing() as writing:
        row, task = _task(writing, document, department, seen)
        deputy = _his(ports, writing, session, task, {Handling.ACCEPTED, Handling.REPORTED})
        act = act_of(writing, session)
        for position, one in enumerate(staged, start=row["files"]):
            take_in(writing, act, document, one, position=position, supplement=True)
        data = {"document": document, "department": department, "files": [one.file for one in staged]}
        act.append("result_reported", {**data, "deputy": deputy}, words)
    return changed(row)


def record_result(
    ports: Ports,
    session: Session,
    *,
    document: int,
    department: int,
    person: int,
    result: str,
    slip: Slip,
    report: str = "",
    seen: int | None = None,
) -> Changes:
    """The clerk records a result from the slip or the call; the one who gave it confirms it later 补签.

    He is the responsible person, or one of the department. Raises RuleRefused: "result_empty", "person_gone",
    "not_of_the_department" and what `checked_slip` raises.
    """
    require(session, "result_recorded", rule="I7")
    words = _result(result, report)
    with ports.ledger.writing() as writing:
        row, task = _task(writing, document, department, seen)
        named = check_here(writing, person)
        if person != task["responsible"]:
            _check_of(named, department)
        act = act_of(writing, session)
        data = checked_slip(ports, writing, act, row, slip, person=person)
        act.append("result_recorded", {"document": document, "department": department, **data}, words)
    return changed(row)


def extend_deadline(
    ports: Ports, session: Session, *, document: int, deadline: date, reason: str, seen: int | None = None
) -> Changes:
    """The general manager gives more time, with a reason (I6). Raises RuleRefused("deadline_not_later")."""
    require(session, "deadline_extended", rule="I6")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        if row["deadline"] is None or deadline.isoformat() <= row["deadline"]:
            raise RuleRefused("deadline_not_later", rule="I6")
        if row["state"] not in IN_HANDLING | {State.INSTRUCTED, State.IN_CIRCULATION}:
            raise RuleRefused("step_not_now", rule="I6", step=Step.HAND_TO_DEPARTMENT.value, state=row["state"])
        data = {
            "document": document,
            "deadline": deadline.isoformat(),
            "before": row["deadline"],
            "departments": [task["department"] for task in tasks(writing, document)],
        }
        act_of(writing, session).append("deadline_extended", data, {"reason": told})
    return changed(row)


def _result(result: str, report: str) -> dict[str, str]:
    words = {"result": tidy_lines(result), "report": tidy_lines(report)}
    if not words["result"]:
        raise RuleRefused("result_empty", rule="I7")
    for name, text in words.items():
        if len(text) > LONGEST_TEXT:
            raise RuleRefused("text_too_long", field=name, most=LONGEST_TEXT)
    return words


def _task(reading: Reading, document: int, department: int, seen: int | None) -> tuple[Row, Row]:
    row = document_row(reading, document, seen=seen)
    task = reading.get("handling_task", document=document, department=department)
    if task is None or row["state"] not in IN_HANDLING:
        raise RuleRefused("not_being_handled", rule="I5", number=row["number"])
    return row, task


def _check_of(person: Row, department: int) -> None:
    if person["department"] != department:
        raise RuleRefused("not_of_the_department", rule="F11", name=person["name"])


def _his(ports: Ports, reading: Reading, session: Session, task: Row, states: set[Handling]) -> int | None:
    if task["state"] not in states:
        raise RuleRefused("task_not_accepted" if Handling.ACCEPTED in states else "task_not_named", rule="F11")
    return acting_for(ports, reading, session, task["responsible"])


def _manager(ports: Ports, reading: Reading, session: Session, department: int) -> int | None:
    """Whether the person manages the department, as in `acting_for`. Raises RuleRefused("not_his_department")."""
    if Role.GENERAL_MANAGER in session.roles:
        return None
    for row in reading.find("person", department=department):
        roles = {told["role"] for told in reading.find("person_role", person=row["id"])}
        if roles.isdisjoint(MANAGERS):
            continue
        try:
            return acting_for(ports, reading, session, row["id"])
        except RuleRefused:
            continue
    raise RuleRefused("not_his_department", rule="I5")
