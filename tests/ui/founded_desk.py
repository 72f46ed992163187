"""A small real office in a real desk, with the weak, quick keys of a demo, for tests of pages."""

from __future__ import annotations

from pathlib import Path

from filedesk.clock import Clock
from filedesk.desk import Desk, create_desk
from filedesk.services.founding import NewOffice, NewPerson, found_office
from filedesk.services.keys import Session
from filedesk.services.people import sign_in
from filedesk.ui.application import Setting
from filedesk.ui.context import Context

PASSWORD = "page tests"
HEAD, CLERK, AUDITOR, INVITED = "李建国", "王芳", "赵审", "孙丽"


def founded(folder: Path, clock: Clock | None = None) -> tuple[Desk, dict[str, str]]:
    """The desk and the one-time codes by name."""
    desk = create_desk(folder, demo=True, clock=clock)
    root = desk.ports.vault.new_root()
    told = (
        (HEAD, "general_manager", None, PASSWORD),
        (CLERK, "clerk", "办公室", PASSWORD),
        (AUDITOR, "auditor", None, PASSWORD),
        (INVITED, "department_manager", "工程部", None),
    )
    people = tuple(NewPerson(name, frozenset({role}), where, password) for name, role, where, password in told)
    made = found_office(
        desk.ports, NewOffice("华兴物业办公室", "华兴办", ("办公室", "工程部"), people), root=root, demo=True
    )
    root.forget()
    desk.database.close()
    return desk, dict(made.codes)


def signed_in(desk: Desk, name: str) -> Session:
    """Somebody's session."""
    session = sign_in(desk.ports, name=name, password=PASSWORD)
    desk.database.close()
    return session


def context_of(desk: Desk, session: Session, setting: Setting) -> Context:
    """What a page is given."""
    return Context(desk, session, setting.tasks, setting.hub, setting.settings)
