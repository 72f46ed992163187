"""Whether every event was lawful when it was written, judged from the journal alone: for the verifier.

Whoever holds a valid key of the right role can write, with a tool of his own, what the program would have refused:
give a number twice, instruct what was never put to him, change a paper after a leader signed it (rule F9). So the
rules that the services keep are replayed here over the journal. An unlawful event is named and then followed, so
that those behind it are judged by the state that the desk really shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from filedesk.domain.events import Event
from filedesk.domain.lawful_blocks import LawfulBlocks
from filedesk.domain.lawful_calendar import LawfulCalendar
from filedesk.domain.lawful_deputies import LawfulDeputies
from filedesk.domain.lawful_documents import LawfulDocuments
from filedesk.domain.lawful_drafts import LawfulDrafts
from filedesk.domain.lawful_exceptions import LawfulExceptions
from filedesk.domain.lawful_issues import LawfulIssues
from filedesk.domain.lawful_office import LawfulOffice
from filedesk.domain.lawful_posts import LawfulPosts
from filedesk.domain.lawful_routes import LawfulRoutes
from filedesk.domain.looking_after import ACTS, as_clerk, looks_after

Problem = tuple[int, str]
"""The seq of the unlawful event, and a code; texts (`findings`) has its sentence."""


@dataclass
class Lawfulness:
    """What the events seen so far leave open to those that follow."""

    office: LawfulOffice = field(default_factory=LawfulOffice)
    documents: LawfulDocuments = field(init=False)
    calendar: LawfulCalendar = field(default_factory=LawfulCalendar)
    deputies: LawfulDeputies = field(init=False)
    routes: LawfulRoutes = field(init=False)
    drafts: LawfulDrafts = field(init=False)
    issues: LawfulIssues = field(init=False)
    exceptions: LawfulExceptions = field(init=False)
    blocks: LawfulBlocks = field(init=False)
    posts: LawfulPosts = field(init=False)
    printings: dict[int, bool] = field(default_factory=dict)
    """Print events by seq, and whether they were abandoned."""

    def __post_init__(self) -> None:
        self.documents = LawfulDocuments(self.office)
        self.deputies = LawfulDeputies(self.office)
        self.routes = LawfulRoutes(self.office, self.documents, self.deputies)
        self.drafts = LawfulDrafts(self.office, self.documents, self.deputies)
        self.issues = LawfulIssues(self.drafts)
        self.exceptions = LawfulExceptions(self.documents)
        self.blocks = LawfulBlocks(self.drafts)
        self.posts = LawfulPosts(self.routes, self.issues)

    def problems(self, event: Event, hashed: bytes) -> Iterator[Problem]:
        """Why this event, or one that it leaves unfinished, should never have been written; then take it in.

        `hashed` is its leaf hash. Only events of a known form may be given (`events.check`).
        """
        yield from self.documents.left_out(event)
        found = self._problem(event)
        if found is not None:
            yield event.seq, found
        self.office.admit(event)
        self.documents.admit(event, hashed)
        self.calendar.admit(event)
        self.deputies.admit(event)
        self.routes.admit(event)
        self.drafts.admit(event, hashed)
        self.issues.admit(event)
        self.exceptions.admit(event)
        self.blocks.admit(event)
        self.posts.admit(event, hashed)

    def unfinished(self) -> Iterator[Problem]:
        """What the journal's end leaves unfinished."""
        yield from self.documents.left_out(None)

    def _problem(self, event: Event) -> str | None:
        return (
            self.office.problem(event)
            or self.documents.problem(event)
            or self.drafts.problem(event)
            or self._looking_after(event)
            or self.issues.problem(event)
            or self.calendar.problem(event)
            or self.deputies.problem(event)
            or self.routes.problem(event)
            or self.exceptions.problem(event)
            or self.blocks.problem(event)
            or self.posts.problem(event)
            or self._printing(event)
        )

    def _looking_after(self, event: Event) -> str | None:
        """A clerk looks after the documents of her department; one of the office that receives after all (O3, N2)."""
        draft = self.drafts.drafts.get(event.data.get("document", 0))
        clerk = self.office.people.get(event.actor)
        if draft is None or clerk is None or event.type not in ACTS or event.actor in draft.drafters:
            return None
        if not as_clerk(event.type, clerk.roles):
            return None
        his = looks_after(self.office.receiving, clerk.department, draft.department)
        return None if his else "not_of_her_department"

    def _printing(self, event: Event) -> str | None:
        if event.type == "register_printed":
            self.printings[event.seq] = False
            return "snapshot_not_before" if event.data["snapshot"] >= event.seq else None
        if event.type != "print_abandoned":
            return None
        printing = event.data["printing"]
        known = self.printings.get(printing) is False
        self.printings[printing] = True
        return None if known else "printing_unknown"
