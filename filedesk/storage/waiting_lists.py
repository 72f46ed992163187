"""The SQL of to-dos 待办, a function for each area of an incoming paper's way: whose turn it is, derived by index.

Each `Waits` is one reason for which documents wait. What is asked of it is a count, or the first of its rows; the
documents themselves are fetched afterwards, so that nothing wide is sorted or walked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from filedesk.domain.documents import Series
from filedesk.domain.people import Role
from filedesk.services.ledger import Waiter, Waiting
from filedesk.storage import lists
from filedesk.storage.models_routes import UNDER_WAY_SQL
from filedesk.storage.reading import RowReading
from filedesk.storage.waiting_drafts import OUT, PRESENT, drafts
from filedesk.storage.waits import Waits

OFFICE = frozenset({Role.CLERK, Role.OFFICE_HEAD})
_PEOPLE = "(SELECT value FROM json_each(?))"
_CARRIERS = "(SELECT person FROM person_role WHERE role IN ('clerk', 'office_head'))"
_UNDER_WAY = ("in_circulation", "in_circulation_and_handling", "in_handling")
_CIRCULATING = _UNDER_WAY[:2]
_OPEN_TURN = (
    "(EXISTS (SELECT 1 FROM reading_turn o WHERE o.document = d.id AND o.state = 'waiting')"
    " OR EXISTS (SELECT 1 FROM reading_turn o WHERE o.document = d.id AND o.state = 'out'))"
)
_OUT_WITH_HIM = (
    "EXISTS (SELECT 1 FROM reading_turn h WHERE h.document = d.id AND h.reader = d.holder AND h.state = 'out')"
)
_NEXT = (
    "(SELECT n.reader FROM reading_turn n WHERE n.document = d.id AND n.state = 'waiting' ORDER BY n.position LIMIT 1)"
)
_LAST_READ = "(SELECT max(l.read_at) FROM reading_turn l WHERE l.document = d.id)"
_LAST_RESULT = "(SELECT max(l.reported_at) FROM handling_task l WHERE l.document = d.id)"
_STILL_OUT = (
    "(EXISTS (SELECT 1 FROM reading_turn h WHERE h.document = d.id AND h.reader = d.holder AND h.state = 'read')"  # noqa: S608
    f" AND d.holder NOT IN {_CARRIERS})"
)
"""It lies with a reader who has read it."""
_UNDONE = (
    "SELECT 1 FROM handling_task u INDEXED BY handling_task_open WHERE u.document = d.id AND u.state <> 'reported'"
)
_ASKED = "EXISTS (SELECT 1 FROM question a WHERE a.document = d.id AND a.answered_seq IS NULL)"
_UNITS_NAMED = "EXISTS (SELECT 1 FROM concern c WHERE c.document = d.id AND c.department > 0)"
_READERS_NAMED = (
    "EXISTS (SELECT 1 FROM named_reader r WHERE r.seq = (SELECT max(i.id) FROM instruction i WHERE i.document = d.id))"
)
_OPEN_IN = {
    "in_circulation": f"NOT {_OPEN_TURN} AND NOT {_UNITS_NAMED}",
    "in_circulation_and_handling": f"NOT {_OPEN_TURN} AND NOT EXISTS ({_UNDONE})",
    "in_handling": f"NOT EXISTS ({_UNDONE}) AND NOT {_READERS_NAMED}",
}
"""What has come to its end in each state, both parts begun if both were ordered."""
DUE_ORDER = "coalesce(t.deadline, '9999-12-31')"
"""As the indexes have it: what has no deadline comes last."""


def waits_for(waiter: Waiter, only: frozenset[str] | None = None) -> list[Waits]:
    """Everything that this person can have to do, area by area; or `only` what has one of these names."""
    return [one for area in AREAS for one in area(waiter) if only is None or one.name in only]


def listed(reading: RowReading, waiter: Waiter, most: int, only: frozenset[str] | None) -> dict[str, Waiting]:
    """Implements `Reading.waiting`: each reason is counted apart only where the first rows do not tell all."""
    found: dict[str, Waiting] = {}
    for waits in waits_for(waiter, only):
        before = found.get(waits.name, Waiting(0, []))
        wanted = most - len(before.rows)
        rows = reading.select(waits.listed(wanted), *waits.values) if wanted else []
        much = _count(reading, waits) if len(rows) == wanted else len(rows)
        found[waits.name] = Waiting(before.much + much, before.rows + rows)
    documents = {row["document"] for told in found.values() for row in told.rows}
    papers = {row["id"]: row for row in reading.select(*lists.brief_by_ids(documents))}
    return {
        name: Waiting(told.much, [{**papers[row["document"]], **row} for row in told.rows])
        for name, told in found.items()
        if told.rows
    }


def count(reading: RowReading, waiter: Waiter) -> int:
    """Implements `Reading.waiting_count`."""
    return sum(_count(reading, waits) for waits in waits_for(waiter))


def _count(reading: RowReading, waits: Waits) -> int:
    return int(reading.connection.execute(waits.counted(), waits.values).fetchone()[0])


def head(waiter: Waiter) -> Iterator[Waits]:
    """The general manager's: questions first (I6), papers to sign, what was recorded for him or did not wait."""
    if Role.GENERAL_MANAGER not in waiter.roles:
        return
    yield Waits(
        "to_answer", "question q WHERE q.answered_seq IS NULL", order="q.seq", document="q.document", key="q.seq",
        since="q.at", whose="q.person", told="q.text",
    )  # fmt: skip
    marks = ", ".join("?" * len(Series))
    yield Waits(
        "to_sign",
        f"document d WHERE d.series IN ({marks}) AND d.state = 'with_general_manager'",
        (*Series,),
        order="d.urgency = 'extra_urgent' DESC, d.urgency = 'urgent' DESC, d.id",
        since="d.held_since",
        due="d.deadline",
    )
    yield Waits("to_confirm", "document d WHERE d.to_confirm = 1", since="d.instructed_on")
    yield Waits(
        "exceptions", "exception e WHERE e.seen_seq IS NULL", order="e.seq", document="e.document", key="e.seq",
        since="e.at", whose="e.person", told="e.type || ' ' || e.reason",
    )  # fmt: skip


def own(waiter: Waiter) -> Iterator[Waits]:
    """What waits for the person himself: what was recorded for him, reading, naming, accepting, acting, answers."""
    people = json.dumps(waiter.people)
    yield Waits(
        "recorded", "recorded_act r WHERE r.person = ? AND r.confirmed_seq IS NULL", (waiter.person,), order="r.seq",
        document="r.document", key="r.seq", since="r.given", told="r.type",
    )  # fmt: skip
    yield Waits(
        "to_read",
        f"reading_turn t WHERE t.reader IN {_PEOPLE} AND t.state IN ('out', 'waiting') AND (t.state = 'out'"  # noqa: S608
        " OR EXISTS (SELECT 1 FROM document d WHERE d.id = t.document AND d.holder = t.reader"
        f" AND {_NEXT} = t.reader))",
        (people,), order="t.document", document="t.document", key="t.reader", since="t.sent_at", whose="t.reader",
    )  # fmt: skip
    yield Waits(
        "to_name", f"handling_task t WHERE t.department IN {_PEOPLE} AND t.state IN ('assigned', 'declined')",
        (json.dumps(waiter.managed),), order=f"{DUE_ORDER}, t.document", document="t.document", key="t.department",
        since="coalesce(t.named_at, t.begun_at)", due="t.deadline", unit="t.department", told="t.declined_for",
    )  # fmt: skip
    for name, state, since in (("to_accept", "named", "t.named_at"), ("to_handle", "accepted", "t.accepted_at")):
        yield Waits(
            name, f"handling_task t WHERE t.responsible IN {_PEOPLE} AND t.state = '{state}'", (people,),
            order=f"{DUE_ORDER}, t.document", document="t.document", key="t.department", since=since,
            due="t.deadline", whose="t.responsible", unit="t.department",
        )  # fmt: skip
    yield Waits(
        "answers",
        "question q JOIN document d ON d.id = q.document WHERE q.told_to = ? AND q.answered_at >= ?"
        " AND d.state NOT IN ('finished', 'returned', 'filed')",
        (waiter.person, waiter.answered_from), order="q.answered_at DESC", key="q.seq", since="q.answered_at",
        whose="q.answered_by", told="q.answer",
    )  # fmt: skip


def office(waiter: Waiter) -> Iterator[Waits]:
    """What the office has to move on: into review, round the readers, to departments, back, and into a folder."""
    if waiter.roles.isdisjoint(OFFICE):
        return
    yield _in_state("to_submit", "registered", since="d.registered_at")
    yield _in_state("sent_back", "sent_back")
    named_people = "EXISTS (SELECT 1 FROM concern c WHERE c.document = d.id AND c.person > 0)"
    yield _in_state("to_circulate", "instructed", named_people, since="d.instructed_on")
    yield _under_way("to_circulate", "in_handling", _READERS_NAMED, since="d.instructed_on")
    yield _in_state("to_hand_over", "instructed", _UNITS_NAMED, since="d.instructed_on")
    yield _under_way("to_hand_over", "in_circulation", _UNITS_NAMED, since="d.instructed_on")
    for state in _CIRCULATING:
        yield _under_way(
            "to_send_on", state, f"NOT {_OUT_WITH_HIM} AND {_NEXT} <> d.holder",
            since=f"coalesce({_LAST_READ}, d.held_since)", whose=_NEXT,
        )  # fmt: skip
    for state in _CIRCULATING:
        alone = f"NOT {_OPEN_TURN} AND {_STILL_OUT} AND NOT EXISTS ({_UNDONE} AND +u.responsible = d.holder)"
        yield _under_way("to_take_back", state, alone, since=_LAST_READ, whose="d.holder")
    for state in _UNDER_WAY if Role.CLERK in waiter.roles else ():
        yield _under_way(
            "to_finish", state, f"{_OPEN_IN[state]} AND NOT {_ASKED} AND NOT {_STILL_OUT}",
            since=f"max(coalesce({_LAST_READ}, ''), coalesce({_LAST_RESULT}, ''))",
        )  # fmt: skip
    yield _in_state("to_check_in", "finished", since="d.finished_on", whose="d.holder")
    yield _in_state("to_file", "returned", since="coalesce(d.finished_on, d.instructed_on)")
    yield _in_state("to_file", "instructed", f"NOT {_UNITS_NAMED} AND NOT {named_people}", since="d.instructed_on")


def urging(waiter: Waiter) -> Iterator[Waits]:
    """What the office urges on 催办 (I5): what its level says is due today; else what is past or near its deadline."""
    if waiter.roles.isdisjoint(OFFICE):
        return
    task, reader = _due_again("t.begun_at", "t.department", "t.responsible"), _due_again("t.sent_at", "-1", "t.reader")
    values = (min(waiter.urge_before), *waiter.urge_before, min(waiter.urged_until), *waiter.urged_until)
    yield _of_task("to_urge", f"t.begun_at < ? AND {task}", (max(waiter.urge_before), *values), "t.begun_at")
    yield Waits(
        "to_urge", f"reading_turn t WHERE t.state = 'out' AND t.sent_at < ? AND {reader}",
        (max(waiter.urge_before), *values), order="t.sent_at, t.document", document="t.document", key="-t.reader",
        since="t.sent_at", whose="t.reader",
    )  # fmt: skip
    yield _of_task("overdue", f"t.deadline < ? AND NOT ({task})", (waiter.today, *values), "t.deadline")
    yield from _orders(waiter, values)
    near = f"t.deadline BETWEEN ? AND ? AND {_by_urgency('t.deadline <=')} AND NOT ({task})"
    limits = (waiter.today, max(waiter.near_until), *waiter.near_until)
    yield _of_task("near", near, (*limits, *values), "t.deadline")


def _orders(waiter: Waiter, values: tuple[str, ...]) -> Iterator[Waits]:
    """What an issued document orders and nobody has reported yet, urged like handling (F8)."""
    again = _due_again("t.ordered_at", "nullif(t.department, 0)", "nullif(t.person, 0)")
    near = f"t.due BETWEEN ? AND ? AND {_by_urgency('t.due <=')} AND NOT ({again})"
    limits = (waiter.today, max(waiter.near_until), *waiter.near_until)
    for name, which, told, order in (
        ("to_urge", f"t.ordered_at < ? AND {again}", (max(waiter.urge_before), *values), "t.ordered_at"),
        ("overdue", f"t.due < ? AND NOT ({again})", (waiter.today, *values), "t.due"),
        ("near", near, (*limits, *values), "t.due"),
    ):
        source = f"carrying_out t {PRESENT} WHERE t.reported_on IS NULL AND {OUT} AND {which}"
        yield Waits(
            name, source, told, order=f"{order}, t.document", document="t.document", key="t.seq",
            since="t.ordered_at", due="t.due", whose="nullif(t.person, 0)", unit="nullif(t.department, 0)",
        )  # fmt: skip


def _of_task(name: str, which: str, values: tuple[str, ...], order: str) -> Waits:
    """Tasks without a result."""
    return Waits(
        name, f"handling_task t WHERE t.state <> 'reported' AND {which}", values, order=f"{order}, t.document",
        document="t.document", key="t.department", since="t.begun_at", due="t.deadline", whose="t.responsible",
        unit="t.department",
    )  # fmt: skip


def _due_again(begun: str, unit: str, person: str) -> str:
    """Whether it began, and neither of the two was urged, so long ago that its level calls for urging.

    The document is asked for its urgency only where that decides: the parameters are the earliest of the moments,
    the three of them, the earliest of the days, and those three.
    """
    return (
        f"({begun} < ? OR {_by_urgency(f'{begun} <')}) AND NOT EXISTS (SELECT 1 FROM urging g"  # noqa: S608
        f" WHERE g.document = t.document AND g.day > ? AND (g.department = {unit} OR g.person = {person})"
        f" AND {_by_urgency('g.day >')})"
    )


def _by_urgency(compared: str) -> str:
    """A comparison whose limit is that of the paper's urgency: extra urgent, urgent, routine."""
    urgency = (
        "SELECT d.urgency FROM document d INDEXED BY document_pressing"
        " WHERE d.id = t.document AND d.urgency <> 'routine'"
    )
    return f"{compared} CASE ({urgency}) WHEN 'extra_urgent' THEN ? WHEN 'urgent' THEN ? ELSE ? END"


def _in_state(name: str, state: str, also: str = "", *, since: str = "NULL", whose: str = "NULL") -> Waits:
    source = f"document d WHERE d.series = 'incoming' AND d.state = '{state}'"
    return Waits(name, f"{source} AND {also}" if also else source, since=since, due="d.deadline", whose=whose)


def _under_way(name: str, state: str, also: str, *, since: str, whose: str = "NULL") -> Waits:
    source = f"document d WHERE {UNDER_WAY_SQL} AND d.state = '{state}' AND {also}"
    return Waits(name, source, since=since, due="d.deadline", whose=whose)


AREAS: tuple[Callable[[Waiter], Iterator[Waits]], ...] = (head, own, drafts, office, urging)
"""Every area's own function; another area adds one."""
