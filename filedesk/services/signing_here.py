"""当面签: somebody signs one act at the screen of whoever is signed in, with his own password (design section 7).

His session has no keys but for the moment in which his act is written. Hers is not touched.
"""

from __future__ import annotations

from filedesk.domain.people import PersonState, Role, reads_content
from filedesk.errors import RuleRefused
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import NoKeys, Session
from filedesk.services.people import roles_of


def others(ports: Ports, session: Session) -> list[Session]:
    """Who could sign here beside the person signed in, by name: confirmed people who read content, without keys."""
    with ports.ledger.reading() as reading:
        confirmed = reading.find("person", order="name", state=PersonState.CONFIRMED)
        rows = [(row, frozenset(roles_of(reading, row["id"]))) for row in confirmed if row["id"] != session.person]
    return [
        Session(row["id"], row["name"], roles, NoKeys(), confirmed=True, provisional=bool(row["provisional"]))
        for row, roles in rows
        if reads_content(roles) or Role.GENERAL_MANAGER in roles
    ]


def lend_keys(to: Session, signed_in: Session) -> None:
    """Put the keys of a fresh sign-in into the keyless session of the same person, for one act.

    Raises RuleRefused("person_unconfirmed"), and ("keys_replaced") for another person than was chosen.
    """
    if signed_in.person != to.person:
        raise RuleRefused("keys_replaced", name=to.name)
    if not signed_in.confirmed:
        raise RuleRefused("person_unconfirmed")
    to.keys, to.role_keys, to.roles = signed_in.keys, signed_in.role_keys, signed_in.roles


def forget_keys(session: Session) -> None:
    """Nothing of his keys stays in the session."""
    session.keys, session.role_keys = NoKeys(), {}
