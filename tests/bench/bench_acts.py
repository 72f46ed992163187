"""What an act on a paper's way costs in a desk of 1,000,000 documents against one of 1,000: signing, sending on.

    python -m tests.bench.bench_acts [--large 1000000] [--small 1000] [--rounds 30]

Goal: at most 1.3 times. The many documents are written straight into the tables as in bench_million; the papers that
are acted on are registered, instructed and sent round by the services, on the real journal.
"""

from __future__ import annotations

import argparse
import statistics

from filedesk.desk import Desk
from filedesk.domain.documents import Entry, Series
from filedesk.services import circulation, instruction, people
from filedesk.services.keys import Session
from filedesk.services.registration import register
from filedesk.services.wording import Wording
from tests.bench.bench_million import fill
from tests.bench.measuring import PASSWORD, Line, founded_desk, show, wall

GOAL = 1.3
_HEAD, _CLERK = 1, 2


def measured(desk: Desk, clerk: Session, rounds: int) -> dict[str, float]:
    """Milliseconds of each act, the median of all papers."""
    ports = desk.ports
    head = people.sign_in(ports, name="李建国", password=PASSWORD)
    took: dict[str, list[float]] = {"sign_reading": [], "send_to_next": []}
    for number in range(rounds + 2):
        document = register(ports, clerk, entry=Entry(Series.INCOMING, f"第{number}号来文", "市档案局")).document
        instruction.submit(ports, clerk, documents=[document])
        instruction.instruct(ports, head, document=document, said=Wording("请阅", (_HEAD, _CLERK)))
        circulation.begin_circulation(ports, clerk, document=document, send=False)
        signing = wall(lambda: circulation.sign_reading(ports, head, document=document))  # noqa: B023
        took["sign_reading"].append(signing)
        took["send_to_next"].append(wall(lambda: circulation.send_to_next(ports, clerk, documents=[document])))  # noqa: B023
    return {what: statistics.median(times[2:]) * 1e3 for what, times in took.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=30)
    told = parser.parse_args()
    answers = []
    for count in (told.small, told.large):
        with founded_desk() as (desk, session):
            fill(desk.database.connection(), count)
            answers.append(measured(desk, session, told.rounds))
    small, large = answers
    lines = []
    for what, value in large.items():
        ratio = value / small[what]
        missed = "" if ratio <= GOAL else "   MISSED"
        lines.append(Line(what, value, "ms", f"{ratio:6.2f}x of {small[what]:.3f} ms{missed}"))
    show(f"Acts at {told.large:,} documents, against {told.small:,} (goal: at most {GOAL}x)", lines)


if __name__ == "__main__":
    main()
