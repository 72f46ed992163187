"""Timeliness 办理时效 (I5): how many tasks and readings were done on time or late, and how long they took.

What counts is what was begun in the period. A task is late when its result came after the deadline, or has not come
and the deadline has passed; one without a deadline is on time. A reading is late after READING_DAYS working days, as
the conventions say: one working day a reader, five at most.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from filedesk.clock import from_text, office_day, to_text
from filedesk.domain.people import sees_all
from filedesk.domain.working_days import WorkingCalendar
from filedesk.errors import RuleRefused
from filedesk.services.calendar import calendar
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.reading import names, read

READING_DAYS: Final = 5
What = Literal["acting", "reading"]
By = Literal["unit", "whose"]


@dataclass(frozen=True)
class Line:
    """What one department or person did; `days` are the average working days of what is done, None for nothing."""

    id: int
    name: str
    on_time: int
    late: int
    open: int
    open_late: int
    days: float | None

    @property
    def all(self) -> int:
        """How much there was."""
        return self.on_time + self.late + self.open + self.open_late


def timeliness(ports: Ports, session: Session, *, what: What, by: By, first: date, last: date) -> list[Line]:
    """A line for each department or person, both days included, in order of name.

    Raises RuleRefused: "no_right_to_content" for who does not see all registers, "period_backwards".
    """
    if not sees_all(session.roles):
        raise RuleRefused("no_right_to_content")
    if last < first:
        raise RuleRefused("period_backwards")

    def work(reading: Reading) -> list[Line]:
        zone = office_row(reading)["zone"]
        rows = reading.timed(what, _begin(first, zone), _begin(last + timedelta(days=1), zone))
        judge = _Judge(calendar(reading), zone, date.fromisoformat(ports.today(reading)), what == "reading")
        return _lines(rows, by, names(reading, "department" if by == "unit" else "person"), judge)

    return read(ports, session, work)


@dataclass(frozen=True)
class _Judge:
    """Tells for one row whether it is done, whether it is late, and how many working days it took."""

    days: WorkingCalendar
    zone: str
    today: date
    reading: bool

    def told(self, row: Row) -> tuple[bool, bool, int]:
        begun = self._day(row["begun_at"])
        ended = self._day(row["ended_at"]) if row["ended_at"] else None
        until = ended or self.today
        took = max(0, self.days.working_days_between(begun, until))
        late = until.isoformat() > row["deadline"] if row["deadline"] else self.reading and took > READING_DAYS
        return ended is not None, late, took

    def _day(self, moment: str) -> date:
        if len(moment) == len("2026-03-05"):
            return date.fromisoformat(moment)
        return office_day(from_text(moment), self.zone)


def _lines(rows: list[Row], by: By, named: dict[int, str], judge: _Judge) -> list[Line]:
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    taken: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row[by] is None:
            continue
        done, late, took = judge.told(row)
        counts[row[by]][(0 if done else 2) + late] += 1
        if done:
            taken[row[by]].append(took)
    found = []
    for one, (on_time, late_done, running, running_late) in counts.items():
        days = sum(taken[one]) / len(taken[one]) if taken[one] else None
        found.append(Line(one, named.get(one, "–"), on_time, late_done, running, running_late, days))
    return sorted(found, key=lambda line: (line.name, line.id))


def _begin(day: date, zone: str) -> str:
    return to_text(datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC))
