"""Random acts of a whole office on several papers on their way, lawful or not: what `test_routes_machine` draws from.

Each act picks people and papers by chance; one that tries to be right (four in five) picks among those that fit.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from filedesk.domain.circulation import Means, Mode
from filedesk.domain.routing import Purpose, SignedOn
from filedesk.errors import RuleRefused
from filedesk.services import (
    asking,
    circulation,
    custody,
    deputies,
    finishing,
    handling,
    instruction,
    recording,
    registration,
    urging,
)
from filedesk.services.keys import Session
from filedesk.services.recording import Slip
from filedesk.services.wording import Wording
from tests.desk_template import entry
from tests.services.route_office import NAMES, Ways, ways

Row = dict[str, object]
STARTED = ("in_circulation", "in_handling", "in_circulation_and_handling")
MOST_PAPERS = 5
READERS = st.lists(st.sampled_from([1, 2, 4, 5, 6, 7, 8]), max_size=3, unique=True)
UNITS = st.lists(st.integers(1, 3), max_size=2, unique=True)
PICK = st.integers(0, 10_000)
RIGHT = st.sampled_from([True, True, True, True, False])
"""Whether an act tries to be a lawful one."""


class Picking(RuleBasedStateMachine):
    """The office at work. `base` holds the template; it is set by the test."""

    base: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.office: Ways = ways(self.base, Path(self.folder.name) / "desk")
        self.told: Counter[str] = Counter()
        """How often each act was done, and how often it was refused, by its code."""

    @initialize(readers=READERS, units=UNITS)
    def some_papers_lie_there(self, readers: list[int], units: list[int]) -> None:
        self.office.said([NAMES[one - 1] for one in readers], units, deadline=date(2026, 4, 1), copies=2)
        under_way = self.office.said([NAMES[4], NAMES[6], NAMES[1]], [2, 3], copies=2)
        clerk = self.office.session()
        circulation.begin_circulation(self.office.ports, clerk, document=under_way)
        handling.begin_handling(self.office.ports, clerk, document=under_way)

    def rows(self, table: str, **where: object) -> list[Row]:
        return self.office.rows(table, **where)

    def paper(self, pick: int, right: bool, *states: str) -> int:
        """A paper, one in such a state if it is to be right."""
        papers = self.rows("document")
        wanted = [row for row in papers if right and row["state"] in states] or papers
        return int(str(wanted[pick % len(wanted)]["id"]))

    def unbegun(self, named: str, *states: str) -> list[int]:
        """The papers in such a state whose instruction names readers or departments."""
        said = {row["id"]: row["document"] for row in self.rows("instruction")}
        papers = {said[row["seq"]] for row in self.rows(named) if row["seq"] in said}
        return [int(str(r["id"])) for r in self.rows("document") if r["id"] in papers and r["state"] in states]

    def readable(self) -> list[Row]:
        """The turns of those who have the paper."""
        holders = {row["id"]: row["holder"] for row in self.rows("document")}
        waits = self.rows("reading_turn", state="waiting")
        return self.rows("reading_turn", state="out") + [t for t in waits if holders[t["document"]] == t["reader"]]

    def to_begin(self, pick: int, right: bool, named: str, *states: str) -> int:
        wanted = self.unbegun(named, *states)
        return wanted[pick % len(wanted)] if right and wanted else self.paper(pick, right, *states)

    def somebody(self, pick: int, right: bool, *ids: object) -> Session:
        wanted = [one for one in ids if isinstance(one, int)] if right else []
        person = wanted[pick % len(wanted)] if wanted else 1 + pick % len(NAMES)
        return self.office.session(NAMES[person - 1])

    def clerk(self, pick: int, right: bool) -> Session:
        return self.somebody(pick, right, 2, 3)

    def one_of(self, rows: list[Row], pick: int, **otherwise: int) -> Row:
        return rows[pick % len(rows)] if rows else dict(otherwise)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do it; what is refused leaves the journal as long as it was."""
        size = self.office.size()
        try:
            act()
        except RuleRefused as refused:
            assert self.office.size() == size
            self.told[refused.code] += 1
        else:
            assert self.office.size() > size
            self.told["done"] += 1

    def slip(self, pick: int) -> Slip:
        """Mostly a call of today; sometimes tomorrow's, or a paper without its scan."""
        on = SignedOn.PAPER if pick % 7 == 0 else SignedOn.TELEPHONE
        return Slip(on, date(2026, 12, 1) if pick % 11 == 0 else date(2026, 3, 5))


class RandomActs(Picking):
    """Each act of the office as a rule; `move_on` takes papers a few lawful steps further, so that some come far."""

    @rule(seed=PICK, steps=st.integers(2, 12))
    def move_on(self, seed: int, steps: int) -> None:
        chance = Random(seed)
        for _ in range(steps):
            chance.choice(self.next_acts())(chance.randrange(10_000))

    @rule(seed=PICK)
    def move_on_far(self, seed: int) -> None:
        self.move_on(seed=seed, steps=25)

    def next_acts(self) -> list[Callable[[int], None]]:
        """What some paper waits for."""
        by_state: dict[str, Callable[[int], None]] = {
            "registered": lambda pick: self.submit(pick=pick, right=True),
            "with_general_manager": lambda pick: self.instruct(
                pick=pick, right=True, readers=[2 + pick % 2, 5, 7][: pick % 4], units=[1 + pick % 3, 2][: pick % 3]
            ),
            "finished": lambda pick: self.check_in(pick=pick, right=True),
            "returned": lambda pick: self.file(pick=pick, right=True),
        }
        states = {str(row["state"]) for row in self.rows("document")}
        acts = [act for state, act in by_state.items() if state in states]
        if self.unbegun("named_reader", "instructed", "in_handling"):
            acts.append(lambda pick: self.begin_circulation(pick=pick, right=True, mode=Mode.SEQUENCE))
        if self.unbegun("named_department", "instructed", "in_circulation"):
            acts.append(lambda pick: self.begin_handling(pick=pick, right=True))
        if self.readable():
            acts += [lambda pick: self.read(pick=pick, right=True)] * 2
        elif self.rows("reading_turn", state="waiting"):
            acts.append(lambda pick: self.send_to_next(pick=pick, right=True))
        if any(row["state"] != "reported" for row in self.rows("handling_task")):
            acts += [lambda pick: self.act_on_it(pick=pick, right=True)] * 3
        if self.rows("question", answered_seq=None):
            acts.append(lambda pick: self.ask_or_answer(pick=3 * pick + 1, right=True))
        if states & set(STARTED):
            acts.append(lambda pick: self.finish(pick=pick, right=True))
        return acts or [lambda pick: self.register(pick=pick, right=True, copies=1)]

    @rule(pick=PICK, right=RIGHT, copies=st.integers(1, 3))
    def register(self, pick: int, right: bool, copies: int) -> None:
        if len(self.rows("document")) < MOST_PAPERS:
            told = entry(f"来文{pick}", copies=copies, pages=pick % 4, deadline=date(2026, 4, 1) if pick % 2 else None)
            self.attempt(lambda: registration.register(self.office.ports, self.clerk(pick, right), entry=told))

    @rule(pick=PICK, right=RIGHT)
    def submit(self, pick: int, right: bool) -> None:
        wanted = [self.paper(pick, right, "registered", "sent_back")]
        self.attempt(lambda: instruction.submit(self.office.ports, self.clerk(pick, right), documents=wanted))

    @rule(pick=PICK, right=RIGHT, readers=READERS, units=UNITS)
    def instruct(self, pick: int, right: bool, readers: list[int], units: list[int]) -> None:
        paper, (lead, *others) = self.paper(pick, right, "with_general_manager"), units or [None]
        said = Wording("请阅办", tuple(readers), lead, tuple(one for one in others if one is not None))
        ports, head = self.office.ports, self.somebody(pick, right, 1)
        if pick % 3:
            self.attempt(lambda: instruction.instruct(ports, head, document=paper, said=said))
        else:
            slip, clerk = self.slip(pick), self.clerk(pick, right)
            self.attempt(
                lambda: instruction.record_instruction(
                    ports, clerk, document=paper, said=said, signed_on=slip.signed_on, given=slip.given
                )
            )

    @rule(pick=PICK, right=RIGHT)
    def send_back_or_void(self, pick: int, right: bool) -> None:
        ports = self.office.ports
        if pick % 2:
            paper = self.paper(pick, right, "with_general_manager")
            head = self.somebody(pick, right, 1)
            self.attempt(lambda: instruction.send_back(ports, head, document=paper, reason="退"))
        else:
            paper = self.paper(pick, right, "registered")
            self.attempt(lambda: registration.void_number(ports, self.clerk(pick, right), document=paper, reason="误"))

    @rule(pick=PICK, right=RIGHT, mode=st.sampled_from(list(Mode)))
    def begin_circulation(self, pick: int, right: bool, mode: Mode) -> None:
        paper = self.to_begin(pick, right, "named_reader", "instructed", "in_handling")
        clerk = self.somebody(pick, right, 2, 3, 4)
        self.attempt(
            lambda: circulation.begin_circulation(
                self.office.ports, clerk, document=paper, mode=mode, send=pick % 2 > 0
            )
        )

    @rule(pick=PICK, right=RIGHT)
    def send_to_next(self, pick: int, right: bool) -> None:
        papers = list({self.paper(pick, right, *STARTED), self.paper(pick // 7, right, *STARTED)})
        carrier = None if right else 1 + pick % len(NAMES)
        clerk = self.somebody(pick, right, 2, 3, 4)
        self.attempt(lambda: circulation.send_to_next(self.office.ports, clerk, documents=papers, carrier=carrier))

    @rule(pick=PICK, right=RIGHT)
    def read(self, pick: int, right: bool) -> None:
        ports = self.office.ports
        turn = self.one_of(self.readable() if right else self.rows("reading_turn"), pick)
        paper, reader = int(str(turn.get("document", 1))), int(str(turn.get("reader", 5)))
        if pick % 4:
            stands_for = [row["deputy"] for row in self.rows("deputy", person=reader)]
            who = self.somebody(pick, right, reader, *stands_for)
            self.attempt(lambda: circulation.sign_reading(ports, who, document=paper, reader=reader))
        else:
            clerk, slip = self.clerk(pick, right), self.slip(pick)
            self.attempt(lambda: circulation.record_reading(ports, clerk, document=paper, reader=reader, slip=slip))

    @rule(pick=PICK, right=RIGHT, what=st.sampled_from(["add", "skip", "withdraw"]))
    def change_readers(self, pick: int, right: bool, what: str) -> None:
        ports, paper = self.office.ports, self.paper(pick, right, *STARTED)
        turn = self.one_of(self.rows("reading_turn", document=paper), pick, reader=1 + pick % len(NAMES))
        reader = 1 + pick % len(NAMES) if what == "add" else int(str(turn["reader"]))
        word = None if pick % 5 else self.slip(pick)
        who = self.somebody(pick, right, 1, 2) if what != "withdraw" else self.clerk(pick, right)
        if what == "withdraw":
            self.attempt(lambda: circulation.withdraw(ports, who, document=paper, reader=reader, reason="送错"))
        else:
            act = circulation.add_reader if what == "add" else circulation.skip_reader
            self.attempt(lambda: act(ports, who, document=paper, reader=reader, reason="另定", slip=word))

    @rule(pick=PICK, right=RIGHT, purpose=st.sampled_from(list(Purpose)), to=st.integers(1, len(NAMES)))
    def carry(self, pick: int, right: bool, purpose: Purpose, to: int) -> None:
        ports, paper = self.office.ports, self.paper(pick, right, *STARTED)
        clerk = self.somebody(pick, right, 2, 3, 4)
        if pick % 3 == 0:
            self.attempt(lambda: custody.take_back(ports, clerk, document=paper))
        else:
            copy, carrier = 1 + pick % 3, None if right else 1 + pick % len(NAMES)
            self.attempt(
                lambda: custody.pass_on(
                    ports, clerk, document=paper, to=to, purpose=purpose, copy=copy, carrier=carrier
                )
            )

    @rule(pick=PICK, right=RIGHT)
    def begin_handling(self, pick: int, right: bool) -> None:
        paper = self.to_begin(pick, right, "named_department", "instructed", "in_circulation")
        clerk = self.somebody(pick, right, 2, 3, 4)
        self.attempt(lambda: handling.begin_handling(self.office.ports, clerk, document=paper))

    @rule(pick=PICK, right=RIGHT)
    def act_on_it(self, pick: int, right: bool) -> None:
        """The next step of some department's task, or any other."""
        ports = self.office.ports
        tasks = self.rows("handling_task")
        undone = [row for row in tasks if row["state"] != "reported"]
        task = self.one_of(undone if right and undone else tasks, pick, document=1, department=2)
        told = {"document": int(str(task["document"])), "department": int(str(task["department"]))}
        chief = {1: 4, 2: 5, 3: 7}[told["department"]]
        his = self.somebody(pick, right, task.get("responsible"))
        state = str(task.get("state")) if right else str(pick % 5)
        if state in {"assigned", "declined", "0"}:
            person = chief + pick % 2 if right else 1 + pick % len(NAMES)
            who = self.somebody(pick, right, 1, chief)
            self.attempt(lambda: handling.name_responsible(ports, who, **told, person=person))
        elif state == "named" and pick % 3 == 0:
            self.attempt(lambda: handling.decline(ports, his, **told, reason="非本部门职责"))
        elif state in {"named", "1"}:
            self.attempt(lambda: handling.accept(ports, his, **told))
        elif pick % 4 == 0:
            who, slip = self.clerk(pick, right), self.slip(pick)
            person = 1 + pick % len(NAMES)
            self.attempt(lambda: handling.record_result(ports, who, **told, person=person, result="已办", slip=slip))
        else:
            self.attempt(lambda: handling.report_result(ports, his, **told, result="已办结" if pick % 9 else " "))

    @rule(pick=PICK, right=RIGHT, later=st.integers(0, 40))
    def extend(self, pick: int, right: bool, later: int) -> None:
        paper, head = self.paper(pick, right, *STARTED), self.somebody(pick, right, 1)
        until = date(2026, 4, 1) + timedelta(days=later)
        self.attempt(
            lambda: handling.extend_deadline(self.office.ports, head, document=paper, deadline=until, reason="事繁")
        )

    @rule(pick=PICK, right=RIGHT)
    def ask_or_answer(self, pick: int, right: bool) -> None:
        ports, open_ones = self.office.ports, self.rows("question", answered_seq=None)
        if open_ones and pick % 3:
            query, head = int(str(open_ones[pick % len(open_ones)]["seq"])), self.somebody(pick, right, 1)
            self.attempt(lambda: asking.answer(ports, head, query=query, text="可以。"))
        else:
            paper, who = self.paper(pick, right, *STARTED), self.somebody(pick, right, 2, 4, 5, 6)
            self.attempt(lambda: asking.ask(ports, who, document=paper, text="可否？"))

    @rule(pick=PICK, right=RIGHT)
    def urge(self, pick: int, right: bool) -> None:
        paper, clerk = self.paper(pick, right, *STARTED), self.somebody(pick, right, 2, 3, 4)
        person = 1 + pick % len(NAMES) if pick % 2 else None
        unit = 1 + pick % 3 if pick % 3 else None
        self.attempt(
            lambda: urging.urge(
                self.office.ports, clerk, document=paper, means=Means.MEETING, person=person, department=unit
            )
        )

    @rule(pick=PICK, right=RIGHT)
    def confirm(self, pick: int, right: bool) -> None:
        """补签: what was recorded for somebody, and the general manager's instructions."""
        ports, waits = self.office.ports, self.rows("recorded_act", confirmed_seq=None)
        if waits and pick % 2:
            told = waits[pick % len(waits)]
            who = self.somebody(pick, right, told["person"])
            self.attempt(lambda: recording.confirm_recorded(ports, who, recorded=[int(str(told["seq"]))]))
        else:
            papers = [int(str(row["id"])) for row in self.rows("document", to_confirm=1)] or [1]
            head = self.somebody(pick, right, 1)
            self.attempt(lambda: instruction.confirm_instructions(ports, head, documents=papers))

    @rule(pick=PICK, right=RIGHT, other=st.integers(1, len(NAMES)), days=st.integers(-1, 6))
    def name_or_end_deputy(self, pick: int, right: bool, other: int, days: int) -> None:
        ports = self.office.ports
        today = self.office.clock.now().date()
        namings = self.rows("deputy")
        if namings and pick % 3 == 0:
            naming = namings[pick % len(namings)]
            who = self.somebody(pick, right, naming["person"], 1)
            self.attempt(lambda: deputies.end_deputy(ports, who, naming=int(str(naming["seq"]))))
        else:
            person = 1 + pick % len(NAMES)
            who = self.somebody(pick, right, person)
            last = today + timedelta(days=days)
            self.attempt(
                lambda: deputies.name_deputy(
                    ports, who, person=person, deputy=other, first=today, last=last, reason="休假" if pick % 2 else ""
                )
            )

    @rule(pick=PICK, right=RIGHT)
    def finish(self, pick: int, right: bool) -> None:
        paper, who = self.paper(pick, right, *STARTED), self.somebody(pick, right, 2, 3, 5)
        self.attempt(lambda: finishing.finish(self.office.ports, who, document=paper))

    @rule(pick=PICK, right=RIGHT)
    def check_in(self, pick: int, right: bool) -> None:
        paper, clerk = self.paper(pick, right, "finished"), self.somebody(pick, right, 2, 4)
        counted = {"copies": 1 + pick % 3, "pages": pick % 4, "attachments": 0}
        missing = "缺页" if pick % 2 else ""
        self.attempt(lambda: finishing.check_in(self.office.ports, clerk, document=paper, **counted, missing=missing))

    @rule(pick=PICK, right=RIGHT)
    def file(self, pick: int, right: bool) -> None:
        papers, clerk = [self.paper(pick, right, "returned", "instructed")], self.clerk(pick, right)
        self.attempt(
            lambda: instruction.put_into_named_folder(
                self.office.ports, clerk, documents=papers, name="上级来文", year=2026
            )
        )

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.office.clock.advance(timedelta(hours=hours))
