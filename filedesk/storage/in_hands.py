"""The SQL of what somebody holds and what waits for him alone, whole: for handing a post over 移交 (rules, "People").

Each statement gives `kind`, `document`, `key` and `place` as the list 移交清册 keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from filedesk.domain.documents import Series
from filedesk.domain.posts import DRAFTS_IN_HAND, OpenPart
from filedesk.services.ledger import Row
from filedesk.storage.reading import RowReading

_SERIES = ", ".join(f"'{series.value}'" for series in Series)
_OWN_DRAFTS = ", ".join(f"'{state.value}'" for state in sorted(DRAFTS_IN_HAND))
_OUT = "d.state IN ('distributed', 'carried_out')"
_PRESENT = "JOIN draft r ON r.document = t.document AND r.version = t.version JOIN document d ON d.id = t.document"
_PAPERS = (
    f"SELECT d.id AS document, 1 AS copy FROM document d WHERE d.series IN ({_SERIES}) AND d.holder = ?1"  # noqa: S608
    " AND d.state NOT IN ('filed', 'void') AND NOT (?2 AND d.state = 'with_general_manager')"
    " UNION ALL SELECT c.document, c.copy FROM copy c JOIN document d ON d.id = c.document"
    " WHERE c.holder = ?1 AND c.copy > 1"
    " ORDER BY document, copy"
)
_UNMOVED = (
    f"SELECT d.id AS document, d.copies FROM document d WHERE d.series IN ({_SERIES})"  # noqa: S608
    " AND d.state NOT IN ('filed', 'void') AND d.registered_by = ? AND d.copies > 1"
    " AND NOT EXISTS (SELECT 1 FROM draft r WHERE r.document = d.id) ORDER BY d.id"
)
"""Copies that never went out are with whoever registered the paper."""
_FOLDERS = (
    f"SELECT d.folder, count(*) AS papers FROM document d WHERE d.series IN ({_SERIES}) AND d.holder = ?"  # noqa: S608
    " AND d.state = 'filed' GROUP BY d.folder ORDER BY d.folder"
)


def papers(reading: RowReading, person: int, *, head: bool) -> list[Row]:
    """Originals and copies in his hands, `document` and `copy`; not what lies before him as the general manager."""
    found = reading.select(_PAPERS, person, int(head))
    for row in reading.select(_UNMOVED, person):
        moved = {one["copy"] for one in reading.find("copy", document=row["document"])}
        found += [{"document": row["document"], "copy": n} for n in range(2, row["copies"] + 1) if n not in moved]
    return sorted(found, key=lambda row: (row["document"], row["copy"]))


def folders(reading: RowReading, person: int) -> list[Row]:
    """Folders in which papers lie that he put there: `folder` and how many `papers`."""
    return reading.select(_FOLDERS, person)


def steps(reading: RowReading, person: int, *, head: bool) -> list[Row]:
    """What waits for him alone, in the order of the list."""
    found = []
    for kind, sql, values in _statements(person, head):
        found += [{"kind": kind.value, **row} for row in reading.select(sql, *values)]
    return found


def _statements(person: int, head: bool) -> Iterator[tuple[OpenPart, str, tuple[Any, ...]]]:
    def told(kind: OpenPart, source: str, key: str = "0", place: str = "0", document: str = "t.document") -> Any:
        columns = f"{document} AS document, {key} AS key, {place} AS place"
        return kind, f"SELECT {columns} FROM {source} ORDER BY 1, 2, 3", (person,)  # noqa: S608 - our own names

    yield told(
        OpenPart.READING, "reading_turn t WHERE t.reader = ? AND t.state IN ('out', 'waiting')",
        "(t.state = 'out')", "t.position",
    )  # fmt: skip
    yield told(
        OpenPart.HANDLING,
        "handling_task t WHERE t.responsible = ? AND t.state IN ('named', 'accepted')",
        "t.department",
    )
    yield told(
        OpenPart.DRAFT,
        f"draft t JOIN document d ON d.id = t.document WHERE t.kept_by = ? AND d.state IN ({_OWN_DRAFTS})",
    )
    yield told(
        OpenPart.SIGNING,
        "draft t JOIN document d ON d.id = t.document WHERE t.put_to = ? AND t.put_to > 0 AND d.state = 'with_manager'",
    )
    yield told(
        OpenPart.COUNTERSIGNING,
        f"countersigner t {_PRESENT} WHERE t.person = ? AND t.signed_seq IS NULL AND d.state = 'in_countersigning'",
        "t.version", "t.position",
    )  # fmt: skip
    for kind, table, done in (
        (OpenPart.RECEIPT, "distribution", "received_on"),
        (OpenPart.CARRYING_OUT, "carrying_out", "reported_on"),
    ):
        source = f"{table} t {_PRESENT} WHERE t.person = ? AND t.person > 0 AND t.{done} IS NULL AND {_OUT}"
        yield told(kind, source, "t.seq", "t.position")
    yield told(OpenPart.QUESTION, "question t WHERE t.told_to = ? AND t.answered_seq IS NULL", "t.seq")
    yield told(OpenPart.CONFIRMATION, "recorded_act t WHERE t.person = ? AND t.confirmed_seq IS NULL", "t.seq")
    if head:
        yield told(
            OpenPart.CONFIRMATION, "document d WHERE d.to_confirm = 1 AND ? > 0", document="d.id",
        )  # fmt: skip
        yield told(
            OpenPart.APPROVAL,
            f"document d WHERE d.series IN ({_SERIES}) AND d.state = 'with_general_manager' AND ? > 0",
            document="d.id",
        )
        yield told(OpenPart.ANSWER, "question t WHERE t.answered_seq IS NULL AND ? > 0", "t.seq")
