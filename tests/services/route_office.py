"""An office with three departments for the tests of a paper's way: each has a manager and one who does the work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from filedesk.clock import SetClock
from filedesk.desk import create_desk, open_desk
from filedesk.domain.circulation import Handling, Mode
from filedesk.errors import RuleRefused
from filedesk.services import circulation, founding, handling, instruction, people, registration
from filedesk.services.acts import act_of
from filedesk.services.keys import Session
from filedesk.services.wording import Wording
from tests.desk_template import NOON, PASSWORD, Office, Template, entry

HEAD, CLERK, SECOND_CLERK, CHIEF_OF_OFFICE, BUILDER, BUILDING_HAND, PAYER, PAYING_HAND, AUDITOR = (
    "李总", "王芳", "郑洁", "周明", "陈工", "孙任", "何财", "许会", "赵审",
)  # fmt: skip
NAMES = (HEAD, CLERK, SECOND_CLERK, CHIEF_OF_OFFICE, BUILDER, BUILDING_HAND, PAYER, PAYING_HAND, AUDITOR)
ID = {name: place for place, name in enumerate(NAMES, start=1)}
"""Person ids in the order of the founding."""
THE_OFFICE, BUILDING, PAYING = 1, 2, 3
"""Departments: 办公室, 工程部, 财务部."""
MANNED = {
    THE_OFFICE: (CHIEF_OF_OFFICE, CHIEF_OF_OFFICE),
    BUILDING: (BUILDER, BUILDING_HAND),
    PAYING: (PAYER, PAYING_HAND),
}
"""Who manages a department, and who does the work there."""
_PLAN = (
    (HEAD, "general_manager", None), (CLERK, "clerk", "办公室"), (SECOND_CLERK, "clerk", "办公室"),
    (CHIEF_OF_OFFICE, "office_head", "办公室"), (BUILDER, "department_manager", "工程部"),
    (BUILDING_HAND, "responsible", "工程部"), (PAYER, "department_manager", "财务部"),
    (PAYING_HAND, "responsible", "财务部"), (AUDITOR, "auditor", None),
)  # fmt: skip
PLAN = founding.NewOffice(
    "华兴公司",
    "华兴办",
    ("办公室", "工程部", "财务部"),
    tuple(founding.NewPerson(name, frozenset({role}), unit, PASSWORD) for name, role, unit in _PLAN),
)


@dataclass
class Ways(Office):
    """The open desk with short words for bringing a paper where a test wants it."""

    everybody: dict[str, Session] = field(default_factory=dict)

    def session(self, name: str = CLERK) -> Session:
        """Somebody's session; he signs in once a run, since his keys are the same in every copy of the desk."""
        if name not in self.everybody:
            self.everybody[name] = people.sign_in(self.ports, name=name, password=PASSWORD)
        return self.everybody[name]

    def sessions(self, *names: str) -> tuple[Session, ...]:
        return tuple(self.session(name) for name in names)

    def said(self, readers: Sequence[str] = (), departments: Sequence[int] = (), **changes: object) -> int:
        """A paper is registered, put to the general manager and instructed; returns its id."""
        document = registration.register(self.ports, self.session(), entry=entry("来文", **changes)).document
        lead, *others = departments or (None,)
        instruction.submit(self.ports, self.session(), documents=[document])
        said = Wording("请阅办", tuple(ID[name] for name in readers), lead, tuple(filter(None, others)))
        instruction.instruct(self.ports, self.session(HEAD), document=document, said=said)
        return document

    def circulating(
        self, *readers: str, mode: Mode = Mode.SEQUENCE, departments: Sequence[int] = (), **changes: object
    ) -> int:
        """A paper goes round these readers; the first has it, unless it goes to all at once or to one only."""
        document = self.said(readers, departments, **changes)
        circulation.begin_circulation(self.ports, self.session(), document=document, mode=mode)
        return document

    def handled(self, *departments: int, accepted: bool = True, **changes: object) -> int:
        """A paper that departments act on; in the first of them somebody has accepted."""
        document = self.said((), departments, **changes)
        handling.begin_handling(self.ports, self.session(), document=document)
        if accepted:
            self.accept(document, departments[0])
        return document

    def accept(self, document: int, department: int) -> None:
        """The department's manager names one of its people, who accepts."""
        chief, hand = MANNED[department]
        named = {"document": document, "department": department}
        handling.name_responsible(self.ports, self.session(chief), **named, person=ID[hand])
        handling.accept(self.ports, self.session(hand), **named)

    def read_by(self, document: int, reader: str) -> None:
        """A reader signs."""
        circulation.sign_reading(self.ports, self.session(reader), document=document)

    def report(self, document: int, department: int) -> None:
        """The department reports a result, after somebody has accepted there if nobody had."""
        if self.task(document, department)["state"] != Handling.ACCEPTED:
            self.accept(document, department)
        hand = self.session(MANNED[department][1])
        handling.report_result(self.ports, hand, document=document, department=department, result="已办结")

    def leaves(self, name: str) -> None:
        """Somebody leaves the office."""
        with self.ports.ledger.writing() as writing:
            act_of(writing, self.session(HEAD)).append("person_left", {"person": ID[name]})

    def file_of(self, document: int, folder: Path, name: str = "签批.txt") -> str:
        """The clerk adds a file to a paper; its id."""
        path = folder / name
        path.write_text(name, encoding="utf-8")
        registration.add_files(self.ports, self.session(), document=document, staged=self.stage(path))
        return str(self.rows("document_file", document=document)[-1]["file"])

    @contextmanager
    def refuses(self, code: str, rule: str | None = None) -> Iterator[pytest.ExceptionInfo[RuleRefused]]:
        """What is done inside is refused by this code and rule, and leaves nothing."""
        size = self.size()
        with pytest.raises(RuleRefused) as caught:
            yield caught
        assert (caught.value.code, caught.value.rule) == (code, rule)
        assert self.size() == size

    def document(self, document: int) -> dict[str, object]:
        return self.row("document", id=document)

    def turn(self, document: int, reader: str) -> dict[str, object]:
        return self.row("reading_turn", document=document, reader=ID[reader])

    def task(self, document: int, department: int) -> dict[str, object]:
        return self.row("handling_task", document=document, department=department)

    def seen(self, document: int) -> int:
        """The document's last event as a window has it before it."""
        return int(str(self.document(document)["last_seq"]))


_EVERYBODY: dict[str, Session] = {}


@cache
def ways_template(base: Path) -> Template:
    """The closed desk of this office."""
    folder = base / "ways"
    desk = create_desk(folder, demo=True, clock=SetClock(NOON))
    root = desk.ports.vault.new_root()
    founded = founding.found_office(desk.ports, PLAN, root=root, demo=True)
    root.forget()
    desk.close()
    return Template(folder, founded.codes)


def ways(base: Path, to: Path) -> Ways:
    """A copy of it, open, an hour after its founding."""
    clock = SetClock(NOON + timedelta(hours=1))
    return Ways(open_desk(ways_template(base).copy(to), clock=clock), clock, everybody=_EVERYBODY)
