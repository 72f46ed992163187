"""Somebody leaves (rules, "People"): only after his post is handed over; and new files get a key that he never held.

A new generation of the office key is made in the same act and goes to everybody who still reads content, and to
recovery (design, "Keys"). What he could read before he may have copied: no key takes that back. Only the general
manager holds what it takes to make a key, so only he does this.
"""

from __future__ import annotations

from filedesk.domain.people import RECOVERY, PersonState, Role, reads_content
from filedesk.domain.projected_posts import DONE
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, act_of, require
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.founding import wrap_for
from filedesk.services.held_keys import take_up_keys
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Writing
from filedesk.services.people import OFFICE, roles_of
from filedesk.services.post_inventory import inventory


def leave(ports: Ports, session: Session, *, person: int) -> Changes:
    """Record that a person has left: he signs in no more, and a new office key serves the files to come.

    Raises RuleRefused: "act_not_for_role" for anybody but the general manager; "person_unknown", "person_left";
    "general_manager_stays", whose successor the office root certifies; "hand_over_first" while he holds a paper, or
    something waits for him and no list of his post is signed by all.
    """
    require(session, "person_left")
    if not session.is_a(Role.GENERAL_MANAGER):
        raise RuleRefused("act_not_for_role", act="person_left")
    with ports.ledger.writing() as writing:
        row = writing.get("person", id=person)
        if row is None:
            raise RuleRefused("person_unknown", name=str(person))
        if row["state"] == PersonState.LEFT:
            raise RuleRefused("person_left", name=row["name"])
        roles = roles_of(writing, person)
        if Role.GENERAL_MANAGER in roles:
            raise RuleRefused("general_manager_stays", name=row["name"])
        _check_handed_over(writing, person, row["name"])
        act = act_of(writing, session)
        act.append("person_left", {"person": person})
        if row["state"] == PersonState.CONFIRMED and reads_content(roles):
            _renew_office_key(ports, session, writing, act)
    return OFFICE


def _check_handed_over(reading: Reading, person: int, name: str) -> None:
    held = inventory(reading, person, None)
    over = reading.find("post", leaver=person, state=DONE)
    if held.papers or (held.stays and not over):
        raise RuleRefused("hand_over_first", name=name)


def _renew_office_key(ports: Ports, session: Session, writing: Writing, act: Act) -> None:
    """Make the next generation of the office key, for everybody confirmed who reads content, and for recovery."""
    take_up_keys(ports, writing, session)
    generation = max(key.generation for key in session.office_keys()) + 1
    key = ports.vault.new_role_key("office", generation)
    recovery = bytes.fromhex(office_row(writing)["recovery"])
    wraps = [wrap_for(ports, writing, key, "office", person=RECOVERY, opening=recovery)]
    for row in writing.find("person", order="id", state=PersonState.CONFIRMED):
        if reads_content(roles_of(writing, row["id"])):
            opening = bytes.fromhex(row["opening"])
            wraps.append(wrap_for(ports, writing, key, "office", person=row["id"], opening=opening))
    act.append(
        "role_key_made", {"name": "office", "generation": generation, "public": key.public.hex(), "wraps": wraps}
    )
    session.role_keys[("office", generation)] = key
