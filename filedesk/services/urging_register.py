"""The urging register 催办登记 of a period: a row for each urging, with what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from filedesk.errors import RuleRefused
from filedesk.services.acts import require
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import Progress
from filedesk.services.printing import print_facts, print_moment
from filedesk.services.signed import Signatures
from filedesk.services.urged import addressee, assigned_on, due_on, task_of
from filedesk.texts import Catalogue, catalogue, mark
from filedesk.texts.names import MEANS

_URGED, _ANSWERED = mark("{day} {means}: {text}"), mark("Answer: {text}")


@dataclass(frozen=True)
class Period:
    """A year, or one month of it."""

    year: int
    month: int | None = None

    @property
    def begins(self) -> str:
        """How every day of the period begins: 2026- or 2026-03-."""
        return f"{self.year}-" if self.month is None else f"{self.year}-{self.month:02d}-"

    def told(self, words: Catalogue) -> str:
        """The period as a paper says it."""
        if self.month is None:
            return words.tr("Year {year}", year=self.year)
        return words.tr("{month}/{year}", month=f"{self.month:02d}", year=self.year)


def periods(ports: Ports) -> list[Period]:
    """The years and months in which somebody was urged, the latest first, each year before its months.

    Raises RuleRefused("nothing_to_print") when nobody ever was.
    """
    with ports.ledger.reading() as reading:
        days = {str(row["day"])[:7] for row in reading.find("urging")}
    if not days:
        raise RuleRefused("nothing_to_print")
    found: list[Period] = []
    for day in sorted(days, reverse=True):
        year, month = int(day[:4]), int(day[5:])
        if not found or found[-1].year != year:
            found.append(Period(year))
        found.append(Period(year, month))
    return found


def print_urging_register(
    ports: Ports,
    session: Session,
    *,
    period: Period,
    out: BinaryIO,
    language: str,
    progress: Progress | None = None,
) -> int:
    """Print what was urged in a period; returns the pages. May run in any thread, and writes nothing into the journal.

    Raises RuleRefused: "nothing_to_print", "character_has_no_glyph"; EnvironmentFailed, Cancelled.
    """
    require(session, "register_printed")
    words = catalogue(language)
    with ports.ledger.snapshot() as reading:
        urgings = [row for row in reading.find("urging", order="seq") if row["day"].startswith(period.begins)]
        if not urgings:
            raise RuleRefused("nothing_to_print")
        office, size = office_row(reading), reading.size()
        moment = print_moment(ports, reading)
        facts = replace(
            print_facts(office, session, language, moment, size=size, root=reading.root(size)),
            titled=words.tr("Urging register"),
            told=period.told(words),
        )
        drawn = ports.printer.draw_register(
            definition="urging",
            facts=facts,
            rows=_rows(reading, urgings, Signatures(reading, words, office)),
            total=len(urgings),
            progress=progress,
        )
    drawn.write(facts=facts, out=out)
    return drawn.pages


def _rows(reading: Reading, urgings: list[Row], signed: Signatures) -> Iterator[tuple[str, ...]]:
    tr = signed.words.tr
    for one in urgings:
        row = reading.get("document", id=one["document"])
        assert row is not None
        to = addressee(reading, department=one["department"], person=one["person"])
        task = task_of(reading, row["id"], to)
        how = tr(_URGED, day=one["day"], means=tr(MEANS[one["means"]]), text=one["text"])
        answer = tr(_ANSWERED, text=one["answer"]) if one["answer"] else ""
        yield (
            row["number"],
            row["title"],
            to.name,
            signed.time(assigned_on(reading, row, to))[:10],
            due_on(reading, row, to),
            "\n".join(part for part in (how, answer) if part),
            signed.name(one["by"]),
            row["finished_on"] or "",
            task["result"] if task else "",
        )
