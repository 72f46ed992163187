"""Leaving a post: the list 移交清册 is prepared, brought up to date, withdrawn, and read (rules, "People").

It names the successor and the supervisor 监交人, and holds what the leaver has at that moment, with lines for keys,
boxes and other things. Whoever changes it begins anew: signatures count for the version that they were given on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from filedesk.domain.documents import needed_reason
from filedesk.domain.people import CARRIERS, CONTENT_ROLES, PersonState, Role
from filedesk.domain.posts import Line, Part, Thing, check_parties, checked_lines, next_part
from filedesk.domain.projected_posts import LISTED, SIGNING, WITHDRAWN
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, require
from filedesk.services.changes import Changes
from filedesk.services.custody import check_here, name_of
from filedesk.services.deputies import manages
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.people import roles_of
from filedesk.services.post_inventory import Inventory, inventory
from filedesk.services.reading import read

OPEN = frozenset({LISTED, SIGNING})


@dataclass(frozen=True)
class Post:
    """A handing-over with its list. `items` have `number`, `title` and `folder_name` where they name a document.

    `next_to_sign` is whose turn it is, `mine` whether that is the person signed in; `may_change` whether he may bring
    the list up to date or withdraw it, `may_record` whether he may record a signature from paper.
    """

    row: Row
    names: dict[int, str]
    items: list[Row]
    signatures: list[Row]
    next_to_sign: Part | None
    mine: bool
    may_change: bool
    may_record: bool

    @property
    def lines(self) -> list[Line]:
        """What was typed."""
        return [Line(Thing(one["kind"]), one["text"], one["count"]) for one in self.items if one["sort"] == "line"]


@dataclass(frozen=True)
class Posts:
    """The handings-over that concern a person, the latest first; `leavers` for whom he may prepare one; `parties`
    who may take over or supervise.
    """

    posts: list[Post]
    today: date
    zone: str
    leavers: dict[int, str]
    parties: dict[int, str]


def prepare(
    ports: Ports,
    session: Session,
    *,
    leaver: int,
    successor: int,
    supervisor: int,
    lines: Sequence[Line] = (),
    post: int | None = None,
    version: int | None = None,
) -> Changes:
    """Put on record what the leaver holds now; with `post`, a new version of that list, which begins anew.

    By himself, the office, the general manager or the manager of his department. Raises RuleRefused:
    "post_both_sides", "post_party_unfit", "post_not_yours", "post_already_open", "post_not_open",
    "post_changed_meanwhile" when `version` is not the one that stands; and as `checked_lines` does.
    """
    require(session, "post_listed")
    told = checked_lines(lines)
    with ports.ledger.writing() as writing:
        people = (leaver, successor, supervisor)
        for one in people:
            check_here(writing, one)
        check_parties(leaver, successor, supervisor, {one: roles_of(writing, one) for one in people})
        if not may_list(writing, session, leaver):
            raise RuleRefused("post_not_yours")
        before = open_post(writing, post, version=version) if post is not None else None
        if before is not None and before["leaver"] != leaver:
            raise RuleRefused("post_not_open")
        standing = [one for one in writing.find("post", leaver=leaver) if one["state"] in OPEN and one["id"] != post]
        if standing:
            raise RuleRefused("post_already_open", name=name_of(writing, leaver))
        data = {
            "post": post if before is not None else writing.next_id("post"),
            "version": before["version"] + 1 if before is not None else 1,
            "leaver": leaver,
            "successor": successor,
            "supervisor": supervisor,
            **inventory(writing, leaver, successor).fields,
            "lines": [{"kind": one.kind.value, "count": one.count} for one in told],
        }
        words = {f"line.{place}": one.text for place, one in enumerate(told)}
        act_of(writing, session).append("post_listed", data, words)
    return Changes(office=True)


def withdraw(ports: Ports, session: Session, *, post: int, reason: str) -> Changes:
    """Withdraw a list that is not signed by all yet. Raises RuleRefused: "reason_missing", as `prepare` otherwise."""
    require(session, "post_withdrawn")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row = open_post(writing, post)
        if not may_list(writing, session, row["leaver"]):
            raise RuleRefused("post_not_yours")
        act_of(writing, session).append("post_withdrawn", {"post": post}, {"reason": told})
    return Changes(office=True)


def may_list(reading: Reading, session: Session, leaver: int) -> bool:
    """Whether this person may prepare, change and withdraw the leaver's list."""
    return session.person == leaver or session.is_a(*CARRIERS) or manages(reading, session, leaver)


def open_post(reading: Reading, post: int, *, version: int | None = None) -> Row:
    """The row of one that is not over. Raises RuleRefused: "post_not_open", "post_changed_meanwhile"."""
    row = reading.get("post", id=post)
    if row is None or row["state"] not in OPEN:
        raise RuleRefused("post_not_open")
    if version is not None and row["version"] != version:
        raise RuleRefused("post_changed_meanwhile")
    return row


def party(row: Row, part: Part) -> int:
    """Who has this part."""
    return int(row[part.value])


def to_sign(reading: Reading, person: int) -> list[Row]:
    """The handings-over whose next signature is this person's, with `part` and `leaver_name`."""
    found = []
    for state in (LISTED, SIGNING):
        for row in reading.find("post", order="id", state=state):
            part = next_part(row["signed"])
            if part is not None and party(row, part) == person:
                found.append({**row, "part": part.value, "leaver_name": name_of(reading, row["leaver"])})
    return found


def posts(ports: Ports, session: Session) -> Posts:
    """What concerns the person signed in: as one of the three, as who may prepare it; the general manager sees all."""

    def work(reading: Reading) -> Posts:
        rows = [row for row in reading.find("post", order="id DESC") if _concerned(reading, session, row)]
        here = [row for row in reading.find("person", order="id") if row["state"] != PersonState.LEFT]
        fit = {row["id"]: row["name"] for row in here if _signs(roles_of(reading, row["id"]))}
        leavers = {one: name for one, name in fit.items() if may_list(reading, session, one)}
        shown = [_view(reading, session, row) for row in rows]
        return Posts(shown, date.fromisoformat(ports.today(reading)), office_row(reading)["zone"], leavers, fit)

    return read(ports, session, work)


def post_view(ports: Ports, session: Session, post: int) -> Post:
    """One of them. Raises RuleRefused("post_unknown") for one that there is not or that does not concern him."""

    return read(ports, session, lambda reading: post_in(reading, session, post))


def post_in(reading: Reading, session: Session, post: int) -> Post:
    """The same in a view of the desk that is open already."""
    row = reading.get("post", id=post)
    if row is None or not _concerned(reading, session, row):
        raise RuleRefused("post_unknown")
    return _view(reading, session, row)


def latest_post(ports: Ports, session: Session, leaver: str) -> int:
    """The latest list of whoever has this name, a withdrawn one only where there is no other.

    Raises RuleRefused("post_unknown") where there is none that concerns the person signed in.
    """
    found = [one for one in posts(ports, session).posts if one.names.get(one.row["leaver"]) == leaver]
    for one in (*(each for each in found if each.row["state"] != WITHDRAWN), *found):
        return int(one.row["id"])
    raise RuleRefused("post_unknown")


def preview(ports: Ports, session: Session, *, leaver: int, successor: int | None) -> list[Row]:
    """What would stand on the list now, as `Post.items`. Raises RuleRefused("post_not_yours")."""

    def work(reading: Reading) -> list[Row]:
        if not may_list(reading, session, leaver):
            raise RuleRefused("post_not_yours")
        return [_told(reading, row) for row in listed_rows(inventory(reading, leaver, successor))]

    return read(ports, session, work)


def listed_rows(found: Inventory) -> list[Row]:
    """An inventory as rows of a list."""
    empty = {"kind": "", "document": None, "copy": 0, "key": 0, "place": 0, "count": 0, "text": ""}
    rows = [{**empty, **one, "sort": "paper"} for one in found.papers]
    for sort, steps in (("step", found.steps), ("stays", found.stays)):
        rows += [{**empty, **one, "place": one["position"], "sort": sort} for one in steps]
    rows += [{**empty, "key": one["folder"], "count": one["papers"], "sort": "folder"} for one in found.folders]
    return rows


def _signs(roles: Collection[str]) -> bool:
    return not CONTENT_ROLES.isdisjoint(roles)


def _concerned(reading: Reading, session: Session, row: Row) -> bool:
    mine = session.person in {row["leaver"], row["successor"], row["supervisor"], row["listed_by"]}
    return mine or session.is_a(Role.AUDITOR) or may_list(reading, session, row["leaver"])


def _view(reading: Reading, session: Session, row: Row) -> Post:
    of = {"post": row["id"], "version": row["version"]}
    part = next_part(row["signed"]) if row["state"] in OPEN else None
    people = {row["leaver"], row["successor"], row["supervisor"]}
    names = {one["id"]: one["name"] for one in reading.find("person")}
    return Post(
        row=row,
        names=names,
        items=[_told(reading, one) for one in reading.find("post_item", order="position", **of)],
        signatures=[
            {**one, "name": names.get(one["person"], "–")} for one in reading.find("post_signature", order="seq", **of)
        ],
        next_to_sign=part,
        mine=part is not None and party(row, part) == session.person,
        may_change=row["state"] in OPEN and may_list(reading, session, row["leaver"]),
        may_record=part is not None and session.is_a(Role.CLERK) and session.person not in people,
    )


def _told(reading: Reading, one: Row) -> Row:
    document = reading.get("document", id=one["document"]) if one["document"] else None
    folder = reading.get("folder", id=one["key"]) if one["sort"] == "folder" else None
    return {
        **one,
        "number": document["number"] if document else "",
        "title": document["title"] if document else "",
        "folder_name": f"{folder['year']} {folder['name']}" if folder else "",
    }
