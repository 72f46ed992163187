"""What the sign-in asks of the desk, on the desk's worker. Apart from its page, which stands before this is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.errors import FiledeskError, KeyOrSealWrong, RuleRefused
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.people import first_sign_in, seconds_to_wait, sign_in


@dataclass(frozen=True)
class Refusal:
    """A sign-in that was refused, and for how many seconds the next try must wait."""

    error: FiledeskError
    seconds: int


def try_sign_in(ports: Ports, name: str, password: str, code: str | None) -> Session | Refusal:
    """Sign in, or for the first time with `code`. What a person may mend comes back as a Refusal."""
    try:
        if code is None:
            return sign_in(ports, name=name, password=password)
        return first_sign_in(ports, name=name, code=code, password=password)
    except KeyOrSealWrong as error:
        if error.code not in {"password_wrong", "code_wrong"}:
            raise
        return Refusal(error, _seconds_left(ports, name))
    except RuleRefused as error:
        seconds = error.params.get("seconds", 0)
        return Refusal(error, seconds if isinstance(seconds, int) else 0)


def _seconds_left(ports: Ports, name: str) -> int:
    with ports.ledger.reading() as reading:
        row = reading.get("person", name=name)
    return seconds_to_wait(ports, row) if row is not None else 0
