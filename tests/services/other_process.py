"""Another process at work on a desk: `python -m tests.services.other_process FOLDER NAME`.

It reads one act a line as JSON, {"act": name, "arguments": {…}}, does it with its own session at once, and answers with
a line: {"done": journal size}, or {"refused": code, "name": who was first, "last_seq": seq}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from filedesk.clock import SetClock
from filedesk.desk import open_desk
from filedesk.domain.documents import Series
from filedesk.errors import RuleRefused
from filedesk.services import blocks, circulation, custody, finishing, handling, people
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from tests.desk_template import NOON, PASSWORD


def reserve(ports: Ports, session: Session, *, count: int) -> None:
    """A block of the incoming register."""
    blocks.reserve(ports, session, series=Series.INCOMING, count=count, reason="停电")


ACTS = {
    "reserve": reserve,
    "sign_reading": circulation.sign_reading,
    "send_to_next": circulation.send_to_next,
    "take_back": custody.take_back,
    "begin_handling": handling.begin_handling,
    "finish": finishing.finish,
}


def main(folder: str, name: str) -> None:
    desk = open_desk(Path(folder), clock=SetClock(NOON))
    session = people.sign_in(desk.ports, name=name, password=PASSWORD)
    print(json.dumps({"ready": name}), flush=True)
    for line in sys.stdin:
        wanted = json.loads(line)
        try:
            ACTS[wanted["act"]](desk.ports, session, **wanted["arguments"])
        except RuleRefused as refused:
            print(json.dumps({"refused": refused.code, **refused.params}), flush=True)
        else:
            with desk.ports.ledger.reading() as reading:
                print(json.dumps({"done": reading.size()}), flush=True)
    desk.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
