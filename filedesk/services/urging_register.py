"""The urging register 催办登记 of a period: a row for each urging, with what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from filedesk.services.ledger import Row
from filedesk.services.signed import Signatures
from filedesk.services.urged import addressee, assigned_on, done_on, due_on, outcome_of
from filedesk.texts import mark
from filedesk.texts.names import MEANS

_URGED, _ANSWERED = mark("{day} {means}: {text}"), mark("Answer: {text}")


def urging_rows(urgings: list[Row], signed: Signatures) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Document id and cells of each of these urgings, as the columns of conventions.md show them (I5)."""
    reading, tr = signed.reading, signed.words.tr
    for one in urgings:
        row = reading.get("document", id=one["document"])
        assert row is not None
        to = addressee(reading, department=one["department"], person=one["person"])
        how = tr(_URGED, day=one["day"], means=tr(MEANS[one["means"]]), text=one["text"])
        answer = tr(_ANSWERED, text=one["answer"]) if one["answer"] else ""
        yield (
            one["document"],
            (
                row["number"],
                row["title"],
                to.name,
                signed.time(assigned_on(reading, row, to))[:10],
                due_on(reading, row, to),
                "\n".join(part for part in (how, answer) if part),
                signed.name(one["by"]),
                done_on(reading, row, to),
                outcome_of(reading, row, to),
            ),
        )
