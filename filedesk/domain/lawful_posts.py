"""Whether leaving a post was lawful: three people sign one list in their order, and only what he held was passed.

Fed last: it reads how papers, ways, drafts and issued documents stand, and passes on what the last signature passes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from filedesk.domain.circulation import LEFT_OPEN, ORIGINAL, Handling, Turn
from filedesk.domain.events import Event
from filedesk.domain.lawful_documents import LawfulDocument
from filedesk.domain.lawful_issues import LawfulIssues
from filedesk.domain.lawful_routes import LawfulRoutes
from filedesk.domain.people import CARRIERS, CONTENT_ROLES, MANAGERS, Role
from filedesk.domain.posts import DRAFTS_IN_HAND, LAST, NEVER_PASS, NOT_IN_HANDS, ORDER, OpenPart, Part, may_pass
from filedesk.domain.routing import State

Data = Mapping[str, Any]
_HEAD = frozenset({Role.GENERAL_MANAGER})


@dataclass(slots=True)
class _Post:
    version: int
    parties: tuple[int, int, int]
    listed: str
    """The hash of the list that is signed, in hex."""
    papers: list[Data]
    steps: list[Data]
    signed: int = 0
    over: bool = False


@dataclass
class LawfulPosts:
    """The handings-over after the events seen so far."""

    routes: LawfulRoutes
    issues: LawfulIssues
    posts: dict[int, _Post] = field(default_factory=dict)

    def problem(self, event: Event) -> str | None:
        """Why this act should never have been written, or None. Codes: see texts, findings."""
        if event.type == "post_listed":
            return self._listed(event)
        if event.type not in {"post_signed", "post_recorded", "post_withdrawn"}:
            return None
        post = self.posts.get(event.data["post"])
        if post is None or post.over:
            return "post_not_open"
        if event.type == "post_withdrawn":
            return None if self._may_list(event.actor, post.parties[0]) else "not_his_own"
        return self._signed(event, post)

    def _listed(self, event: Event) -> str | None:
        data = event.data
        post = self.posts.get(data["post"])
        parties = (data["leaver"], data["successor"], data["supervisor"])
        if data["version"] != (post.version + 1 if post else 1):
            return "version_differs"
        if post is not None and (post.over or post.parties[0] != data["leaver"]):
            return "post_not_open"
        others = (one for number, one in self.posts.items() if number != data["post"])
        if any(not one.over and one.parties[0] == data["leaver"] for one in others):
            return "post_not_open"
        office = self.routes.office
        fit = all(office.is_here(one) and office.holds(one, CONTENT_ROLES) for one in parties)
        if len(set(parties)) != len(ORDER) or not fit:
            return "post_both_sides"
        if not self._may_list(event.actor, data["leaver"]):
            return "not_his_own"
        return self._held(data, parties)

    def _may_list(self, actor: int, leaver: int) -> bool:
        """Himself, the office, the general manager, or the manager of his department."""
        office = self.routes.office
        if actor == leaver or office.holds(actor, CARRIERS | _HEAD):
            return True
        chief, member = office.people[actor], office.people[leaver]
        return not MANAGERS.isdisjoint(chief.roles) and chief.department == member.department != 0

    def _held(self, data: Data, parties: tuple[int, int, int]) -> str | None:
        leaver, successor, _supervisor = parties
        if not all(self._holds(leaver, one) for one in data["papers"]):
            return "holder_differs"
        if not all(self._waits(leaver, one) for one in (*data["steps"], *data["stays"])):
            return "step_not_his"
        if not all(self._passes(leaver, successor, one) for one in data["steps"]):
            return "step_may_not_pass"
        listed = {one["document"] for one in data["papers"] if one["copy"] == ORIGINAL}
        kept = {number for number, paper in self._papers().items() if self._in_hand(leaver, paper)}
        return None if listed == kept else "post_incomplete"

    def _papers(self) -> Mapping[int, LawfulDocument]:
        return self.routes.documents.documents

    def _in_hand(self, person: int, paper: LawfulDocument) -> bool:
        """Whether he holds the original, and it is no paper that lies before him as the general manager."""
        if paper.holder != person or paper.state in NOT_IN_HANDS:
            return False
        return paper.state is not State.WITH_GENERAL_MANAGER or not self.routes.office.holds(person, _HEAD)

    def _holds(self, person: int, one: Data) -> bool:
        paper = self._papers().get(one["document"])
        if paper is None:
            return False
        if one["copy"] == ORIGINAL:
            return self._in_hand(person, paper)
        return 1 < one["copy"] <= paper.copies and paper.holders.get(one["copy"], paper.registrar) == person

    def _waits(self, person: int, one: Data) -> bool:
        """Whether this step waits for him now."""
        document, key, place = one["document"], one["key"], one["position"]
        route, draft = self.routes.routes.get(document), self.issues.drafts.drafts.get(document)
        issue, paper = self.issues.issues.get(document), self._papers().get(document)
        if paper is None:
            return False
        match OpenPart(one["kind"]):
            case OpenPart.READING:
                turn = route.turns.get(person) if route else None
                return turn in LEFT_OPEN and (turn is Turn.OUT) == bool(key)
            case OpenPart.HANDLING:
                task = route.tasks.get(key) if route else None
                return bool(task and task.responsible == person and task.state is not Handling.REPORTED)
            case OpenPart.DRAFT:
                return bool(draft and draft.keeper == person and paper.state in DRAFTS_IN_HAND)
            case OpenPart.SIGNING:
                return bool(draft and draft.put_to == person and paper.state is State.WITH_MANAGER)
            case OpenPart.COUNTERSIGNING:
                return bool(draft and person in draft.unsigned and draft.version == key)
            case OpenPart.RECEIPT:
                return bool(issue and (part := issue.parts.get((key, place))) and part.open and part.person == person)
            case OpenPart.CARRYING_OUT:
                return bool(issue and (part := issue.orders.get((key, place))) and part.open and part.person == person)
            case OpenPart.QUESTION:
                return bool(route and route.queries.get(key) == person)
            case _:
                return one["kind"] in NEVER_PASS

    def _passes(self, leaver: int, successor: int, one: Data) -> bool:
        document, key = one["document"], one["key"]
        kind = OpenPart(one["kind"])
        route, draft = self.routes.routes.get(document), self.issues.drafts.drafts.get(document)
        people = self.routes.office.people
        department, free = people[leaver].department, True
        if kind is OpenPart.HANDLING:
            department = key
        elif kind is OpenPart.SIGNING and draft:
            department = draft.department
        if kind is OpenPart.READING and route:
            free = successor not in route.turns
        elif draft and kind in {OpenPart.SIGNING, OpenPart.COUNTERSIGNING}:
            asked = draft.asked if kind is OpenPart.COUNTERSIGNING else set()
            free = successor not in draft.drafters | asked
        of_department = people[successor].department == department != 0
        return may_pass(kind, roles=people[successor].roles, of_department=of_department, free=free)

    def _signed(self, event: Event, post: _Post) -> str | None:
        data = event.data
        if (data["version"], data["covers"]) != (post.version, post.listed):
            return "covers_differ"
        if ORDER.index(Part(data["part"])) != post.signed:
            return "signed_out_of_order"
        party = post.parties[post.signed]
        if event.type == "post_recorded":
            if event.actor in post.parties:
                return "post_both_sides"
            if data["person"] != party:
                return "not_his_own"
        elif event.actor != party:
            return "not_his_own"
        return self._passed(data, post)

    def _passed(self, data: Data, post: _Post) -> str | None:
        """The last signature passes just what stands on the list, and what stands there is still his."""
        told = ("leaver", "successor", "papers", "steps")
        if data["part"] != LAST:
            return "passed_too_early" if any(name in data for name in told) else None
        if any(name not in data for name in told):
            return "not_as_listed"
        if (data["leaver"], data["successor"]) != post.parties[:2]:
            return "not_as_listed"
        if (data["papers"], data["steps"]) != (post.papers, post.steps):
            return "not_as_listed"
        return self._held({**data, "stays": []}, post.parties)

    def admit(self, event: Event, hashed: bytes) -> None:
        """Take the event into account for those that follow; `hashed` is its leaf hash, which signatures cover."""
        data = event.data
        if event.type == "post_listed":
            parties = (data["leaver"], data["successor"], data["supervisor"])
            self.posts[data["post"]] = _Post(data["version"], parties, hashed.hex(), data["papers"], data["steps"])
            return
        post = self.posts.get(data.get("post", 0))
        if post is None:
            return
        if event.type == "post_withdrawn":
            post.over = True
        elif event.type in {"post_signed", "post_recorded"}:
            post.signed = ORDER.index(Part(data["part"])) + 1
            if data["part"] == LAST:
                post.over = True
                self._pass_on(data)

    def _pass_on(self, data: Data) -> None:
        leaver, successor = data.get("leaver", 0), data.get("successor", 0)
        for one in data.get("papers", ()):
            if (paper := self._papers().get(one["document"])) is not None:
                paper.holders[one["copy"]] = successor
                self._see(one["document"], successor)
        for one in data.get("steps", ()):
            self._see(one["document"], successor)
            passing = _PASSING.get(OpenPart(one["kind"]))
            if passing is not None and self._waits(leaver, one):
                passing(self, one, leaver, successor)

    def _see(self, document: int, successor: int) -> None:
        if (route := self.routes.routes.get(document)) is not None:
            route.people.add(successor)

    def _reading(self, one: Data, leaver: int, successor: int) -> None:
        route = self.routes.routes[one["document"]]
        route.turns = {successor if r == leaver else r: turn for r, turn in route.turns.items()}

    def _handling(self, one: Data, _leaver: int, successor: int) -> None:
        self.routes.routes[one["document"]].tasks[one["key"]].responsible = successor

    def _draft(self, one: Data, _leaver: int, successor: int) -> None:
        self.issues.drafts.drafts[one["document"]].keeper = successor

    def _signing(self, one: Data, _leaver: int, successor: int) -> None:
        self.issues.drafts.drafts[one["document"]].put_to = successor

    def _countersigning(self, one: Data, leaver: int, successor: int) -> None:
        draft = self.issues.drafts.drafts[one["document"]]
        draft.unsigned = draft.unsigned - {leaver} | {successor}
        draft.asked = draft.asked - {leaver} | {successor}

    def _receipt(self, one: Data, _leaver: int, successor: int) -> None:
        self.issues.issues[one["document"]].parts[one["key"], one["position"]].person = successor

    def _order(self, one: Data, _leaver: int, successor: int) -> None:
        self.issues.issues[one["document"]].orders[one["key"], one["position"]].person = successor

    def _question(self, one: Data, _leaver: int, successor: int) -> None:
        self.routes.routes[one["document"]].queries[one["key"]] = successor


_PASSING: Mapping[OpenPart, Callable[[LawfulPosts, Data, int, int], None]] = {
    OpenPart.READING: LawfulPosts._reading,
    OpenPart.HANDLING: LawfulPosts._handling,
    OpenPart.DRAFT: LawfulPosts._draft,
    OpenPart.SIGNING: LawfulPosts._signing,
    OpenPart.COUNTERSIGNING: LawfulPosts._countersigning,
    OpenPart.RECEIPT: LawfulPosts._receipt,
    OpenPart.CARRYING_OUT: LawfulPosts._order,
    OpenPart.QUESTION: LawfulPosts._question,
}
