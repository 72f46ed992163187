"""Answering for the clock (design, "Clock"): saying that a leap forward is right, and correcting wrong times.

Acts raise ClockDoubtful when the computer's clock and the journal disagree. After "clock_jumped" a person may say that
the clock is right, and act again; after "clock_behind" either the clock is set right, or the general manager signs
that the times before are wrong. Nothing that was recorded is changed.
"""

from __future__ import annotations

from datetime import timedelta

from filedesk.clock import to_text
from filedesk.domain.office_clock import CORRECTION, event_time
from filedesk.errors import ClockDoubtful, RuleRefused
from filedesk.services.acts import act_of, require
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session

_SECOND = timedelta(seconds=1)


def doubt(ports: Ports) -> ClockDoubtful | None:
    """What an act recorded now would be refused for on account of the clock, or None; nobody has answered yet."""
    with ports.ledger.reading() as reading:
        last = reading.last_moment()
    try:
        event_time(ports.clock.now(), last, kind="", trusted=False)
    except ClockDoubtful as error:
        return error
    return None


def clock_is_right(ports: Ports) -> None:
    """The person has looked at the clock and says that it is right: the leap forward is not asked about again."""
    ports.ledger.trust_clock()


def correct_clock(ports: Ports, session: Session) -> Changes:
    """The general manager signs that the clock is right and the last event's time wrong; new times start from now.

    Raises RuleRefused("clock_not_behind") when the last event does not lie ahead of the clock.
    """
    require(session, CORRECTION, rule="H1")
    with ports.ledger.writing() as writing:
        last = writing.last_moment()
        back = (ports.clock.now() - last) // _SECOND
        if back >= 0:
            raise RuleRefused("clock_not_behind", rule="H1")
        act_of(writing, session).append(CORRECTION, {"from": to_text(last), "by": back})
    return Changes(office=True)
