"""Taking up the role keys that were wrapped to somebody, also those that were made while he is signed in."""

from __future__ import annotations

from filedesk.services.desk_ports import Ports
from filedesk.services.keys import NoKeys, Session
from filedesk.services.ledger import Reading


def take_up_keys(ports: Ports, reading: Reading, session: Session) -> None:
    """Unwrap every role key of a confirmed person that he does not hold yet; without his own keys he holds none.

    Raises KeyOrSealWrong("wrap_wrong").
    """
    if not session.confirmed or isinstance(session.keys, NoKeys):
        return
    for wrap in reading.find("key_wrap", person=session.person):
        at = (wrap["name"], wrap["generation"])
        if at not in session.role_keys:
            session.role_keys[at] = ports.vault.unwrap_role_key(
                reading.body(wrap["digest"]), keys=session.keys, name=at[0], generation=at[1], office=ports.office
            )
