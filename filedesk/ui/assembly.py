"""Which pages the window offers, to whom, and how each is made (rules, "People")."""

from __future__ import annotations

from pathlib import Path

from filedesk.domain.documents import Series
from filedesk.domain.people import CONTENT_ROLES, OVERSEERS, Role
from filedesk.texts import mark
from filedesk.texts.names import REGISTERS
from filedesk.ui.page import Page, PageSpec
from filedesk.ui.pages.audit_page import AuditPage
from filedesk.ui.pages.filed_page import FiledPage
from filedesk.ui.pages.general_manager_page import GeneralManagerPage
from filedesk.ui.pages.office_page import OfficePage
from filedesk.ui.pages.register_page import RegisterPage
from filedesk.ui.pages.scans_page import SCANS, ScansPage
from filedesk.ui.pages.timeliness_page import TimelinessPage
from filedesk.ui.pages.to_do_page import ToDoPage
from filedesk.ui.pages.with_document import WithDocument
from filedesk.ui.program import Program

_ICONS = {Series.INCOMING: "inbox", Series.OUTGOING: "outbox", Series.INTERNAL: "internal"}
_INSTRUCTS = mark("Review and instruct")
_WAITS = mark("To-do")
_FILED = mark("Filed papers")
_HEAD = frozenset({Role.GENERAL_MANAGER.value})
_WORKERS = frozenset(role.value for role in CONTENT_ROLES)
_READERS = frozenset(role.value for role in Role if role is not Role.ADMINISTRATOR)
_CLERKS = frozenset({Role.CLERK.value})
_OVERSEERS = frozenset(role.value for role in OVERSEERS)
_VERIFIERS = frozenset(
    role.value for role in (Role.AUDITOR, Role.GENERAL_MANAGER, Role.OFFICE_HEAD, Role.ADMINISTRATOR)
)


def page_specs(program: Program) -> list[PageSpec]:
    """The pages in the order of the navigation. A page is made for whoever is signed in when it is first opened."""

    def confirming(person: int | None) -> None:
        page = program.window.open_page("office")
        if isinstance(page, OfficePage):
            page.show_person(person)

    def signing_post(post: int) -> None:
        page = program.window.open_page("office")
        if isinstance(page, OfficePage):
            page.show_posts(wanted=post)

    def entering(series: str) -> None:
        host = program.window.open_page(series)
        if isinstance(host, WithDocument) and isinstance(host.lists, RegisterPage):
            host.show_lists()
            host.lists.register()

    def instructing() -> Page:
        context = program.context()
        page = GeneralManagerPage(context)
        page.people_wanted.connect(lambda: confirming(None))
        return WithDocument(context, page, _INSTRUCTS)

    def waiting() -> Page:
        context = program.context()
        page = ToDoPage(context)
        page.people_wanted.connect(confirming)
        page.post_wanted.connect(signing_post)
        page.block_wanted.connect(entering)
        return WithDocument(context, page, _WAITS)

    def filed() -> Page:
        context = program.context()
        return WithDocument(context, FiledPage(context), _FILED)

    def scans() -> Page:
        context = program.context()
        page = ScansPage(context, program.at_work.scans)
        page.register_wanted.connect(registering)
        return WithDocument(context, page, SCANS)

    def registering(paths: list[Path]) -> None:
        host = program.window.open_page(Series.INCOMING.value)
        if isinstance(host, WithDocument) and isinstance(host.lists, RegisterPage):
            host.show_lists()
            host.lists.register_files(paths)

    def audit() -> Page:
        page = AuditPage(program.context())
        page.verified.connect(program.at_work.tell_verdict)
        return page

    def office() -> Page:
        page = OfficePage(program.context())
        page.choices.idle_changed.connect(program.idle_changed)
        return page

    return [
        PageSpec("general_manager", _INSTRUCTS, "sign", instructing, _HEAD),
        PageSpec("to_do", _WAITS, "todo", waiting, _WORKERS),
        *(_register(program, series) for series in Series),
        PageSpec("filed", _FILED, "archive", filed, _READERS),
        PageSpec("timeliness", mark("Timeliness"), "books", lambda: TimelinessPage(program.context()), _OVERSEERS),
        PageSpec("audit", mark("Audit"), "audit", audit, _VERIFIERS),
        PageSpec("scans", SCANS, "inbox", scans, _CLERKS),
        PageSpec("office", mark("Office"), "office", office),
    ]


def _register(program: Program, series: Series) -> PageSpec:
    title = REGISTERS[series.value]

    def factory() -> Page:
        context = program.context()
        return WithDocument(context, RegisterPage(context, series), title)

    return PageSpec(series.value, title, _ICONS[series], factory, _READERS)


def first_page(roles: frozenset[str]) -> str | None:
    """The page that somebody with these roles begins with, or None for the first one he is offered."""
    if roles & _WORKERS:
        return None
    return "audit" if Role.AUDITOR in roles else "office"
