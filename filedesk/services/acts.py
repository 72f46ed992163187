"""Recording an act: who may, the events of one act together, and the checks that every act begins with."""

from __future__ import annotations

import secrets
from typing import Any

from filedesk.domain import event_types, looking_after, receiving
from filedesk.domain.documents import Series
from filedesk.domain.events import NOBODY, Draft, Event
from filedesk.domain.people import PersonState
from filedesk.errors import ChangedMeanwhile, RuleRefused
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing
from filedesk.services.ports import Signer


class Act:
    """The events of one use case: they share an act id and a signer.

    `roles` are those that the actor holds now; with them, nothing is signed that the journal's grammar forbids him.
    """

    def __init__(self, writing: Writing, *, signer: Signer, actor: int, roles: frozenset[str] | None = None) -> None:
        self._roles = roles
        self._writing = writing
        self._signer = signer
        self._actor = actor
        self._id = secrets.token_hex(16)

    def append(self, kind: str, data: dict[str, Any], words: dict[str, str] | None = None) -> Event:
        """Append one event; fields that are None and words that are empty are left out.

        Raises RuleRefused("act_not_for_role"), and ("not_her_department") as `check_looks_after` does.
        """
        signers = event_types.TYPES[kind].signers
        if self._roles is not None and event_types.SELF not in signers and signers.isdisjoint(self._roles):
            raise RuleRefused("act_not_for_role", act=kind)
        if kind in looking_after.ACTS and self._roles is not None and looking_after.as_clerk(kind, self._roles):
            check_looks_after(self._writing, self._actor, data["document"])
        told = {name: value for name, value in data.items() if value is not None}
        draft = Draft(kind, told, {name: text for name, text in (words or {}).items() if text})
        return self._writing.append(draft, signer=self._signer, actor=self._actor, act=self._id)


def act_of(writing: Writing, session: Session) -> Act:
    """An act of the signed-in person, by the roles and keys that he has now, not when he signed in.

    Raises RuleRefused: "person_left", or "keys_replaced" when somebody has given him a new code meanwhile.
    """
    row = writing.get("person", id=session.person)
    if row is None or row["state"] == PersonState.LEFT:
        raise RuleRefused("person_left", name=session.name)
    if row["key"] != session.keys.signer.key_id or row["state"] == PersonState.INVITED:
        raise RuleRefused("keys_replaced", name=session.name)
    confirmed = row["state"] == PersonState.CONFIRMED
    roles = frozenset(told["role"] for told in writing.find("person_role", person=session.person)) if confirmed else ()
    return Act(writing, signer=session.keys.signer, actor=session.person, roles=frozenset(roles))


def receiving_office(reading: Reading) -> int:
    """The department that receives incoming papers (I1), or ANY_CLERK."""
    row = reading.get("setting", name=receiving.SETTING)
    return int(row["value"]) if row else receiving.ANY_CLERK


def is_looked_after_by(reading: Reading, person: int, document: int) -> bool:
    """Whether a clerk looks after what the office wrote (O3, N2); any other document is nobody's alone."""
    office = receiving_office(reading)
    if office == receiving.ANY_CLERK:
        return True
    draft, row, clerk = (
        reading.get("draft", document=document), reading.get("document", id=document), reading.get("person", id=person),
    )  # fmt: skip
    if draft is None or row is None or clerk is None or person in {draft["kept_by"], row["registered_by"]}:
        return True
    return looking_after.looks_after(office, clerk["department"], row["department"])


def check_looks_after(reading: Reading, person: int, document: int) -> None:
    """Raise RuleRefused("not_her_department") for a clerk of another department than the document's (O3, N2)."""
    if is_looked_after_by(reading, person, document):
        return
    row = document_row(reading, document)
    unit = reading.get("department", id=row["department"])
    rule = "O3" if row["series"] == Series.OUTGOING else "N2"
    raise RuleRefused("not_her_department", rule=rule, department=unit["name"] if unit else "–")


def act_of_key(writing: Writing, signer: Signer) -> Act:
    """An act of the office root or of a workstation."""
    return Act(writing, signer=signer, actor=NOBODY)


def require(session: Session, kind: str, *, rule: str | None = None) -> None:
    """Raise RuleRefused unless the person is confirmed and one of his roles may sign events of this type."""
    if not session.confirmed:
        raise RuleRefused("person_unconfirmed")
    signers = event_types.TYPES[kind].signers
    if signers.isdisjoint(session.roles):
        raise RuleRefused("act_not_for_role", rule=rule, act=kind)


def check_department(reading: Reading, department: int) -> None:
    """Raise RuleRefused("department_unknown") unless there is such a department."""
    if reading.get("department", id=department) is None:
        raise RuleRefused("department_unknown", department=str(department))


def document_row(reading: Reading, document: int, *, seen: int | None = None) -> Row:
    """The document's row.

    Raises RuleRefused("document_unknown"), and ChangedMeanwhile when its last event is not `seen`, the one that
    the person had before him when he decided. It names who acted (`name`) and the event now last (`last_seq`).
    """
    row = reading.get("document", id=document)
    if row is None:
        raise RuleRefused("document_unknown")
    if seen is not None and row["last_seq"] != seen:
        last, _words = reading.event(row["last_seq"])
        actor = reading.get("person", id=last.actor)
        name = actor["name"] if actor else "–"
        told = row["number"] or row["title"]
        raise ChangedMeanwhile("changed_meanwhile", number=told, name=name, last_seq=row["last_seq"])
    return row
