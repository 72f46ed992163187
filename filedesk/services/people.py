"""Signing in, first keys, confirming, passwords, adding people (rules, "People"; design section 4, "People")."""

from __future__ import annotations

from datetime import timedelta

from filedesk.clock import from_text
from filedesk.domain.people import PersonState, Role, check_name, check_roles, name_kept, reads_content
from filedesk.errors import KeyOrSealWrong, RuleRefused
from filedesk.services.acts import Act, act_of, act_of_key, check_department, require
from filedesk.services.changes import Changes
from filedesk.services.checkpoints import check_remembered, genesis, workstation_signer
from filedesk.services.desk_ports import Ports
from filedesk.services.founding import invite_in, wrap_for
from filedesk.services.held_keys import take_up_keys
from filedesk.services.keys import PersonKeys, Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import PublicKeys

OFFICE = Changes(office=True)
LONGEST_WAIT = timedelta(minutes=5)


def people(ports: Ports) -> list[Row]:
    """Everybody with id, name, department, state and roles; no password is needed for this."""
    with ports.ledger.reading() as reading:
        departments = {row["id"]: row["name"] for row in reading.find("department")}
        return [
            {
                "id": row["id"],
                "name": row["name"],
                "department": departments.get(row["department"], ""),
                "state": row["state"],
                "roles": roles_of(reading, row["id"]),
                "fingerprint": fingerprint_of(ports, row),
            }
            for row in reading.find("person", order="id")
        ]


def roles_of(reading: Reading, person: int) -> list[str]:
    """A person's roles, sorted."""
    return sorted(row["role"] for row in reading.find("person_role", person=person))


def fingerprint_of(ports: Ports, row: Row) -> str:
    """The short fingerprint that confirms this person's keys, or "" while he has none."""
    if not row["signing"]:
        return ""
    return ports.vault.person_fingerprint(PublicKeys(bytes.fromhex(row["signing"]), bytes.fromhex(row["opening"])))


def wait_after(refused: int) -> timedelta:
    """How long to wait after so many wrong passwords in a row: 1, 2, 4 … seconds, five minutes at most."""
    return min(timedelta(seconds=2 ** min(refused - 1, 20)), LONGEST_WAIT) if refused else timedelta()


def sign_in(ports: Ports, *, name: str, password: str) -> Session:
    """Unlock a person's keys.

    Raises RuleRefused ("person_unknown", "person_left", "first_sign_in_needs_code", "sign_in_wait"), KeyOrSealWrong
    ("password_wrong", after noting the refusal in the journal; "journal_rolled_back" and its like when this
    workstation remembers another journal).
    """
    with ports.ledger.reading() as reading:
        check_remembered(ports, reading)
        row = _person_named(reading, name)
        demo = genesis(ports, reading)
        _check_may_sign_in(ports, row)
        bundle = reading.body(row["bundle"])
    try:
        keys = ports.vault.unlock(
            bundle,
            password=password,
            device_secret=ports.secrets.device_secret(),
            office=ports.office,
            person=row["id"],
            demo=demo,
        )
    except KeyOrSealWrong as error:
        if error.code == "password_wrong":
            _note_refusal(ports, row["id"])
        raise
    if keys.public.signing.hex() != row["signing"] or keys.public.opening.hex() != row["opening"]:
        raise KeyOrSealWrong("keys_do_not_match", name=row["name"])
    session = _session(ports, row, keys)
    if row["refused"]:
        with ports.ledger.writing() as writing:
            act_of(writing, session).append("signed_in_again", {"person": session.person})
    return session


def _person_named(reading: Reading, name: str) -> Row:
    rows = reading.find("person", name=name_kept(name))
    if not rows:
        raise RuleRefused("person_unknown", name=name)
    return rows[0]


def _check_may_sign_in(ports: Ports, row: Row) -> None:
    if row["state"] == PersonState.LEFT:
        raise RuleRefused("person_left", name=row["name"])
    if row["bundle"] is None or row["state"] == PersonState.INVITED:
        raise RuleRefused("first_sign_in_needs_code", name=row["name"])
    _check_wait(ports, row)


def _note_refusal(ports: Ports, person: int) -> None:
    signer = workstation_signer(ports)
    if signer is None:
        return
    with ports.ledger.writing() as writing:
        row = writing.get("person", id=person)
        count = (row["refused"] if row else 0) + 1
        act_of_key(writing, signer).append("sign_in_refused", {"person": person, "count": count})


def _session(ports: Ports, row: Row, keys: PersonKeys) -> Session:
    confirmed = row["state"] == PersonState.CONFIRMED
    with ports.ledger.reading() as reading:
        roles = frozenset(roles_of(reading, row["id"]))
        session = Session(row["id"], row["name"], roles, keys, confirmed, bool(row["provisional"]))
        take_up_keys(ports, reading, session)
    return session


def first_sign_in(ports: Ports, *, name: str, code: str, password: str) -> Session:
    """Make a person's keys with his one-time code. He then waits for the general manager to confirm him.

    A code serves once: what was spent, or replaced by a newer one, serves no more. Raises
    RuleRefused("code_not_expected", "code_malformed", "sign_in_wait") and KeyOrSealWrong("code_wrong").
    """
    with ports.ledger.reading() as reading:
        check_remembered(ports, reading)
        row = _person_named(reading, name)
        demo = genesis(ports, reading)
    if row["state"] != PersonState.INVITED:
        raise RuleRefused("code_not_expected", name=name)
    _check_wait(ports, row)
    if ports.vault.code_digest(code, bytes.fromhex(row["code_salt"])) != row["code"]:
        _note_refusal(ports, row["id"])
        raise KeyOrSealWrong("code_wrong")
    keys = ports.vault.new_person_keys()
    bundle = ports.vault.lock(
        keys,
        password=password,
        device_secret=ports.secrets.device_secret(),
        office=ports.office,
        person=row["id"],
        demo=demo,
    )
    session = Session(row["id"], row["name"], frozenset(), keys, confirmed=False, provisional=False)
    with ports.ledger.writing() as writing:
        now = writing.get("person", id=row["id"])
        if now is None or (now["state"], now["code"]) != (row["state"], row["code"]):
            raise RuleRefused("code_not_expected", name=row["name"])
        Act(writing, signer=keys.signer, actor=row["id"]).append(
            "keys_made",
            {
                "person": row["id"],
                "signing": keys.public.signing.hex(),
                "opening": keys.public.opening.hex(),
                "bundle": writing.keep("bundle", bundle),
                "provisional": 0,
            },
        )
        session.roles = frozenset(roles_of(writing, row["id"]))
    return session


def seconds_to_wait(ports: Ports, row: Row) -> int:
    """How many seconds this person (a row) must wait before the next password or code; 0 when not at all.

    A clock that stands before the refusal was set since then: it tells nothing, and must not lock anybody out.
    """
    if not row["refused"]:
        return 0
    passed = ports.clock.now() - from_text(row["refused_at"])
    left = wait_after(row["refused"]) - passed
    return int(left.total_seconds()) + 1 if passed >= timedelta() < left else 0


def _check_wait(ports: Ports, row: Row) -> None:
    seconds = seconds_to_wait(ports, row)
    if seconds:
        raise RuleRefused("sign_in_wait", seconds=seconds)


def confirm_person(ports: Ports, session: Session, *, person: int, fingerprint: str) -> Changes:
    """The general manager confirms somebody's keys, having compared the fingerprint on that person's screen.

    Raises RuleRefused("fingerprint_differs") when what he saw is not what the desk holds.
    """
    require(session, "person_confirmed")
    with ports.ledger.writing() as writing:
        row = writing.get("person", id=person)
        if row is None or row["state"] != PersonState.UNCONFIRMED:
            raise RuleRefused("nothing_to_confirm")
        if fingerprint.replace("-", "").upper() != fingerprint_of(ports, row).replace("-", ""):
            raise RuleRefused("fingerprint_differs", name=row["name"])
        wraps = []
        take_up_keys(ports, writing, session)
        if reads_content(roles_of(writing, person)):
            for key in session.office_keys():
                wraps.append(
                    wrap_for(ports, writing, key, "office", person=person, opening=bytes.fromhex(row["opening"]))
                )
        act_of(writing, session).append(
            "person_confirmed", {"person": person, "signing": row["signing"], "wraps": wraps}
        )
    return OFFICE


def change_password(ports: Ports, session: Session, *, old: str, new: str) -> Changes:
    """Lock the person's keys under a new password.

    A wrong old password counts as at the sign-in: KeyOrSealWrong("password_wrong"), noted, then
    RuleRefused("sign_in_wait").
    """
    with ports.ledger.reading() as reading:
        row = reading.get("person", id=session.person)
        assert row is not None
        demo = genesis(ports, reading)
        _check_wait(ports, row)
        bundle = reading.body(row["bundle"])
    where = {"device_secret": ports.secrets.device_secret(), "office": ports.office, "person": session.person}
    try:
        keys = ports.vault.unlock(bundle, password=old, demo=demo, **where)  # type: ignore[arg-type]
    except KeyOrSealWrong as error:
        if error.code == "password_wrong":
            _note_refusal(ports, session.person)
        raise
    locked = ports.vault.lock(keys, password=new, demo=demo, **where)  # type: ignore[arg-type]
    with ports.ledger.writing() as writing:
        digest = writing.keep("bundle", locked)
        act = act_of(writing, session)
        act.append("password_changed", {"person": session.person, "bundle": digest})
        if row["refused"]:
            act.append("signed_in_again", {"person": session.person})
    session.provisional = False
    return OFFICE


def add_department(ports: Ports, session: Session, *, name: str) -> Changes:
    """Add a department. Raises RuleRefused for a name that is empty or taken."""
    require(session, "department_added")
    with ports.ledger.writing() as writing:
        checked = _free_name(writing, "department", name)
        act_of(writing, session).append(
            "department_added", {"department": writing.next_id("department")}, {"name": checked}
        )
    return OFFICE


def add_person(ports: Ports, session: Session, *, name: str, roles: frozenset[str], department: int | None) -> str:
    """Add a person and return his one-time code, which is shown once and kept nowhere."""
    require(session, "person_added")
    chosen = check_roles(roles)
    if Role.GENERAL_MANAGER in chosen:
        raise RuleRefused("one_general_manager")
    with ports.ledger.writing() as writing:
        checked = _free_name(writing, "person", name)
        if department is not None:
            check_department(writing, department)
        person = writing.next_id("person")
        act = act_of(writing, session)
        act.append(
            "person_added", {"person": person, "roles": sorted(chosen), "department": department}, {"name": checked}
        )
        return invite_in(ports, act, person)


def new_code(ports: Ports, session: Session, *, person: int) -> str:
    """A new one-time code for somebody who has no keys yet, or whose password is forgotten.

    Raises RuleRefused: "not_for_oneself"; "general_manager_by_sheets", since nobody but the office root could certify
    his new keys, so that a code would only shut him out.
    """
    require(session, "person_invited")
    with ports.ledger.writing() as writing:
        row = writing.get("person", id=person)
        if row is None or row["state"] == PersonState.LEFT:
            raise RuleRefused("person_left", name=row["name"] if row else "")
        if person == session.person:
            raise RuleRefused("not_for_oneself")
        if Role.GENERAL_MANAGER in roles_of(writing, person):
            raise RuleRefused("general_manager_by_sheets", name=row["name"])
        return invite_in(ports, act_of(writing, session), person)


def _free_name(reading: Reading, table: str, name: str) -> str:
    checked = check_name(name)
    if reading.get(table, name=checked):
        raise RuleRefused("name_twice", name=checked)
    return checked
